"""Opening a party's delegation, and the list of all delegations."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role, Sensitivity
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import ShownName
from secretariat.delegations.actions import form_delegation
from secretariat.delegations.models import Body, Delegation, Occasion
from tests import make

pytestmark = pytest.mark.django_db

DEFENCE = LazyI18nString({"en": "Ministry of Defence", "ar": "وزارة الدفاع"})


def address(language: str = "en", page: str = "form/") -> str:
    return f"/{language}/damascus-2020/office/delegations/{page}"


def test_a_delegation_is_formed_with_its_bodies_and_recorded() -> None:
    conference = make.conference()

    formed = form_delegation(
        make.user(Role.SECRETARY, conference), conference, party=make.party("RU"), occasion="mission", bodies=[DEFENCE]
    )

    assert [str(body) for body in formed.bodies.all()] == ["Ministry of Defence"]
    entry = Entry.objects.get()
    assert (entry.verb, entry.made_id) == ("delegations.form_delegation", formed.pk)
    assert entry.changes["bodies"] == [None, [DEFENCE.data]]


def test_a_second_delegation_to_the_same_occasion_is_refused_at_its_field() -> None:
    conference = make.conference()
    amal = make.user(Role.SECRETARY, conference)
    make.delegation(conference)

    with pytest.raises(Refused, match="has a delegation for this occasion already"):
        form_delegation(amal, conference, party=make.party("LB"), occasion=Occasion.CONFERENCE)
    page = make.client(amal).post(address(), _entered(party=make.party("LB").pk))

    assert "occasion" in page.context["form"].errors
    assert Delegation.objects.count() == 1
    assert not Entry.objects.exists()


@pytest.mark.parametrize("role", [Role.READER, Role.DESK_OFFICER])
def test_only_officers_of_the_desk_may(role: Role) -> None:
    conference = make.conference()
    other = make.user(role, conference, desks=["archive"])

    with pytest.raises(PermissionDenied):
        form_delegation(other, conference, party=make.party("LB"), occasion=Occasion.CONFERENCE)

    assert make.client(other).get(address()).status_code == 403


def test_the_page_forms_a_delegation_and_keeps_the_bodies_that_were_named() -> None:
    conference = make.conference()
    client = make.client(make.user(Role.DESK_OFFICER, conference, desks=["delegations"]))

    page = client.post(address(), _entered(party=make.party("LB").pk, body_2_ar="وزارة الدفاع"), follow=True)

    body = Body.objects.get()
    assert body.name.data == {"ar": "وزارة الدفاع"}
    assert page.redirect_chain[-1][0].endswith(f"/delegations/{body.delegation_id}/")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pages_answer(language: str) -> None:
    conference = make.conference()
    make.delegate(make.delegation(conference, make.party("RU")), role="head")
    client = make.client(make.user(Role.SECRETARY, conference))

    assert client.get(address(language)).status_code == 200
    assert "Amal Haddad" in client.get(address(language, "")).content.decode()


def test_an_empty_list_says_what_belongs_here_and_offers_to_begin() -> None:
    conference = make.conference()

    page = make.client(make.user(Role.SECRETARY, conference)).get(address(page=""))

    assert "No delegation yet" in page.content.decode()
    assert address() in page.content.decode()


def test_parties_stand_in_the_order_and_under_the_name_of_the_conference() -> None:
    conference = make.conference()
    for code in ("RU", "LB", "AE"):
        make.delegation(conference, make.party(code))
    make.delegation(conference, make.organisation("UN", "United Nations"))
    ShownName.objects.create(
        conference=conference, party=make.party("RU"), position=1, name=LazyI18nString({"en": "The Federation"})
    )

    page = make.client(make.user(Role.SECRETARY, conference)).get(address(page=""))

    names = [str(party.name) for party in page.context["parties"]]
    assert names == ["The Federation", "Lebanon", "United Arab Emirates", "United Nations"]


@pytest.mark.parametrize("words", ["lebanon", "لبنان", "HADDAD", "défence", "lb"])
def test_a_delegation_is_found_by_party_in_any_language_by_head_and_by_body(words: str) -> None:
    conference = make.conference()
    found = make.delegation(conference, make.party("LB"))
    make.delegate(found, role="head")
    Body.objects.create(conference=conference, delegation=found, name=DEFENCE)
    make.delegation(conference, make.party("RU"))

    page = make.client(make.user(Role.SECRETARY, conference)).get(address(page=""), {"q": words})

    assert [row.delegation for party in page.context["parties"] for row in party.delegations] == [found]


def test_a_focal_point_sees_the_delegations_of_their_party_alone() -> None:
    conference = make.conference()
    own, other = make.delegation(conference, make.party("LB")), make.delegation(conference, make.party("RU"))
    client = make.client(make.user(Role.FOCAL_POINT, conference, party=make.party("LB")))

    page = client.get(address(page=""))

    assert [party.party.code for party in page.context["parties"]] == ["LB"]
    assert client.get(address(page=f"{own.pk}/")).status_code == 200
    assert client.get(address(page=f"{other.pk}/")).status_code == 404
    assert client.get(address()).status_code == 404


def test_delegations_and_heads_kept_from_a_person_are_not_counted_for_them() -> None:
    conference = make.conference()
    seen = make.delegation(conference, make.party("LB"))
    make.delegate(seen, "Hidden Head", role="head", sensitivity=Sensitivity.RESTRICTED)
    make.delegation(conference, make.party("RU"), sensitivity=Sensitivity.RESTRICTED)

    page = make.client(make.user(Role.READER, conference)).get(address(page=""))

    (row,) = page.context["parties"][0].delegations
    assert (page.context["total"], row.head, row.delegates) == (1, None, 0)
    assert "Hidden Head" not in page.content.decode()


def test_the_list_asks_as_little_for_thirty_delegations_as_for_one(django_assert_max_num_queries: Any) -> None:
    conference = make.conference()
    client = make.client(make.user(Role.SECRETARY, conference))
    for number in range(30):
        delegation = make.delegation(conference, make.organisation(f"ORG{number}", make.HOSTILE))
        make.delegate(delegation, make.HOSTILE, role="head")
        Body.objects.create(conference=conference, delegation=delegation, name=LazyI18nString({"en": make.HOSTILE}))

    with django_assert_max_num_queries(12):
        page = client.get(address(page=""))

    assert page.context["total"] == 30
    assert "<b>" not in page.content.decode()


def _entered(**entered: object) -> dict[str, object]:
    return {"occasion": "conference", "sensitivity": "secretariat", **entered}
