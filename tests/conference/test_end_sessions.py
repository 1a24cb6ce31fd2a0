"""Ending somebody's sessions: keepers those of everybody, secretaries those of whoever is in their conferences alone."""

import sys
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Refused
from secretariat.audit.models import HOUSE, Entry
from secretariat.conference.actions import admit, close_account, dismiss, end_sessions
from secretariat.conference.models import Membership
from tests import make
from tests.conference.test_erase_account import keeper, sessions_of
from tests.make import NOON
from tests.security.asking import is_in, person, sign_in

pytestmark = pytest.mark.django_db


def test_they_are_out_everywhere_and_sign_in_anew() -> None:
    amal = person()
    browsers = [sign_in(amal)[0] for _each in range(2)]
    karim = make.user(Role.READER, amal.memberships.get().conference)
    theirs = make.client(karim)

    batch = end_sessions(keeper(), amal)

    assert not any(is_in(each) for each in browsers)
    assert batch.counts == {"accounts.user": 1, "sessions.session": 2}
    assert is_in(theirs)
    assert is_in(sign_in(amal)[0])


def test_it_stands_in_the_record_of_the_house_and_nothing_of_the_account_is_changed() -> None:
    amal, actor = person(), keeper()
    sign_in(amal)

    end_sessions(actor, amal)

    entry = Entry.objects.get(verb="conference.end_sessions")
    assert (entry.conference_id, entry.actor, entry.thing_id, entry.changes) == (HOUSE, actor, amal.pk, {})
    assert entry.batch["counts"]["sessions.session"] == 1


def test_ones_own_are_refused() -> None:
    actor = keeper()
    make.client(actor)

    with pytest.raises(Refused, match="Your own"):
        end_sessions(actor, actor)

    assert sessions_of(actor) == 1


def test_a_secretary_ends_those_of_her_members_alone_and_never_a_keepers() -> None:
    here, there = make.conference(), make.conference("geneva-2021")
    secretary, officer = make.user(Role.SECRETARY, here), make.user(Role.DESK_OFFICER, here, desks=["conference"])
    mine, elsewhere = make.user(Role.READER, here), make.user(Role.READER, there)
    head = keeper()
    admit(secretary, here, mail=head.email, role=Role.READER, details={"tell": False})
    for each in (mine, elsewhere, head, secretary):
        make.client(each)

    end_sessions(secretary, mine)
    for actor, account in ((secretary, elsewhere), (secretary, head), (officer, secretary), (mine, secretary)):
        with pytest.raises(PermissionDenied):
            end_sessions(actor, account)

    assert [sessions_of(each) for each in (mine, elsewhere, head, secretary)] == [0, 1, 1, 1]


def test_a_secretary_who_gives_a_role_to_somebody_of_another_conference_ends_nothing_of_theirs() -> None:
    here, there = make.conference(), make.conference("geneva-2021")
    secretary, elsewhere = make.user(Role.SECRETARY, here), make.user(Role.READER, there)
    admit(secretary, here, mail=elsewhere.email, role=Role.READER, details={"tell": False})
    make.client(elsewhere)
    browser = make.client(secretary)
    address = f"/en/office/accounts/{elsewhere.pk}/end-sessions/"

    with pytest.raises(PermissionDenied):
        end_sessions(secretary, elsewhere)
    assert (browser.get(address).status_code, browser.post(address).status_code) == (404, 404)
    assert address not in browser.get("/en/damascus-2020/office/conference/members/").content.decode()

    assert sessions_of(elsewhere) == 1
    Membership.objects.create(conference=there, user=secretary, role=Role.SECRETARY)
    end_sessions(User.objects.get(pk=secretary.pk), elsewhere)
    assert sessions_of(elsewhere) == 0


def test_whoever_was_closed_or_dismissed_meanwhile_ends_nothing() -> None:
    held, head = make.conference(), keeper()
    amal, first = make.user(Role.READER, held), make.user(Role.SECRETARY, held)
    dismissed, closed = make.user(Role.SECRETARY, held), make.user(Role.SECRETARY, held)
    other = User.objects.create_superuser("second@example.org", name="Nadim Saab")
    as_before = [User.objects.get(pk=each.pk) for each in (dismissed, closed, other)]
    assert all(each.is_active and (each.seats or each.is_superuser) for each in as_before)
    make.client(amal)
    dismiss(first, dismissed.memberships.get())
    for each in (closed, other):
        close_account(head, each, reason="Left", at=NOON)

    for each in as_before:
        with pytest.raises(PermissionDenied):
            end_sessions(each, amal)

    assert sessions_of(amal) == 1


def test_the_page_of_members_leads_a_secretary_there_and_back() -> None:
    held = make.conference()
    secretary, amal = make.user(Role.SECRETARY, held), make.user(Role.READER, held)
    make.client(amal)
    browser, address = make.client(secretary), f"/en/office/accounts/{amal.pk}/end-sessions/"
    members = "/en/damascus-2020/office/conference/members/"

    listed = browser.get(members).content.decode()
    from_there = f"{address}?conference=damascus-2020"
    asked = browser.get(from_there).content.decode()
    done = browser.post(from_there, follow=True)

    assert f'"{from_there}"' in listed
    assert f"/accounts/{secretary.pk}/end-sessions/" not in listed
    assert "they are signed out" in asked
    assert done.redirect_chain[-1][0] == members
    assert "1 session was ended." in done.content.decode()
    assert User.objects.get(pk=amal.pk).is_active


def test_whose_sessions_somebody_may_not_end_is_not_found() -> None:
    here, there = make.conference(), make.conference("geneva-2021")
    elsewhere = make.user(Role.READER, there)
    make.client(elsewhere)
    address = f"/en/office/accounts/{elsewhere.pk}/end-sessions/"

    for role in (Role.SECRETARY, Role.READER):
        browser = make.client(make.user(role, here))
        assert (browser.get(address).status_code, browser.post(address).status_code) == (404, 404)

    assert sessions_of(elsewhere) == 1


def test_how_many_end_is_said_before_listed_or_not_and_to_look_ends_none() -> None:
    amal = person()
    sign_in(amal, HTTP_USER_AGENT="Firefox")
    for _each in range(2):
        make.client(amal)
    gone = UserSession.objects.create(user=amal, session_key="gone", ip="192.0.2.7", user_agent="Opera")
    secretary = make.user(Role.SECRETARY, amal.memberships.get().conference)
    address = f"/en/office/accounts/{amal.pk}/end-sessions/"

    for_a_keeper = make.client(keeper()).get(address).content.decode()
    for_a_secretary = make.client(secretary).get(address).content.decode()
    before_closing = make.client(keeper_there()).get(f"/en/office/accounts/{amal.pk}/close/").content.decode()

    assert all("3 sessions end." in page for page in (for_a_keeper, for_a_secretary, before_closing))
    assert UserSession.objects.filter(pk=gone.pk).exists()
    assert end_sessions(secretary, amal).counts["sessions.session"] == 3


def keeper_there() -> User:
    return User.objects.get(is_superuser=True)


def test_in_which_browser_and_when_is_shown_to_keepers_alone() -> None:
    amal = person()
    sign_in(amal, HTTP_USER_AGENT="Firefox")
    secretary = make.user(Role.SECRETARY, amal.memberships.get().conference)
    address = f"/en/office/accounts/{amal.pk}/end-sessions/"

    for_a_keeper = make.client(keeper()).get(address).content.decode()
    for_a_secretary = make.client(secretary).get(address).content.decode()

    assert ["<bdi>Firefox</bdi>" in page for page in (for_a_keeper, for_a_secretary)] == [True, False]


def test_of_who_is_signed_in_nowhere_that_is_said() -> None:
    amal = person()

    page = make.client(keeper()).get(f"/en/office/accounts/{amal.pk}/end-sessions/").content.decode()

    assert "No session of theirs is listed." in page


def test_the_way_back_is_known_before_and_leads_to_the_offices_where_nothing_is_shared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = make.conference()
    amal, secretary = make.user(Role.READER, held), make.user(Role.SECRETARY, held)
    pages = sys.modules["secretariat.conference.views.accounts"]
    address = f"/en/office/accounts/{amal.pk}/end-sessions/"

    def ended_while_dismissed(actor: User, account: User) -> Any:
        batch = end_sessions(actor, account)
        account.memberships.all().delete()
        return batch

    monkeypatch.setattr(pages.actions, "end_sessions", ended_while_dismissed)
    ways = []
    for question in ("?conference=damascus-2020", "", "?conference=geneva-2021", "?conference=%00//evil.example"):
        Membership.objects.get_or_create(conference=held, user=amal, role=Role.READER)
        make.client(amal)
        ways.append(make.client(secretary).post(f"{address}{question}")["Location"])
    make.client(amal)
    ways.append(make.client(keeper()).post(address)["Location"])

    offices = "/en/office/"
    assert ways == ["/en/damascus-2020/office/conference/members/", *[offices] * 3, "/en/office/accounts/"]
