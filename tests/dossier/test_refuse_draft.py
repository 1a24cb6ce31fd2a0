"""Refusing a draft: it becomes nothing."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.dossier.actions import accept_draft, refuse_draft
from secretariat.dossier.models import Draft, DraftKind, Initiative
from tests import make
from tests.dossier import told
from tests.make_dossier_reports import report as handed_in

pytestmark = pytest.mark.django_db


def test_a_refused_draft_becomes_nothing_and_the_record_says_who_refused_it() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)

    refuse_draft(secretary, told.draft(report, DraftKind.INITIATIVE), at=make.NOON)

    draft = told.draft(report, DraftKind.INITIATIVE)
    assert (draft.state, draft.decided_by) == (Draft.State.REFUSED, secretary)
    assert Entry.objects.get(verb="dossier.refuse_draft").actor == secretary
    with pytest.raises(Refused, match="take it up again"):
        accept_draft(secretary, draft, at=make.NOON)
    assert not Initiative.objects.exists()


def test_an_accepted_draft_is_not_refused() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    draft = told.draft(report, DraftKind.INITIATIVE)
    accept_draft(secretary, draft, at=make.NOON)

    with pytest.raises(Refused, match="accepted already"):
        refuse_draft(secretary, draft, at=make.NOON)


def test_a_reader_may_not_refuse() -> None:
    conference = make.conference()
    report = handed_in(conference)
    reader = make.user(Role.READER, conference)
    draft = told.draft(report, DraftKind.INITIATIVE)

    with pytest.raises(PermissionDenied):
        refuse_draft(reader, draft, at=make.NOON)

    assert make.client(reader).post(f"/en/damascus-2020/office/drafts/{draft.pk}/refuse/").status_code == 403


def test_the_page_refuses_and_shows_it() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    draft = told.draft(report, DraftKind.INITIATIVE)

    page = make.client(secretary).post(f"/en/damascus-2020/office/drafts/{draft.pk}/refuse/", follow=True)

    assert "Take up again" in page.content.decode()
