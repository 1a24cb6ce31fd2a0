"""What address books write today (3.0 and 4.0) is read; what is wrong costs one property and is told."""

from base64 import b64encode

import pytest

from secretariat.engines import cards
from secretariat.engines.cards import Contact, Names, Photo, Problem
from tests.engines.cards.told import GIF, JPEG, PNG, card, codes, one


def test_a_card_of_today_is_read_whole() -> None:
    picture = b64encode(JPEG).decode()

    read = one(
        "UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
        "KIND:individual",
        "FN:Dr. Amal Haddad\\, MP",
        "N:Haddad;Amal;Marie,Noor;Dr.;MP",
        "ORG:Ministry of Trade, Industry\\; Crafts;Asia Desk;Section 2",
        "TITLE:Head of section",
        "ROLE:Negotiator",
        "EMAIL;TYPE=work;PREF=1:amal@example.org",
        'TEL;VALUE=uri;TYPE="voice,cell":tel:+961-1-555-010;ext=7',
        "LANG;PREF=2:fr",
        "LANG;PREF=1:ar-LB",
        "CATEGORIES:Delegates,Trade\\, goods",
        "NOTE:First line\\nsecond\\; line",
        f"PHOTO:data:image/jpeg;base64,{picture}",
        "REV:20250301T093000Z",
    )

    assert read == cards.Card(
        uid="urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
        names=Names(("Haddad",), ("Amal",), ("Marie", "Noor"), ("Dr.",), ("MP",)),
        formatted_name="Dr. Amal Haddad, MP",
        organisation="Ministry of Trade, Industry; Crafts",
        units=("Asia Desk", "Section 2"),
        title="Head of section",
        role="Negotiator",
        mails=(Contact("amal@example.org", ("work",), 1),),
        phones=(Contact("+961-1-555-010;ext=7", ("voice", "cell")),),
        languages=("ar-LB", "fr"),
        note="First line\nsecond; line",
        categories=("Delegates", "Trade, goods"),
        photo=Photo(JPEG, "image/jpeg"),
        rev="20250301T093000Z",
    )
    assert read.source_id == "vcard:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"


def test_a_folded_line_is_joined_even_where_a_letter_was_cut_in_two() -> None:
    whole = card("NOTE:Министр")
    cut = whole.index("и".encode()) + 1

    read = cards.read_vcf(whole[:cut] + b"\r\n " + whole[cut:])

    assert read.cards[0].note == "Министр"


def test_a_fold_takes_one_blank_and_leaves_the_next() -> None:
    assert one("FN:Amal", " Haddad").formatted_name == "AmalHaddad"
    assert one("FN:Amal", "  Haddad").formatted_name == "Amal Haddad"
    assert one("FN:Amal", "\t Haddad").formatted_name == "Amal Haddad"


def test_a_property_of_a_group_is_read_and_its_label_passed_over() -> None:
    data = card("FN:A", "item1.EMAIL;type=INTERNET;type=pref:a@example.org", "item1.X-ABLabel:_$!<Other>!$_")

    read = cards.read_vcf(data)

    assert read.cards[0].mails == (Contact("a@example.org", (), 1),)
    assert (read.problems, read.passed_over) == ((), ())


def test_a_card_as_a_telephone_exports_it() -> None:
    packed = b64encode(JPEG + bytes(200)).decode()

    read = one(
        "PRODID:-//Example//Telephone 17//EN",
        "N:Khoury;Rima;;;",
        "FN:Rima Khoury",
        "ORG:Ministry of Water;",
        "item1.EMAIL;type=INTERNET;type=HOME;type=pref:rima@example.org",
        "TEL;type=CELL;type=VOICE;type=pref:+961 1 555 010",
        "TEL;type=MAIN:+961 1 555 011",
        f"PHOTO;ENCODING=b;TYPE=JPEG:{packed[:40]}",
        *(f"  {packed[start : start + 60]}" for start in range(40, len(packed), 60)),
        "X-ABUID:1234\\:ABPerson",
        version="3.0",
    )

    assert read == cards.Card(
        names=Names(("Khoury",), ("Rima",)),
        formatted_name="Rima Khoury",
        organisation="Ministry of Water",
        mails=(Contact("rima@example.org", ("home",), 1),),
        phones=(Contact("+961 1 555 010", ("cell", "voice"), 1), Contact("+961 1 555 011")),
        photo=Photo(JPEG + bytes(200), "image/jpeg"),
    )


def test_what_no_card_here_has_is_named_once() -> None:
    read = cards.read_vcf(card("FN:A", "ADR:;;Street;;;;", "ADR:;;Road;;;;", "BDAY:19700101", "X-SKYPE:a"))

    assert read.passed_over == ("ADR", "BDAY")


def test_names_come_in_any_case_and_a_quoted_parameter_holds_a_colon() -> None:
    read = one('fn;x-p="a:b;c":He said: so', "Email;Type=HOME:a@example.org")

    assert read.formatted_name == "He said: so"
    assert read.mails == (Contact("a@example.org", ("home",)),)


def test_several_cards_of_several_versions_stand_in_one_file() -> None:
    read = cards.read_vcf(
        card("FN:A", version="4.0") + b"\r\n" + card("FN:B", version="3.0") + card("N:C;D", version="2.1")
    )

    assert [each.formatted_name for each in read.cards] == ["A", "B", "D C"]
    assert read.problems == ()


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_lines_end_as_any_system_ends_them(end: str) -> None:
    read = cards.read_vcf(card("FN:A", "NOTE:b", " c").replace(b"\r\n", end.encode()))

    assert (read.cards[0].formatted_name, read.cards[0].note) == ("A", "bc")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_mark_of_byte_order_says_the_encoding(codec: str) -> None:
    read = cards.read_vcf(card("FN:Амаль").decode().encode(codec))

    assert read.cards[0].formatted_name == "Амаль"
    assert read.problems == ()


def test_a_text_is_in_one_line_composed_and_without_marks_that_turn_it_round() -> None:
    assert one("FN:  A\u202emal\t e\u0301 \\n B\x07").formatted_name == "Amal é B"


def test_the_most_preferred_is_kept_and_the_others_are_told() -> None:
    data = card("FN:A", "TITLE;PREF=2:Deputy", "TITLE;PREF=1:Minister", "TITLE:Member", "TITLE;PREF=3:Minister")

    read = cards.read_vcf(data)

    assert read.cards[0].title == "Minister"
    assert read.problems == (
        Problem("cards[0].TITLE", "several", "Deputy"),
        Problem("cards[0].TITLE", "several", "Member"),
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["N:Haddad;Amal;;Dr.;"], "Dr. Amal Haddad"),
        (["ORG:Ministry;Desk"], "Ministry"),
        (["EMAIL:a@example.org"], "a@example.org"),
    ],
)
def test_a_card_without_a_formatted_name_gets_one_of_what_it_has(lines: list[str], expected: str) -> None:
    assert one(*lines).formatted_name == expected


def test_without_a_uid_the_source_is_a_digest_of_name_and_organisation() -> None:
    first = one("FN:Amal Haddad", "N:Haddad;Amal", "ORG:Ministry", "EMAIL:a@example.org")
    second = one("FN:A. Haddad", "N:Haddad;Amal", "ORG:Ministry", "TEL:1")
    third = one("FN:Amal Haddad", "N:Haddad;Amal", "ORG:Parliament")

    assert first.source_id == second.source_id
    assert first.source_id != third.source_id
    assert first.source_id.startswith("vcard-digest:")
    assert one("FN:A").source_id != one("FN:B").source_id


def test_a_card_that_comes_twice_is_told_and_both_are_kept() -> None:
    read = cards.read_vcf(card("UID:1", "FN:A") + card("UID:1", "FN:B"))

    assert [each.formatted_name for each in read.cards] == ["A", "B"]
    assert read.problems == (Problem("cards[1]", "twice", "vcard:1"),)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("EMAIL:nobody", Problem("cards[0].EMAIL", "mail", "nobody")),
        ("EMAIL:a@b@c", Problem("cards[0].EMAIL", "mail", "a@b@c")),
        ("EMAIL:A <a@example.org>", Problem("cards[0].EMAIL", "mail", "A <a@example.org>")),
        ("TEL:call me", Problem("cards[0].TEL", "phone", "call me")),
        ("LANG:French language", Problem("cards[0].LANG", "language", "French language")),
        ("KIND:some one", Problem("cards[0].KIND", "kind", "some one")),
        ("REV:yesterday", Problem("cards[0].REV", "rev", "yesterday")),
        ("REV:20251399T000000Z", Problem("cards[0].REV", "rev", "20251399T000000Z")),
        ("NOTE;CHARSET=klingon:a", Problem("cards[0].NOTE", "charset", "a")),
        ("no property at all", Problem("cards[0]", "line", "no property at all")),
        ("two words:here", Problem("cards[0]", "line", "two words:here")),
        ("PHOTO:data:image/jpeg;base64,bm8gcGljdHVyZQ==", Problem("cards[0].PHOTO", "photo")),
        ("PHOTO:data:image/svg+xml;base64,PHN2Zy8+", Problem("cards[0].PHOTO", "photo")),
        ("PHOTO;ENCODING=b:%%%", Problem("cards[0].PHOTO", "photo")),
    ],
)
def test_what_is_wrong_is_told_and_costs_nothing_else(line: str, problem: Problem) -> None:
    read = cards.read_vcf(card("FN:A", line, "ROLE:B"))

    assert read.problems == (problem,)
    assert (read.cards[0].formatted_name, read.cards[0].role) == ("A", "B")


@pytest.mark.parametrize(
    "line",
    [
        "PHOTO:https://example.org/amal.jpg",
        "PHOTO;VALUE=uri:https://example.org/amal.jpg",
        "PHOTO;VALUE=URL;TYPE=JPEG:file:///etc/passwd",
        "PHOTO:cid:amal",
    ],
)
def test_the_address_of_a_photo_is_told_but_not_kept(line: str) -> None:
    read = cards.read_vcf(card("FN:A", line))

    assert read.problems == (Problem("cards[0].PHOTO", "photo elsewhere"),)
    assert read.cards[0].photo is None
    assert "amal" not in repr(read)
    assert "passwd" not in repr(read)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [(JPEG, "image/jpeg"), (PNG, "image/png"), (GIF, "image/gif"), (b"RIFF0000WEBPVP8 ", "image/webp")],
)
def test_a_picture_is_what_its_first_bytes_say(data: bytes, media_type: str) -> None:
    packed = b64encode(data).decode()

    assert one("FN:A", f"PHOTO:data:text/html;base64,{packed}").photo == Photo(data, media_type)
    assert one("FN:A", f"PHOTO;ENCODING=b;TYPE=HTML:{packed}", version="3.0").photo == Photo(data, media_type)
    assert one("FN:A", f"PHOTO:data:image/jpeg\\;base64\\,{packed}").photo == Photo(data, media_type)


def test_a_moment_is_read_in_both_forms() -> None:
    assert one("FN:A", "REV:2025-03-01T09:30:00.25+02:00", version="3.0").rev == "20250301T093000+0200"
    assert one("FN:A", "REV:2025-03-01", version="3.0").rev == "20250301T000000"


def test_a_card_that_is_not_closed_ends_where_the_next_begins_or_the_file_does() -> None:
    data = b"BEGIN:VCARD\nVERSION:4.0\nFN:A\nBEGIN:VCARD\nVERSION:4.0\nFN:B\n"

    assert [each.formatted_name for each in cards.read_vcf(data).cards] == ["A", "B"]
    assert codes(data) == [("cards[0]", "unclosed"), ("cards[1]", "unclosed")]


def test_a_card_says_its_version_or_is_read_all_the_same() -> None:
    assert codes(b"BEGIN:VCARD\nFN:A\nEND:VCARD\n") == [("cards[0]", "version")]
    assert codes(card("FN:A", version="7.5")) == [("cards[0]", "version")]


def test_an_empty_card_is_told() -> None:
    assert codes(card("NOTE:a", "TITLE:")) == [("cards[0]", "nameless")]


def test_lines_between_cards_are_told_once() -> None:
    data = b"Subject: cards\n\n" + card("FN:A") + b"-- \nsent from somewhere\n"

    assert codes(data) == [("line 1", "outside")]


def test_letters_that_are_no_utf_8_are_guessed_and_told() -> None:
    read = cards.read_vcf(card("FN:M_ller").replace(b"_", b"\xfc"))

    assert read.cards[0].formatted_name == "Müller"
    assert read.problems == (Problem("cards[0].FN", "encoding", "Müller"),)
