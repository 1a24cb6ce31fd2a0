"""Writing down what is said to keep people from returning."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.dossier.actions import record_obstacle
from secretariat.dossier.models import Obstacle, ObstacleKind
from tests import make, make_dossier

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/obstacles/record/"


def details(**fields: Any) -> dict[str, Any]:
    return {"kind": ObstacleKind.SANCTIONS, "text": make_dossier.said("Sanctions hinder rebuilding"), **fields}


def test_an_obstacle_is_kept_with_those_who_claim_it_each_once() -> None:
    conference = make.conference()
    syria, china, source = make.party("SY"), make.party("CN"), make.source(conference)
    officer = make.user(Role.DESK_OFFICER, conference, desks=["dossier"])

    obstacle = record_obstacle(
        officer, conference, details=details(), claimants=[syria, china, syria], cited=[Cited(source)]
    )

    assert [each.party for each in obstacle.claimants.all()] == [syria, china]
    assert Citation.objects.of([obstacle]).get().source == source
    entry = Entry.objects.get()
    assert entry.verb == "dossier.record_obstacle"
    assert entry.changes["claimants"] == [None, [syria.pk, china.pk]]


def test_a_kind_alone_is_enough() -> None:
    conference = make.conference()

    obstacle = record_obstacle(
        make.user(Role.SECRETARY, conference), conference, details={"kind": ObstacleKind.CONSCRIPTION}, claimants=[]
    )

    assert str(obstacle) == "Conscription"


def test_the_same_claim_of_the_same_parties_is_refused_twice_and_that_of_another_is_not() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    record_obstacle(secretary, conference, details=details(), claimants=[make.party("SY")])

    with pytest.raises(Refused, match="written down already"):
        record_obstacle(secretary, conference, details=details(), claimants=[make.party("SY")])
    record_obstacle(secretary, conference, details=details(), claimants=[make.party("CN")])

    assert Obstacle.objects.count() == 2


def test_a_reader_may_not() -> None:
    conference = make.conference()
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        record_obstacle(reader, conference, details=details(), claimants=[])

    assert make.client(reader).get(ADDRESS).status_code == 403


def test_the_page_records_and_the_list_shows_whose_claim_it_is() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    sent = {
        "kind": "security",
        "claimants": [make.party("SY").pk, make.party("CN").pk],
        "area_en": "the north",
        "since_date": "2015",
        "sensitivity": "secretariat",
    }

    refused = browser.post(ADDRESS, sent)
    page = browser.post(ADDRESS, {**sent, "since_date": "2015-03"}, follow=True).content.decode()

    assert "since_date" in refused.context["form"].errors
    assert "The obstacle is written down." in page
    assert "<bdi>China</bdi>, <bdi>Syria" in page
    assert "the north" in page
    assert "March 2015" in page
