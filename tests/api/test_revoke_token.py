"""Ending a token, and what else takes its effect away."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.api import actions
from secretariat.api.models import Token
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.actions import dismiss
from secretariat.conference.models import Membership
from tests import make, make_api

pytestmark = pytest.mark.django_db


def test_it_opens_nothing_any_more_and_that_is_recorded() -> None:
    conference = make.conference()
    user = make.user(Role.READER, conference)
    token, text = make_api.token(conference, user)
    program = make_api.Program(conference, text)
    assert program.get("delegations/delegates").status_code == 200

    actions.revoke_token(user, token, at=make.NOON)

    answer = program.get("delegations/delegates")
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer["WWW-Authenticate"]
    assert set(Entry.objects.get(verb="api.revoke_token").changes) == {"revoked_at"}


def test_it_is_revoked_once() -> None:
    conference = make.conference()
    user = make.user(Role.READER, conference)
    token, _text = make_api.token(conference, user, revoked_at=make.NOON)

    with pytest.raises(Refused, match="already"):
        actions.revoke_token(user, token, at=make.NOON)


def test_a_colleague_may_not_and_a_secretary_may() -> None:
    conference = make.conference()
    token, _text = make_api.token(conference, make.user(Role.READER, conference))

    with pytest.raises(PermissionDenied):
        actions.revoke_token(make.user(Role.DESK_OFFICER, conference), token, at=make.NOON)
    actions.revoke_token(make.user(Role.SECRETARY, conference), token, at=make.NOON)

    token.refresh_from_db()
    assert token.revoked_at == make.NOON


def test_a_keeper_may_while_they_may_sign_in() -> None:
    conference = make.conference()
    token, _text = make_api.token(conference, make.user(Role.READER, conference))
    open_one, closed = (make.user(None, is_superuser=True, is_active=is_open) for is_open in (True, False))

    with pytest.raises(PermissionDenied):
        actions.revoke_token(closed, token, at=make.NOON)
    actions.revoke_token(open_one, token, at=make.NOON)

    token.refresh_from_db()
    assert token.revoked_at == make.NOON


def test_the_page_asks_first_and_then_ends_it() -> None:
    conference = make.conference()
    user = make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))
    token, _text = make_api.token(conference, user)
    browser, address = make.client(user), reverse("api:revoke_token", args=[conference.slug, token.pk])

    asked = browser.get(address)

    assert asked.status_code == 200
    assert Token.objects.get().revoked_at is None
    assert browser.post(address).status_code == 302
    assert Token.objects.get().revoked_at is not None
    assert "revoked already" in browser.get(address, follow=True).content.decode()


def test_a_token_of_another_person_is_not_found() -> None:
    conference, elsewhere = make.conference(), make.conference("geneva-2021")
    token, _text = make_api.token(conference, make.user(Role.READER, conference))
    address = reverse("api:revoke_token", args=[conference.slug, token.pk])
    crossed = reverse("api:revoke_token", args=[elsewhere.slug, token.pk])

    assert make.client(make.user(Role.READER, conference)).post(address).status_code == 404
    assert make.client(make.user(Role.SECRETARY, elsewhere)).post(crossed).status_code == 404
    assert Token.objects.get().revoked_at is None


def test_whoever_is_dismissed_asks_nothing_any_more() -> None:
    conference = make.conference()
    user = make.user(Role.READER, conference)
    _token, text = make_api.token(conference, user)
    program = make_api.Program(conference, text)
    assert program.get("delegations/delegates").status_code == 200

    dismiss(make.user(Role.SECRETARY, conference), Membership.objects.get(user=user))

    assert program.get("delegations/delegates").status_code == 404


def test_a_role_that_was_taken_away_does_nothing_any_more() -> None:
    conference = make.conference()
    user = make.user(Role.SECRETARY, conference)
    delegate = make.delegate(make.delegation(conference), "Amal", state="confirmed")
    program = make_api.program(conference, user)
    Membership.objects.filter(user=user).update(role=Role.READER)

    answer = program.post(f"delegations/delegates/{delegate.pk}/hold", {"reason": "No."})

    assert answer.status_code == 403


def test_a_closed_account_and_an_expired_token_open_nothing() -> None:
    conference = make.conference()
    closed = make.user(Role.SECRETARY, conference)
    program = make_api.program(conference, closed)
    _token, text = make_api.token(conference, make.user(Role.SECRETARY, conference), expires_at=make.NOON)
    closed.is_active = False
    closed.save()

    assert program.get("delegations/delegates").status_code == 401
    assert make_api.Program(conference, text).get("delegations/delegates").status_code == 401
