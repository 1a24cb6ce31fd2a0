"""Pledges as the public may know them: what was promised, what became of it, and what it has to do with."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from secretariat.archive.queries import Mark
from secretariat.conference.models import Conference
from secretariat.documents.queries.tying import TiedParagraph, paragraphs_tied
from secretariat.dossier.queries.sight import Sight as Reader
from secretariat.dossier.queries.ties import TiedKind, ties_of
from secretariat.pledges.models import Match, MatchState, Pledge, StageUpdate
from secretariat.pledges.queries import Whole, sight_in_public, whole_pledge
from secretariat.pledges.queries.words import beneficiaries_in_words, sectors_in_words
from secretariat.programme.models import Announcement
from secretariat.programme.queries.calendars import sessions_told
from secretariat.programme.queries.known import title_of


@dataclass(frozen=True)
class Listed:
    """A pledge in the list, and its party as the conference calls it."""

    pledge: Pledge
    name: object


@dataclass(frozen=True)
class Found:
    """A pledge with which this one is agreed: the support it has found, or the need it meets."""

    pledge: Pledge
    name: object
    is_offer: bool


@dataclass(frozen=True)
class Announced:
    """A public session in which it was announced, as the programme was published, and the words in which it was."""

    uid: UUID
    title: object
    passage: str


@dataclass(frozen=True)
class ToldPledge:
    """Everything that is public of a pledge."""

    whole: Whole
    marks: dict[tuple[str, int], list[Mark]]
    updates: list[tuple[StageUpdate, list[Mark], object, bool]]
    matched: list[Found] = field(default_factory=list)
    ties: list[TiedKind] = field(default_factory=list)
    announced: list[Announced] = field(default_factory=list)
    # Of public texts, the paragraphs that it stands behind.
    paragraphs: list[TiedParagraph] = field(default_factory=list)
    beneficiaries: list[str] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)

    def marks_of(self, fact: Any) -> list[Mark]:
        """The public sources of a fact."""
        return self.marks.get((fact._meta.label_lower, fact.pk), [])


def public_pledges(conference: Conference) -> QuerySet[Pledge]:
    """The pledges that everybody may know of, by number."""
    return sight_in_public(conference).pledges().select_related("party").order_by("number")


def listed(pledges: Iterable[Pledge], reader: Reader) -> list[Listed]:
    """Pledges with the names of their parties."""
    return [Listed(each, reader.name(each.party)) for each in pledges]


def told_pledge(reader: Reader, pledge: Pledge, on: date) -> ToldPledge:
    """A pledge with all that is public of it. The sources are numbered as the page tells them."""
    sight = sight_in_public(reader.conference)
    whole = whole_pledge(sight, pledge, on)
    marked = reader.marked(whole.facts)
    marks = {(each._meta.label_lower, each.pk): marked[each] for each in whole.facts}
    return ToldPledge(
        whole=whole,
        marks=marks,
        updates=[(each, marked[each], whole.word_of(each), whole.is_own_word(each)) for each in whole.updates],
        matched=_matched(reader, pledge, sight.pledges()),
        ties=ties_of(reader, pledge),
        announced=_announced(reader.conference, pledge),
        paragraphs=paragraphs_tied(reader.conference, reader.user, "pledge", [pledge], reader.language).get(
            pledge.pk, []
        ),
        beneficiaries=beneficiaries_in_words(pledge.beneficiaries),
        sectors=sectors_in_words(pledge.sectors, reader.language),
    )


def _matched(reader: Reader, pledge: Pledge, seen: QuerySet[Pledge]) -> list[Found]:
    """With which pledges it is agreed; both must be public."""
    rows = Match.objects.filter(conference=reader.conference, state=MatchState.AGREED)
    known = {"wanted__in": seen.values("pk"), "offer__in": seen.values("pk")}
    mine = rows.filter(wanted=pledge, **known) | rows.filter(offer=pledge, **known)
    found = []
    for match in mine.select_related("wanted__party", "offer__party").order_by("wanted__number", "offer__number"):
        other = match.offer if match.wanted_id == pledge.pk else match.wanted
        found.append(Found(other, reader.name(other.party), is_offer=other.pk == match.offer_id))
    return found


def _announced(conference: Conference, pledge: Pledge) -> list[Announced]:
    """The sessions of the published programme in which it was announced. Two queries."""
    rows = list(Announcement.objects.filter(pledge=pledge, session__sensitivity="public").select_related("session"))
    told = sessions_told(conference) if rows else {}
    return [
        Announced(each.session.uid, title_of(told[str(each.session.uid)]), each.passage)
        for each in rows
        if str(each.session.uid) in told
    ]
