"""Refusing all drafts of a kind."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.dossier.actions import accept_draft, refuse_drafts
from secretariat.dossier.models import Draft, DraftKind
from tests import make
from tests.dossier import told
from tests.make_dossier_reports import report as handed_in

pytestmark = pytest.mark.django_db


def test_all_that_is_undecided_is_refused_and_what_is_accepted_stays() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    accept_draft(secretary, told.draft(report, DraftKind.INITIATIVE), at=make.NOON)

    batch = refuse_drafts(secretary, report, kinds=[DraftKind.STATEMENT, DraftKind.INITIATIVE], at=make.NOON)

    assert batch.done == 2
    assert set(report.drafts.filter(state=Draft.State.REFUSED).values_list("kind", flat=True)) == {"statement"}
    assert told.draft(report, DraftKind.INITIATIVE).state == Draft.State.ACCEPTED
    assert Entry.objects.filter(verb="dossier.refuse_drafts").count() == 1


def test_a_reader_may_not_refuse_them() -> None:
    conference = make.conference()
    report = handed_in(conference)
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        refuse_drafts(reader, report, kinds=DraftKind.values, at=make.NOON)

    assert make.client(reader).post(f"/en/damascus-2020/office/reports/{report.pk}/refuse/").status_code == 403
    assert not report.drafts.filter(state=Draft.State.REFUSED).exists()


def test_the_page_says_how_many_were_refused() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)

    address = f"/en/damascus-2020/office/reports/{report.pk}/refuse/"
    page = make.client(secretary).post(address, {"kind": "statement"}, follow=True).content.decode()

    assert "2 refused" in page
