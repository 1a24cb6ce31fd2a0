"""Accepting a draft: it becomes a fact that cites the passage."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.archive.models import Citation, Source
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.delegations.models import Delegate, Delegation
from secretariat.dossier.actions import accept_draft, refuse_draft
from secretariat.dossier.models import Draft, DraftKind, Initiative, Notice, Position, ReportedFigure
from secretariat.meetings.models import Meeting, Mission, Point, ReportBack
from secretariat.preparation.models import Challenge
from tests import make
from tests.dossier import told
from tests.make_dossier_reports import report as handed_in
from tests.threads import in_thread

pytestmark = pytest.mark.django_db


def test_the_source_is_kept_with_title_publisher_and_date() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)

    accept_draft(secretary, told.draft(report, DraftKind.SOURCE), at=make.NOON)

    source = Source.objects.get()
    assert (source.title, source.publisher, source.byline, source.published_date, source.sensitivity) == (
        "President Aoun receives a Norwegian delegation",
        "Cedar News",
        "Rana Khoury",
        "2020-10-12",
        "public",
    )
    report.refresh_from_db()
    assert report.source == source


def test_a_meeting_becomes_a_fact_that_cites_its_passage() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)

    accept_draft(secretary, told.draft(report, DraftKind.MEETING), at=make.NOON)

    meeting = Meeting.objects.get()
    citation = Citation.objects.of([meeting]).get()
    assert (meeting.host_id, meeting.host_person, meeting.held_date) == (
        make.party("LB").pk,
        "Michel Aoun",
        "2020-10-12",
    )
    visitor = meeting.visitors.get()
    assert (visitor.party.code, visitor.head, str(visitor.head_capacity)) == ("NO", "Kari Solberg", "Special Envoy")
    assert citation.passage == report.text[citation.start : citation.end]
    assert citation.passage.startswith("Lebanese President Michel Aoun received")
    assert citation.source == Source.objects.get()
    assert set(Entry.objects.values_list("verb", flat=True)) == {
        "dossier.read_report",
        "archive.add_source",
        "meetings.record_meeting",
        "dossier.accept_draft",
    }


def test_a_statement_becomes_a_point_of_the_meeting_and_waits_for_it() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    stressed = told.draft(report, DraftKind.STATEMENT, 1)

    with pytest.raises(Refused, match="Decide on the meeting first"):
        accept_draft(secretary, stressed, at=make.NOON)
    assert not Source.objects.exists()
    assert not Entry.objects.exclude(verb="dossier.read_report").exists()

    accept_draft(secretary, told.draft(report, DraftKind.MEETING), at=make.NOON)
    accept_draft(secretary, stressed, at=make.NOON)

    point = Point.objects.get()
    assert (point.verb, str(point.text), [each.party.code for each in point.speakers.all()]) == (
        "stressed",
        "the conference is purely humanitarian",
        ["NO"],
    )
    assert Citation.objects.of([point]).get().passage == "Norway stressed that the conference is purely humanitarian."


def test_a_position_needs_a_topic_and_opens_one_that_is_new() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    reading = told.first()
    report = handed_in(conference, actor=secretary, reading=replace(reading, meetings=()))
    stressed = told.draft(report, DraftKind.STATEMENT, 1)

    with pytest.raises(Refused, match="on which topic") as refusal:
        accept_draft(secretary, stressed, at=make.NOON)
    accept_draft(secretary, stressed, at=make.NOON, changes={"topic": "Purpose", "stance": "for"})

    position = Position.objects.get()
    assert refusal.value.field == "topic"
    assert (str(position.topic), position.stance, position.said_date) == ("Purpose", "for", "2020-10-12")
    assert told.draft(report, DraftKind.STATEMENT, 1).is_mended


def test_people_are_named_in_a_delegation_that_is_there() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    person = told.draft(report, DraftKind.DELEGATE)

    with pytest.raises(Refused, match="Accept the delegation of Norway first"):
        accept_draft(secretary, person, at=make.NOON)
    accept_draft(secretary, told.draft(report, DraftKind.DELEGATION), at=make.NOON)
    accept_draft(secretary, person, at=make.NOON)

    delegate = Delegate.objects.get()
    assert (delegate.name, delegate.role, str(delegate.capacity)) == ("Kari Solberg", "head", "Special Envoy")
    assert [str(body.name) for body in Delegation.objects.get().bodies.all()] == ["Foreign Ministry"]


def test_a_mission_is_kept_with_its_stops_and_reported_back_in_the_meeting() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)

    accept_draft(secretary, told.draft(report, DraftKind.MEETING), at=make.NOON)
    accept_draft(secretary, told.draft(report, DraftKind.MISSION), at=make.NOON)

    mission = Mission.objects.get()
    assert [stop.country.code for stop in mission.stops.all()] == ["JO"]
    assert ReportBack.objects.get().meeting == Meeting.objects.get()


def test_challenges_initiatives_figures_and_notices_become_facts() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)

    for kind in (DraftKind.CHALLENGE, DraftKind.INITIATIVE, DraftKind.FIGURE, DraftKind.CONFERENCE):
        accept_draft(secretary, told.draft(report, kind), at=make.NOON)

    challenge = Challenge.objects.get()
    assert {(part.part, part.party.code) for part in challenge.parts.all()} == {("said by", "LB"), ("done to", "JO")}
    assert str(Initiative.objects.get().text) == "its fund for schools"
    assert ReportedFigure.objects.get().value == 1_500_000
    notice = Notice.objects.get()
    assert (notice.city, notice.held_date) == ("Beirut", "")
    for fact in (challenge, Initiative.objects.get(), ReportedFigure.objects.get(), notice):
        assert Citation.objects.of([fact]).get().source == Source.objects.get()


def test_a_draft_is_accepted_once() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    meeting = told.draft(report, DraftKind.MEETING)
    accept_draft(secretary, meeting, at=make.NOON)

    with pytest.raises(Refused, match="accepted already"):
        accept_draft(secretary, meeting, at=make.NOON)

    assert Meeting.objects.count() == 1


def test_a_refused_source_holds_up_the_facts() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    refuse_draft(secretary, told.draft(report, DraftKind.SOURCE), at=make.NOON)

    with pytest.raises(Refused, match="The source of this report was refused"):
        accept_draft(secretary, told.draft(report, DraftKind.MEETING), at=make.NOON)

    assert not Meeting.objects.exists()


def test_what_somebody_mended_meanwhile_is_not_accepted_unseen() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)

    with pytest.raises(Stale):
        accept_draft(secretary, told.draft(report, DraftKind.MEETING), at=make.NOON, version=99)


def test_an_officer_of_this_desk_alone_enters_no_meeting() -> None:
    conference = make.conference()
    report = handed_in(conference)
    officer = make.user(Role.DESK_OFFICER, conference, desks=["dossier"])

    with pytest.raises(Refused, match="officers of the desk"):
        accept_draft(officer, told.draft(report, DraftKind.MEETING), at=make.NOON)

    assert told.draft(report, DraftKind.MEETING).state == Draft.State.PROPOSED
    assert not Meeting.objects.exists()


def test_a_reader_may_not_accept() -> None:
    conference = make.conference()
    report = handed_in(conference)
    reader = make.user(Role.READER, conference)
    draft = told.draft(report, DraftKind.MEETING)

    with pytest.raises(PermissionDenied):
        accept_draft(reader, draft, at=make.NOON)

    answer = make.client(reader).post(f"/en/damascus-2020/office/drafts/{draft.pk}/accept/")
    assert answer.status_code == 403


def test_the_page_goes_back_to_the_draft_and_a_script_gets_the_card() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    client = make.client(secretary)
    meeting, stressed = told.draft(report, DraftKind.MEETING), told.draft(report, DraftKind.STATEMENT, 1)

    seen = {"version": "1"}
    plain = client.post(f"/en/damascus-2020/office/drafts/{meeting.pk}/accept/", seen)
    scripted = client.post(
        f"/en/damascus-2020/office/drafts/{stressed.pk}/accept/", seen, headers={"HX-Request": "true"}
    )

    assert plain["Location"] == f"/en/damascus-2020/office/reports/{report.pk}/#draft-{meeting.pk}"
    assert f'id="draft-{stressed.pk}"' in scripted.content.decode()
    assert "<html" not in scripted.content.decode()
    assert Point.objects.get().meeting == Meeting.objects.get()


def test_the_card_of_the_source_comes_with_that_of_the_first_fact() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    meeting, source = told.draft(report, DraftKind.MEETING), told.draft(report, DraftKind.SOURCE)

    answer = make.client(secretary).post(
        f"/en/damascus-2020/office/drafts/{meeting.pk}/accept/", {"version": "1"}, headers={"HX-Request": "true"}
    )

    page = answer.content.decode()
    assert f'id="draft-{source.pk}" hx-swap-oob="true"' in page
    assert page.count("Accepted") == 2


def test_a_party_the_register_lacks_is_refused_by_name() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)

    with pytest.raises(Refused, match="no party with the code ZZ"):
        accept_draft(secretary, told.draft(report, DraftKind.INITIATIVE), at=make.NOON, changes={"party": "ZZ"})

    assert not Initiative.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_officers_accepting_at_once_make_one_meeting() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    meeting = told.draft(report, DraftKind.MEETING)
    outcomes: list[str] = []

    def accept() -> None:
        try:
            accept_draft(secretary, Draft.objects.get(pk=meeting.pk), at=make.NOON)
        except Refused as refusal:
            outcomes.append(str(refusal))
        else:
            outcomes.append("done")

    beside = in_thread(accept)
    accept()
    beside.join(10)

    assert sorted(outcomes) == ["This was accepted already.", "done"]
    assert Meeting.objects.count() == 1
