"""Writing down what an area is like by one criterion."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.figures.actions import assess_condition
from secretariat.figures.models import Condition, Place
from tests import make, make_figures

pytestmark = pytest.mark.django_db


def address(area: Place) -> str:
    return f"/en/damascus-2020/office/areas/{area.pk}/assess/"


def details(**fields: Any) -> dict[str, Any]:
    given = {"criterion": "living", "severity": "high", "as_of_date": date(2020, 11, 1), "access": "UNHCR"}
    return {**given, "valid_until_date": date(2021, 5, 1), "narrative": make_figures.said("Little water"), **fields}


def assess(area: Place, **fields: Any) -> Condition:
    secretary = make.user(Role.SECRETARY, area.conference)
    cited = fields.pop("cited", None)
    if cited is None:
        cited = [Cited(make.source(area.conference))]
    return assess_condition(secretary, area, details=details(**fields), cited=cited)


def test_an_assessment_is_kept_with_its_source_and_recorded() -> None:
    area = make_figures.area(make.conference())
    officer = make.user(Role.DESK_OFFICER, area.conference, desks=["figures"])
    source = make.source(area.conference)

    condition = assess_condition(officer, area, details=details(), cited=[Cited(source, "no water")])

    assert (condition.area, condition.severity) == (area, "high")
    assert Citation.objects.of([condition]).get().source == source
    entry = Entry.objects.get()
    assert (entry.verb, entry.made_id) == ("figures.assess_condition", condition.pk)


def test_a_newer_assessment_stands_beside_the_older_one() -> None:
    area = make_figures.area(make.conference())
    assess(area)

    assess(area, as_of_date=date(2020, 12, 1), severity="medium")

    assert [each.severity for each in Condition.objects.all()] == ["medium", "high"]


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"cited": []}, "source_1", "an assessment is somebody's"),
        ({"valid_until_date": date(2020, 10, 31)}, "valid_until_date", "before the day it is about"),
        ({"value": "12", "indicator": ""}, "indicator", "what the value measures"),
        ({"severity": "not assessed"}, "narrative", "has no findings"),
        (
            {"severity": "not assessed", "narrative": "", "value": "1", "indicator": make_figures.said("Wells")},
            "value",
            "has no value",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(fields: dict[str, Any], field: str, sentence: str) -> None:
    area = make_figures.area(make.conference())

    with pytest.raises(Refused, match=sentence) as refused:
        assess(area, **fields)

    assert refused.value.field == field
    assert not Condition.objects.exists()


def test_a_threshold_of_another_criterion_a_camp_and_the_same_twice_are_refused() -> None:
    area = make_figures.area(make.conference())
    threshold = make_figures.threshold(area.conference)

    with pytest.raises(Refused, match="another criterion: Safety"):
        assess(area, threshold=threshold)
    with pytest.raises(Refused, match="administrative areas"):
        assess(make_figures.site(area.conference))
    assess(area)
    with pytest.raises(Refused, match="written down already"):
        assess(area)


def test_not_assessed_needs_no_source() -> None:
    area = make_figures.area(make.conference())

    assert assess(area, severity="not assessed", narrative="", cited=[]).severity == "not assessed"


def test_a_reader_may_not_and_a_stranger_finds_no_page() -> None:
    area = make_figures.area(make.conference())
    reader = make.user(Role.READER, area.conference)

    with pytest.raises(PermissionDenied):
        assess_condition(reader, area, details=details())

    assert make.client(reader).get(address(area)).status_code == 403
    assert make.client(make.user(None)).get(address(area)).status_code == 404


def test_the_page_assesses_and_the_area_tells_it() -> None:
    area = make_figures.area(make.conference())
    source = make.source(area.conference)
    browser = make.client(make.user(Role.SECRETARY, area.conference))
    sent = {"criterion": "living", "severity": "very high", "as_of_date": "2020-11-01", "access": "nobody"}
    sent |= {"method": "unknown", "dissenting_view_en": "The ministry says it is low", "sensitivity": "public"}

    refused = browser.post(address(area), sent)
    page = browser.post(address(area), {**sent, "source_1": source.pk}, follow=True).content.decode()

    assert "source_1" in refused.context["form"].errors
    assert "The assessment is written down." in page
    assert "severity-very-high" in page
    assert "The ministry says it is low" in page
