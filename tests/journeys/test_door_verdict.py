"""The verdict in the browser: the same cases, texts and signatures as in Python, and thousands of facts made by chance."""

import json
import random
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from secretariat.door.queries import day_began
from secretariat.engines.admission import CODES, judge, read
from tests.journeys import gates

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
FIXTURES = Path(__file__).resolve().parents[1] / "engines" / "admission"
CASES = json.loads((FIXTURES / "cases.json").read_text(encoding="utf-8"))
TEXTS = json.loads((FIXTURES / "texts.json").read_text(encoding="utf-8"))
TURNS = 6000
JUDGE = """
    async (all) => {
        const { judge } = await import("/static/door/admission.js");
        return all.map(judge).map(({ code, colour, admits }) => [code, colour, admits]);
    }
"""
READ = """
    async ([texts, keys, isForced]) => {
        const [{ read }, { verifier, bytesOfHex }] = await Promise.all(
            ["admission", "signatures"].map((name) => import(`/static/door/${name}.js`)),
        );
        const verify = await verifier(isForced);
        const known = new Map(Object.entries(keys).map(([mark, key]) => [mark, bytesOfHex(key)]));
        const readings = [];
        for (const text of texts) readings.push(await read(text, known, verify));
        return [verify.means, readings];
    }
"""
VERIFY = """
    async ([signatures, isForced]) => {
        const { verifier, bytesOfHex } = await import("/static/door/signatures.js");
        const verify = await verifier(isForced);
        const said = [];
        for (const each of signatures) {
            said.push(await verify(...[each.public, each.signature, each.message].map(bytesOfHex)));
        }
        return said;
    }
"""

DAYS = """
    async (moments) => {
        const { List } = await import("/static/door/list.js");
        const data = { format: 1, made_at: "2020-11-11T07:00:00Z", keys: [], time_zone: "Asia/Damascus", zone: "A" };
        const inside = [["0000174", "2020-11-11T07:00:00Z", 3]];
        const list = new List({ ...data, badges: { numbers: [] }, inside, gate: { id: 3 } });
        return moments.map(Date.parse).map((now) => [
            new Date(list.dayBegan(now)).toISOString(),
            list.countInside(new Map(), now),
            list.last("0000174", undefined, now)?.direction ?? null,
        ]);
    }
"""


@pytest.fixture
def page(browser: Browser, live_server: object) -> Iterator[Page]:
    place = gates.venue(people=0)
    with gates.tablet(browser, live_server.url) as (_context, page):  # type: ignore[attr-defined]
        page.goto(place.path)
        expect(page.locator("[data-door][data-ready]")).to_have_count(1)
        yield page


def text_of(each: dict[str, Any]) -> str:
    """A text as it stands, or one too long to be written out."""
    text = each["text"]
    return text if isinstance(text, str) else text["repeat"] * text["times"] + text.get("then", "")


def facts_by_chance(chance: random.Random) -> dict[str, Any]:
    """Facts of every kind, likely and unlikely ones."""
    days = ("2020-11-10", "2020-11-11", "2020-11-12", "2020-11-13")
    zones = [[], ["A"], ["B"], ["A", "B"], ["AB"]]
    kind = chance.choice(["badge"] * 6 + ["number"] * 2 + ["not-a-badge", "truncated", "too-long"])
    reading: dict[str, Any] = {"kind": kind}
    if kind == "badge":
        reading |= {
            "conference": chance.choice(["damascus-2020"] * 5 + ["geneva-2021"]),
            "number": "0000174",
            "zones": chance.choice(zones),
            "valid_from": chance.choice(days[:3]),
            "valid_until": chance.choice(days[1:]),
            "signature": chance.choice(["good"] * 5 + ["bad", "unknown"]),
        }
    states = ["issued"] * 6 + ["lost", "revoked", "replaced", "not-accredited", "?"]
    known = {
        "state": chance.choice(states),
        "zones": chance.choice(zones),
        "valid_from": chance.choice(days[:3]),
        "valid_until": chance.choice(days[1:]),
    }
    last = {
        "direction": chance.choice(["entry", "exit"]),
        "seconds_ago": chance.choice([-1, 0, 7.999, 8, 8.001, 600, 90_000]),
        "same_gate": chance.choice([True, False]),
    }
    return {
        "reading": reading,
        "conference": "damascus-2020",
        "zone": chance.choice(["A", "A", "B", ""]),
        "direction": chance.choice(["entry", "entry", "entry", "exit"]),
        "known": chance.choice([known, known, known, None]),
        "last": chance.choice([last, None, None]),
        "clock": {
            "day": chance.choice(days),
            "age": chance.choice([-86_400, -300.5, -300, 0, 60, 86_400, 86_401]),
            "longest_age": 86_400,
        },
    }


def texts_by_chance(chance: random.Random) -> Iterator[str]:
    """Badges cut, doubled, mixed with noise, and noise alone."""
    good = [text_of(each) for each in TEXTS["texts"] if "seed" in each]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567ab=01 \u00a0\ufeff\x1c\x85éßſı٤王🕊"
    for _turn in range(1500):
        text = chance.choice(good)
        start, end = sorted(chance.choices(range(len(text) + 1), k=2))
        noise = "".join(chance.choices(letters, k=chance.choice([0, 0, 1, 1, 2, 20])))
        yield chance.choice(["", "SC1", "sc1 "]) + text[chance.choice([0, start]) : chance.choice([end, None])] + noise


def test_the_verdict_on_each_case_is_the_same_as_in_python(page: Page) -> None:
    said = page.evaluate(JUDGE, [{**CASES["base"], **case["but"]} for case in CASES["cases"]])

    wrong = [
        (case["name"], verdict)
        for case, verdict in zip(CASES["cases"], said, strict=True)
        if verdict != case["verdict"]
    ]
    assert wrong == []


def test_python_and_the_browser_agree_on_thousands_of_facts(page: Page) -> None:
    chance = random.Random(2020)  # noqa: S311 - the same facts each time
    facts = [facts_by_chance(chance) for _turn in range(TURNS)]

    said = page.evaluate(JUDGE, facts)

    expected = [list(judge(each)) for each in facts]  # type: ignore[arg-type]
    assert [(one, other) for one, other in zip(said, expected, strict=True) if one != other] == []
    assert {code for code, _colour, _admits in said} == set(CODES)


@pytest.mark.parametrize("is_forced", [False, True], ids=["webcrypto", "library"])
def test_each_text_is_read_as_in_python(page: Page, is_forced: bool) -> None:
    means, said = page.evaluate(READ, [[text_of(each) for each in TEXTS["texts"]], TEXTS["keys"], is_forced])

    assert means == ("library" if is_forced else "webcrypto")
    wrong = [
        (each["name"], reading)
        for each, reading in zip(TEXTS["texts"], said, strict=True)
        if reading != each["reading"]
    ]
    assert wrong == []


@pytest.mark.parametrize("is_forced", [False, True], ids=["webcrypto", "library"])
def test_each_signature_is_judged_as_in_python(page: Page, is_forced: bool) -> None:
    said = page.evaluate(VERIFY, [TEXTS["signatures"], is_forced])

    expected = [each["is_good"] for each in TEXTS["signatures"]]
    assert dict(zip([each["name"] for each in TEXTS["signatures"]], said, strict=True)) == dict(
        zip([each["name"] for each in TEXTS["signatures"]], expected, strict=True)
    )


def test_texts_made_by_chance_are_read_as_in_python(page: Page) -> None:
    texts = list(texts_by_chance(random.Random(2021)))  # noqa: S311 - the same texts each time
    keys = {mark: bytes.fromhex(key) for mark, key in TEXTS["keys"].items()}

    _means, said = page.evaluate(READ, [texts, TEXTS["keys"], False])

    expected = [dict(read(text, keys)) for text in texts]
    assert [(text, one, other) for text, one, other in zip(texts, said, expected, strict=True) if one != other] == []
    assert {reading["kind"] for reading in said} >= {"badge", "truncated", "not-a-badge"}


def test_whoever_went_home_through_no_gate_is_not_inside_on_the_next_morning(page: Page) -> None:
    moments = ["2020-11-11T07:00:00Z", "2020-11-12T01:59:59Z", "2020-11-12T02:00:00Z"]

    days = page.evaluate(DAYS, moments)

    for moment, (began, _inside, _direction) in zip(moments, days, strict=True):
        assert datetime.fromisoformat(began) == day_began(datetime.fromisoformat(moment), ZoneInfo("Asia/Damascus"))
    assert [each[1:] for each in days] == [[1, "entry"], [1, "entry"], [0, None]]
