"""What a program may read: rows of one kind, as a person may see them, and which of their columns."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models

from secretariat.accounts.models import User
from secretariat.archive.models import Citation, Fact
from secretariat.conference.models import Conference

# What every fact has.
FACT = ("sensitivity", "entered_at", "version")

Person = User | AnonymousUser
Rows = Callable[[Person, Conference], models.QuerySet[Any]]
Told = Callable[[Person, Conference], bool]


@dataclass(frozen=True)
class Part:
    """A list that stands in each row: its shape, and how it is found for many rows with one query.

    ``shape`` is a type for the schema: a scalar, or a mapping of names to types. ``found`` is given the person, the
    conference and the ids of the rows, and answers pairs of a row's id and one element. ``is_one`` where there is one
    element at most: the row tells it, or null. Parts that one query finds together share ``found``, whose elements then
    come each with the name of its part (``is_shared``).
    """

    name: str
    shape: Any
    found: Callable[[Person, Conference, list[int]], Iterable[tuple[int, Any]]]
    is_one: bool = False
    is_shared: bool = False

    def of_its_own(self, pairs: Iterable[tuple[int, Any]]) -> Iterable[tuple[int, Any]]:
        """Of what was found, what is this part's."""
        if not self.is_shared:
            return pairs
        return ((owner, element) for owner, (name, element) in pairs if name == self.name)


@dataclass(frozen=True)
class Computed:
    """A value that is no column: its type for the schema, the columns it needs, and how it is made of them."""

    name: str
    shape: Any
    needs: tuple[str, ...]
    made: Callable[..., Any]


@dataclass(frozen=True)
class Resource:
    """Rows of one kind under ``/api/v1/<conference>/<path>``.

    ``path`` is ``desk/name``. ``rows`` answers what this person may see of them. ``fields`` are columns; where one
    has another name outside, ``outside=column``, and it may lie in another table (``party=party__code``).
    ``filters`` are names of fields that a list can be narrowed by; of a date or a time, ``_from`` and ``_until`` too.
    ``is_public`` lets people in without a token, as the public site does.
    """

    path: str
    model: type[models.Model]
    rows: Rows
    fields: tuple[str, ...]
    what: str
    filters: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    computed: tuple[Computed, ...] = ()
    is_public: bool = False
    has_csv: bool = False
    # How many rows a page of the list has at most; fewer where each holds much.
    most: int = 500
    # Types of columns that the table itself does not tell, such as lists kept as JSON.
    shapes: Mapping[str, Any] = field(default_factory=dict)
    # Of what not everybody reads who reads the row: to whom it is told. For others the row has no such field.
    told_to: Mapping[str, Told] = field(default_factory=dict)

    @property
    def desk(self) -> str:
        """The desk that keeps these rows."""
        return self.path.partition("/")[0]

    @property
    def columns(self) -> dict[str, str]:
        """Names outside, and the column of each."""
        pairs = (each.partition("=") for each in self.fields)
        return {name: column or name for name, _sign, column in pairs}

    @property
    def has_version(self) -> bool:
        """Whether a change can say which state of the row it was made for."""
        return any(each.name == "version" for each in self.model._meta.concrete_fields)


def in_office(model: type[models.Model], *order: str) -> Rows:
    """Rows as the office shows them to this person."""

    def rows(user: Person, conference: Conference) -> models.QuerySet[Any]:
        found: models.QuerySet[Any] = model._default_manager.in_office_of(user).filter(conference=conference)  # type: ignore[attr-defined]
        return found.order_by(*order) if order else found

    return rows


def visible(model: type[models.Model]) -> Rows:
    """Rows as they may be seen, by people without a seat too."""

    def rows(user: Person, conference: Conference) -> models.QuerySet[Any]:
        found: models.QuerySet[Any] = model._default_manager.visible_to(user).filter(conference=conference)  # type: ignore[attr-defined]
        return found

    return rows


def at_desk(model: type[models.Model]) -> Rows:
    """Rows as the office shows them on pages that focal points do not open."""

    def rows(user: Person, conference: Conference) -> models.QuerySet[Any]:
        found = in_office(model)(user, conference)
        return found if sits_in_office(user, conference) else found.none()

    return rows


def in_office_or_public(model: type[models.Model]) -> Rows:
    """Rows as the office shows them to its people, and to all others as the public site does."""

    def rows(user: Person, conference: Conference) -> models.QuerySet[Any]:
        of_office = sits_in_office(user, conference)
        return in_office(model)(user, conference) if of_office else visible(model)(AnonymousUser(), conference)

    return rows


def sits_in_office(user: Person, conference: Conference) -> bool:
    """Whether this person belongs to the secretariat of the conference."""
    return isinstance(user, User) and user.sits_in_office_of(conference.pk)


def related(name: str, model: type[models.Model], *, by: str, value: str, shape: Any = str) -> Part:
    """A list of one column of rows that point here: ``by`` is the column that points, ``value`` what is told."""

    def found(_user: Person, _conference: Conference, ids: list[int]) -> Iterable[tuple[int, Any]]:
        rows = model._default_manager.filter(**{f"{by}__in": ids}).order_by("pk")
        return ((owner, _plain(each)) for owner, each in rows.values_list(by, value))

    return Part(name, shape, found)


def citations(model: type[Fact], *, is_public: bool = False) -> Part:
    """The sources of a fact, with the passage of each, as far as this person may see them.

    Where the public site tells the fact, all who have no seat in the office see of it what strangers see.
    """

    def found(user: Person, conference: Conference, ids: list[int]) -> Iterable[tuple[int, Any]]:
        kind = model._meta.label_lower
        reader = user if not is_public or sits_in_office(user, conference) else AnonymousUser()
        rows = Citation.objects.visible_to(reader).filter(thing_type=kind, thing_id__in=ids).order_by("pk")
        for owner, source, passage in rows.values_list("thing_id", "source__key", "passage"):
            yield owner, {"source": source, "passage": passage}

    return Part("citations", {"source": str, "passage": str}, found)


def _plain(value: Any) -> Any:
    if hasattr(value, "data"):
        return value.data if isinstance(value.data, dict) else ({"en": value.data} if value.data else {})
    return value
