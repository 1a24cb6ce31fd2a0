"""Using a template no more."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.door.actions import retire_template
from secretariat.door.models import PrintKind
from secretariat.door.queries import house_source, source_in_use
from tests import make, make_printing

pytestmark = pytest.mark.django_db
TEMPLATES = "/en/damascus-2020/office/print/templates/"


def test_the_houses_own_serves_again_and_it_is_recorded() -> None:
    conference = make.conference()
    template = make_printing.template(conference, is_in_use=True)

    retire_template(make.user(Role.SECRETARY, conference), template)

    assert source_in_use(conference, PrintKind.BADGE) == house_source(PrintKind.BADGE)
    assert Entry.objects.get().changes == {"is_in_use": [True, False]}


def test_one_that_is_not_in_use_stays_so_and_nothing_is_recorded() -> None:
    conference = make.conference()

    retire_template(make.user(Role.SECRETARY, conference), make_printing.template(conference))

    assert not Entry.objects.exists()


def test_a_door_officer_may_not() -> None:
    conference = make.conference()
    template, officer = make_printing.template(conference, is_in_use=True), make.user(Role.DOOR_OFFICER, conference)

    with pytest.raises(PermissionDenied):
        retire_template(officer, template)

    assert make.client(officer).post(f"{TEMPLATES}{template.pk}/retire/").status_code == 403


def test_the_page_retires_it() -> None:
    conference = make.conference()
    template = make_printing.template(conference, is_in_use=True)
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.post(f"{TEMPLATES}{template.pk}/retire/", follow=True)

    assert "own template serves again" in page.content.decode()
    template.refresh_from_db()
    assert not template.is_in_use
