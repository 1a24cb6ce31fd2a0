"""Saying what a pledge addresses or where it came from."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, Sensitivity
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.dossier.actions import tie_pledge
from secretariat.dossier.models import Tie
from secretariat.pledges.models import Pledge
from tests import make, make_dossier, make_pledges

pytestmark = pytest.mark.django_db


def address(pledge: Pledge, page: str = "tie") -> str:
    return f"/en/damascus-2020/office/pledges/{pledge.pk}/{page}/"


def test_a_pledge_is_tied_to_an_obstacle_an_initiative_a_meeting_and_a_point() -> None:
    conference = make.conference()
    pledge, meeting = make_pledges.pledge(conference), make_dossier.meeting(conference)
    point = make_dossier.point(meeting)
    officer = make.user(Role.DESK_OFFICER, conference, desks=["pledges"])
    things: list[Any] = [make_dossier.obstacle(conference), make_dossier.initiative(conference), meeting, point]

    ties = [tie_pledge(officer, pledge, to=thing) for thing in things]

    assert [(each.obstacle or each.initiative or each.point or each.meeting) for each in ties] == things
    assert ties[3].meeting == meeting
    assert {entry.verb for entry in Entry.objects.all()} == {"dossier.tie_pledge"}


def test_the_same_tie_twice_and_a_thing_of_another_conference_are_refused() -> None:
    conference = make.conference()
    pledge, obstacle = make_pledges.pledge(conference), make_dossier.obstacle(conference)
    secretary = make.user(Role.SECRETARY, conference)
    tie_pledge(secretary, pledge, to=obstacle)

    with pytest.raises(Refused, match="tied to this already"):
        tie_pledge(secretary, pledge, to=obstacle)
    with pytest.raises(Refused, match="another conference"):
        tie_pledge(secretary, pledge, to=make_dossier.obstacle(make.conference("geneva-2021")))

    assert Tie.objects.count() == 1


def test_a_meeting_may_be_tied_beside_a_point_of_it() -> None:
    conference = make.conference()
    pledge, meeting = make_pledges.pledge(conference), make_dossier.meeting(conference)
    secretary = make.user(Role.SECRETARY, conference)
    tie_pledge(secretary, pledge, to=make_dossier.point(meeting))

    tie_pledge(secretary, pledge, to=meeting)

    assert Tie.objects.count() == 2


def test_a_reader_may_not_and_a_pledge_that_is_hidden_has_no_page() -> None:
    conference = make.conference()
    seen = make_pledges.pledge(conference)
    hidden = make_pledges.pledge(conference, sensitivity=Sensitivity.RESTRICTED)
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        tie_pledge(reader, seen, to=make_dossier.obstacle(conference))

    assert make.client(reader).get(address(seen)).status_code == 403
    assert make.client(reader).get(address(hidden)).status_code == 404


def test_the_page_offers_what_can_be_tied_and_the_ties_stand_with_their_sources() -> None:
    conference = make.conference()
    pledge, obstacle = make_pledges.pledge(conference), make_dossier.obstacle(conference, make.party("SY"))
    make.citation(obstacle, make.source(conference), "not everywhere")
    browser = make.client(make.user(Role.SECRETARY, conference))

    opened = browser.get(address(pledge)).content.decode()
    nothing = browser.post(address(pledge), {"to": ""})
    forged = browser.post(address(pledge), {"to": "obstacle-999999"})
    page = browser.post(address(pledge), {"to": f"obstacle-{obstacle.pk}"}, follow=True).content.decode()

    assert f'value="obstacle-{obstacle.pk}"' in opened
    assert (nothing.status_code, forged.status_code) == (422, 422)
    assert "The pledge is tied to it." in page
    for words in ("Obstacles that it addresses", "Not everywhere is safe", "<bdi>Syria", "not everywhere"):
        assert words in page


def test_the_part_for_the_pages_of_others_is_no_whole_page() -> None:
    pledge = make_pledges.pledge(make.conference())
    browser = make.client(make.user(Role.READER, pledge.conference))

    part = browser.get(address(pledge, "ties"), headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in part
    assert "tied to no obstacle, initiative or meeting yet" in part


def test_a_tie_to_what_a_reader_may_not_see_is_not_told_to_them() -> None:
    conference = make.conference()
    pledge = make_pledges.pledge(conference)
    hidden = make_dossier.obstacle(
        conference, text=make_dossier.said("in confidence"), sensitivity=Sensitivity.RESTRICTED
    )
    tie = Tie.objects.create(conference=conference, pledge=pledge, obstacle=hidden)

    page = make.client(make.user(Role.READER, conference)).get(address(pledge, "ties")).content.decode()

    assert "in confidence" not in page
    assert Tie.objects.in_office_of(make.user(Role.SECRETARY, conference)).get() == tie
    assert not Tie.objects.visible_to(make.user(None)).exists()


def test_obstacles_initiatives_and_meetings_show_the_pledges_tied_to_them() -> None:
    conference = make.conference()
    pledge, meeting = make_pledges.pledge(conference), make_dossier.meeting(conference)
    for name, thing in (
        ("obstacle", make_dossier.obstacle(conference)),
        ("initiative", make_dossier.initiative(conference)),
        ("meeting", meeting),
    ):
        Tie.objects.create(conference=conference, pledge=pledge, **{name: thing})
    browser = make.client(make.user(Role.READER, conference))

    for page in ("obstacles/", "initiatives/", f"meetings/{meeting.pk}/pledges/"):
        content = browser.get(f"/en/damascus-2020/office/{page}").content.decode()
        assert "Food aid" in content, page
    assert "hx-get" in browser.get(f"/en/damascus-2020/office/meetings/{meeting.pk}/").content.decode()
