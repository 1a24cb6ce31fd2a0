"""Putting an answer aside that does not count."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.programme.actions import put_aside_reply
from tests import make, make_programme
from tests.make_convening import convocation, invitee, received

pytestmark = pytest.mark.django_db


def test_the_answer_of_the_person_stays_as_it_is() -> None:
    conference = make.conference()
    kept = convocation(make_programme.session(conference))
    amal = invitee(kept, answer="accepted", answered_sequence=0, answered_at=make.NOON)
    found = received(kept, answer="declined")

    put_aside_reply(make.user(Role.SECRETARY, conference), found)

    amal.refresh_from_db()
    assert (found.state, amal.answer) == ("put aside", "accepted")
    with pytest.raises(Refused, match="decided"):
        put_aside_reply(make.user(Role.SECRETARY, conference), found)


def test_a_reader_may_not() -> None:
    conference = make.conference()
    kept = convocation(make_programme.session(conference))

    with pytest.raises(PermissionDenied):
        put_aside_reply(make.user(Role.READER, conference), received(kept))


def test_the_page_puts_it_aside() -> None:
    conference = make.conference()
    kept = convocation(make_programme.session(conference))
    found = received(kept)
    browser = make.client(make.user(Role.DESK_OFFICER, conference, desks=["programme"]))

    answer = browser.post(reverse("programme:put_aside_reply", args=[conference.slug, found.pk]))

    found.refresh_from_db()
    assert answer["Location"] == reverse("programme:convocation", args=[conference.slug, kept.pk])
    assert found.state == "put aside"
