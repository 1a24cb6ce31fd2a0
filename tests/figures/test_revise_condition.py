"""Correcting how an assessment was written down."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, Sensitivity
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.figures.actions import revise_condition
from secretariat.figures.models import Condition
from tests import make, make_figures

pytestmark = pytest.mark.django_db


def address(condition: Condition) -> str:
    return f"/en/damascus-2020/office/conditions/{condition.pk}/revise/"


def test_a_correction_is_recorded_with_old_and_new() -> None:
    condition = make_figures.condition(make_figures.area(make.conference()))

    revise_condition(make.user(Role.SECRETARY, condition.conference), condition, version=1, details={"severity": "low"})

    assert Entry.objects.get().changes == {"severity": ["high", "low"]}
    assert Condition.objects.get().version == 2


def test_days_that_run_backwards_and_a_stale_form_are_refused() -> None:
    condition = make_figures.condition(make_figures.area(make.conference()))
    secretary = make.user(Role.SECRETARY, condition.conference)

    with pytest.raises(Refused, match="before the day it is about"):
        revise_condition(secretary, condition, details={"valid_until_date": date(2019, 1, 1)})
    revise_condition(secretary, condition, version=1, details={"severity": "low"})
    with pytest.raises(Stale):
        revise_condition(secretary, condition, version=1, details={"severity": "medium"})

    assert Condition.objects.get().severity == "low"


def test_a_reader_may_not_and_what_is_hidden_has_no_page() -> None:
    area = make_figures.area(make.conference())
    seen = make_figures.condition(area)
    hidden = make_figures.condition(area, sensitivity=Sensitivity.RESTRICTED)
    reader = make.user(Role.READER, area.conference)

    with pytest.raises(PermissionDenied):
        revise_condition(reader, seen, details={"severity": "low"})

    assert make.client(reader).get(address(seen)).status_code == 403
    assert make.client(reader).get(address(hidden)).status_code == 404


def test_the_page_shows_what_is_kept_and_corrects_it() -> None:
    condition = make_figures.condition(make_figures.area(make.conference()))
    browser = make.client(make.user(Role.SECRETARY, condition.conference))
    sent = {"version": 1, "criterion": "safety", "severity": "medium", "as_of_date": "2020-11-01", "access": "IOM"}

    opened = browser.get(address(condition)).content.decode()
    page = browser.post(
        address(condition), {**sent, "method": "survey", "sensitivity": "public"}, follow=True
    ).content.decode()

    assert '<option value="high" selected>' in opened
    assert "The assessment is corrected." in page
    changed = Condition.objects.get()
    assert (changed.severity, changed.valid_until_date, changed.access) == ("medium", None, "IOM")
