"""What is written is vCard 4.0 by its letter, and comes back as it was."""

import re
from base64 import b64encode
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.engines import cards
from secretariat.engines.cards import Card, Contact, Names, Photo, read_vcf, write_vcf
from secretariat.engines.cards.texts import tidy
from tests.engines.cards.told import JPEG, PNG

FULL = Card(
    uid="urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
    names=Names(("Haddad", "الحداد"), ("Amal",), ("Marie, Noor",), ("Dr.",), ("MP; PhD",)),
    formatted_name="Dr. Amal Haddad, MP",
    organisation="Ministry; Trade, Industry \\ Crafts",
    units=("Asia Desk",),
    title="Head",
    role="Negotiator",
    mails=(Contact("amal@example.org", ("work", "home"), 1), Contact("a@example.net")),
    phones=(Contact("+961 1 555 010", ("cell",)),),
    languages=("ar", "fr-CH"),
    note="First\nsecond, third; fourth \\n not a line\n\nlast",
    categories=("Delegates", "a,b"),
    kind="org",
    photo=Photo(PNG, "image/png"),
    rev="20250301T093000Z",
)


def lines(*written: Card) -> list[str]:
    return write_vcf(written).decode().replace("\r\n ", "").split("\r\n")[:-1]


def test_what_was_written_is_read_back() -> None:
    read = read_vcf(write_vcf([FULL, Card(formatted_name="B")]))

    assert read == cards.CardsRead((FULL, Card(formatted_name="B")))


def test_the_same_cards_make_the_same_bytes_by_the_letter_of_the_format() -> None:
    packed = b64encode(PNG).decode()

    assert lines(FULL) == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
        "KIND:org",
        "FN:Dr. Amal Haddad\\, MP",
        "N:Haddad,الحداد;Amal;Marie\\, Noor;Dr.;MP\\; PhD",
        "ORG:Ministry\\; Trade\\, Industry \\\\ Crafts;Asia Desk",
        "TITLE:Head",
        "ROLE:Negotiator",
        "EMAIL;TYPE=work,home;PREF=1:amal@example.org",
        "EMAIL:a@example.net",
        "TEL;TYPE=cell:+961 1 555 010",
        "LANG;PREF=1:ar",
        "LANG;PREF=2:fr-CH",
        "CATEGORIES:Delegates,a\\,b",
        "NOTE:First\\nsecond\\, third\\; fourth \\\\n not a line\\n\\nlast",
        f"PHOTO:data:image/png;base64,{packed}",
        "REV:20250301T093000Z",
        "END:VCARD",
    ]


def test_what_is_not_known_is_not_written() -> None:
    assert lines(Card(formatted_name="A")) == ["BEGIN:VCARD", "VERSION:4.0", "FN:A", "END:VCARD"]


def test_a_uid_that_is_no_address_is_written_as_text() -> None:
    card = Card(uid="Delegate, 7; \\ seven", formatted_name="A")

    assert "UID;VALUE=text:Delegate\\, 7\\; \\\\ seven" in lines(card)
    assert read_vcf(write_vcf([card])).cards == (card,)


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\n "])
def test_no_text_begins_a_property_of_its_own(end: str) -> None:
    bad = f"A{end}EMAIL:eve@example.org{end}END:VCARD{end}BEGIN:VCARD"
    contact = Contact(bad, (bad,), 1)
    card = Card(
        **dict.fromkeys(("uid", "formatted_name", "organisation", "title", "role", "note", "kind", "rev"), bad),
        names=Names((bad,), (bad,), (bad,), (bad,), (bad,)),
        units=(bad,),
        mails=(contact,),
        phones=(contact,),
        languages=(bad,),
        categories=(bad,),
        photo=Photo(JPEG, bad),
    )

    written = write_vcf([card])
    read = read_vcf(written)

    assert len(read.cards) == 1
    assert read.cards[0].mails == ()
    assert re.findall(rb"(?m)^(?:BEGIN|END|EMAIL)[:;].*", written) == [
        b"BEGIN:VCARD\r",
        b"EMAIL;PREF=1:A EMAIL:eve@example.org END:VCARD BEGIN:VCARD\r",
        b"END:VCARD\r",
    ]


@pytest.mark.parametrize("letter", ["a", "é", "ع", "田", "😀"])
def test_a_line_has_at_most_75_octets_and_no_letter_is_cut(letter: str) -> None:
    for before in range(4):
        card = Card(formatted_name="x" * before + letter * 300)

        written = write_vcf([card])

        for line in written.split(b"\r\n"):
            assert len(line) <= 75
            line.decode()
        assert read_vcf(written).cards == (card,)


def test_what_the_format_has_no_place_for_is_left_out() -> None:
    card = Card(
        formatted_name="A",
        mails=(Contact("a@example.org", ("internet", "work"), 500),),
        languages=("no language", "fr"),
        kind="Some one",
        photo=Photo(b"<svg/>", "image/svg+xml"),
        rev="spring",
    )

    assert lines(card)[2:-1] == ["FN:A", "EMAIL;TYPE=work:a@example.org", "LANG;PREF=1:fr"]


def test_a_card_without_a_formatted_name_is_written_with_one() -> None:
    assert "FN:Amal Haddad" in lines(Card(names=Names(("Haddad",), ("Amal",))))


PLAIN = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp", "Zs", "Cn", "Co"]), min_size=1, max_size=40
).map(tidy)
WORDS = st.lists(PLAIN.filter(bool), max_size=3).map(tuple)
TYPES = st.lists(st.sampled_from(["home", "work", "cell", "fax"]), unique=True, max_size=3).map(tuple)
PREF = st.integers(0, 100)
CARDS = st.builds(
    Card,
    uid=PLAIN,
    names=st.builds(Names, WORDS, WORDS, WORDS, WORDS, WORDS),
    formatted_name=PLAIN.filter(bool),
    organisation=PLAIN,
    units=WORDS,
    title=PLAIN,
    role=PLAIN,
    mails=st.lists(st.builds(Contact, st.sampled_from(["a@b.org", "é@例.jp"]), TYPES, PREF), max_size=3).map(tuple),
    phones=st.lists(st.builds(Contact, PLAIN.map(lambda text: f"1{text}"), TYPES, PREF), max_size=3).map(tuple),
    languages=st.lists(st.sampled_from(["ar", "zh-Hant", "fr", "mn"]), unique=True, max_size=4).map(tuple),
    note=st.lists(PLAIN.filter(bool), max_size=3).map("\n".join),
    categories=st.lists(PLAIN.filter(bool), unique=True, max_size=3).map(tuple),
    kind=st.sampled_from(["individual", "group", "org", "x-delegation"]),
    photo=st.none() | st.binary(max_size=300).map(lambda data: Photo(JPEG + data, "image/jpeg")),
    rev=st.sampled_from(["", "20250301T093000Z", "20250301T093000+0200", "20250301T093000"]),
)


@given(st.lists(CARDS, min_size=1, max_size=3, unique_by=lambda card: card.source_id))
def test_any_cards_come_back_as_they_were(written: list[Card]) -> None:
    assert read_vcf(write_vcf(written)) == cards.CardsRead(tuple(written))


@given(st.builds(Card, *[st.text()] * 1, st.builds(Names, *[st.lists(st.text()).map(tuple)] * 5), *[st.text()] * 2))
def test_any_texts_come_back_the_same_the_second_time(card: Card) -> None:
    once = read_vcf(write_vcf([replace(card, title=card.uid, note=card.organisation)])).cards
    twice = read_vcf(write_vcf(once)).cards

    assert len(once) == 1
    assert once == twice
