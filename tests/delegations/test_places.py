"""Places of a delegation: within the quota, then the overflow, then nobody."""

import threading
from typing import Any

import pytest
from django.db import connection

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.delegations.actions import give_place, name_delegate
from secretariat.delegations.models import Delegate, Occasion
from secretariat.delegations.queries import Places, places_of
from tests import make, make_accreditation
from tests.threads import in_thread

pytestmark = pytest.mark.django_db


def test_a_main_place_then_an_overflow_place_then_a_sentence_with_the_numbers() -> None:
    delegation = make_accreditation.lebanon(quota=1, overflow=1)
    focal = make.user(Role.FOCAL_POINT, delegation.conference, party=delegation.party)

    first = name_delegate(focal, delegation, details={"name": "Amal Haddad"})
    second = name_delegate(focal, delegation, details={"name": "Basil Khoury"})
    with pytest.raises(Refused, match="1 of 1 places used · 1 of 1 overflow places used"):
        name_delegate(focal, delegation, details={"name": "Carl Sfeir"})

    assert (first.is_overflow, second.is_overflow) == (False, True)
    assert Delegate.objects.count() == Entry.objects.count() == 2


def test_the_page_says_the_numbers_where_no_place_is_left() -> None:
    delegation = make_accreditation.lebanon(quota=0)
    client = make.client(make.user(Role.FOCAL_POINT, delegation.conference, party=delegation.party))
    address = f"/en/damascus-2020/office/delegations/{delegation.pk}/name/"

    page = client.post(address, {"name": "Amal Haddad", "role": "member"})

    assert page.context["form"].non_field_errors() == ["No place is left: 0 of 0 places used."]


def test_whoever_is_refused_or_withdrawn_has_given_the_place_back() -> None:
    delegation = make_accreditation.lebanon(quota=2)
    make.delegate(delegation, "Amal Haddad", state="withdrawn")
    make.delegate(delegation, "Basil Khoury", state="refused")
    make.delegate(delegation, "Carl Sfeir", state="on hold")

    assert places_of(delegation) == Places(quota=2, overflow=0, main_used=1, overflow_used=0)


@pytest.mark.parametrize("occasion", [Occasion.MISSION, Occasion.PREPARATORY_MEETING])
def test_only_the_conference_itself_has_a_quota(occasion: str) -> None:
    conference = make.conference()
    make.invitation(conference, quota=0)
    delegation = make.delegation(conference, occasion=occasion)

    named = name_delegate(make.user(Role.SECRETARY, conference), delegation, details={"name": "Amal Haddad"})

    assert not named.is_overflow
    assert places_of(delegation).quota is None


def test_without_a_number_or_without_an_invitation_there_is_no_limit() -> None:
    conference = make.conference()
    invited, known = make.delegation(conference), make.delegation(conference, make.party("RU"))
    make.invitation(conference, quota=None)

    assert places_of(invited).has_main_place
    assert places_of(known).has_main_place
    assert str(places_of(known)) == "0 places used"


def test_places_for_many_are_counted_once(django_assert_num_queries: Any) -> None:
    delegation = make_accreditation.lebanon(quota=2, overflow=1)
    places = places_of(delegation)
    people = [Delegate(delegation=delegation, name=str(number)) for number in range(4)]

    with django_assert_num_queries(0):
        for person in people[:3]:
            places = give_place(person, places)
        with pytest.raises(Refused, match="2 of 2 places used"):
            give_place(people[3], places)

    assert [person.is_overflow for person in people] == [False, False, True, False]


def test_who_gave_their_place_back_heads_nobody() -> None:
    delegation = make_accreditation.lebanon()
    make.delegate(delegation, "Amal Haddad", role="head", state="withdrawn")
    secretary = make.user(Role.SECRETARY, delegation.conference)

    head = name_delegate(secretary, delegation, details={"name": "Basil Khoury", "role": "head"})

    page = make.client(secretary).get("/en/damascus-2020/office/delegations/")
    assert page.context["parties"][0].delegations[0].head == head
    assert page.context["parties"][0].delegations[0].delegates == 1


@pytest.mark.parametrize(
    ("capacity", "role", "is_media"),
    [("media", "member", True), ("participant", "press", True), ("participant", "member", False)],
)
def test_journalists_stand_in_a_queue_of_their_own(capacity: str, role: str, is_media: bool) -> None:
    delegation = make_accreditation.lebanon(capacity=capacity)

    named = name_delegate(
        make.user(Role.SECRETARY, delegation.conference), delegation, details={"name": "Amal Haddad", "role": role}
    )

    assert named.is_media == is_media


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_focal_points_who_reach_for_the_last_place_at_once_do_not_both_get_it() -> None:
    assert connection.vendor == "postgresql"
    delegation = make_accreditation.lebanon(quota=1)
    begin, refused = threading.Barrier(2), []
    users = [make.user(Role.FOCAL_POINT, delegation.conference, party=delegation.party) for _each in range(2)]

    def name(number: int) -> None:
        begin.wait(10)
        try:
            name_delegate(users[number], delegation.__class__.objects.get(), details={"name": f"Person {number}"})
        except Refused as error:
            refused.append(str(error))

    both = [in_thread(lambda number=number: name(number)) for number in range(2)]  # type: ignore[misc]
    for each in both:
        each.join(20)

    assert Delegate.objects.count() == 1
    assert refused == ["No place is left: 1 of 1 places used."]
