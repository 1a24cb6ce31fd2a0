"""Who sees a report, its file and what is joined from it: never more people than its facts are for."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from secretariat.accounts.models import Role, User
from secretariat.archive.models import Citation, File
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate
from secretariat.dossier.actions import accept_draft, accept_drafts, join_draft, mend_draft, read_report
from secretariat.dossier.models import Draft, DraftKind, Report
from secretariat.meetings.models import Meeting, Point
from tests import make
from tests.dossier import told
from tests.make_dossier_reports import report as handed_in

pytestmark = pytest.mark.django_db


def a_second_report(conference: Conference, facts_for: str) -> tuple[User, Report]:
    """The first report accepted for everybody, the second handed in for fewer."""
    secretary = make.user(Role.SECRETARY, conference)
    accept_drafts(secretary, handed_in(conference, actor=secretary), kinds=DraftKind.values, at=make.NOON)
    return secretary, handed_in(conference, actor=secretary, reading=told.second(), facts_for=facts_for)


@pytest.mark.parametrize("level", ["delegations", "secretariat", "restricted"])
def test_what_is_for_a_few_is_not_written_into_what_everybody_sees(level: str) -> None:
    conference = make.conference()
    secretary, second = a_second_report(conference, level)
    Meeting.objects.update(host_person="")

    join_draft(secretary, told.draft(second, DraftKind.MEETING), at=make.NOON)
    join_draft(secretary, told.draft(second, DraftKind.DELEGATE), at=make.NOON)

    meeting = Meeting.objects.get()
    assert meeting.host_person == ""
    assert Delegate.objects.get().spellings == []
    assert Citation.objects.of([meeting]).count() == 2
    page = Client().get(f"/en/damascus-2020/meetings/{meeting.key}/").content.decode()
    assert "Daily Harbour" not in page


def test_the_page_says_that_nothing_would_be_filled_in() -> None:
    conference = make.conference()
    secretary, second = a_second_report(conference, "secretariat")

    page = make.client(secretary).get(f"/en/damascus-2020/office/reports/{second.pk}/").content.decode()

    assert "it would be cited, and nothing filled in" in page


def test_a_report_whose_facts_are_restricted_is_read_by_secretaries_alone() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary, facts_for="restricted")
    accept_drafts(secretary, report, kinds=DraftKind.values, at=make.NOON)
    reader = make.client(make.user(Role.READER, conference))

    assert reader.get(f"/en/damascus-2020/office/reports/{report.pk}/").status_code == 404
    for page in ("search/?q=Aoun", "record/", "reports/"):
        assert "Norwegian delegation" not in reader.get(f"/en/damascus-2020/office/{page}").content.decode(), page


def test_the_file_of_a_restricted_report_stays_with_it() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    source = make.source(conference, title="Norway's envoy in Baabda", published_date="2020-10-12")
    upload = SimpleUploadedFile("report.txt", b"for a few")
    report = read_report(secretary, conference, reading=told.second(), facts_for="restricted", upload=upload)

    join_draft(secretary, told.draft(report, DraftKind.SOURCE), at=make.NOON)

    source.refresh_from_db()
    assert source.file is None
    assert not File.objects.visible_to(make.user(Role.DOOR_OFFICER, conference)).exists()


def test_a_file_that_a_source_is_given_stands_in_the_record() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    source = make.source(conference, title="Norway's envoy in Baabda", published_date="2020-10-12")
    upload = SimpleUploadedFile("report.txt", b"for everybody")
    report = read_report(secretary, conference, reading=told.second(), facts_for="public", upload=upload)

    join_draft(secretary, told.draft(report, DraftKind.SOURCE), at=make.NOON)

    source.refresh_from_db()
    assert source.file_name == "report.txt"
    assert Entry.objects.get(verb="archive.revise_source").changes["file_name"] == ["", "report.txt"]


def test_a_new_sources_entry_tells_of_its_file() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    upload = SimpleUploadedFile("report.txt", b"for everybody")
    report = read_report(secretary, conference, reading=told.second(), facts_for="public", upload=upload)

    accept_draft(secretary, told.draft(report, DraftKind.SOURCE), at=make.NOON)

    assert Entry.objects.get(verb="archive.add_source").changes["file_name"] == [None, "report.txt"]


def test_a_click_takes_what_was_seen_and_not_what_was_mended_meanwhile() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    draft = told.draft(report, DraftKind.INITIATIVE)
    mend_draft(secretary, draft, changes={"text": "something else"})

    answer = make.client(secretary).post(
        f"/en/damascus-2020/office/drafts/{draft.pk}/accept/", {"version": "1"}, follow=True
    )

    assert "Somebody changed this while you were writing" in answer.content.decode()
    assert told.draft(report, DraftKind.INITIATIVE).state == Draft.State.PROPOSED


def test_nothing_is_written_into_a_meeting_that_the_officer_does_not_see() -> None:
    conference = make.conference()
    report = handed_in(conference)
    secretary = make.user(Role.SECRETARY, conference)
    accept_draft(secretary, told.draft(report, DraftKind.MEETING), at=make.NOON)
    Meeting.objects.update(sensitivity="restricted")
    officer = make.user(Role.DESK_OFFICER, conference, desks=["dossier", "meetings", "archive"])

    with pytest.raises(Refused, match="Decide on the meeting first"):
        accept_draft(officer, told.draft(report, DraftKind.STATEMENT), at=make.NOON)

    assert not Point.objects.exists()


def test_a_reader_is_not_told_the_topics() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    conference.topics.create(name="A matter for a few")

    address = f"/en/damascus-2020/office/reports/{report.pk}/"

    assert "A matter for a few" in make.client(secretary).get(address).content.decode()
    assert "A matter for a few" not in make.client(make.user(Role.READER, conference)).get(address).content.decode()


@pytest.mark.parametrize("field", ["visitors-²", "visitors-99999999999999999999", "visitors--1", "visitors-x"])
def test_a_hostile_row_of_a_form_is_passed_over(field: str) -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    draft = told.draft(handed_in(conference, actor=secretary), DraftKind.MEETING)

    answer = make.client(secretary).post(f"/en/damascus-2020/office/drafts/{draft.pk}/mend/", {field: "x"})

    assert answer.status_code in {302, 422}


def test_a_topic_with_a_hidden_character_is_taken_without_it() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    draft = told.draft(report, DraftKind.STATEMENT)
    mend_draft(secretary, draft, changes={"becomes": "position"})

    make.client(secretary).post(
        f"/en/damascus-2020/office/drafts/{draft.pk}/accept/", {"version": "2", "topic": "Prepara\x00tions"}
    )

    assert [str(topic) for topic in conference.topics.all()] == ["Preparations"]
