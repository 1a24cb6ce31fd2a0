"""The figures of a conference file: datasets, numbers given by hand, areas of return, and what was published."""

import json
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.api.actions.numbers import kept_number
from secretariat.api.actions.places import Places
from secretariat.api.actions.record import Words, fact, put_facts, put_parts
from secretariat.api.actions.rows import Loading, numbered, put_alone
from secretariat.api.queries.figures import RULES, days_of
from secretariat.figures.models import (
    FLAG_SAME_COUNTRY,
    Condition,
    Dataset,
    DisclosureRules,
    Group,
    Intention,
    Measure,
    Movement,
    Observation,
    Release,
    SurveyedHost,
    Threshold,
)

if TYPE_CHECKING:
    from secretariat.engines.conferencefile.figures import (
        ConditionData,
        FigureData,
        IntentionData,
        MovementData,
        ReleaseData,
    )

_DATASET_FIELDS = ("name", "publisher", "layout", "licence", "method", "coverage", "definition", "sensitivity")
_CONDITION_FIELDS = (
    "severity",
    "indicator",
    "value",
    "unit",
    "valid_until_date",
    "method",
    "coverage",
    "access",
    "narrative",
    "dissenting_view",
    "information_gap",
    "sensitivity",
)
_MOVEMENT_FIELDS = ("persons", "households", "qualifier", "voluntariness", "agreement", "method", "sensitivity")
_INTENTION_FIELDS = ("population", "question", "answer", "share", "base", "start_date", "method", "sensitivity")
# Of people who fled across a border: that they are counted in their own country is a mistake of the source.
_ABROAD = (Group.REFUGEES, Group.ASYLUM_SEEKERS, Group.REFUGEE_LIKE, Group.OTHER_PROTECTION)
ELSEWHERE = "elsewhere@house.invalid"


def load_figures(loading: Loading, places: Places) -> None:
    """Bring in what is known of numbers of people and of areas of return."""
    words = Words(loading)
    _datasets(loading, words)
    _figures(loading, words, places)
    thresholds = _thresholds(loading, words)
    _conditions(loading, words, places, thresholds)
    _movements(loading, places)
    _intentions(loading, words, places)
    if loading.file.disclosure is not None:
        said = loading.file.disclosure
        row = DisclosureRules(conference=loading.conference, **{name: getattr(said, name) for name in RULES})
        put_alone(loading, row, RULES)
    if loading.file.releases:
        _releases(loading, words)


def _datasets(loading: Loading, words: Words) -> None:
    given = []
    for said in loading.file.datasets:
        row = fact(loading, Dataset, said, key=said.key, name=said.name, layout=said.layout, method=said.method)
        row.publisher, row.licence = said.publisher or "", said.licence or ""
        row.coverage, row.definition = words.text(said.coverage), words.text(said.definition)
        given.append((said, row))
    put_facts(loading, given, _DATASET_FIELDS, lambda row: row.key)


def _figures(loading: Loading, words: Words, places: Places) -> None:
    """Put the figures beside those that were given by hand; those of imported editions are another thing."""
    rows = [_figure(loading, words, places, said) for said in loading.file.figures]
    if not rows:
        return
    present = Observation.objects.filter(conference=loading.conference, edition=None).order_by("id")
    there: dict[Any, Observation] = dict(numbered((_figure_key(row), row) for row in present))
    fields = ("qualifier", "status", "method", "sensitivity")
    kept = loading.ledger.put(numbered((_figure_key(row), row) for row in rows), there, fields)
    revising = [
        (row, kept[said.revises - 1])
        for row, said in zip(kept, loading.file.figures, strict=True)
        if said.revises is not None and row.revises_id != kept[said.revises - 1].pk
    ]
    for row, revised in revising:
        loading.ledger.note_changed(row, {"revises_id": [row.revises_id, revised.pk]} if row.revises_id else None)
        row.revises = revised
    Observation.objects.bulk_update([row for row, _revised in revising], ["revises"], batch_size=500)
    cited = ((row, said.sources) for row, said in zip(kept, loading.file.figures, strict=True))
    loading.ledger.cite(cited, loading.sources)


def _figure(loading: Loading, words: Words, places: Places, said: "FigureData") -> Observation:
    row = fact(loading, Observation, said, group=said.group, measure=said.measure, value=said.value, unit=said.unit)
    row.origin, row.asylum, row.place = places.of(said.origin), places.of(said.asylum), places.of(said.place)
    row.sex, row.min_age, row.max_age = said.sex, said.min_age, said.max_age
    row.accommodation, row.setting = said.accommodation or "", said.setting or ""
    row.qualifier, row.status, row.method = said.qualifier or "", said.status, said.method or ""
    row.said_by = words.party(said.said_by)
    first, last = days_of(said.as_of) if said.as_of else (said.begins or said.until, said.until)
    end = said.until or last
    if end is None or first is None:  # pragma: no cover - the file was refused
        raise LookupError(said)
    row.period_start, row.period_end = end if row.measure == Measure.STOCK else said.begins or first, end
    row.year = end.year
    row.as_of = said.as_of if said.as_of and len(said.as_of) < len("2020-11-30") else ""
    if row.origin is not None and row.origin == row.asylum and row.group in _ABROAD:
        row.flags = FLAG_SAME_COUNTRY
    return row


def _figure_key(row: Observation) -> tuple[Any, ...]:
    counted = (row.group, row.measure, row.origin_id, row.asylum_id, row.place_id, row.sex, row.min_age, row.max_age)
    when = (row.period_start, row.period_end, row.as_of)
    return (*counted, row.accommodation, row.setting, row.unit, *when, row.said_by_id, row.value)


def _thresholds(loading: Loading, words: Words) -> list[Threshold]:
    given = []
    for said in loading.file.thresholds:
        row = fact(loading, Threshold, said, criterion=said.criterion, scheme=said.scheme, code=said.code)
        row.scheme_version, row.text = said.scheme_version, words.text(said.text)
        given.append((said, row))
    key = lambda row: (row.scheme, row.scheme_version, row.code)  # noqa: E731 - as everywhere here
    rows = put_facts(loading, given, ("criterion", "text", "sensitivity"), key)
    differing = []
    for row, (said, _row) in zip(rows, given, strict=True):
        newer = rows[said.replaced_by - 1] if said.replaced_by is not None else None
        if newer is not None and row.replaced_by_id != newer.pk:
            loading.ledger.note_changed(
                row, None if loading.ledger.is_made(row) else {"replaced_by_id": [row.replaced_by_id, newer.pk]}
            )
            row.replaced_by = newer
            differing.append(row)
    Threshold.objects.bulk_update(differing, ["replaced_by"], batch_size=500)
    return rows


def _conditions(loading: Loading, words: Words, places: Places, thresholds: list[Threshold]) -> None:
    given = [(said, _condition(loading, words, places, said)) for said in loading.file.conditions]
    for said, row in given:
        row.threshold = thresholds[said.threshold - 1] if said.threshold is not None else None
    key = lambda row: (row.area_id, row.criterion, row.threshold_id, row.as_of_date, words.of(row.indicator))  # noqa: E731
    put_facts(loading, given, _CONDITION_FIELDS, key)


def _condition(loading: Loading, words: Words, places: Places, said: "ConditionData") -> Condition:
    row = fact(loading, Condition, said, area=places.named(said.area), criterion=said.criterion)
    row.severity, row.indicator, row.unit = said.severity, words.text(said.indicator), said.unit or ""
    row.value = kept_number(Condition, "value", said.value)
    row.as_of_date, row.valid_until_date = said.as_of, said.valid_until
    row.method, row.access, row.coverage = said.method, said.access, words.text(said.coverage)
    row.narrative, row.dissenting_view = words.text(said.narrative), words.text(said.dissenting_view)
    row.information_gap = words.text(said.information_gap)
    return row


def _movements(loading: Loading, places: Places) -> None:
    given = [(said, _movement(loading, places, said)) for said in loading.file.movements]
    put_facts(loading, given, _MOVEMENT_FIELDS, _movement_key)


def _movement(loading: Loading, places: Places, said: "MovementData") -> Movement:
    row = fact(loading, Movement, said, start_date=said.begins, end_date=said.until, kind=said.kind)
    row.from_country, row.from_place = places.of(said.from_country), places.of(said.from_place)
    row.to_country, row.to_area = places.of(said.to_country), places.of(said.to_area)
    row.persons, row.households, row.qualifier = said.persons, said.households, said.qualifier or ""
    row.voluntariness, row.agreement, row.method = said.voluntariness, said.agreement, said.method
    return row


def _movement_key(row: Movement) -> tuple[Any, ...]:
    ways = (row.from_country_id, row.from_place_id, row.to_country_id, row.to_area_id)
    return (row.start_date, row.end_date, row.kind, *ways, row.persons, row.households, row.voluntariness)


def _intentions(loading: Loading, words: Words, places: Places) -> None:
    given = [(said, _intention(loading, words, places, said)) for said in loading.file.intentions]
    rows = put_facts(
        loading,
        given,
        _INTENTION_FIELDS,
        lambda row: (
            row.origin_id,
            row.horizon,
            row.end_date,
            *(words.of(text) for text in (row.population, row.question, row.answer)),
        ),
    )
    asked = [
        (
            row,
            [
                SurveyedHost(conference=loading.conference, intention=row, place=places.named(each))
                for each in said.hosts
            ],
        )
        for row, (said, _row) in zip(rows, given, strict=True)
    ]
    put_parts(loading, asked, "surveyed", lambda row: row.place_id)


def _intention(loading: Loading, words: Words, places: Places, said: "IntentionData") -> Intention:
    row = fact(loading, Intention, said, origin=places.named(said.origin), horizon=said.horizon, base=said.base)
    row.population, row.question, row.answer = (
        words.text(said.population),
        words.text(said.question),
        words.text(said.answer),
    )
    share = kept_number(Intention, "share", said.share)
    row.share = share if share is not None else said.share
    row.start_date, row.end_date, row.method = said.begins or "", said.until, said.method
    return row


def _releases(loading: Loading, words: Words) -> None:
    """Add the tables that were published; one that is here stays as it is, and of a new one the keeper answers."""
    there = {row.number: row for row in Release.objects.filter(conference=loading.conference)}
    wanted = [(said, _release(loading, words, said)) for said in loading.file.releases]
    fresh = []
    for said, row in wanted:
        known, name = there.get(said.number), _("Release %(number)s") % {"number": said.number}
        if known is None and loading.actor.is_superuser:
            fresh.append((said, row))
        elif known is None:
            loading.ledger.skipped.append((name, _("who keeps the installation alone brings in what was published")))
        elif (known.state, known.layout, known.content) != (row.state, row.layout, row.content):
            loading.ledger.skipped.append((name, _("it is here with another content, and stays as it is")))
    kept = loading.ledger.put([(row.number, row) for _said, row in fresh], {}, ())
    there |= {row.number: row for row in kept}
    for row, (said, _row) in zip(kept, fresh, strict=True):
        row.replaces = there.get(said.replaces or 0)
    Release.objects.bulk_update([row for row in kept if row.replaces_id], ["replaces"], batch_size=500)


def _release(loading: Loading, words: Words, said: "ReleaseData") -> Release:
    row = Release(conference=loading.conference, number=said.number, title=words.text(said.title), state=said.state)
    row.note, row.reason, row.published_at = words.text(said.note), said.reason or "", said.published
    row.layout, row.content = json.loads(said.layout), json.loads(said.content or "{}")
    row.editions, row.rules = json.loads(said.editions or "[]"), json.loads(said.rules or "{}")
    row.prepared_by, row.approved_by = _somebody_elsewhere(), loading.actor
    return row


def _somebody_elsewhere() -> User:
    """Who prepared in another house what a file brings; nobody can sign in as it."""
    known = User.objects.filter(email=ELSEWHERE).first()
    return known or User.objects.create_user(ELSEWHERE, name=_("Somebody in another house"), is_active=False)
