"""Taking a role away."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.actions import dismiss
from secretariat.conference.models import Membership
from tests import make

pytestmark = pytest.mark.django_db


def address(membership: Membership, language: str = "en") -> str:
    return f"/{language}/damascus-2020/office/conference/members/{membership.pk}/dismiss/"


def test_the_role_is_gone_and_the_record_says_whose_it_was() -> None:
    conference = make.conference()
    secretary, reader = make.user(Role.SECRETARY, conference), make.user(Role.READER, conference)

    dismiss(secretary, reader.memberships.get())

    assert not reader.memberships.exists()
    entry = Entry.objects.get()
    assert entry.changes["user_id"] == [reader.pk, None]
    assert reader.name in entry.thing_label


def test_the_last_secretary_stays() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)

    with pytest.raises(Refused, match="last secretary"):
        dismiss(secretary, secretary.memberships.get())

    assert secretary.memberships.exists()
    assert not Entry.objects.exists()


def test_a_reader_may_not() -> None:
    conference = make.conference()
    secretary, reader = make.user(Role.SECRETARY, conference), make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        dismiss(reader, secretary.memberships.get())

    assert make.client(reader).post(address(reader.memberships.get())).status_code == 403
    assert Membership.objects.count() == 2


def test_a_member_of_another_conference_is_not_found_here() -> None:
    conference = make.conference()
    elsewhere = make.user(Role.READER, make.conference("geneva-2020")).memberships.get()

    page = make.client(make.user(Role.SECRETARY, conference)).post(address(elsewhere))

    assert page.status_code == 404
    assert Membership.objects.filter(pk=elsewhere.pk).exists()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_takes_the_role_away_and_only_when_it_is_asked_to(language: str) -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    reader = make.user(Role.READER, conference).memberships.get()

    looked = browser.get(address(reader, language))
    done = browser.post(address(reader, language))

    assert looked.status_code == 405
    assert done["Location"] == f"/{language}/damascus-2020/office/conference/members/"
    assert not Membership.objects.filter(pk=reader.pk).exists()


def test_the_page_says_why_the_last_secretary_stays() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)

    page = make.client(secretary).post(address(secretary.memberships.get()), follow=True)

    assert "The last secretary of a conference stays." in page.content.decode()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_secretaries_who_dismiss_each_other_at_once_leave_one() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("two writers at once need PostgreSQL")
    conference = make.conference()
    amal, basil = make.user(Role.SECRETARY, conference), make.user(Role.SECRETARY, conference)
    begin, refused = threading.Barrier(2), []

    def dismiss_the_other(actor: User, other: User) -> None:
        membership = other.memberships.get()
        begin.wait(10)
        try:
            dismiss(actor, membership)
        except (Refused, PermissionDenied) as error:
            refused.append(error)
        finally:
            connections.close_all()

    both = [threading.Thread(target=dismiss_the_other, args=pair) for pair in ((amal, basil), (basil, amal))]
    for each in both:
        each.start()
    for each in both:
        each.join(20)

    assert Membership.objects.filter(conference=conference, role=Role.SECRETARY).count() == 1
    assert len(refused) == 1
