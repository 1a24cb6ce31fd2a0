"""Programs at the desk of meetings: who reads what, every deed, and every way it is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.meetings.models import (
    Bilateral,
    BlockedTime,
    FollowUp,
    Meeting,
    Minutes,
    Mission,
    Point,
    Stop,
)
from tests import make, make_api, make_bilaterals, make_deeds, make_meetings

pytestmark = pytest.mark.django_db
KEPT = "What only the secretariat knows"


@dataclass
class Setting(make_deeds.Here):
    """A conference with a row of each kind."""

    meeting: Meeting
    points: list[Point]
    follow_up: FollowUp
    mission: Mission
    stops: list[Stop]
    bilateral: Bilateral
    blocked: BlockedTime
    minutes: Minutes

    @property
    def ids(self) -> dict[str, int]:
        """A row of each kind on which deeds are done."""
        return {
            "meetings/meetings": self.meeting.pk,
            "meetings/points": self.points[1].pk,
            "meetings/minutes": self.minutes.pk,
            "meetings/follow_ups": self.follow_up.pk,
            "meetings/missions": self.mission.pk,
            "meetings/stops": self.stops[1].pk,
            "meetings/bilaterals": self.bilateral.pk,
            "meetings/blocked_times": self.blocked.pk,
            "delegations/delegations": self.bilateral.asking_id,
        }


def setting(slug: str = "damascus-2020") -> Setting:
    conference = make.conference(slug)
    meeting = make_meetings.meeting(conference, sensitivity="public")
    make_meetings.visitor(meeting)
    follow_up = make_meetings.follow_up(meeting, sensitivity="secretariat")
    make_meetings.progress(follow_up)
    mission = make_meetings.mission(conference, "LB")
    bilateral = make_bilaterals.bilateral(conference)
    return Setting(
        conference=conference,
        meeting=meeting,
        points=[make_meetings.point(meeting, text, by=[make.party("RU")]) for text in ("First", "Second")],
        follow_up=follow_up,
        mission=mission,
        stops=[make_meetings.stop(mission, code) for code in ("LB", "JO")],
        bilateral=bilateral,
        blocked=make_bilaterals.blocked(bilateral.asking),
        minutes=make_meetings.minutes(meeting, KEPT),
    )


def said(text: str = "New") -> dict[str, str]:
    return {"en": text}


def proposed(at: Setting) -> dict[str, Any]:
    Bilateral.objects.filter(pk=at.bilateral.pk).update(state="proposed", proposed_minutes=20)
    return {}


def circulated(at: Setting) -> dict[str, Any]:
    Minutes.objects.filter(pk=at.minutes.pk).update(state="circulated", circulated_date="2020-11-01")
    return {"agreed_date": "2020-11-20"}


# Of each deed a body that is right, and what must be so before.
GOOD: dict[str, Callable[[Setting], Any]] = {
    "record_meeting": lambda _at: {
        "details": {"title": said(), "kind": "bilateral", "held_date": "2020-10", "host": "SY", "country": "SY"},
        "visitors": [{"party": "RU", "head": "A. L.", "head_capacity": said("Envoy")}],
    },
    "revise_meeting": lambda _at: {"details": {"venue": said("Palace")}, "visitors": [{"party": "LB"}]},
    "make_point": lambda _at: {"details": {"verb": "stressed", "text": said()}, "speakers": ["RU", "SY"]},
    "revise_point": lambda _at: {"details": {"text": said()}},
    "move_point": lambda at: {"point": at.points[1].pk, "earlier": True},
    "withdraw_point": lambda _at: {},
    "write_minutes": lambda _at: {"text": "They met twice.", "language": "en", "version": 1},
    "circulate_minutes": lambda _at: {"circulated_date": "2020-11-12"},
    "agree_minutes": circulated,
    "agree_follow_up": lambda _at: {"details": {"text": said(), "owner_party": "RU", "due_date": "2021-01-01"}},
    "revise_follow_up": lambda _at: {"details": {"due_date": "2021-02-01"}},
    "report_progress": lambda _at: {"details": {"said_date": "2020-12-01", "state": "done"}},
    "record_mission": lambda _at: {"party": "RU", "details": {"head": "A. L.", "from_date": "2020-10"}},
    "revise_mission": lambda _at: {"details": {"head": "B. M."}},
    "add_stop": lambda _at: {"details": {"country": "IQ", "city": said("Baghdad"), "stop_date": "2020-10-28"}},
    "revise_stop": lambda _at: {"details": {"city": said("Amman")}},
    "move_stop": lambda at: {"stop": at.stops[1].pk, "earlier": True},
    "report_back": lambda at: {"meeting": at.meeting.pk, "sensitivity": "secretariat"},
    "request_bilateral": lambda at: {
        "asked": make_bilaterals.delegation(at.conference, "IQ").pk,
        "details": {"topic": "Returns", "minutes": 45, "languages": ["ar", "pt-BR"], "seats": 6},
    },
    "revise_bilateral": lambda _at: {"details": {"minutes": 40}},
    "withdraw_bilateral": lambda _at: {},
    "accept_bilateral": lambda _at: {"answer": "With pleasure."},
    "decline_bilateral": lambda _at: {"answer": "With regret."},
    "propose_bilateral": lambda _at: {"details": {"proposed_minutes": 20}},
    "accept_proposal": proposed,
    "set_stay": lambda _at: {"arrives_at": "2020-11-10T08:00:00Z", "departs_at": "2020-11-13T08:00:00Z"},
    "block_time": lambda _at: {"starts_at": "2020-11-12T10:00:00Z", "ends_at": "2020-11-12T11:00:00Z"},
    "unblock_time": lambda _at: {},
}


@pytest.mark.parametrize("name", sorted(GOOD))
def test_each_deed_is_done_and_recorded_and_a_reader_may_not(name: str) -> None:
    at = setting()
    for code in ("IQ", "JO"):
        make.party(code)

    doer = make_deeds.deed("meetings", name)
    refused, _done = make_deeds.asked_by_reader_and_secretary(at, doer, GOOD[name](at), at.ids)

    assert refused.status_code == 403, refused.content
    assert Entry.objects.filter(verb=f"meetings.{name}").count() == 1


def test_every_deed_has_a_right_body_here() -> None:
    assert {each.deed.name for each in make_deeds.doers("meetings")} == set(GOOD)


def test_no_strange_body_makes_the_house_fall() -> None:
    at = setting()
    assert make_deeds.strange_answers(at.program(), "meetings", at.ids) == []


@pytest.mark.parametrize(
    "kind",
    ["meetings", "points", "minutes", "follow_ups", "progress", "missions", "stops", "bilaterals", "blocked_times"],
)
def test_rows_are_for_those_whom_the_office_shows_them(kind: str) -> None:
    at, path = setting(), f"meetings/{kind}"

    told = make_deeds.rows_here_alone(at, setting("geneva-2021"), path)

    assert at.program(Role.READER).get(path).json()["data"] == told


def test_a_focal_point_reads_requests_and_stays_of_the_own_delegation_alone() -> None:
    at = setting()
    other = make_bilaterals.bilateral(at.conference, "IQ", "TR")
    make_bilaterals.blocked(other.asking)
    program = at.program(Role.FOCAL_POINT, party=make.party("LB"))

    assert [row["id"] for row in program.get("meetings/bilaterals").json()["data"]] == [at.bilateral.pk]
    assert [row["id"] for row in program.get("meetings/blocked_times").json()["data"]] == [at.blocked.pk]
    for kind in ("missions", "stops", "minutes", "progress", "follow_ups", "reports_back"):
        assert program.get(f"meetings/{kind}").json()["data"] == [], kind


def test_how_much_a_meeting_is_wanted_is_not_told_to_the_other_side() -> None:
    at = setting()
    wants = at.program(Role.FOCAL_POINT, party=make.party("LB")).get("meetings/bilaterals").json()["data"][0]
    asked = at.program(Role.FOCAL_POINT, party=make.party("JO")).get("meetings/bilaterals").json()["data"][0]

    assert wants["rank"] == "important"
    assert asked["rank"] is None
    assert asked["topic"] == wants["topic"]


@pytest.mark.parametrize("role", [Role.DOOR_OFFICER, Role.PRESS_OFFICER])
def test_door_and_press_read_neither_minutes_nor_requests(role: str) -> None:
    at = setting()
    make_meetings.point(at.meeting, KEPT, sensitivity="secretariat")
    program = at.program(role)

    for kind in ("minutes", "bilaterals", "blocked_times", "follow_ups"):
        assert program.get(f"meetings/{kind}").json()["data"] == [], kind
    assert KEPT not in program.get("meetings/points").content.decode()


def test_a_stranger_reads_what_the_public_pages_show() -> None:
    at = setting()
    make_meetings.meeting(at.conference, KEPT, sensitivity="delegations")
    stranger = make_api.Program(at.conference)

    row = stranger.get("meetings/meetings").json()["data"][0]

    assert KEPT not in stranger.get("meetings/meetings").content.decode()
    assert row["visitors"][0]["party"] == "RU"
    assert {"entered_at", "record_state"}.isdisjoint(row)
    assert len(stranger.get("meetings/points").json()["data"]) == 2
    assert stranger.get("meetings/follow_ups").json()["data"] == []
    assert stranger.get("meetings/minutes").status_code == 401
    Conference.objects.update(is_public=False)
    assert stranger.get("meetings/meetings").status_code == 404


def test_a_delegation_that_is_not_seen_stays_with_its_visitor() -> None:
    at = setting()
    hidden = make.delegation(at.conference, make.party("RU"), sensitivity="restricted")
    at.meeting.visitors.update(delegation=hidden)
    program = at.program(Role.DESK_OFFICER, desks=["meetings"])
    path = f"meetings/meetings/{at.meeting.pk}"

    assert program.get(path).json()["data"]["visitors"][0]["delegation"] is None
    answer = program.post(f"{path}/revise_meeting", {"details": {}, "visitors": [{"party": "RU", "head": "New"}]})

    assert answer.status_code == 200, answer.content
    assert at.meeting.visitors.get().delegation == hidden


@pytest.mark.parametrize(
    ("verb", "body", "pointer"),
    [
        ("revise_meeting", {"details": {"held_date": "2020-13"}}, "/details/held_date"),
        ("revise_meeting", {"details": {"title": {"en": "x" * 501}}}, "/details/title/en"),
        ("revise_meeting", {"visitors": [{"party": "ZZ"}]}, "/visitors/0/party"),
        ("write_minutes", {"text": "Same", "language": "de"}, "/language"),
        ("make_point", {"details": {"verb": "stressed", "text": {"en": " "}}, "speakers": []}, "/details/text"),
        ("agree_follow_up", {"details": {"text": {"en": "x"}, "owner": 10**6}}, "/details/owner"),
    ],
)
def test_what_the_forms_refuse_is_refused_at_its_place(verb: str, body: Any, pointer: str) -> None:
    at = setting()
    answer = at.program().post(f"meetings/meetings/{at.meeting.pk}/{verb}", body)

    assert answer.status_code == 422, answer.content
    assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]


def test_a_day_to_come_and_a_country_that_is_none_are_refused() -> None:
    at, program = setting(), None
    make.organisation()
    program = at.program()

    early = program.post(f"meetings/minutes/{at.minutes.pk}/circulate_minutes", {"circulated_date": "2190-01-01"})
    nowhere = program.post(f"meetings/missions/{at.mission.pk}/add_stop", {"details": {"country": "UNHCR"}})

    assert (early.status_code, nowhere.status_code) == (422, 422)
    assert nowhere.json()["errors"][0]["pointer"] == "/details/country"


def test_minutes_are_not_written_past_others_unseen() -> None:
    at = setting()
    path = f"meetings/meetings/{at.meeting.pk}/write_minutes"
    answer = at.program().post(path, {"text": "Mine", "language": "en", "version": 0})
    assert answer.status_code == 409


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_asks_as_much_for_thirty_as_for_one(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    at = setting()
    for _number in range(count - 1):
        made = make_meetings.meeting(at.conference)
        make_meetings.visitor(made)
        make_meetings.point(made, by=[make.party("RU")])

    kinds = ("meetings", "points", "follow_ups", "bilaterals", "missions")
    assert make_deeds.statuses_of_lists(at.program(), "meetings", kinds, django_assert_max_num_queries) == {200}
