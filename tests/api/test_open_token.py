"""Letting a program in."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from secretariat.accounts.models import Role, User
from secretariat.api import actions, queries
from secretariat.api.models import Token
from secretariat.api.queries.scopes import usable
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference, Membership
from tests import make, make_api
from tests.security.asking import CEDARS, person, sign_in

pytestmark = pytest.mark.django_db

TEXT = re.compile(r"sct_[\w-]{43}")


def opened(user: User, conference: Conference, **details: Any) -> Token:
    values: dict[str, Any] = {
        "name": "Airport desk",
        "scopes": ["delegations:read"],
        "text": queries.new_text(),
        "expires_at": timezone.now() + timedelta(days=30),
        **details,
    }
    return actions.open_token(user, conference, **values)


def test_it_is_recorded_and_only_its_fingerprint_is_kept() -> None:
    conference = make.conference()
    text = queries.new_text()

    token = opened(make.user(Role.READER, conference), conference, text=text)

    assert token.fingerprint == queries.fingerprint_of(text)
    assert token.beginning == text[:12]
    entry = Entry.objects.get(verb="api.open_token")
    assert (entry.made_type, entry.made_id) == ("api.token", token.pk)
    kept = str(entry.changes) + str(Token.objects.filter(pk=token.pk).values())
    assert text[12:] not in kept
    assert token.fingerprint not in str(entry.changes)


def test_scopes_that_do_not_exist_are_not_kept() -> None:
    conference = make.conference()

    token = opened(make.user(Role.READER, conference), conference, scopes=["door:read", "vault:write"])

    assert token.scopes == ["door:read"]


def test_without_a_scope_it_is_refused() -> None:
    conference = make.conference()

    with pytest.raises(Refused, match="at least one thing") as refusal:
        opened(make.user(Role.SECRETARY, conference), conference, scopes=[])

    assert refusal.value.field == "scopes"


def test_only_a_secretary_opens_one_without_an_end() -> None:
    conference = make.conference()

    assert opened(make.user(Role.SECRETARY, conference), conference, expires_at=None).expires_at is None
    with pytest.raises(Refused, match="without an end"):
        opened(make.user(Role.DESK_OFFICER, conference), conference, expires_at=None)


def test_fifty_are_enough_and_those_that_are_over_do_not_count() -> None:
    conference = make.conference()
    user = make.user(Role.READER, conference)
    for number in range(50):
        make_api.token(conference, user, expires_at=make.NOON if number == 0 else None)

    opened(user, conference)
    with pytest.raises(Refused, match="50 tokens"):
        opened(user, conference)


def test_a_stranger_may_not() -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        opened(make.user(None), conference)


def sent(**more: Any) -> dict[str, Any]:
    return {"name": "Airport desk", "scopes": ["delegations:read"], "lasts": "30", "asked": "one", **more}


def page_of(conference: Conference) -> str:
    return reverse("api:open_token", args=[conference.slug])


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.FOCAL_POINT])
def test_the_page_shows_the_text_once_and_no_page_ever_again(role: str) -> None:
    conference = make.conference()
    browser = make.client(make.user(role, conference, party=make.party("LB") if role == Role.FOCAL_POINT else None))

    answer = browser.post(page_of(conference), sent())

    (text,) = set(TEXT.findall(answer.content.decode()))
    assert "no-store" in answer["Cache-Control"]
    token = Token.objects.get()
    assert token.fingerprint == queries.fingerprint_of(text)
    assert token.expires_at is not None
    assert abs(token.expires_at - timezone.now() - timedelta(days=30)) < timedelta(minutes=1)
    again = browser.get(reverse("api:tokens", args=[conference.slug])).content.decode()
    assert token.beginning in again
    assert text not in again
    assert text not in str(dict(browser.session.items()))
    program = make_api.Program(conference, text)
    assert program.get("delegations/delegates").status_code == 200


def test_the_same_page_sent_twice_opens_one_token() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.READER, conference))
    browser.post(page_of(conference), sent())

    answer = browser.post(page_of(conference), sent(), follow=True)

    assert Token.objects.count() == 1
    assert "was opened already" in answer.content.decode()
    browser.post(page_of(conference), sent(asked="another"))
    assert Token.objects.count() == 2


def test_the_password_is_said_first_and_the_form_is_kept_meanwhile() -> None:
    amal = person()
    conference = amal.memberships.get().conference
    browser, _answer = sign_in(amal)

    asked = browser.post(page_of(conference), sent())
    assert not Token.objects.exists()
    back = browser.post(asked["Location"], {"password": CEDARS}, follow=True)

    page = back.content.decode()
    assert back.redirect_chain[-1][0] == page_of(conference)
    assert 'value="Airport desk"' in page
    assert re.search(r'value="delegations:read" checked', page)
    assert not Token.objects.exists()
    browser.post(page_of(conference), sent())
    assert Token.objects.get().name == "Airport desk"


def test_what_was_begun_in_one_conference_is_not_shown_in_another() -> None:
    amal = person()
    here, there = amal.memberships.get().conference, make.conference("geneva-2021")
    Membership.objects.create(conference=there, user=amal, role=Role.READER)
    browser, _answer = sign_in(amal)

    browser.post(page_of(here), sent())

    pages = [browser.get(page_of(each)).content.decode() for each in (there, here)]
    assert ['value="Airport desk"' in page for page in pages] == [False, True]


@pytest.mark.parametrize(
    "wrong",
    [
        {"scopes": []},
        {"scopes": ["door:write"]},
        {"scopes": ["<script>"]},
        {"lasts": "0"},
        {"lasts": "99999999999"},
        {"name": ""},
        {"name": "x" * 101},
        {"asked": "x" * 41},
    ],
)
def test_what_is_filled_in_wrong_is_said_and_opens_nothing(wrong: dict[str, Any]) -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.READER, conference))

    answer = browser.post(page_of(conference), sent(**wrong))

    assert answer.status_code == 422
    assert not Token.objects.exists()
    assert not TEXT.search(answer.content.decode())


def test_the_page_offers_what_is_of_use_to_the_role_and_a_secretary_a_token_without_end() -> None:
    conference = make.conference()
    asked = {}
    for role, fields in (
        (Role.SECRETARY, {}),
        (Role.DESK_OFFICER, {"desks": ["pledges"]}),
        (Role.FOCAL_POINT, {"party": make.party("LB")}),
    ):
        user = make.user(role, conference, **fields)
        asked[role] = (usable(user, conference), make.client(user).get(page_of(conference)).content.decode())

    scopes, page = asked[Role.SECRETARY]
    assert scopes == queries.SCOPES
    assert "Until it is revoked" in page
    scopes, page = asked[Role.DESK_OFFICER]
    assert {"pledges:write", "archive:write", "delegations:read"} <= set(scopes)
    assert "delegations:write" not in scopes
    assert "Until it is revoked" not in page
    scopes, page = asked[Role.FOCAL_POINT]
    assert "delegations:write" in scopes
    assert not {"audit:read", "door:read", "preparation:read"} & set(scopes)
    assert 'value="audit:read"' not in page


def test_everybody_lists_their_own_and_secretaries_all() -> None:
    conference = make.conference()
    mine, theirs = make.user(Role.READER, conference), make.user(Role.READER, conference, name="Zaynab Else")
    for user, name in ((mine, "Mine"), (theirs, "Someone else’s")):
        make_api.token(conference, user)
        Token.objects.filter(user=user).update(name=name)
    address = reverse("api:tokens", args=[conference.slug])

    reader = make.client(mine).get(address).content.decode()
    secretary = make.client(make.user(Role.SECRETARY, conference)).get(address).content.decode()

    assert "Mine" in reader
    assert "Someone else’s" not in reader
    assert "Mine" in secretary
    assert "Zaynab Else" in secretary


def test_a_list_of_thirty_asks_no_more_than_a_list_of_one(django_assert_max_num_queries: Any) -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    address = reverse("api:tokens", args=[conference.slug])
    browser.get(address)
    for _each in range(30):
        make_api.token(conference, make.user(Role.READER, conference))

    with django_assert_max_num_queries(12):
        browser.get(address)


def test_the_list_says_how_each_stands() -> None:
    conference = make.conference()
    gone = make.user(Role.READER, conference)
    make_api.token(conference, gone)
    Membership.objects.filter(user=gone).delete()
    user = make.user(Role.SECRETARY, conference)
    make_api.token(conference, user, expires_at=make.NOON)
    make_api.token(conference, user, revoked_at=make.NOON)

    page = make.client(user).get(reverse("api:tokens", args=[conference.slug])).content.decode()

    for words in ("Expired", "Revoked", "its person has no seat here any more"):
        assert words in page
