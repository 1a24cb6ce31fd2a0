"""Pages of sessions: what they name to whom, and how they show what was written."""

import pytest
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegation
from tests import make, make_programme

pytestmark = pytest.mark.django_db


def pages(conference: Conference, role: str, pk: int) -> list[str]:
    """The page of a session, and the list that is searched for the name of its chair."""
    browser = make.client(make.user(role, conference))
    addresses = [
        reverse("programme:session", args=[conference.slug, pk]),
        f"{reverse('programme:sessions', args=[conference.slug])}?q=Hidden",
    ]
    return [browser.get(address).content.decode() for address in addresses]


def test_a_chair_who_is_kept_from_the_reader_is_neither_named_nor_found() -> None:
    conference = make.conference()
    lebanon = make_programme.delegation(conference)
    chair = make.delegate(lebanon, "Hidden Person", sensitivity="restricted")
    capacity = make_programme.said("Special Envoy")
    session = make_programme.session(conference, "Talks of the return", chair=chair, chair_capacity=capacity)

    page, found = pages(conference, Role.READER, session.pk)
    page_of_secretary, found_by_secretary = pages(conference, Role.SECRETARY, session.pk)

    assert "Hidden Person" not in page
    assert "Special Envoy" not in page
    assert "Talks of the return" not in found
    assert "Hidden Person</bdi>, <bdi>Special Envoy" in page_of_secretary
    assert "Talks of the return" in found_by_secretary


def test_a_chair_who_is_no_delegate_is_named_to_everybody_of_the_office() -> None:
    conference = make.conference()
    session = make_programme.session(conference, chair_name="Amal Haddad")

    assert "Amal Haddad" in pages(conference, Role.READER, session.pk)[0]


def test_a_delegation_that_is_kept_from_the_reader_is_not_named_among_those_who_must_attend() -> None:
    conference = make.conference()
    lebanon = make_programme.delegation(conference)
    amal = make.delegate(lebanon, "Amal Haddad")
    session = make_programme.session(conference, "Round table")
    make_programme.wanted(session, delegate=amal)
    make_programme.wanted(session, "IQ")
    Delegation.objects.filter(pk=lebanon.pk).update(sensitivity="restricted")

    page, _found = pages(conference, Role.READER, session.pk)
    page_of_secretary, _found = pages(conference, Role.SECRETARY, session.pk)

    assert "Iraq" in page
    assert "Lebanon" not in page
    assert "Amal Haddad" not in page
    assert "Lebanon</bdi>: <bdi>Amal Haddad" in page_of_secretary
