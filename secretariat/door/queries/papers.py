"""What goes to paper: badges, people and parties as the Typst files read them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from secretariat.conference.models import Conference
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.models import Delegate, Delegation
from secretariat.door.models import BadgeTemplate, PrintKind
from secretariat.door.queries.attendance import days_attended, runs_of
from secretariat.door.queries.badges import printable_badges
from secretariat.engines.paper import direction_of, mark, printable, script_of
from secretariat.ui.templatetags.ui import day, days, listed
from secretariat.ui.templatetags.ui import direction_of as direction_of_language

HOUSE = Path(__file__).resolve().parents[1] / "paper"
FILES = {
    PrintKind.BADGE: "badge.typ",
    PrintKind.BADGE_SHEET: "badge-sheet.typ",
    PrintKind.NAME_PLATE: "name-plate.typ",
    PrintKind.TABLE_CARD: "table-card.typ",
    PrintKind.CERTIFICATE: "certificate.typ",
}
OF_BADGES = frozenset({PrintKind.BADGE, PrintKind.BADGE_SHEET})
LANGUAGE_OF_SCRIPT = {"arabic": "ar", "chinese": "zh", "cyrillic": "ru", "japanese": "ja", "korean": "ko"}
# A portrait of the house has some 30 kB.
LARGEST_PHOTO = 5 * 1024 * 1024
_JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True)
class Papers:
    """Data for a Typst file, and the pictures it names."""

    data: dict[str, Any]
    files: dict[str, bytes] = field(default_factory=dict)
    # Numbers of the rows that are in it.
    numbers: tuple[int, ...] = ()


def house_source(kind: str) -> str:
    """The Typst file with which the house lays something out itself."""
    return _file(FILES[PrintKind(kind)]).decode()


def source_in_use(conference: Conference, kind: str) -> str:
    """The Typst file with which something is laid out: the conference's own, or the house's. One query."""
    kept = BadgeTemplate.objects.filter(conference=conference, kind=kind, is_in_use=True)
    own = kept.values_list("source", flat=True).first()
    return own if own is not None else house_source(kind)


def files_beside(conference: Conference, kind: str) -> dict[str, bytes]:
    """The files that a Typst file may import: the house's letters and measures; for sheets, how one badge looks."""
    beside = {"house.typ": _file("house.typ")}
    if kind == PrintKind.BADGE_SHEET:
        beside["badge.typ"] = source_in_use(conference, PrintKind.BADGE).encode("utf-8", "replace")
    return beside


def papers_of(conference: Conference, kind: str, wanted: Sequence[int], language: str) -> Papers:
    """What is printed for these rows, in their order: badges, delegations or delegates, by the kind. Five queries."""
    teller = Teller(conference, language)
    with override(language):
        if kind in OF_BADGES:
            return _papers_of_badges(teller, wanted)
        if kind == PrintKind.TABLE_CARD:
            rows = _in_order(Delegation.objects.filter(conference=conference).select_related("party"), wanted)
            cards = teller.frame(parties=[{"names": teller.party(each.party)} for each in rows])
            return Papers(cards, numbers=tuple(each.pk for each in rows))
        people = _in_order(Delegate.objects.filter(conference=conference).select_related("party"), wanted)
        attended = days_attended(conference, wanted) if kind == PrintKind.CERTIFICATE else {}
        told = [teller.person(each, attended.get(each.pk, [])) for each in people]
        return Papers(teller.frame(people=told), numbers=tuple(each.pk for each in people))


class Teller:
    """Tells what a conference keeps in the language of a paper."""

    def __init__(self, conference: Conference, language: str) -> None:
        self.conference, self.language = conference, language
        self.names = shown_names(conference)

    def frame(self, **rows: Any) -> dict[str, Any]:
        """What every paper says: the conference, and the words of the house."""
        held = self.conference
        place = [self.told(held.city)["text"], day(held.end_date)]
        return {
            "conference": {
                "title": self.told(held.title)["text"],
                "acronym": printable(held.acronym),
                "dates": days(held.start_date, held.end_date),
                "place": ", ".join(each for each in place if each),
                "language": self.language,
                "direction": direction_of_language(self.language),
            },
            "words": {
                "heading": _("Certificate of attendance"),
                "lead": _("The secretariat of the conference certifies that"),
                "signature": _("For the secretariat"),
            },
            "people": [],
            "parties": [],
            **rows,
        }

    def told(self, value: object) -> dict[str, str]:
        """A text in the language of the paper; where it is not translated, in the first language it is in."""
        kept = getattr(value, "data", value)
        if not isinstance(kept, Mapping):
            return said(str(kept or ""))
        for wanted in (self.language, self.conference.original_language, "en", ""):
            for code, words in kept.items():
                if words and wanted in {"", code, code.partition("-")[0]}:
                    return said(str(words), code)
        return said("")

    def party(self, party: Any) -> list[dict[str, str]]:
        """A party's name in the language of the paper, then in the other languages of the conference."""
        name = name_of(party, self.names)
        kept = getattr(name, "data", name)
        first = self.told(name)
        if not isinstance(kept, Mapping):
            return [first]
        others = [said(str(kept[code]), code) for code in self.conference.languages if kept.get(code)]
        unlike = {each["text"]: each for each in others if each["text"] and each["text"] != first["text"]}
        return [first, *unlike.values()]

    def person(self, delegate: Delegate, attended: Sequence[date] = ()) -> dict[str, Any]:
        """A person with names, capacity and party, and on which days they were there."""
        capacity = self.told(delegate.capacity)
        return {
            "names": self.names_of(delegate, delegate.name),
            "honorific": said(delegate.honorific),
            "capacity": capacity if capacity["text"] else self.told(delegate.body),
            "party": self.party(delegate.party),
            "attended": self.attended(attended),
        }

    def names_of(self, delegate: Delegate, name: str) -> list[dict[str, str]]:
        """Both names of a person, first the one in the letters of the paper's language."""
        latin, original = said(name), said(delegate.original_name)
        if not original["text"] or original["text"] == latin["text"]:
            return [latin]
        is_first = LANGUAGE_OF_SCRIPT.get(script_of(original["text"])) == self.language
        return [original, latin] if is_first or not latin["text"] else [latin, original]

    def attended(self, on: Sequence[date]) -> str:
        """That somebody attended, and on which days if the door knows them."""
        if not on:
            held = days(self.conference.start_date, self.conference.end_date)
            return _("attended the conference (%(days)s).") % {"days": held}
        runs = listed(days(first, last) for first, last in runs_of(on))
        return _("attended the conference on %(days)s.") % {"days": runs}


def said(text: str, language: str = "") -> dict[str, str]:
    """A text as a Typst file reads it: what the fonts can set, its language, and the way it runs."""
    shown = printable(text)
    return {
        "text": shown,
        "language": _code(language) or LANGUAGE_OF_SCRIPT.get(script_of(shown), "en"),
        "direction": direction_of(shown),
    }


def _code(language: str) -> str:
    """Of "zh-hans" the first part, which is what Typst takes; nothing of what is no language."""
    root = language.partition("-")[0]
    return root if len(root) in {2, 3} and root.isascii() and root.isalpha() and root.islower() else ""


def _papers_of_badges(teller: Teller, wanted: Sequence[int]) -> Papers:
    # One that was ended meanwhile is not printed any more.
    rows = printable_badges(teller.conference.pk).select_related(
        "badge_class", "delegate__party", "delegate__particulars"
    )
    files: dict[str, bytes] = {}
    people = []
    badges = _in_order(rows, wanted)
    for badge in badges:
        photo = _photo(badge.delegate)
        if photo:
            files[f"photo-{badge.number}.jpg"] = photo
        files[f"code-{badge.number}.png"] = mark(badge.text)
        people.append(
            {
                **teller.person(badge.delegate),
                # The name that was signed, as it stands in the code.
                "names": teller.names_of(badge.delegate, badge.name),
                "class": {
                    "code": badge.badge_class.code,
                    "name": teller.told(badge.badge_class.name),
                    "colour": badge.badge_class.colour,
                },
                "zones": badge.zones,
                "number": badge.number,
                "valid": days(badge.valid_from, badge.valid_until),
                "photo": f"photo-{badge.number}.jpg" if photo else None,
                "code": f"code-{badge.number}.png",
            }
        )
    return Papers(teller.frame(people=people), files, tuple(badge.pk for badge in badges))


def _photo(delegate: Delegate) -> bytes:
    """The portrait, or nothing: a file that is gone or is none of the house's leaves its place free."""
    kept = getattr(delegate, "particulars", None)
    if kept is None or not kept.photo:
        return b""
    try:
        with kept.photo.open("rb") as file:
            content: bytes = file.read(LARGEST_PHOTO + 1)
    except OSError:
        return b""
    return content if content.startswith(_JPEG) and len(content) <= LARGEST_PHOTO else b""


def _in_order(rows: Any, wanted: Iterable[int]) -> list[Any]:
    places = {pk: place for place, pk in enumerate(wanted)}
    return sorted(rows.filter(pk__in=list(places)), key=lambda row: places[row.pk])


@lru_cache(maxsize=16)
def _file(name: str) -> bytes:
    return (HOUSE / name).read_bytes()
