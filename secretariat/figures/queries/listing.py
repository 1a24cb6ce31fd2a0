"""Figures as a table: every number of a country, filtered, with its dataset, date and flags."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from secretariat.figures.models import (
    FLAG_SAME_COUNTRY,
    FLAG_SUM,
    Group,
    Measure,
    ObservationQuerySet,
    Qualifier,
    Sex,
    Unit,
    ValueStatus,
)
from secretariat.figures.queries.counting import current
from secretariat.figures.queries.pictures import Drawing
from secretariat.figures.queries.reading import Reading

FIELDS = (
    "group",
    "measure",
    "origin_id",
    "asylum_id",
    "place_id",
    "place__name",
    "sex",
    "min_age",
    "max_age",
    "qualifier",
    "value",
    "unit",
    "period_end",
    "edition__dataset_id",
    "status",
    "flags",
)


@dataclass(frozen=True)
class Asked:
    """What of the figures a person asks for; a country of origin or of asylum is always named."""

    origin: int = 0
    asylum: int = 0
    dataset: int = 0
    year: int = 0
    group: str = ""
    measure: str = ""

    @property
    def is_of_a_country(self) -> bool:
        """Whether it names a country; without one nothing is listed."""
        return bool(self.origin or self.asylum)


@dataclass(frozen=True)
class Line:
    """One number as the table shows it."""

    group: str
    measure: str
    origin: str
    asylum: str
    place_id: int | None
    place: object
    whom: str
    qualifier: str
    value: int
    unit: str
    date: str
    dataset: str
    status: str
    flags: list[str]

    @property
    def cells(self) -> list[str]:
        """The same as cells of a spreadsheet."""
        texts = [self.group, self.measure, self.origin, self.asylum, str(self.place or ""), self.whom, self.qualifier]
        return [*texts, str(self.value), self.unit, self.date, self.dataset, self.status, " · ".join(self.flags)]


def heads() -> list[str]:
    """The heads of the table."""
    return [
        _("Group"),
        _("Measure"),
        _("Country of origin"),
        _("Country of asylum"),
        _("Area or site"),
        _("Sex and age"),
        _("Qualifier"),
        _("Number"),
        _("Unit"),
        _("As of"),
        _("Dataset"),
        _("Status"),
        _("Flags"),
    ]


def observations_asked_for(reading: Reading, asked: Asked) -> ObservationQuerySet:
    """What this person sees of what they ask for, the latest first."""
    rows = current(reading)
    if not asked.is_of_a_country:
        return rows.none()
    wanted: dict[str, object] = {
        name: getattr(asked, name) for name in ("origin", "asylum", "year", "group", "measure") if getattr(asked, name)
    }
    if asked.dataset:
        wanted["edition__dataset"] = asked.dataset
    return rows.filter(**wanted).order_by("-year", "group", "id")


def lines(rows: Any, drawing: Drawing) -> Iterator[Line]:
    """The rows as the table shows them. One query."""
    labels = _Labels()
    named = {pk: each.dataset.name for pk, each in drawing.datasets.items()}
    for group, measure, origin, asylum, place, called, sex, low, high, qualifier, *rest in rows.values_list(*FIELDS):
        value, unit, end, dataset, status, flags = rest
        yield Line(
            group=labels.group[group],
            measure=labels.measure[measure],
            origin=drawing.name(origin) if origin else "",
            asylum=drawing.name(asylum) if asylum else "",
            place_id=place,
            place=called,
            whom=_whom(labels.sex[sex], low, high),
            qualifier=labels.qualifier.get(qualifier, ""),
            value=value,
            unit=labels.unit[unit],
            date=end.isoformat(),
            dataset=named.get(dataset, _("By hand")),
            status=labels.status[status],
            flags=[labels.flags[flag] for flag in flags.split() if flag in labels.flags],
        )


class _Labels:
    """The words of the choices in the language in force, each read once."""

    def __init__(self) -> None:
        self.group = _read(Group)
        self.measure = _read(Measure)
        self.sex = _read(Sex)
        self.unit = _read(Unit)
        self.qualifier = _read(Qualifier)
        self.status = _read(ValueStatus)
        self.flags = _flags()


def _read(
    choices: type[Group] | type[Measure] | type[Sex] | type[Unit] | type[Qualifier] | type[ValueStatus],
) -> Mapping[str, str]:
    return {value: str(label) for value, label in choices.choices}


def _flags() -> dict[str, str]:
    return {
        FLAG_SAME_COUNTRY: _("Origin and asylum are the same country"),
        FLAG_SUM: _("The parts do not add up to it"),
    }


def _whom(sex: str, youngest: int | None, oldest: int | None) -> str:
    if youngest is None:
        return sex
    return f"{sex}, {youngest}+" if oldest is None else f"{sex}, {youngest}–{oldest}"
