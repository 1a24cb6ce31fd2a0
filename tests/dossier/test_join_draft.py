"""A second publisher's report of what is there: a further source, with what it adds."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, User
from secretariat.archive.models import Citation, Source
from secretariat.audit.action import Refused
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate
from secretariat.dossier.actions import accept_draft, accept_drafts, join_draft
from secretariat.dossier.models import DraftKind, Report
from secretariat.meetings.models import Meeting, Point
from tests import make
from tests.dossier import told
from tests.make_dossier_reports import report as handed_in

pytestmark = pytest.mark.django_db


def two_reports(conference: Conference) -> tuple[User, Report]:
    """The first report accepted, the second handed in."""
    secretary = make.user(Role.SECRETARY, conference)
    accept_drafts(secretary, handed_in(conference, actor=secretary), kinds=DraftKind.values, at=make.NOON)
    return secretary, handed_in(conference, actor=secretary, reading=told.second())


def test_the_meeting_of_another_publisher_is_recognised_with_its_reasons() -> None:
    _secretary, second = two_reports(make.conference())

    meeting = told.draft(second, DraftKind.MEETING)

    assert (meeting.same_type, meeting.same_id) == ("meetings.meeting", Meeting.objects.get().pk)
    assert {"date", "parties"} <= set(meeting.same_reasons)


def test_the_report_becomes_a_second_source_of_the_meeting() -> None:
    secretary, second = two_reports(make.conference())

    join_draft(secretary, told.draft(second, DraftKind.MEETING), at=make.NOON)

    meeting = Meeting.objects.get()
    cited = Citation.objects.of([meeting])
    assert [citation.source.publisher for citation in cited] == ["Cedar News", "Daily Harbour"]
    assert [citation.passage for citation in cited][-1].startswith("Lebanon's President Michel Aoun met")


def test_a_point_that_is_there_gets_the_source_and_another_is_added() -> None:
    secretary, second = two_reports(make.conference())
    join_draft(secretary, told.draft(second, DraftKind.MEETING), at=make.NOON)
    stressed, offered = told.draft(second, DraftKind.STATEMENT), told.draft(second, DraftKind.STATEMENT, 1)

    join_draft(secretary, stressed, at=make.NOON)
    accept_draft(secretary, offered, at=make.NOON)

    assert stressed.same_type == "meetings.point"
    assert offered.same_id is None
    known = Point.objects.get(verb="stressed")
    assert Citation.objects.of([known]).count() == 2
    assert Point.objects.get(verb="offered").meeting == Meeting.objects.get()


def test_a_person_in_another_spelling_is_proposed_and_never_merged_silently() -> None:
    secretary, second = two_reports(make.conference())
    person = told.draft(second, DraftKind.DELEGATE)

    assert person.same_type == "delegations.delegate"
    assert Delegate.objects.get().spellings == []

    join_draft(secretary, person, at=make.NOON)

    assert Delegate.objects.get().spellings == ["Kari Sølberg"]


def test_what_was_not_known_is_filled_in_and_what_differs_stays() -> None:
    conference = make.conference()
    secretary, second = two_reports(conference)
    meeting = Meeting.objects.get()
    Meeting.objects.filter(pk=meeting.pk).update(host_person="", kind="bilateral")

    join_draft(secretary, told.draft(second, DraftKind.MEETING), at=make.NOON)

    meeting.refresh_from_db()
    assert meeting.host_person == "Michel Aoun"
    assert meeting.kind == "bilateral"
    assert meeting.visitors.get().head == "Kari Solberg"


def test_an_agreed_record_gets_the_source_and_keeps_its_words() -> None:
    secretary, second = two_reports(make.conference())
    Meeting.objects.update(record_state="agreed", host_person="")

    join_draft(secretary, told.draft(second, DraftKind.MEETING), at=make.NOON)

    meeting = Meeting.objects.get()
    assert meeting.host_person == ""
    assert Citation.objects.of([meeting]).count() == 2


def test_entered_as_new_it_is_another_meeting_with_points_of_its_own() -> None:
    secretary, second = two_reports(make.conference())

    accept_draft(secretary, told.draft(second, DraftKind.MEETING), at=make.NOON)
    accept_draft(secretary, told.draft(second, DraftKind.STATEMENT), at=make.NOON)

    assert Meeting.objects.count() == 2
    assert Point.objects.filter(verb="stressed").count() == 2


def test_the_source_that_is_there_already_is_not_kept_twice() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    make.source(conference, title="Norway's envoy in Baabda", published_date="2020-10-12")
    second = handed_in(conference, actor=secretary, reading=told.second())

    with pytest.raises(Refused, match="Say first whether the source"):
        accept_draft(secretary, told.draft(second, DraftKind.MEETING), at=make.NOON)
    join_draft(secretary, told.draft(second, DraftKind.SOURCE), at=make.NOON)
    accept_draft(secretary, told.draft(second, DraftKind.MEETING), at=make.NOON)

    assert Source.objects.count() == 1
    assert Citation.objects.of([Meeting.objects.get()]).get().source == Source.objects.get()


def test_nothing_is_joined_to_nothing() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)

    with pytest.raises(Refused, match="Nothing was found"):
        join_draft(secretary, told.draft(report, DraftKind.MEETING), at=make.NOON)

    assert not Citation.objects.exists()


def test_a_reader_may_not_join_and_the_page_shows_what_differs() -> None:
    conference = make.conference()
    secretary, second = two_reports(conference)
    reader = make.user(Role.READER, conference)
    draft = told.draft(second, DraftKind.MEETING)

    with pytest.raises(PermissionDenied):
        join_draft(reader, draft, at=make.NOON)

    assert make.client(reader).post(f"/en/damascus-2020/office/drafts/{draft.pk}/join/").status_code == 403
    page = make.client(secretary).get(f"/en/damascus-2020/office/reports/{second.pk}/").content.decode()
    assert "This may be there already" in page
    assert "Kari Sølberg" in page
    assert "differs" in page
