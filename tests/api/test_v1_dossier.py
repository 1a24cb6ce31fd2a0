"""Programs at the dossier: who reads what, every deed, and every way it is refused."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.dossier.models import Draft, Initiative, Obstacle, Position, Report, Tie, Topic
from secretariat.meetings.models import Point
from secretariat.pledges.models import Pledge
from tests import make, make_api, make_deeds, make_dossier, make_figures, make_pledges

pytestmark = pytest.mark.django_db
KEPT = "What only the secretariat knows"
TEXT = "DAMASCUS, 30 October 2020. The envoy stressed that the return of refugees to Syria is a priority for Lebanon."


@dataclass
class Setting(make_deeds.Here):
    """A conference with a row of each kind."""

    topic: Topic
    position: Position
    initiative: Initiative
    obstacle: Obstacle
    pledge: Pledge
    point: Point
    tie: Tie
    report: Report
    draft: Draft

    @property
    def ids(self) -> dict[str, int]:
        """A row of each kind on which deeds are done."""
        return {
            "dossier/topics": self.topic.pk,
            "dossier/positions": self.position.pk,
            "dossier/initiatives": self.initiative.pk,
            "dossier/obstacles": self.obstacle.pk,
            "dossier/ties": self.tie.pk,
            "dossier/reports": self.report.pk,
            "dossier/drafts": self.draft.pk,
            "pledges/pledges": self.pledge.pk,
            "meetings/points": self.point.pk,
        }


def setting(slug: str = "damascus-2020") -> Setting:
    conference = make.conference(slug)
    topic = make_dossier.topic(conference)
    obstacle = make_dossier.obstacle(conference, make.party("LB"))
    initiative = make_dossier.initiative(conference)
    pledge = make_pledges.pledge(conference)
    report = Report.objects.create(
        **make._fact(conference, {"name": "Report", "text": TEXT, "sha256": "0" * 64, "sensitivity": "secretariat"})
    )
    source = {"title": "Report", "publisher": "Agency", "kind": "press", "url": "", "language": "en"}
    source |= {"byline": "", "published_date": "2020-10-30"}
    Draft.objects.create(conference=conference, report=report, kind="source", data=source)
    make_dossier.figure(conference)
    make_dossier.notice(conference)
    return Setting(
        conference=conference,
        topic=topic,
        position=make_dossier.position(topic),
        initiative=initiative,
        obstacle=obstacle,
        pledge=pledge,
        point=make_dossier.point(make_dossier.meeting(conference), make.party("RU")),
        tie=Tie.objects.create(conference=conference, pledge=pledge, obstacle=obstacle),
        report=report,
        draft=Draft.objects.create(
            conference=conference, report=report, kind="initiative", position=1, data={"party": "LB", "text": "A fund"}
        ),
    )


def said(text: str = "New") -> dict[str, str]:
    return {"en": text}


def file_of(content: bytes, name: str = "report.txt") -> dict[str, str]:
    return {"name": name, "content": base64.b64encode(content).decode()}


def draft_is(at: Setting, **fields: Any) -> dict[str, Any]:
    Draft.objects.filter(pk=at.draft.pk).update(**fields)
    return {}


def same_as_before(at: Setting) -> dict[str, Any]:
    return draft_is(at, same_type="dossier.initiative", same_id=at.initiative.pk)


# Of each deed a body that is right.
GOOD: dict[str, Callable[[Setting], Any]] = {
    "open_topic": lambda _at: {"name": said("Security")},
    "rename_topic": lambda _at: {"name": said("Date of the conference")},
    "record_position": lambda _at: {
        "details": {
            "party": "LB",
            "new_topic": said("Funds"),
            "text": said(),
            "stance": "against",
            "said_date": "2020-11",
        }
    },
    "revise_position": lambda _at: {"details": {"text": said()}},
    "record_initiative": lambda _at: {"details": {"party": "LB", "text": said()}},
    "revise_initiative": lambda _at: {"details": {"state": "taken up"}},
    "record_obstacle": lambda at: {
        "details": {"kind": "security", "text": said(), "since_date": "2019-01"},
        "claimants": ["LB"],
        "areas": [make_figures.area(at.conference).pk],
    },
    "revise_obstacle": lambda _at: {"details": {"text": said()}, "claimants": ["LB"]},
    "record_figure": lambda _at: {
        "details": {"value": "5000", "unit": "persons", "counts": said("returned"), "qualifier": "about"}
    },
    "record_notice": lambda _at: {"details": {"city": "Damascus", "held_date": "2020-11"}},
    "tie_pledge": lambda at: {"to": {"kind": "initiative", "id": at.initiative.pk}},
    "untie_pledge": lambda _at: {},
    "draw_pledge": lambda _at: {"details": {"party": "RU", "kind": "material", "text": said("Tents")}},
    "read_report": lambda _at: {"report": {"text": TEXT, "published": "2020-10-30"}, "facts_for": "secretariat"},
    "keep_unread": lambda _at: {"upload": file_of(b"A scan."), "facts_for": "secretariat"},
    "read_again": lambda _at: {"published": "2020-10-30"},
    "accept_draft": lambda _at: {"changes": {"text": "A larger fund"}},
    "join_draft": same_as_before,
    "mend_draft": lambda _at: {"changes": {"text": "A larger fund", "party": "LB"}},
    "refuse_draft": lambda _at: {},
    "take_up_draft": lambda at: draft_is(at, state="refused"),
    "accept_drafts": lambda _at: {"kinds": ["source", "initiative"], "topic": "Funds"},
    "join_drafts": lambda at: same_as_before(at) or {"kinds": ["initiative"]},
    "refuse_drafts": lambda _at: {"kinds": ["initiative"]},
}


@pytest.mark.parametrize("name", sorted(GOOD))
def test_each_deed_is_done_and_recorded_and_a_reader_may_not(name: str) -> None:
    at = setting()

    doer = make_deeds.deed("dossier", name)
    refused, _done = make_deeds.asked_by_reader_and_secretary(at, doer, GOOD[name](at), at.ids)

    assert refused.status_code in {403, 404}, refused.content
    assert Entry.objects.filter(verb=f"dossier.{name}").exists()


def test_every_deed_has_a_right_body_here() -> None:
    assert {each.deed.name for each in make_deeds.doers("dossier")} == set(GOOD)


def test_no_strange_body_makes_the_house_fall() -> None:
    at = setting()
    assert make_deeds.strange_answers(at.program(), "dossier", at.ids) == []


def test_a_report_is_read_from_a_file_which_is_kept() -> None:
    at = setting()
    body = {"report": {"file": file_of(TEXT.encode())}, "facts_for": "secretariat"}

    made = at.program().post("dossier/read_report", body)

    assert made.status_code == 201, made.content
    report = Report.objects.get(pk=made.json()["made"]["id"])
    assert report.file is not None
    assert at.program().post("dossier/read_report", body).status_code == 409


@pytest.mark.parametrize(
    "kind",
    [
        "topics",
        "positions",
        "initiatives",
        "obstacles",
        "figures",
        "notices",
        "ties",
        "reports",
        "report_texts",
        "drafts",
    ],
)
def test_rows_are_for_those_whom_the_office_shows_them(kind: str) -> None:
    at, path = setting(), f"dossier/{kind}"

    told = make_deeds.rows_here_alone(at, setting("geneva-2021"), path)

    assert at.program(Role.READER).get(path).json()["data"] == told


def test_a_focal_point_and_a_stranger_read_what_is_public_of_positions_alone() -> None:
    at = setting()
    hidden = make_dossier.topic(at.conference, KEPT)
    make_dossier.position(hidden, text=make_dossier.said(KEPT), sensitivity="delegations")
    for program in (at.program(Role.FOCAL_POINT, party=make.party("LB")), make_api.Program(at.conference)):
        told = [program.get(f"dossier/{kind}") for kind in ("topics", "positions")]
        assert [len(each.json()["data"]) for each in told] == [1, 1]
        assert KEPT not in "".join(each.content.decode() for each in told)
    focal = at.program(Role.FOCAL_POINT, party=make.party("LB"))
    for kind in ("initiatives", "obstacles", "ties", "reports", "drafts", "figures"):
        assert focal.get(f"dossier/{kind}").json()["data"] == [], kind
    assert make_api.Program(at.conference).get("dossier/reports").status_code == 401


@pytest.mark.parametrize("role", [Role.DOOR_OFFICER, Role.PRESS_OFFICER])
def test_door_and_press_read_no_report_and_no_draft(role: str) -> None:
    at = setting()
    for kind in ("reports", "report_texts", "drafts"):
        assert at.program(role).get(f"dossier/{kind}").json()["data"] == [], kind


def test_what_a_draft_seems_to_be_is_told_to_those_who_see_it() -> None:
    at = setting()
    secret = make_dossier.initiative(at.conference, text=make_dossier.said(KEPT), sensitivity="restricted")
    draft_is(at, same_type="dossier.initiative", same_id=secret.pk)
    path = f"dossier/drafts/{at.draft.pk}"

    assert at.program().get(path).json()["data"]["facts"] == [
        {"relation": "same", "kind": "dossier.initiative", "id": secret.pk}
    ]
    assert at.program(Role.READER).get(path).json()["data"]["facts"] == []


@pytest.mark.parametrize(
    "changes",
    [
        {"secret": "x"},
        {"party": "ZZ"},
        {"party": 5},
        {"text": "x" * 8001},
        {"text": ["x"]},
    ],
)
def test_a_draft_is_not_mended_into_what_it_cannot_be(changes: Any) -> None:
    at = setting()
    answer = at.program().post(f"dossier/drafts/{at.draft.pk}/mend_draft", {"changes": changes})
    assert answer.status_code == 409, answer.content
    at.draft.refresh_from_db()
    assert at.draft.data == {"party": "LB", "text": "A fund"}


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_asks_as_much_for_thirty_as_for_one(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    at = setting()
    for number in range(count - 1):
        make_dossier.position(at.topic, said_by=str(number))
        made = make_dossier.obstacle(at.conference, make.party("LB"))
        Tie.objects.create(conference=at.conference, pledge=at.pledge, obstacle=made)

    kinds = ("topics", "positions", "obstacles", "ties", "reports", "drafts")
    assert make_deeds.statuses_of_lists(at.program(), "dossier", kinds, django_assert_max_num_queries) == {200}
