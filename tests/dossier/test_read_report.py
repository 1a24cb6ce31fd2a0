"""Handing in a report: it becomes drafts, and nothing becomes a fact by itself."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secretariat.accounts.models import Role
from secretariat.archive.models import Citation, Source
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.dossier.actions import accept_drafts, read_report
from secretariat.dossier.models import Draft, DraftKind, Report
from secretariat.meetings.models import Meeting
from tests import make
from tests.dossier import told
from tests.make_dossier_reports import report as handed_in

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/reports/read/"


def test_a_report_becomes_drafts_and_no_fact() -> None:
    report = handed_in(make.conference())

    kinds = [draft.kind for draft in report.drafts.order_by("position")]
    assert kinds == [
        "source",
        "conference",
        "delegation",
        "delegate",
        "meeting",
        "mission",
        "statement",
        "statement",
        "challenge",
        "initiative",
        "figure",
    ]
    assert not Meeting.objects.exists()
    assert not Source.objects.exists()
    assert not Citation.objects.exists()
    assert Entry.objects.get().verb == "dossier.read_report"


def test_a_draft_knows_its_passage() -> None:
    report = handed_in(make.conference())

    stressed = told.draft(report, DraftKind.STATEMENT, 1)

    assert report.text[stressed.start : stressed.end] == "Norway stressed that the conference is purely humanitarian."
    assert stressed.data["text"] == "the conference is purely humanitarian"
    assert stressed.data["becomes"] == "point"


def test_a_statement_of_a_party_that_was_not_at_the_meeting_becomes_a_position() -> None:
    make.party("TR")
    reading = told.first()
    other = replace(reading.statements[1], speakers=("TR",))
    report = handed_in(make.conference(), reading=replace(reading, statements=(other,)))

    assert told.draft(report, DraftKind.STATEMENT).data["becomes"] == "position"


def test_a_report_without_anything_to_the_point_gives_its_source_alone() -> None:
    report = handed_in(make.conference(), reading=told.idle())

    assert [draft.kind for draft in report.drafts.all()] == ["source"]
    assert "irrelevant" in report.notes


def test_the_same_text_is_not_read_twice() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    handed_in(conference, actor=secretary)

    with pytest.raises(Refused, match="read already"):
        handed_in(conference, actor=secretary)

    assert Report.objects.count() == 1


def test_two_conferences_may_read_one_text() -> None:
    handed_in(make.conference())
    handed_in(make.conference(slug="geneva-2021"))

    assert Report.objects.count() == 2


def test_a_reader_may_not_hand_in_a_report() -> None:
    conference = make.conference()
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        read_report(reader, conference, reading=told.first(), facts_for="public")

    assert make.client(reader).get(ADDRESS).status_code == 403
    assert not Report.objects.exists()


def test_a_stranger_finds_no_report() -> None:
    conference = make.conference()
    report = handed_in(conference)
    stranger = make.user(Role.SECRETARY, make.conference(slug="geneva-2021"))

    assert make.client(stranger).get(f"/en/damascus-2020/office/reports/{report.pk}/").status_code == 404
    assert make.client(stranger).get(f"/en/geneva-2021/office/reports/{report.pk}/").status_code == 404


def test_a_pasted_text_is_read_and_shown_with_its_passages() -> None:
    conference = make.conference()
    client = make.client(make.user(Role.SECRETARY, conference))

    answer = client.post(ADDRESS, {"text": told.FIRST, "sensitivity": "public"}, follow=True)

    assert answer.redirect_chain[-1][0] == f"/en/damascus-2020/office/reports/{Report.objects.get().pk}/"
    assert "Norwegian delegation" in answer.content.decode()


def test_an_upload_is_read_and_its_bytes_are_kept() -> None:
    conference = make.conference()
    client = make.client(make.user(Role.SECRETARY, conference))
    page = f"<html><body><article><h1>A visit</h1><p>{told.FIRST}</p></article><script>x()</script></body></html>"
    upload = SimpleUploadedFile("visit.html", page.encode())

    client.post(ADDRESS, {"upload": upload, "sensitivity": "public"})

    report = Report.objects.get()
    assert report.file is not None
    assert report.file.content_type == "application/octet-stream"
    assert "x()" not in report.text


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.txt", b" ", "There is nothing in it"),
        ("zip.docx", b"PK\x03\x04nothing else", "damaged, or something else than its name says"),
        ("film.mp4", b"\x00\x00\x00\x18ftypmp42", "Reports are read from"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(name: str, content: bytes, sentence: str) -> None:
    conference = make.conference()
    client = make.client(make.user(Role.SECRETARY, conference))

    answer = client.post(ADDRESS, {"upload": SimpleUploadedFile(name, content), "sensitivity": "public"})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Report.objects.exists()


def test_neither_text_nor_file_and_both_are_refused() -> None:
    conference = make.conference()
    client = make.client(make.user(Role.SECRETARY, conference))
    upload = SimpleUploadedFile("visit.txt", told.FIRST.encode())

    nothing = client.post(ADDRESS, {"sensitivity": "public"})
    both = client.post(ADDRESS, {"text": "a", "upload": upload, "sensitivity": "public"})

    assert "Paste a text or choose a file." in nothing.content.decode()
    assert "not both" in both.content.decode()


def test_hostile_text_is_shown_harmlessly() -> None:
    conference = make.conference()
    client = make.client(make.user(Role.SECRETARY, conference))
    text = f"{make.HOSTILE}\u202e<script>alert(1)</script>\nSyria and Russia discussed the conference on refugees."

    page = client.post(ADDRESS, {"text": text, "sensitivity": "public"}, follow=True).content.decode()

    assert "<script>alert(1)" not in page
    assert "\u202e" not in page
    assert Draft.objects.exists()


def test_the_page_takes_no_more_queries_for_more_drafts() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    known = handed_in(conference, actor=secretary)
    accept_drafts(secretary, known, kinds=DraftKind.values, at=make.NOON)
    reading = told.second()
    few = handed_in(conference, actor=secretary, reading=reading)
    more = replace(reading, text=f"{reading.text} ", statements=reading.statements * 15)
    many = handed_in(conference, actor=secretary, reading=more)
    client = make.client(secretary)
    counts = []
    for report in (few, many):
        client.get(f"/en/damascus-2020/office/reports/{report.pk}/")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/en/damascus-2020/office/reports/{report.pk}/")
        counts.append(len(queries))

    assert many.drafts.filter(same_type="meetings.point").count() == 15
    assert counts[0] == counts[1]


def test_a_name_or_a_number_is_shown_in_its_sentence() -> None:
    sentences = tuple(told.span(told.FIRST, line) for line in told.FIRST.split("\n"))
    report = handed_in(make.conference(), reading=replace(told.first(), sentences=sentences))

    person, figure = told.draft(report, DraftKind.DELEGATE), told.draft(report, DraftKind.FIGURE)

    assert report.text[person.start : person.end] == told.FIRST.split("\n")[1]
    assert report.text[figure.start : figure.end] == "There are 1.5 million refugees in Lebanon."


def test_a_language_that_is_not_known_is_not_called_english() -> None:
    report = handed_in(make.conference(), reading=replace(told.idle(), language="und", notes=("language_unsupported",)))

    assert report.language == ""
    assert told.draft(report, DraftKind.SOURCE).data["language"] == ""
    assert "language_unsupported" in report.notes


def test_a_report_in_arabic_shows_what_was_found_in_it_and_is_not_called_idle() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    reading = replace(told.first(), language="ar", is_relevant=False)
    report = handed_in(conference, actor=secretary, reading=reading)

    page = make.client(secretary).get(f"/en/damascus-2020/office/reports/{report.pk}/").content.decode()

    assert "found_only" in report.notes
    assert "Nothing in it has to do with the conference" not in page
    assert "Kari Solberg, Special Envoy" in page


def test_a_text_that_was_read_already_leads_to_its_report() -> None:
    conference = make.conference()
    client = make.client(make.user(Role.SECRETARY, conference))
    given = {"text": told.FIRST, "sensitivity": "public"}
    client.post(ADDRESS, given)

    page = client.post(ADDRESS, given).content.decode()

    assert "This text was read already" in page
    assert f"/en/damascus-2020/office/reports/{Report.objects.get().pk}/" in page
