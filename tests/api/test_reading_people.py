"""Registrations, contacts and participants become delegates, whose affiliation stays as the file has it."""

from typing import Any

import pytest

from secretariat.api.models import ImportFormat
from secretariat.api.queries.drafted import Unreadable
from tests.api import drafts

JSON, TABLE = ImportFormat.INDICO_REGISTRATIONS, ImportFormat.INDICO_REGISTRATIONS_TABLE
CARDS, OPENSLIDES = ImportFormat.CARDS, ImportFormat.OPENSLIDES
HEADING = "ID,Name,Email Address,Affiliation\n"


def card(*lines: str) -> bytes:
    """A file of one card."""
    return "\r\n".join(["BEGIN:VCARD", "VERSION:4.0", *lines, "END:VCARD", ""]).encode()


def test_a_registration_becomes_a_delegate() -> None:
    first = drafts.drafted(JSON).rows[0]

    assert (first.kind, first.source_id, first.line) == ("delegate", "indico:137346:reg45", "registrations/45")
    assert first.cells == {
        "name": "Amal Haddad",
        "mail": "amal.haddad@example.org",
        "honorific": "H.E.",
        "capacity": {"en": "Minister of Education"},
        "affiliation": "Lebanon",
    }


def test_the_same_person_is_read_alike_from_the_list_on_the_screen() -> None:
    first, second = drafts.drafted(JSON).rows[0], drafts.drafted(TABLE).rows[0]

    same = {"name", "mail", "capacity", "affiliation"}
    assert {name: first.cells[name] for name in same} == second.cells
    assert second.line == "2"


@pytest.mark.parametrize("format_", [JSON, TABLE])
def test_who_withdrew_or_was_rejected_does_not_come_in_and_is_counted(format_: ImportFormat) -> None:
    draft = drafts.drafted(format_)

    assert "Petra Novak" not in [each.cells["name"] for each in draft.rows]
    assert next(each.example for each in draft.left_out if each.code == "withdrawn") == "Petra Novak"
    assert not any("state" in each.cells for each in draft.rows)


def test_a_country_tells_where_somebody_comes_from_only_where_no_affiliation_does() -> None:
    file = drafts.data(JSON)
    fields = file[0]["registration_data"][0]["fields"]
    fields.append({**fields[0], "title": "Country", "data": "Switzerland"})

    draft = drafts.drafted(JSON, drafts.as_json(file))

    assert [each.cells["affiliation"] for each in draft.rows[:2]] == ["Lebanon", "Jordan"]
    assert drafts.left(draft)["addresses"] == 1


def test_a_name_that_is_not_in_latin_script_is_kept_as_the_original_and_to_be_written() -> None:
    second = drafts.drafted(JSON).rows[1]

    assert second.cells["name"] == second.cells["original_name"] == "سليم الخوري"
    assert drafts.told(second) == [("name", "latin")]


@pytest.mark.parametrize("format_", [JSON, TABLE])
def test_what_is_no_address_is_said_at_the_cell_of_its_person(format_: ImportFormat) -> None:
    (wrong,) = (each for each in drafts.drafted(format_).rows if each.cells["name"] == "Ivan Petrov")

    assert drafts.told(wrong) == [("mail", "mail")]
    assert wrong.findings[0].values == {"said": "no address"}
    assert "mail" not in wrong.cells


def test_lines_are_told_by_the_number_that_a_spreadsheet_shows() -> None:
    assert [each.line for each in drafts.drafted(TABLE).rows] == ["2", "3", "6"]


def test_a_table_without_addresses_says_so_and_secrets_of_tickets_are_not_read() -> None:
    bare = drafts.drafted(TABLE, b"Name,Affiliation,Registration date\nAmal Haddad,Lebanon,2020-10-01T10:00:00+00:00\n")

    assert drafts.problems(bare) == ["no_column"]
    assert "5b0d3c1e-7f7a-4b56-9f5e-0c9d3a1f2b4c" not in repr(drafts.drafted(JSON))


def test_the_six_columns_that_indico_takes_in_need_no_heading() -> None:
    draft = drafts.drafted(TABLE, (drafts.MADE / "indico_taken_in.csv").read_bytes())

    assert [(each.line, each.cells["name"]) for each in draft.rows] == [
        ("1", "Amal Haddad"),
        ("2", "Salim Khoury"),
    ]


def test_a_list_of_five_thousand_is_read() -> None:
    many = HEADING + "".join(f"#{number},Person {number},p{number}@example.org,Lebanon\n" for number in range(5_000))

    draft = drafts.drafted(TABLE, many.encode())

    assert len(draft.rows) == 5_000
    assert draft.rows[-1].line == "5001"


def test_the_same_person_twice_in_an_answer_comes_once() -> None:
    file = drafts.data(JSON)[:1]

    draft = drafts.drafted(JSON, drafts.as_json([*file, {**file[0], "full_name": "Somebody else"}]))

    assert [each.cells["name"] for each in draft.rows] == ["Amal Haddad"]
    assert drafts.told(draft.rows[0]) == [("", "differs")]


def test_a_list_in_an_old_code_page_says_in_which_letters_it_was_read() -> None:
    draft = drafts.drafted(TABLE, (HEADING + "#1,Zoé Müller,zoe@example.org,Österreich\n").encode("cp1252"))

    assert draft.rows[0].cells["name"] == "Zoé Müller"
    assert drafts.problems(draft) == ["encoding"]


def test_a_card_becomes_a_delegate_by_its_preferred_address() -> None:
    first = drafts.drafted(CARDS).rows[0]

    assert first.source_id == "vcard:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"
    assert first.cells == {
        "name": "Amal Haddad",
        "honorific": "H.E.",
        "mail": "amal.haddad@example.org",
        "affiliation": "Lebanon",
        "capacity": {"en": "Minister of Education"},
        "body": {"en": "Ministry of Education, Cabinet"},
        "languages": ["ar"],
    }
    assert drafts.told(first) == [("languages", "left_out")]


def test_organisations_pictures_and_fields_of_cards_are_counted() -> None:
    draft = drafts.drafted(CARDS)

    assert len(draft.rows) == 3
    assert drafts.left(draft) == {
        "phones": 1,
        "comments": 1,
        "pictures": 1,
        "other_mails": 1,
        "no_people": 1,
        "other_fields": 1,
    }
    assert "tracker.example.org" not in repr(draft)


def test_cards_of_older_versions_are_read_and_those_without_a_number_are_known_by_none() -> None:
    draft = drafts.drafted(CARDS)

    assert draft.rows[2].cells["name"] == "Petra Novák"
    assert (draft.rows[2].source_id, draft.rows[2].line) == ("", "4")


def test_what_is_wrong_with_a_card_stands_at_its_cell() -> None:
    draft = drafts.drafted(CARDS, card("UID:a", "FN:Amal Haddad", "EMAIL:not one", "TEL:???"))

    assert drafts.told(draft.rows[0]) == [("mail", "mail")]


def test_a_role_is_one_of_the_delegation_or_is_counted_and_never_a_capacity() -> None:
    head = drafts.drafted(CARDS, card("UID:a", "FN:Amal Haddad", "TITLE:Minister", "ROLE:Head"))
    other = drafts.drafted(CARDS, card("UID:a", "FN:Amal Haddad", "TITLE:Minister", "ROLE:Programmer"))
    alone = [drafts.drafted(CARDS, card("UID:a", "FN:Amal Haddad", f"ROLE:{said}")) for said in ("Participant", "Head")]

    assert head.rows[0].cells["role"] == "head"
    assert ("role" in other.rows[0].cells, drafts.left(other)) == (False, {"roles": 1})
    assert ["capacity" in draft.rows[0].cells for draft in alone] == [False, False]
    assert (alone[0].rows[0].cells.get("role"), drafts.left(alone[0])) == (None, {"roles": 1})
    assert alone[1].rows[0].cells["role"] == "head"


def test_a_card_without_a_name_is_a_row_that_has_none() -> None:
    draft = drafts.drafted(CARDS, card("NOTE:Speaks in the morning."))

    assert draft.rows[0].cells == {"name": ""}
    assert draft.rows[0].findings == ()


def test_a_participant_becomes_a_delegate_of_the_first_structure_level() -> None:
    draft = drafts.drafted(OPENSLIDES)

    assert [(each.source_id, each.line, each.cells) for each in draft.rows] == [
        (
            "openslides:username:amal",
            "2",
            {
                "name": "Amal Haddad",
                "mail": "amal.haddad@example.org",
                "honorific": "Dr.",
                "affiliation": "Lebanon",
            },
        ),
        ("openslides:username:salim", "3", {"name": "Salim Khoury", "affiliation": "Jordan"}),
    ]
    assert drafts.told(draft.rows[1]) == [("mail", "mail")]


def test_passwords_are_in_no_draft_and_columns_that_nobody_knows_are_counted() -> None:
    draft = drafts.drafted(OPENSLIDES)

    assert "made-up-secret" not in repr(draft)
    assert drafts.problems(draft) == ["password"]
    assert drafts.left(draft) == {
        "check_ins": 1,
        "tags": 3,
        "numbers": 1,
        "votes": 1,
        "genders": 1,
        "accounts": 2,
        "comments": 1,
        "no_people": 1,
        "other_columns": 1,
    }


@pytest.mark.parametrize(
    ("format_", "file", "code"),
    [
        (JSON, drafts.as_json({"message": "No."}), "indico error answer"),
        (JSON, drafts.as_json("no"), "indico not indico"),
        (TABLE, b"one,two\n1,2\n", "indico no header"),
        (TABLE, b"", "table empty"),
        (TABLE, b"%PDF-1.7", "table not a table"),
        (CARDS, b"Dear Sir", "cards not vcard"),
        (CARDS, b" ", "cards empty"),
        (OPENSLIDES, b"colour,size\nred,2\n", "openslides no header"),
    ],
)
def test_what_is_no_list_of_people_is_refused(format_: ImportFormat, file: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        drafts.drafted(format_, file)

    assert refused.value.code == code


def test_a_list_of_nobody_says_that_there_is_nothing_in_it() -> None:
    empty: Any = []

    assert drafts.problems(drafts.drafted(JSON, drafts.as_json(empty))) == ["nothing"]
