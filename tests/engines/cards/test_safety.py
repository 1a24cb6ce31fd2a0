"""Whatever a file holds, it is read within its bounds or refused with a code; nothing else ever happens."""

from base64 import b64encode
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from secretariat.engines import cards
from secretariat.engines.cards import PHOTO_LIMIT, Unreadable, read_vcf
from tests.engines.cards.told import JPEG, card, codes


def outcome(data: bytes) -> str:
    try:
        read_vcf(data)
    except Unreadable as refused:
        return refused.code
    return "read"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"\xff\xfe", "empty"),
        (b"name,mail\nA,a@example.org\n", "not vcard"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "not vcard"),
        (b"see BEGIN:VCARD for more", "not vcard"),
        (b"\x00" * 1000, "not vcard"),
        (b"PK\x03\x04 BEGIN VCARD", "not vcard"),
        (b"BEGIN:VCARD" + b" " * cards.FILE_LIMIT, "too large"),
        (b"BEGIN:VCARD\n" + b"\n" * (cards.MOST_LINES + 1), "too many lines"),
        (b"BEGIN:VCARD\r" + b"\r" * (cards.MOST_LINES + 1), "too many lines"),
        (b"BEGIN:VCARD\nFN:A\nEND:VCARD\n" * (cards.MOST_CARDS + 1), "too many cards"),
        (b"BEGIN:VCARD\n" * (cards.MOST_CARDS + 2), "too many cards"),
    ],
)
def test_what_is_no_file_of_cards_or_beyond_its_bounds_is_refused(data: bytes, code: str) -> None:
    assert outcome(data) == code


def test_a_card_has_so_many_properties_and_the_file_goes_on() -> None:
    data = card(*["X-A:b"] * (cards.MOST_PROPERTIES - 1), "FN:late") + card("FN:B")

    assert codes(data) == [("cards[0]", "too many properties"), ("cards[0]", "nameless")]
    assert [each.formatted_name for each in read_vcf(data).cards] == ["", "B"]


def test_problems_are_told_to_a_number_and_then_that_there_are_more() -> None:
    read = read_vcf(b"BEGIN:VCARD\nVERSION:4.0\nEND:VCARD\n" * 1_500 + b"stray\n")

    assert len(read.cards) == 1_500
    assert len(read.problems) == cards.MOST_PROBLEMS + 2
    assert Counter(problem.code for problem in read.problems)["more"] == 1


def test_a_picture_is_small_or_left_out() -> None:
    fits = b64encode(JPEG.ljust(PHOTO_LIMIT, b"\0")).decode()
    large = b64encode(JPEG.ljust(PHOTO_LIMIT + 1, b"\0")).decode()
    huge = "A" * (3 * PHOTO_LIMIT)

    assert codes(card("FN:A", f"PHOTO:data:image/jpeg;base64,{fits}")) == []
    for packed in (large, huge):
        data = card("FN:A", f"PHOTO:data:image/jpeg;base64,{packed}", "TITLE:B")
        assert codes(data) == [("cards[0].PHOTO", "photo too large")]
        assert read_vcf(data).cards[0].title == "B"


def test_a_text_that_is_too_long_is_cut_and_told_and_a_uid_is_not_cut() -> None:
    long = "x" * 30_000
    data = card(f"FN:{long}", f"NOTE:{long}", f"UID:{long}", f"N:{long}", f"ORG:A;{long}")

    read = read_vcf(data)

    (found,) = read.cards
    assert (len(found.formatted_name), len(found.note)) == (cards.LONGEST_TEXT, cards.LONGEST_NOTE)
    assert (len(found.names.family[0]), len(found.units[0])) == (cards.LONGEST_TEXT, cards.LONGEST_TEXT)
    assert found.uid == ""
    assert {problem.code for problem in read.problems} == {"too long"}
    assert len(read.problems) == 5
    assert max(len(problem.said) for problem in read.problems) == 200


def test_lists_end_at_their_bounds() -> None:
    many = cards.MOST_VALUES + 20
    numbers = ",".join(str(number) for number in range(many))
    data = card(
        "FN:A",
        f"N:{numbers};B",
        f"ORG:A;{numbers.replace(',', ';')}",
        f"CATEGORIES:{numbers}",
        "CATEGORIES:one more",
        *[f"LANG:en-x-{number}" for number in range(30)],
        *[f"TEL:{number}" for number in range(many)],
    )

    read = read_vcf(data)

    (found,) = read.cards
    sizes = [len(part) for part in (found.names.family, found.units, found.categories, found.phones)]
    assert sizes == [cards.MOST_VALUES] * 4
    assert {problem.code for problem in read.problems} == {"too many"}


def test_passed_over_names_end_at_their_bound() -> None:
    data = card("FN:A", *[f"P{number}:a" for number in range(150)])

    assert len(read_vcf(data).passed_over) == 100


def test_cards_within_cards_however_deep_are_one_card() -> None:
    data = b"BEGIN:VCARD\nVERSION:2.1\nFN:A\nAGENT:\n" + b"BEGIN:VCARD\nAGENT:\n" * 60_000

    assert codes(data) == [("cards[0]", "nested"), ("cards[0]", "unclosed")]


def test_a_name_before_the_colon_has_an_end() -> None:
    data = card("FN:A", f"{'A' * 61}:b", f"NOTE;{'p=q;' * 1_000}:b", f'NOTE;x="{"y" * 5_000}:b', 'NOTE;x="y:late')

    assert Counter(code for _, code in codes(data)) == {"line": 3}
    assert read_vcf(data).cards[0].note == "late"


HOSTILE = st.sampled_from(
    [
        *("BEGIN:VCARD\r\n", "END:VCARD\r\n", "VERSION:2.1\n", "VERSION:3.0\n", "VERSION:4.0\n", "AGENT:\n", "\r\n "),
        *("N:", "FN;", "ORG:", "EMAIL:", "TEL;", "PHOTO;ENCODING=b:", "PHOTO:data:image/png;base64,", "a.b.NOTE:"),
        *("ENCODING=QUOTED-PRINTABLE:", "CHARSET=iso-2022-jp:", "CHARSET=\x1b:", "=\n", "=E2=80", "\\", "\\n", '"'),
        *(";", ",", ":", "=", "\t", "\x00", "\u202e", "\ud800", "é", "1" * 50, "/9j/4AAQ", "REV:2025", "LANG:fr"),
        *("KIND:", "UID:", "CATEGORIES:", "TYPE=", "PREF=1:", "PREF=²:", "a@b"),
    ]
)


@given(st.lists(HOSTILE | st.text(max_size=5), max_size=60).map("".join))
@example("\tBEGIN:VCARD\r\n")
@example('FN;PREF="\n')
def test_any_text_within_a_card_is_read_and_written_and_read_again(text: str) -> None:
    data = f"BEGIN:VCARD\n{text}\nEND:VCARD\n".encode("utf-8", "surrogatepass")

    read = read_vcf(data)
    again = read_vcf(cards.write_vcf(read.cards))

    assert len(read.cards) <= text.upper().count("BEGIN:VCARD") + 1
    assert again.cards == read.cards
    assert {problem.code for problem in again.problems} <= {"nameless", "twice"}


@given(
    st.binary(max_size=300), st.binary(max_size=300), st.sampled_from([b"", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"])
)
def test_any_bytes_are_read_or_refused(before: bytes, within: bytes, mark: bytes) -> None:
    for data in (mark + before, mark + before + b"\nBEGIN:VCARD\nNOTE;" + within + b"\nEND:VCARD"):
        assert outcome(data) in {"read", "empty", "not vcard"}
