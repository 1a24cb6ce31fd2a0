"""What programs read and do at the preparation desk."""

from types import SimpleNamespace
from typing import Any

import pytest

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.preparation.models import Challenge, Task
from secretariat.preparation.queries import templates
from tests import make, make_api, make_preparation
from tests.api import tried

pytestmark = pytest.mark.django_db


def world(slug: str = "damascus-2020") -> SimpleNamespace:
    """A conference with a plan of two tasks, a challenge and its assessment."""
    conference = make.conference(slug)
    first = make_preparation.task(conference, "First", due_date=make.TODAY)
    task = make_preparation.task(conference, sensitivity="secretariat")
    make_preparation.need(task, first)
    challenge = make_preparation.challenge(conference, said_by=(make.party("SY"),), done_to=(make.party("LB"),))
    make_preparation.assessment(challenge)
    program = make_api.program(conference, make.user(Role.SECRETARY, conference))
    return SimpleNamespace(**locals())


CASES: tried.Cases = {
    "preparation.plan_task": lambda here: (
        None,
        {"details": {"title": {"en": "Book the hall"}, "details": {"en": "All"}}, "needs": [here.first.pk]},
    ),
    "preparation.revise_task": lambda here: (here.task, {"details": {"due_date": "2020-11-09"}}),
    "preparation.move_task": lambda here: (here.task, {"to": "held up", "because": {"en": "No money"}}),
    "preparation.finish_tasks": lambda here: (None, {"tasks": [here.first.pk, here.task.pk]}),
    "preparation.shift_tasks": lambda here: (None, {"tasks": [here.first.pk], "days": -2}),
    "preparation.lay_template": lambda _here: (None, {"template": "conference"}),
    "preparation.raise_challenge": lambda _here: (
        None,
        {"details": {"kind": "funding", "text": {"en": "No money"}, "said_date": "2020-10"}, "parts": {}},
    ),
    "preparation.revise_challenge": lambda here: (
        here.challenge,
        {"details": {"kind": "boycott"}, "parts": {"said_by": ["LB"]}},
    ),
    "preparation.assess_challenge": lambda here: (
        here.challenge,
        {"details": {"made_date": "2020-11-02", "likelihood": 2, "impact": 3}},
    ),
}


@pytest.mark.parametrize("verb", CASES)
def test_each_deed_is_done_and_refused_to_who_only_reads(verb: str) -> None:
    here = world()
    on, body = CASES[verb](here)
    if verb.endswith("lay_template"):
        body = {"template": next(iter(templates()))}
    reader = make_api.program(here.conference, make.user(Role.READER, here.conference))
    assert tried.done(reader, verb, on, body).status_code == 403
    assert not Entry.objects.filter(verb=verb).exists()

    answer = tried.done(here.program, verb, on, body)

    assert answer.status_code in {200, 201}, answer.content
    assert Entry.objects.filter(verb=verb).exists()


def test_every_deed_of_the_desk_is_tried() -> None:
    assert set(CASES) == set(tried.doers_of("preparation"))


@pytest.mark.parametrize(
    ("verb", "body", "status"),
    [
        ("plan_task", {"details": {"title": {"en": " "}}}, 422),
        ("plan_task", {"details": {"title": {"en": "A"}, "start_date": "2020-11-02", "due_date": "2020-11-01"}}, 409),
        ("plan_task", {"details": {"title": {"en": "A"}, "owner": 2**40}}, 422),
        ("shift_tasks", {"tasks": [], "days": 0}, 409),
        ("raise_challenge", {"details": {"kind": "funding", "text": {"en": "A"}, "said_date": "2020-13"}}, 422),
        ("raise_challenge", {"details": {"kind": "funding", "text": {"en": "A"}}, "parts": {"done_to": ["??"]}}, 422),
    ],
)
def test_a_rule_of_a_form_is_a_rule_for_programs(verb: str, body: Any, status: int) -> None:
    here = world()
    assert tried.done(here.program, f"preparation.{verb}", None, body).status_code == status
    assert not Entry.objects.exists()


def test_a_task_of_another_conference_is_not_needed_here() -> None:
    here, there = world(), world("another-2021")
    body = {"details": {"title": {"en": "A"}}, "needs": [there.task.pk]}
    answer = tried.done(here.program, "preparation.plan_task", None, body)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/needs/0")
    assert here.program.get(f"preparation/tasks/{there.task.pk}").status_code == 404


def test_who_reads_what() -> None:
    here = world()
    Challenge.objects.update(sensitivity="public")
    seen = {
        Role.SECRETARY: (2, 1, 1),
        Role.READER: (2, 1, 1),
        Role.DOOR_OFFICER: (1, 1, 1),
        Role.FOCAL_POINT: (0, 1, 0),
    }
    for role, counts in seen.items():
        fields = {"party": make.party("LB")} if role == Role.FOCAL_POINT else {}
        program = make_api.program(here.conference, make.user(role, here.conference, **fields))
        assert tuple(len(tried.shown(program, path)) for path in tried.names_of("preparation")) == counts, role
    (row,) = tried.shown(make_api.Program(here.conference), "preparation/challenges")
    assert row["said_by"] == ["SY"]
    assert not {"done_by", "done_to", "sensitivity"} & set(row)
    assert tried.shown(here.program, "preparation/tasks", state="planned")[1]["needs"] == [here.first.pk]


def test_rubbish_is_refused_and_never_a_fault() -> None:
    here = world()
    for verb, statuses in tried.statuses_of_rubbish(here.program, "preparation").items():
        assert all(status < 500 for status in statuses), (verb, statuses)
    assert Task.objects.count() == 2
