"""A text as it is handed out: what its masthead says, its words in one language, and how it was adopted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from secretariat.conference.models import Conference
from secretariat.conference.queries import name_of, shown_names
from secretariat.documents.models import Document, DocumentKind, TextVersion, VersionState
from secretariat.documents.queries.adopting import AdoptionTold, adoption_told
from secretariat.documents.queries.naming import origin_of, stem_of
from secretariat.documents.queries.papers import Reader, items_seen, languages_seen, party_of
from secretariat.documents.queries.reading import undone, without
from secretariat.documents.queries.texts import content_of, written_of
from secretariat.engines.akomantoso import Item as AknItem
from secretariat.engines.akomantoso import Organisation, Text
from secretariat.engines.akomantoso import write as as_akoma_ntoso
from secretariat.engines.manuscripts import Item, Manuscript
from secretariat.engines.manuscripts import write as as_word
from secretariat.engines.wording import Written, depths, numbers
from secretariat.ui.templatetags.ui import day, days, own_name

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xml": "application/akn+xml",
}


class Told(NamedTuple):
    """A line of the masthead: what it is about, and what is said."""

    label: str
    said: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a text that is handed out, in one language or, where it has no words in it, in another."""

    written: Written
    words: str
    language: str
    number: str
    depth: int


@dataclass(frozen=True)
class Paper:
    """A text that is handed out: its masthead, its paragraphs, and how it was adopted, if it was."""

    document: Document
    language: str
    title: str
    masthead: tuple[Told, ...]
    paragraphs: tuple[Paragraph, ...]
    adoption: AdoptionTold | None
    original: str
    version: TextVersion | None = None

    @property
    def is_outcome(self) -> bool:
        """Whether it is the outcome of the conference, and not a draft of it."""
        return self.document.kind == DocumentKind.OUTCOME or self.adoption is not None


def paper_of(document: Document, reader: Reader, version: TextVersion | None = None) -> Paper:
    """The text as it is worked on, or one that was kept, in the language in force. A dozen queries at most."""
    language = get_language() or "en"
    text = without(content_of(version) if version else written_of(document), undone(reader, [document])[document.pk])
    adoption = adoption_told(document, reader)
    if version is not None and adoption is not None and adoption.adoption.text_id != version.pk:
        # A version from before the adoption is not what was adopted.
        adoption = None
    original = _original(document, reader)
    return Paper(
        document,
        language,
        str(document.title),
        tuple(_masthead(document, reader, original, version)),
        _paragraphs(text, language),
        adoption,
        original,
        version,
    )


def name_of_text(paper: Paper, kind: str) -> str:
    """What the file is called: by the symbol, the version and the language."""
    version = f"-v{paper.version.number}" if paper.version else ""
    return f"{stem_of(paper.document)}{version}.{paper.language}.{kind}"


def adoption_in_words(told: AdoptionTold) -> list[Told]:
    """How a text was adopted, in lines: the manner, the day, the votes, the seal."""
    lines = [
        Told(_("How it was adopted"), str(told.adoption.get_manner_display())),
        Told(_("Adopted on"), day(told.adoption.adopted_date)),
    ]
    for each in told.votes if told.totals else []:
        names = ", ".join(map(str, each.names))
        lines.append(Told(each.label, f"{each.count}: {names}" if names else str(each.count)))
    lines.append(Told(_("Seal"), told.seal))
    if not told.holds:
        lines.append(Told("", _("It does not hold: what is kept is not what was adopted.")))
    return lines


def explanations_in_words(told: AdoptionTold) -> list[Told]:
    """What parties said of the text as it was adopted: who, in what way, and their words."""
    return [
        Told(f"{each.name} · {each.explanation.get_kind_display()}", str(each.explanation.text))
        for each in told.explanations
    ]


def as_docx(paper: Paper) -> bytes:
    """The text as a Word document, with real styles and real numbering."""
    language = paper.language
    items = tuple(
        Item(
            each.written.key,
            each.written.kind,
            each.words,
            each.depth,
            is_numbered=bool(each.number),
            language="" if each.language == language else each.language,
        )
        for each in paper.paragraphs
    )
    told = paper.adoption
    said = [] if told is None else [*adoption_in_words(told), *explanations_in_words(told)]
    closing = tuple(_line(each) for each in said)
    lines = tuple((each.label, each.said) for each in paper.masthead)
    held = str(paper.document.conference.title)
    origin = origin_of(paper.document)
    return as_word(Manuscript(language, paper.title, paper.document.symbol, held, lines, items, closing, origin))


def as_xml(paper: Paper, address: str = "") -> bytes:
    """The text as Akoma Ntoso 3.0."""
    document, adoption = paper.document, paper.adoption
    held = document.conference
    adopted = adoption.adoption.adopted_date if adoption else ""
    # A day that is not known to the day is not said where only a day can stand.
    adopted = adopted if _is_day(adopted) else ""
    issued = document.issued_date.isoformat() if document.issued_date else held.start_date.isoformat()
    kept = paper.version.entered_at.astimezone(held.zone).date().isoformat() if paper.version else ""
    items = tuple(
        AknItem(
            each.written.key,
            each.written.kind,
            each.words,
            each.written.parent,
            each.number,
            "" if each.language == paper.language else each.language,
        )
        for each in paper.paragraphs
    )
    code = held.host.code.lower() if held.host else ""
    return as_akoma_ntoso(
        Text(
            key=document.key,
            symbol=document.symbol,
            title=paper.title,
            language=paper.language,
            items=items,
            work_date=adopted or issued,
            expression_date=adopted or kept or issued,
            country=code if len(code) == 2 else "xx",
            collection=held.slug,
            conference=str(held.title),
            address=address,
            adopted_date=adopted,
            manner=str(adoption.adoption.get_manner_display()) if adoption else "",
            is_outcome=paper.is_outcome,
            is_original=paper.original == paper.language,
            version=str(paper.version.number) if paper.version else "",
            distribution=str(document.get_distribution_display()),
            organisations=_organisations(paper),
        )
    )


def _line(told: Told) -> str:
    return f"{told.label}: {told.said}" if told.label else told.said


def _organisations(paper: Paper) -> tuple[Organisation, ...]:
    """The party that submitted the text, and those that voted or spoke on its adoption."""
    names = shown_names(paper.document.conference)
    found: dict[str, Organisation] = {}
    party = paper.document.party
    if party is not None:
        found[party.code] = Organisation(party.code, str(name_of(party, names)), "author")
    told = paper.adoption
    if told is not None:
        voters = [vote.party for vote in told.adoption.votes.select_related("party")] if told.votes else []
        speakers = [each.explanation.party for each in told.explanations]
        for each in sorted([*voters, *speakers], key=lambda each: each.code):
            found.setdefault(each.code, Organisation(each.code, str(name_of(each, names))))
    return tuple(found.values())


def _paragraphs(text: tuple[Written, ...], language: str) -> tuple[Paragraph, ...]:
    numbered, deep = numbers(text), depths(text)
    return tuple(
        Paragraph(each, each.words(language), _spoken(each.text, language), numbered[each.key], deep[each.key])
        for each in text
    )


def _spoken(text: Mapping[str, str], language: str) -> str:
    return language if text.get(language) else next((code for code, words in text.items() if words), language)


def _original(document: Document, reader: Reader) -> str:
    versions = languages_seen(reader, [document])[document.pk]
    return next((each.language for each in versions if each.state == VersionState.ORIGINAL), "")


def _masthead(document: Document, reader: Reader, original: str, version: TextVersion | None) -> list[Told]:
    """What conference papers say at their head; of what is not known nothing is said."""
    held = document.conference
    item = items_seen(reader, held).get(document.item_id or 0)
    said: list[tuple[str, Callable[[], str]]] = [
        (_("Distribution"), lambda: str(document.get_distribution_display())),
        (_("Date"), lambda: day(document.issued_date)),
        (_("Original"), lambda: own_name(original) if original else ""),
        (pgettext("masthead", "Held"), lambda: _held(held)),
        (_("Agenda item"), lambda: f"{item.number}. {item.title}" if item else ""),
        (_("Submitted by"), lambda: str(party_of(document, shown_names(held)))),
        (pgettext("text", "Version"), lambda: f"{version.number}: {version.name}" if version else ""),
    ]
    return [Told(label, words) for label, tell in said if (words := tell())]


def _held(held: Conference) -> str:
    return ", ".join(each for each in (str(held.city), days(held.start_date, held.end_date)) if each)


def _is_day(said: str) -> bool:
    try:
        date.fromisoformat(said)
    except ValueError:
        return False
    return len(said) == 10


def as_data(paper: Paper) -> dict[str, Any]:
    """What all papers of a text say of themselves, for the file that sets them."""
    return {
        "language": paper.language,
        "symbol": paper.document.symbol,
        "conference": str(paper.document.conference.title),
        "title": paper.title,
        "kind": str(paper.document.get_kind_display()),
        "masthead": [list(each) for each in paper.masthead],
    }
