"""What telephones and mail programs of twenty years wrote (2.1) is read by the rules of that time."""

from base64 import b64encode

import pytest

from secretariat.engines import cards
from secretariat.engines.cards import Contact, Names, Photo
from tests.engines.cards.told import JPEG, card, codes, one


def test_quoted_printable_goes_on_behind_its_soft_breaks() -> None:
    read = one(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=",
        "=B6rg;;Dr.;",
        "NOTE;QUOTED-PRINTABLE:one=0D=0Atwo =",
        "three=3D",
        version="2.1",
    )

    assert read.names == Names(("Müller",), ("Jörg",), (), ("Dr.",), ())
    assert read.formatted_name == "Dr. Jörg Müller"
    assert read.note == "one\ntwo three="


def test_a_soft_break_at_the_end_does_not_swallow_the_end_of_the_card() -> None:
    read = cards.read_vcf(
        card("FN:A", "NOTE;ENCODING=QUOTED-PRINTABLE:b=", version="2.1") + card("FN:B", version="2.1")
    )

    assert [each.formatted_name for each in read.cards] == ["A", "B"]


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("ISO-8859-1", "latin-1"), ("windows-1251", "cp1251"), ("Shift_JIS", "cp932"), ("KOI8-R", "koi8_r")],
)
def test_letters_are_read_in_the_charset_a_property_names(charset: str, codec: str) -> None:
    name = {"latin-1": "Müller", "cp1251": "Иванов", "cp932": "田中", "koi8_r": "Иванов"}[codec]
    plain = card(f"FN;CHARSET={charset}:#", version="2.1").replace(b"#", name.encode(codec))
    quoted = "".join(f"={byte:02X}" for byte in name.encode(codec))

    assert cards.read_vcf(plain).cards[0].formatted_name == name
    assert codes(plain) == []
    assert one(f"FN;ENCODING=QUOTED-PRINTABLE;CHARSET={charset}:{quoted}", version="2.1").formatted_name == name


@pytest.mark.parametrize("charset", ["zip", "rot13", "unicode_escape", "idna", "utf-7", "hex", "mbcs", "../x"])
def test_a_charset_that_is_none_of_letters_is_never_looked_up(charset: str) -> None:
    data = card("FN:A", f"NOTE;CHARSET={charset}:+AD4-\\x41", version="2.1")

    assert cards.read_vcf(data).cards[0].note == "+AD4-\\x41"
    assert codes(data) == [("cards[0].NOTE", "charset")]


def test_types_stand_without_a_name() -> None:
    read = one("FN:A", "TEL;CELL;VOICE;PREF:+1", "TEL;X-OWN;WORK;FAX:+2", "EMAIL;INTERNET:a@example.org", version="2.1")

    assert read.phones == (Contact("+1", ("cell", "voice"), 1), Contact("+2", ("work", "fax")))
    assert read.mails == (Contact("a@example.org"),)


def test_a_comma_parts_no_name_and_a_backslash_is_one() -> None:
    read = one("N:Smith, Jones;A;B, C", "ORG:X\\;Y;Z", "NOTE:C:\\new", "CATEGORIES:a;b,c", version="2.1")

    assert read.names == Names(("Smith, Jones",), ("A",), ("B, C",))
    assert (read.organisation, read.units) == ("X;Y", ("Z",))
    assert read.note == "C:\\new"
    assert read.categories == ("a", "b", "c")


def test_the_blank_of_a_fold_stays() -> None:
    assert one("FN:Amal", " Haddad", version="2.1").formatted_name == "Amal Haddad"


@pytest.mark.parametrize("blank", [" ", "", "\t"])
def test_a_picture_runs_over_lines_with_or_without_blanks(blank: str) -> None:
    picture = JPEG + bytes(range(200))
    packed = b64encode(picture).decode()
    lines = [blank + packed[start : start + 60] for start in range(0, len(packed), 60)]

    read = one("FN:A", "PHOTO;ENCODING=BASE64;JPEG:", *lines, "", "TITLE:B", version="2.1")

    assert read.photo == Photo(picture, "image/jpeg")
    assert read.title == "B"


@pytest.mark.parametrize("begin", [("AGENT:", "BEGIN:VCARD"), ("AGENT:BEGIN:VCARD",), ("agent;x=y: ", "begin:vcard")])
def test_a_card_within_a_card_is_passed_over_and_told(begin: tuple[str, ...]) -> None:
    inner = (*begin, "VERSION:2.1", "FN:B", *begin, "FN:C", "END:VCARD", "END:VCARD")
    data = card("FN:A", *inner, "TITLE:D", version="2.1")

    read = cards.read_vcf(data)

    assert [(each.formatted_name, each.title) for each in read.cards] == [("A", "D")]
    assert codes(data) == [("cards[0]", "nested")]


def test_an_agent_by_name_opens_no_card() -> None:
    data = b"BEGIN:VCARD\nVERSION:3.0\nFN:A\nAGENT:B\nBEGIN:VCARD\nVERSION:3.0\nFN:C\nEND:VCARD\n"

    assert [each.formatted_name for each in cards.read_vcf(data).cards] == ["A", "C"]
    assert codes(data) == [("cards[0]", "unclosed")]


def test_a_card_as_a_mail_program_of_that_time_exports_it() -> None:
    read = one(
        "N;LANGUAGE=en-us;CHARSET=utf-8:Khoury;Rima",
        "ORG:Ministry of Water;",
        "TEL;WORK;VOICE:+961 (1) 555-010",
        "ADR;WORK;PREF;ENCODING=QUOTED-PRINTABLE:;;Street 1=0D=0A=",
        "Floor 2;Beirut",
        "X-MS-OL-DEFAULT-POSTAL-ADDRESS:2",
        "EMAIL;PREF;INTERNET:rima@example.org",
        "KEY;X509;ENCODING=BASE64:",
        " MIIC+zCCAmSgAwIBAgIBADANBgkqhkiG9w0BAQUFADCBujELMAkGA1UEBhMCR0Ix",
        " MIIC",
        "",
        "",
        "X-MS-CARDPICTURE;TYPE=JPEG;ENCODING=BASE64:",
        " /9j/4AAQSkZJRgABAQEAYABgAAD/",
        "",
        "REV:20250301T093000Z",
        version="2.1",
    )

    assert read == cards.Card(
        names=Names(("Khoury",), ("Rima",)),
        formatted_name="Rima Khoury",
        organisation="Ministry of Water",
        mails=(Contact("rima@example.org", (), 1),),
        phones=(Contact("+961 (1) 555-010", ("work", "voice")),),
        rev="20250301T093000Z",
    )
