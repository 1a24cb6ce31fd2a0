"""Ending somebody's sessions: keepers those of everybody, secretaries those of members of their conference."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Refused
from secretariat.audit.models import HOUSE, Entry
from secretariat.conference.actions import admit, end_sessions
from tests import make
from tests.conference.test_erase_account import keeper, sessions_of
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


def test_who_is_signed_in_nowhere_and_ones_own_are_refused() -> None:
    actor = keeper()
    make.client(actor)

    with pytest.raises(Refused, match="signed in nowhere"):
        end_sessions(actor, person())
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


def test_the_page_of_members_leads_a_secretary_there_and_back() -> None:
    held = make.conference()
    secretary, amal = make.user(Role.SECRETARY, held), make.user(Role.READER, held)
    make.client(amal)
    browser, address = make.client(secretary), f"/en/office/accounts/{amal.pk}/end-sessions/"
    members = "/en/damascus-2020/office/conference/members/"

    listed = browser.get(members).content.decode()
    asked = browser.get(address).content.decode()
    done = browser.post(address, follow=True)

    assert address in listed
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
