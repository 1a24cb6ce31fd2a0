"""Writing down that a pledge was announced in a session."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.programme.actions import announce_pledge
from tests import make, make_pledges, make_programme

pytestmark = pytest.mark.django_db


def test_a_pledge_is_announced_with_its_words_and_recorded() -> None:
    held = make.conference()
    session, pledge = make_programme.session(held), make_pledges.pledge(held)
    made = announce_pledge(make.user(Role.SECRETARY, held), session, pledge=pledge, passage="Мы выделяем 20 млн.")

    assert (made.pledge, made.passage) == (pledge, "Мы выделяем 20 млн.")
    assert Entry.objects.get(verb="programme.announce_pledge").made_id == made.pk


def test_it_is_refused_twice_in_a_cancelled_session_and_from_another_conference() -> None:
    held, elsewhere = make.conference(), make.conference("geneva-2021")
    secretary, session, pledge = (
        make.user(Role.SECRETARY, held),
        make_programme.session(held),
        make_pledges.pledge(held),
    )
    announce_pledge(secretary, session, pledge=pledge)

    with pytest.raises(Refused, match="already"):
        announce_pledge(secretary, session, pledge=pledge)
    with pytest.raises(Refused, match="another conference"):
        announce_pledge(secretary, session, pledge=make_pledges.pledge(elsewhere))
    session.state = "cancelled"
    session.save()
    with pytest.raises(Refused, match="cancelled"):
        announce_pledge(secretary, session, pledge=make_pledges.policy(held))


def test_officers_of_pledges_may_and_strangers_may_not() -> None:
    held = make.conference()
    session, pledge = make_programme.session(held), make_pledges.pledge(held)
    announce_pledge(make.user(Role.DESK_OFFICER, held, desks=["pledges"]), session, pledge=pledge)

    for person in (make.user(None), make.user(Role.READER, held), make.user(Role.DESK_OFFICER, held, desks=["door"])):
        with pytest.raises(PermissionDenied):
            announce_pledge(person, session, pledge=make_pledges.policy(held))


def test_the_page_answers_and_a_pledge_that_is_not_seen_is_not_shown() -> None:
    held = make.conference()
    officer = make.client(make.user(Role.DESK_OFFICER, held, desks=["programme"]))
    session, pledge = make_programme.session(held), make_pledges.pledge(held)
    hidden = make_pledges.pledge(held, "LB", sensitivity="restricted", title=make_pledges.said("A secret promise"))
    make_pledges.announcement(session, hidden)
    address = reverse("programme:announce_pledge", args=[held.slug, session.pk])

    assert officer.get(address).status_code == 200
    assert officer.post(address, {"pledge": hidden.pk}).status_code == 422
    assert officer.post(address, {"pledge": pledge.pk, "passage": "Twenty million"}).status_code == 302
    page = officer.get(reverse("programme:session", args=[held.slug, session.pk])).content.decode()
    assert "Twenty million" in page
    assert "secret promise" not in page
    part = officer.get(
        reverse("programme:announcements_of_pledge", args=[held.slug, pledge.pk]), headers={"HX-Request": "true"}
    )
    assert b"Twenty million" in part.content
    assert b"<html" not in part.content
    gone = reverse("programme:announcements_of_pledge", args=[held.slug, hidden.pk])
    assert officer.get(gone).status_code == 404
