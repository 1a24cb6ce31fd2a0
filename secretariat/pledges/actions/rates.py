"""Rates of exchange: entered by hand or brought in by a table, always from a source, never fetched."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.models import Source
from secretariat.audit.action import Batch, Refused, action
from secretariat.conference.models import Conference
from secretariat.pledges import permissions
from secretariat.pledges.models import ExchangeRate
from secretariat.pledges.queries.money import is_currency
from secretariat.pledges.queries.rate_tables import Given, known_rates

RATE_FIELDS = ("currency", "into", "rate", "rate_date")
AT_ONCE = 1000


@action(allow=permissions.may_enter_rate)
def enter_rate(
    actor: User, conference: Conference, *, details: Mapping[str, Any], source: Source, today: date | None = None
) -> ExchangeRate:
    """Write down what a unit of a currency was worth in another on a day, and who says so."""
    del actor
    rate = ExchangeRate(conference=conference, source=source, **{name: details[name] for name in RATE_FIELDS})
    _judge_source(conference, source)
    if today is not None and rate.rate_date > today:
        raise Refused(_("This day has not come yet."), field="rate_date")
    for name in ("currency", "into"):
        if not is_currency(getattr(rate, name)):
            raise Refused(_("This is no currency of ISO 4217, such as EUR or JOD."), field=name)
    if rate.currency == rate.into:
        raise Refused(_("A rate is between two currencies."), field="into")
    if rate.rate <= 0:
        raise Refused(_("A rate is more than nothing."), field="rate")
    same = {name: getattr(rate, name) for name in ("currency", "into", "rate_date")}
    if ExchangeRate.objects.filter(conference=conference, source=source, **same).exists():
        raise Refused(_("This source has given a rate for that day already."), field="rate_date")
    rate.save()
    return rate


@action(allow=permissions.may_import_rates)
def import_rates(actor: User, conference: Conference, *, source: Source, given: Iterable[Given]) -> Batch:
    """Bring in the rates of a table; those that the source has given already are not written twice."""
    del actor
    _judge_source(conference, source)
    known = {each[:2] + each[3:] for each in known_rates(conference.pk, source.pk)}
    fresh = [each for each in given if each[:2] + each[3:] not in known]
    rows = [
        ExchangeRate(
            conference=conference,
            source=source,
            currency=each.currency,
            into=each.into,
            rate=each.rate,
            rate_date=each.day,
        )
        for each in fresh
    ]
    made = ExchangeRate.objects.bulk_create(rows, batch_size=AT_ONCE)
    return Batch(
        str(source),
        conference.pk,
        {"pledges.exchangerate": len(made)},
        rows={"pledges.exchangerate": [each.pk for each in made]},
    )


def _judge_source(conference: Conference, source: Source) -> None:
    if source.conference_id != conference.pk:
        raise Refused(_("This source belongs to another conference."), field="source")
