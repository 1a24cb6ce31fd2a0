"""All papers of a conference in one file that opens from a disk."""

import io
import re
import tracemalloc
from datetime import date
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import AnonymousUser

from secretariat.documents.models import Document
from secretariat.documents.queries.archive import archive_of
from secretariat.documents.queries.naming import name_of_file, stem_of, unique
from tests import make, make_documents
from tests.documents.papers import Papers, a_paper
from tests.make_documents import said
from tests.walk_of_documents import a_file

pytestmark = pytest.mark.django_db
DAY = date(2020, 11, 11)


class Links(HTMLParser):
    """The addresses that a page names, and whether it runs anything."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.found += [value or "" for name, value in attrs if name in {"href", "src"}]


def opened(reader: Any, papers: Papers, language: str = "en") -> ZipFile:
    with archive_of(reader, papers.held, language) as packed:
        return ZipFile(io.BytesIO(packed.read()))


@pytest.fixture
def full(papers: Papers) -> Papers:
    """A paper with files in two languages, and one that is a text alone, adopted by vote."""
    paper = a_paper(papers.held, "A/CONF.1/L.10", title=said("Schools", ar="مدارس"))
    make_documents.language(paper, "en", file=a_file(papers.held), issued_date=DAY)
    make_documents.language(paper, "ar", "reviewed", file=a_file(papers.held, b"words", "x.txt"), issued_date=DAY)
    make_documents.language(paper, "fr", "translated", file=a_file(papers.held))
    text = a_paper(papers.held, "A/CONF.1/5", title=said("Outcome"), kind="outcome")
    make_documents.language(text, "en", issued_date=DAY)
    make_documents.paragraph(text, said("Calls for <script>alert(1)</script>", ar="يدعو"))
    make_documents.vote(make_documents.adoption(text, "vote"), "LB")
    make_documents.explanation(text, "IQ", text=said("We could have gone further."))
    return papers


def test_the_archive_holds_files_texts_and_an_index_whose_every_link_leads_within_it(full: Papers) -> None:
    packed = opened(full.officer, full)
    names = set(packed.namelist())

    assert {"files/A-CONF-1-L-10.en.pdf", "files/A-CONF-1-L-10.ar.txt", "files/A-CONF-1-L-10.fr.pdf"} < names
    assert {"texts/A-CONF-1-5.en.html", "texts/A-CONF-1-5.ar.html", "index.html", "archive.css"} < names
    assert packed.read("files/A-CONF-1-L-10.ar.txt") == b"words"
    for page in [each for each in names if each.endswith(".html")]:
        links = Links(packed.read(page).decode())
        assert not links.tags & {"script", "style", "img", "iframe"}
        for link in links.found:
            assert not re.match(r"[a-z]+:|/", link)
            if not link.startswith("#"):
                parts: list[str] = []
                for part in (PurePosixPath(page).parent / link).parts:
                    parts = parts[:-1] if part == ".." else [*parts, part]
                assert "/".join(parts) in names


def test_the_index_is_by_kind_and_symbol_in_the_readers_language_and_tells_the_adoption(full: Papers) -> None:
    index = opened(full.officer, full).read("index.html").decode()
    arabic = opened(full.officer, full, "ar").read("index.html").decode()

    assert index.index("A/CONF.1/L.2") < index.index("A/CONF.1/L.10") < index.index("A/CONF.1/5")
    assert "Adopted on 12 November 2020. By recorded vote. In favour: 1" in index
    assert ('<html lang="ar" dir="rtl">' in arabic, "مدارس" in arabic) == (True, True)
    text = opened(full.officer, full).read("texts/A-CONF-1-5.ar.html").decode()
    assert ('<article lang="ar" dir="rtl">' in text, "We could have gone further." in text) == (True, True)


def test_each_reader_gets_what_they_may_read(full: Papers) -> None:
    a_paper(full.held, "A/CONF.1/INF/1", title=said("For delegations"), sensitivity="delegations")
    a_paper(full.held, "A/CONF.1/INF/2", title=said("For the office"), sensitivity="secretariat")
    withdrawn = a_paper(full.held, "A/CONF.1/INF/3", title=said("Gone"), state="withdrawn")
    make_documents.language(withdrawn, "en", file=a_file(full.held), issued_date=DAY)
    told = {}
    for who, reader in (("officer", full.officer), ("focal", full.focal), ("stranger", AnonymousUser())):
        packed = opened(reader, full)
        index = packed.read("index.html").decode()
        told[who] = [each for each in ("Draft final", "For delegations", "For the office", "Gone") if each in index]
        assert ("files/A-CONF-1-L-10.fr.pdf" in packed.namelist()) == (who == "officer")
        assert ("files/A-CONF-1-INF-3.en.pdf" in packed.namelist()) == (who == "officer")

    assert told["officer"] == ["Draft final", "For delegations", "For the office", "Gone"]
    assert told["focal"] == ["For delegations", "Gone"]
    assert told["stranger"] == ["Gone"]


def test_the_same_papers_are_the_same_bytes_and_a_change_is_another(full: Papers) -> None:
    def packed() -> bytes:
        with archive_of(full.officer, full.held, "en") as file:
            return file.read()

    first = packed()
    assert packed() == first
    Document.objects.filter(pk=full.draft.pk).update(title=said("Another title"))
    assert packed() != first


@pytest.mark.parametrize(
    ("symbol", "stem"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("A/CONF.1/L.2", "A-CONF-1-L-2"),
        ("con", "con-"),
        ("C:\\x|y?*", "C-x-y"),
        ("مشروع", "document"),
        ("=1+1", "1-1"),
        ("x" * 300, "x" * 80),
    ],
)
def test_names_of_files_are_safe_on_every_disk(papers: Papers, symbol: str, stem: str) -> None:
    papers.draft.symbol = symbol
    expected = f"document-{papers.draft.pk}" if stem == "document" else stem

    assert stem_of(papers.draft) == expected
    assert name_of_file(papers.draft, "en", a_file(papers.held, b"x", "a.txt")) == f"{expected}.en.txt"


def test_two_papers_of_one_name_and_hostile_titles_do_no_harm(papers: Papers) -> None:
    for symbol in ("a/1", "A.1"):
        paper = a_paper(papers.held, symbol, key=f"key{symbol}", title=said(make.HOSTILE))
        make_documents.language(paper, "en", file=a_file(papers.held), issued_date=DAY)
    packed = opened(papers.officer, papers)

    assert {name.casefold() for name in packed.namelist()} >= {"files/a-1.en.pdf", "files/a-1-2.en.pdf"}
    assert "<b>" not in packed.read("index.html").decode()
    assert unique([(1, "a"), (2, "A"), (3, "a-2")]) == {1: "a", 2: "A-2", 3: "a-2-2"}


def test_a_file_that_is_gone_from_the_disk_is_named_and_the_others_are_packed(full: Papers) -> None:
    lost = a_file(full.held)
    paper = a_paper(full.held, "A/CONF.1/9")
    make_documents.language(paper, "en", file=lost, issued_date=DAY)
    lost.content.storage.delete(str(lost.content.name))
    packed = opened(full.officer, full)

    assert "The file could not be read." in packed.read("index.html").decode()
    assert "files/A-CONF-1-L-10.en.pdf" in packed.namelist()


def test_a_large_file_goes_through_in_pieces(papers: Papers) -> None:
    size = 24 * 1024 * 1024
    make_documents.language(papers.draft, "en", file=a_file(papers.held, b"%PDF" + bytes(size)))
    archive_of(papers.officer, papers.held, "en").close()
    tracemalloc.start()
    try:
        archive_of(papers.officer, papers.held, "en").close()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < size / 4


def test_the_office_hands_it_out_to_be_kept(full: Papers) -> None:
    answer = full.page("documents_archive")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="damascus-2020-documents.zip"'
    assert "index.html" in ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()
