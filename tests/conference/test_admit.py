"""Giving a person a role in the conference."""

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.actions import admit
from secretariat.conference.models import Membership, Message
from tests import make

pytestmark = pytest.mark.django_db
MEMBERS = "/en/damascus-2020/office/conference/members/"
ADDRESS = f"{MEMBERS}admit/"
ENTERED = {"mail": "amal@example.org", "name": "Amal", "language": "ar", "role": "reader", "tell": "on"}


def test_who_has_no_account_gets_one_and_a_mail_in_their_language() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)

    membership = admit(
        secretary, conference, mail="amal@example.org", role=Role.READER, details={"name": "Amal", "language": "ar"}
    )

    assert membership.user.name == "Amal"
    assert not membership.user.check_password("")
    message = Message.objects.get()
    assert (message.to, message.language, message.entered_by) == ("amal@example.org", "ar", secretary)
    assert Entry.objects.get(verb="conference.admit").made_id == membership.pk


def test_an_account_that_exists_is_found_however_the_mail_is_capitalised() -> None:
    conference, amal = make.conference(), make.user(None, email="amal@example.org")

    membership = admit(
        make.user(Role.SECRETARY, conference), conference, mail="Amal@Example.org", role=Role.READER, details={}
    )

    assert membership.user == amal


def test_a_role_is_given_once() -> None:
    conference = make.conference()
    secretary, reader = make.user(Role.SECRETARY, conference), make.user(Role.READER, conference)

    with pytest.raises(Refused, match="holds this role already") as refusal:
        admit(secretary, conference, mail=reader.email, role=Role.READER, details={})

    assert refusal.value.field == "mail"
    assert not Entry.objects.exists()


def test_a_refused_admission_leaves_no_account_and_sends_no_mail() -> None:
    conference = make.conference()
    people = User.objects.count()

    with pytest.raises(Refused, match="for which party"):
        admit(
            make.user(Role.SECRETARY, conference), conference, mail="new@example.org", role=Role.FOCAL_POINT, details={}
        )

    assert User.objects.count() == people + 1  # the secretary alone
    assert not Message.objects.exists()


@pytest.mark.parametrize("role", [Role.READER, Role.DESK_OFFICER, Role.DOOR_OFFICER])
def test_nobody_but_a_secretary_may(role: str) -> None:
    conference = make.conference()
    other = make.user(role, conference, desks=["conference"])

    with pytest.raises(PermissionDenied):
        admit(other, conference, mail="amal@example.org", role=Role.SECRETARY, details={})

    assert make.client(other).get(ADDRESS).status_code == 403
    assert make.client(other).get(MEMBERS).status_code == 403


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pages_answer(language: str) -> None:
    conference = make.conference()
    make.user(Role.READER, conference, name=make.HOSTILE)
    browser = make.client(make.user(Role.SECRETARY, conference))

    form = browser.get(ADDRESS.replace("/en/", f"/{language}/"))
    members = browser.get(MEMBERS.replace("/en/", f"/{language}/"))

    assert (form.status_code, members.status_code) == (200, 200)
    assert "&lt;b&gt;" in members.content.decode()
    assert "<b>" not in members.content.decode()


def test_the_page_admits_a_focal_point_of_a_party() -> None:
    conference = make.conference()

    page = make.client(make.user(Role.SECRETARY, conference)).post(
        ADDRESS, {**ENTERED, "role": "focal point", "party": make.party("LB").pk}
    )

    assert page["Location"] == MEMBERS
    membership = Membership.objects.get(role=Role.FOCAL_POINT)
    assert membership.party is not None
    assert membership.party.code == "LB"


def test_who_is_not_to_be_told_gets_no_mail() -> None:
    conference = make.conference()
    entered = {name: value for name, value in ENTERED.items() if name != "tell"}

    make.client(make.user(Role.SECRETARY, conference)).post(ADDRESS, entered)

    assert Membership.objects.filter(role=Role.READER).exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"role": "focal point"}, "party"),
        ({"role": "desk officer"}, "desks"),
        ({"mail": "nobody"}, "mail"),
        ({"role": "king"}, "role"),
    ],
)
def test_what_is_missing_is_said_at_the_field(changes: dict[str, str], field: str) -> None:
    conference = make.conference()

    page = make.client(make.user(Role.SECRETARY, conference)).post(ADDRESS, {**ENTERED, **changes})

    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert Membership.objects.count() == 1


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_members_asks_the_same_however_many(
    django_assert_max_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    for _each in range(number):
        make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))

    with django_assert_max_num_queries(12):
        assert browser.get(MEMBERS).status_code == 200
