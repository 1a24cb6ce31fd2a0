"""Builders of figures: places, datasets with editions, observations, conditions, movements; never through the door."""

from datetime import date
from itertools import count
from typing import Any

from i18nfield.strings import LazyI18nString

from secretariat.conference.models import Conference
from secretariat.figures.models import (
    Condition,
    Dataset,
    Edition,
    EditionState,
    Intention,
    Movement,
    Observation,
    OriginCountry,
    Place,
    Release,
    Threshold,
)
from tests import make

_numbers = count(1)


def said(text: str) -> LazyI18nString:
    """A text in English."""
    return LazyI18nString({"en": text})


def country(conference: Conference, code: str = "LB") -> Place:
    """A country of the conference's figures, made once."""
    party = make.party(code)
    kept = Place.objects.filter(conference=conference, kind="country", code=party.iso3).first()
    if kept is not None:
        return kept
    return Place.objects.create(
        conference=conference,
        kind="country",
        code=party.iso3,
        unhcr_code=party.unhcr_code,
        name=party.name,
        party=party,
    )


def origin(conference: Conference, code: str = "SY") -> Place:
    """A country whose refugees the conference is about."""
    place = country(conference, code)
    OriginCountry.objects.get_or_create(conference=conference, place=place)
    return place


def area(conference: Conference, code: str = "SY01", name: str = "Damascus", **fields: Any) -> Place:
    """An area of return in Syria."""
    home = country(conference, "SY")
    values: dict[str, Any] = {
        "kind": "admin 1",
        "name": said(name),
        "country": home,
        "parent": home,
        "is_area_of_return": True,
    }
    return Place.objects.create(conference=conference, code=code, **{**values, **fields})


def site(conference: Conference, name: str = "Za'atari", host: str = "JO", **fields: Any) -> Place:
    """A camp in Jordan."""
    values: dict[str, Any] = {"code": f"site-{next(_numbers)}", "kind": "site", "accommodation": "P", "state": "open"}
    values |= {"name": said(name), "country": country(conference, host)}
    return Place.objects.create(conference=conference, **{**values, **fields})


def dataset(conference: Conference, key: str = "unhcr-population", **fields: Any) -> Dataset:
    """A public dataset."""
    values: dict[str, Any] = {"key": key, "name": "Population", "publisher": "UNHCR", "layout": "unhcr population"}
    values |= {"licence": "CC BY 4.0", "sensitivity": "public"}
    return Dataset.objects.create(**make._fact(conference, {**values, **fields}))


def edition(of: Dataset, **fields: Any) -> Edition:
    """An imported edition, with a source of its own."""
    number = of.editions.count() + 1
    values: dict[str, Any] = {"dataset": of, "number": number, "state": EditionState.IMPORTED, "sensitivity": "public"}
    if "source" not in fields:
        values["source"] = make.source(of.conference, key=f"{of.key}-{number}")
    return Edition.objects.create(**make._fact(of.conference, {**values, **fields}))


def observation(conference: Conference, value: int = 1000, **fields: Any) -> Observation:
    """A number of refugees at the end of 2020, from Syria in Lebanon unless other places are given."""
    values: dict[str, Any] = {"group": "REF", "measure": "stock", "value": value, "sensitivity": "public"}
    values |= {"series": next(_numbers)}
    year = fields.pop("year", 2020)
    values |= {"period_start": date(year, 12, 31), "period_end": date(year, 12, 31), "year": year}
    if "origin" not in fields:
        values["origin"] = country(conference, "SY")
    if "asylum" not in fields:
        values["asylum"] = country(conference, "LB")
    if fields.get("measure") == "flow":
        values["period_start"] = date(year, 1, 1)
    return Observation.objects.create(**make._fact(conference, {**values, **fields}))


def threshold(conference: Conference, code: str = "1", **fields: Any) -> Threshold:
    """A threshold of safety."""
    values: dict[str, Any] = {
        "criterion": "safety",
        "scheme": "UNHCR thresholds",
        "scheme_version": "2018",
        "code": code,
    }
    values |= {"text": said("Safety is ensured"), "sensitivity": "public"}
    return Threshold.objects.create(**make._fact(conference, {**values, **fields}))


def condition(of: Place, **fields: Any) -> Condition:
    """What an area was like in November 2020, valid for half a year."""
    values: dict[str, Any] = {"area": of, "criterion": "safety", "severity": "high", "sensitivity": "public"}
    values |= {"as_of_date": date(2020, 11, 1), "valid_until_date": date(2021, 4, 30)}
    return Condition.objects.create(**make._fact(of.conference, {**values, **fields}))


def movement(conference: Conference, persons: int = 500, **fields: Any) -> Movement:
    """A self-organised return from Lebanon in October 2020, not verified."""
    values: dict[str, Any] = {"start_date": date(2020, 10, 1), "end_date": date(2020, 10, 31), "persons": persons}
    values |= {"kind": "self-organised", "voluntariness": "not verified", "sensitivity": "public"}
    values |= {"from_country": country(conference, "LB"), "to_country": country(conference, "SY")}
    return Movement.objects.create(**make._fact(conference, {**values, **fields}))


def intention(conference: Conference, **fields: Any) -> Intention:
    """What a survey was told."""
    values: dict[str, Any] = {"origin": country(conference, "SY"), "population": said("Refugees in Lebanon")}
    values |= {"question": said("Do you plan to return within 12 months?"), "answer": said("Yes"), "share": "5.90"}
    values |= {"base": 2400, "horizon": "12 months", "end_date": "2020-09", "sensitivity": "public"}
    return Intention.objects.create(**make._fact(conference, {**values, **fields}))


def release(conference: Conference, **fields: Any) -> Release:
    """A release in preparation."""
    number = Release.objects.filter(conference=conference).count() + 1
    values: dict[str, Any] = {"number": number, "title": said("Refugees by host country")}
    if "prepared_by" not in fields:
        values["prepared_by"] = make.user(None)
    return Release.objects.create(conference=conference, **{**values, **fields})
