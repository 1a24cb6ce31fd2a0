"""Details of people as the forms of the desk ``delegations`` ask for them."""

from datetime import date
from typing import Annotated, Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString
from pydantic import AfterValidator, Field

from secretariat.api.v1.asking import Asking
from secretariat.api.v1.deeds import FileShape, Given, upload
from secretariat.api.v1.given import MAYBE_PAST_DAY, line, listed, said
from secretariat.api.v1.refusals import wrong
from secretariat.api.v1.shapes import Day, Language, Shape, taken_type, texts, words
from secretariat.audit.action import Refused
from secretariat.delegations.actions import store_photo
from secretariat.delegations.models import Delegate, Particulars
from secretariat.delegations.queries import OLDEST, Portrait, portrait_of
from secretariat.delegations.queries.headings import FIELDS
from secretariat.delegations.queries.roster import Entered
from secretariat.engines.tables import MOST_ROWS, cleaned

MOST_SPELLINGS, LONGEST_SPELLING, MOST_BODIES = 30, 200, 50


def _column(model: type[models.Model], name: str) -> Any:
    return taken_type(model._meta.get_field(name))  # type: ignore[arg-type]


def _without_hidden_signs(value: str) -> str:
    return cleaned(value)[0]


def _a_name(value: str) -> str:
    name = cleaned(value)[0]
    if not name:
        raise ValueError(_("Write a name."))
    return name


def name_line(longest: int, *, is_needed: bool = False) -> Any:
    """A name, or what stands before one, without signs that nobody typed on purpose."""
    judged = AfterValidator(_a_name if is_needed else _without_hidden_signs)
    return Annotated[words(longest, least=int(is_needed), is_line=True), judged]


SPELLING: Any = name_line(LONGEST_SPELLING, is_needed=True)
SPELLINGS: Any = Annotated[list[SPELLING], Field(max_length=MOST_SPELLINGS)]
LANGUAGES = Annotated[list[Language], Field(max_length=6)]


def _each_once(value: list[str], _asking: Asking, _pointer: str) -> list[str]:
    return list(dict.fromkeys(value))


# Of a person: what every form asks for. Role, and for whom they are kept, come with the place.
NAME = Given(name_line(500, is_needed=True))
PERSON: dict[str, Given] = {
    "details.original_name": Given(name_line(500), is_needed=False),
    "details.spellings": Given(SPELLINGS, _each_once, is_needed=False),
    "details.honorific": Given(name_line(500), is_needed=False),
    "details.capacity": said(500),
    "details.body": said(500),
    "details.languages": listed(Language, 6),
}


def born(value: date | None, asking: Asking, pointer: str) -> date | None:
    """A day on which somebody who lives may have been born."""
    today = timezone.localdate(asking.at, asking.conference.zone)
    if value is not None and not 0 <= today.year - value.year <= OLDEST:
        raise wrong(_("Nobody who comes can be born on this day."), pointer=pointer)
    return value if value is None else MAYBE_PAST_DAY.made(value, asking, pointer)


BIRTH_DATE = Given(Day | None, born, is_needed=False)
DOCUMENT_NUMBER = line(60, is_needed=False)


# ---- many -----------------------------------------------------------------------------------------------------------

Cells = dict[Annotated[str, Field(max_length=20)], Annotated[str, Field(max_length=2_000)]]


def _entered(value: list[dict[str, str]], _asking: Asking, pointer: str) -> list[Entered]:
    for place, cells in enumerate(value):
        unknown = sorted(set(cells) - set(FIELDS))
        if unknown:
            sentence = _("There is no field %(name)s here.") % {"name": unknown[0]}
            raise wrong(sentence, pointer=f"{pointer}/{place}")
    return [Entered(number, cells) for number, cells in enumerate(value, start=1)]


ENTERED = Given(Annotated[list[Cells], Field(min_length=1, max_length=MOST_ROWS)], _entered)


def _bodies(value: list[dict[str, str]], asking: Asking, pointer: str) -> list[LazyI18nString]:
    named = said(500)
    return [named.made(each, asking, f"{pointer}/{place}") for place, each in enumerate(value)]


BODY: Any = texts(500, is_needed=True, is_line=True)
BODIES = Given(Annotated[list[BODY], Field(max_length=MOST_BODIES)], _bodies)


# ---- photos ---------------------------------------------------------------------------------------------------------


def portrait(value: FileShape, asking: Asking, pointer: str) -> Portrait:
    """The portrait that a photo comes to."""
    try:
        return portrait_of(upload(value, asking, pointer))
    except Refused as refused:
        raise wrong(str(refused), pointer=pointer) from refused


def stored_portrait(value: FileShape, asking: Asking, pointer: str) -> str:
    """The name under which a portrait is stored; should the deed not be done, it is deleted at night."""
    return store_photo(portrait(value, asking, pointer))


# ---- changes --------------------------------------------------------------------------------------------------------


class WantedShape(Shape):
    """What is to change, of a person and of what shows who they are; what is left out stays."""

    name: name_line(500, is_needed=True) = None  # type: ignore[valid-type]
    original_name: name_line(500) = None  # type: ignore[valid-type]
    spellings: SPELLINGS = Field(default_factory=list)
    honorific: name_line(500) = None  # type: ignore[valid-type]
    role: _column(Delegate, "role") = None  # type: ignore[valid-type]
    capacity: texts(500, is_line=True) = Field(default_factory=dict)  # type: ignore[valid-type]
    body: texts(500, is_line=True) = Field(default_factory=dict)  # type: ignore[valid-type]
    rank: _column(Delegate, "rank") = None  # type: ignore[valid-type]
    mail: _column(Delegate, "mail") = None  # type: ignore[valid-type]
    languages: LANGUAGES = Field(default_factory=list)
    birth_date: Day | None = None
    document_kind: _column(Particulars, "document_kind") = None  # type: ignore[valid-type]
    document_number: DOCUMENT_NUMBER.shape = None  # type: ignore[name-defined]


_MADE: dict[str, Any] = {
    "capacity": said(500).made,
    "body": said(500).made,
    "birth_date": born,
    "spellings": _each_once,
    "languages": _each_once,
}


def wanted(value: WantedShape, asking: Asking, pointer: str) -> dict[str, Any]:
    """What a body says is to change."""
    told = {name: getattr(value, name) for name in value.model_fields_set}
    return {
        name: _MADE[name](each, asking, f"{pointer}/{name}") if name in _MADE else each for name, each in told.items()
    }


# What was looked at is what is approved: a delegation may add to what it asks for meanwhile, and an officer may change
# what is kept.
LOOKED_AT = Given(Annotated[words(64, least=1, is_line=True), Field(description="What the change told as ``seen``.")])
