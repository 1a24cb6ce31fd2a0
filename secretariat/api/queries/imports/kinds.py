"""What can be brought in: by kind the model, its cells, how each is read, and where in a row of the house it stands."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy
from i18nfield.strings import LazyI18nString

from secretariat.api.queries.imports import values
from secretariat.api.queries.imports.values import Reader
from secretariat.conference.models import Room
from secretariat.delegations.models import Delegate, DelegateRole, Rank
from secretariat.delegations.queries.headings import rank_called, role_called
from secretariat.delegations.queries.roster import LONGEST
from secretariat.programme.models import AgendaItem, Session, SessionKind, SessionState


@dataclass(frozen=True)
class Cell:
    """A cell of a kind: how it is read, what it is called, and the field of the row that holds it, if one does.

    ``form`` says how a value is kept: text, texts (by language), number, flag, list, moment, day, or a row of the house
    (room, session, party).
    """

    form: str
    label: str | Promise
    read: Reader
    field: str = ""
    is_required: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of row that can be brought in."""

    name: str
    model: type[models.Model]
    label: str | Promise
    counted: Any
    cells: Mapping[str, Cell]

    @property
    def thing_type(self) -> str:
        """The kind of the row, as the record writes it."""
        return self.model._meta.label_lower

    @property
    def fields(self) -> list[str]:
        """The fields of the row that cells may change."""
        return [cell.field for cell in self.cells.values() if cell.field]


_name_of_another = values.text(500)

KINDS: dict[str, Kind] = {
    "room": Kind(
        "room",
        Room,
        _("Rooms"),
        ngettext_lazy("%(count)s room", "%(count)s rooms", "count"),
        {
            "name": Cell("texts", _("Name"), values.texts(100), "name", is_required=True),
            "seats": Cell("number", _("Seats"), values.number(1, 100_000), "seats"),
        },
    ),
    "session": Kind(
        "session",
        Session,
        _("Sessions"),
        ngettext_lazy("%(count)s session", "%(count)s sessions", "count"),
        {
            "title": Cell("texts", _("Title"), values.texts(500), "title", is_required=True),
            "kind": Cell("choice", _("Kind"), values.choice(SessionKind), "kind"),
            "starts_at": Cell("moment", _("Begins"), values.moment, "starts_at"),
            "ends_at": Cell("moment", _("Ends"), values.moment, "ends_at"),
            "day": Cell("day", _("Day"), values.day, "day"),
            "room": Cell("room", _("Room"), _name_of_another, "room_id"),
            "description": Cell("texts", _("Description"), values.texts(4000, is_long=True), "text"),
            "languages": Cell("list", _("Languages of interpretation"), values.languages, "languages"),
            "seats": Cell("number", _("People expected"), values.number(1, 100_000), "seats"),
            "chair_name": Cell("text", _("Name of the chair"), values.text(500), "chair_name"),
            "is_cancelled": Cell("flag", pgettext_lazy("session", "Cancelled"), values.flag, "state"),
        },
    ),
    "item": Kind(
        "item",
        AgendaItem,
        _("Agenda items"),
        ngettext_lazy("%(count)s agenda item", "%(count)s agenda items", "count"),
        {
            "title": Cell("texts", _("Title"), values.texts(500), "title", is_required=True),
            "session": Cell("session", _("Session"), _name_of_another),
            "position": Cell("number", _("Place in the order"), values.number(0, 100_000)),
            "number": Cell("text", pgettext_lazy("agenda item", "Number"), values.text(20), "number"),
            "document": Cell("text", _("Documents"), values.text(500), "document"),
        },
    ),
    "delegate": Kind(
        "delegate",
        Delegate,
        _("Delegates"),
        ngettext_lazy("%(count)s delegate", "%(count)s delegates", "count"),
        {
            "name": Cell("text", _("Name"), values.text(LONGEST["name"]), "name", is_required=True),
            "original_name": Cell(
                "text", _("Name in original script"), values.text(LONGEST["original_name"]), "original_name"
            ),
            "honorific": Cell("text", _("Honorific"), values.text(LONGEST["honorific"]), "honorific"),
            "role": Cell("choice", _("Role"), values.choice(DelegateRole, role_called), "role"),
            "affiliation": Cell("text", _("Affiliation"), values.text(300)),
            "party": Cell("party", _("Party"), values.text(300)),
            "capacity": Cell("texts", _("Capacity"), values.texts(LONGEST["capacity"]), "capacity"),
            "body": Cell("texts", _("Body"), values.texts(300), "body"),
            "rank": Cell("choice", pgettext_lazy("column", "Rank"), values.choice(Rank, rank_called), "rank"),
            "mail": Cell("mail", _("Mail"), values.mail, "mail"),
            "languages": Cell("list", _("Languages"), values.languages, "languages"),
            "is_media": Cell("flag", _("Media"), values.flag, "is_media"),
        },
    ),
}


def kept(row: models.Model, cell: Cell) -> Any:
    """What a row of the house says in a cell, as plain JSON; nothing where it says nothing."""
    value = getattr(row, cell.field)
    if cell.field == "state":
        return value == SessionState.CANCELLED
    if cell.form == "texts":
        return by_language(value) or None
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if cell.form == "room":
        return f"#{value}" if value else None
    return value if value not in ("", [], None) else None


def put(row: models.Model, cell: Cell, value: Any) -> None:
    """Write into a row what ``kept`` gave of it, or what was read of a file."""
    if cell.field == "state":
        value = SessionState.CANCELLED if value else SessionState.PLANNED
    elif cell.form == "texts":
        value = LazyI18nString(dict(value or {}))
    elif cell.form in {"moment", "day"}:
        kind = datetime if cell.form == "moment" else date
        value = kind.fromisoformat(value) if value else None
    elif cell.form == "room":
        value = int(value[1:]) if value else None
    elif cell.form == "list":
        value = list(value or [])
    elif cell.form == "flag":
        value = bool(value)
    elif cell.form != "number":
        value = value or ""
    setattr(row, cell.field, value)


def by_language(value: Any) -> dict[str, str]:
    """A text of the house by language."""
    data = getattr(value, "data", value)
    if isinstance(data, Mapping):
        return {code: words for code, words in data.items() if words}
    return {"en": str(data)} if data else {}


def is_too_long(cell: Cell, kind: Kind, value: Any) -> bool:
    """Whether a text in all its languages is more than its column holds."""
    if cell.form != "texts":
        return False
    most = getattr(kind.model._meta.get_field(cell.field), "max_length", None)
    return most is not None and len(json.dumps(value)) > most
