"""Judging files of the IATI Standard: the schema on its own tests, and each kind of rule of the standard ruleset."""

from datetime import date
from pathlib import Path

import pytest

from secretariat.engines import iati
from secretariat.engines.iati import ruleset
from tests.engines.iati.told import PLAIN, TODAY, budgets, changed, codes

IATI = Path(__file__).resolve().parents[4] / "shared" / "data" / "iati"
needs_the_shared_data = pytest.mark.skipif(not IATI.exists(), reason="the IATI tests are not beside this checkout")

SECTORS = '<sector code="11220" percentage="33.33" vocabulary="1"/>\n    <sector code="15190" percentage="66.67" vocabulary="1"/>'
COUNTRY = '<recipient-country code="SY"/>'
BUDGET = """<budget><period-start iso-date="2025-01-01"/><period-end iso-date="2026-01-02"/>
    <value value-date="2025-01-01">1</value></budget>"""
BREAKS = {
    "1.1.3": (">XX-EXAMPLE-PLEDGE-17<", ">XX-EXAMPLE<"),
    "1.1.21": (">XX-EXAMPLE-PLEDGE-17<", ">YY-PLEDGE-17<"),
    "6.11.1": ('<activity-date iso-date="2025-01-01" type="1"/>', ""),
    "6.2.2": (SECTORS, ""),
    "4.1.1": (' xml:lang="en"', ""),
    "11.1.1": ('last-updated-datetime="2026-11-01', 'last-updated-datetime="2026-12-01'),
    "11.1.2": ('iso-date="2027-12-31" type="3"', 'iso-date="2024-12-31" type="3"'),
    "11.2.1": ('<transaction-date iso-date="2025-03-01"/>', '<transaction-date iso-date="2026-11-29"/>'),
    "1.3.13": (">XX-EXAMPLE-PLEDGE-17<", ">XX-EXAMPLE-PLEDGE/17<"),
    "1.3.1": (">XX-EXAMPLE-PLEDGE-17<", ">XX-EXAMPLE-PLEDGE-17 <"),
    "2.1.2": ('percentage="66.67"', 'percentage="66.66"'),
    "2.1.1": (' percentage="66.67"', ""),
    "12.3.1": ('percentage="66.67"', 'percentage="100.67"'),
    "3.1.4": (COUNTRY, '<recipient-country code="SY" percentage="50"/>'),
    "3.7.1": (COUNTRY, ""),
    "3.4.2": (
        COUNTRY,
        '<recipient-country code="SY" percentage="50"/><recipient-region vocabulary="1" code="298" percentage="10"/>',
    ),
    "2.2.1": (SECTORS, f'{SECTORS}<sector code="1" vocabulary="99"/>'),
    "107.1.2": ("<transaction ", '<default-aid-type code="A01"/><default-aid-type code="B01"/><transaction '),
    "7.5.3": ("<transaction ", f"{BUDGET}<transaction "),
    "8.8.2": ('value="0"', 'value="none"'),
    "8.6.1": ('<period-end iso-date="2026-12-31"/>', '<period-end iso-date="2024-12-31"/>'),
    "4.4.1": ("<narrative>Schools are rebuilt.</narrative>", "<narrative/>"),
}


def passes(data: bytes) -> bool:
    try:
        return not iati.schema_problems(data)
    except iati.Unreadable:
        return False


@needs_the_shared_data
def test_all_schema_tests_of_the_standard_get_the_right_verdict() -> None:
    files = sorted((IATI / "schema-tests").rglob("*.xml"))
    verdicts = {path: passes(path.read_bytes()) for path in files}

    assert len([path for path in files if "should-pass" in path.parts]) == 70
    assert len([path for path in files if "should-fail" in path.parts]) == 352
    assert [path.name for path, verdict in verdicts.items() if verdict != ("should-pass" in path.parts)] == []


@needs_the_shared_data
def test_what_unhcr_publishes_breaks_nothing() -> None:
    data = (IATI / "examples" / "unhcr-activities-2023-syr-jor.xml").read_bytes()

    assert iati.validate(data, today=TODAY) == []


@needs_the_shared_data
def test_the_shipped_standard_is_the_one_that_was_published() -> None:
    shipped = Path(ruleset.__file__).with_name("standard")
    published = [*(IATI / "schemas").glob("*.xsd"), IATI / "standard-ruleset.json"]

    assert [path.name for path in published if (shipped / path.name).read_bytes() != path.read_bytes()] == []


def test_a_plain_file_breaks_nothing() -> None:
    assert codes(PLAIN) == set()


@pytest.mark.parametrize("code", BREAKS)
def test_a_file_that_breaks_a_rule_is_told_which(code: str) -> None:
    assert code in codes(changed(*BREAKS[code]))


def test_money_names_its_currency_where_the_activity_names_none() -> None:
    without = changed(' default-currency="USD"', "")

    assert codes(without) == set()
    assert codes(without.replace(' currency="USD"', "")) == {"7.8.1"}


def test_a_budget_line_lies_within_its_period_and_a_period_runs_forwards_for_a_year_at_most() -> None:
    assert codes(budgets()) == set()
    assert codes(budgets(line="2026-01-01")) == {"11.3.1"}
    assert codes(budgets(end="2024-12-31", line="2024-12-31")) >= {"8.6.3"}
    assert codes(budgets(end="2026-01-01", line="2026-01-01")) == set()
    assert codes(budgets(end="2026-01-02")) == {"7.5.3"}


def test_a_year_that_begins_on_a_leap_day_and_the_last_year_of_all_are_judged() -> None:
    assert codes(budgets(start="2024-02-29", end="2025-03-01")) == set()
    assert codes(budgets(start="9999-01-01", end="9999-12-31", line="9999-02-01")) == set()


def test_every_kind_of_rule_in_the_ruleset_is_known_and_has_cases() -> None:
    named = {kind for rules in ruleset._ruleset().values() for kind in rules} - {"loop"}
    within = {
        kind
        for rules in ruleset._ruleset().values()
        for case in rules.get("loop", {}).get("cases", [])
        for kind in case["do"]
    }

    assert named | within == set(ruleset.KINDS)
    assert all(ruleset.cases_of(kind) for kind in ruleset.KINDS)


def test_a_loop_judges_each_vocabulary_by_itself() -> None:
    own = '<sector vocabulary="99" code="1"{}><narrative>A</narrative></sector>'
    both = f"{SECTORS}{own.format(' percentage=&quot;40&quot;'.replace('&quot;', chr(34)))}{own.format('')}"

    assert "2.1.1" in codes(changed(SECTORS, both))
    assert "2.1.1" not in codes(changed(SECTORS, f"{SECTORS}{own.format('')}"))


def test_a_vocabulary_with_a_quotation_mark_ends_no_xpath() -> None:
    hostile = f'{SECTORS}<sector vocabulary="\' or 1=1" code="1"><narrative>A</narrative></sector>'

    assert codes(changed(SECTORS, hostile)) <= {"102.1.1"}


def test_the_codes_of_registration_agencies_are_asked_for_only_where_they_are_given() -> None:
    assert "1.14.8" not in codes(PLAIN)
    assert "1.14.8" in codes(PLAIN, agencies={"GB-COH"})
    assert "1.14.8" not in codes(PLAIN, agencies={"XX"})


def test_a_problem_tells_its_line_its_sentence_and_its_activity() -> None:
    broken = changed('percentage="66.67"', 'percentage="66.66"')
    problem = iati.validate(broken.encode(), today=TODAY)[0]

    assert 'percentage="33.33"' in broken.splitlines()[problem.line - 1]
    assert (problem.stage, problem.severity, problem.about) == ("rules", "error", "XX-EXAMPLE-PLEDGE-17")
    assert "must add up to 100%" in problem.said


def test_a_fault_of_the_schema_tells_its_line_and_its_activity() -> None:
    broken = changed('<activity-status code="2"/>', "<activity-state/>")
    problem = iati.validate(broken.encode(), today=TODAY)[0]

    assert "<activity-state/>" in broken.splitlines()[problem.line - 1]
    assert (problem.stage, problem.about) == ("schema", "XX-EXAMPLE-PLEDGE-17")


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (b"  \n", "empty"),
        (b"<html><body/></html>", "not iati"),
        (b"<iati-activities", "not xml"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><iati-activities>&x;</iati-activities>', "declarations"),
        ('<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'.encode("utf-16"), "declarations"),
    ],
)
def test_what_is_no_such_file_is_not_read(xml: bytes, code: str) -> None:
    with pytest.raises(iati.Unreadable) as validated:
        iati.validate(xml, today=TODAY)
    with pytest.raises(iati.Unreadable) as read:
        list(iati.flows(xml))

    assert validated.value.code == read.value.code == code


def test_a_file_beyond_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secretariat.engines.iati.parsing.SIZE_LIMIT", 1000)

    with pytest.raises(iati.Unreadable, match="too large"):
        iati.validate(PLAIN.encode(), today=date(2026, 1, 1))


def test_the_kinds_of_organisations_and_sectors_have_names() -> None:
    assert iati.organisation_types()["40"] == "Multilateral"
    assert iati.sectors()["15190"].startswith("Facilitation of orderly")
    assert iati.sectors("fr")["11220"] == "Enseignement primaire"
    assert iati.sectors("ar")["11220"] == "Primary education"
