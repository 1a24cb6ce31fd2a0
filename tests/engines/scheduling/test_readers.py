"""Public instances are read as they are meant, and plans judged by them as their authors count."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from benchmarks.scheduling import annealing, b2b, cosplib, cosplib_judge, plain, relaxing, summit
from benchmarks.scheduling.places import BENCH, files
from benchmarks.scheduling.watching import Watch
from secretariat.engines.scheduling import Plan, score_of, violations
from secretariat.engines.scheduling.placement import Plan as Placing
from secretariat.engines.scheduling.placement import Spot, cost_of

DZN = """
nBusiness = 3; % three of them
nMeetings = 3;
nTables = 1;
nTotalSlots = 5;
nMorningSlots = 3;
requested = [|1, 2, 1,
|1, 3, 3,
|2, 3, 2,
|];
meetingsxBusiness = [{1,2,3},{1,2,4},{1,3,4}];
nMeetingsBusiness = [2,2,2];
forbidden = [{0},{0,2},{1..2}];
fixed = [1,0,0];
precedences = [{},{1},{}];
"""


def _b2b(tmp_path: Path) -> b2b.Instance:
    path = tmp_path / "small.dzn"
    path.write_text(DZN, encoding="utf-8")
    return b2b.read(path)


def test_a_file_of_business_meetings_is_read_with_everything_counted_from_nought(tmp_path: Path) -> None:
    instance = _b2b(tmp_path)

    assert instance.size == "3/3/5/1"
    assert instance.meetings == ((0, 1, 1), (0, 2, 3), (1, 2, 2))
    assert instance.forbidden == (frozenset(), frozenset({1}), frozenset({0, 1}))
    assert instance.fixed == (0, -1, -1)
    assert instance.before == (frozenset(), frozenset({0}), frozenset())


def test_the_judge_of_business_meetings_counts_breaks_and_names_each_broken_rule(tmp_path: Path) -> None:
    instance = _b2b(tmp_path)

    assert b2b.judge(instance, (0, 2, 4)) == b2b.Judged(3, ())
    faults = b2b.judge(instance, (1, 1, 1)).faults
    assert "meeting 1 is not where it was fixed" in faults
    assert "meeting 2 is not after one that it must come after" in faults
    assert "meeting 3 is not in its session" in faults
    assert "participant 1 has two meetings at once" in faults
    assert "participant 3 meets in a forbidden slot" in faults
    assert "slot 2 holds more meetings than there are tables" in faults
    assert b2b.judge(instance, (0, None, 4)).faults == ("meeting 2 is not placed",)


@pytest.mark.parametrize("starts", [(0, 2, 4), (0, 2, 3), (0, 3, 4), (0, 4, 3), (1, 1, 1), (0, 2, 2)])
def test_the_judge_and_the_engine_s_own_check_agree_about_business_meetings(
    tmp_path: Path, starts: tuple[int, ...]
) -> None:
    instance = _b2b(tmp_path)
    problem = b2b.problem(instance)
    plan = Plan(starts, (0, 0, 0))

    judged = b2b.judge(instance, starts)

    assert bool(violations(problem, plan)) == bool(judged.faults)
    assert judged.faults or score_of(problem, plan).breaks == judged.breaks


def test_the_plain_model_proves_what_the_annealing_finds(tmp_path: Path) -> None:
    instance = _b2b(tmp_path)
    problem = b2b.problem(instance)
    proving, annealed = Watch(5), Watch(5)

    status, bound = plain.solve(problem, proving, seconds=10, seed=1)
    annealing.anneal(problem, annealed, seconds=0.5, seed=1)

    assert proving.last is not None
    assert annealed.last is not None
    assert (status, bound[1]) == ("optimal", b2b.judge(instance, proving.last).breaks)
    assert b2b.judge(instance, annealed.last).breaks >= b2b.judge(instance, proving.last).breaks


def test_the_plain_model_knows_that_fairness_cannot_be_met_by_breaks_that_are_none() -> None:
    instance = b2b.Instance(
        name="unfair",
        participants=3,
        tables=2,
        slots=3,
        morning=3,
        meetings=((0, 1, 3), (0, 1, 3)),
        forbidden=(frozenset({1}), frozenset(), frozenset()),
        fixed=(-1, -1),
        before=(frozenset(), frozenset()),
    )

    assert plain.is_possible(b2b.problem(instance, spread=1), seconds=10) is True
    assert plain.is_possible(b2b.problem(instance, spread=0), seconds=10) is False


def test_a_summit_made_twice_with_one_seed_is_the_same_and_follows_the_recipe() -> None:
    made = summit.make(60, 400, 20, 7)

    assert made == summit.make(60, 400, 20, 7)
    assert made != summit.make(60, 400, 20, 8)
    assert len({meeting[:2] for meeting in made.meetings}) == 400
    for number, available in enumerate(made.available):
        assert sum(number in meeting[:2] for meeting in made.meetings) <= len(available)
    fixed = [(one, other, slot) for one, other, _priority, slot in made.meetings if slot >= 0]
    assert fixed
    assert all(slot in made.available[one] & made.available[other] for one, other, slot in fixed)


def test_the_judge_of_a_summit_counts_what_is_left_out_and_breaks_within_a_day() -> None:
    instance = summit.Instance(
        name="small",
        days=(3, 2),
        tables=1,
        available=(frozenset(range(5)), frozenset({0, 2, 3}), frozenset(range(5))),
        meetings=((0, 1, 1, 0), (0, 2, 2, -1), (0, 1, 1, -1), (1, 2, 2, -1)),
    )

    assert summit.judge(instance, (0, 3, 2, None)) == summit.Judged(2, 2, 1, ())
    faults = summit.judge(instance, (1, 1, 4, 3)).faults
    assert "meeting 0 is not where it was fixed" in faults
    assert "slot 1 holds more meetings than there are tables" in faults
    assert "delegation 0 has two meetings at once" in faults
    assert "delegation 1 meets while it is not available" in faults
    assert relaxing.least_unmet(instance) == 0


def test_a_summit_is_told_from_a_plan_of_one(tmp_path: Path) -> None:
    given, plan, broken = tmp_path / "a.json", tmp_path / "b.json", tmp_path / "c.json"
    meeting = {"id": 0, "a": "x", "b": "y", "priority": 2, "fixed_slot": None}
    delegations = [{"id": "x", "available": [0]}, {"id": "y", "available": [0, 1]}]
    given.write_text(json.dumps({"days": [2], "tables": 1, "delegations": delegations, "meetings": [meeting]}))
    plan.write_text("[0, 1]")
    broken.write_text("{")

    assert [summit.is_summit(path) for path in (given, plan, broken)] == [True, False, False]
    assert summit.read(given).meetings == ((0, 1, 2, -1),)


def _book(tmp_path: Path) -> Path:
    """Two tracks of two submissions each in two sessions and two rooms; rows that are left blank at the end."""
    book = Workbook()
    sheets: dict[str, list[list[Any]]] = {
        "parameters": [
            ["Sessions", None, None, "Weights", None],
            *[[None, None, None, name, weight] for name, weight in zip(cosplib.WEIGHTS, range(1, 17), strict=True)],
        ],
        "submissions": [
            [
                *["Reference", "Track", "Slots", "Order", "Zone", "Presenters", "Attendees"],
                "Mon",
                "Tue",
                "Big",
                "Small",
            ],
            ["a1", "A", 1, 1, "GMT+0", "Ann, Bob", None, 5, None, None, None],
            ["a2", "A", 1, 2, "GMT+12", "Cid", "Ann", None, None, None, 2],
            ["b1", "B ", 2, 0, "GMT+0", "Bob", None, None, 3, None, None],
            ["b2", "B ", 1, 0, "GMT+0", "Dan", "Cid", None, None, None, None],
            [None] * 11,
        ],
        "tracks": [["Tracks", "Chairs"], ["A", "Eve"], ["B ", "Eve, Ann"], [None, None]],
        "sessions": [
            ["Sessions", "Max Number of Timeslots", "Date", "Start Time", "End Time"],
            ["Mon", 2, None, "09:30:00", "10:30"],
            ["Tue", 3, None, "14:00", "15:00"],
        ],
        "rooms": [["Rooms"], ["Big"], ["Small"]],
        "tracks_sessions|penalty": [[None, "Mon", "Tue"], ["A", None, 1], ["B ", None, None]],
        "tracks_rooms|penalty": [[None, "Small", "Big"], ["A", 7, None], ["B ", None, None]],
        "similar tracks": [[None, "A", "B "], ["A", None, 4], ["B ", 9, None]],
        "sessions_rooms|penalty": [[None, "Big", "Small"], ["Mon", None, 1], ["Tue", None, None]],
    }
    hours: list[list[Any]] = [
        ["Local time zone:", "GMT+0"],
        ["Suitable", None],
        ["From:", "09:30"],
        ["To:", "21:30"],
        ["Less", None],
    ]
    hours += [["From:", "07:00"], ["To:", "23:00"], ["Penalty:", 1], ["Unsuitable", None], ["Penalty:", 10]]
    for row, cells in zip(sheets["parameters"][1:], hours, strict=False):
        row[:2] = cells
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    path = tmp_path / "small.xlsx"
    book.save(path)
    return path


def test_a_conference_is_read_with_its_names_as_they_stand(tmp_path: Path) -> None:
    conference = cosplib.read(_book(tmp_path))

    assert conference.size == "4/2/2/2"
    assert conference.tracks == ("A", "B ")
    assert conference.tracks_rooms == ((0, 7), (0, 0))
    assert conference.similar == ((0, 4), (4, 0))
    assert conference.submissions[0].presenters == {"Ann", "Bob"}
    assert conference.submissions[1].at_time == (1, 10)
    assert conference.presenter_conflicts == {(0, 2), (0, 3)}
    assert conference.attendee_conflicts == {(0, 1), (1, 2), (1, 3)}
    assert conference.chair_conflicts == {(0, 1)}
    assert cosplib.is_conference(tmp_path / "small.xlsx")


def test_a_schedule_costs_what_its_terms_say_and_the_engine_counts_the_same(tmp_path: Path) -> None:
    conference = cosplib.read(_book(tmp_path))
    plan = Placing((Spot(0, 0, 1), Spot(0, 0, 0), Spot(0, 1, 0), Spot(1, 1, 0)))

    judged = cosplib_judge.judge(conference, cosplib.schedule_of(conference, plan))

    assert judged.faults == ()
    assert judged.terms == {
        "tracks_sessions": 0,
        "tracks_rooms": 0,
        "sessions_rooms": 3 * 1,
        "similar_tracks": 4 * 4,
        "rooms_per_track": 0,
        "parallel_tracks": 0,
        "consecutive_tracks": 0,
        "timezones": 8 * 1,
        "order": 9 * 2,
        "submissions_sessions": 10 * 5,
        "submissions_rooms": 0,
        "presenters": 12 * 1,
        "attendees": 13 * 1,
        "chairs": 14 * 1,
        "presenters_at_once": 15 * 1,
        "attendees_at_once": 16 * 1,
    }
    assert cost_of(cosplib.problem(conference), plan) == judged.cost


def test_a_torn_or_missing_submission_and_a_room_of_another_track_are_faults(tmp_path: Path) -> None:
    conference = cosplib.read(_book(tmp_path))
    schedule = cosplib.Schedule(tracks=((0, 1), (-1, 1)), submissions=(((0, 3), (2, -1)), ((-1, -1, -1), (2, -1, -1))))

    assert set(cosplib_judge.judge(conference, schedule).faults) == {
        "b2 is in a room of another track",
        "a2 has 0 slots instead of 1",
        "b1 is torn apart",
    }


PUBLISHED = BENCH / "conf" / "cosplib"
KNOWN = {
    "Exact Model": {"N2OR": 2, "GECCO19": 1_000_116, "GECCO20": 6_298, "OR60F": 1_664},
    "Extended Model": {"N2OR": 2, "GECCO19": 2_000_007, "GECCO20": 7_768, "OR60F": 433},
}


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason=f"The public conferences are not at {PUBLISHED}.")
@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in KNOWN.items() for name in names])
def test_a_published_schedule_costs_what_the_library_s_own_checker_says(kind: str, name: str) -> None:
    conference = cosplib.read(PUBLISHED / "Dataset" / f"{name}.xlsx")

    judged = cosplib_judge.judge(
        conference, cosplib.read_schedule(PUBLISHED / "Solutions" / kind / f"{name}Solution.xlsx", conference)
    )

    assert (judged.cost, judged.faults) == (KNOWN[kind][name], ())


@pytest.mark.skipif(not (BENCH / "b2b").is_dir(), reason=f"The public instances are not at {BENCH / 'b2b'}.")
def test_every_public_instance_of_business_meetings_is_read_and_known() -> None:
    instances = [b2b.read(path) for path in files(BENCH / "b2b", ".dzn")]

    assert len(instances) == 80
    for instance in instances:
        assert len(instance.forbidden) == instance.participants
        assert len(instance.fixed) == len(instance.before) == len(instance.meetings)
        assert b2b.known(instance).status in {"optimal", "infeasible"}


@pytest.mark.skipif(not (BENCH / "summit").is_dir(), reason=f"The public instances are not at {BENCH / 'summit'}.")
def test_the_published_plan_of_the_small_summit_has_no_break() -> None:
    instance = summit.read(BENCH / "summit" / "summit-060.json")
    known = summit.known(instance)

    assert known is not None
    assert summit.judge(instance, known) == summit.Judged(0, 0, 0, ())
