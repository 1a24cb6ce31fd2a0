"""What an article shows of the house by reference, as the office sees it: the thing, or why readers see nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.html import format_html
from django.utils.translation import gettext as _

from secretariat.conference.models import Conference
from secretariat.documents.models import Document
from secretariat.engines.markup import Reference
from secretariat.figures.models import Release, ReleaseState
from secretariat.pledges.models import Pledge
from secretariat.programme.models import Session
from secretariat.programme.queries.calendars import public_entries
from secretariat.programme.queries.entries import CANCELLED, latest_publication
from secretariat.ui.templatetags.ui import text

_STRANGER = AnonymousUser()


@dataclass(frozen=True)
class Shown:
    """A reference and what readers see in its place."""

    written: str
    label: object
    is_seen: bool
    html: str


def shown_in_office(conference: Conference, reference: Reference) -> Shown:
    """What readers see in the place of a reference; nothing is shown of what they may not know. Two queries."""
    row = _FINDERS[reference.kind](conference, reference.name)
    if row is None:
        why = _("Readers see nothing here: this is not there, or not public.")
        return Shown(reference.written, "", False, format_html("<mark>{} – {}</mark>", reference.written, why))  # noqa: FBT003
    label = row.title if str(row.title) else getattr(row, "text", "")
    return Shown(reference.written, label, True, format_html('<strong class="embedded">{}</strong>', text(label)))  # noqa: FBT003


def announced(conference: Conference) -> frozenset[str]:
    """The sessions that readers find in the programme, by what calendars know them by. One query."""
    publication = latest_publication(conference)
    told = public_entries(publication.entries) if publication else []
    return frozenset(str(each["uid"]) for each in told if each["status"] != CANCELLED)


def _pledge(conference: Conference, name: str) -> Any:
    rows = Pledge.objects.visible_to(_STRANGER).filter(conference=conference)
    return rows.filter(number=int(name)).first() if _is_number(name) else None


def _release(conference: Conference, name: str) -> Any:
    rows = Release.objects.visible_to(_STRANGER).filter(conference=conference, state=ReleaseState.PUBLISHED)
    return rows.filter(number=int(name)).first() if _is_number(name) else None


def _session(conference: Conference, name: str) -> Any:
    row = Session.objects.filter(conference=conference, key=name).first()
    return row if row is not None and str(row.uid) in announced(conference) else None


def _document(conference: Conference, name: str) -> Any:
    rows = Document.objects.visible_to(_STRANGER).filter(conference=conference)
    return rows.filter(symbol=name).first() or rows.filter(key=name).first()


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdecimal() and len(name) < 9


_FINDERS: dict[str, Callable[[Conference, str], Any]] = {
    "pledge": _pledge,
    "figures": _release,
    "session": _session,
    "document": _document,
}
