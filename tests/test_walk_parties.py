"""A walk as the focal point of another party: every address of focal points, asked for and posted, with rows of Lebanon."""

from typing import Any

import pytest
from django.test import Client

from secretariat.accounts.models import Role
from secretariat.delegations.models import Delegation
from tests import make, make_walk, test_walk, walk_of_posts
from tests.test_walk import POSTED, World

pytestmark = pytest.mark.django_db

# Pages that every delegation reads: lists, of which each sees its own part, and what is kept for all delegations.
READ_BY_ALL = {
    "api:tokens", "delegations:cards", "delegations:delegates", "delegations:delegations", "documents:adoption",
    "documents:amendment", "documents:daily_list", "documents:documents", "documents:documents_archive",
    "documents:negotiation", "documents:stances", "meetings:bilaterals", "pledges:pledges", "programme:day",
    "programme:speakers", "programme:speakers_list",
}  # fmt: skip
# Forms in which each party speaks for itself, whoever's row they are about.
SENT_BY_ALL = {
    "api:open_token", "documents:amend", "documents:join_amendment", "documents:take_stance",
    "meetings:request_bilateral", "pledges:record_pledge", "programme:ask_for_floor", "programme:claim_reply",
}  # fmt: skip
# Every delegation sees these rows, and is told that they are another's.
ANOTHERS = {
    "documents:revise_amendment", "documents:withdraw_amendment", "documents:clear_stance",
    "programme:withdraw_speaker",
}  # fmt: skip


def of_focal_points() -> list[str]:
    """Every address that is open to a focal point, or tells one that it is not."""
    names = dict.fromkeys((*test_walk.EXPECTED, *walk_of_posts.EXPECTED))
    tables = (walk_of_posts.EXPECTED, test_walk.EXPECTED)
    inside = [name for name in names if not name.startswith(("public:", "robots", "sitemap", "front"))]
    known = [name for name in inside if any(Role.FOCAL_POINT in side for each in tables for side in each.get(name, ()))]
    return [name for name in known if test_walk.STRANGER not in test_walk.EXPECTED[name][0]]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> World:
    """A conference with rows of Lebanon, whose pages are not drawn."""
    make_walk.undrawn(monkeypatch)
    return test_walk.world("damascus-2020")


def both(here: World, settings: Any) -> tuple[Client, Client]:
    """The focal points of Lebanon and of Egypt."""
    parties = {code: make.party(code) for code in ("LB", "EG")}
    people = {code: make.user(Role.FOCAL_POINT, here.conference, party=party) for code, party in parties.items()}
    browsers = make_walk.browsers(people, settings)
    return browsers["LB"], browsers["EG"]


def address_of(here: World, name: str) -> str:
    """Where it is, with all that the address has to say."""
    return here.address(name) + walk_of_posts.rest_of_address(name, here.rows)


def test_pages_of_a_party_are_not_found_by_the_focal_point_of_another(here: World, settings: Any) -> None:
    amal, hala = both(here, settings)
    wrong = []

    for name in of_focal_points():
        if POSTED in test_walk.EXPECTED[name][0]:
            continue
        address = address_of(here, name)
        own, others = amal.get(address).status_code, hala.get(address).status_code
        expected = 200 if name in READ_BY_ALL | SENT_BY_ALL else 403 if name in ANOTHERS else 404
        if (own, others) != (200, expected):
            wrong.append((name, own, others, expected))

    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("kept_for", ["secretariat", "delegations"])
def test_no_form_about_a_row_of_a_party_is_taken_from_the_focal_point_of_another(
    here: World, settings: Any, kept_for: str
) -> None:
    amal, hala = both(here, settings)
    wrong = []
    for kind in {type(row) for row in here.rows.values() if hasattr(row, "sensitivity")}:
        kind._base_manager.filter(sensitivity="secretariat").update(sensitivity=kept_for)

    for name in of_focal_points():
        own, _statements = make_walk.posted(amal, address_of(here, name), {})
        if own == "not posted":
            continue
        others, statements = make_walk.posted(hala, address_of(here, name), {})
        expected = {"open"} if name in SENT_BY_ALL else {"refused"} if name in ANOTHERS else {"not found"}
        if kept_for == "delegations" and name not in SENT_BY_ALL:
            # Of a row that every delegation sees, others are told that it is not theirs.
            expected = {"refused", "not found"}
        if others not in expected or (others != "open" and statements):
            wrong.append((name, own, others, sorted(expected), statements[:1]))

    assert not wrong, "\n".join(map(str, wrong))


def spoken_by(party: str, here: World) -> dict[str, dict[str, Any]]:
    """Forms in which a party speaks for itself, filled in with this party."""
    number = make.party(party).pk
    sent = Delegation.objects.get(conference=here.conference, party=number)
    paragraph = here.rows["documents:tie_paragraph"].pk
    words = {"kind": "replace", "paragraph": paragraph, "text_en": "Calls for a safe return"}
    return {
        "documents:take_stance": {"party": number, "stance": "supports"},
        "documents:join_amendment": {"party": number},
        "documents:amend": {**words, "parties": [number]},
        "programme:ask_for_floor": {"delegation": sent.pk, "kind": "statement"},
    }


def test_no_party_speaks_in_the_name_of_another(here: World, settings: Any) -> None:
    _amal, hala = both(here, settings)
    make.answer(make.invitation(here.conference, make.party("EG")))

    own = {name: make_walk.posted(hala, address_of(here, name), form) for name, form in spoken_by("EG", here).items()}
    others = {
        name: make_walk.posted(hala, address_of(here, name), form) for name, form in spoken_by("LB", here).items()
    }

    assert [name for name, (_word, statements) in own.items() if not statements] == []
    assert [name for name, (_word, statements) in others.items() if statements] == []
