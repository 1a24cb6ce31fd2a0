"""Reporting what was reached of a target."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.pledges.actions import report_progress
from tests import make, make_pledges
from tests.pledges.conftest import Follow


def reached(actual: int = 40, day: date = date(2021, 6, 1), **fields: Any) -> dict[str, Any]:
    return {"actual": Decimal(actual), "end_date": day, "sensitivity": "public", **fields}


def test_progress_is_reported_and_another_word_on_the_same_day_stands_beside_it(follow: Follow) -> None:
    target = make_pledges.target(follow.pledge)
    report_progress(follow.officer, target, details=reached())
    report_progress(follow.officer, target, details=reached(35, is_verified=True, verified_by="UNHCR"))

    assert [each.actual for each in target.progress.all()] == [Decimal(40), Decimal(35)]
    assert Entry.objects.filter(verb="pledges.report_progress").count() == 2


def test_what_cannot_be_is_refused(follow: Follow) -> None:
    target = make_pledges.target(follow.pledge)
    report_progress(follow.officer, target, details=reached())
    with pytest.raises(Refused, match="already"):
        report_progress(follow.officer, target, details=reached())
    for fields, field in (({"start_date": date(2021, 7, 1)}, "end_date"), ({"is_verified": True}, "verified_by")):
        with pytest.raises(Refused) as refused:
            report_progress(follow.officer, target, details=reached(50, **fields))
        assert refused.value.field == field


def test_what_the_party_reports_is_verified_by_nobody(follow: Follow) -> None:
    target = make_pledges.target(follow.pledge)
    made = report_progress(follow.focal, target, details=reached(is_verified=True, verified_by="we"))

    assert (made.is_verified, made.verified_by, made.sensitivity) == (False, "", "public")


def test_a_stranger_may_not(follow: Follow) -> None:
    target = make_pledges.target(follow.pledge)
    for person in follow.strangers:
        with pytest.raises(PermissionDenied):
            report_progress(person, target, details=reached())


def test_the_page_answers(follow: Follow) -> None:
    target = make_pledges.target(follow.pledge)
    address = follow.address("report_progress", target.pk)

    assert make.client(follow.focal).get(address).status_code == 200
    assert make.client(follow.focal).post(address, {"end_date": "2021-06-01", "actual": "40"}).status_code == 302
    assert target.progress.get().actual == Decimal(40)
    assert make.client(follow.focal).post(address, {"end_date": "2121-06-01", "actual": "40"}).status_code == 422
    assert make.client(follow.other).get(address).status_code == 404
