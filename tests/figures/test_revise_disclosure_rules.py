"""The rules of disclosure: the secretary changes them, and never so that they protect nobody."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.figures.actions import revise_disclosure_rules
from secretariat.figures.models import DisclosureRules
from secretariat.figures.queries.releases import rules_of_conference
from tests import make, make_releases

pytestmark = pytest.mark.django_db
RULES = "/en/damascus-2020/office/releases/rules/"


def test_they_are_changed_and_recorded_and_hold_for_what_comes() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    before = make_releases.published(make_releases.returns(conference))

    revise_disclosure_rules(secretary, conference, details={"national_threshold": 8, "local_threshold": 10})

    after = make_releases.laid_out(make_releases.returns(conference, key="other"))
    assert len(after.review.outcome["primary"]) == 3
    assert before.rules["threshold"] == 5
    revise_disclosure_rules(secretary, conference, details={"national_threshold": 6}, version=1)
    newest = Entry.objects.filter(verb="figures.revise_disclosure_rules").order_by("-revision")[0]
    assert [8, 6] in [change["national_threshold"] for change in newest.changes.values()]


@pytest.mark.parametrize(
    "details",
    [
        {"protection": 0},
        {"national_threshold": 4},
        {"protection": 4},
        {"local_threshold": 4},
        {"national_rounding": 0},
        {"national_rounding": 11},
        {"local_rounding": 25},
        {"large_rounding": 0},
        {"large_rounding": 2},
        {"large_from": 5},
    ],
)
def test_rules_that_protect_nobody_are_refused(details: dict[str, Any]) -> None:
    conference = make.conference()

    with pytest.raises(Refused):
        revise_disclosure_rules(make.user(Role.SECRETARY, conference), conference, details=details)
    assert not DisclosureRules.objects.exists()


def test_the_database_refuses_them_too() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        DisclosureRules.objects.create(conference=make.conference(), national_threshold=4)


def test_a_stale_form_is_told_so() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    revise_disclosure_rules(secretary, conference, details={"national_threshold": 6})
    revise_disclosure_rules(secretary, conference, details={"national_threshold": 7}, version=1)

    with pytest.raises(Stale):
        revise_disclosure_rules(secretary, conference, details={"national_threshold": 8}, version=1)


def test_an_officer_of_the_desk_may_not() -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        revise_disclosure_rules(make_releases.officer(conference), conference, details={"national_threshold": 6})


def test_the_page_keeps_them_and_tells_what_is_wrong_at_its_field() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    values = {name: getattr(rules_of_conference(conference), name) for name in ("national_rounding", "local_rounding")}
    values |= {"local_threshold": 10, "large_from": 1000, "large_rounding": 10, "protection": 3}

    wrong = browser.post(RULES, {**values, "national_threshold": 4})
    browser.post(RULES, {**values, "national_threshold": 6})

    assert wrong.status_code == 422
    assert "cannot stay 3 apart" in wrong.content.decode()
    assert DisclosureRules.objects.get().national_threshold == 6
