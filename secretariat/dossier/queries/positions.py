"""Who holds what: all parties on a topic side by side, and one party over time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import pgettext, pgettext_lazy

from secretariat.accounts.models import User
from secretariat.archive.queries import Mark
from secretariat.conference.models import CoOrganiser
from secretariat.delegations.models import Delegation, Invitation, Standing
from secretariat.delegations.queries import standings_of
from secretariat.dossier.models import Position, Stance, Topic
from secretariat.dossier.permissions import may_open_topic
from secretariat.dossier.queries.sight import Marked, Sight
from secretariat.parties.models import Party

NOT_STATED = ""
# Columns of a topic: who calls itself neutral is told apart from those whose stance nobody has stated.
COLUMNS: tuple[tuple[str, str | Promise, str], ...] = (
    ("for", pgettext_lazy("position", "For"), Stance.FOR),
    ("against", pgettext_lazy("position", "Against"), Stance.AGAINST),
    ("neutral", pgettext_lazy("position", "Neutral"), Stance.NEUTRAL),
    ("not-stated", pgettext_lazy("position", "Not stated"), NOT_STATED),
)
OPPOSED = frozenset({Stance.FOR, Stance.AGAINST})


@dataclass(frozen=True)
class Held:
    """One position as a page tells it."""

    position: Position
    marks: list[Mark]


@dataclass(frozen=True)
class Holder:
    """A party on a topic: what it holds now, and what it held before."""

    party: Party
    name: object
    present: list[Held]
    earlier: list[Held]

    @property
    def stances(self) -> list[str]:
        """What it is now, in the order of the columns; more than one if it speaks both ways."""
        held = {each.position.stance for each in self.present}
        stated = [stance for stance in Stance.values if stance in held]
        return stated or [NOT_STATED]

    @property
    def has_changed(self) -> bool:
        """Whether it held another stance before; a word without a stance changes none."""
        before = {each.position.stance for each in self.earlier} - {NOT_STATED}
        now = {each.position.stance for each in self.present} - {NOT_STATED}
        return bool(before and now and before != now)

    @property
    def speaks_both_ways(self) -> bool:
        """Whether it is for and against at the same time."""
        return {each.position.stance for each in self.present} >= OPPOSED

    @property
    def stance_labels(self) -> list[str]:
        """What it is now, in words."""
        return [str(Stance(stance).label) if stance else pgettext("position", "Not stated") for stance in self.stances]


@dataclass(frozen=True)
class Column:
    """All parties that are for, against or neutral, or did not say; one that speaks both ways stands in both."""

    key: str
    label: str | Promise
    cards: list["Card"] = field(default_factory=list)


@dataclass(frozen=True)
class Card:
    """A party in a column, with those of its present words that belong there."""

    holder: Holder
    held: list[Held]
    # What it held before is told once, with its first card.
    is_first: bool


@dataclass(frozen=True)
class TopicSheet:
    """A topic with everybody who spoke to it."""

    topic: Topic
    holders: list[Holder]
    columns: list[Column]

    @property
    def filled(self) -> list[Column]:
        """The columns in which somebody stands: an empty one would read as a finding."""
        return [column for column in self.columns if column.cards]

    @property
    def has_sides(self) -> bool:
        """Whether anybody is known to be for or against."""
        return any(column.cards for column in self.columns[:2])

    @property
    def is_disputed(self) -> bool:
        """Whether some are for and some against."""
        return all(column.cards for column in self.columns[:2])


@dataclass(frozen=True)
class Silent:
    """A party that is invited or takes part, and of which no position is known here."""

    party: Party
    name: object


@dataclass(frozen=True)
class MatrixRow:
    """A party and what it holds on each topic; None where it is silent."""

    party: Party
    name: object
    cells: list[tuple[Topic, Holder | None]]


def topic_sheets(sight: Sight, *, topic: Topic | None = None) -> list[TopicSheet]:
    """Every topic this person sees, or one, with what each party holds. Three queries."""
    rows = sight.of(Position).select_related("party", "topic").order_by("said_date", "id")
    positions = list(rows if topic is None else rows.filter(topic=topic))
    by_topic: dict[int, list[Position]] = defaultdict(list)
    for position in positions:
        by_topic[position.topic_id].append(position)
    marked = sight.marked(positions)
    topics = [topic] if topic is not None else list(topics_seen(sight))
    return [_sheet(each, by_topic[each.pk], (sight, marked)) for each in topics]


def topics_seen(sight: Sight) -> "QuerySet[Topic]":
    """Topics on which this person sees a position; whoever opens topics sees all of them. One query."""
    topics = Topic.objects.filter(conference=sight.conference)
    if isinstance(sight.user, User) and may_open_topic(sight.user, sight.conference):
        return topics
    return topics.filter(pk__in=sight.of(Position).order_by().values("topic"))


def silent_on(sight: Sight, sheet: TopicSheet) -> list[Silent]:
    """Who was invited or takes part, and holds nothing that this person may see. Four queries."""
    speaking = {holder.party.pk for holder in sheet.holders}
    return [Silent(party, sight.name(party)) for party in taking_part(sight) if party.pk not in speaking]


def taking_part(sight: Sight) -> list[Party]:
    """The host, the co-organisers, whoever is invited and whoever sends people, in protocol order. Four queries."""
    invitations = list(sight.of(Invitation).select_related("party"))
    standings = standings_of(sight.user, invitations)
    parties = [each.party for each in invitations if standings[each.pk] != Standing.NOT_INVITED]
    helping = CoOrganiser.objects.filter(conference=sight.conference).select_related("party")
    sending = sight.of(Delegation).select_related("party")
    parties += [sight.conference.host, *(each.party for each in helping), *(each.party for each in sending)]
    return sight.in_order(parties)


def matrix(sight: Sight, sheets: list[TopicSheet]) -> list[MatrixRow]:
    """Every party that spoke at all, on every topic."""
    found: dict[int, dict[int, Holder]] = defaultdict(dict)
    for sheet in sheets:
        for holder in sheet.holders:
            found[holder.party.pk][sheet.topic.pk] = holder
    speaking = sight.in_order(holder.party for sheet in sheets for holder in sheet.holders)
    return [
        MatrixRow(party, sight.name(party), [(sheet.topic, found[party.pk].get(sheet.topic.pk)) for sheet in sheets])
        for party in speaking
    ]


def held_by(sight: Sight, positions: Iterable[Position], marked: Marked) -> dict[int, list[tuple[Topic, Holder]]]:
    """What each of the parties of these positions holds on each of their topics, by the party's id."""
    by_party: dict[int, dict[int, list[Position]]] = defaultdict(lambda: defaultdict(list))
    for position in positions:
        by_party[position.party_id][position.topic_id].append(position)
    return {
        party_id: [(said[0].topic, _holder(said, (sight, marked))) for said in topics.values()]
        for party_id, topics in by_party.items()
    }


def _sheet(topic: Topic, positions: list[Position], telling: tuple[Sight, Marked]) -> TopicSheet:
    sight, _marked = telling
    by_party: dict[int, list[Position]] = defaultdict(list)
    for position in positions:
        by_party[position.party_id].append(position)
    parties = sight.in_order(position.party for position in positions)
    holders = [_holder(by_party[party.pk], telling) for party in parties]
    columns = [Column(key, label) for key, label, _stances in COLUMNS]
    for holder in holders:
        shown = False
        for column, (_key, _label, stance) in zip(columns, COLUMNS, strict=True):
            held = [each for each in holder.present if each.position.stance == stance]
            if held:
                column.cards.append(Card(holder, held, is_first=not shown))
                shown = True
    return TopicSheet(topic, holders, columns)


def _holder(said: list[Position], telling: tuple[Sight, Marked]) -> Holder:
    sight, marked = telling
    told = [Held(position, marked[position]) for position in said]
    present = [each for each in told if not any(_is_later(other.position, each.position) for other in told)]
    earlier = [each for each in told if each not in present]
    party = said[0].party
    return Holder(party, sight.name(party), present, earlier)


def _is_later(one: Position, other: Position) -> bool:
    """Whether one was surely said after the other: a day is not later than the month it lies in.

    What has no date is taken for the oldest.
    """
    if not one.said_date or not other.said_date:
        return bool(one.said_date) and not other.said_date
    known = min(len(one.said_date), len(other.said_date))
    return one.said_date[:known] > other.said_date[:known]
