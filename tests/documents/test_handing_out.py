"""Texts are handed out as PDF, Word and Akoma Ntoso, in the language of the page, as far as a person may read them."""

import io
from typing import Any

import docx
import pypdf
import pytest
from django.urls import reverse
from django.utils.translation import override

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.documents.models import Document
from secretariat.documents.queries import on_paper
from secretariat.documents.queries.handing_out import as_docx, as_xml, paper_of
from secretariat.documents.queries.on_paper import as_pdf, negotiation_on_paper
from secretariat.documents.queries.papers import STRANGER
from secretariat.engines import akomantoso, manuscripts
from secretariat.engines.paper import Bounds
from tests import make, make_documents
from tests.make_documents import said

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "ar", "fr", "es", "ru", "zh")
CALLS = {
    "ar": "يدعو إلى العودة الآمنة",
    "fr": "Appelle au retour en sécurité",
    "es": "Pide el retorno seguro",
    "ru": "Призывает к безопасному возвращению",
    "zh": "呼吁难民安全返回",
}


@pytest.fixture
def held() -> Conference:
    return make.conference()


@pytest.fixture
def outcome(held: Conference) -> Document:
    """A text of a preamble, a heading, and two operative paragraphs, one with another under it."""
    document = make_documents.document(held, key="final", party=make.party("LB"))
    make_documents.language(document, "ar")
    make_documents.paragraph(document, "Recalling its earlier meeting,", kind="preambular")
    make_documents.paragraph(document, "Return", kind="heading")
    first = make_documents.paragraph(document, text=said("Calls for the [safe] return of refugees:", **CALLS))
    make_documents.paragraph(document, "To their homes;", parent=first)
    make_documents.paragraph(document, "Decides to meet again.")
    return document


def get(user: Any, name: str, held: Conference, *numbers: object) -> Any:
    client = make.client(user) if user else make.client(None)
    return client.get(reverse(name, args=[held.slug, *numbers]))


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.mark.parametrize(
    ("name", "kind", "start"),
    [
        ("text_pdf", "application/pdf", b"%PDF"),
        ("text_docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("text_xml", "application/akn+xml", b"<?xml"),
        ("negotiating_pdf", "application/pdf", b"%PDF"),
    ],
)
def test_the_office_is_handed_a_text_as_a_file(
    held: Conference, outcome: Document, name: str, kind: str, start: bytes
) -> None:
    answer = get(make.user(Role.READER, held), f"documents:{name}", held, outcome.pk)

    assert answer.status_code == 200
    assert answer["Content-Type"] == kind
    assert answer.content.startswith(start)
    assert answer["Content-Disposition"].startswith('attachment; filename="A-CONF-1-L-2')
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["text_pdf", "text_docx", "text_xml"])
def test_everybody_is_handed_a_public_text_and_nobody_one_that_is_not(
    held: Conference, outcome: Document, name: str
) -> None:
    draft = make_documents.document(held, key="draft", state="preparing", issued_date=None)
    make_documents.paragraph(draft)
    inner = make_documents.document(held, key="inner", sensitivity="delegations")
    make_documents.paragraph(inner)
    withdrawn = make_documents.document(held, key="withdrawn", state="withdrawn")
    make_documents.paragraph(withdrawn)
    make_documents.document(held, key="empty")

    first = get(None, f"public:{name}", held, outcome.key)
    again = get(None, f"public:{name}", held, outcome.key)

    assert (first.status_code, first.content) == (200, again.content)
    ending = name.rpartition("_")[2]
    assert first["Content-Disposition"] == f'attachment; filename="A-CONF-1-L-2.en.{ending}"'
    assert first["X-Content-Type-Options"] == "nosniff"
    for key in ("draft", "inner", "withdrawn", "empty", "nothing"):
        assert get(None, f"public:{name}", held, key).status_code == 404


def test_a_delegation_is_handed_what_was_issued_and_no_draft(held: Conference, outcome: Document) -> None:
    focal = make.user(Role.FOCAL_POINT, held, party=make.party("LB"))
    withdrawn = make_documents.document(held, key="withdrawn", state="withdrawn", sensitivity="delegations")
    make_documents.paragraph(withdrawn)

    assert get(focal, "documents:text_pdf", held, outcome.pk).status_code == 200
    assert get(focal, "documents:text_pdf", held, withdrawn.pk).status_code == 404
    assert get(focal, "documents:negotiating_pdf", held, withdrawn.pk).status_code == 404


def test_a_kept_version_is_handed_out_as_it_stood(held: Conference, outcome: Document) -> None:
    make_documents.text_version(outcome)
    outcome.paragraphs.filter(kind="preambular").update(text=said("Noting the report,"))
    reader = make.user(Role.READER, held)

    answer = get(reader, "documents:version_xml", held, outcome.pk, 1)

    assert akomantoso.read(answer.content).items[0].words == "Recalling its earlier meeting,"
    assert answer["Content-Disposition"] == 'attachment; filename="A-CONF-1-L-2-v1.en.xml"'
    now = get(reader, "documents:text_xml", held, outcome.pk)
    assert akomantoso.read(now.content).items[0].words == "Noting the report,"
    for name in ("version_pdf", "version_docx"):
        assert get(reader, f"documents:{name}", held, outcome.pk, 1).status_code == 200
        assert get(reader, f"documents:{name}", held, outcome.pk, 2).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_three_say_the_same_in_every_language(outcome: Document, language: str) -> None:
    with override(language):
        paper = paper_of(outcome, STRANGER)
        akn, word, pdf = as_xml(paper), as_docx(paper), as_pdf(paper)

    assert akomantoso.problems(akn) == []
    calls = CALLS.get(language, "Calls for the [safe] return of refugees:")
    items = akomantoso.read(akn).items
    assert [each.words for each in items][2] == calls
    from_word = [each for each in manuscripts.read_file(word).items if each.kind]
    assert [each.words for each in from_word] == [each.words for each in items]
    assert [each.key for each in from_word] == [each.key for each in items]
    assert [each.number for each in from_word] == ["", "", "1.", "(a)", "2."]
    # Arabic letters come out of a PDF as they are joined, so a reader of its text is no judge of them.
    if language != "ar":
        assert calls.replace(" ", "") in words_of(pdf).replace(" ", "")
    assert "A/CONF.1/L.2" in words_of(pdf)


def test_words_that_are_in_another_language_say_so(outcome: Document) -> None:
    with override("fr"):
        paper = paper_of(outcome, STRANGER)

    read = akomantoso.read(as_xml(paper))
    assert [each.language for each in read.items] == ["en", "en", "", "en", "en"]
    assert read.language == "fra"


def test_an_adopted_text_says_how_when_and_by_what_seal(held: Conference, outcome: Document) -> None:
    adoption = make_documents.adoption(outcome, "vote", seal="ab" * 32)
    make_documents.vote(adoption, "LB", "for")
    make_documents.vote(adoption, "IQ", "abstaining")
    make_documents.explanation(outcome, "IQ", text=said("We hold other views on paragraph 2."))

    paper = paper_of(outcome, STRANGER)

    told = words_of(as_pdf(paper)).replace(" ", "")
    for words in ("By recorded vote", "12 November 2020", "ab" * 32, "1: Lebanon", "Abstaining", "We hold other views"):
        assert words.replace(" ", "") in told
    lines = [paragraph.text for paragraph in docx.Document(io.BytesIO(as_docx(paper))).paragraphs]
    assert "How it was adopted: By recorded vote" in lines
    assert any(line.startswith("Iraq") and line.endswith("other views on paragraph 2.") for line in lines)
    read = akomantoso.read(as_xml(paper))
    assert (read.kind, read.adopted_date) == ("statement", "2020-11-12")
    assert {each.code: each.role for each in read.organisations} == {"LB": "author", "IQ": ""}
    assert read.uri.endswith("/statement/conference/of-" + held.slug + "/2020-11-12/a-conf-1-l-2")


def test_a_month_is_not_written_where_only_a_day_can_stand(outcome: Document) -> None:
    make_documents.adoption(outcome, adopted_date="2020-11")

    akn = as_xml(paper_of(outcome, STRANGER))

    assert akomantoso.problems(akn) == []
    assert akomantoso.read(akn).adopted_date == ""


def test_a_version_from_before_the_adoption_is_not_called_adopted(outcome: Document) -> None:
    early = make_documents.text_version(outcome)
    make_documents.adoption(outcome)

    assert paper_of(outcome, STRANGER, early).adoption is None
    assert paper_of(outcome, STRANGER).adoption is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_negotiating_text_shows_lines_amendments_and_who_stands_how(
    held: Conference, outcome: Document, language: str
) -> None:
    paragraph = outcome.paragraphs.get(key="p5")
    amendment = make_documents.amendment(paragraph, "Decides to meet every year.", "IQ")
    make_documents.support(paragraph, "LB", "opposes")
    make_documents.support(amendment, "LB")
    officer = make.user(Role.DESK_OFFICER, held, desks=["documents"])

    with override(language):
        told = words_of(negotiation_on_paper(outcome, officer, language))

    for words in ("Decides to meet", "every year.", "again."):
        assert words in told
    if language == "en":
        for words in ("Amendment 1", "Iraq", "Opposes (1): Lebanon", "Supports (1): Lebanon"):
            assert words in told


def test_a_text_that_cannot_be_set_is_said_in_a_sentence(
    held: Conference, outcome: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_paper, "_BOUNDS", Bounds(pages=0))
    reader = make.user(Role.READER, held)

    for name in ("text_pdf", "negotiating_pdf"):
        address = reverse(f"documents:{name}", args=[held.slug, outcome.pk])
        assert "cannot be set on paper" in make.client(reader).get(address, follow=True).content.decode()
    refused = get(None, "public:text_pdf", held, outcome.key)
    assert (refused.status_code, "cannot be set on paper" in refused.content.decode()) == (503, True)


def test_a_hostile_text_does_no_harm(held: Conference) -> None:
    document = make_documents.document(held, symbol='../"=1+1', title=said('<b>"#panic()" & ]]>'), key="hostile")
    make_documents.paragraph(document, '#read("/etc/passwd") $x$ \\ ]]> <w:p/> &amp; \u202e [open ]] [[')
    make_documents.paragraph(document, "x" * 400)

    paper = paper_of(document, STRANGER)

    assert "#read" in words_of(as_pdf(paper))
    assert akomantoso.problems(as_xml(paper)) == []
    assert manuscripts.read_file(as_docx(paper)).items
    answer = get(None, "public:text_pdf", held, "hostile")
    assert answer["Content-Disposition"] == 'attachment; filename="1-1.en.pdf"'


@pytest.mark.parametrize("count", [1, 30])
def test_a_text_is_read_with_as_many_queries_however_long_it_is(
    held: Conference, count: int, django_assert_max_num_queries: Any
) -> None:
    document = make_documents.document(held)
    for _each in range(count):
        make_documents.paragraph(document)

    with django_assert_max_num_queries(8):
        paper = paper_of(document, STRANGER)

    assert len(paper.paragraphs) == count
