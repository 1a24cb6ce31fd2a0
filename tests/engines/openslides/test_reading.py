"""Participants are read from the columns of OpenSlides; what is wrong costs one cell and is told."""

from decimal import Decimal

import pytest

from secretariat.engines import openslides
from secretariat.engines.openslides import Participant, Problem, participants_of

HEADING = [
    *("title", "first_name", "last_name", "email", "member_number", "structure_level", "groups", "number"),
    *("vote_weight", "gender", "pronoun", "username", "default_password", "is_active", "is_physical_person"),
    *("is_present", "locked_out", "saml_id", "home_committee", "external", "comment"),
]
AMAL = [
    *("Dr.", "Amal", "Haddad", "amal@example.org", "M-7", "Lebanon,Asia", 'Delegates, "Miller, Frank"', "12"),
    *("1.500000", "female", "she", "amal", "secret-word", "1", "1", "0", "", "sso-7", "Trade", "0", "It's\nfine"),
]


def read(**cells: str) -> openslides.ParticipantsRead:
    """What is read from a table of one row, beside a name that is right."""
    named = {"last_name": "Haddad", **cells}
    return participants_of([list(named), list(named.values())])


def test_a_row_is_read_whole_and_its_password_is_not() -> None:
    found = participants_of([HEADING, AMAL])

    assert found.participants == (
        Participant(
            title="Dr.",
            first_name="Amal",
            last_name="Haddad",
            email="amal@example.org",
            member_number="M-7",
            structure_level=("Lebanon", "Asia"),
            groups=("Delegates", "Miller, Frank"),
            number="12",
            vote_weight=Decimal("1.500000"),
            gender="female",
            pronoun="she",
            username="amal",
            is_active=True,
            is_physical_person=True,
            is_present=False,
            locked_out=None,
            saml_id="sso-7",
            home_committee="Trade",
            external=False,
            comment="It's\nfine",
        ),
    )
    assert found.problems == (Problem("rows[0]", "password", "default_password"),)
    assert "secret-word" not in repr(found)


def test_columns_come_in_any_order_and_case_and_by_what_pages_call_them() -> None:
    rows = [
        ["\ufeffSurname", "GIVEN NAME", "Is present", "Vote_Weight", "Initial password"],
        ["Haddad", "Amal", "yes", "2"],
    ]

    found = participants_of(rows)

    assert found.participants == (
        Participant(first_name="Amal", last_name="Haddad", is_present=True, vote_weight=Decimal(2)),
    )
    assert [problem.code for problem in found.problems] == ["password"]


def test_columns_that_are_unknown_or_come_twice_are_named() -> None:
    found = participants_of([["last_name", "Hotel", "", "Surname"], ["Haddad", "Ritz", "", "Other"]])

    assert found.participants == (Participant(last_name="Haddad"),)
    assert found.problems == (
        Problem("rows[0][1]", "unknown column", "Hotel"),
        Problem("rows[0][3]", "column twice", "last_name"),
    )


def test_rows_that_hold_nothing_are_passed_over_and_the_others_keep_their_places() -> None:
    found = participants_of([["", " "], ["last_name", "title"], [], ["A"], ["", ""], ["B", "Dr."]])

    assert [each.last_name for each in found.participants] == ["A", "B"]
    assert found.rows == (3, 5)
    assert found.problems == ()


@pytest.mark.parametrize("text", ["1", "true", "True", "TRUE", "yes", "Y", "t", " yes "])
def test_what_openslides_takes_for_yes_is_true(text: str) -> None:
    assert read(is_present=text).participants[0].is_present is True


@pytest.mark.parametrize("text", ["0", "false", "False", "no", "N", "f"])
def test_what_openslides_takes_for_no_is_false(text: str) -> None:
    assert read(is_active=text).participants[0].is_active is False


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Delegates", ("Delegates",)),
        ("Delegates, Staff", ("Delegates", "Staff")),
        ('"Miller, Frank",Staff', ("Miller, Frank", "Staff")),
        ('Staff, "a ""b"" c"', ("Staff", 'a "b" c')),
        ("Staff,, Staff ,\n", ("Staff",)),
        ('5" screen, x', ('5" screen', "x")),
        ('"never closed, x', ("never closed, x",)),
        (",", ()),
    ],
)
def test_names_in_a_cell_are_parted_by_commas(text: str, names: tuple[str, ...]) -> None:
    found = read(groups=text)

    assert found.participants[0].groups == names
    assert found.problems == ()


@pytest.mark.parametrize(("text", "weight"), [("1", "1"), ("0.000001", "0.000001"), ("2.50000000", "2.5")])
def test_a_weight_has_six_decimals(text: str, weight: str) -> None:
    found = read(vote_weight=text).participants[0].vote_weight

    assert found == Decimal(weight)
    assert found.as_tuple().exponent == -6


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        *[
            ("vote_weight", text, "vote weight")
            for text in ("1,5", "-1", "1e3", "NaN", "٣", "1.0000001", "1" * 10, ".5")
        ],
        *[("vote_weight", text, "zero") for text in ("0", "0.000000", "000")],
        *[("locked_out", text, "boolean") for text in ("2", "maybe", "ja", "=TRUE()")],
        *[("email", text, "mail") for text in ("nobody", "a@b@c", "a b@example.org", "x" * 300 + "@example.org")],
        ("username", "x" * 1_001, "too long"),
        ("groups", "x," * 10_001, "too long"),
    ],
)
def test_a_cell_that_is_wrong_is_told_and_left_empty(column: str, text: str, code: str) -> None:
    found = read(**{column: text}, comment="kept")

    assert found.participants == (Participant(last_name="Haddad", comment="kept"),)
    assert found.problems == (Problem(f"rows[1].{column}", code, text[:200]),)


def test_a_text_that_is_too_long_is_cut_and_told() -> None:
    found = read(title="x" * 1_500, comment="y" * 30_000, groups="z" * 1_500, structure_level="a,b," + "c" * 1_500)

    (participant,) = found.participants
    assert (len(participant.title), len(participant.comment)) == (openslides.LONGEST_TEXT, openslides.LONGEST_COMMENT)
    assert [len(name) for name in participant.groups + participant.structure_level] == [1_000, 1, 1, 1_000]
    assert {problem.code for problem in found.problems} == {"too long"}


def test_what_must_be_one_persons_is_told_where_it_comes_twice() -> None:
    rows = [["username", "member_number", "saml_id"], ["a", "1", "x"], ["b", "1", ""], ["a", "2", "x"], ["c", "", ""]]

    assert participants_of(rows).problems == (
        Problem("rows[2].member_number", "twice", "1"),
        Problem("rows[3].username", "twice", "a"),
        Problem("rows[3].saml_id", "twice", "x"),
    )


def test_a_row_without_a_name_is_told_and_kept() -> None:
    found = participants_of([["last_name", "title"], ["", "Dr."]])

    assert found.participants == (Participant(title="Dr."),)
    assert found.problems == (Problem("rows[1]", "nameless"),)


def test_a_row_of_which_nothing_is_left_is_told_and_passed_over() -> None:
    found = participants_of([["last_name", "email", "default_password"], ["", "", "secret"], ["", "nobody", ""]])

    assert (found.participants, found.rows) == ((), ())
    assert [(problem.where, problem.code) for problem in found.problems[1:]] == [
        ("rows[1]", "nameless"),
        ("rows[2].email", "mail"),
        ("rows[2]", "nameless"),
    ]


def test_cells_beyond_the_last_column_are_told_and_never_quoted() -> None:
    found = participants_of([["last_name", "title"], ["Haddad", "Dr.", "", "more"], ["Khoury", "", ""]])

    assert [each.last_name for each in found.participants] == ["Haddad", "Khoury"]
    assert found.problems == (Problem("rows[1]", "too many cells"),)


def test_a_password_that_slipped_into_another_cell_is_not_told_or_kept() -> None:
    heading = ["last_name", "default_password", "is_active", "comment"]
    found = participants_of(
        [heading, ["A", "", "slip-one", ""], ["B", "x", "", "", "slip-two"], ["C", "slip", "1", "c"]]
    )

    assert found.participants == (Participant(last_name="A"), Participant(last_name="C", is_active=True, comment="c"))
    assert found.problems[1:] == (Problem("rows[1].is_active", "boolean"), Problem("rows[2]", "too many cells"))
    assert "slip" not in repr(found)


def test_what_a_spreadsheet_would_compute_is_plain_text() -> None:
    found = read(first_name="=1+1", title="@x", number="-2", groups="+a,=b")

    (participant,) = found.participants
    assert (participant.first_name, participant.title, participant.number) == ("=1+1", "@x", "-2")
    assert participant.groups == ("+a", "=b")
