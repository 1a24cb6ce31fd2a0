"""Correcting what is kept of a place."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.figures.actions import revise_place
from tests import make, make_figures, make_imports

pytestmark = pytest.mark.django_db


def test_it_is_corrected_and_recorded_and_its_code_stays() -> None:
    conference = make.conference()
    site = make_figures.site(conference)
    code = site.code

    revise_place(make_imports.officer(conference), site, details={"state": "closed", "closed_date": "2020-11"})

    site.refresh_from_db()
    assert (site.state, site.closed_date, site.code) == ("closed", "2020-11", code)
    assert Entry.objects.get().verb == "figures.revise_place"


def test_a_country_is_not_renamed_here_and_nothing_newer_is_overwritten() -> None:
    conference = make.conference()

    with pytest.raises(Refused, match="register of parties"):
        revise_place(make_imports.officer(conference), make_figures.country(conference), details={"state": "open"})
    site = make_figures.site(conference)
    with pytest.raises(Stale):
        revise_place(make_imports.officer(conference), site, details={"state": "closed"}, version=7)


def test_a_reader_may_not() -> None:
    conference = make.conference()
    with pytest.raises(PermissionDenied):
        revise_place(make.user(Role.READER, conference), make_figures.site(conference), details={"state": "closed"})


def test_the_page_shows_what_is_kept_and_saves_it() -> None:
    conference = make.conference()
    site = make_figures.site(conference)
    browser = make.client(make_imports.officer(conference))
    address = f"/en/damascus-2020/office/places/{site.pk}/revise/"

    assert "atari" in browser.get(address).content.decode()
    answer = browser.post(address, {"name_en": "Zaatari", "state": "closed", "version": site.version})

    site.refresh_from_db()
    assert answer.status_code == 302
    assert (str(site.name), site.state) == ("Zaatari", "closed")
