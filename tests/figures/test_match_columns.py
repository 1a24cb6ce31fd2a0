"""Saying which column of a file says what."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.figures.actions import match_columns
from secretariat.figures.models import Edition, Observation
from tests import make, make_imports

pytestmark = pytest.mark.django_db
TABLE = "When,From,Where,Women,Men\n2024,SYR,LBN,120,130\n2025,SYR,LBN,80,70\n"
MATCHING: dict[str, Any] = {
    "layout": "matched",
    "roles": {"year": "When", "origin": "From", "asylum": "Where"},
    "values": [{"column": "Women", "sex": "f"}, {"column": "Men", "sex": "m"}],
    "fixed": {"group": "RET", "measure": "flow"},
}


def matched(edition: Edition, **fields: object) -> Edition:
    return match_columns(make_imports.officer(edition.conference), edition, matching={**MATCHING, **fields})


def test_a_table_in_wide_form_is_read_as_it_was_matched_and_the_dataset_remembers() -> None:
    conference = make.conference()
    edition = make_imports.imported(conference, TABLE, **MATCHING)

    assert edition.state == "imported"
    rows = Observation.objects.order_by("line", "sex").values_list("year", "group", "measure", "sex", "value")
    assert list(rows)[:2] == [(2024, "RET", "flow", "f", 120), (2024, "RET", "flow", "m", 130)]
    edition.dataset.refresh_from_db()
    newer = make_imports.handed_in(conference, TABLE + "2026,SYR,LBN,1,2\n", of=edition.dataset)
    assert newer.matching["values"] == edition.matching["values"]
    assert Entry.objects.filter(verb="figures.match_columns").exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"roles": {"year": "When", "origin": "From", "asylum": "From"}}, "“From” is matched twice"),
        ({"values": [{"column": "When", "sex": "f"}]}, "“When” is matched twice"),
        ({"values": []}, "No column is matched as numbers"),
        ({"roles": {"origin": "From"}}, "of when the numbers are"),
        ({"roles": {"year": "When"}}, "of which country"),
        ({"fixed": {}}, "whom the column “Women” counts"),
        ({"roles": {"year": "Year", "origin": "From"}}, "“Year” is not in this file"),
    ],
)
def test_a_matching_that_cannot_be_used_is_refused_with_its_reason(fields: dict[str, object], sentence: str) -> None:
    edition = make_imports.handed_in(make.conference(), TABLE)

    with pytest.raises(Refused, match=sentence):
        matched(edition, **fields)


def test_a_column_may_be_missing_where_all_rows_say_the_same() -> None:
    fixed = {"group": "RET", "measure": "flow", "year": "2025", "origin": "SYR"}
    edition = make_imports.imported(
        make.conference(),
        "Where,People\nLBN,10\nJOR,20\n",
        roles={"asylum": "Where"},
        values=[{"column": "People"}],
        fixed=fixed,
    )

    rows = Observation.objects.order_by("line")
    assert [(each.origin.code, each.asylum.code, each.year) for each in rows] == [  # type: ignore[union-attr]
        ("SYR", "LBN", 2025),
        ("SYR", "JOR", 2025),
    ]
    assert edition.counts["new"] == 2


def test_whoever_saw_an_older_state_overwrites_nothing() -> None:
    edition = make_imports.handed_in(make.conference(), TABLE)
    matched(edition)

    with pytest.raises(Stale):
        match_columns(make_imports.officer(edition.conference), edition, matching=MATCHING, version=1)


def test_what_is_imported_stays_matched_as_it_was() -> None:
    edition = make_imports.imported(make.conference())

    with pytest.raises(Refused, match="the matching stands"):
        matched(edition)


def test_a_reader_may_not() -> None:
    edition = make_imports.handed_in(make.conference(), TABLE)
    with pytest.raises(PermissionDenied):
        match_columns(make.user(Role.READER, edition.conference), edition, matching=MATCHING)


def test_the_page_matches_column_by_column_and_refuses_what_is_said_twice() -> None:
    conference = make.conference()
    edition = make_imports.handed_in(conference, TABLE)
    browser = make.client(make_imports.officer(conference))
    address = f"/en/damascus-2020/office/editions/{edition.pk}/match/"
    said = {"role_0": "year", "role_1": "origin", "role_2": "asylum", "role_3": "value", "role_4": "value"}
    said |= {"sex_3": "f", "sex_4": "m", "group": "RET", "measure": "flow", "version": str(edition.version)}

    page = browser.get(address)
    assert page.status_code == 200
    assert "Women" in page.content.decode()
    twice = browser.post(address, {**said, "role_2": "origin"})
    assert twice.status_code == 422
    assert "says this already" in twice.content.decode()
    answer = browser.post(address, {**said, "leaves_out_refused": "on"})

    assert answer.status_code == 302
    edition.refresh_from_db()
    assert edition.leaves_out_refused
    assert edition.matching["roles"] == MATCHING["roles"]
    assert edition.matching["values"] == MATCHING["values"]
