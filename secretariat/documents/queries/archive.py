"""All papers of a conference in one file, with an index that opens from a disk, without a server and without a script.

The same papers, read by the same person in the same language, give the same bytes: names are in order, and the moments
in the file are all one. What is packed goes through a file on the disk and never as a whole through memory.
"""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.template.loader import render_to_string
from django.utils.translation import override

from secretariat.conference.models import Conference
from secretariat.conference.queries import shown_names
from secretariat.documents.models import Adoption, Document, DocumentKind, LanguageVersion, Paragraph
from secretariat.documents.queries.adopting import adoption_told
from secretariat.documents.queries.listing import by_kind
from secretariat.documents.queries.naming import name_of_file, stem_of, unique
from secretariat.documents.queries.papers import (
    Reader,
    documents_of,
    items_seen,
    languages_seen,
    may_read_text,
    party_of,
    place_of,
    readable,
    symbol_key,
)
from secretariat.documents.queries.reading import undone, without
from secretariat.documents.queries.texts import languages_in, shown_text, written_of
from secretariat.engines.wording import Written
from secretariat.ui.templatetags.ui import direction_of, own_name

STYLES = Path(__file__).resolve().parents[1] / "static" / "documents" / "archive.css"
# The first moment that a ZIP can tell: an archive of the same papers is the same bytes whenever it is made.
MOMENT = (1980, 1, 1, 0, 0, 0)
PIECE = 256 * 1024
READ_BY_ALL = 0o644 << 16
# What is packed already gains nothing by being packed again.
PLAIN = frozenset({"text/plain"})


@dataclass
class Packed:
    """A paper in the archive: its languages, each with where its file and its words are within the archive."""

    document: Document
    name: object
    item: object
    languages: list["PackedLanguage"] = field(default_factory=list)
    adoption: object = None


@dataclass(frozen=True)
class PackedLanguage:
    """A language of a paper in the archive."""

    code: str
    name: str
    direction: str
    version: LanguageVersion | None
    file: str
    text: str
    is_lost: bool = False


def archive_of(reader: Reader, conference: Conference, language: str) -> IO[bytes]:
    """The archive as this person may have it, open at its start; whoever asks for it closes it."""
    packed = TemporaryFile()  # noqa: SIM115 - it is handed on
    with override(language), ZipFile(packed, "w") as archive:
        _write(archive, reader, conference, language)
    packed.seek(0)
    return packed


def _write(archive: ZipFile, reader: Reader, conference: Conference, language: str) -> None:
    documents = sorted(documents_of(reader, conference), key=lambda each: (symbol_key(each.symbol), each.pk))
    for each in documents:
        each.conference = conference
    stems = unique((each.pk, stem_of(each)) for each in documents)
    spoken, names, items = languages_seen(reader, documents), shown_names(conference), items_seen(reader, conference)
    adopted = set(Adoption.objects.filter(document__in=documents).values_list("document_id", flat=True))
    written = set(
        Paragraph.objects.filter(document__in=documents, is_struck=False).values_list("document_id", flat=True)
    )
    being_written = undone(reader, documents)
    packed: dict[int, Packed] = {}
    frame = {"conference": conference, "language": language, "direction": direction_of(language)}
    for each in documents:
        told = Packed(each, party_of(each, names), items.get(each.item_id or 0))
        told.adoption = adoption_told(each, reader) if each.pk in adopted else None
        text = written_of(each) if each.pk in written and may_read_text(reader, each) else ()
        text = without(text, being_written[each.pk])
        _put_in(archive, told, (readable(spoken[each.pk]), text), (stems[each.pk], frame))
        packed[each.pk] = told
    kinds = [(DocumentKind(kind).label, [packed[each.pk] for each in rows]) for kind, rows in by_kind(documents)]
    _put(archive, "index.html", render_to_string("documents/archive/index.html", {**frame, "kinds": kinds}))
    _put(archive, "archive.css", STYLES.read_text(encoding="utf-8"))


def _put_in(
    archive: ZipFile,
    told: Packed,
    what: tuple[Iterable[LanguageVersion], tuple[Written, ...]],
    how: tuple[str, dict[str, Any]],
) -> None:
    """Put the files and the words of a paper in, and note where they are."""
    (versions, text), (stem, frame) = what, how
    by_language = {each.language: each for each in versions}
    with_words = languages_in(text)
    for code in sorted({*by_language, *with_words}, key=place_of):
        version = by_language.get(code)
        file = f"files/{name_of_file(told.document, code, version.file, stem)}" if version and version.file else ""
        words = f"texts/{stem}.{code}.html" if code in with_words else ""
        is_lost = bool(file) and not _copy(archive, file, version)
        row = PackedLanguage(code, own_name(code), direction_of(code), version, "" if is_lost else file, words, is_lost)
        told.languages.append(row)
    for row in told.languages:
        if row.text:
            page = {**frame, "told": told, "row": row, "paragraphs": shown_text(text, row.code)}
            _put(archive, row.text, render_to_string("documents/archive/text.html", page))


def _put(archive: ZipFile, name: str, words: str) -> None:
    archive.writestr(_named(name, ZIP_DEFLATED), words.encode())


def _copy(archive: ZipFile, name: str, version: LanguageVersion | None) -> bool:
    """Copy a kept file piece by piece; whether it was still there."""
    if version is None or version.file is None:
        return False
    kept = version.file
    try:
        source = kept.content.open("rb")
    except OSError:
        return False
    entry = _named(name, ZIP_DEFLATED if kept.content_type in PLAIN else ZIP_STORED)
    entry.file_size = kept.size
    with source, archive.open(entry, "w") as target:
        shutil.copyfileobj(source, target, PIECE)
    return True


def _named(name: str, packing: int) -> ZipInfo:
    entry = ZipInfo(name, MOMENT)
    entry.compress_type, entry.create_system, entry.external_attr = packing, 3, READ_BY_ALL
    return entry
