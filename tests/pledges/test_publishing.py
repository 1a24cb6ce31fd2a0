"""Pledges as an activity file: valid by schema and ruleset, one activity a pledge, and nothing that is not known."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.engines import iati
from secretariat.pledges.models import Pledge, PledgeArea, PledgeCountry, PledgeParty
from secretariat.pledges.queries import sight_in_office, sight_in_public
from secretariat.pledges.queries.publishing import _parts, activities_of
from tests import make, make_pledges

pytestmark = pytest.mark.django_db
ON = date(2021, 7, 1)
GENERATED = "2021-07-01T08:00:00+00:00"


def rich(conference: Conference) -> Pledge:
    """A pledge of which everything is known."""
    pledge = make_pledges.pledge(
        conference,
        title=make_pledges.said("School meals"),
        said_date="2020-11",
        start_date="2021",
        end_date="2022-06",
        sectors=["11220", "12220", "15190"],
        beneficiaries=["REF", "RET"],
        objective=4,
        conditions=make_pledges.said("Access is given"),
        iati_identifier="RU-1-2 3",
        stage="in progress",
    )
    for code, percent in (("SY", "33.3"), ("LB", None), ("JO", None)):
        PledgeCountry.objects.create(conference=conference, pledge=pledge, party=make.party(code), percent=percent)
    PledgeArea.objects.create(conference=conference, pledge=pledge, pcode="SY02", name="Aleppo")
    PledgeParty.objects.create(conference=conference, pledge=pledge, party=make.organisation(), role="implementer")
    target = make_pledges.target(pledge, baseline=10)
    make_pledges.progress(target)
    make_pledges.update(pledge)
    source = make.source(conference, url="https://example.org/report.pdf", language="en")
    make_pledges.evidence(pledge, source=source)
    for kind, amount in (("commitment", 12_000_000), ("disbursement", 5_000_000), ("expenditure", -10)):
        make_pledges.flow(conference, kind, amount, pledge=pledge, provider=make.party("RU"), receiver_name="School")
    return pledge


def office(conference: Conference) -> Any:
    return sight_in_office(conference, make.user(Role.SECRETARY, conference))


def file_of(sight: Any, on: date = ON) -> bytes:
    return iati.write(activities_of(sight, sight.pledges(), on), generated=GENERATED)


def test_a_pledge_with_everything_is_valid_by_schema_and_ruleset() -> None:
    conference = make.conference()
    pledge = rich(conference)
    make_pledges.match(make_pledges.policy(conference), pledge, state="agreed")

    xml = file_of(office(conference))

    assert iati.validate(xml, today=ON) == []
    activity = etree.fromstring(xml)[0]
    assert activity.findtext("iati-identifier") == "SY-DAMASCUS-2020-PLEDGE-1"
    assert activity.find("activity-status").get("code") == "2"
    assert [each.get("percentage") for each in activity.findall("recipient-country")] == ["33.3", "33.35", "33.35"]
    assert [each.get("code") for each in activity.iter("transaction-type")] == ["12", "2", "3", "4"]
    assert [(each.get("ref"), each.get("type")) for each in activity.findall("related-activity")] == [
        ("SY-DAMASCUS-2020-PLEDGE-2", "4"),
        ("RU-1-2 3", "5"),
    ]


def test_a_pledge_of_which_hardly_anything_is_known_is_valid_too() -> None:
    conference = make.conference()
    make_pledges.policy(conference, support_needed=make_pledges.said(""))

    xml = file_of(office(conference))

    assert iati.validate(xml, today=ON) == []
    activity = etree.fromstring(xml)[0]
    assert [each.get("code") for each in activity.findall("sector")] == ["99810"]
    assert [each.get("code") for each in activity.findall("recipient-region")] == ["998"]
    assert activity.find("transaction") is None


def test_no_pledge_makes_a_file_without_activities() -> None:
    assert len(etree.fromstring(file_of(office(make.conference())))) == 0


def test_what_has_not_come_yet_is_no_transaction_and_a_pledge_of_a_file_is_not_written_twice() -> None:
    conference = make.conference()
    pledge = make_pledges.pledge(conference, said_date="2020-11-11")
    make_pledges.flow(conference, "commitment", pledge=pledge, flow_date=date(2021, 7, 2))
    make_pledges.flow(conference, "pledge", pledge=pledge, flow_date=date(2021, 1, 1))

    codes = [each.get("code") for each in etree.fromstring(file_of(office(conference))).iter("transaction-type")]

    assert codes == ["12"]


def test_the_public_file_holds_nothing_that_is_not_public() -> None:
    conference = make.conference()
    pledge = make_pledges.pledge(conference, text=make_pledges.said("Open"))
    make_pledges.pledge(conference, text=make_pledges.said("Hidden pledge"), sensitivity="delegations")
    hidden: dict[str, Any] = {"sensitivity": "secretariat"}
    make_pledges.flow(conference, "commitment", pledge=pledge, provider_name="Hidden donor", **hidden)
    make_pledges.target(pledge, indicator=make_pledges.said("Hidden indicator"), **hidden)
    make_pledges.evidence(
        pledge, source=make.source(conference, title="Hidden", url="https://hidden.example"), **hidden
    )
    kept = make.source(conference, url="https://kept.example", **hidden)
    make_pledges.evidence(pledge, source=kept, proves=make_pledges.said("Seen"))

    public = file_of(sight_in_public(conference)).decode()

    assert "Open" in public
    assert "idden" not in public
    assert "kept.example" not in public
    assert "idden" in file_of(office(conference)).decode()


def test_the_office_downloads_what_a_person_may_know_of_and_the_public_the_rest() -> None:
    conference = make.conference()
    make_pledges.pledge(conference, text=make_pledges.said("Open"))
    make_pledges.pledge(conference, text=make_pledges.said("Closed"), sensitivity="secretariat")
    door = make.client(make.user(Role.DOOR_OFFICER, conference))
    reader = make.client(make.user(Role.READER, conference))

    answer = reader.get("/en/damascus-2020/office/pledges/iati.xml")

    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    assert "damascus-2020-pledges.xml" in answer["Content-Disposition"]
    assert "Closed" in answer.content.decode()
    for other in (
        door.get("/en/damascus-2020/office/pledges/iati.xml"),
        make.client().get("/en/damascus-2020/pledges.xml"),
    ):
        assert "Open" in other.content.decode()
        assert "Closed" not in other.content.decode()


@given(st.lists(st.none() | st.decimals(0, 100, places=2), min_size=2, max_size=7))
def test_parts_always_come_to_a_hundred(said: list[Decimal | None]) -> None:
    parts = _parts(said)

    assert sum(part for part in parts if part is not None) == 100
    assert all(part is not None and part >= 0 for part in parts)


def test_a_stranger_and_the_public_sight_are_one() -> None:
    assert sight_in_public(make.conference()).user == AnonymousUser()
