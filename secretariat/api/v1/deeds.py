"""What a program may do: the verbs of the record, each with what it wants to be told."""

import base64
import binascii
import inspect
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Any, Literal, get_args, get_origin

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString
from pydantic import Field

from secretariat.accounts.models import ROLES_THAT_SEE, Sensitivity
from secretariat.api.v1.asking import Asking
from secretariat.api.v1.refusals import wrong
from secretariat.api.v1.shapes import Day, Flag, Id, Moment, PartyCode, Shape, Text, texts
from secretariat.archive.actions import Cited
from secretariat.archive.models import Source
from secretariat.audit.action import REGISTRY
from secretariat.parties.models import Party

MOST_AT_ONCE = 5000
MOST_CITED = 100


@dataclass(frozen=True)
class Given:
    """A detail of a verb: its type in a body, and what is made of it for the action.

    ``made`` is given the value, the request, and where in the body it stood (a JSON pointer). Where ``is_needed`` is
    not set, a body may leave it out, and then the action is not told of it. One that ``spreads`` makes several details
    of one value, by their names.
    """

    shape: Any
    made: Callable[[Any, Asking, str], Any] = lambda value, _asking, _pointer: value
    is_needed: bool = True
    spreads: bool = False


@dataclass(frozen=True)
class Deed:
    """A verb that a program may do, on a row of a resource or on the conference.

    ``on`` is the path of the resource whose row is the thing; the conference is it where there is none, or what
    ``thing`` makes of what a body calls the thing (``named``). Details that are texts, numbers, dates, rows or
    sources are known from the action itself. A mapping named ``details`` is made of the columns of ``of`` that
    ``details`` names: to make a row, what is left out has the column's default; to change one, it stays (``current``
    finds the row that is changed where that is not the thing). ``given`` says the rest, and takes the place of what
    would be known. ``leaves`` names what the action is not told.
    """

    verb: str
    on: str = ""
    details: tuple[str, ...] = ()
    of: type[models.Model] | None = None
    makes: bool = False
    current: Callable[[Any], models.Model | None] | None = None
    given: Mapping[str, Given] = field(default_factory=dict)
    leaves: tuple[str, ...] = ()
    # Larger bodies are read for files.
    has_file: bool = False
    # What of a body names the thing, where no address does.
    named: Any = None
    thing: Callable[[Any, Asking], models.Model] | None = None

    @property
    def desk(self) -> str:
        """The desk whose verb it is."""
        return self.verb.partition(".")[0]

    @property
    def name(self) -> str:
        """The verb without its desk."""
        return self.verb.partition(".")[2]

    @property
    def action(self) -> Callable[..., Any]:
        """The action itself."""
        return REGISTRY[self.verb]

    @property
    def has_details(self) -> bool:
        """Whether the action takes a mapping that is made here."""
        return bool(self.details) or any(name.startswith("details.") for name in self.given)

    @property
    def spreads_details(self) -> bool:
        """Whether the action takes that mapping word by word."""
        details = self.asked.get("details")
        return details is not None and details.kind is inspect.Parameter.VAR_KEYWORD

    @property
    def asked(self) -> dict[str, inspect.Parameter]:
        """The details of the action, by name."""
        parameters = list(inspect.signature(inspect.unwrap(self.action), eval_str=False).parameters.values())
        return {each.name: each for each in parameters[2:] if each.name not in self.leaves}


# ---- details that are known from the action --------------------------------------------------------------------------


class CitedShape(Shape):
    """A source to cite, by its key, and the passage that says it."""

    source: Text = Field(max_length=80)
    passage: Text = Field(default="", max_length=8_000)


def cited(value: Iterable[CitedShape], asking: Asking, pointer: str) -> list[Cited]:
    """Sources by their keys; this person must see them."""
    wanted = list(value)
    sources = Source.objects.visible_to(asking.person).filter(conference=asking.conference)
    found = {each.key: each for each in sources.filter(key__in=[each.source for each in wanted])}
    for place, each in enumerate(wanted):
        if each.source not in found:
            raise wrong(
                _("There is no source %(key)s here.") % {"key": each.source}, pointer=f"{pointer}/{place}/source"
            )
        if each.source in (other.source for other in wanted[:place]):
            raise wrong(_("This source is named above already."), pointer=f"{pointer}/{place}/source")
    return [Cited(found[each.source], each.passage) for each in wanted]


def party(value: str, _asking: Asking, pointer: str) -> Party:
    """A party by its code."""
    found = Party.objects.filter(code=value).first()
    if found is None:
        raise wrong(_("The register knows no party %(code)s.") % {"code": value}, pointer=pointer)
    return found


def parties(value: Iterable[str], _asking: Asking, pointer: str) -> list[Party]:
    """Parties by their codes, in the order of the body."""
    wanted = list(value)
    found = {each.code: each for each in Party.objects.filter(code__in=wanted)}
    for place, code in enumerate(wanted):
        if code not in found:
            sentence = _("The register knows no party %(code)s.") % {"code": code}
            raise wrong(sentence, pointer=f"{pointer}/{place}")
    return [found[code] for code in wanted]


def level(value: str, asking: Asking, pointer: str) -> str:
    """A level of sensitivity: nobody hides a row from themselves."""
    if not asking.user.roles_in(asking.conference.pk) & ROLES_THAT_SEE[value]:
        raise wrong(_("Choose a level that you see yourself."), pointer=pointer)
    return value


PARTY = Given(PartyCode, party)
PARTIES = Given(Annotated[list[PartyCode], Field(max_length=MOST_AT_ONCE)], parties)
CITED = Given(Annotated[list[CitedShape], Field(max_length=MOST_CITED)], cited, is_needed=False)
LEVEL = Given(Literal[tuple(Sensitivity.values)], level)


class FileShape(Shape):
    """A file, in Base64."""

    name: Text = Field(min_length=1, max_length=255)
    content: Text = Field(description="The bytes in Base64 (RFC 4648).")


def upload(value: FileShape, _asking: Asking, pointer: str) -> SimpleUploadedFile:
    """A file as a form would hand it in."""
    try:
        content = base64.b64decode(value.content, validate=True)
    except (binascii.Error, ValueError):
        raise wrong(_("This is not Base64."), pointer=f"{pointer}/content") from None
    try:
        return SimpleUploadedFile(value.name, content)
    except SuspiciousFileOperation:
        raise wrong(_("This is no name of a file."), pointer=f"{pointer}/name") from None


FILE = Given(FileShape, upload)


def row_of(rows: Callable[[Asking], "models.QuerySet[Any]"]) -> Given:
    """One row by its id, out of those that this person may see."""

    def made(value: int, asking: Asking, pointer: str) -> models.Model:
        found: models.Model | None = rows(asking).filter(pk=value).first()
        if found is None:
            raise wrong(_("There is no row %(id)s of this kind here.") % {"id": value}, pointer=pointer)
        return found

    return Given(Id, made)


def rows_of(rows: Callable[[Asking], "models.QuerySet[Any]"]) -> Given:
    """Rows by their ids, in the order of the body."""

    def made(value: Collection[int], asking: Asking, pointer: str) -> list[models.Model]:
        found = {each.pk: each for each in rows(asking).filter(pk__in=list(value))}
        for place, pk in enumerate(value):
            if pk not in found:
                sentence = _("There is no row %(id)s of this kind here.") % {"id": pk}
                raise wrong(sentence, pointer=f"{pointer}/{place}")
        return [found[pk] for pk in value]

    # A list of ids may be long, but no query takes any number of them.
    return Given(Annotated[list[Id], Field(max_length=MOST_AT_ONCE)], made)


def known(kind: Any, rows: Callable[[type[models.Model]], Callable[[Asking], Any] | None]) -> Given | None:
    """How a detail of an action is asked for, where its type says it; ``None`` where it has to be said."""
    plain = _plain(kind)
    if plain is not None:
        return plain
    inner = _inner(kind)
    if inner is Cited:
        return CITED
    # One or none is no list.
    is_list = get_origin(_without_none(kind)) is not None
    if isinstance(inner, type) and issubclass(inner, models.Model):
        if inner is Party:
            return PARTIES if is_list else PARTY
        found = rows(inner)
        return None if found is None else (rows_of(found) if is_list else row_of(found))
    return None


_PLAIN: Mapping[Any, Any] = {bool: Flag, str: Text, date: Day, datetime: Moment, LazyI18nString: texts()}


def _plain(kind: Any) -> Given | None:
    bare = _without_none(kind)
    is_optional = bare is not kind
    if bare is LazyI18nString:
        return Given(texts(), lambda value, _asking, _pointer: LazyI18nString(value))
    if bare is int:
        whole = Field(ge=-(2**31), le=2**31 - 1, strict=True)
        return Given(_annotated(int, whole) | None if is_optional else _annotated(int, whole))
    if isinstance(bare, type) and bare in _PLAIN:
        shape = _annotated(_PLAIN[bare], Field(max_length=20_000)) if bare is str else _PLAIN[bare]
        return Given(shape | None if is_optional else shape)
    return None


def _annotated(kind: Any, mark: Any) -> Any:
    return Annotated[kind, mark]


def _without_none(kind: Any) -> Any:
    arms = [each for each in get_args(kind) if each is not type(None)]
    return arms[0] if type(None) in get_args(kind) and len(arms) == 1 else kind


def _inner(kind: Any) -> Any:
    bare = _without_none(kind)
    arguments = get_args(bare)
    return arguments[0] if get_origin(bare) is not None and len(arguments) == 1 else bare


# ---- what the house knows by itself ----------------------------------------------------------------------------------


def is_known_here(name: str, kind: Any) -> bool:
    """Whether the house tells an action this by itself."""
    bare = _without_none(kind)
    return (name == "at" and bare is datetime) or (name in {"today", "on"} and bare is date)


def known_here(name: str, asking: Asking) -> datetime | date:
    """The clock and the calendar are the house's: no program says when its deed is done."""
    return asking.at if name == "at" else timezone.localdate(asking.at, asking.conference.zone)
