"""What is promised: writing a pledge down, and correcting how it was written down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.utils.translation import gettext as _

from secretariat.accounts.models import Sensitivity, User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.archive.queries import is_before
from secretariat.audit.action import Refused, action, plain, unless_stale
from secretariat.conference.models import Conference
from secretariat.conference.queries import name_of, shown_names
from secretariat.parties.models import Party
from secretariat.pledges import permissions
from secretariat.pledges.actions.parts import enter, may_be_cited, refuse_wrong_money, says_the_same
from secretariat.pledges.actions.standing import stand
from secretariat.pledges.models import Pledge, PledgeArea, PledgeCountry, PledgeParty

PLEDGE_FIELDS = (
    "party",
    "kind",
    "title",
    "text",
    "said_date",
    "amount",
    "currency",
    "qualifier",
    "value_date",
    "additional",
    "earmarking",
    "start_date",
    "end_date",
    "beneficiaries",
    "objective",
    "sectors",
    "conditions",
    "consulted",
    "support_needed",
    "iati_identifier",
    "sensitivity",
)
# By these a pledge is known again when it is written down twice.
SAME_FIELDS = ("party", "kind", "text", "amount", "currency", "start_date", "end_date")


class Sharing(NamedTuple):
    """A further party of a joint pledge, and what it does in it."""

    party: Party
    role: str


class Share(NamedTuple):
    """A country that a pledge is for, and which part of it, if somebody said."""

    party: Party
    percent: Decimal | None = None


class Area(NamedTuple):
    """An administrative area that a pledge is for, by its P-code, with the name it has there."""

    pcode: str
    name: str = ""


@dataclass(frozen=True)
class Reach:
    """Whom a pledge binds and whom it is for: its further parties, its countries and its areas."""

    parties: Iterable[Sharing] = ()
    countries: Iterable[Share] = ()
    areas: Iterable[Area] = ()


@action(allow=permissions.may_record_pledge)
def record_pledge(
    actor: User,
    conference: Conference,
    *,
    details: Mapping[str, Any],
    reach: Reach | None = None,
    cited: Iterable[Cited] = (),
) -> Pledge:
    """Write down what a party promises, alone or with others, and the sources that say so."""
    cited = may_be_cited(actor, conference.pk, cited)
    pledge = Pledge(conference=conference, entered_by=actor)
    enter(pledge, PLEDGE_FIELDS, details)
    if not actor.works_on(permissions.DESK, conference.pk):
        _hand_in(actor, pledge)
    parts = _Parts(reach or Reach())
    _judge(pledge, parts)
    known = Pledge.objects.in_office_of(actor).filter(conference=conference, party=pledge.party, kind=pledge.kind)
    twin = next((each for each in known if says_the_same(pledge, each, SAME_FIELDS)), None)
    if twin is not None:
        sentence = _(
            "The same pledge is written down already, as number %(number)s. If another source gives it, cite it there."
        )
        raise Refused(sentence % {"number": twin.number})
    # The door holds the conference: no two pledges take one number.
    last = Pledge.objects.filter(conference=conference).aggregate(last=Max("number"))["last"]
    pledge.number = (last or 0) + 1
    pledge.save()
    parts.keep(pledge)
    Citation.objects.bulk_create(citations_for(pledge, cited))
    return pledge


@action(allow=permissions.may_revise_pledge)
def revise_pledge(
    actor: User,
    pledge: Pledge,
    *,
    details: Mapping[str, Any],
    reach: Reach | None = None,
    version: int | None = None,
) -> Pledge:
    """Correct how a pledge was written down; the old words stay in its history."""
    del actor
    unless_stale(pledge, version)
    enter(pledge, PLEDGE_FIELDS, details)
    parts = _Parts(reach) if reach is not None else _Parts.of(pledge)
    _judge(pledge, parts)
    pledge.save(update_fields=PLEDGE_FIELDS)
    parts.keep(pledge)
    # For other people other reports may be the last.
    stand(pledge)
    return pledge


class _Parts:
    """The further parties, countries and areas of a pledge, each read once."""

    def __init__(self, reach: Reach) -> None:
        self.parties = [Sharing(*each) for each in reach.parties]
        self.countries = [Share(*each) for each in reach.countries]
        self.areas = [Area(*each) for each in reach.areas]

    @classmethod
    def of(cls, pledge: Pledge) -> "_Parts":
        """What the pledge has."""
        return cls(reach_of(pledge))

    def keep(self, pledge: Pledge) -> None:
        """Write down what differs from what is kept."""
        kept = _Parts.of(pledge)
        of = {"conference_id": pledge.conference_id, "pledge": pledge}
        if kept.parties != self.parties:
            pledge.parties.all().delete()
            PledgeParty.objects.bulk_create(
                PledgeParty(**of, party=each.party, role=each.role) for each in self.parties
            )
        if kept.countries != self.countries:
            pledge.countries.all().delete()
            PledgeCountry.objects.bulk_create(
                PledgeCountry(**of, party=each.party, percent=each.percent) for each in self.countries
            )
        if kept.areas != self.areas:
            pledge.areas.all().delete()
            PledgeArea.objects.bulk_create(PledgeArea(**of, pcode=each.pcode, name=each.name) for each in self.areas)


def reach_of(pledge: Pledge) -> Reach:
    """Whom a pledge binds and whom it is for, as it is kept."""
    return Reach(
        [Sharing(each.party, each.role) for each in pledge.parties.select_related("party")],
        [Share(each.party, each.percent) for each in pledge.countries.select_related("party")],
        [Area(each.pcode, each.name) for each in pledge.areas.all()],
    )


def _hand_in(actor: User, pledge: Pledge) -> None:
    """Take a pledge from the party that makes it: for the secretariat, until an officer says for whom it is."""
    if not actor.speaks_for(pledge.party_id, pledge.conference_id):
        raise PermissionDenied("pledges.record_pledge")
    # By which name others know it in their files, an officer says too.
    pledge.sensitivity, pledge.iati_identifier = Sensitivity.SECRETARIAT, ""


def _judge(pledge: Pledge, parts: _Parts) -> None:
    if not plain(pledge.text):
        raise Refused(_("Write down what is promised."), field="text")
    refuse_wrong_money(pledge.amount, pledge.currency)
    if pledge.amount is not None and pledge.amount <= 0:
        raise Refused(_("What is promised is more than nothing."), field="amount")
    if pledge.amount is None and (pledge.qualifier or pledge.value_date):
        field = "qualifier" if pledge.qualifier else "value_date"
        raise Refused(_("There is no amount that this could speak of."), field=field)
    if is_before(pledge.end_date, pledge.start_date):
        raise Refused(_("The period ends before it begins."), field="end_date")
    _judge_parties(pledge, parts.parties)
    _judge_countries(pledge, parts.countries)
    twice = _first_twice([each.pcode for each in parts.areas])
    if twice is not None:
        raise Refused(_("The area %(code)s is named twice.") % {"code": twice}, field="areas")


def _judge_parties(pledge: Pledge, parties: list[Sharing]) -> None:
    twice = _first_twice([pledge.party, *(each.party for each in parties)])
    if twice is not None:
        name = name_of(twice, shown_names(pledge.conference))
        raise Refused(_("%(party)s has one role in a pledge, not two.") % {"party": name}, field="parties")


def _judge_countries(pledge: Pledge, countries: list[Share]) -> None:
    twice = _first_twice([each.party for each in countries])
    if twice is not None:
        name = name_of(twice, shown_names(pledge.conference))
        raise Refused(_("%(country)s is named twice.") % {"country": name}, field="countries")
    said = [each.percent for each in countries if each.percent is not None]
    if any(not 0 <= percent <= 100 for percent in said) or sum(said) > 100:
        raise Refused(
            _("The parts of the countries come to %(sum)s per cent; together they are a hundred at most.")
            % {"sum": sum(said)},
            field="countries",
        )


def _first_twice(things: list[Any]) -> Any | None:
    seen: list[Any] = []
    for thing in things:
        if thing in seen:
            return thing
        seen.append(thing)
    return None
