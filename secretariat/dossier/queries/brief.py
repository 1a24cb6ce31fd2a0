"""What is known of the other side before a meeting: one page for each party."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from django.db.models import Prefetch, Q

from secretariat.accounts.models import User
from secretariat.archive.models import Fact
from secretariat.archive.queries import Mark
from secretariat.delegations.models import WITH_A_PLACE, Delegate, DelegateRole, Delegation, Invitation
from secretariat.delegations.queries import BoardRow, board
from secretariat.dossier.models import Claimant, Initiative, InitiativeState, Obstacle, Position, Topic
from secretariat.dossier.queries.positions import Held, Holder, held_by
from secretariat.dossier.queries.promised import Hosted, PledgeTold, Promised, promised_by
from secretariat.dossier.queries.sight import Marked, Sight
from secretariat.dossier.queries.timeline import Said, points_seen, said_at, with_visitors
from secretariat.meetings.models import FollowUp, FollowUpState, Meeting, Visitor
from secretariat.parties.models import Party
from secretariat.preparation.models import Challenge, ChallengePart

OPEN_FOLLOW_UPS = (FollowUpState.OPEN, FollowUpState.UNDER_WAY)
SETTLED_INITIATIVES = (InitiativeState.CARRIED_OUT, InitiativeState.DROPPED)
SomeFact = TypeVar("SomeFact", bound=Fact)


@dataclass(frozen=True)
class Told:
    """A fact with its sources."""

    fact: Any
    marks: list[Mark]


@dataclass(frozen=True)
class MeetingTold:
    """A meeting with what was said there."""

    meeting: Meeting
    marks: list[Mark]
    said: list[Said]


@dataclass(frozen=True)
class FollowUpTold:
    """What is still to be done, and whose it is."""

    follow_up: FollowUp
    marks: list[Mark]
    is_theirs: bool


@dataclass(frozen=True)
class Part:
    """A party's part in a challenge beside saying so, and who says so."""

    challenge: Challenge
    marks: list[Mark]
    roles: list[str]
    said_by: list[object]


@dataclass(frozen=True)
class Sent:
    """A delegation and whoever heads it."""

    delegation: Delegation
    bodies: list[object]
    heads: list[Delegate]


@dataclass(frozen=True)
class Side:
    """One party: how it answered, what it holds, proposes and says, what was said with it, and what is still open."""

    party: Party
    name: object
    row: BoardRow | None = None
    answers: list[Told] = field(default_factory=list)
    lines: list[tuple[Topic, Holder]] = field(default_factory=list)
    initiatives: list[Told] = field(default_factory=list)
    obstacles: list[Told] = field(default_factory=list)
    meetings: list[MeetingTold] = field(default_factory=list)
    follow_ups: list[FollowUpTold] = field(default_factory=list)
    challenges: list[Part] = field(default_factory=list)
    delegations: list[Sent] = field(default_factory=list)
    pledges: list[PledgeTold] = field(default_factory=list)
    hosted: list[Hosted] = field(default_factory=list)

    @property
    def open_initiatives(self) -> list[Told]:
        """What it proposes and has neither carried out nor dropped."""
        return [told for told in self.initiatives if told.fact.state not in SETTLED_INITIATIVES]

    @property
    def dated_meetings(self) -> list[MeetingTold]:
        """Meetings of which the day or the month is known, the latest first."""
        return [told for told in self.meetings if told.meeting.held_date]

    @property
    def undated_meetings(self) -> list[MeetingTold]:
        """Meetings of which nobody knows when they were held: they may be earlier or later than any other."""
        return [told for told in self.meetings if not told.meeting.held_date]

    @property
    def sources(self) -> list[Mark]:
        """Every source that the brief of this party names, once, in the order of their numbers."""
        marks = {mark.number: mark for told in self._told_in_brief() for mark in told.marks}
        return [marks[number] for number in sorted(marks)]

    @property
    def theirs(self) -> list[FollowUpTold]:
        """What this party is still to do."""
        return [each for each in self.follow_ups if each.is_theirs]

    @property
    def ours(self) -> list[FollowUpTold]:
        """What others are still to do after meetings with it."""
        return [each for each in self.follow_ups if not each.is_theirs]

    def _told_in_brief(self) -> Iterable["_Cited"]:
        yield from self.answers
        for _topic, holder in self.lines:
            yield from (*holder.present, *holder.earlier)
        yield from (*self.open_initiatives, *self.obstacles)
        yield from self.challenges
        for told in self.meetings:
            yield told
            yield from told.said
        yield from self.follow_ups
        yield from self.pledges
        yield from self.hosted


_Cited: TypeAlias = Told | Held | MeetingTold | Said | FollowUpTold | Part | PledgeTold | Hosted


@dataclass(frozen=True)
class _Known:
    """Every row that speaks of any of the parties, read once for all of them."""

    rows: dict[int, BoardRow]
    positions: list[Position]
    initiatives: list[Initiative]
    obstacles: list[Obstacle]
    meetings: list[Meeting]
    follow_ups: list[FollowUp]
    challenges: list[Challenge]
    delegations: list[Delegation]
    promised: Promised

    def facts(self) -> Iterable[Fact]:
        """All of them that cite sources, in the order in which a page tells them."""
        for row in self.rows.values():
            yield from (told.answer for told in row.told)
        yield from (*self.positions, *self.initiatives, *self.obstacles)
        for meeting in self.meetings:
            yield meeting
            yield from getattr(meeting, "points_seen", [])
        yield from (*self.follow_ups, *self.challenges)
        yield from (*self.promised.pledges, *self.promised.by_hand)


def other_sides(sight: Sight, meeting: Meeting) -> list[Party]:
    """Whom the secretariat prepares for: everybody at the meeting but the host of the conference."""
    visitors = [visitor.party for visitor in meeting.visitors.select_related("party")]
    present = [*([meeting.host] if meeting.host is not None else []), *visitors]
    others = [party for party in present if party.pk != sight.conference.host_id]
    return sight.in_order(others or present)


def sides(sight: Sight, parties: list[Party], *, before: Meeting | None = None) -> list[Side]:
    """What is known of each of these parties. The same number of queries, however many parties and rows."""
    known = _read(sight, parties, before)
    marked = sight.marked(known.facts())
    held = held_by(sight, known.positions, marked)
    return [_side(sight, party, (known, marked, held.get(party.pk, []))) for party in parties]


def _read(sight: Sight, parties: list[Party], before: Meeting | None) -> _Known:
    heads = sight.of(Delegate).filter(role=DelegateRole.HEAD, state__in=sorted(WITH_A_PLACE))
    # Whoever is at a meeting is asked for by id: a join would tell each meeting once for each of its visitors.
    there = Visitor.objects.filter(conference=sight.conference, party__in=parties).values("meeting")
    meetings = sight.of(Meeting).filter(Q(host__in=parties) | Q(pk__in=there))
    earlier = meetings.exclude(pk=before.pk) if before is not None else meetings
    if before is not None and before.held_date:
        earlier = earlier.filter(Q(held_date__lte=before.held_date) | Q(held_date=""))
    open_with = sight.of(FollowUp).filter(Q(meeting__in=meetings) | Q(owner_party__in=parties))
    open_with = open_with.filter(state__in=OPEN_FOLLOW_UPS, meeting__in=sight.of(Meeting))
    return _Known(
        rows=_rows(sight, parties),
        positions=list(
            sight.of(Position).filter(party__in=parties).select_related("party", "topic").order_by("said_date", "id")
        ),
        initiatives=list(sight.of(Initiative).filter(party__in=parties)),
        obstacles=list(
            sight.of(Obstacle)
            .filter(pk__in=Claimant.objects.filter(party__in=parties).values("obstacle"))
            .prefetch_related("claimants")
            .order_by("kind", "id")
        ),
        meetings=list(
            earlier.select_related("host").prefetch_related(with_visitors(), points_seen(sight)).order_by("-held_date")
        ),
        follow_ups=list(
            open_with.select_related("owner_party", "meeting")
            .prefetch_related("meeting__visitors")
            .order_by("due_date")
        ),
        challenges=list(
            sight.of(Challenge)
            .filter(pk__in=ChallengePart.objects.filter(party__in=parties).values("challenge"))
            .prefetch_related(Prefetch("parts", ChallengePart.objects.select_related("party")))
        ),
        delegations=list(
            sight.of(Delegation)
            .filter(party__in=parties)
            .prefetch_related("bodies", Prefetch("delegates", heads, to_attr="heads_seen"))
            .order_by("occasion")
        ),
        promised=promised_by(sight, parties),
    )


def _rows(sight: Sight, parties: list[Party]) -> dict[int, BoardRow]:
    user = sight.user
    if not isinstance(user, User):
        return {}
    invitations = Invitation.objects.in_office_of(user).filter(conference=sight.conference, party__in=parties)
    return {row.party.pk: row for row in board(sight.conference, user, invitations, language=sight.language)}


def _side(sight: Sight, party: Party, read: tuple[_Known, Marked, list[tuple[Topic, Holder]]]) -> Side:
    known, marked, lines = read
    row = known.rows.get(party.pk)
    heard = _telling(marked)
    return Side(
        party=party,
        name=sight.name(party),
        row=row,
        answers=[Told(told, marked[told.answer]) for told in (row.told if row is not None else [])],
        lines=lines,
        initiatives=heard(known.initiatives, lambda fact: fact.party_id == party.pk),
        obstacles=heard(known.obstacles, lambda fact: party.pk in {each.party_id for each in fact.claimants.all()}),
        meetings=[
            MeetingTold(meeting, marked[meeting], said_at(meeting, (sight, marked)))
            for meeting in known.meetings
            if _is_at(party, meeting)
        ],
        follow_ups=[
            FollowUpTold(each, marked[each], each.owner_party_id == party.pk)
            for each in known.follow_ups
            if each.owner_party_id == party.pk or _is_at(party, each.meeting)
        ],
        challenges=_parts_of(party, known.challenges, (sight, marked)),
        delegations=[
            Sent(each, [body.name for body in each.bodies.all()], getattr(each, "heads_seen", []))
            for each in known.delegations
            if each.party_id == party.pk
        ],
        pledges=known.promised.pledges_of(party, marked),
        hosted=known.promised.hosted_by(party, marked),
    )


def _telling(marked: Marked) -> Callable[[Iterable[Any], Callable[[Any], bool]], list[Told]]:
    return lambda facts, is_wanted: [Told(fact, marked[fact]) for fact in facts if is_wanted(fact)]


def _is_at(party: Party, meeting: Meeting) -> bool:
    return party.pk in {meeting.host_id, *(visitor.party_id for visitor in meeting.visitors.all())}


def _parts_of(party: Party, challenges: Iterable[Challenge], telling: tuple[Sight, Marked]) -> list[Part]:
    sight, marked = telling
    found = []
    for challenge in challenges:
        parts: dict[str, list[ChallengePart]] = defaultdict(list)
        for each in challenge.parts.all():
            parts[each.part].append(each)
        held = [part for part, those in parts.items() if party.pk in {each.party_id for each in those}]
        if held:
            # Whoever says so is named beside it in any case.
            roles = [str(ChallengePart.Part(part).label) for part in held if part != ChallengePart.Part.SAID_BY]
            said_by = [sight.name(each.party) for each in parts[ChallengePart.Part.SAID_BY]]
            found.append(Part(challenge, marked[challenge], roles, said_by))
    return found
