"""Numbers as the databases keep them, so that a row is known again by what it says."""

from decimal import Context, Decimal

from django.db import connection, models

# One of the databases keeps so many digits of a number.
_EXACT = Context(prec=15)


def kept_number(model: type[models.Model], name: str, value: Decimal | None) -> Decimal | None:
    """A number with the decimal places and the digits with which this field keeps it."""
    if value is None:
        return None
    field = model._meta.get_field(name)
    exact = _EXACT.create_decimal(value) if connection.vendor == "sqlite" else value
    # Texts, dates and whole numbers have no decimal places.
    places: int = field.decimal_places  # type: ignore[union-attr]
    return exact.quantize(Decimal(1).scaleb(-places), context=Context(prec=40))
