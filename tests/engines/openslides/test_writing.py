"""Rows are written as OpenSlides imports them, and come back as they were; whatever rows hold, they are bounded."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.engines import openslides
from secretariat.engines.openslides import COLUMNS, Participant, ParticipantsRead, Unreadable, participants_of, rows_of

FULL = Participant(
    title="Dr.",
    first_name="=Amal",
    last_name="Haddad",
    email="amal@example.org",
    structure_level=("Lebanon",),
    groups=("Delegates", "Miller, Frank", 'a "b"'),
    vote_weight=Decimal("1.5"),
    is_active=True,
    is_present=False,
    external=None,
    comment="two\nlines",
)


def test_cells_are_written_as_openslides_reads_them() -> None:
    heading, row = rows_of([FULL])
    cells = {name: cell for name, cell in zip(heading, row, strict=True) if cell}

    assert heading == COLUMNS
    assert cells == {
        "title": "Dr.",
        "first_name": "=Amal",
        "last_name": "Haddad",
        "email": "amal@example.org",
        "structure_level": "Lebanon",
        "groups": 'Delegates,"Miller, Frank","a ""b"""',
        "vote_weight": "1.500000",
        "is_active": "1",
        "is_present": "0",
        "comment": "two\nlines",
    }


@pytest.mark.parametrize("weight", ["NaN", "sNaN", "Infinity", "0", "-1", "1e30", "0.0000001"])
def test_a_weight_that_openslides_would_refuse_is_left_out(weight: str) -> None:
    heading, row = rows_of([Participant(vote_weight=Decimal(weight))])

    assert row[heading.index("vote_weight")] == ""


def test_no_password_has_a_column() -> None:
    assert not [name for name in COLUMNS if "password" in name]
    assert not hasattr(FULL, "default_password")


def test_nobody_makes_a_heading_alone() -> None:
    assert rows_of([]) == (COLUMNS,)
    assert participants_of(rows_of([])) == ParticipantsRead((), ())


def test_what_was_written_is_read_back_also_from_a_file() -> None:
    sheet = io.StringIO(newline="")
    csv.writer(sheet).writerows(rows_of([FULL]))
    sheet.seek(0)

    assert participants_of(list(csv.reader(sheet))) == ParticipantsRead((FULL,), (1,))


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), max_size=12)
LINE = st.lists(WORDS.filter(bool), max_size=3).map(" ".join)
NAMES = st.lists(LINE.filter(bool), unique=True, max_size=4).map(tuple)
FLAG = st.none() | st.booleans()
PARTICIPANTS = st.builds(
    Participant,
    **dict.fromkeys(("title", "first_name", "member_number", "number", "gender", "pronoun", "username"), LINE),
    **dict.fromkeys(("saml_id", "home_committee"), LINE),
    last_name=LINE.filter(bool),
    comment=st.lists(LINE.filter(bool), max_size=3).map("\n".join),
    email=st.sampled_from(["", "a@example.org", "=a@例.jp"]),
    structure_level=NAMES,
    groups=NAMES,
    vote_weight=st.none() | st.decimals("0.000001", 999_999_999, places=6),
    **dict.fromkeys(("is_active", "is_physical_person", "is_present", "locked_out", "external"), FLAG),
)


@given(st.lists(PARTICIPANTS, max_size=3))
def test_any_participants_come_back_as_they_were(written: list[Participant]) -> None:
    read = participants_of(rows_of(written))

    assert read.participants == tuple(written)
    assert {problem.code for problem in read.problems} <= {"twice"}


CELLS = st.text(max_size=8) | st.sampled_from(
    [*COLUMNS, "default_password", '"', ",", '",', "1", "no", "0.5", "a@b", "\ufeff"]
)


@given(st.lists(st.lists(CELLS, max_size=6), max_size=5))
def test_any_rows_are_read_or_refused_and_come_back_the_same(rows: list[list[str]]) -> None:
    for table in (rows, [["title", "groups", "comment", "vote_weight", "username", "email"], *rows]):
        try:
            read = participants_of(table)
        except Unreadable:
            continue
        assert participants_of(rows_of(read.participants)).participants == read.participants


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "empty"),
        ([[], ["", " \n"]], "empty"),
        ([["Amal", "Haddad"]], "no header"),
        ([["default_password"], ["secret"]], "no header"),
        ([["last_name"] * (openslides.MOST_COLUMNS + 1)], "too many columns"),
        ([["last_name"], *[["a"]] * (openslides.MOST_ROWS + 1)], "too many rows"),
    ],
)
def test_what_is_no_table_of_participants_or_beyond_its_bounds_is_refused(rows: list[list[str]], code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        participants_of(rows)

    assert refused.value.code == code


def test_names_in_a_cell_and_problems_end_at_their_bounds() -> None:
    groups = ",".join(str(number) for number in range(150))

    found = participants_of([["title", "groups"], ["Dr.", groups], *[["Dr.", ""]] * 1_500])

    assert len(found.participants) == 1_501
    assert len(found.participants[0].groups) == openslides.MOST_NAMES
    assert len(found.problems) == openslides.MOST_PROBLEMS + 1
    assert (found.problems[0].code, found.problems[-1].code) == ("too many", "more")
