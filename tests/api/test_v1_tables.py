"""Tables for spreadsheets: a long one says where it goes on, and what stands in its rows is asked for in lots."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secretariat.accounts.models import Role
from secretariat.api.v1 import listing
from secretariat.archive.models import Citation
from tests import make, make_api

pytestmark = pytest.mark.django_db


def setting() -> make_api.Program:
    """A program that reads five delegates."""
    conference = make.conference()
    delegation = make.delegation(conference)
    for name in ("Amal", "Basim", "Carla", "Dalal", "Elias"):
        make.delegate(delegation, name)
    return make_api.program(conference, make.user(Role.SECRETARY, conference))


def rows_in(answer: Any) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.content
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_table_that_is_cut_off_says_where_the_rest_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    program = setting()
    path = "delegations/delegates.csv"
    whole = program.get(path, {"fields": "name"})
    assert "Link" not in whole
    monkeypatch.setattr(listing, "MOST_IN_CSV", 2)

    answer = program.get(path, {"fields": "name"})
    read = rows_in(answer)
    while "Link" in answer:
        following = answer["Link"].removeprefix("<").removesuffix('>; rel="next"')
        answer = program.client.get(following, headers={"Authorization": f"Bearer {program.text}"})
        assert len(rows_in(answer)) <= 2
        read += rows_in(answer)

    assert read == rows_in(whole)
    assert len(read) == 5


def test_parts_of_many_rows_are_asked_for_in_lots(monkeypatch: pytest.MonkeyPatch) -> None:
    program = setting()

    def asked() -> tuple[list[dict[str, str]], int]:
        with CaptureQueriesContext(connection) as queries:
            rows = rows_in(program.get("delegations/delegates.csv", {"fields": "name,citations"}))
        return rows, sum(Citation._meta.db_table in each["sql"] for each in queries.captured_queries)

    whole, count = asked()
    monkeypatch.setattr(listing, "ROWS_AT_A_TIME", 2)

    # Five rows are three lots, and were one.
    assert count == 1
    assert asked() == (whole, count + 2)


def test_a_table_that_is_known_already_is_not_sent_again_and_is_kept_for_nobody_else() -> None:
    program, path = setting(), "delegations/delegates.csv"
    first = program.get(path)

    again = program.get(path, if_none_match=first["ETag"])
    narrowed = program.get(path, {"fields": "name"}, if_none_match=first["ETag"])

    assert first["Content-Type"] == "text/csv; charset=utf-8"
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert narrowed.status_code == 200
    assert (first["Cache-Control"], "Authorization" in first["Vary"]) == ("private, no-cache", True)
