"""What the morning page says: what is to be done, who has not answered, and what needs a second look."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from secretariat.accounts.models import Sensitivity, User
from secretariat.archive.models import Citation
from secretariat.conference.models import Conference, Message, Objective
from secretariat.delegations.models import Answer, Delegate, Invitation
from secretariat.delegations.queries import BoardRow, Difference, board, differences, open_hits, unanswered
from secretariat.meetings.queries import FollowUpRow, late_follow_ups
from secretariat.overview.models import Look
from secretariat.overview.queries.words import kind_in_words
from secretariat.preparation.models import Challenge
from secretariat.preparation.queries import ChallengeLine, PlanLine, challenges_of, gravest, late_and_blocked, plan_of

ROWS_NAMED = 10
CHALLENGES_NAMED = 5


@dataclass(frozen=True)
class Ahead:
    """What is to be done: tasks and follow-ups that are late, tasks that cannot go on, tasks of this week, and the
    challenges that are held to be the gravest.
    """

    late: list[PlanLine]
    blocked: list[PlanLine]
    soon: list[PlanLine]
    follow_ups: list[FollowUpRow]
    challenges: list[ChallengeLine]

    @property
    def is_empty(self) -> bool:
        """Whether nothing presses."""
        return not (self.late or self.blocked or self.soon or self.follow_ups or self.challenges)


@dataclass(frozen=True)
class Unsourced:
    """Facts of one kind that cite no source: how many, and the first of them with their pages."""

    kind: str
    count: int
    rows: list[tuple[str, str]]

    @property
    def more(self) -> int:
        """How many are not named here."""
        return self.count - len(self.rows)


@dataclass
class SecondLook:
    """What somebody should look at again."""

    unsourced: list[Unsourced] = field(default_factory=list)
    contradicting: list[BoardRow] = field(default_factory=list)
    totals: list[Difference] = field(default_factory=list)
    failed: int = 0
    late: int = 0
    hits: int = 0
    untranslated: int = 0
    untranslated_by_language: list[tuple[str, int]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing needs a second look."""
        waiting = self.failed or self.late or self.hits
        return not (self.unsourced or self.contradicting or self.totals or waiting or self.untranslated)


def look_of(user: User, conference: Conference) -> Look | None:
    """How far this person has read the record."""
    return Look.objects.filter(user=user, conference=conference).first()


def ahead(conference: Conference, user: User, *, today: date) -> Ahead:
    """What is to be done, as far as this person may see it. Eleven queries, however much it is."""
    late, blocked, soon = late_and_blocked(plan_of(conference, user, today=today), today)
    return Ahead(
        late=late,
        blocked=blocked,
        soon=soon,
        follow_ups=late_follow_ups(conference, user, today),
        challenges=gravest(challenges_of(conference, user), CHALLENGES_NAMED),
    )


def office_rows(conference: Conference, user: User, language: str) -> list[BoardRow]:
    """The participation board as the office shows it to this person."""
    invitations = Invitation.objects.in_office_of(user).filter(conference=conference)
    return board(conference, user, invitations, language=language)


def silent_by_region(rows: list[BoardRow]) -> list[tuple[str, list[BoardRow]]]:
    """Parties that have not answered, by region; organisations stand last."""
    by_region: dict[tuple[bool, str], list[BoardRow]] = defaultdict(list)
    for row in unanswered(rows):
        region = row.party.region
        by_region[region is None, str(region.name) if region else _("Organisations")].append(row)
    return [(name, found) for (_is_last, name), found in sorted(by_region.items(), key=lambda each: each[0])]


def second_look(conference: Conference, user: User, rows: list[BoardRow], *, at: datetime) -> SecondLook:
    """Facts without a source, answers that contradict each other, totals that differ, mail that did not go out."""
    messages = Message.objects.in_office_of(user).filter(conference=conference)
    claims = differences(conference, user, rows)
    texts, missing = _untranslated(conference)
    return SecondLook(
        unsourced=list(_unsourced(conference, user)),
        contradicting=[row for row in rows if _contradicts(row)],
        totals=[each for each in claims if each.states_unknown or each.organisations_unknown],
        # What has lost its address is sent no more.
        failed=messages.filter(result=Message.Result.FAILED).exclude(to="").count(),
        late=messages.late(at).count(),
        hits=open_hits(conference, user) if user.is_secretary_of(conference.pk) else 0,
        untranslated=texts,
        untranslated_by_language=[(code, missing[code]) for code in conference.languages if missing[code]],
    )


def _unsourced(conference: Conference, user: User) -> Iterable[Unsourced]:
    slug = conference.slug
    pages: tuple[tuple[Any, Any], ...] = (
        (Answer, lambda row: reverse("delegations:invitation", args=[slug, row.invitation_id])),
        (Delegate, lambda row: reverse("delegations:delegate", args=[slug, row.pk])),
        (Objective, lambda _row: reverse("conference:conference", args=[slug])),
        (Challenge, lambda row: reverse("preparation:challenge", args=[slug, row.pk])),
    )
    for model, page in pages:
        cited = Citation.objects.filter(thing_type=model._meta.label_lower, conference=conference).values("thing_id")
        rows = model.objects.in_office_of(user).filter(conference=conference).exclude(pk__in=cited)
        if model in {Answer, Delegate}:
            rows = rows.select_related("party")
        count = rows.count()
        if count:
            named = [(str(row), page(row)) for row in rows.order_by("-pk")[:ROWS_NAMED]]
            yield Unsourced(kind_in_words(model._meta.label_lower), count, named)


def _contradicts(row: BoardRow) -> bool:
    """Two answers of one day on different words that do not say the same, neither corrected."""
    by_day: dict[date, set[tuple[Any, str]]] = defaultdict(set)
    for answer in (each.answer for each in row.told if not each.is_corrected):
        if answer.said_date is not None:
            by_day[answer.said_date].add((answer.said_by_party_id or str(answer.said_by), answer.standing))
    return any(
        len({standing for _word, standing in said}) > 1 and len({word for word, _standing in said}) > 1
        for said in by_day.values()
    )


def _untranslated(conference: Conference) -> tuple[int, Counter[str]]:
    """How many public texts lack a language of the conference, and how many are missing in each."""
    texts = [(each, 1) for each in (conference.title, conference.subject, conference.venue, conference.city)]
    fields: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (Objective, ("text",)),
        (Answer, ("reason", "said_by")),
        (Delegate, ("capacity", "body")),
    )
    for model, names in fields:
        public = model.objects.filter(conference=conference, sensitivity=Sensitivity.PUBLIC)
        # A thousand delegates have a handful of capacities: what is the same is looked at once.
        alike = public.order_by().values_list(*names).annotate(times=Count("pk"))
        texts += [(text, times) for *said, times in alike for text in said]
    lacking = [(languages, times) for text, times in texts if (languages := _missing(text, conference.languages))]
    missing: Counter[str] = Counter()
    for languages, times in lacking:
        missing.update(dict.fromkeys(languages, times))
    return sum(times for _languages, times in lacking), missing


def _missing(text: Any, languages: list[str]) -> list[str]:
    data = getattr(text, "data", None)
    if not isinstance(data, dict) or not any(data.values()):
        return []
    return [code for code in languages if not data.get(code)]
