"""Whatever is asked on opening day is answered; what is not is told, and so is memory that grows."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection

from trials import load
from trials.load import Step, slowest
from trials.load_forms import filled, form_with
from trials.load_house import QUICK, Outcome, driven, opened
from trials.load_memory import Memory, line

# Every kind of request that anybody of the profile makes.
KINDS = {
    *("front page", "conference page", "programme", "documents", "document", "news article", "pledge", "search"),
    *("sign-in page", "sign in", "own delegation", "form to name", "name a delegate"),
    *("form to correct", "correct a delegate", "sign-out page", "sign out", "style or script"),
    *("scan", "list of a door", "queue of scans"),
    *("program: delegates", "program: figures", "program: plan a task"),
    *("office: morning page", "office: accreditation", "office: delegates", "office: who is inside"),
}


@pytest.mark.skipif(connection.vendor == "postgresql", reason="the house under trial is on SQLite")
def test_everything_that_is_asked_on_opening_day_is_answered_and_a_wrong_answer_is_told(tmp_path: Path) -> None:
    with opened("sqlite", tmp_path, size="small", setup=QUICK) as house:
        outcome = driven(house, house.job())
        # Whoever asks for what is not there has a wrong answer.
        other = tmp_path / "other.json"
        other.write_text(json.dumps({**house.known, "documents": ["nowhere"]}))
        wrong = driven(house, replace(house.job(seed=2), known=str(other)))

    assert outcome.failures == {}
    assert set(outcome.times) == KINDS
    assert wrong.failures == {"document": {"404 instead of 200 or 304": 1}}


def _step(users: int, *, longest: float = 10.0, wrong: int = 0) -> Step:
    failures = {"scan": {"500 instead of 200": wrong}} if wrong else {}
    return Step(users, Outcome(seconds=1.0, times={"scan": [10.0, longest]}, failures=failures, cpu=0.1))


def test_a_load_is_borne_if_ninety_nine_of_a_hundred_answers_come_in_time_and_none_is_wrong() -> None:
    assert slowest([float(each) for each in range(1, 201)]) == 198.0
    assert slowest([3.0, 900.0, 5.0]) == 900.0
    assert _step(50, longest=500.0).is_borne
    assert not _step(50, longest=501.0).is_borne
    assert not _step(50, wrong=1).is_borne
    assert not Step(50, Outcome(1.0, {}, {"a visitor's next step": {"ValueError": 1}}, 0.1)).is_borne


@pytest.mark.parametrize(("borne", "tried"), [(170, [50, 100, 200, 150, 175]), (40, [50]), (60, [50, 100, 75, 62])])
def test_the_highest_load_is_looked_for_by_doubling_and_then_by_halves(borne: int, tried: list[int]) -> None:
    steps: list[Step] = []

    for users in load.loads(steps, 50):
        steps += [_step(users, longest=10.0 if users <= borne else 900.0)]

    assert [each.users for each in steps] == tried


def test_memory_is_flat_if_it_grows_by_little_in_the_second_half_and_every_process_lives_on() -> None:
    memory = Memory(1, {1: "who watches over them", 2: "process 2", 3: "process 3", 4: "the worker"})
    for minute in range(61):
        found = {1: 30.0, 2: 150.0 + min(minute, 30), 3: 150.0 + 0.3 * minute}
        memory.samples.append((60.0 * minute, found | ({4: 60.0} if minute < 40 else {})))

    flat = {each.name: each.is_flat for each in memory.lines()}

    assert flat == {"who watches over them": True, "process 2": True, "process 3": False}
    assert memory.lost() == ["the worker"]
    assert line("one", [(0.0, 100.0), (1800.0, 102.0), (3600.0, 104.0)]).slope == pytest.approx(4.0)


def test_a_form_is_sent_with_all_that_stands_in_it() -> None:
    page = """<form><input name="q"><button name="go"></button></form><form>
        <input type="hidden" name="token" value="a&amp;b"><input name="name" value="Amal"><input type="checkbox" name="no">
        <input type="checkbox" name="languages" value="ar" checked><textarea name="spellings">\nOne\nTwo</textarea>
        <select name="role"><option value="head">Head</option><option value="member" selected>Member</option></select></form>"""

    form = filled(form_with("name", page), name="Leila")

    assert form == [
        ("token", "a&b"),
        ("name", "Leila"),
        ("languages", "ar"),
        ("spellings", "One\nTwo"),
        ("role", "member"),
    ]
    assert form_with("photo", page) == []
