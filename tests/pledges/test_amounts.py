"""Amounts as people write them."""

from decimal import Decimal

import pytest

from secretariat.pledges.queries.amounts import Unclear, read_amount


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("20000000", 20_000_000),
        ("1.000.000,00", 1_000_000),
        ("1,000,000.00", 1_000_000),
        ("1.000.000", 1_000_000),
        ("1 000 000", 1_000_000),
        ("1\u202f000\u202f000,50", "1000000.50"),
        ("1'000'000.5", "1000000.50"),
        ("12,5", "12.50"),
        ("12.50", "12.50"),
        ("0.500 million", 500_000),
        ("one billion", 1_000_000_000),
        ("twenty five million", 25_000_000),
        ("one hundred and twenty million", 120_000_000),
        ("half a million", 500_000),
        ("10 mio", 10_000_000),
        ("10 Mio.", 10_000_000),
        ("20m", 20_000_000),
        ("1.2345 million", 1_234_500),
        ("2,5 Mrd", 2_500_000_000),
        ("3 milliards", 3_000_000_000),
        ("20 миллионов", 20_000_000),
        ("٢٠٬٠٠٠٬٠٠٠", 20_000_000),
        ("٢٠ مليون", 20_000_000),
        ("3万", 30_000),
        ("−5", -5),
        ("-1,000,000.00", -1_000_000),
    ],
)
def test_an_amount_is_read_as_it_is_meant(written: str, amount: str | int) -> None:
    assert read_amount(written) == Decimal(amount)


@pytest.mark.parametrize("written", ["1.000", "1,000", "12.345", "1,500 million"])
def test_what_can_be_read_in_two_ways_is_asked_about(written: str) -> None:
    with pytest.raises(Unclear):
        read_amount(written)


def test_the_sentence_says_both_readings() -> None:
    with pytest.raises(Unclear, match=r"1000 or as 1\.00"):
        read_amount("1.000")
    with pytest.raises(Unclear, match=r"12345 or as 12\.345"):
        read_amount("12,345")


def test_a_billion_is_asked_about_where_it_is_a_million_million() -> None:
    for language in ("fr", "es"):
        with pytest.raises(Unclear, match="1000000000 or 1000000000000"):
            read_amount("1 billion", language)
    with pytest.raises(Unclear):
        read_amount("un billón", "es")


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "many",
        "$5",
        "USD 20 million",
        "1e9",
        "NaN",
        "Infinity",
        "1.2.3",
        "12 34",
        "20 000 5",
        "12,34,567",
        "1.000,000.00",
        "5..5",
    ],
)
def test_what_is_no_amount_is_refused(written: str) -> None:
    with pytest.raises(Unclear):
        read_amount(written)


@pytest.mark.parametrize("written", ["0.001", "5.1234", "1.00001"])
def test_parts_of_a_cent_are_refused(written: str) -> None:
    with pytest.raises(Unclear, match="cent"):
        read_amount(written)


def test_more_money_than_there_is_is_refused() -> None:
    with pytest.raises(Unclear, match="more money"):
        read_amount("9" * 30)
    with pytest.raises(Unclear, match="more money"):
        read_amount("9999999 trillion")
