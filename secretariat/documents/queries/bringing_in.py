"""A text that comes in from Word or Akoma Ntoso, before any of it is written: what it would be, and what differs."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from secretariat.documents.models import Document, ParagraphKind
from secretariat.documents.queries.naming import origin_of
from secretariat.engines import akomantoso
from secretariat.engines.manuscripts import FILE_LIMIT, MOST_PARAGRAPHS, Found, Note, Taken, Unreadable, read_file
from secretariat.engines.wording import Comparison, Written, called, compare, depths, numbers

DEEPEST = 4
# Why a file is not read, in a sentence.
_REASONS: dict[str, str | Promise] = {
    "empty": gettext_lazy("The file is empty."),
    "too large unpacked": gettext_lazy("Unpacked, the file is larger than any text; it was not opened."),
    "not docx": gettext_lazy("This is no Word document (.docx)."),
    "old word": gettext_lazy("This is a file of an old Word (.doc). Save it as .docx and hand it in again."),
    "protected": gettext_lazy("The file is protected with a password. Take the password away and hand it in again."),
    "macros": gettext_lazy("The file has macros in it. Save it as .docx without them and hand it in again."),
    "declarations": gettext_lazy("The file declares entities, which no Word document does; it was not opened."),
    "broken": gettext_lazy("The file is damaged and cannot be read."),
    "no text": gettext_lazy("There is no text in this file."),
    "too slow": gettext_lazy("Reading the file took too long; it was given up."),
    "too much": gettext_lazy("Reading the file needs too much memory; it was given up."),
}
# Why a paragraph was taken for what it is.
WHY: dict[str, str | Promise] = {
    "style": pgettext_lazy("why a paragraph is what it is", "by its style"),
    "number": pgettext_lazy("why a paragraph is what it is", "by its number"),
    "opening": pgettext_lazy("why a paragraph is what it is", "by the word with which it opens"),
    "position": pgettext_lazy("why a paragraph is what it is", "by where it stands"),
    "short": pgettext_lazy("why a paragraph is what it is", "since it is short and ends no sentence"),
    "title": pgettext_lazy("why a paragraph is what it is", "it is the title, or a list of contents"),
}
LEFT_OUT = ""
_REASONS_OF_XML: dict[str, str | Promise] = {
    "empty": _REASONS["empty"],
    "too large": gettext_lazy("The file is too large."),
    "declarations": gettext_lazy("The file declares entities; it was not opened."),
    "not xml": _REASONS["broken"],
    "not akoma ntoso": gettext_lazy("This is neither a Word document (.docx) nor a text in Akoma Ntoso (.xml)."),
}
# What may stand before the first sign of an XML file.
_BEFORE_XML = b"\xef\xbb\xbf \t\r\n"


class UnreadText(Exception):  # noqa: N818 - it says what the file is
    """A file that is not read; the message is a sentence for a person."""


@dataclass(frozen=True)
class Proposed:
    """A paragraph of a file as it would be: its kind or ``LEFT_OUT``, its depth, its words, its name if it has one.

    ``why`` says in words why it is what it is, ``typed`` what stood before its words and is no part of them.
    """

    kind: str
    depth: int
    words: str
    key: str = ""
    why: str = ""
    typed: str = ""


def read_text_of(data: bytes) -> Found:
    """The paragraphs of a file, Word or Akoma Ntoso; raises ``UnreadText`` with a sentence."""
    try:
        return _read_xml(data) if data.lstrip(_BEFORE_XML).startswith(b"<") else read_file(data)
    except Unreadable as error:
        raise UnreadText(_reason(error.code)) from error
    except akomantoso.Unreadable as error:
        raise UnreadText(str(_REASONS_OF_XML[error.code])) from error


def _read_xml(data: bytes) -> Found:
    """The paragraphs of an Akoma Ntoso file; what stands there in another language than its own is left out."""
    if len(data) > FILE_LIMIT:
        raise Unreadable("too large")
    read = akomantoso.read(data)
    if not read.items:
        raise Unreadable("no text")
    if len(read.items) > MOST_PARAGRAPHS:
        raise Unreadable("too many")
    deep: dict[str | None, int] = {None: -1}
    items = []
    for item in read.items:
        deep[item.key] = deep.get(item.parent, -1) + 1
        kind = item.kind if not item.language else LEFT_OUT
        items.append(Taken(kind, item.words, deep[item.key], item.number, item.key, "style", origin=read.uri))
    return Found(tuple(items), (), akomantoso.code_of(read.language))


def proposed_of(found: Found, document: Document) -> list[Proposed]:
    """What is proposed to the person who handed the file in; the names that another text gives are none here."""
    origin, held = origin_of(document), document.conference
    named = {"collection": held.slug, "symbol": document.symbol, "key": document.key}
    own = {
        each
        for each in {taken.origin for taken in found.items}
        if each == origin or akomantoso.is_work_of(each, **named)
    }
    return [_proposed(each, each.key if each.origin in own else "") for each in found.items]


def notes_in_words(notes: Sequence[Note]) -> list[str]:
    """What a person should know of the reading, in sentences."""
    return [_note(note.code, note.count) for note in notes]


def as_text(proposed: Sequence[Proposed], language: str, present: Sequence[Written]) -> tuple[Written, ...]:
    """The text that would be written: each paragraph under the one it stands under, and named as it is named now.

    A paragraph keeps its name by the mark that a file of this very text has; otherwise by likeness with the present
    text in this language; and where that has no words in this language, by its place.
    """
    kept = [each for each in proposed if each.kind != LEFT_OUT]
    known = {each.key for each in present}
    names = _fresh([each.key for each in kept], known)
    if not any(each.key in known for each in kept):
        names = _by_likeness(kept, names, language, present)
    above: list[str] = []
    text = []
    for key, each in zip(names, kept, strict=True):
        depth = min(each.depth, len(above), DEEPEST)
        above = above[:depth]
        text.append(Written(key, each.kind, {language: each.words}, above[-1] if above else None))
        above.append(key)
    return tuple(text)


@dataclass(frozen=True)
class Staying:
    """How many paragraphs of a text are known again in one that comes, how many are new, and how many go."""

    stay: int
    new: int
    gone: int


def staying_of(present: Sequence[Written], coming: Sequence[Written]) -> Staying:
    """What becomes of the present text if another in one language comes."""
    language = next((code for each in coming for code in each.text), "")
    deep = depths(coming)
    proposed = [Proposed(each.kind, deep[each.key], each.words(language)) for each in coming]
    known = {each.key for each in present} & {each.key for each in as_text(proposed, language, present)}
    return Staying(len(known), len(coming) - len(known), len(present) - len(known))


def differences(present: Sequence[Written], coming: Sequence[Written], language: str) -> Comparison:
    """The present text beside the one that comes."""
    return compare(present, coming, language)


def placed(text: Sequence[Written]) -> list[tuple[Written, str, str, int]]:
    """Each paragraph with its number, its name in a negotiation, and how deep it stands."""
    numbered, names, deep = numbers(text), called(text), depths(text)
    return [(each, numbered[each.key], names[each.key], deep[each.key]) for each in text]


def _proposed(taken: Taken, key: str) -> Proposed:
    kind = taken.kind if taken.kind in ParagraphKind.values else LEFT_OUT
    return Proposed(kind, taken.depth, taken.words, key, str(WHY.get(taken.why, "")), taken.typed)


def _fresh(keys: Sequence[str], known: set[str]) -> list[str]:
    """The names that paragraphs keep; one that there is not, or that comes twice, gets another."""
    seen: set[str] = set()
    found = []
    for place, key in enumerate(keys, start=1):
        is_kept = key in known and key not in seen
        found.append(key if is_kept else f"new-{place}")
        seen.add(key)
    return found


def _by_likeness(kept: Sequence[Proposed], names: list[str], language: str, present: Sequence[Written]) -> list[str]:
    coming = [Written(name, each.kind, {language: each.words}) for name, each in zip(names, kept, strict=True)]
    spoken = [each for each in present if each.text.get(language)]
    if spoken:
        pairs = compare(spoken, coming, language).pairs
        taken: set[str] = set()
        for pair in pairs:
            if pair.old is not None and pair.new is not None and pair.old.key not in taken:
                place = names.index(pair.new.key) if pair.new.key in names else None
                if place is not None and names[place].startswith("new-"):
                    names[place] = pair.old.key
                    taken.add(pair.old.key)
        return names
    if [each.kind for each in present] == [each.kind for each in kept]:
        # Another language of the same text: paragraph for paragraph.
        return [each.key for each in present]
    return names


def _reason(code: str) -> str:
    if code == "too large":
        return _("The file is larger than %(most)s MB.") % {"most": FILE_LIMIT // (1024 * 1024)}
    if code == "too many":
        return _("The file has more than %(most)s paragraphs.") % {"most": MOST_PARAGRAPHS}
    return str(_REASONS.get(code, _REASONS["broken"]))


def _note(code: str, count: int) -> str:
    said = {
        "tracked": ngettext(
            "%(count)s tracked change is read as if it were accepted.",
            "%(count)s tracked changes are read as if they were accepted.",
            count,
        ),
        "comments": ngettext("%(count)s comment was left out.", "%(count)s comments were left out.", count),
        "tables": ngettext("%(count)s table was left out.", "%(count)s tables were left out.", count),
        "pictures": ngettext("%(count)s picture was left out.", "%(count)s pictures were left out.", count),
        "footnotes": ngettext("%(count)s footnote was left out.", "%(count)s footnotes were left out.", count),
        "text boxes": ngettext("%(count)s text box was left out.", "%(count)s text boxes were left out.", count),
        "formulas": ngettext("%(count)s formula was left out.", "%(count)s formulas were left out.", count),
        "hidden": ngettext("%(count)s hidden passage was left out.", "%(count)s hidden passages were left out.", count),
        "deep": ngettext(
            "%(count)s paragraph stands deeper than a text goes; it was lifted.",
            "%(count)s paragraphs stand deeper than a text goes; they were lifted.",
            count,
        ),
    }
    return said.get(code, "") % {"count": count}
