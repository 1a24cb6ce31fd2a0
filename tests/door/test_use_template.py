"""Saying which template of a kind is in use."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.door.actions import use_template
from secretariat.door.models import BadgeTemplate, PrintKind
from secretariat.door.queries import source_in_use
from tests import make, make_printing

pytestmark = pytest.mark.django_db
TEMPLATES = "/en/damascus-2020/office/print/templates/"


def test_one_of_a_kind_is_in_use_and_it_is_recorded() -> None:
    conference = make.conference()
    old = make_printing.template(conference, is_in_use=True)
    other = make_printing.template(conference, kind=PrintKind.NAME_PLATE, is_in_use=True)
    new = make_printing.template(conference, f"// New.\n{make_printing.SOURCE}")

    use_template(make.user(Role.SECRETARY, conference), new)

    assert set(BadgeTemplate.objects.filter(is_in_use=True)) == {other, new}
    assert old.pk not in BadgeTemplate.objects.filter(is_in_use=True).values_list("pk", flat=True)
    assert source_in_use(conference, PrintKind.BADGE).startswith("// New.")
    assert Entry.objects.get().changes == {"is_in_use": [False, True]}


def test_one_that_does_not_lay_out_the_samples_is_refused() -> None:
    conference = make.conference()
    template = make_printing.template(conference, "\n\n#data.people")

    with pytest.raises(Refused, match="Line 3: unknown variable: data"):
        use_template(make.user(Role.SECRETARY, conference), template)

    template.refresh_from_db()
    assert not template.is_in_use
    assert not Entry.objects.exists()


def test_a_sheet_takes_the_badge_that_is_in_use() -> None:
    conference = make.conference()
    make_printing.template(conference, "#let badge(person) = panic(person.number)", is_in_use=True)
    sheet = make_printing.template(
        conference, '#import "badge.typ": badge\n#badge((number: "7"))', kind=PrintKind.BADGE_SHEET
    )

    with pytest.raises(Refused, match=r"Line 2: panicked with:.*7"):
        use_template(make.user(Role.SECRETARY, conference), sheet)


def test_a_reader_and_a_door_officer_may_not() -> None:
    conference = make.conference()
    template = make_printing.template(conference)

    for role, status in ((Role.READER, 404), (Role.DOOR_OFFICER, 403)):
        stranger = make.user(role, conference)
        with pytest.raises(PermissionDenied):
            use_template(stranger, template)
        assert make.client(stranger).post(f"{TEMPLATES}{template.pk}/use/").status_code == status


def test_the_page_puts_it_into_use_or_tells_why_not() -> None:
    conference = make.conference()
    good, bad = make_printing.template(conference), make_printing.template(conference, "#nothing()", name="Bad")
    browser = make.client(make.user(Role.SECRETARY, conference))
    back = "http://testserver/en/damascus-2020/office/print/"

    page = browser.post(f"{TEMPLATES}{good.pk}/use/", follow=True).content.decode()
    told = browser.post(f"{TEMPLATES}{bad.pk}/use/", follow=True, headers={"referer": back}).content.decode()

    assert "The template is in use." in page
    assert "Line 1: unknown variable: nothing" in told
