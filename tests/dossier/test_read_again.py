"""Reading a report once more, with the date that it did not carry."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.dossier.actions import accept_draft, mend_draft, read_again
from secretariat.dossier.models import Draft, DraftKind
from secretariat.engines.reading.models import Reading
from tests import make
from tests.dossier import told
from tests.make_dossier_reports import report as handed_in

pytestmark = pytest.mark.django_db


def with_its_date() -> Reading:
    """The agency's report, with what was left open reckoned."""
    reading = told.first()
    return replace(reading, conferences=(replace(reading.conferences[0], when="2020-11", precision="month"),), notes=())


def test_what_was_open_is_reckoned_and_the_note_goes() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)

    read_again(secretary, report, reading=with_its_date())

    report.refresh_from_db()
    assert told.draft(report, DraftKind.CONFERENCE).data["held_date"] == "2020-11"
    assert report.drafts.count() == 11
    assert report.notes == []
    assert Entry.objects.filter(verb="dossier.read_again").count() == 1


def test_what_was_decided_or_mended_stays_and_is_not_drafted_twice() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    accept_draft(secretary, told.draft(report, DraftKind.MEETING), at=make.NOON)
    mend_draft(secretary, told.draft(report, DraftKind.INITIATIVE), changes={"text": "a fund"})

    read_again(secretary, report, reading=with_its_date())

    assert report.drafts.count() == 11
    assert told.draft(report, DraftKind.MEETING).state == Draft.State.ACCEPTED
    assert told.draft(report, DraftKind.INITIATIVE).data["text"] == "a fund"
    accept_draft(secretary, told.draft(report, DraftKind.STATEMENT, 1), at=make.NOON)


def test_a_reader_may_not_read_it_again() -> None:
    conference = make.conference()
    report = handed_in(conference)
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        read_again(reader, report, reading=with_its_date())

    assert make.client(reader).get(f"/en/damascus-2020/office/reports/{report.pk}/again/").status_code == 403


def test_the_page_reads_the_clean_text_with_the_date_given() -> None:
    conference = make.conference()
    client = make.client(make.user(Role.SECRETARY, conference))
    for code in ("LB", "NO"):
        make.party(code)
    text = (
        "Lebanon and Norway speak of the refugee conference\n\n"
        "Lebanese President Michel Aoun received a Norwegian delegation. The two sides discussed the international"
        " conference on refugees, which is to be held in Damascus next month."
    )
    client.post("/en/damascus-2020/office/reports/read/", {"text": text, "sensitivity": "public"})
    report = conference_report = Draft.objects.get(kind=DraftKind.CONFERENCE).report
    assert "date_open" in report.notes

    client.post(f"/en/damascus-2020/office/reports/{report.pk}/again/", {"published": "2020-10-29"})

    conference_report.refresh_from_db()
    assert told.draft(report, DraftKind.CONFERENCE).data["held_date"] == "2020-11"
    source = told.draft(report, DraftKind.SOURCE)
    assert (source.data["published_date"], source.data["title"]) == (
        "2020-10-29",
        "Lebanon and Norway speak of the refugee conference",
    )


def test_no_date_is_no_reading() -> None:
    conference = make.conference()
    report = handed_in(conference)

    answer = make.client(make.user(Role.SECRETARY, conference)).post(
        f"/en/damascus-2020/office/reports/{report.pk}/again/", {"published": "soon"}
    )

    assert answer.status_code == 422
    assert report.drafts.count() == 11
