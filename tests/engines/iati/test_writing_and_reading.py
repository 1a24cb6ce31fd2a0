"""Activities out, and the money of any activity file in."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secretariat.engines import iati
from tests.engines.iati.told import GENERATED, TODAY, activity, codes, transaction

IATI = Path(__file__).resolve().parents[4] / "shared" / "data" / "iati"
UNHCR = IATI / "examples" / "unhcr-activities-2023-syr-jor.xml"


def written(**fields: Any) -> bytes:
    return iati.write([activity(**fields)], generated=GENERATED)


def test_an_activity_with_everything_is_valid_and_comes_out_the_same_each_time() -> None:
    assert codes(written()) == set()
    assert written() == written()


def test_each_language_has_its_narrative_and_the_activitys_own_comes_first() -> None:
    text = written().decode()

    assert text.index("<narrative>Schools</narrative>") < text.index('<narrative xml:lang="ar">مدارس</narrative>')


def test_what_is_not_known_is_not_written() -> None:
    text = written(documents=(), related=(), indicators=(), places=(), others=(), transactions=()).decode()

    for name in ("document-link", "related-activity", "result", "location", "other-identifier", "transaction"):
        assert f"<{name}" not in text


def test_numbers_have_no_exponent_and_no_zeros_at_their_end() -> None:
    text = written(transactions=(transaction(amount=Decimal("1E+9")), transaction(amount=Decimal("0.10")))).decode()

    assert ">1000000000<" in text
    assert ">0.1<" in text


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(), st.text())
def test_any_text_makes_a_file_that_is_xml_and_valid(title: str, name: str) -> None:
    named = iati.Organisation({"en": name}, kind="10", role="1")

    assert iati.schema_problems(written(title={"en": title}, participants=(named,))) == []


def test_what_was_written_is_read_back() -> None:
    first, second = iati.flows(written())

    assert (first.activity, first.key, first.kind) == ("XX-EXAMPLE-PLEDGE-17", "ref:T1", "pledge")
    assert (first.amount, first.currency, first.day) == (Decimal("5000000.00"), "USD", date(2025, 3, 1))
    assert (first.provider, first.receiver, first.country) == ("Donor", "Receveur", "SY")
    assert (second.kind, second.amount) == ("disbursement", Decimal("1200000.50"))


@pytest.mark.skipif(not UNHCR.exists(), reason="the IATI examples are not beside this checkout")
def test_the_money_that_unhcr_publishes_is_read() -> None:
    found = list(iati.flows(UNHCR.read_bytes()))

    assert len(found) == 98
    assert {flow.problem for flow in found} == {""}
    assert {flow.kind for flow in found} == {"commitment"}
    assert {flow.country for flow in found} == {"JO", "SY"}
    assert len({(flow.activity, flow.key) for flow in found}) == 98
    assert found == list(iati.flows(UNHCR.read_bytes()))


def test_two_that_are_alike_are_two_and_keep_their_keys() -> None:
    twice = (transaction(ref=""), transaction(ref=""), transaction(ref="", amount=Decimal(7)))
    keys = [flow.key for flow in iati.flows(written(transactions=twice))]

    assert len(set(keys)) == 3
    assert keys[1] == f"{keys[0]}-2"
    assert [flow.key for flow in iati.flows(written(transactions=twice[2:]))] == keys[2:]


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('<transaction-type code="12"/>', '<transaction-type code="1"/>', "kind"),
        (">5000000<", ">five<", "amount"),
        (">5000000<", ">NaN<", "amount"),
        (">5000000<", ">1e40<", "amount"),
        (">5000000<", ">0.001<", "zero"),
        ('currency="USD" value-date="2025-03-01">5', 'currency="dollars" value-date="2025-03-01">5', "currency"),
        ('<transaction-date iso-date="2025-03-01"/>', '<transaction-date iso-date="spring"/>', "date"),
    ],
)
def test_what_cannot_be_kept_says_why(before: str, after: str, problem: str) -> None:
    text = written(transactions=(transaction(),)).decode()
    assert before in text

    assert [flow.problem for flow in iati.flows(text.replace(before, after).encode())] == [problem]


def test_a_currency_and_a_country_of_the_activity_count_where_the_transaction_names_none() -> None:
    plain = written(transactions=(transaction(),)).decode()
    own = plain.replace(' currency="USD" value-date', " value-date").replace("default-currency", "default-currency")
    two = plain.replace(
        '<recipient-country code="SY"/>', '<recipient-country code="SY"/><recipient-country code="JO"/>'
    )

    assert [(flow.currency, flow.country) for flow in iati.flows(own.encode())] == [("USD", "SY")]
    assert [flow.country for flow in iati.flows(two.encode())] == [""]


def test_a_file_that_breaks_off_says_so_after_what_was_read() -> None:
    whole = written()
    with pytest.raises(iati.Unreadable, match="not xml"):
        list(iati.flows(whole[: len(whole) - 30]))


def test_an_organisation_file_has_no_flows() -> None:
    with pytest.raises(iati.Unreadable, match="not iati"):
        list(iati.flows(b'<iati-organisations version="2.03"/>'))
    assert codes(b'<iati-organisations version="2.03"/>', TODAY) == {"SCHEMAV_ELEMENT_CONTENT"}
