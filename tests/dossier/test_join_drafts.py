"""Adding a report as a source to everything that it tells of and that is there."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, User
from secretariat.archive.models import Citation
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.dossier.actions import accept_draft, accept_drafts, join_drafts
from secretariat.dossier.models import Draft, DraftKind, Report
from secretariat.meetings.models import Meeting, Point
from tests import make
from tests.dossier import told
from tests.make_dossier_reports import report as handed_in

pytestmark = pytest.mark.django_db


def second_report(conference: Conference) -> tuple[User, Report]:
    """The first report accepted, the second handed in with its source accepted."""
    secretary = make.user(Role.SECRETARY, conference)
    accept_drafts(secretary, handed_in(conference, actor=secretary), kinds=DraftKind.values, at=make.NOON)
    second = handed_in(conference, actor=secretary, reading=told.second())
    accept_draft(secretary, told.draft(second, DraftKind.SOURCE), at=make.NOON)
    return secretary, second


def test_everything_that_is_there_gets_the_source_and_what_is_new_waits() -> None:
    secretary, second = second_report(make.conference())

    batch = join_drafts(secretary, second, kinds=DraftKind.values, at=make.NOON)

    # The delegation, its head, the meeting, and the one statement that the first report has too.
    assert (batch.done, batch.skipped) == (4, ())
    assert Citation.objects.of([Meeting.objects.get()]).count() == 2
    assert Citation.objects.of([Point.objects.get(verb="stressed")]).count() == 2
    assert [draft.data["verb"] for draft in second.drafts.filter(state=Draft.State.PROPOSED)] == ["offered"]
    assert Entry.objects.filter(verb="dossier.join_drafts").count() == 1


def test_a_kind_alone_is_joined_if_that_is_asked() -> None:
    secretary, second = second_report(make.conference())

    assert join_drafts(secretary, second, kinds=[DraftKind.MEETING], at=make.NOON).done == 1


def test_a_report_of_something_new_joins_nothing() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)

    assert join_drafts(secretary, report, kinds=DraftKind.values, at=make.NOON).done == 0
    assert not Entry.objects.filter(verb="dossier.join_drafts").exists()


def test_a_reader_may_not_join_them() -> None:
    conference = make.conference()
    _secretary, second = second_report(conference)
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        join_drafts(reader, second, kinds=DraftKind.values, at=make.NOON)

    assert make.client(reader).post(f"/en/damascus-2020/office/reports/{second.pk}/join/").status_code == 403


def test_the_page_says_how_many_were_joined() -> None:
    conference = make.conference()
    secretary, second = second_report(conference)

    page = make.client(secretary).post(f"/en/damascus-2020/office/reports/{second.pk}/join/", follow=True)

    assert "4 joined" in page.content.decode()
