"""The registers of states, regions and organisations are complete and sound."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from secretariat.engines.collation import sort_key

DATA = Path(__file__).resolve().parents[2] / "secretariat" / "parties" / "data"
LANGUAGES = {"en", "ar", "fr", "es", "ru", "zh"}
SCRIPTS = {"ar": r"[\u0600-\u06ff]", "ru": r"[\u0400-\u04ff]", "zh": r"[\u4e00-\u9fff]"}


def register(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return rows


STATES = {state["iso2"]: state for state in register("states")}
REGIONS = {region["code"]: region for region in register("regions")}
ORGANISATIONS = {organisation["code"]: organisation for organisation in register("organisations")}


def test_every_state_and_area_of_iso_3166_is_there_once() -> None:
    assert len(register("states")) == len(STATES) == 249
    assert len({state["iso3"] for state in STATES.values()}) == 249
    assert len({state["m49"] for state in STATES.values()}) == 249


def test_codes_have_the_form_of_their_standard() -> None:
    for state in STATES.values():
        assert re.fullmatch(r"[A-Z]{2}", state["iso2"])
        assert re.fullmatch(r"[A-Z]{3}", state["iso3"])
        assert re.fullmatch(r"\d{3}", state["m49"])
        assert state["unhcr"] is None or re.fullmatch(r"[A-Z]{3}", state["unhcr"])


def test_the_code_of_unhcr_is_kept_apart_from_that_of_iso() -> None:
    holders = {state["unhcr"]: state["iso2"] for state in STATES.values() if state["unhcr"]}

    assert (holders["ARE"], holders["AUS"], holders["GAZ"]) == ("EG", "AT", "PS")
    assert len(holders) == sum(state["unhcr"] is not None for state in STATES.values()) == 216


@pytest.mark.parametrize("row", [*STATES.values(), *REGIONS.values(), *ORGANISATIONS.values()])
def test_names_are_in_six_languages_and_in_their_script(row: dict[str, Any]) -> None:
    assert set(row["names"]) == LANGUAGES
    assert all(re.search(script, row["names"][language]) for language, script in SCRIPTS.items())
    assert all(name == name.strip() and name for name in row["names"].values())


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_two_states_share_a_name(language: str) -> None:
    assert len({state["names"][language] for state in STATES.values()}) == 249


def test_formal_names_carry_no_article_and_no_mark_of_a_footnote() -> None:
    formal = [(language, name) for state in STATES.values() for language, name in state["formal"].items()]

    assert STATES["SY"]["formal"]["en"] == "Syrian Arab Republic"
    assert STATES["SY"]["formal"]["fr"] == "République arabe syrienne"
    assert STATES["RU"]["formal"]["es"] == "Federación de Rusia"
    for language, name in formal:
        assert not re.match({"en": "the ", "fr": "l[ae’]s? ?", "es": "(el|la|los|las) "}.get(language, "$"), name), name
        assert name[0] == name[0].upper()
        assert not re.search(r"[*']|  ", name)


def test_members_and_observers_of_the_united_nations_are_known_and_have_formal_names_in_all_languages() -> None:
    united = {code for code, state in STATES.items() if state["united_nations"]}

    assert len(united) == 193 + 2
    assert {"PS", "VA", "SY", "SS"} <= united
    assert all(set(STATES[code]["formal"]) == LANGUAGES for code in united)


def test_short_names_are_written_out() -> None:
    assert STATES["AG"]["names"]["en"] == "Antigua and Barbuda"
    assert STATES["LC"]["names"]["en"] == "Saint Lucia"
    assert STATES["SB"]["names"]["ru"] == "Соломоновы острова"
    assert STATES["PS"]["names"]["en"] == "State of Palestine"


def test_a_party_is_written_to_in_the_most_spoken_of_its_official_languages() -> None:
    written = {code: STATES[code]["correspondence"] for code in ["SY", "RU", "CH", "CN", "MX", "CM", "DE", "UA", "AQ"]}

    expected = ["ar", "ru", "fr", "zh", "es", "fr", "en", "en", "en"]
    assert list(written.values()) == expected
    for state in STATES.values():
        assert set(state["languages"]) <= LANGUAGES
        assert state["correspondence"] == [*state["languages"], "en"][0]


def test_every_region_of_a_state_is_in_the_register_of_regions() -> None:
    for code, state in STATES.items():
        if code == "AQ":
            assert (state["region"], state["subregion"]) == (None, None)
            continue
        assert REGIONS[state["region"]]["parent"] is None
        assert REGIONS[state["subregion"]]["parent"] == state["region"]
    assert len(REGIONS) == 22


def test_no_organisation_takes_the_code_of_a_state() -> None:
    taken = set(STATES) | {state["iso3"] for state in STATES.values()}

    assert not taken & set(ORGANISATIONS)
    assert len(register("organisations")) == len(ORGANISATIONS)
    assert {"UN", "UNHCR", "UNRWA", "WFP", "EU", "ICRC", "LAS"} <= set(ORGANISATIONS)


def test_every_organisation_has_a_type_of_iati() -> None:
    types = {organisation["type"] for organisation in ORGANISATIONS.values()}

    assert types <= {"10", "15", "21", "22", "23", "24", "30", "40", "60", "70", "71", "72", "73", "80", "90"}


@pytest.mark.parametrize("name", ["states", "regions", "organisations"])
def test_a_register_is_one_object_a_line_in_the_order_of_codes(name: str) -> None:
    lines = (DATA / f"{name}.json").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line.rstrip(",")) for line in lines[1:-1]]
    codes = [row.get("iso2") or row["code"] for row in rows]

    assert (lines[0], lines[-1]) == ("[", "]")
    assert codes == sorted(codes)
    assert rows == register(name)


def test_no_two_names_of_a_language_take_the_same_place_in_its_order() -> None:
    for language in LANGUAGES:
        keys = {sort_key(state["names"][language], language) for state in STATES.values()}
        assert len(keys) == 249
