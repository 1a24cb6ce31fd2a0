"""Bringing the register to what the house ships."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, User
from secretariat.audit.models import HOUSE, BatchRows, Entry
from secretariat.audit.queries import history_of, house
from secretariat.parties import queries
from secretariat.parties.actions import refresh
from secretariat.parties.models import Party, Region
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/en/office/parties/refresh/"


@pytest.fixture
def keeper() -> User:
    """Whoever keeps the installation."""
    return make.user(None, name="Keeper", is_superuser=True)


def test_an_empty_register_is_filled_in_one_deed_that_every_row_leads_back_to(keeper: User) -> None:
    refresh(keeper, house())

    assert Party.objects.states().count() == len(queries.shipped_states())
    assert Region.objects.count() == len(queries.shipped_regions())
    entry = Entry.objects.get()
    assert (entry.verb, entry.conference_id) == ("parties.refresh", HOUSE)
    assert history_of(Party.objects.get(code="LB")).get() == entry


def test_a_second_time_changes_nothing_and_is_not_recorded(keeper: User) -> None:
    refresh(keeper, house())

    again = refresh(keeper, house())

    assert again.done == 0
    assert Entry.objects.count() == 1


def test_what_was_changed_here_comes_back_and_what_was_added_here_stays(keeper: User) -> None:
    refresh(keeper, house())
    Party.objects.filter(code="LB").update(iso3="XXX")
    make.organisation("RESCUE", "Rescue Committee")

    done = refresh(keeper, house())

    assert done.counts["changed"] == 1
    assert Party.objects.get(code="LB").iso3 == "LBN"
    assert Party.objects.filter(code="RESCUE").exists()


def test_a_secretary_may_not() -> None:
    secretary = make.user(Role.SECRETARY, make.conference())
    known = Party.objects.count()

    with pytest.raises(PermissionDenied):
        refresh(secretary, house())

    assert make.client(secretary).post(ADDRESS).status_code == 403
    assert Party.objects.count() == known
    assert not BatchRows.objects.exists()


def test_a_stranger_is_asked_to_sign_in() -> None:
    page = make.client().post(ADDRESS)

    assert page.status_code == 302
    assert "/accounts/login/" in page["Location"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_fills_the_register_and_only_when_it_is_asked_to(keeper: User, language: str) -> None:
    browser, address = make.client(keeper), ADDRESS.replace("/en/", f"/{language}/")

    looked = browser.get(address)
    done = browser.post(address)

    assert looked.status_code == 405
    assert done["Location"] == f"/{language}/office/"
    assert Party.objects.filter(code="LB").exists()


def test_one_comes_back_to_the_page_one_was_on_but_to_no_other_house(keeper: User) -> None:
    browser = make.client(keeper)

    back = browser.post(ADDRESS, {"next": "/en/damascus-2020/office/parties/"})
    away = browser.post(ADDRESS, {"next": "https://evil.example/"})

    assert back["Location"] == "/en/damascus-2020/office/parties/"
    assert away["Location"] == "/en/office/"
