"""What an invitation by mail tells nobody: people and meetings that are kept from whoever looks."""

from typing import Any

import pytest
from django.urls import reverse

from secretariat.accounts.models import Role, User
from secretariat.api.v1.desks.programme import seen
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.programme.actions import Guest, confirm_reply, invite_to_session
from secretariat.programme.models import Convocation
from tests import make, make_programme
from tests.make_convening import convocation, invitee, received

pytestmark = pytest.mark.django_db


def officer(conference: Conference, role: str = Role.DESK_OFFICER) -> User:
    return make.user(role, conference, desks=["programme", "meetings"] if role == Role.DESK_OFFICER else [])


def page(person: User, conference: Conference, name: str, *args: object) -> Any:
    return make.client(person).get(reverse(name, args=[conference.slug, *args]))


def hidden(conference: Conference) -> tuple[Convocation, Any]:
    """An invitation to somebody whom secretaries alone see, beside somebody whom all see."""
    delegate = make.delegate(
        make_programme.delegation(conference), "Hidden Person", mail="hidden@x.example", sensitivity="restricted"
    )
    kept = convocation(make_programme.session(conference, room=make_programme.room(conference)))
    invitee(kept, "hidden@x.example", name="Hidden Person", delegate=delegate, comment="Hidden comment")
    invitee(kept)
    return kept, delegate


def test_whoever_is_kept_back_is_counted_and_neither_named_nor_their_answer_shown() -> None:
    conference = make.conference()
    kept, _delegate = hidden(conference)
    waits = received(kept, "hidden@x.example", claimed_name="Hidden Person")
    received(kept)

    shown = page(officer(conference), conference, "programme:convocation", kept.pk).content.decode()
    whole = page(officer(conference, Role.SECRETARY), conference, "programme:convocation", kept.pk).content.decode()

    for word in ("Hidden Person", "Hidden comment", "hidden@x.example"):
        assert word not in shown
        assert word in whole
    assert "1 person whom you do not see is invited too" in shown
    assert "amal@mofa.example" in shown
    address = reverse("programme:confirm_reply", args=[conference.slug, waits.pk])
    assert make.client(officer(conference)).post(address).status_code == 404


def test_an_answer_from_the_address_of_somebody_kept_back_is_not_shown_though_it_came_before_the_invitation() -> None:
    conference = make.conference()
    kept, _delegate = hidden(conference)
    received(kept, "hidden@x.example", invitee=None)

    shown = page(officer(conference), conference, "programme:convocation", kept.pk).content.decode()

    assert "hidden@x.example" not in shown


def test_programs_are_told_no_more_than_the_page() -> None:
    conference = make.conference()
    kept, delegate = hidden(conference)
    received(kept, "hidden@x.example", claimed_name="Hidden Person")
    mine = received(kept)
    desk, secretary = officer(conference), officer(conference, Role.SECRETARY)

    told = [each["name"] for _pk, each in seen.invitees(desk, conference, [kept.pk])]
    every = [each["delegate"] for _pk, each in seen.invitees(secretary, conference, [kept.pk])]

    assert told == ["Amal Haddad"]
    assert delegate.pk in every
    assert list(seen.received_replies(desk, conference)) == [mine]
    assert seen.received_replies(secretary, conference).count() == 2


def test_the_record_names_nobody_who_is_kept_back() -> None:
    conference = make.conference()
    delegate = make.delegate(
        make_programme.delegation(conference), "Hidden Person", mail="hidden@x.example", sensitivity="restricted"
    )
    session = make_programme.session(conference, room=make_programme.room(conference))
    secretary = officer(conference, Role.SECRETARY)
    guests = [Guest(delegate.mail, delegate.name, delegate), Guest("open@x.example", "Open Person")]
    kept = invite_to_session(secretary, session, guests=guests, text="", language="en", at=make.NOON)
    confirm_reply(secretary, received(kept, delegate.mail, claimed_name="Hidden Person"))

    shown = page(officer(conference), conference, "overview:history", "programme.convocation", kept.pk).content.decode()

    assert "Open Person" in shown
    assert "Hidden Person" not in shown
    assert not any("Hidden Person" in f"{each.thing_label} {each.changes}" for each in Entry.objects.all())


@pytest.mark.parametrize("side", ["asking", "asked"])
def test_of_a_bilateral_meeting_of_a_delegation_kept_back_there_is_no_invitation(side: str) -> None:
    conference = make.conference()
    bilateral = make_programme.bilateral(conference, topic="Border crossings")
    make_programme.place(bilateral)
    delegation = getattr(bilateral, side)
    delegation.sensitivity = "restricted"
    delegation.save(update_fields=["sensitivity"])
    kept = convocation(bilateral, summary="Bilateral meeting: Lebanon – Iraq")
    invitee(kept)
    desk, secretary = officer(conference), officer(conference, Role.SECRETARY)

    pages = {
        "programme:invite_to_bilateral": bilateral.pk,
        "programme:convocation": kept.pk,
        "programme:call_off_convocation": kept.pk,
    }
    for name, pk in pages.items():
        assert page(desk, conference, name, pk).status_code == 404
        assert page(secretary, conference, name, pk).status_code == 200
    for role in (Role.DESK_OFFICER, Role.READER, Role.RAPPORTEUR):
        shown = page(officer(conference, role), conference, "programme:convocations").content.decode()
        assert "Lebanon – Iraq" not in shown
    assert not seen.convocations(desk, conference).exists()
    assert seen.convocations(secretary, conference).get() == kept
