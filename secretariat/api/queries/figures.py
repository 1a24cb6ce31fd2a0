"""The figures of a conference, as the data of a conference file; nothing that a release hid is in them."""

import json
from calendar import monthrange
from datetime import date
from typing import Any

from secretariat.api.queries.places import NamedPlaces, places_of
from secretariat.api.queries.record import by_owner, code_of, rows_of
from secretariat.api.queries.texts import Cited, said_in
from secretariat.conference.models import Conference
from secretariat.figures.models import (
    Condition,
    Dataset,
    DisclosureRules,
    Intention,
    Measure,
    Movement,
    Observation,
    OriginCountry,
    Release,
    ReleaseState,
    SurveyedHost,
    Threshold,
)

RULES = (
    "national_threshold",
    "national_rounding",
    "local_threshold",
    "local_rounding",
    "large_from",
    "large_rounding",
    "protection",
)


def figures_of(conference: Conference, cited: Cited, places: NamedPlaces) -> dict[str, Any]:
    """The sections of figures, each as a file gives it."""
    origins = rows_of(OriginCountry, conference, order=("position", "id"))
    rules = DisclosureRules.objects.filter(conference=conference).first()
    return {
        "places": places_of(places),
        "origins": [places.of(row.place_id) for row in origins],
        "datasets": _datasets(conference, cited),
        "figures": _figures(conference, cited, places),
        **_areas(conference, cited, places),
        "movements": _movements(conference, cited, places),
        "intentions": _intentions(conference, cited, places),
        "disclosure": {name: getattr(rules, name) for name in RULES} if rules is not None else None,
        "releases": _releases(conference),
    }


def _datasets(conference: Conference, cited: Cited) -> list[dict[str, Any]]:
    return [
        {
            "key": row.key,
            "name": row.name,
            "publisher": row.publisher or None,
            "layout": row.layout,
            "licence": row.licence or None,
            "method": row.method,
            "coverage": said_in(row.coverage),
            "definition": said_in(row.definition),
            **cited.on(row),
        }
        for row in rows_of(Dataset, conference)
    ]


def _figures(conference: Conference, cited: Cited, places: NamedPlaces) -> list[dict[str, Any]]:
    rows = list(rows_of(Observation, conference, "said_by").filter(edition=None))
    numbers = {row.pk: number for number, row in enumerate(rows, start=1)}
    return [
        {
            "group": row.group,
            "measure": row.measure,
            "origin": places.of(row.origin_id),
            "asylum": places.of(row.asylum_id),
            "place": places.of(row.place_id),
            "sex": row.sex,
            "min_age": row.min_age,
            "max_age": row.max_age,
            "accommodation": row.accommodation or None,
            "setting": row.setting or None,
            "value": row.value,
            "unit": row.unit,
            "qualifier": row.qualifier or None,
            **_when(row),
            "status": row.status,
            "method": row.method or None,
            "said_by": code_of(row.said_by),
            "revises": numbers.get(row.revises_id or 0),
            **cited.on(row),
        }
        for row in rows
    ]


def days_of(as_of: str) -> tuple[date, date]:
    """The first and the last day that a day, a month or a year can mean."""
    year, month, day = (*map(int, as_of.split("-")), 0, 0)[:3]
    last = monthrange(year, month or 12)[1]
    return date(year, month or 1, day or 1), date(year, month or 12, day or last)


def _when(row: Observation) -> dict[str, Any]:
    """The date as it was given; where the days say more than that, the days."""
    is_stock = row.measure == Measure.STOCK
    if not row.as_of:
        return {"as_of": row.period_end} if is_stock else {"from": row.period_start, "until": row.period_end}
    first, last = days_of(row.as_of)
    if (row.period_end if is_stock else (row.period_start, row.period_end)) == (last if is_stock else (first, last)):
        return {"as_of": row.as_of}
    return {"as_of": row.as_of, "from": None if is_stock else row.period_start, "until": row.period_end}


def _areas(conference: Conference, cited: Cited, places: NamedPlaces) -> dict[str, Any]:
    thresholds = list(rows_of(Threshold, conference))
    numbers = {row.pk: number for number, row in enumerate(thresholds, start=1)}
    return {
        "thresholds": [
            {
                "criterion": row.criterion,
                "scheme": row.scheme,
                "scheme_version": row.scheme_version,
                "code": row.code,
                "text": said_in(row.text),
                "replaced_by": numbers.get(row.replaced_by_id or 0),
                **cited.on(row),
            }
            for row in thresholds
        ],
        "conditions": [_condition(row, places, numbers, cited) for row in rows_of(Condition, conference)],
    }


def _condition(row: Condition, places: NamedPlaces, thresholds: dict[int, int], cited: Cited) -> dict[str, Any]:
    return {
        "area": places.of(row.area_id),
        "criterion": row.criterion,
        "threshold": thresholds.get(row.threshold_id or 0),
        "severity": row.severity,
        "indicator": said_in(row.indicator),
        "value": row.value,
        "unit": row.unit or None,
        "as_of": row.as_of_date,
        "valid_until": row.valid_until_date,
        "method": row.method,
        "coverage": said_in(row.coverage),
        "access": row.access,
        "narrative": said_in(row.narrative),
        "dissenting_view": said_in(row.dissenting_view),
        "information_gap": said_in(row.information_gap),
        **cited.on(row),
    }


def _movements(conference: Conference, cited: Cited, places: NamedPlaces) -> list[dict[str, Any]]:
    return [
        {
            "from": row.start_date,
            "until": row.end_date,
            "from_country": places.of(row.from_country_id),
            "from_place": places.of(row.from_place_id),
            "to_country": places.of(row.to_country_id),
            "to_area": places.of(row.to_area_id),
            "persons": row.persons,
            "households": row.households,
            "qualifier": row.qualifier or None,
            "kind": row.kind,
            "voluntariness": row.voluntariness,
            "agreement": row.agreement,
            "method": row.method,
            **cited.on(row),
        }
        for row in rows_of(Movement, conference)
    ]


def _intentions(conference: Conference, cited: Cited, places: NamedPlaces) -> list[dict[str, Any]]:
    hosts = by_owner("intention_id", rows_of(SurveyedHost, conference))
    return [
        {
            "origin": places.of(row.origin_id),
            "hosts": [places.of(each.place_id) for each in hosts[row.pk]],
            "population": said_in(row.population),
            "question": said_in(row.question),
            "answer": said_in(row.answer),
            "share": row.share,
            "base": row.base,
            "horizon": row.horizon,
            "from": row.start_date or None,
            "until": row.end_date,
            "method": row.method,
            **cited.on(row),
        }
        for row in rows_of(Intention, conference)
    ]


def _releases(conference: Conference) -> list[dict[str, Any]]:
    """What is or was public. What is being prepared is not: its layout leads to numbers that nobody has judged."""
    rows = Release.objects.filter(conference=conference).exclude(published_at=None).select_related("replaces")
    public = rows.filter(state__in=[ReleaseState.PUBLISHED, ReleaseState.WITHDRAWN]).order_by("id")
    return [
        {
            "number": row.number,
            "title": said_in(row.title),
            "note": said_in(row.note),
            "state": row.state,
            "reason": row.reason or None,
            "published": row.published_at,
            "replaces": row.replaces.number if row.replaces is not None else None,
            "layout": _data(row.layout),
            "editions": _data(row.editions) if row.editions else None,
            "content": _data(row.content) if row.content else None,
            "rules": _data(row.rules) if row.rules else None,
        }
        for row in public
    ]


def _data(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
