"""Watching for a name no longer."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.delegations.actions import name_delegate, stop_watching
from secretariat.delegations.models import HitState, WatchHit
from tests import make, make_accreditation

pytestmark = pytest.mark.django_db


def test_a_name_is_watched_for_no_longer_and_it_is_recorded() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    watched = make_accreditation.watched(conference)

    stop_watching(secretary, watched, at=make.NOON)
    name_delegate(secretary, make.delegation(conference), details={"name": watched.name})

    watched.refresh_from_db()
    assert watched.ended_at == make.NOON
    assert not WatchHit.objects.exists()
    assert Entry.objects.filter(verb="delegations.stop_watching").count() == 1


def test_open_hits_are_settled_first_and_once_is_enough() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    hit = make_accreditation.hit(make.delegate(make.delegation(conference)))

    with pytest.raises(Refused, match="1 hit of this name is open"):
        stop_watching(secretary, hit.watched, at=make.NOON)

    WatchHit.objects.update(state=HitState.CLEARED)
    stop_watching(secretary, hit.watched, at=make.NOON)
    with pytest.raises(Refused, match="no longer watched for"):
        stop_watching(secretary, hit.watched, at=make.NOON)


def test_an_officer_may_not() -> None:
    conference = make.conference()
    watched = make_accreditation.watched(conference)
    officer = make.user(Role.DESK_OFFICER, conference, desks=["delegations"])

    with pytest.raises(PermissionDenied):
        stop_watching(officer, watched, at=make.NOON)

    address = f"/en/damascus-2020/office/watch-list/{watched.pk}/stop/"
    assert make.client(officer).post(address).status_code == 404


def test_the_page_answers() -> None:
    conference = make.conference()
    watched = make_accreditation.watched(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.post(f"/en/damascus-2020/office/watch-list/{watched.pk}/stop/", follow=True)

    assert "no longer watched for" in page.content.decode()
    watched.refresh_from_db()
    assert watched.ended_at is not None
