"""What is promised, by whom and for whom; and needs and offers that find each other."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Annotated, Any

from django.db.models import DecimalField, QuerySet, Value
from django.utils.translation import gettext as _
from pydantic import AfterValidator, Field

from secretariat.accounts.models import User
from secretariat.api.v1.asking import Asking
from secretariat.api.v1.deeds import Deed, Given, party
from secretariat.api.v1.given import FOR_WHOM, WHEN, each_of, text
from secretariat.api.v1.judging import judged_state
from secretariat.api.v1.resources import FACT, Part, Person, Resource, Rows, Told, citations, sits_in_office
from secretariat.api.v1.shapes import PartyCode, Shape, words
from secretariat.conference.models import Conference
from secretariat.engines.iati import sectors
from secretariat.pledges.actions import PLEDGE_FIELDS, Area, Reach, Share, Sharing
from secretariat.pledges.models import Match, Pledge, PledgeArea, PledgeCountry, PledgeParty, PledgeRole
from secretariat.pledges.queries import Sight, sight_in_office, sight_in_public
from secretariat.pledges.queries.matching import matches_seen
from secretariat.pledges.queries.words import BENEFICIARIES

COUNTRY, AREA, HUNDREDTH = "country", "area", Decimal("0.01")
PLEDGES, MATCHES = "pledges/pledges", "pledges/matches"
LONGEST_REASON, LONGEST_IDENTIFIER, MOST_PARTS = 1000, 200, 500
_AREA = re.compile(r"[A-Z]{2}[A-Z0-9]*", re.ASCII)


def sight(user: Person, conference: Conference) -> Sight:
    """What this person may know of pledges: a member what the office shows them, a stranger what is public."""
    return sight_in_office(conference, user) if isinstance(user, User) else sight_in_public(conference)


def part_of_pledge(model: type[Any]) -> Rows:
    """Rows of what became of pledges that this person may know."""
    return lambda user, conference: sight(user, conference).of(model)


def _is_member(user: Person, _conference: Conference) -> bool:
    return isinstance(user, User)


def to_members(*names: str) -> dict[str, Told]:
    """Fields that the public pages do not show."""
    return dict.fromkeys(names, _is_member)


def _reach(_user: Person, _conference: Conference, ids: list[int]) -> Iterable[tuple[int, Any]]:
    """Whom pledges bind and whom they are for, in one query: further parties, countries, areas."""
    nothing, no_part = Value(""), Value(None, DecimalField())
    parties = (
        PledgeParty.objects.filter(pledge__in=ids)
        .order_by()
        .values_list("pledge_id", Value(1), "pk", "role", "party__code", nothing, no_part)
    )
    countries = (
        PledgeCountry.objects.filter(pledge__in=ids)
        .order_by()
        .values_list("pledge_id", Value(2), "pk", Value(COUNTRY), "party__code", nothing, "percent")
    )
    areas = (
        PledgeArea.objects.filter(pledge__in=ids)
        .order_by()
        .values_list("pledge_id", Value(3), "pk", Value(AREA), "pcode", "name", no_part)
    )
    for pledge, *_order, kind, code, name, percent in sorted(parties.union(countries, areas, all=True), key=_place):
        told = None if percent is None else format(Decimal(percent).quantize(HUNDREDTH), "f")
        yield pledge, {"kind": kind, "code": code, "name": name, "percent": told}


def _place(row: Sequence[Any]) -> tuple[int, int, int]:
    return row[0], row[1], row[2]


def matches(user: Person, conference: Conference) -> "QuerySet[Match]":
    """Matches of two pledges that the office shows its people."""
    if not sits_in_office(user, conference):
        return Match.objects.none()
    found: Any = matches_seen(user, conference)
    rows: QuerySet[Match] = found
    return rows


RESOURCES: tuple[Resource, ...] = (
    Resource(
        PLEDGES,
        Pledge,
        lambda user, conference: sight(user, conference).pledges(),
        (
            "number",
            *(name for name in PLEDGE_FIELDS if name != "sensitivity"),
            "stage",
            "updated_date",
            *FACT,
        ),
        "What parties promise; how far it has come is told by its last report.",
        filters=(
            "number",
            "party",
            "kind",
            "stage",
            "objective",
            "currency",
            "said_date_from",
            "said_date_until",
            "updated_date_from",
            "updated_date_until",
            "sensitivity",
        ),
        parts=(
            Part("reach", {"kind": str, "code": str, "name": str, "percent": str | None}, _reach),
            citations(Pledge),
        ),
        shapes={"beneficiaries": list[str], "sectors": list[str]},
        is_public=True,
        has_csv=True,
        told_to=to_members("additional", "earmarking", "consulted", "entered_at"),
    ),
    Resource(
        MATCHES,
        Match,
        matches,
        ("wanted", "offer", "state", "reasons", "reason", "decided_at", "version"),
        "Pledges that need support, and offers that could give it.",
        filters=("wanted", "offer", "state"),
    ),
)


# ---- deeds ----------------------------------------------------------------------------------------------------------


def _pcode(value: str) -> str:
    if not _AREA.fullmatch(value):
        raise ValueError(_("“%(line)s” does not begin with a P-code, such as SY02.") % {"line": value[:60]})
    return value


class SharingShape(Shape):
    """A further party of a joint pledge, and what it does in it."""

    party: PartyCode
    role: PledgeRole


class ShareShape(Shape):
    """A country that a pledge is for, and which part of it in per cent, if somebody said."""

    party: PartyCode
    percent: Annotated[str, Field(pattern=r"^[0-9]{1,3}(\.[0-9]{1,2})?$")] | None = None


class AreaShape(Shape):
    """An area that a pledge is for, by its P-code."""

    pcode: Annotated[words(80, least=2), AfterValidator(_pcode)]  # type: ignore[valid-type]
    name: words(300, is_line=True) = ""  # type: ignore[valid-type]


class ReachShape(Shape):
    """Whom a pledge binds and whom it is for; a pledge that is revised takes all of it anew."""

    parties: Annotated[list[SharingShape], Field(max_length=MOST_PARTS)] = Field(default_factory=list)
    countries: Annotated[list[ShareShape], Field(max_length=MOST_PARTS)] = Field(default_factory=list)
    areas: Annotated[list[AreaShape], Field(max_length=MOST_PARTS)] = Field(default_factory=list)


def reach(value: ReachShape, asking: Asking, pointer: str) -> Reach:
    """The further parties, the countries and the areas."""
    countries = []
    for place, each in enumerate(value.countries):
        at = f"{pointer}/countries/{place}/party"
        country = judged_state(party(each.party, asking, at), at)
        countries.append(Share(country, None if each.percent is None else Decimal(each.percent)))
    return Reach(
        [
            Sharing(party(each.party, asking, f"{pointer}/parties/{place}/party"), str(each.role))
            for place, each in enumerate(value.parties)
        ],
        countries,
        [Area(each.pcode, each.name) for each in value.areas],
    )


REASON = text(LONGEST_REASON)
ABOUT_PLEDGE = {
    "details.said_date": WHEN,
    "details.start_date": WHEN,
    "details.end_date": WHEN,
    "details.beneficiaries": each_of(lambda: BENEFICIARIES),
    "details.sectors": each_of(lambda: sectors("en")),
    "details.iati_identifier": text(LONGEST_IDENTIFIER, is_needed=False),
    "details.sensitivity": FOR_WHOM,
    "reach": Given(ReachShape, reach, is_needed=False),
}
DEEDS: tuple[Deed, ...] = (
    Deed("pledges.record_pledge", details=PLEDGE_FIELDS, of=Pledge, makes=True, given=ABOUT_PLEDGE),
    Deed("pledges.revise_pledge", PLEDGES, details=PLEDGE_FIELDS, given=ABOUT_PLEDGE),
    Deed("pledges.propose_match", PLEDGES),
    Deed("pledges.discuss_match", MATCHES),
    Deed("pledges.agree_match", MATCHES),
    Deed("pledges.end_match", MATCHES, given={"reason": REASON}),
    Deed("pledges.refuse_match", MATCHES, given={"reason": REASON}),
    Deed("pledges.send_reminders"),
)
