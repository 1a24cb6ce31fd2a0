"""How a release is laid out: which dataset, whom it counts, what stands in rows and columns, and what is filtered."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from secretariat.accounts.models import Sensitivity
from secretariat.audit.action import Refused
from secretariat.conference.models import Conference
from secretariat.figures.models import Dataset, Edition, EditionState, Group, Observation, Place

TOTAL = "total"


class Dimension(models.TextChoices):
    """By what people are told apart in rows and columns."""

    YEAR = "year", pgettext_lazy("dimension", "Year")
    ORIGIN = "origin", pgettext_lazy("dimension", "Country of origin")
    ASYLUM = "asylum", pgettext_lazy("dimension", "Country of asylum")
    AREA = "area", pgettext_lazy("dimension", "Area or site")
    SEX = "sex", pgettext_lazy("dimension", "Sex")
    AGE = "age", pgettext_lazy("dimension", "Age")
    GROUP = "group", pgettext_lazy("dimension", "Population group")
    ACCOMMODATION = "accommodation", pgettext_lazy("dimension", "Accommodation")


# By these a table is finer than a country, and the stricter rules hold.
LOCAL = frozenset({Dimension.AREA, Dimension.SEX, Dimension.AGE, Dimension.ACCOMMODATION})
# A source may give their totals itself.
WITH_TOTALS_OF_THEIR_OWN = (Dimension.AREA, Dimension.SEX, Dimension.AGE)
# Groups that share people: a returned refugee may be stateless, and people in refugee-like situations are refugees.
NOT_DISJOINT = (
    frozenset({Group.REFUGEES, Group.REFUGEE_LIKE}),
    *(
        frozenset({Group.STATELESS, each})
        for each in Group
        if each not in {Group.STATELESS, Group.REFUGEE_LIKE, Group.HOST}
    ),
    frozenset({Group.REFUGEES, Group.RESETTLED}),
    frozenset({Group.REFUGEES, Group.NATURALISED}),
)


@dataclass(frozen=True)
class TableLayout:
    """The layout of a release, by keys and codes alone, so that it means the same wherever it is read."""

    dataset: str
    groups: tuple[str, ...]
    measure: str
    unit: str
    rows: str
    columns: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    has_margins: bool = True

    @property
    def is_local(self) -> bool:
        """Whether it tells people apart more finely than by country."""
        return bool({self.rows, self.columns, *self.filters} & LOCAL)

    def as_data(self) -> dict[str, Any]:
        """As it is kept."""
        data = asdict(self)
        data["groups"] = list(self.groups)
        data["filters"] = {name: list(codes) for name, codes in sorted(self.filters.items()) if codes}
        return data


def layout_from(data: Mapping[str, Any]) -> TableLayout | None:
    """The layout as it was kept; None where nobody has laid anything out yet."""
    if not data.get("rows"):
        return None
    filters = {name: tuple(codes) for name, codes in data.get("filters", {}).items() if codes}
    return TableLayout(
        dataset=data["dataset"],
        groups=tuple(data["groups"]),
        measure=data["measure"],
        unit=data["unit"],
        rows=data["rows"],
        columns=data["columns"],
        filters=filters,
        has_margins=bool(data.get("has_margins", True)),
    )


def refuse_layout(layout: TableLayout) -> None:
    """Say no to a table that adds up what must not be added, or tells nothing apart."""
    if layout.rows == layout.columns:
        raise Refused(_("Rows and columns must tell people apart by different things."), field="columns")
    if not layout.groups:
        raise Refused(_("Choose whom the table counts."), field="groups")
    chosen = set(layout.groups)
    for pair in NOT_DISJOINT:
        if pair <= chosen and Dimension.GROUP not in {layout.rows, layout.columns}:
            raise Refused(
                _("%(groups)s may be the same people: they are never added. Make a release of each.")
                % {"groups": " · ".join(str(Group(each).label) for each in sorted(pair))},
                field="groups",
            )
    if len(chosen) > 1 and any(pair <= chosen for pair in NOT_DISJOINT) and layout.has_margins:
        raise Refused(
            _("These groups share people, so they have no total. Lay the table out without totals."),
            field="has_margins",
        )


def datasets_for(conference: Conference, user: Any) -> QuerySet[Dataset]:
    """Datasets of which something is imported, as the office shows them to this person."""
    rows = Dataset.objects.in_office_of(user).filter(conference=conference)
    return rows.filter(editions__state=EditionState.IMPORTED).distinct()


def editions_of(conference: Conference, dataset: str) -> QuerySet[Edition]:
    """The imported editions of a dataset, the newest first."""
    rows = Edition.objects.filter(conference=conference, dataset__key=dataset, state=EditionState.IMPORTED)
    return rows.select_related("dataset", "source").order_by("-number")


def edition_stated(conference: Conference, editions: list[dict[str, Any]]) -> Edition | None:
    """The edition that a release states, if it is imported here."""
    if len(editions) != 1:
        return None
    stated = editions[0]
    return editions_of(conference, stated.get("dataset", "")).filter(number=int(stated.get("number") or 0)).first()


def observations_of(edition: Edition) -> QuerySet[Observation]:
    """What the dataset said when this edition was its newest; what is restricted is in no release."""
    alive = models.Q(ended_in=None) | models.Q(ended_in__number__gt=edition.number)
    rows = Observation.objects.filter(
        alive, conference_id=edition.conference_id, edition__dataset_id=edition.dataset_id
    )
    return rows.filter(edition__number__lte=edition.number).exclude(sensitivity=Sensitivity.RESTRICTED)


def place_key(place: Place) -> str:
    """The code of a place as layouts write it: of a country its own, of others the kind before it."""
    return place.code if place.kind in {"country", "other"} else f"{place.kind} {place.code}"


def age_key(low: int | None, high: int | None) -> str:
    """A range of ages as layouts write it."""
    if low is None:
        return TOTAL
    return f"{low}+" if high is None else f"{low}-{high}"
