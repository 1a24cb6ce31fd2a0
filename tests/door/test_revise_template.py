"""Changing a template."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.door.actions import revise_template
from tests import make, make_printing

pytestmark = pytest.mark.django_db
TEMPLATES = "/en/damascus-2020/office/print/templates/"


def test_a_template_is_changed_and_the_change_is_recorded() -> None:
    conference = make.conference()
    template = make_printing.template(conference)

    revise_template(
        make.user(Role.SECRETARY, conference), template, details={"name": "New", "source": "new"}, version=1
    )

    template.refresh_from_db()
    assert (template.name, template.source) == ("New", "new")
    assert Entry.objects.get().changes == {
        "name": ["Our badge", "New"],
        "source": [make_printing.SOURCE, "new"],
    }


def test_what_somebody_else_changed_meanwhile_is_not_overwritten() -> None:
    conference = make.conference()
    template = make_printing.template(conference)
    officer = make.user(Role.SECRETARY, conference)
    revise_template(officer, template, details={"name": "First", "source": "x"}, version=1)

    with pytest.raises(Stale):
        revise_template(officer, template, details={"name": "Second", "source": "y"}, version=1)

    page = make.client(officer).post(
        f"{TEMPLATES}{template.pk}/", {"name": "Second", "source": "y", "version": "1", "initial-name": "Our badge"}
    )
    assert page.status_code == 422
    assert "First" in page.content.decode()
    template.refresh_from_db()
    assert template.name == "First"


def test_one_in_use_must_still_lay_out_the_samples() -> None:
    conference = make.conference()
    template = make_printing.template(conference, is_in_use=True)
    officer = make.user(Role.SECRETARY, conference)

    with pytest.raises(Refused, match="Line 1: unknown variable: nothing") as told:
        revise_template(officer, template, details={"name": "New", "source": "#nothing()"})

    assert told.value.field == "source"
    template.refresh_from_db()
    assert template.name == "Our badge"
    assert not Entry.objects.exists()


def test_a_door_officer_changes_none() -> None:
    conference = make.conference()
    template, officer = make_printing.template(conference), make.user(Role.DOOR_OFFICER, conference)

    with pytest.raises(PermissionDenied):
        revise_template(officer, template, details={"name": "New", "source": "x"})

    assert make.client(officer).get(f"{TEMPLATES}{template.pk}/").status_code == 403


def test_a_template_of_another_conference_is_not_found_here() -> None:
    conference = make.conference()
    elsewhere = make_printing.template(make.conference("geneva-2021"))
    browser = make.client(make.user(Role.SECRETARY, conference))

    assert browser.get(f"{TEMPLATES}{elsewhere.pk}/").status_code == 404


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_shows_a_preview_and_saves(language: str) -> None:
    conference = make.conference()
    template = make_printing.template(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))
    address = f"{TEMPLATES}{template.pk}/".replace("/en/", f"/{language}/")
    sent = {"name": "New", "source": f"#pagebreak()\n{make_printing.SOURCE}", "version": "1"}

    preview = browser.post(address, {**sent, "another": "1"})
    saved = browser.post(address, sent)

    assert len(preview.context["pictures"]) == 2
    assert saved.status_code == 302
    template.refresh_from_db()
    assert template.name == "New"
