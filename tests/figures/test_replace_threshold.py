"""A newer wording in the place of one that stays readable."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, Sensitivity
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.figures.actions import replace_threshold
from secretariat.figures.models import Threshold
from tests import make, make_figures

pytestmark = pytest.mark.django_db
NEWER = {"scheme_version": "2019", "text": make_figures.said("Safety is ensured, and monitored")}


def address(threshold: Threshold) -> str:
    return f"/en/damascus-2020/office/thresholds/{threshold.pk}/replace/"


def test_the_new_wording_stands_and_the_old_one_stays_with_what_was_assessed_by_it() -> None:
    conference = make.conference()
    old = make_figures.threshold(conference)
    assessed = make_figures.condition(make_figures.area(conference), threshold=old)

    new = replace_threshold(make.user(Role.SECRETARY, conference), old, version=1, details=NEWER)

    old.refresh_from_db()
    assessed.refresh_from_db()
    assert (old.replaced_by, old.version, new.code, new.criterion) == (new, 2, "1", "safety")
    assert assessed.threshold == old
    assert Entry.objects.get().verb == "figures.replace_threshold"


def test_the_same_version_one_replaced_already_and_a_stale_form_are_refused() -> None:
    conference = make.conference()
    old = make_figures.threshold(conference)
    secretary = make.user(Role.SECRETARY, conference)

    with pytest.raises(Refused, match="a version of its own"):
        replace_threshold(secretary, old, details={**NEWER, "scheme_version": "2018"})
    replace_threshold(secretary, old, version=1, details=NEWER)
    with pytest.raises(Stale):
        replace_threshold(secretary, old, version=1, details={**NEWER, "scheme_version": "2020"})
    with pytest.raises(Refused, match="replaced already"):
        replace_threshold(secretary, old, details={**NEWER, "scheme_version": "2020"})

    assert Threshold.objects.count() == 2


def test_a_reader_may_not_and_what_is_hidden_has_no_page() -> None:
    conference = make.conference()
    seen = make_figures.threshold(conference)
    hidden = make_figures.threshold(conference, "2", sensitivity=Sensitivity.RESTRICTED)
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        replace_threshold(reader, seen, details=NEWER)

    assert make.client(reader).get(address(seen)).status_code == 403
    assert make.client(reader).get(address(hidden)).status_code == 404


def test_the_page_begins_with_the_old_words_and_the_list_tells_both() -> None:
    conference = make.conference()
    old = make_figures.threshold(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))
    sent = {"version": 1, "criterion": "safety", "scheme": "UNHCR thresholds", "code": "1", "sensitivity": "public"}

    opened = browser.get(address(old)).content.decode()
    again = browser.post(address(old), {**sent, "scheme_version": "2018", "text_en": "Safety"})
    page = browser.post(
        address(old), {**sent, "scheme_version": "2019", "text_en": "Monitored safety"}, follow=True
    ).content.decode()

    assert "Safety is ensured" in opened
    assert "scheme_version" in again.context["form"].errors
    assert page.index("Monitored safety") < page.index("Wording of version 2018, replaced since")
    assert "Safety is ensured" in page
