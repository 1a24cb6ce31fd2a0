"""Writing down what somebody says must be met."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.figures.actions import word_threshold
from secretariat.figures.models import Threshold
from tests import make, make_figures

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/thresholds/word/"


def details(**fields: Any) -> dict[str, Any]:
    given = {"criterion": "safety", "scheme": "UNHCR", "scheme_version": "2018", "code": "1"}
    return {**given, "text": make_figures.said("Every decision to return is informed"), **fields}


def test_a_threshold_is_kept_in_its_words_with_its_source_and_recorded() -> None:
    conference = make.conference()
    source = make.source(conference)
    officer = make.user(Role.DESK_OFFICER, conference, desks=["figures"])

    threshold = word_threshold(officer, conference, details=details(), cited=[Cited(source, "informed")])

    assert str(threshold) == "UNHCR 2018 · 1"
    assert Citation.objects.of([threshold]).get().passage == "informed"
    assert Entry.objects.get().verb == "figures.word_threshold"


def test_a_code_is_given_once_in_a_version_and_words_are_needed() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    word_threshold(secretary, conference, details=details())

    with pytest.raises(Refused, match="this version and code already"):
        word_threshold(secretary, conference, details=details())
    with pytest.raises(Refused, match="what must be met"):
        word_threshold(secretary, conference, details=details(code="2", text=""))

    assert Threshold.objects.count() == 1


def test_who_does_not_work_on_the_desk_may_not() -> None:
    conference = make.conference()
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        word_threshold(reader, conference, details=details())

    assert make.client(reader).get(ADDRESS).status_code == 403
    assert make.client(make.user(None)).get(ADDRESS).status_code == 404


def test_the_page_writes_it_down_and_the_list_shows_it() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    sent = {"criterion": "safety", "scheme": "UNHCR", "scheme_version": "2018", "code": "1", "sensitivity": "public"}

    refused = browser.post(ADDRESS, sent)
    page = browser.post(ADDRESS, {**sent, "text_en": "Return is voluntary"}, follow=True).content.decode()

    assert refused.status_code == 422
    assert "The threshold is written down." in page
    assert "Return is voluntary" in page
    assert "version <bdi>2018</bdi>" in page
