"""Saying who looked whether so much was reached."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.pledges.actions import verify_progress
from tests import make, make_pledges
from tests.pledges.conftest import Follow


def test_an_officer_says_who_looked_and_it_is_recorded(follow: Follow) -> None:
    progress = make_pledges.progress(make_pledges.target(follow.pledge))
    verify_progress(follow.officer, progress, verified_by="UNHCR")

    progress.refresh_from_db()
    assert (progress.is_verified, progress.verified_by) == (True, "UNHCR")
    assert Entry.objects.filter(verb="pledges.verify_progress").count() == 1


def test_somebody_must_have_looked(follow: Follow) -> None:
    progress = make_pledges.progress(make_pledges.target(follow.pledge))
    with pytest.raises(Refused):
        verify_progress(follow.officer, progress, verified_by="")


def test_a_party_does_not_verify_its_own_word(follow: Follow) -> None:
    progress = make_pledges.progress(make_pledges.target(follow.pledge))
    for person in (follow.focal, *follow.strangers):
        with pytest.raises(PermissionDenied):
            verify_progress(person, progress, verified_by="we")


def test_the_page_answers(follow: Follow) -> None:
    progress = make_pledges.progress(make_pledges.target(follow.pledge))
    address = follow.address("verify_progress", progress.pk)

    assert make.client(follow.officer).get(address).status_code == 200
    assert make.client(follow.officer).post(address, {"verified_by": "UNHCR", "version": "1"}).status_code == 302
    assert make.client(follow.reader).get(address).status_code == 403
