"""Handing a release to a second person: only what is protected."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.figures.actions import submit_release
from secretariat.figures.models import Review
from secretariat.figures.queries.releases import waiting_for_a_second_person
from tests import make, make_releases

pytestmark = pytest.mark.django_db


def test_it_waits_for_another_person_and_is_recorded() -> None:
    conference = make.conference()
    made = make_releases.submitted(make_releases.returns(conference))
    other = make_releases.officer(conference)

    assert made.state == "submitted"
    assert Entry.objects.filter(verb="figures.submit_release").count() == 1
    assert list(waiting_for_a_second_person(conference, other)) == [made]
    assert not waiting_for_a_second_person(conference, made.prepared_by).exists()
    assert not waiting_for_a_second_person(conference, make.user(Role.READER, conference)).exists()


@pytest.mark.parametrize("state", ["waiting", "running", "failed"])
def test_what_is_not_protected_is_refused(state: str) -> None:
    made = make_releases.laid_out(make_releases.returns(make.conference()))
    Review.objects.update(state=state)

    with pytest.raises(Refused):
        submit_release(made.prepared_by, made)


def test_what_was_never_laid_out_is_refused() -> None:
    made = make_releases.prepared(make_releases.returns(make.conference()))

    with pytest.raises(Refused, match="not computed yet"):
        submit_release(made.prepared_by, made)


def test_a_reader_may_not() -> None:
    conference = make.conference()
    made = make_releases.laid_out(make_releases.returns(conference))

    with pytest.raises(PermissionDenied):
        submit_release(make.user(Role.READER, conference), made)


def test_the_button_on_the_page_does_it() -> None:
    conference = make.conference()
    made = make_releases.laid_out(make_releases.returns(conference))
    browser = make.client(made.prepared_by)
    page = reverse("figures:release", args=[conference.slug, made.pk])

    assert "Hand to a second person" in browser.get(page).content.decode()
    browser.post(reverse("figures:submit_release", args=[conference.slug, made.pk]), {"version": made.version})

    made.refresh_from_db()
    assert made.state == "submitted"
    assert "somebody else approves it" in browser.get(page).content.decode()
