"""The verdict, on the cases that the browser is given, too, and on every combination of facts."""

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from secretariat.engines.admission import CODES, Facts, Reading, Verdict, judge

CASES = json.loads((Path(__file__).parent / "admission" / "cases.json").read_text(encoding="utf-8"))


def facts_of(case: dict[str, Any]) -> Facts:
    """The base, with what the case exchanges."""
    facts: Facts = CASES["base"] | case["but"]
    return facts


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_the_verdict_on_each_case(case: dict[str, Any]) -> None:
    assert judge(facts_of(case)) == Verdict(*case["verdict"])


def test_every_verdict_there_is_stands_in_the_cases_with_its_colour() -> None:
    said = {(case["verdict"][0], case["verdict"][1]) for case in CASES["cases"]}

    assert said == set(CODES.items())


def test_each_case_has_a_name_of_its_own_and_exchanges_something_that_is_there() -> None:
    names = [case["name"] for case in CASES["cases"]]

    assert len(names) == len(set(names))
    assert {part for case in CASES["cases"] for part in case["but"]} <= set(CASES["base"])


def test_no_combination_of_facts_is_without_a_verdict_and_none_lets_in_whom_it_should_not() -> None:
    badge: Reading = CASES["base"]["reading"]
    readings: list[Any] = [
        {"kind": "not-a-badge"},
        {"kind": "truncated"},
        {"kind": "too-long"},
        {"kind": "number", "number": "0000174"},
        *({**badge, "signature": signature} for signature in ("good", "bad", "unknown")),
        {**badge, "conference": ""},
        {**badge, "zones": []},
    ]
    good = CASES["base"]["known"]
    known = [None, *({**good, "state": state} for state in ("issued", "lost", "revoked", "replaced", "?", ""))]
    known += [{**good, "zones": []}, {**good, "valid_from": "2020-11-12", "valid_until": "2020-11-11"}]
    last = [
        None,
        *(
            {"direction": way, "seconds_ago": ago, "same_gate": same}
            for way, ago, same in itertools.product(("entry", "exit", ""), (-1e9, 0, 8, 8.1, 1e9), (True, False))
        ),
    ]
    clocks = [
        {"day": day, "age": age, "longest_age": longest}
        for day, age, longest in itertools.product(
            ("", "2020-11-10", "2020-11-11", "9999-12-31"), (-1e9, -300, 0, 86401.0, float("inf")), (0, 86400)
        )
    ]
    counted = 0
    for reading, is_known, was, clock, way, zone in itertools.product(
        readings, known, last, clocks, ("entry", "exit"), ("A", "")
    ):
        facts = {"reading": reading, "conference": "damascus-2020", "zone": zone, "direction": way}
        verdict = judge({**facts, "known": is_known, "last": was, "clock": clock})  # type: ignore[typeddict-item]
        counted += 1
        assert verdict.colour == CODES[verdict.code]
        if way == "entry" and verdict.admits:
            assert (verdict.code, reading["kind"], reading["signature"]) == ("valid", "badge", "good")
            assert is_known is not None
            assert is_known["state"] not in {"lost", "revoked", "replaced", "not-accredited"}
            assert zone in is_known["zones"]
    assert counted == len(readings) * len(known) * len(last) * len(clocks) * 4
