"""Accrediting a person."""

import threading
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Message
from secretariat.delegations.actions import accredit
from secretariat.delegations.models import Delegate, DelegateState
from tests import make, make_accreditation
from tests.make import NOON
from tests.threads import in_thread

pytestmark = pytest.mark.django_db


def address(delegate: Delegate, page: str = "accredit/") -> str:
    return f"/en/damascus-2020/office/delegates/{delegate.pk}/{page}"


def amal_haddad(quota: int | None = None, **fields: Any) -> Delegate:
    return make.delegate(make_accreditation.lebanon(quota=quota), **{"state": DelegateState.CONFIRMED, **fields})


def test_a_confirmed_person_is_accredited_recorded_and_told_in_their_language() -> None:
    amal = amal_haddad(mail="amal@example.org", languages=["ar", "fr"])

    accredit(make.user(Role.DESK_OFFICER, amal.conference, desks=("delegations",)), amal, at=NOON)

    amal.refresh_from_db()
    assert (amal.state, amal.state_since) == (DelegateState.ACCREDITED, NOON)
    entry = Entry.objects.get()
    assert (entry.verb, entry.changes) == ("delegations.accredit", {"state": ["confirmed", "accredited"]})
    letter = Message.objects.get()
    assert (letter.kind, letter.to, letter.language) == ("accredited", "amal@example.org", "ar")
    assert "مؤتمر عودة اللاجئين" in letter.body


def test_a_letter_goes_to_the_partys_contact_in_the_partys_language_where_the_person_gave_none() -> None:
    delegation = make_accreditation.lebanon(contact_mail="mission@example.org", language="fr")
    amal = make.delegate(delegation, state=DelegateState.CONFIRMED, languages=["tlh"])

    accredit(make.user(Role.SECRETARY, amal.conference), amal, at=NOON)

    letter = Message.objects.get()
    assert (letter.to, letter.language) == ("mission@example.org", "fr")


def test_where_nobody_can_be_told_the_page_says_so() -> None:
    amal = amal_haddad()

    page = make.client(make.user(Role.SECRETARY, amal.conference)).post(address(amal), follow=True)

    text = page.content.decode()
    assert "Amal Haddad is accredited." in text
    assert "Nobody was told: no mail address is known of the person or the party." in text
    assert not Message.objects.exists()


@pytest.mark.parametrize("name", [make.HOSTILE, "Я", "李", "😀 Haddad", "a" * 200, "أمل\nBcc: all@example.org"])
def test_a_name_in_a_letter_is_text_alone(name: str) -> None:
    amal = amal_haddad(name=name, mail="amal@example.org")

    accredit(make.user(Role.SECRETARY, amal.conference), amal, at=NOON)

    letter = Message.objects.get()
    assert " ".join(name.split()) in letter.body
    assert "\n" not in letter.subject


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("nominated", "is not confirmed by the delegation yet"),
        ("on hold", "is on hold"),
        ("accredited", "is accredited already"),
        ("refused", "was refused"),
        ("withdrawn", "was withdrawn"),
    ],
)
def test_only_a_confirmed_person_is_accredited(state: str, sentence: str) -> None:
    amal = amal_haddad(state=state)

    with pytest.raises(Refused, match=sentence):
        accredit(make.user(Role.SECRETARY, amal.conference), amal, at=NOON)

    assert not Entry.objects.exists()
    assert not Message.objects.exists()


def test_more_than_the_quota_are_not_accredited_however_many_are_named() -> None:
    amal = amal_haddad(quota=1)
    make.delegate(amal.delegation, "Basil Khoury", state=DelegateState.ACCREDITED)

    with pytest.raises(Refused, match="quota used: 1 of 1 places used by those accredited"):
        accredit(make.user(Role.SECRETARY, amal.conference), amal, at=NOON)


def test_an_overflow_place_is_counted_by_itself() -> None:
    delegation = make_accreditation.lebanon(quota=1, overflow=1)
    make.delegate(delegation, "Basil Khoury", state=DelegateState.ACCREDITED)
    amal = make.delegate(delegation, state=DelegateState.CONFIRMED, is_overflow=True)

    accredit(make.user(Role.SECRETARY, amal.conference), amal, at=NOON)

    assert amal.state == DelegateState.ACCREDITED


def test_what_went_missing_after_the_confirmation_is_noticed() -> None:
    amal = amal_haddad()
    type(amal.conference.terms).objects.update(mail_required=True)

    with pytest.raises(Refused, match="Amal Haddad: missing: mail address"):
        accredit(make.user(Role.SECRETARY, amal.conference), amal, at=NOON)


def test_nobody_whom_the_secretaries_must_look_at_is_accredited_not_even_by_a_secretary() -> None:
    amal = amal_haddad()
    make_accreditation.hit(amal)

    for role in (Role.DESK_OFFICER, Role.SECRETARY):
        with pytest.raises(Refused, match="Amal Haddad: the secretaries must look first"):
            accredit(make.user(role, amal.conference, desks=("delegations",)), amal, at=NOON)


def test_a_focal_point_a_reader_and_an_officer_of_another_desk_may_not() -> None:
    amal = amal_haddad()
    focal = make.user(Role.FOCAL_POINT, amal.conference, party=amal.party)
    reader = make.user(Role.READER, amal.conference)
    other = make.user(Role.DESK_OFFICER, amal.conference, desks=("meetings",))

    with pytest.raises(PermissionDenied):
        accredit(focal, amal, at=NOON)

    assert make.client(focal).post(address(amal)).status_code == 404
    assert make.client(reader).post(address(amal)).status_code == 403
    assert make.client(other).post(address(amal)).status_code == 403


def test_the_page_of_a_delegate_offers_what_may_be_done_and_nothing_else() -> None:
    amal = amal_haddad()
    people = {
        "officer": make.user(Role.DESK_OFFICER, amal.conference, desks=("delegations",)),
        "focal": make.user(Role.FOCAL_POINT, amal.conference, party=amal.party),
        "reader": make.user(Role.READER, amal.conference),
    }

    offered = {
        name: [str(deed["label"]) for deed in make.client(user).get(address(amal, "")).context["deeds"]]
        for name, user in people.items()
    }

    assert offered == {
        "officer": ["Accredit", "Put on hold", "Refuse", "Substitute", "Withdraw"],
        "focal": ["Substitute", "Withdraw"],
        "reader": [],
    }


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_reach_for_the_last_place_at_once_one_gets_it() -> None:
    assert connection.vendor == "postgresql"
    delegation = make_accreditation.lebanon(quota=1)
    people = [make.delegate(delegation, name, state=DelegateState.CONFIRMED) for name in ("Amal", "Basil")]
    officers = [make.user(Role.SECRETARY, delegation.conference) for _each in people]
    begin, refused = threading.Barrier(2), []

    def decide(number: int) -> None:
        begin.wait(10)
        try:
            accredit(officers[number], Delegate.objects.get(pk=people[number].pk), at=NOON)
        except Refused as error:
            refused.append(str(error))

    both = [in_thread(lambda number=number: decide(number)) for number in range(2)]  # type: ignore[misc]
    for each in both:
        each.join(20)

    assert Delegate.objects.filter(state=DelegateState.ACCREDITED).count() == 1
    assert len(refused) == 1
    assert "quota used: 1 of 1 places used" in refused[0]
