"""Datasets and their editions: naming one, handing a file in, matching its columns, having it imported."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from pydantic import Field

from secretariat.accounts.models import Sensitivity, User
from secretariat.api.v1.asking import Asking
from secretariat.api.v1.deeds import FILE, Deed, Given, level
from secretariat.api.v1.given import DAY_OR_MONTH, SOURCE, optional
from secretariat.api.v1.refusals import wrong
from secretariat.api.v1.resources import FACT, Person, Resource, at_desk, sits_in_office
from secretariat.api.v1.shapes import Shape, taken_type, words
from secretariat.archive.models import Source
from secretariat.conference.models import Conference
from secretariat.figures.actions.datasets import DATASET_FIELDS
from secretariat.figures.models import Dataset, Edition, Group, Measure, Sex, Unit
from secretariat.figures.permissions.imports import DESK
from secretariat.figures.queries.editions import editions_of

DATASETS, EDITIONS = "figures/datasets", "figures/editions"
LONGEST_LINE, OLDEST, MOST_COLUMNS = 500, 130, 500
Role = Literal[
    "year", "date", "start", "end", "origin", "asylum", "origin_unhcr", "asylum_unhcr", "area", "place", "level",
    "group", "measure", "sex", "age", "min_age", "max_age", "accommodation", "setting", "unit",
    "location", "admin level", "p-code", "name", "parent p-code", "valid from date",
]  # fmt: skip
Fixed = Literal["year", "origin", "asylum", "group", "measure", "unit", "countries"]


def editions(user: Person, conference: Conference) -> Any:
    """The editions that the office shows this person."""
    if not isinstance(user, User) or not sits_in_office(user, conference):
        return Edition.objects.none()
    return editions_of(conference, user)


def _imports(user: Person, conference: Conference) -> bool:
    return isinstance(user, User) and user.works_on(DESK, conference.pk)


RESOURCES: tuple[Resource, ...] = (
    Resource(
        DATASETS,
        Dataset,
        at_desk(Dataset),
        ("key", *(name for name in DATASET_FIELDS if name != "sensitivity"), "layout", *FACT),
        "What publishers bring out again and again; figures of two are never added.",
        filters=("key", "layout", "sensitivity"),
    ),
    Resource(
        EDITIONS,
        Edition,
        editions,
        (
            "dataset",
            "number",
            "source=source__key",
            "state",
            "matching",
            "leaves_out_refused",
            "rows_read",
            "rows_total",
            "counts",
            "problems",
            "reason",
            "imported_at",
            *FACT,
        ),
        "Files of datasets: how far their import has come, and what it did.",
        filters=("dataset", "number", "state"),
        told_to={"matching": _imports},
    ),
)


# ---- deeds ----------------------------------------------------------------------------------------------------------


class NewSourceShape(Shape):
    """The source that a file is; publisher and licence are those of the dataset where nothing else is said."""

    title: words(LONGEST_LINE, is_line=True) = ""  # type: ignore[valid-type]
    publisher: words(LONGEST_LINE, least=1, is_line=True) | None = None  # type: ignore[valid-type]
    published_date: DAY_OR_MONTH.shape  # type: ignore[name-defined]
    licence: words(LONGEST_LINE, least=1, is_line=True) | None = None  # type: ignore[valid-type]
    url: taken_type(Source._meta.get_field("url")) = Field(default="")  # type: ignore[valid-type]
    sensitivity: Literal[tuple(Sensitivity.values)] | None = None  # type: ignore[valid-type]


def new_source(value: NewSourceShape, asking: Asking, pointer: str) -> Mapping[str, Any]:
    """What is said of a new source: who published it, when, and under which licence, as the form asks."""
    dataset: Dataset = asking.thing
    for name, said, sentence in (
        ("publisher", value.publisher or dataset.publisher, _("Say who published it.")),
        ("published_date", value.published_date, _("Say when it was published.")),
        ("licence", value.licence or dataset.licence, _("Say under which licence, or that none is stated.")),
    ):
        if not said:
            raise wrong(sentence, pointer=f"{pointer}/{name}")
    if value.sensitivity:
        level(value.sensitivity, asking, f"{pointer}/sensitivity")
    return {name: each for name, each in value.model_dump().items() if each not in (None, "")}


class ColumnShape(Shape):
    """A column of numbers, and whom it counts; a remainder, people of unknown age, only helps to check sums."""

    column: words(LONGEST_LINE, least=1)  # type: ignore[valid-type]
    group: Group | Literal[""] = ""
    measure: Measure | Literal[""] = ""
    sex: Sex | Literal[""] = ""
    min_age: Annotated[int, Field(ge=0, le=OLDEST, strict=True)] | None = None
    max_age: Annotated[int, Field(ge=0, le=OLDEST, strict=True)] | None = None
    is_remainder: bool = False


class MatchingShape(Shape):
    """Which column says what. How the file is laid out was seen from it when it was handed in."""

    roles: dict[Role, words(LONGEST_LINE, least=1)] = Field(default_factory=dict)  # type: ignore[valid-type]
    values: Annotated[list[ColumnShape], Field(max_length=MOST_COLUMNS)] = Field(default_factory=list)
    fixed: dict[Fixed, words(80, least=1)] = Field(default_factory=dict)  # type: ignore[valid-type]
    zeros_fill: bool = False
    keeps_provisional: bool = False


CHOICES: Mapping[str, Any] = {"group": Group, "measure": Measure, "unit": Unit}


def _column(value: ColumnShape) -> dict[str, Any]:
    said = {name: str(word) if isinstance(word, str) else word for name, word in value.model_dump().items()}
    return {**said, "sex": "" if said["sex"] == Sex.ALL else said["sex"]}


def matching(value: MatchingShape, _asking: Asking, pointer: str) -> Mapping[str, Any]:
    """The matching as an edition keeps it."""
    fixed: Mapping[str, str] = {str(name): word for name, word in value.fixed.items()}
    for name, choices in CHOICES.items():
        word = fixed.get(name, "")
        if word not in {"", *choices.values}:
            raise wrong(_("“%(word)s” is not known here.") % {"word": word}, pointer=f"{pointer}/fixed/{name}")
    for place, each in enumerate(value.values):
        if each.max_age is not None and (each.min_age is None or each.max_age < each.min_age):
            raise wrong(_("Ages run upwards."), pointer=f"{pointer}/values/{place}/max_age")
    columns = [_column(each) for each in value.values]
    return {**value.model_dump(exclude={"values"}), "values": columns}


DEEDS: tuple[Deed, ...] = (
    Deed("figures.add_dataset", details=DATASET_FIELDS, of=Dataset, makes=True, leaves=("key",)),
    Deed(
        "figures.hand_in_edition",
        DATASETS,
        given={
            "upload": FILE,
            "source": optional(SOURCE),
            "details": Given(NewSourceShape, new_source, is_needed=False),
        },
        has_file=True,
    ),
    Deed("figures.match_columns", EDITIONS, given={"matching": Given(MatchingShape, matching)}),
    Deed("figures.import_edition", EDITIONS, leaves=("is_worker_here",)),
    Deed("figures.stop_import", EDITIONS),
)
