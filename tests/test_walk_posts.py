"""A walk by POST: every address that takes a form × every role × a row of this conference and of another.

Whoever may not is turned away, and nothing at all is written. Forms are sent empty, or almost: that a door is open is seen
by the form that comes back, by what is wrong in it, or by being led on; a door that is closed says 403, 404 or "sign in".
"""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from secretariat.accounts.models import Role, User
from tests import make, make_walk, test_walk, walk_of_posts
from tests.test_walk import DESKS, ELSEWHERE, EVERYBODY, HOUSE, KEEPER, OF_AN_ACCOUNT, POSTED, STRANGER, World, cast

pytestmark = pytest.mark.django_db

# A public form is for everybody; who sends one with the key of another conference finds what has that key here.
PUBLIC = {"public:reply", "public:report_reply", "public:media_accreditation"}
OF_OTHER_DESKS = "officer of all other desks"
# Pages of the house that take no form.
ONLY_READ = {"conference:accounts", "overview:offices"}


def may_and_told(name: str) -> tuple[set[str], set[str]]:
    """Who may send a form to this address, and who is told they may not."""
    return walk_of_posts.EXPECTED.get(name) or test_walk.EXPECTED[name]


def expected(name: str, role: str) -> set[str]:
    """How a form may be answered."""
    may, told = may_and_told(name)
    if role == OF_OTHER_DESKS:
        # Away from their own desk officers do what readers do, and nothing else.
        is_open = Role.READER in may or name in walk_of_posts.BY_OTHER_DESKS
        return {"open"} if is_open else {"refused", "not found"}
    if role in may:
        return {"open"}
    if role == STRANGER:
        # Of a form that says something the words are shown, to be copied.
        return {"refused"} if name in walk_of_posts.SAY_SOMETHING else {"signed out"}
    return {"refused"} if role in told else {"not found"}


def asks_first(name: str) -> str:
    """Somebody who is let in, so that what is heard is what the page takes."""
    may, told = may_and_told(name)
    return next(role for role in EVERYBODY if role in may) if may else next(role for role in EVERYBODY if role in told)


def answered(there: World, browser: Client, name: str) -> tuple[str, list[str]]:
    """How this address answers a form, and what is written for it."""
    address = there.address(name) + walk_of_posts.rest_of_address(name, there.rows)
    return make_walk.posted(browser, address, walk_of_posts.forms_of(there.rows).get(name, {}))


def officers_of_other_desks(here: World) -> dict[str, User | None]:
    """For each part of the house an officer of all desks but the one that has its name."""
    parts = {name.partition(":")[0] for name in test_walk.EXPECTED}
    desks = [*DESKS, "conference"]
    others = {part: [desk for desk in desks if desk != part] for part in sorted(parts)}
    return {part: make.user(Role.DESK_OFFICER, here.conference, desks=held) for part, held in others.items()}


@pytest.fixture
def worlds(monkeypatch: pytest.MonkeyPatch) -> tuple[World, World]:
    """Two conferences with a row of each kind, whose pages are not drawn."""
    make_walk.undrawn(monkeypatch)
    return test_walk.world("damascus-2020"), test_walk.world("geneva-2021")


def test_each_deed_that_has_no_page_of_its_own_stands_in_the_table_of_forms() -> None:
    alone = {name for name, (gets, _told) in test_walk.EXPECTED.items() if POSTED in gets}

    assert {*walk_of_posts.EXPECTED} == alone | {"documents:take_stance"}


def test_a_form_is_taken_from_whom_it_is_expected_and_from_nobody_else(
    worlds: tuple[World, World], settings: Any
) -> None:
    here, there = worlds
    browsers = make_walk.browsers(cast(here.conference, there.conference), settings)
    officers = make_walk.browsers(officers_of_other_desks(here), settings)
    taken, wrong = [], []

    for name in test_walk.EXPECTED:
        asking = {**browsers, OF_OTHER_DESKS: officers[name.partition(":")[0]]}
        for role in sorted(asking, key=lambda each: each != asks_first(name)):
            word, statements = answered(here, asking[role], name)
            if word == "not posted" and role == asks_first(name):
                break
            if word not in expected(name, role) or (statements and word != "open"):
                wrong.append((name, role, word, expected(name, role), statements[:1]))
        else:
            taken.append(name)

    assert not wrong, "\n".join(map(str, wrong))
    assert {*walk_of_posts.EXPECTED} <= {*taken}
    assert len(taken) > 320


def test_a_form_with_the_row_of_another_conference_finds_nothing(worlds: tuple[World, World], settings: Any) -> None:
    here, there = worlds
    browsers = make_walk.browsers(cast(here.conference, there.conference), settings)
    crossed, asked, wrong = World(here.conference, there.rows), set(), []

    for name, row in there.rows.items():
        if isinstance(row, str) or name in PUBLIC:
            continue
        # Whoever may do it here, and whoever may do it to this very row at its own conference.
        for role in may_and_told(name)[0] & {*Role.values} | {ELSEWHERE}:
            word, statements = answered(crossed, browsers[role], name)
            if word == "not posted":
                continue
            asked.add(name)
            if word != "not found" or statements:
                wrong.append((name, role, word, statements[:1]))

    assert not wrong, "\n".join(map(str, wrong))
    assert len(asked) > 220


def test_a_form_of_the_house_itself_is_taken_from_whom_it_is_for_alone(
    worlds: tuple[World, World], settings: Any
) -> None:
    here, there = worlds
    left: User = make.user(None)
    browsers = make_walk.browsers(cast(here.conference, there.conference), settings)
    wrong = []

    for name, gets in HOUSE.items():
        if name in ONLY_READ:
            continue
        may = {KEEPER} if POSTED in gets else gets
        address = reverse(name, args=[left.pk] if name in OF_AN_ACCOUNT else [])
        for role, browser in browsers.items():
            word, statements = make_walk.posted(browser, address, {})
            words = {"open"} if role in may else {"signed out"} if role == STRANGER else {"refused", "not found"}
            if word not in words or (statements and word != "open"):
                wrong.append((name, role, word, statements[:1]))

    assert not wrong, "\n".join(map(str, wrong))
