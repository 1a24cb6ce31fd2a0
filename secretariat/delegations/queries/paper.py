"""The list of participants as it goes to paper, in one language."""

from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate
from secretariat.delegations.queries.precedence import Participants, capacities, titled
from secretariat.engines.paper import Bounds, direction_of, lay_out, printable, script_of
from secretariat.ui.templatetags.ui import days
from secretariat.ui.templatetags.ui import direction_of as direction_of_language

_FILE = Path(__file__).resolve().parents[1] / "paper" / "participants.typ"
_LANGUAGE_OF_SCRIPT = {"arabic": "ar", "chinese": "zh", "cyrillic": "ru", "japanese": "ja", "korean": "ko"}
# Ten thousand people fill some six hundred pages.
_BOUNDS = Bounds(seconds=60.0, memory=1024 * 1024 * 1024)


def participants_on_paper(conference: Conference, participants: Participants, *, as_of: str) -> bytes:
    """The list as a PDF in the language in force; Arabic runs from the right and is joined. Raises ``Unprintable``."""
    language = get_language() or "en"
    data = {
        "language": language,
        "direction": direction_of_language(language),
        "conference": _told(conference.title),
        "held": _said(", ".join(each for each in (str(conference.city), _held(conference)) if each)),
        "title": _said(_("List of participants")),
        "as_of": _said(as_of),
        "parties": [
            {"name": _told(party.name), "people": [_person(each) for each in party.people]}
            for party in participants.parties
        ],
    }
    return lay_out(_source(), data, bounds=_BOUNDS)


def _held(conference: Conference) -> str:
    return days(conference.start_date, conference.end_date)


def _person(delegate: Delegate) -> dict[str, Any]:
    original = delegate.original_name if delegate.original_name != delegate.name else ""
    return {
        "name": _said(titled(delegate)),
        "original": _said(original) if original else None,
        "role": _said(delegate.get_role_display()),
        "capacities": [_told(each) for each in capacities(delegate)],
    }


def _told(value: object) -> dict[str, str]:
    """A text in the language in force, or as it is in another."""
    return _said(str(value))


def _said(text: str) -> dict[str, str]:
    """A text as the file reads it: what the fonts can set, its language, and the way it runs."""
    shown = printable(text)
    language = _LANGUAGE_OF_SCRIPT.get(script_of(shown), "en")
    return {"text": shown, "language": language, "direction": direction_of(shown)}


@cache
def _source() -> str:
    return _FILE.read_text("utf-8")
