"""A pledge from a spoken statement, with its passage."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, Sensitivity
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.dossier.actions import draw_pledge
from secretariat.dossier.models import Tie
from secretariat.meetings.models import Point
from secretariat.pledges.models import Pledge
from tests import make, make_dossier

pytestmark = pytest.mark.django_db


def spoken(**fields: Any) -> Point:
    meeting = make_dossier.meeting(make.conference())
    point = make_dossier.point(meeting, make.party("RU"), text=make_dossier.said("Russia gives a billion"), **fields)
    make.citation(point, make.source(meeting.conference, "tass"), "more than one billion dollars")
    return point


def details(**fields: Any) -> dict[str, Any]:
    given = {"party": make.party("RU"), "kind": "financial", "text": make_dossier.said("A billion for Syria")}
    return {**given, "said_date": "2020-11-11", "amount": 1_000_000_000, "currency": "USD", **fields}


def address(point: Point) -> str:
    return f"/en/damascus-2020/office/points/{point.pk}/pledge/"


def test_the_pledge_cites_the_source_of_the_statement_with_its_passage_and_is_tied_to_it() -> None:
    point = spoken()
    officer = make.user(Role.DESK_OFFICER, point.conference, desks=["pledges"])

    pledge = draw_pledge(officer, point, details=details(qualifier="more than"))

    citation = Citation.objects.of([pledge]).get()
    assert (citation.source.key, citation.passage) == ("tass", "more than one billion dollars")
    tie = Tie.objects.get()
    assert (tie.pledge, tie.point, tie.meeting) == (pledge, point, point.meeting)
    assert [entry.verb for entry in Entry.objects.order_by("id")] == ["pledges.record_pledge", "dossier.draw_pledge"]


def test_a_point_without_a_source_cites_that_of_its_meeting() -> None:
    meeting = make_dossier.meeting(make.conference())
    make.citation(meeting, make.source(meeting.conference, "sana"), "they met")
    secretary = make.user(Role.SECRETARY, meeting.conference)

    pledge = draw_pledge(secretary, make_dossier.point(meeting), details=details())

    assert Citation.objects.of([pledge]).get().source.key == "sana"


def test_what_the_pledges_desk_refuses_is_refused_and_nothing_is_kept() -> None:
    point = spoken()
    secretary = make.user(Role.SECRETARY, point.conference)
    draw_pledge(secretary, point, details=details())

    with pytest.raises(Refused, match="written down already"):
        draw_pledge(secretary, point, details=details())

    assert (Pledge.objects.count(), Tie.objects.count()) == (1, 1)


def test_who_does_not_work_on_pledges_may_not_and_a_hidden_point_has_no_page() -> None:
    point = spoken()
    hidden = make_dossier.point(point.meeting, sensitivity=Sensitivity.RESTRICTED)
    reader = make.user(Role.READER, point.conference)
    elsewhere = make.user(Role.DESK_OFFICER, point.conference, desks=["dossier"])

    for person in (reader, elsewhere):
        with pytest.raises(PermissionDenied):
            draw_pledge(person, point, details=details())
        assert make.client(person).get(address(point)).status_code == 403
    assert make.client(reader).get(address(hidden)).status_code == 404


def test_the_page_begins_with_what_was_said_and_says_what_is_wrong() -> None:
    point = spoken()
    browser = make.client(make.user(Role.SECRETARY, point.conference))
    sent = {"party": make.party("RU").pk, "kind": "financial", "text_en": "A billion", "sensitivity": "public"}

    opened = browser.get(address(point)).content.decode()
    ambiguous = browser.post(address(point), {**sent, "amount": "1.000.000,00", "currency": "USD"})
    done = browser.post(address(point), {**sent, "amount": "1000000000", "currency": "usd"})
    shown = browser.get(f"/en/damascus-2020/office/meetings/{point.meeting_id}/pledges/").content.decode()

    assert "Russia gives a billion" in opened
    assert "without separators" in str(ambiguous.context["form"].errors["amount"])
    assert done.status_code == 302
    assert Pledge.objects.get().currency == "USD"
    assert shown.index("Russia gives a billion") < shown.index("A billion</bdi>")
