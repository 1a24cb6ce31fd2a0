"""What a draft can be mended in: the fields of each kind, and what may stand in them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from secretariat.archive.models import SourceKind
from secretariat.archive.queries import is_day_or_month
from secretariat.audit.action import Refused
from secretariat.delegations.models import DelegateRole, Occasion
from secretariat.dossier.models import DraftKind, Stance
from secretariat.dossier.queries.drafting import POINT, POSITION
from secretariat.meetings.models import MeetingKind, Verb
from secretariat.parties.models import Party
from secretariat.preparation.models import ChallengeKind

Words = str | Promise
LONGEST_LINE, LONGEST_TEXT, MOST_ROWS = 1000, 8000, 40
QUALIFIERS = (
    ("", "–"),
    ("about", _("about")),
    ("more than", _("more than")),
    ("less than", _("less than")),
    ("up to", _("up to")),
)
PARTS: Mapping[str, Mapping[str, Words]] = {
    "visitors": {"party": _("Visiting party"), "head": _("Head"), "head_capacity": _("Capacity of the head")},
    "stops": {"country": _("Stop"), "city": _("City"), "stop_date": _("Date"), "met": _("Whom the head met")},
}
_NO_STANCE = [("", _("Not stated")), *Stance.choices]
_BECOMES = [(POINT, _("A point of the meeting")), (POSITION, _("A position on a topic"))]
# What is chosen from a list, by what is filled in.
CHOICES: Mapping[str, Any] = {
    "source kind": SourceKind.choices,
    "meeting kind": MeetingKind.choices,
    "occasion": Occasion.choices,
    "role": DelegateRole.choices,
    "verb": Verb.choices,
    "becomes": _BECOMES,
    "stance": _NO_STANCE,
    "challenge kind": ChallengeKind.choices,
    "qualifier": QUALIFIERS,
}
# The fields of each kind of draft: name, label, and what is filled in.
FIELDS: Mapping[DraftKind, tuple[tuple[str, Words, str], ...]] = {
    DraftKind.SOURCE: (
        ("kind", _("Kind"), "source kind"),
        ("title", _("Title"), "line"),
        ("publisher", _("Publisher"), "line"),
        ("byline", _("Byline"), "line"),
        ("published_date", _("Date of publication"), "date"),
        ("language", _("Language"), "language"),
        ("url", _("Web address"), "line"),
    ),
    DraftKind.CONFERENCE: (
        ("city", _("City"), "line"),
        ("country", _("Country"), "party"),
        ("held_date", _("Date"), "date"),
        ("words", _("In the words of the report"), "line"),
    ),
    DraftKind.DELEGATION: (
        ("party", _("Party"), "party"),
        ("occasion", _("Occasion"), "occasion"),
        ("bodies", _("Bodies"), "lines"),
    ),
    DraftKind.DELEGATE: (
        ("party", _("Party"), "party"),
        ("occasion", _("Occasion"), "occasion"),
        ("name", _("Name"), "line"),
        ("honorific", _("Honorific"), "line"),
        ("role", _("Role"), "role"),
        ("capacity", _("Capacity"), "line"),
        ("body", _("Body"), "line"),
    ),
    DraftKind.MEETING: (
        ("title", _("Title"), "line"),
        ("kind", _("Kind"), "meeting kind"),
        ("held_date", _("Held on"), "date"),
        ("city", _("City"), "line"),
        ("country", _("Country"), "party"),
        ("host", _("Host"), "party"),
        ("host_person", _("Person who received"), "line"),
        ("host_capacity", _("Capacity of that person"), "line"),
        ("visitors", _("Visitors"), "visitors"),
        ("subject", _("Subject"), "text"),
    ),
    DraftKind.MISSION: (
        ("party", _("Party"), "party"),
        ("head", _("Head"), "line"),
        ("head_capacity", _("Capacity of the head"), "line"),
        ("purpose", _("Purpose"), "text"),
        ("from_date", _("From"), "date"),
        ("stops", _("Stops"), "stops"),
        ("reports_back", _("Its results were told at the meeting of this report"), "yes"),
    ),
    DraftKind.STATEMENT: (
        ("becomes", _("Becomes"), "becomes"),
        ("meeting", _("Meeting"), "meeting"),
        ("speakers", _("By"), "parties"),
        ("person", _("Person who said it"), "line"),
        ("verb", _("Verb"), "verb"),
        ("text", _("Text"), "text"),
        ("topic", _("Topic"), "topic"),
        ("stance", _("For or against"), "stance"),
    ),
    DraftKind.CHALLENGE: (
        ("kind", _("Kind"), "challenge kind"),
        ("text", _("Text"), "text"),
        ("said_by", _("Said by"), "parties"),
        ("done_by", _("Said to be done by"), "parties"),
        ("done_to", _("Said to be done to"), "parties"),
    ),
    DraftKind.INITIATIVE: (
        ("party", _("Party"), "party"),
        ("text", _("Text"), "text"),
    ),
    DraftKind.FIGURE: (
        ("value", _("Value"), "line"),
        ("unit", _("Unit"), "line"),
        ("qualifier", _("Qualifier"), "qualifier"),
        ("counts", _("What it counts"), "line"),
        ("place", _("Place"), "line"),
        ("as_of", _("As of"), "date"),
    ),
}


def refuse_unfit(kind: str, changes: Mapping[str, Any]) -> None:
    """Refuse what cannot stand in a field of a draft of this kind."""
    known = {name: what for name, _label, what in FIELDS[DraftKind(kind)]}
    for name, value in changes.items():
        if name not in known:
            raise Refused(_now("A draft of this kind has no field %(name)s.") % {"name": name[:60]}, field=name[:60])
        if not _FITS.get(known[name], _is_line)(value) or (known[name] in CHOICES and not _is_one(known[name], value)):
            raise Refused(_now("This cannot stand here."), field=name)
    for name, what in known.items():
        for code in _codes(what, changes.get(name)):
            if not Party.objects.filter(code=code).exists():
                raise Refused(_now("The register has no party with the code %(code)s.") % {"code": code}, field=name)


def _is_line(value: Any, longest: int = LONGEST_LINE) -> bool:
    return isinstance(value, str) and len(value) <= longest and "\0" not in value


def _is_one(what: str, value: Any) -> bool:
    return value == "" or value in {str(key) for key, _label in CHOICES[what]}


def _are_lines(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= LONGEST_TEXT and all(_is_line(each) for each in value)


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and (not value or is_day_or_month(value))


def _are_rows(what: str) -> Callable[[Any], bool]:
    def fit(value: Any) -> bool:
        rows = value if isinstance(value, list) and len(value) <= MOST_ROWS else [None]
        return all(isinstance(row, dict) and set(row) <= set(PARTS[what]) and _is_row(row) for row in rows)

    return fit


def _is_row(row: Mapping[str, Any]) -> bool:
    return all(_is_day(each) if name == "stop_date" else _is_line(each) for name, each in row.items())


def _codes(what: str, value: Any) -> list[str]:
    """The codes of parties that a value names."""
    if what == "party":
        return [value] if value else []
    if what == "parties":
        return [code for code in value or () if code]
    if what in PARTS:
        return [code for row in value or () for code in (row.get("party"), row.get("country")) if code]
    return []


_FITS: Mapping[str, Callable[[Any], bool]] = {
    "text": lambda value: _is_line(value, LONGEST_TEXT),
    "lines": _are_lines,
    "parties": _are_lines,
    "date": _is_day,
    "visitors": _are_rows("visitors"),
    "stops": _are_rows("stops"),
    "meeting": lambda value: value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0),
    "yes": lambda value: isinstance(value, bool),
    "language": lambda value: _is_line(value, 35),
}
