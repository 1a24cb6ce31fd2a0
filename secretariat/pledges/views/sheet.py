"""The list of pledges handed out for spreadsheets."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from secretariat.pledges.models import Pledge
from secretariat.pledges.queries import PledgeRow


def sheet_of(rows: Iterable[PledgeRow]) -> Iterator[list[object]]:
    """A head and a line for each pledge."""
    named = [Pledge._meta.get_field(name).verbose_name for name in _FIELDS]  # type: ignore[union-attr]
    yield [_("Number"), _("Party"), _("Further parties"), *map(str, named), _("Countries"), _("Last report")]
    for row in rows:
        pledge = row.pledge
        yield [
            pledge.number,
            row.name,
            "; ".join(map(str, row.others)),
            *(_cell(pledge, name) for name in _FIELDS),
            "; ".join(map(str, row.countries)),
            pledge.updated_date.isoformat() if pledge.updated_date else "",
        ]


_FIELDS = (
    "kind",
    "title",
    "text",
    "said_date",
    "qualifier",
    "amount",
    "currency",
    "start_date",
    "end_date",
    "objective",
    "stage",
    "sensitivity",
)


def _cell(pledge: Pledge, name: str) -> str:
    if name == "stage" and not pledge.stage:
        return _("No update")
    shown = getattr(pledge, f"get_{name}_display", None)
    value = shown() if shown is not None else getattr(pledge, name)
    return "" if value is None else str(value)
