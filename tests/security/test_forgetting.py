"""What a browser keeps of the inner pages of the house, and of who has left: nothing."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from secretariat.accounts.models import Role
from tests import make, make_api
from tests.security.asking import HOUSE, OFFICE, POSTED, SIGN_IN, SIGN_OUT, pages, person, sign_in, world
from tests.test_walk import STRANGER

pytestmark = pytest.mark.django_db

WORKER = Path(__file__).parents[2] / "secretariat/door/templates/door/worker.js"


def cached(browser: Client, address: str) -> str:
    return browser.get(address).headers.get("Cache-Control", "")


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.FOCAL_POINT])
def test_no_browser_keeps_a_page_of_somebody_who_is_signed_in(role: str) -> None:
    here = world("damascus-2020")
    party = make.party("LB") if role == Role.FOCAL_POINT else None
    browser = make.client(make.user(role, here.conference, party=party))
    inner = {name: address for name, address in pages(here, role) if "/office/" in address}
    inner |= {name: reverse(name) for name, gets in HOUSE.items() if role in gets and POSTED not in gets}

    kept = {name: told for name, address in inner.items() if "no-store" not in (told := cached(browser, address))}

    assert kept == {}
    assert len(inner) > 20


def test_no_browser_keeps_a_page_of_an_account_or_an_answer_that_says_no() -> None:
    browser, answer = sign_in(person())
    names = ("account_email", "account_change_password", "account_logout", "mfa_index", "account_sessions")
    asked = [reverse(name) for name in names] + [SIGN_IN, f"{OFFICE}nowhere/", "/en/geneva-2021/office/"]

    assert [address for address in asked if "no-store" not in cached(browser, address)] == []
    assert "no-store" in answer["Cache-Control"]
    assert "no-store" in cached(Client(), OFFICE)


def test_a_public_page_is_the_same_for_everybody_and_is_kept_as_before() -> None:
    here = world("damascus-2020")
    browser, stranger = make.client(make.user(Role.SECRETARY, here.conference)), Client()
    public = {name: address for name, address in pages(here, STRANGER) if name.startswith("public:")}

    told = {name: (cached(browser, address), cached(stranger, address)) for name, address in public.items()}

    assert {name: pair for name, pair in told.items() if pair[0] != pair[1]} == {}
    assert told["public:conference"][0] == "public, max-age=0, must-revalidate"


def test_a_program_still_asks_whether_anything_is_new() -> None:
    conference = make.conference()
    program = make_api.program(conference, make.user(Role.SECRETARY, conference))

    answer = program.get("conference/members")

    assert answer["Cache-Control"] == "private, no-cache"
    assert program.get("conference/members", If_None_Match=answer["ETag"]).status_code == 304


def test_whoever_signs_out_leaves_no_page_in_the_browser() -> None:
    browser, _answer = sign_in(person())
    assert "Clear-Site-Data" not in browser.get(SIGN_OUT).headers

    left = browser.post(SIGN_OUT)

    assert '"cache"' in left["Clear-Site-Data"]
    assert "Clear-Site-Data" not in browser.get("/en/").headers


def test_the_gate_of_a_tablet_keeps_its_list_when_somebody_signs_out_there() -> None:
    browser, _answer = sign_in(person())
    gate = browser.get(reverse("door:app", args=["damascus-2020"]))
    assert "no-store" not in gate["Cache-Control"]

    cleared = browser.post(SIGN_OUT)["Clear-Site-Data"]

    # The list and the shell lie in storage; cookies make a browser known to the account that signed in.
    assert "caches.open" in WORKER.read_text()
    for kept in ("storage", "cookies", "*", "executionContexts"):
        assert f'"{kept}"' not in cleared
