"""One badge, at once."""

import pytest

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.door.models import BadgeState
from tests import make, make_door, make_printing

pytestmark = pytest.mark.django_db
BADGES = "/en/damascus-2020/office/badges/"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_badge_is_handed_out_as_a_pdf_with_its_photo(language: str) -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference))
    make_printing.portrait(badge.delegate)
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.get(f"{BADGES.replace('/en/', f'/{language}/')}{badge.pk}/pdf/")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == f'attachment; filename="damascus-2020-badge-{badge.number}.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Amal Haddad" in make_printing.pages_of(answer.content)[0]
    assert b"/DCTDecode" in answer.content


def test_looked_at_it_is_not_counted_and_asked_for_it_is() -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference))
    browser = make.client(make.user(Role.SECRETARY, conference))

    browser.get(f"{BADGES}{badge.pk}/pdf/")
    badge.refresh_from_db()
    looked_at = badge.times_printed
    browser.post(f"{BADGES}{badge.pk}/pdf/")
    badge.refresh_from_db()

    assert (looked_at, badge.times_printed) == (0, 1)
    assert badge.printed_at is not None
    assert not Entry.objects.exists()


def test_one_that_was_ended_is_printed_no_more() -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference), state=BadgeState.REVOKED)
    browser = make.client(make.user(Role.SECRETARY, conference))
    back = "http://testserver/en/damascus-2020/office/print/"

    page = browser.post(f"{BADGES}{badge.pk}/pdf/", follow=True, headers={"referer": back})

    assert "This badge was ended and is printed no more." in page.content.decode()
    badge.refresh_from_db()
    assert badge.times_printed == 0


def test_a_template_that_fails_is_told() -> None:
    conference = make.conference()
    make_printing.template(conference, "#nothing()", is_in_use=True)
    badge = make_door.badge(make_door.delegate(conference))
    browser = make.client(make.user(Role.SECRETARY, conference))
    back = "http://testserver/en/damascus-2020/office/print/"

    page = browser.get(f"{BADGES}{badge.pk}/pdf/", follow=True, headers={"referer": back})

    assert "Line 1: unknown variable: nothing" in page.content.decode()


def test_it_is_for_officers_of_the_door_alone_and_for_their_own_conference() -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference))
    elsewhere = make_door.badge(make_door.delegate(make.conference("geneva-2021"), "Omar"))

    for role, status in ((Role.DOOR_OFFICER, 403), (Role.READER, 404)):
        assert make.client(make.user(role, conference)).get(f"{BADGES}{badge.pk}/pdf/").status_code == status
    secretary = make.client(make.user(Role.SECRETARY, conference))
    assert secretary.get(f"{BADGES}{elsewhere.pk}/pdf/").status_code == 404
