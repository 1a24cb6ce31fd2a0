"""Whether what a draft tells of is there already: the same report, event, person or claim from another publisher.

It only proposes; whether two are one is a person's decision. All that is there is read once for all drafts of a report.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models

from secretariat.accounts.models import User
from secretariat.archive.queries import sources_of
from secretariat.audit.action import label_of
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate, Delegation, Occasion
from secretariat.dossier.models import DraftKind, Initiative, Notice, Position, ReportedFigure
from secretariat.dossier.queries.drafting import POINT
from secretariat.engines import reading
from secretariat.engines.folding import folded
from secretariat.engines.reading.models import EventKey
from secretariat.meetings.models import Meeting, Mission, Point
from secretariat.preparation.models import Challenge, ChallengePart
from secretariat.ui.languages import wordings

# From here on a person is asked whether two are one.
SAME_EVENT, SAME_PERSON, SAME_WORDS, SAME_BODY = 0.6, 0.85, 0.6, 0.92
BEFORE_THE_CONFERENCE = (Occasion.PREPARATORY_MEETING_AND_TOUR, Occasion.PREPARATORY_MEETING, Occasion.MISSION)


@dataclass(frozen=True)
class Same:
    """A fact that is there already and seems to be what a draft tells of, with the reasons by code."""

    kind: str
    pk: int
    reasons: tuple[str, ...] = ()


class Known:
    """What the office shows this person of the conference, as far as a draft could be the same."""

    def __init__(self, conference: Conference, user: User) -> None:
        self._conference, self._user = conference, user

    def same_as(self, kind: str, data: Mapping[str, Any], *, meeting: Mapping[str, Any] | None = None) -> Same | None:
        """The fact that this draft seems to tell of; a statement is looked for in the meeting its report tells of."""
        if kind == DraftKind.STATEMENT:
            return self._statement(data, meeting)
        look_up = {
            DraftKind.SOURCE: self._source,
            DraftKind.CONFERENCE: self._notice,
            DraftKind.DELEGATION: self._delegation,
            DraftKind.DELEGATE: self._delegate,
            DraftKind.MEETING: self._meeting,
            DraftKind.MISSION: self._mission,
            DraftKind.CHALLENGE: self._challenge,
            DraftKind.INITIATIVE: self._initiative,
            DraftKind.FIGURE: self._figure,
        }[DraftKind(kind)]
        return look_up(data)

    def _all_of(self, model: Any, *related: str) -> list[Any]:
        rows = model.objects.in_office_of(self._user).filter(conference=self._conference)
        return list(rows.select_related(*related).order_by("pk"))

    @cached_property
    def _meetings(self) -> list[Meeting]:
        meetings = Meeting.objects.in_office_of(self._user).filter(conference=self._conference)
        return list(meetings.select_related("host", "country").prefetch_related("visitors__party").order_by("pk"))

    @cached_property
    def _points(self) -> list[Point]:
        points = Point.objects.in_office_of(self._user).filter(conference=self._conference)
        return list(points.prefetch_related("speakers__party").order_by("pk"))

    @cached_property
    def _delegates(self) -> list[Delegate]:
        return self._all_of(Delegate, "party")

    def _source(self, data: Mapping[str, Any]) -> Same | None:
        for source in sources_of(self._conference.pk, self._user):
            if data.get("url") and source.url == data["url"]:
                return _same(source, ("address",))
            is_titled = bool(source.title) and folded(source.title).strip() == folded(str(data.get("title"))).strip()
            if is_titled and source.published_date == data.get("published_date"):
                return _same(source, ("title", "date") if source.published_date else ("title",))
        return None

    def _notice(self, data: Mapping[str, Any]) -> Same | None:
        for notice in self._all_of(Notice, "country"):
            code = notice.country.code if notice.country else ""
            if (folded(notice.city), code, notice.held_date) == (
                folded(str(data.get("city"))),
                data.get("country"),
                data.get("held_date"),
            ):
                return _same(notice, ("place", "date"))
        return None

    def _delegation(self, data: Mapping[str, Any]) -> Same | None:
        rows = Delegation.objects.in_office_of(self._user).filter(conference=self._conference)
        of_party = {row.occasion: row for row in rows.filter(party__code=data.get("party")).order_by("-pk")}
        occasion = str(data.get("occasion"))
        if occasion in of_party:
            return _same(of_party[occasion], ("party", "occasion"))
        # One report tells of the meeting alone, another of the tour too: it may be one delegation all the same.
        other = next((of_party[each] for each in BEFORE_THE_CONFERENCE if each in of_party), None)
        return _same(other, ("party",)) if other is not None and occasion in BEFORE_THE_CONFERENCE else None

    def _delegate(self, data: Mapping[str, Any]) -> Same | None:
        best: tuple[float, Same] | None = None
        for delegate in self._delegates:
            if delegate.party.code != data.get("party"):
                continue
            names = [delegate.name, delegate.original_name, *delegate.spellings]
            score, reasons = max(_names_alike(str(data.get("name")), name) for name in names if name)
            # In two delegations of one party, the one of this occasion comes first.
            is_here = delegate.delegation_id in self._delegations_of(str(data.get("occasion")))
            rank = score + (0.01 if is_here else 0)
            if score >= SAME_PERSON and (best is None or rank > best[0]):
                best = (rank, _same(delegate, reasons))
        return best[1] if best else None

    def _delegations_of(self, occasion: str) -> set[int]:
        return {pk for pk, each in self._occasions.items() if each == occasion}

    @cached_property
    def _occasions(self) -> dict[int, str]:
        return dict(Delegation.objects.filter(conference=self._conference).values_list("pk", "occasion"))

    def _meeting(self, data: Mapping[str, Any]) -> Same | None:
        wanted = event_of(data)
        best = max(
            ((reading.likeness_of_events(wanted, event_of_meeting(each)), each) for each in self._meetings),
            key=lambda pair: pair[0].score,
            default=None,
        )
        if best is None or best[0].score < SAME_EVENT:
            return None
        return _same(best[1], best[0].reasons)

    def _mission(self, data: Mapping[str, Any]) -> Same | None:
        for mission in self._all_of(Mission, "party"):
            if mission.party.code != data.get("party"):
                continue
            head = str(data.get("head") or "")
            if not head or not mission.head or _names_alike(head, mission.head)[0] >= SAME_PERSON:
                return _same(mission, ("parties", "persons") if head and mission.head else ("parties",))
        return None

    def _statement(self, data: Mapping[str, Any], meeting: Mapping[str, Any] | None) -> Same | None:
        if data.get("becomes") != POINT:
            return self._position(data)
        if not meeting or meeting.get("kind") != label_of(Meeting()):
            return None
        speakers = set(data.get("speakers") or [])
        best: tuple[float, Point] | None = None
        for point in self._points:
            if point.meeting_id != meeting.get("pk") or point.verb != data.get("verb"):
                continue
            if {each.party.code for each in point.speakers.all()} != speakers:
                continue
            score = _words_alike(str(data.get("text")), _all_words(point.text))
            if best is None or score > best[0]:
                best = (score, point)
        if best is None or best[0] < SAME_WORDS:
            return None
        return _same(best[1], ("verb", "speakers", "words"))

    def _position(self, data: Mapping[str, Any]) -> Same | None:
        speakers = set(data.get("speakers") or [])
        for position in self._all_of(Position, "party"):
            alike = _words_alike(str(data.get("text")), _all_words(position.text))
            if {position.party.code} == speakers and alike >= SAME_WORDS:
                return _same(position, ("speakers", "words"))
        return None

    def _challenge(self, data: Mapping[str, Any]) -> Same | None:
        said_by = set(data.get("said_by") or [])
        for challenge in (
            Challenge.objects.in_office_of(self._user)
            .filter(conference=self._conference, kind=data.get("kind"))
            .prefetch_related("parts__party")
        ):
            sayers = {each.party.code for each in challenge.parts.all() if each.part == ChallengePart.Part.SAID_BY}
            alike = _words_alike(str(data.get("text")), _all_words(challenge.text))
            if sayers & said_by or (not said_by and alike >= SAME_WORDS):
                return _same(challenge, ("kind", "speakers") if sayers & said_by else ("kind", "words"))
        return None

    def _initiative(self, data: Mapping[str, Any]) -> Same | None:
        for initiative in self._all_of(Initiative, "party"):
            alike = _words_alike(str(data.get("text")), _all_words(initiative.text))
            if initiative.party.code == data.get("party") and alike >= SAME_WORDS:
                return _same(initiative, ("parties", "words"))
        return None

    def _figure(self, data: Mapping[str, Any]) -> Same | None:
        for figure in self._all_of(ReportedFigure):
            is_value = f"{figure.value:.2f}".rstrip("0").rstrip(".") == str(data.get("value"))
            is_place = folded(figure.place) == folded(str(data.get("place")))
            if is_value and is_place and figure.unit == data.get("unit"):
                return _same(figure, ("value", "place"))
        return None


def is_named_among(name: str, known: Iterable[str]) -> bool:
    """Whether a ministry or institution is among those known, in whatever spelling: Defense and Defence are one."""
    return any(_names_alike(name, each)[0] >= SAME_BODY for each in known)


def event_of(data: Mapping[str, Any]) -> EventKey:
    """By what the meeting of a draft is known again."""
    visitors = data.get("visitors") or []
    parties = [data.get("host") or "", *(visitor.get("party") or "" for visitor in visitors)]
    persons = [data.get("host_person") or "", *(visitor.get("head") or "" for visitor in visitors)]
    return EventKey(
        kind=str(data.get("kind") or ""),
        when=str(data.get("held_date") or ""),
        parties=_given(parties),
        persons=_given(persons),
        city=str(data.get("city") or ""),
        country=str(data.get("country") or ""),
    )


def event_of_meeting(meeting: Meeting) -> EventKey:
    """By what a meeting is known again; its visitors are read with it."""
    visitors = list(meeting.visitors.all())
    return EventKey(
        kind=meeting.kind,
        when=meeting.held_date,
        parties=_given([meeting.host.code if meeting.host else "", *(each.party.code for each in visitors)]),
        persons=_given([meeting.host_person, *(each.head for each in visitors)]),
        city=str(meeting.city),
        country=meeting.country.code if meeting.country else "",
    )


def _given(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(value for value in values if value)


def _same(row: models.Model, reasons: tuple[str, ...]) -> Same:
    return Same(label_of(row), row.pk, reasons)


def _names_alike(one: str, other: str) -> tuple[float, tuple[str, ...]]:
    likeness = reading.likeness_of_names(one, other)
    return likeness.score, likeness.reasons


def _words_alike(one: str, other: str) -> float:
    """The share of the words of the shorter text that the longer one has too."""
    ours, theirs = set(folded(one).split()), set(folded(other).split())
    shorter, longer = sorted((ours, theirs), key=len)
    return len(shorter & longer) / len(shorter) if shorter else 0.0


def _all_words(text: object) -> str:
    return " ".join(wordings(text))
