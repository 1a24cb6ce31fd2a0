"""Papers and news go through a conference file and come back; what was adopted stays adopted."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from secretariat.accounts.models import User
from secretariat.api.actions import load
from secretariat.api.queries import conference_file_text, known_codes
from secretariat.archive.actions import hold_file
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.documents.models import Adoption, Document, LanguageVersion, Paragraph, TextVersion
from secretariat.documents.queries.adopting import seal_holds
from secretariat.engines.conferencefile import Unreadable, json_schema, read
from secretariat.newsroom.models import Article, PressItem, Reply
from tests import make, make_news
from tests.api.conftest import forget
from tests.api.test_generated import keys_in
from tests.api.whole_papers import PAPERS

pytestmark = pytest.mark.django_db

CASE = Path(__file__).parents[2] / "secretariat" / "config" / "demo" / "damascus-2020.yaml"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "case" / "damascus-2020.yaml"
PARTS = (
    "AdoptionData",
    "AmendmentData",
    "ArticleData",
    "CorrectionData",
    "DocumentData",
    "ExplanationData",
    "LanguageVersionData",
    "NewsroomData",
    "ParagraphData",
    "ParagraphTieData",
    "PressItemData",
    "ReplyData",
    "StanceData",
    "VersionData",
    "VoteData",
    "WrittenData",
)
HEAD = PAPERS[: PAPERS.index("documents:")]


def bring_in(keeper: User, text: str, **uploads: SimpleUploadedFile) -> Conference:
    file = read(text, known=known_codes())
    load(keeper, make.house(), file=file, uploads={each.name or "": each for each in uploads.values()})
    return Conference.objects.get(slug=file.conference.slug)


def test_all_that_papers_and_news_say_survives_the_way_out_and_in(keeper: User) -> None:
    conference = bring_in(keeper, PAPERS)
    first = conference_file_text(conference)
    forget(conference)

    again = conference_file_text(bring_in(keeper, first))

    assert again == first


def test_the_file_of_papers_uses_every_key() -> None:
    file = read(PAPERS)
    used = {key for name in ("documents", "articles", "press_kit") for key in keys_in(getattr(file, name))}
    used |= keys_in(file.newsroom)
    parts = json_schema()["$defs"]

    missing = {(part, key) for part in PARTS for key in parts[part]["properties"]} - used
    assert missing == {
        ("DocumentData", "adopted"),
        ("ArticleData", "picture"),
        ("PressItemData", "picture"),
        ("AdoptionData", "version"),
        ("AdoptionData", "seal"),
    }


def test_loading_papers_twice_changes_nothing(keeper: User) -> None:
    conference = bring_in(keeper, PAPERS)
    bring_in(keeper, PAPERS)
    bring_in(keeper, conference_file_text(conference))

    assert Entry.objects.filter(verb="api.load").count() == 1


@pytest.mark.parametrize("case", [CASE, SHARED], ids=["shipped", "shared"])
def test_of_the_model_case_nothing_of_documents_is_left_over(keeper: User, case: Path) -> None:
    if not case.exists():
        pytest.skip("the shared model case is not beside this checkout")

    conference = bring_in(keeper, case.read_text())

    assert not conference.kept_sections.exists()
    statement = Document.objects.get(conference=conference)
    assert (statement.key, statement.kind, statement.state) == ("final-statement", "outcome", "issued")
    assert (statement.adoption.manner, statement.adoption.adopted_date) == ("not stated", "2020-11-12")
    assert statement.paragraphs.count() == 5
    assert seal_holds(statement.adoption)


def test_an_adoption_that_was_loaded_verifies_and_keeps_its_version(keeper: User) -> None:
    bring_in(keeper, PAPERS)

    adoption = Adoption.objects.get(document__key="final")
    assert seal_holds(adoption)
    assert adoption.votes.count() == 5
    assert [version.name for version in TextVersion.objects.filter(document__key="draft")] == [
        "First draft",
        "Second draft",
    ]
    assert TextVersion.objects.get(name="Second draft").based_on == TextVersion.objects.get(name="First draft")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("{en: Schools for all, ar: مدارس للجميع}, sources: [report]", "{en: Schools for some}, sources: [report]"),
        ("{party: IT, choice: against}", "{party: IT, choice: for}"),
        ("manner: vote\n", "manner: consensus\n"),
        ("date: 2020-12-02\n      manner", "date: 2020-12-01\n      manner"),
    ],
    ids=["words", "votes", "manner", "date"],
)
def test_what_was_adopted_is_changed_by_no_file(keeper: User, right: str, wrong: str) -> None:
    bring_in(keeper, PAPERS)
    changed = PAPERS.replace(right, wrong)
    if "consensus" in wrong:
        before, _votes, rest = changed.partition("      votes:\n")
        changed = before + rest[rest.index("      note:") :]

    with pytest.raises(Refused, match=r"adopted|seal"):
        bring_in(keeper, changed)

    assert Adoption.objects.get(document__key="final").manner == "vote"
    assert seal_holds(Adoption.objects.get(document__key="final"))


def test_a_seal_that_does_not_fit_is_refused(keeper: User) -> None:
    text = PAPERS.replace("      manner: vote\n", f"      manner: vote\n      seal: {'0' * 64}\n")

    with pytest.raises(Refused, match="does not fit"):
        bring_in(keeper, text)

    assert not Document.objects.exists()


def test_words_in_a_further_language_are_added_to_an_adopted_text(keeper: User) -> None:
    bring_in(keeper, PAPERS)

    bring_in(
        keeper,
        PAPERS.replace("{en: Schools for all, ar: مدارس للجميع}, sources", "{fr: Des écoles pour tous}, sources"),
    )

    paragraph = Paragraph.objects.get(document__key="final")
    assert set(paragraph.text.data) == {"en", "ar", "fr"}
    assert seal_holds(Adoption.objects.get(document__key="final"))


def test_files_that_come_beside_the_file_are_kept_and_of_others_the_names(keeper: User) -> None:
    bring_in(keeper, PAPERS)
    assert LanguageVersion.objects.get(document__key="draft", language="en").file_name == "L2-en.pdf"

    conference = bring_in(keeper, PAPERS, paper=SimpleUploadedFile("L2-en.pdf", b"%PDF-1.7\n%%EOF\n"))

    version = LanguageVersion.objects.get(document__key="draft", language="en")
    assert version.file is not None
    assert (version.file.name, version.file.content_type, version.file_name) == ("L2-en.pdf", "application/pdf", "")
    assert PressItem.objects.get(kind="logo").file_name == "mark.png"
    assert "file: L2-en.pdf" in conference_file_text(conference)


def test_a_corrected_file_takes_the_place_of_one_of_the_same_name_but_not_of_what_was_adopted(keeper: User) -> None:
    first, second = (SimpleUploadedFile("L2-en.pdf", b"%PDF-1.7\n" + end) for end in (b"%%EOF\n", b"% 2\n%%EOF\n"))
    bring_in(keeper, PAPERS, paper=first)
    bring_in(keeper, PAPERS, paper=second)
    file = LanguageVersion.objects.get(document__key="draft", language="en").file
    assert file is not None
    assert file.content.read() == b"%PDF-1.7\n% 2\n%%EOF\n"

    Adoption.objects.filter(document__key="final").update(document=Document.objects.get(key="draft"))
    with pytest.raises(Refused):
        bring_in(keeper, PAPERS, paper=SimpleUploadedFile("L2-en.pdf", b"%PDF-1.7\n% 3\n%%EOF\n"))
    file.refresh_from_db()
    assert LanguageVersion.objects.get(document__key="draft", language="en").file == file


def test_the_command_line_takes_files_from_beside_the_file_and_writes_them_there(keeper: User, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "file.yaml").write_text(PAPERS)
    (tmp_path / "in" / "L2-en.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")

    call_command("load", str(tmp_path / "in" / "file.yaml"), stdout=StringIO())
    call_command("export", "geneva-2020", to=tmp_path / "out" / "file.yaml", verbosity=0, stdout=StringIO())

    assert (tmp_path / "out" / "L2-en.pdf").read_bytes() == b"%PDF-1.7\n%%EOF\n"


def test_files_of_one_name_are_written_apart_and_come_back_each_where_it_belongs(keeper: User, tmp_path: Path) -> None:
    conference = bring_in(keeper, PAPERS)
    first, second = (Document.objects.get(key=key) for key in ("draft", "final"))
    wanted = {}
    for number, document in enumerate((first, second)):
        content = b"%PDF-1.7\n%" + str(number).encode() + b"\n%%EOF\n"
        file = hold_file(keeper, conference.pk, SimpleUploadedFile("Statement: final.pdf", content))
        LanguageVersion.objects.update_or_create(
            document=document, language="en", conference=conference, defaults={"file": file, "file_name": ""}
        )
        wanted[document.key] = content
    target = tmp_path / "out" / "file.yaml"
    call_command("export", conference.slug, to=target, verbosity=0, stdout=StringIO())
    target.write_text(target.read_text().replace(f"slug: {conference.slug}", "slug: another-house"))

    call_command("load", str(target), stdout=StringIO())

    rows = LanguageVersion.objects.filter(conference__slug="another-house", language="en").select_related("file")
    told = {row.document.key: row.file.content.read() for row in rows if row.file and row.document.key in wanted}
    assert told == wanted


def test_what_was_withdrawn_before_its_hour_was_out_at_no_time(keeper: User) -> None:
    text = PAPERS.replace(
        "state: withdrawn, published: '2020-12-01T10:00:00Z'", "state: withdrawn, embargo: '2020-12-01T10:00:00Z'"
    )

    bring_in(keeper, text)

    assert Article.objects.get(key="early").published_at is None


def test_replies_that_were_not_published_and_mail_are_in_no_file(keeper: User) -> None:
    conference = bring_in(keeper, PAPERS)
    article = Article.objects.get(key="schools")
    make_news.reply(article, "It waits in the queue.", mail="hidden@example.net")
    make_news.reply(article, "It was read.", mail="reader@example.net", state="published")
    make_news.media_request(conference, "The Unseen Gazette", contact_mail="gazette@example.net")

    text = conference_file_text(conference)

    assert "It was read." in text
    unsaid = ("It waits in the queue.", "hidden@example.net", "reader@example.net", "Unseen Gazette", "gazette@")
    assert [words for words in unsaid if words in text] == []


def test_a_reply_of_a_file_comes_without_a_mail_and_one_that_waits_goes_on_waiting(keeper: User) -> None:
    bring_in(keeper, PAPERS)
    waiting = make_news.reply(Article.objects.get(key="schools"))
    bring_in(keeper, PAPERS)

    waiting.refresh_from_db()
    assert waiting.state == "waiting"
    assert Reply.objects.get(name="Amal", state="published").mail == ""


def test_a_symbol_that_another_paper_has_here_is_refused(keeper: User) -> None:
    bring_in(keeper, PAPERS)
    mine = f"{HEAD}documents:\n  - {{key: mine, symbol: A/CONF.1/L.2, title: Mine}}\n"

    with pytest.raises(Refused, match=r"A/CONF\.1/L\.2 is taken"):
        bring_in(keeper, mine)


def test_a_picture_that_is_not_here_is_left_out_and_named(keeper: User) -> None:
    picture = "    picture: {file: hall.png, alternative: The hall, credit: Press service}\n"
    text = PAPERS.replace("    byline: A Writer\n", f"    byline: A Writer\n{picture}")
    conference = bring_in(keeper, text)
    (skipped,) = Entry.objects.get(verb="api.load").batch["skipped"]
    assert "hall.png" in skipped[1]

    make_news.picture(conference)
    bring_in(keeper, text)

    assert Article.objects.get(key="schools").picture is not None
    assert "file: hall.png" in conference_file_text(conference)


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("language: ar, state: in translation", "language: ar, state: original", "the original is on line"),
        ("language: ar, state", "language: en, state", "the language en is given already"),
        ("symbol: A/CONF.1/3", "symbol: A/CONF.1/L.2", "is taken already, on line"),
        ("key: gone", "key: final", "the document final is given already"),
        ("revises: draft", "revises: daft", "there is no document daft in the file"),
        ("revises: draft", "revises: final", "does not revise itself"),
        ("distribution: restricted, sensitivity: restricted", "distribution: restricted", "is not public"),
        ("state: withdrawn, withdrawn: It", "withdrawn: It", "but it was not"),
        ("parent: op1, text: '[", "parent: old, text: '[", "one that comes before it"),
        ("paragraph: op1\n", "paragraph: op9\n", "there is no paragraph op9"),
        ("amendment: 1, stance", "amendment: 9, stance", "there is no amendment 9"),
        ("{party: 'NO', amendment: 1,", "{party: 'NO',", "on a paragraph or on an amendment"),
        ("number: 3, kind", "number: 2, kind", "amendment 2 is given already"),
        ("number: 3, kind: strike, parties: [FR], paragraph: op1a", "number: 3, kind: strike", "names the paragraph"),
        ("new_kind: operative, text: Thanks the host,", "", "needs the words"),
        ("parties: [LAKE, FR]\n        paragraph", "parties: [FR, FR]\n        paragraph", "hands it in already"),
        ("based_on: 1", "based_on: 2", "based on an earlier one"),
        ("{position: 1}, {pledge: 1}", "{position: 9}", "there is no item 9 in the list positions"),
        ("{position: 1}, {pledge: 1}", "{position: 1, pledge: 1}", "a position or a pledge"),
        ("manner: vote\n", "manner: consensus\n", "not voted on has no votes"),
        ("{party: FR, choice: for}", "{party: FR, choice: against}", "the text was not adopted"),
        ("{party: FR, choice: for}", "{party: LAKE, choice: for}", "LAKE has voted already"),
        ("session: plenary\n      votes", "version: 4\n      votes", "there is no version 4"),
        ("{en: Schools for all, ar: مدارس للجميع}, sources", "'Schools [for all]', sources", "with brackets open"),
        ("    revises: draft\n", "    amendments: [{number: 1, kind: insert, text: More}]\n", "is not decided"),
        ("    revises: draft\n", "    open: true\n", "is not open to amendments"),
        ("    revises: draft\n", "    adopted: 2020-12-02\n", "another word for adoption"),
        ("parties: [LAKE, FR]\n    topics", "parties: [XYZQ]\n    topics", "no party has the code XYZQ"),
        ("party: LAKE, choice", "party: XYZQ, choice", "no party has the code XYZQ"),
        ("languages: [en, ar]", "languages: [en, fr]", "no title in fr"),
        (", ar: \"اتفقوا.\\n\"", "", "the article has no text in ar"),
        ("body: {en: ", "body: {fr: ", "the article has no text in en"),
        ("sources: [{source: report, passage: schools}]\n", "sensitivity: restricted\n", "restricted to nobody"),
        ("original: en", "original: zh", "a title in its original language"),
        ("    state: published\n", "", "how far this article has come"),
        ("    published: '2020-12-02T10:00:00Z'\n", "    published: '2020-12-02T09:59:00Z'\n", "before its embargo ends"),
        ("state: published\n    embargo: '2020-12-02T10:00:00Z'\n    published: '2020-12-02T10:00:00Z'", "state: published", "since when"),
        ("    state: published\n", "    state: draft\n", "was published at no time"),
        ("key: early", "key: schools", "the article schools is given already"),
        ("pins: [early]", "pins: [late]", "there is no article late"),
        ("pins: [early]", "pins: [schools]", "not shown beside itself"),
        ("key: draft\n", "key: Draft Paper\n", "a word in an address"),
        ("mail_days: 14", "mail_days: 0", "mail_days"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_line_and_sentence(right: str, wrong: str, sentence: str) -> None:
    assert right in PAPERS
    text = PAPERS.replace(right, wrong, 1)

    with pytest.raises(Unreadable) as refusal:
        read(text)

    said = [str(problem) for problem in refusal.value.problems]
    assert any(sentence in each for each in said), said
    assert all(problem.line > 0 for problem in refusal.value.problems)
