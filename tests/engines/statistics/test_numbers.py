"""Numbers of people as files write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.engines.statistics.numbers import NotCounted, number_in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("1341148", 1341148),
        (" 42 ", 42),
        ("1 341 148", 1341148),
        ("1\u00a0341\u202f148", 1341148),
        ("1,341,148", 1341148),
        ("1.341.148", 1341148),
        ("12.0", 12),
        ("1'341'148", 1341148),
        ("١٢٣", 123),
        ("", None),
        ("-", None),
        ("n/a", None),
        ("..", None),
    ],
)
def test_a_number_is_read_however_its_thousands_are_parted_and_nothing_is_nothing(
    text: str, number: int | None
) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("-5", "negative", ""),
        ("−5", "negative", ""),
        ("-1,5", "negative", ""),
        ("5.5", "fraction", ""),
        ("0,25", "fraction", ""),
        ("1.234", "ambiguous number", "1234 1.234"),
        ("1,234", "ambiguous number", "1234 1.234"),
        ("1.000.000,00", "ambiguous number", "1000000.00 100000000"),
        ("1,000,000.00", "ambiguous number", "1000000.00 100000000"),
        ("one billion", "words", ""),
        ("1 million", "words", ""),
        ("مليون", "words", ""),
        ("some", "not a number", ""),
        ("1e6", "not a number", ""),
        ("=1+1", "not a number", ""),
        ("9" * 14, "too large", ""),
        ("<5", "hidden at the source", ""),
        ("*", "hidden at the source", ""),
    ],
)
def test_what_is_no_number_of_people_or_two_of_them_is_refused(text: str, code: str, said: str) -> None:
    with pytest.raises(NotCounted) as error:
        number_in(text)

    assert (error.value.code, error.value.said) == (code, said)


@given(st.text(max_size=30))
def test_whatever_stands_in_a_cell_it_is_a_number_or_nothing_or_has_a_reason(text: str) -> None:
    try:
        number = number_in(text)
    except NotCounted:
        return

    assert number is None or number >= 0


@given(st.integers(0, 10**12))
def test_every_whole_number_is_read_as_it_is_and_with_its_thousands_parted_by_blanks(number: int) -> None:
    assert number_in(str(number)) == number
    assert number_in(f"{number:,}".replace(",", " ")) == number


@pytest.mark.parametrize("said", ["9" * 5000, "1" + ",000" * 2000, "9" * 5000 + ".00"])
def test_a_number_of_thousands_of_digits_is_too_large(said: str) -> None:
    with pytest.raises(NotCounted, match="too large"):
        number_in(said)
