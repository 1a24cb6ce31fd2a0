"""Accepting all drafts of a kind, or all there are."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.dossier.actions import accept_drafts
from secretariat.dossier.models import Draft, DraftKind
from secretariat.meetings.models import Meeting, Point
from tests import make
from tests.dossier import told
from tests.make_dossier_reports import report as handed_in

pytestmark = pytest.mark.django_db


def test_all_drafts_of_a_report_become_facts_in_one_deed() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)

    batch = accept_drafts(secretary, report, kinds=DraftKind.values, at=make.NOON)

    assert (batch.done, batch.skipped) == (11, ())
    assert not report.drafts.exclude(state=Draft.State.ACCEPTED).exists()
    assert Point.objects.filter(meeting=Meeting.objects.get()).count() == 2
    assert Entry.objects.filter(verb="dossier.accept_drafts").count() == 1


def test_what_may_be_there_already_is_left_to_a_person() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    accept_drafts(secretary, handed_in(conference, actor=secretary), kinds=DraftKind.values, at=make.NOON)
    other = handed_in(conference, actor=secretary, reading=told.second())

    batch = accept_drafts(secretary, other, kinds=[DraftKind.SOURCE, DraftKind.MEETING], at=make.NOON)

    assert batch.done == 1
    [(what, why)] = batch.skipped
    assert "Norway" in what
    assert "may be there already" in why
    assert Meeting.objects.count() == 1


def test_a_part_that_is_refused_leaves_no_entry() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)

    batch = accept_drafts(secretary, report, kinds=[DraftKind.STATEMENT], at=make.NOON)

    assert batch.done == 0
    assert [why for _what, why in batch.skipped] == ["Decide on the meeting first; this is a point of it."] * 2
    assert [entry.verb for entry in Entry.objects.all()] == ["dossier.read_report"]


def test_a_topic_is_given_to_all_statements_that_become_positions() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    statements = report.drafts.filter(kind=DraftKind.STATEMENT)
    for draft in statements:
        Draft.objects.filter(pk=draft.pk).update(data={**draft.data, "becomes": "position"})

    batch = accept_drafts(secretary, report, kinds=[DraftKind.STATEMENT], at=make.NOON, topic="Preparations")

    assert batch.done == 2
    assert [str(topic) for topic in conference.topics.all()] == ["Preparations"]


def test_a_reader_may_not_accept_them() -> None:
    conference = make.conference()
    report = handed_in(conference)
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        accept_drafts(reader, report, kinds=DraftKind.values, at=make.NOON)

    answer = make.client(reader).post(f"/en/damascus-2020/office/reports/{report.pk}/accept/")
    assert answer.status_code == 403
    assert not Meeting.objects.exists()


def test_the_page_says_what_was_done_and_what_was_skipped() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)

    address = f"/en/damascus-2020/office/reports/{report.pk}/accept/"
    page = make.client(secretary).post(address, {"kind": "statement"}, follow=True).content.decode()

    assert "0 accepted" in page
    assert "Decide on the meeting first" in page
