"""Money that was committed, paid out or spent, and rates of exchange."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import islice
from typing import Annotated

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from pydantic import AfterValidator, Field

from secretariat.accounts.models import User
from secretariat.api.v1.asking import Asking
from secretariat.api.v1.deeds import FILE, Deed, FileShape, Given, row_of
from secretariat.api.v1.desks.pledges.promises import PLEDGES, sight, to_members
from secretariat.api.v1.given import FOR_WHOM, PAST_DAY, SOURCE, STATE, needed, optional, or_none
from secretariat.api.v1.judging import judged_past
from secretariat.api.v1.refusals import wrong
from secretariat.api.v1.resources import FACT, Person, Resource, citations, sits_in_office
from secretariat.api.v1.shapes import Day, Shape
from secretariat.conference.models import Conference
from secretariat.engines import iati
from secretariat.pledges.actions import FLOW_FIELDS
from secretariat.pledges.actions.rates import RATE_FIELDS
from secretariat.pledges.models import ExchangeRate, MoneyFlow
from secretariat.pledges.permissions import may_import_flows
from secretariat.pledges.queries.incoming import MOST_FLOWS, unreadable_in_words
from secretariat.pledges.queries.money import is_currency
from secretariat.pledges.queries.rate_tables import MOST as LARGEST_RATE
from secretariat.pledges.queries.rate_tables import Given as GivenRate
from secretariat.pledges.queries.rates import rates_seen

FLOWS, MOST_RATES = "pledges/flows", 5000


def flows(user: Person, conference: Conference) -> "QuerySet[MoneyFlow]":
    """Money as this person may know of it; a stranger that of pledges."""
    rows = sight(user, conference).of(MoneyFlow)
    return rows if isinstance(user, User) else rows.exclude(pledge=None)


def rates(user: Person, conference: Conference) -> "QuerySet[ExchangeRate]":
    """Rates as the office shows them to its people."""
    return rates_seen(user, conference) if sits_in_office(user, conference) else ExchangeRate.objects.none()


RESOURCES: tuple[Resource, ...] = (
    Resource(
        FLOWS,
        MoneyFlow,
        flows,
        ("pledge", *(name for name in FLOW_FIELDS if name != "sensitivity"), "external_activity", *FACT),
        "Amounts of money; those of two kinds are never added. Some belong to no pledge yet.",
        filters=(
            "pledge",
            "kind",
            "currency",
            "provider",
            "receiver",
            "country",
            "flow_date_from",
            "flow_date_until",
            "sensitivity",
        ),
        parts=(citations(MoneyFlow),),
        is_public=True,
        has_csv=True,
        told_to=to_members("value_date", "country", "description", "external_activity", "entered_at"),
    ),
    Resource(
        "pledges/rates",
        ExchangeRate,
        rates,
        (*RATE_FIELDS, "source=source__key", "version"),
        "What a unit of a currency was worth in another on a day, on whose word.",
        filters=("currency", "into", "rate_date", "rate_date_from", "rate_date_until"),
    ),
)


# ---- deeds ----------------------------------------------------------------------------------------------------------


def _currency(value: str) -> str:
    if not is_currency(value):
        raise ValueError(_("This is no currency of ISO 4217, such as EUR or JOD."))
    return value


def _rate(value: str) -> Decimal:
    rate = Decimal(value)
    if not 0 < rate < LARGEST_RATE:
        raise ValueError(_("A rate is more than nothing."))
    return rate


class RateShape(Shape):
    """One unit of the currency was worth so much in the other on that day."""

    currency: Annotated[str, Field(min_length=3, max_length=3), AfterValidator(_currency)]
    into: Annotated[str, Field(min_length=3, max_length=3), AfterValidator(_currency)] = "USD"
    rate: Annotated[
        str,
        Field(pattern=r"^[0-9]{1,10}(\.[0-9]{1,10})?$", description="A decimal number, exactly."),
        AfterValidator(_rate),
    ]
    rate_date: Day


def given_rates(value: Iterable[RateShape], asking: Asking, pointer: str) -> list[GivenRate]:
    """Rates of days that have come, each given once."""
    found: list[GivenRate] = []
    seen: set[tuple[str, str, object]] = set()
    for place, each in enumerate(value):
        judged_past(each.rate_date, asking, f"{pointer}/{place}/rate_date")
        if each.currency == each.into:
            raise wrong(_("A rate is between two currencies."), pointer=f"{pointer}/{place}/into")
        at = (each.currency, each.into, each.rate_date)
        if at in seen:
            raise wrong(_("This rate is given twice."), pointer=f"{pointer}/{place}")
        seen.add(at)
        found.append(GivenRate(each.currency, each.into, Decimal(each.rate), each.rate_date))
    return found


def given_flows(value: FileShape, asking: Asking, pointer: str) -> list[iati.Flow]:
    """The transactions of an activity file; nothing is read for who may not bring it in."""
    if not may_import_flows(asking.user, asking.conference):
        raise PermissionDenied
    content = FILE.made(value, asking, pointer).read()
    try:
        found = list(islice(iati.flows(content), MOST_FLOWS + 1))
    except iati.Unreadable as error:
        raise wrong(unreadable_in_words(error.code, error.line), pointer=f"{pointer}/content") from error
    if len(found) > MOST_FLOWS:
        raise wrong(unreadable_in_words("too many"), pointer=f"{pointer}/content")
    return found


ABOUT_FLOW = {"details.country": or_none(STATE)}
DEEDS: tuple[Deed, ...] = (
    Deed(
        "pledges.record_flow",
        PLEDGES,
        details=FLOW_FIELDS,
        of=MoneyFlow,
        makes=True,
        # Unless it is said for whom, it is for those who know of the pledge.
        given={**ABOUT_FLOW, "details.flow_date": PAST_DAY, "details.sensitivity": FOR_WHOM},
    ),
    Deed(
        "pledges.revise_flow",
        FLOWS,
        details=FLOW_FIELDS,
        given={**ABOUT_FLOW, "details.flow_date": optional(PAST_DAY)},
    ),
    Deed(
        "pledges.assign_flow",
        FLOWS,
        given={"pledge": needed(or_none(row_of(lambda asking: sight(asking.person, asking.conference).pledges())))},
    ),
    Deed("pledges.enter_rate", details=RATE_FIELDS, of=ExchangeRate, makes=True, given={"source": SOURCE}),
    Deed(
        "pledges.import_rates",
        given={
            "source": SOURCE,
            "given": Given(Annotated[list[RateShape], Field(min_length=1, max_length=MOST_RATES)], given_rates),
        },
    ),
    Deed(
        "pledges.import_flows",
        given={"source": SOURCE, "flows": Given(FileShape, given_flows)},
        has_file=True,
    ),
)
