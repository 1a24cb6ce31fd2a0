"""Taking up a refused draft again."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.dossier.actions import refuse_draft, take_up_draft
from secretariat.dossier.models import Draft, DraftKind
from tests import make
from tests.dossier import told
from tests.make_dossier_reports import report as handed_in

pytestmark = pytest.mark.django_db


def test_a_refused_draft_is_to_be_decided_again() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    draft = told.draft(report, DraftKind.INITIATIVE)
    refuse_draft(secretary, draft, at=make.NOON)

    take_up_draft(secretary, draft)

    assert told.draft(report, DraftKind.INITIATIVE).state == Draft.State.PROPOSED
    assert Entry.objects.filter(verb="dossier.take_up_draft").count() == 1


def test_a_draft_that_was_not_refused_is_not_taken_up() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)

    with pytest.raises(Refused, match="Only a refused draft"):
        take_up_draft(secretary, told.draft(report, DraftKind.INITIATIVE))


def test_a_reader_may_not_take_it_up() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    draft = told.draft(report, DraftKind.INITIATIVE)
    refuse_draft(secretary, draft, at=make.NOON)
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        take_up_draft(reader, draft)

    assert make.client(reader).post(f"/en/damascus-2020/office/drafts/{draft.pk}/take-up/").status_code == 403


def test_the_page_shows_it_to_decide() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    report = handed_in(conference, actor=secretary)
    draft = told.draft(report, DraftKind.INITIATIVE)
    refuse_draft(secretary, draft, at=make.NOON)

    page = make.client(secretary).post(f"/en/damascus-2020/office/drafts/{draft.pk}/take-up/", follow=True)

    assert "Take up again" not in page.content.decode()
