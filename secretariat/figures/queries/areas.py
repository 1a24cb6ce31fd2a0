"""What areas of return are like by the eight criteria: side by side, dated, and never as a score or a verdict."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from secretariat.archive.queries import Mark
from secretariat.audit.action import plain
from secretariat.conference.models import Conference
from secretariat.figures.models import Condition, Criterion, Place, Severity, Threshold
from secretariat.figures.queries.reading import CitedFacts, Reading


@dataclass(frozen=True)
class Assessed:
    """One assessment: whether it still holds, and the sources that give it."""

    condition: Condition
    is_stale: bool
    marks: list[Mark] = field(default_factory=list)

    @property
    def is_assessed(self) -> bool:
        """Whether anybody could say how it is; what was not assessed is not low."""
        return self.condition.severity != Severity.NOT_ASSESSED

    @property
    def look(self) -> str:
        """The look of its severity: "very high" becomes very-high."""
        return self.condition.severity.replace(" ", "-")


@dataclass(frozen=True)
class Cell:
    """An area by one criterion: what is said of it now, by everybody who says anything."""

    label: str
    assessed: list[Assessed]


@dataclass(frozen=True)
class AreaRow:
    """An area of return with a cell for each criterion."""

    area: Place
    name: object
    country: object
    cells: list[Cell]


@dataclass(frozen=True)
class Wording:
    """A threshold in one of its wordings, with what was assessed by it."""

    threshold: Threshold
    marks: list[Mark]
    present: list[Assessed]
    past: list[Assessed]


@dataclass(frozen=True)
class ThresholdTold:
    """A threshold as it is worded now, and the wordings it replaced, the newest first."""

    now: Wording
    before: list[Wording]


@dataclass(frozen=True)
class CriterionTold:
    """All that is said of an area by one criterion: on the whole, threshold by threshold, and what was said before."""

    key: str
    label: str
    present: list[Assessed]
    past: list[Assessed]
    thresholds: list[ThresholdTold]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written down of the area by this criterion as a whole."""
        return not self.present and not self.past


def areas_of_return(conference: Conference) -> QuerySet[Place]:
    """The areas whose conditions the conference follows, by country and code: no order tells which is safer."""
    rows = Place.objects.filter(conference=conference, is_area_of_return=True)
    return rows.select_related("country__party", "party").order_by("country__code", "code")


def matrix_of(reading: Reading, areas: Iterable[Place], today: date) -> list[AreaRow]:
    """Each area by each criterion, with all that is said now. One query."""
    rows = list(areas)
    conditions = reading.of(Condition).filter(area__in=[area.pk for area in rows])
    by_cell: dict[tuple[int, str], list[Condition]] = defaultdict(list)
    for condition in conditions.order_by("-as_of_date", "-id"):
        by_cell[condition.area_id, condition.criterion].append(condition)
    return [
        AreaRow(
            area,
            reading.name(area),
            reading.name(area.country),
            [
                Cell(str(label), [_assessed(each, today) for each in now_and_before(by_cell[area.pk, key])[0]])
                for key, label in Criterion.choices
            ],
        )
        for area in rows
    ]


def conditions_of(reading: Reading, area: Place, today: date) -> list[CriterionTold]:
    """An area criterion by criterion, each threshold by itself. Three queries."""
    conditions = list(reading.of(Condition).filter(area=area).order_by("-as_of_date", "-id"))
    thresholds = list(reading.of(Threshold).order_by("criterion", "scheme", "code", "id"))
    cited = reading.cited([*conditions, *thresholds])
    by_threshold: dict[tuple[str, int | None], list[Condition]] = defaultdict(list)
    known = {each.pk for each in thresholds}
    for condition in conditions:
        # A threshold this person may not read stays unnamed; what was found by it is told as a finding on the whole.
        by = condition.threshold_id if condition.threshold_id in known else None
        by_threshold[condition.criterion, by].append(condition)
    told = []
    for key, label in Criterion.choices:
        worded = {
            each.pk: _wording(each, by_threshold[key, each.pk], (cited, today))
            for each in thresholds
            if each.criterion == key
        }
        present, past = _split(by_threshold[key, None], cited, today)
        told.append(CriterionTold(key, str(label), present, past, _chains(worded)))
    return told


def thresholds_told(reading: Reading) -> list[tuple[str, list[ThresholdTold]]]:
    """Every threshold under its criterion, with the wordings it replaced. Two queries."""
    thresholds = list(reading.of(Threshold).order_by("criterion", "scheme", "code", "id"))
    cited = reading.cited(thresholds)
    found = []
    for key, label in Criterion.choices:
        worded = {each.pk: Wording(each, cited[each], [], []) for each in thresholds if each.criterion == key}
        if worded:
            found.append((str(label), _chains(worded)))
    return found


def now_and_before(conditions: Iterable[Condition]) -> tuple[list[Condition], list[Condition]]:
    """The newest assessment of each voice, and the older ones; the newest of them come first in both.

    Who could verify is the voice: what the government alone says today does not put what UNHCR said a month ago into
    the past; both stand side by side.
    """
    present: list[Condition] = []
    past: list[Condition] = []
    heard = set()
    for condition in sorted(conditions, key=lambda each: (each.as_of_date, each.pk), reverse=True):
        voice = (condition.threshold_id, condition.access, str(plain(condition.indicator)))
        (past if voice in heard else present).append(condition)
        heard.add(voice)
    return present, past


def is_stale(condition: Condition, today: date) -> bool:
    """Whether the day until which an assessment holds is over."""
    return condition.valid_until_date is not None and condition.valid_until_date < today


def stale_conditions(reading: Reading, today: date) -> list[Condition]:
    """Assessments that are the newest of their voice and hold no longer, by area. One query."""
    by_area: dict[tuple[int, str], list[Condition]] = defaultdict(list)
    rows = reading.of(Condition).filter(area__is_area_of_return=True).select_related("area")
    for each in rows.order_by("area__code", "criterion", "-as_of_date", "-id"):
        by_area[each.area_id, each.criterion].append(each)
    present = [each for held in by_area.values() for each in now_and_before(held)[0]]
    return [each for each in present if is_stale(each, today) and each.severity != Severity.NOT_ASSESSED]


def _assessed(condition: Condition, today: date, cited: CitedFacts | None = None) -> Assessed:
    return Assessed(condition, is_stale(condition, today), cited[condition] if cited is not None else [])


def _split(conditions: Iterable[Condition], cited: CitedFacts, today: date) -> tuple[list[Assessed], list[Assessed]]:
    present, past = now_and_before(conditions)
    return (
        [_assessed(each, today, cited) for each in present],
        [_assessed(each, today, cited) for each in past],
    )


def _wording(threshold: Threshold, conditions: list[Condition], told: tuple[CitedFacts, date]) -> Wording:
    cited, today = told
    marks = cited[threshold]
    return Wording(threshold, marks, *_split(conditions, cited, today))


def _chains(worded: dict[int, Wording]) -> list[ThresholdTold]:
    """Wordings under the one that holds now; one whose successor is not seen here holds as far as this person knows."""
    replaced: dict[int, list[Wording]] = defaultdict(list)
    for each in worded.values():
        if each.threshold.replaced_by_id in worded:
            replaced[each.threshold.replaced_by_id].append(each)
    heads = [each for each in worded.values() if each.threshold.replaced_by_id not in worded]
    return [ThresholdTold(head, _before(head, replaced)) for head in heads]


def _before(head: Wording, replaced: dict[int, list[Wording]]) -> list[Wording]:
    found: list[Wording] = []
    waiting = list(replaced[head.threshold.pk])
    while waiting:
        each = waiting.pop(0)
        found.append(each)
        waiting += replaced[each.threshold.pk]
    return found
