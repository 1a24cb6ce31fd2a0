"""Writing down a figure that somebody gives."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.figures.actions import record_observation
from secretariat.figures.models import Observation
from tests import make, make_figures

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/figures/record/"


def details(conference: Conference, **fields: Any) -> dict[str, Any]:
    said = {
        "group": "REF",
        "measure": "stock",
        "origin": make_figures.country(conference, "SY"),
        "asylum": make_figures.country(conference, "LB"),
        "value": 1_500_000,
        "qualifier": "about",
        "period_start": date(2020, 11, 11),
        "period_end": date(2020, 11, 11),
    }
    return {**said, **fields}


def test_a_figure_is_kept_with_its_qualifier_and_sources_and_is_recorded() -> None:
    conference = make.conference()
    officer = make.user(Role.DESK_OFFICER, conference, desks=["figures"])
    source = make.source(conference)

    kept = record_observation(
        officer,
        conference,
        details=details(conference, said_by=make.party("LB")),
        cited=[Cited(source, "about 1.5 million")],
    )

    assert (kept.year, kept.get_qualifier_display(), kept.edition) == (2020, "about", None)
    assert Citation.objects.of([kept]).get().passage == "about 1.5 million"
    assert Entry.objects.get().verb == "figures.record_observation"


def test_a_figure_without_a_source_and_on_nobodys_word_is_refused() -> None:
    conference = make.conference()

    with pytest.raises(Refused, match="Name a source"):
        record_observation(make.user(Role.SECRETARY, conference), conference, details=details(conference))


def test_the_same_figure_is_refused_twice_and_another_partys_stands_beside_it() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    lebanon, china = make.party("LB"), make.party("CN")
    record_observation(secretary, conference, details=details(conference, said_by=lebanon))

    with pytest.raises(Refused, match="written down already"):
        record_observation(secretary, conference, details=details(conference, said_by=lebanon))
    record_observation(secretary, conference, details=details(conference, said_by=china, value=900_000))

    assert sorted(Observation.objects.values_list("value", flat=True)) == [900_000, 1_500_000]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"period_end": date(2020, 1, 1)}, "ends before it begins"),
        ({"max_age": 17}, "Ages run"),
        ({"origin": None, "asylum": None}, "from where"),
    ],
)
def test_what_cannot_be_is_refused(fields: dict[str, Any], sentence: str) -> None:
    conference = make.conference()
    said = details(conference, said_by=make.party("LB"), **fields)

    with pytest.raises(Refused, match=sentence):
        record_observation(make.user(Role.SECRETARY, conference), conference, details=said)


def test_a_place_of_another_conference_or_another_country_is_refused() -> None:
    conference, other = make.conference(), make.conference("other-2021")
    secretary = make.user(Role.SECRETARY, conference)
    elsewhere = details(conference, said_by=make.party("LB"), origin=make_figures.country(other, "SY"))
    in_jordan = details(conference, said_by=make.party("LB"), place=make_figures.site(conference))

    with pytest.raises(Refused, match="another conference"):
        record_observation(secretary, conference, details=elsewhere)
    with pytest.raises(Refused, match="another country"):
        record_observation(secretary, conference, details=in_jordan)


def test_a_reader_may_not_and_a_stranger_finds_no_page() -> None:
    conference = make.conference()
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        record_observation(reader, conference, details=details(conference, said_by=make.party("LB")))

    assert make.client(reader).get(ADDRESS).status_code == 403
    assert make.client(make.user(None)).get(ADDRESS).status_code == 404


def test_the_page_records_a_figure_of_a_month_and_the_dashboard_shows_it_with_whose_word_it_is() -> None:
    conference = make.conference()
    origin, host = make_figures.origin(conference), make_figures.country(conference, "LB")
    browser = make.client(make.user(Role.SECRETARY, conference))
    sent = {
        "group": "RET",
        "measure": "flow",
        "origin": origin.pk,
        "asylum": host.pk,
        "sex": "all",
        "qualifier": "more than",
        "value": 65_000,
        "unit": "persons",
        "period_end": "2020-13",
        "status": "final",
        "said_by": make.party("LB").pk,
        "sensitivity": "secretariat",
    }

    refused = browser.post(ADDRESS, sent)
    page = browser.post(ADDRESS, {**sent, "period_end": "2020-11"}, follow=True).content.decode()

    assert "period_end" in refused.context["form"].errors
    kept = Observation.objects.get()
    assert (kept.period_start, kept.period_end, kept.as_of) == (date(2020, 11, 1), date(2020, 11, 30), "2020-11")
    assert "The figure is written down." in page
    assert "more than 65,000" in page
    assert "voluntariness not verified" in page
