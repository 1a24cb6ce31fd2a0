"""Writing down in which meeting a mission was reported."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from secretariat.accounts.models import Role
from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.meetings.actions import report_back
from secretariat.meetings.models import Mission, ReportBack
from tests import make, make_meetings
from tests.threads import in_thread

pytestmark = pytest.mark.django_db


def test_it_is_kept_with_its_source_and_recorded_though_the_record_is_agreed() -> None:
    conference = make.conference()
    mission, meeting, source = (
        make_meetings.mission(conference),
        make_meetings.frozen(conference),
        make.source(conference),
    )

    told = report_back(
        make.user(Role.SECRETARY, conference),
        mission,
        meeting=meeting,
        sensitivity="public",
        cited=[Cited(source, "showed the results of their tour")],
    )

    assert Citation.objects.of([told]).count() == 1
    assert Entry.objects.get().made_id == told.pk


def test_once_for_a_meeting_and_in_a_meeting_of_this_conference() -> None:
    conference = make.conference()
    amal, mission = make.user(Role.SECRETARY, conference), make_meetings.mission(conference)
    meeting, foreign = make_meetings.meeting(conference), make_meetings.meeting(make.conference("geneva-2020"))
    report_back(amal, mission, meeting=meeting, sensitivity="public")

    with pytest.raises(Refused, match="written down already"):
        report_back(amal, mission, meeting=meeting, sensitivity="public")
    with pytest.raises(Refused, match="another conference"):
        report_back(amal, mission, meeting=foreign, sensitivity="public")
    with pytest.raises(PermissionDenied):
        report_back(make.user(Role.READER, conference), mission, meeting=meeting, sensitivity="public")

    assert ReportBack.objects.count() == 1


def test_the_form_offers_the_meetings_that_are_seen_and_both_pages_link_each_other() -> None:
    conference = make.conference()
    mission, meeting = make_meetings.mission(conference), make_meetings.meeting(conference)
    make_meetings.meeting(conference, sensitivity="restricted")
    browser = make.client(make.user(Role.DESK_OFFICER, conference, desks=["meetings"]))
    page = make_meetings.address(conference, f"missions/{mission.pk}/report-back/")

    offered = [pk for pk, _name in browser.get(page).context["form"].fields["meeting"].choices if pk]
    browser.post(page, {"meeting": meeting.pk, "sensitivity": "public"})

    assert offered == [meeting.pk]
    of_mission, of_meeting = (f"missions/{mission.pk}/", f"meetings/{meeting.pk}/")
    assert of_meeting in browser.get(make_meetings.address(conference, of_mission)).content.decode()
    assert of_mission in browser.get(make_meetings.address(conference, of_meeting)).content.decode()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_written_down_twice_at_once_it_is_kept_once() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("two writers at once need PostgreSQL")
    conference = make.conference()
    mission, meeting = make_meetings.mission(conference), make_meetings.meeting(conference)
    amal, begin, refused = make.user(Role.SECRETARY, conference), threading.Barrier(2), []

    def report() -> None:
        begin.wait(10)
        try:
            report_back(amal, Mission.objects.get(pk=mission.pk), meeting=meeting, sensitivity="public")
        except Refused as error:
            refused.append(error)

    for each in [in_thread(report), in_thread(report)]:
        each.join(20)

    assert (ReportBack.objects.count(), len(refused)) == (1, 1)
