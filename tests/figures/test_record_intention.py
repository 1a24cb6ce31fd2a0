"""Writing down what a survey asked of whom, and which share answered how."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.archive.actions import Cited
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.figures.actions import record_intention
from secretariat.figures.models import Intention
from tests import make, make_figures

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/intentions/record/"


def record(conference: Conference, **fields: Any) -> Intention:
    said = make_figures.said
    values: dict[str, Any] = {"origin": make_figures.country(conference, "SY"), "population": said("Refugees")}
    values |= {"question": said("Do you plan to return?"), "answer": said("Yes"), "share": 6, "base": 2400}
    values |= {"horizon": "12 months", "end_date": "2019-03"}
    hosts = fields.pop("hosts", [make_figures.country(conference, "LB")])
    cited = [Cited(make.source(conference))] if fields.pop("has_source", True) else []
    return record_intention(
        make.user(Role.SECRETARY, conference), conference, details={**values, **fields}, hosts=hosts, cited=cited
    )


def test_an_answer_is_kept_with_the_countries_covered_each_once_and_recorded() -> None:
    conference = make.conference()
    lebanon, jordan = make_figures.country(conference, "LB"), make_figures.country(conference, "JO")

    intention = record(conference, hosts=[lebanon, jordan, lebanon])

    assert [each.place for each in intention.surveyed.all()] == [lebanon, jordan]
    entry = Entry.objects.get()
    assert entry.verb == "figures.record_intention"
    assert entry.changes["surveyed"] == [None, [lebanon.pk, jordan.pk]]


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"base": None}, "base", "how many answered"),
        ({"base": 0}, "base", "how many answered"),
        ({"share": 101}, "share", "between 0 and 100"),
        ({"share": -1}, "share", "between 0 and 100"),
        ({"question": ""}, "question", "says nothing without"),
        ({"end_date": ""}, "end_date", "until when"),
        ({"start_date": "2019-04-01"}, "end_date", "ends before it begins"),
        ({"has_source": False}, "source_1", "a survey is somebody's"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(fields: dict[str, Any], field: str, sentence: str) -> None:
    conference = make.conference()

    with pytest.raises(Refused, match=sentence) as refused:
        record(conference, **fields)

    assert refused.value.field == field
    assert not Intention.objects.exists()


def test_the_same_answer_twice_and_a_host_of_another_conference_are_refused() -> None:
    conference = make.conference()
    record(conference, start_date="2019-03")

    with pytest.raises(Refused, match="written down already"):
        record(conference, start_date="2019-03")
    with pytest.raises(Refused, match="another conference"):
        record(conference, share=7, hosts=[make_figures.country(make.conference("geneva-2021"))])


def test_a_reader_may_not_and_a_stranger_finds_no_page() -> None:
    conference = make.conference()
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        record_intention(reader, conference, details={})

    assert make.client(reader).get(ADDRESS).status_code == 403
    assert make.client(make.user(None)).get(ADDRESS).status_code == 404


def test_the_page_asks_for_the_base_and_then_records() -> None:
    conference = make.conference()
    syria, lebanon = make_figures.country(conference, "SY"), make_figures.country(conference, "LB")
    browser = make.client(make.user(Role.SECRETARY, conference))
    sent: dict[str, Any] = {"origin": syria.pk, "population_en": "Refugees", "question_en": "Do you hope to return?"}
    sent |= {"answer_en": "Yes, one day", "share": "75", "horizon": "one day", "hosts": [lebanon.pk]}
    sent |= {"end_date": "2019-03", "method": "survey", "sensitivity": "public"}
    sent |= {"source_1": make.source(conference).pk}

    refused = browser.post(ADDRESS, sent)
    page = browser.post(ADDRESS, {**sent, "base": "2400"}, follow=True).content.decode()

    assert "base" in refused.context["form"].errors
    assert "The answer is written down." in page
    for words in ("75 %", "2,400", "<bdi>Lebanon</bdi>", "Yes, one day", "Mar 2019"):
        assert words in page
