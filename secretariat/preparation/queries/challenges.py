"""Challenges as a person may see them: the claim, whose it is, and how it was assessed from day to day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy

from secretariat.accounts.models import User
from secretariat.archive.models import Citation
from secretariat.archive.queries import citations_by_fact
from secretariat.conference.models import Conference
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.queries import Note
from secretariat.preparation.models import (
    PRESSING,
    Assessment,
    Challenge,
    ChallengeKind,
    ChallengePart,
    ChallengeState,
)
from secretariat.ui.templatetags.ui import number

SCALE = range(1, 6)
# A matrix of consequence and likelihood with five steps each, as IEC 31010 describes it; the words are the house's.
LIKELIHOODS = {
    1: gettext_lazy("Very unlikely"),
    2: gettext_lazy("Unlikely"),
    3: gettext_lazy("Possible"),
    4: gettext_lazy("Likely"),
    5: gettext_lazy("Almost certain"),
}
IMPACTS = {
    1: gettext_lazy("Negligible"),
    2: gettext_lazy("Slight"),
    3: gettext_lazy("Noticeable"),
    4: gettext_lazy("Grave"),
    5: gettext_lazy("Could prevent the conference"),
}
HIGH, MIDDLE = 15, 6
BESIDE_THE_BOARD = {
    ChallengeKind.PRESSURE: gettext_lazy("Under pressure"),
    ChallengeKind.OBSTRUCTION: gettext_lazy("Said to be hindered"),
    ChallengeKind.CALL_NOT_TO_ATTEND: gettext_lazy("Called on not to attend"),
}


@dataclass(frozen=True)
class Assessed:
    """An assessment with its sources, and who is in charge."""

    assessment: Assessment
    owner: object
    citations: list[Citation]

    @property
    def score(self) -> int | None:
        """Likelihood times impact, 1 to 25; nothing while either is open."""
        return score_of(self.assessment)


@dataclass(frozen=True)
class ChallengeLine:
    """A challenge: who is in the claim as what, and its assessments, oldest first."""

    challenge: Challenge
    said_by: list[object] = field(default_factory=list)
    done_by: list[object] = field(default_factory=list)
    done_to: list[object] = field(default_factory=list)
    # The numbers of the parties to whom it is said to be done.
    concerns: frozenset[int] = frozenset()
    history: list[Assessed] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    @property
    def present(self) -> Assessed | None:
        """The assessment that holds now."""
        return self.history[-1] if self.history else None

    @property
    def state(self) -> str:
        """How the secretariat stands to it; what nobody has assessed is open."""
        return self.present.assessment.state if self.present else str(ChallengeState.OPEN)

    @property
    def state_label(self) -> str:
        """The same in words."""
        return str(ChallengeState(self.state).label)

    @property
    def is_open(self) -> bool:
        """Whether it is not closed."""
        return self.state != ChallengeState.CLOSED

    @property
    def score(self) -> int | None:
        """Likelihood times impact as it is held now."""
        return self.present.score if self.present else None

    @property
    def square(self) -> tuple[int, int] | None:
        """Likelihood and impact as they are held now."""
        now = self.present.assessment if self.present else None
        return (now.likelihood, now.impact) if now and now.likelihood and now.impact else None


@dataclass(frozen=True)
class Square:
    """A square of the matrix: how many open challenges are held to be this likely and this grave."""

    likelihood: int
    impact: int
    count: int

    @property
    def level(self) -> str:
        """High, middle or low, by the product of the two."""
        score = self.likelihood * self.impact
        return "high" if score >= HIGH else "middle" if score >= MIDDLE else "low"


def score_of(assessment: Assessment) -> int | None:
    """Likelihood times impact; nothing while either is open."""
    if assessment.likelihood is None or assessment.impact is None:
        return None
    return assessment.likelihood * assessment.impact


def challenges_of(conference: Conference, user: User, *, pk: int | None = None) -> list[ChallengeLine]:
    """The challenges that the office shows this person, the gravest first. Five queries."""
    rows = Challenge.objects.in_office_of(user).filter(conference=conference)
    kept = list(rows.filter(pk=pk) if pk is not None else rows)
    ids = [challenge.pk for challenge in kept]
    names = shown_names(conference)
    parts: dict[tuple[int, str], list[object]] = defaultdict(list)
    concerns: dict[int, set[int]] = defaultdict(set)
    for row in ChallengePart.objects.filter(challenge__in=ids).select_related("party").order_by("pk"):
        parts[row.challenge_id, row.part].append(name_of(row.party, names))
        if row.part == ChallengePart.Part.DONE_TO:
            concerns[row.challenge_id].add(row.party_id)
    assessments = list(
        Assessment.objects.in_office_of(user)
        .filter(challenge__in=ids)
        .select_related("owner", "owner_party")
        .order_by("made_date", "pk")
    )
    citations = citations_by_fact(user, [*kept, *assessments])
    history: dict[int, list[Assessed]] = defaultdict(list)
    for each in assessments:
        owner = name_of(each.owner_party, names) if each.owner_party else each.owner or each.owner_unit
        found = citations.get((each._meta.label_lower, each.pk), [])
        history[each.challenge_id].append(Assessed(each, owner, found))
    lines = [
        ChallengeLine(
            challenge=challenge,
            said_by=parts[challenge.pk, ChallengePart.Part.SAID_BY],
            done_by=parts[challenge.pk, ChallengePart.Part.DONE_BY],
            done_to=parts[challenge.pk, ChallengePart.Part.DONE_TO],
            concerns=frozenset(concerns[challenge.pk]),
            history=history[challenge.pk],
            citations=citations.get((challenge._meta.label_lower, challenge.pk), []),
        )
        for challenge in kept
    ]
    return sorted(lines, key=lambda line: (not line.is_open, -(line.score or 0), line.challenge.pk))


def matrix(lines: Iterable[ChallengeLine]) -> list[list[Square]]:
    """The open challenges by impact (rows, the gravest first) and likelihood (columns, the least likely first)."""
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for line in lines:
        if line.is_open and line.square:
            counts[line.square] += 1
    return [[Square(column, row, counts[column, row]) for column in SCALE] for row in reversed(SCALE)]


def gravest(lines: Iterable[ChallengeLine], most: int) -> list[ChallengeLine]:
    """The open challenges with the highest product of likelihood and impact; what is not assessed is not among them."""
    return [line for line in lines if line.is_open and line.score][:most]


def unassessed(lines: Iterable[ChallengeLine]) -> list[ChallengeLine]:
    """Open challenges whose likelihood or impact nobody has judged."""
    return [line for line in lines if line.is_open and line.square is None]


def pressure_on_parties(conference: Conference, user: User) -> Mapping[int, list[Note]]:
    """By the number of a party: what open claims, as far as this person may see them, say is done to keep it away.

    One query. An assessment that this person may not see closes nothing for them.
    """
    by_kind: dict[tuple[int, str], list[int]] = defaultdict(list)
    for part in _pressing_parts(conference, user):
        if part.state_now != ChallengeState.CLOSED:
            by_kind[part.party_id, part.challenge.kind].append(part.challenge_id)
    found: dict[int, list[Note]] = defaultdict(list)
    for (party, kind), claims in by_kind.items():
        found[party].append(_note(conference, party, kind, claims))
    return found


def _note(conference: Conference, party: int, kind: str, claims: list[int]) -> Note:
    """One claim is a link to it, several are a link to them all."""
    words = str(BESIDE_THE_BOARD[ChallengeKind(kind)])
    if len(claims) == 1:
        return Note(words=words, url=reverse("preparation:challenge", args=[conference.slug, claims[0]]))
    query = urlencode({"kind": kind, "to": party})
    address = reverse("preparation:challenges", args=[conference.slug])
    return Note(words=f"{words} ({number(len(claims))})", url=f"{address}?{query}")


def _pressing_parts(conference: Conference, user: User) -> Any:
    """Who is said to be kept away by what, each with the newest state that this person sees."""
    seen = Assessment.objects.in_office_of(user).filter(challenge=OuterRef("challenge"))
    newest = Subquery(seen.order_by("-made_date", "-pk").values("state")[:1])
    shown = Challenge.objects.in_office_of(user).filter(conference=conference, kind__in=PRESSING)
    wanted = Q(part=ChallengePart.Part.DONE_TO, challenge__in=shown)
    return ChallengePart.objects.filter(wanted).annotate(state_now=newest).select_related("challenge").order_by("pk")
