"""The record in a conference file is read as it is meant, and refused by line where it cannot be."""

from decimal import Decimal

import jsonschema  # type: ignore[import-untyped]
import pytest

from secretariat.engines.conferencefile import ConferenceFile, Unreadable, json_schema, read, write
from secretariat.engines.conferencefile.parsing import parse, text_of
from secretariat.engines.conferencefile.record_checks import circle_in

HEAD = """\
conference:
  slug: meeting
  title: A meeting
  place: {country: CH}
  timezone: Europe/Zurich
  starts: 2020-11-11
  ends: 2020-11-12
  host: CH
sources: {note: {}}
"""
HEAD_LINES = HEAD.count("\n")


def file_of(rest: str) -> ConferenceFile:
    file = read(HEAD + rest)
    assert read(write(file)) == file
    return file


def the_problem(rest: str) -> str:
    """Say the only problem of a file, with lines counted after the head."""
    with pytest.raises(Unreadable) as refusal:
        read(HEAD + rest)
    (problem,) = refusal.value.problems
    return f"{problem.line - HEAD_LINES} {problem.where}: {problem.message % problem.values}"


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        ("meetings:\n- key: a\n", "2 meetings[0].title: this key is needed"),
        (
            "meetings:\n- {key: a, title: A}\n- title: B\n  key: a\n",
            "4 meetings[1].key: the meeting a is given already, on line 11",
        ),
        (
            "meetings:\n- key: two words\n  title: A\n",
            "2 meetings[0].key: a meeting's key is made of letters, digits, hyphens, dots and underscores",
        ),
        (
            "meetings:\n- title: A\n  visitors: [{party: FR}, {party: FR}]\n",
            "3 meetings[0].visitors[1].party: the party FR is among the visitors already, on line 12",
        ),
        (
            "meetings:\n- title: A\n  visitors: {party: FR, hed: B}\n",
            "3 meetings[0].visitors[0].hed: the key hed is not known here; did you mean head?",
        ),
        (
            "meetings:\n- title: A\n  points:\n  - {verb: agreed, text: B, by: [FR, FR]}\n",
            "4 meetings[0].points[0].by[1]: FR stands in this list already",
        ),
        (
            "meetings:\n- title: A\n  points:\n  - {verb: agreed, text: B,\n     by: [WFP]}\n",
            (
                "5 meetings[0].points[0].by[0]: no party has the code WFP: it is no ISO 3166-1 code, and it is not listed "
                "under parties"
            ),
        ),
        (
            (
                "meetings:\n- title: A\n  minutes:\n  - {language: en, text: B, state: agreed}\n"
                "  - {language: en, text: C, state: agreed}\n"
            ),
            "5 meetings[0].minutes[1].state: one version of the minutes is agreed, and that is the one on line 13",
        ),
        (
            "meetings:\n- title: A\n  date: 2020\n",
            "3 meetings[0].date: a date is written 2020-11-30 or 2020-11, not 2020",
        ),
        (
            "missions:\n- {party: FR, month: 2020-10, from: 2020-09}\n",
            "2 missions[0].month: month is another word for from; only one may stand here",
        ),
        (
            "missions:\n- party: FR\n  month: 2020-13\n",
            "3 missions[0].from: there is no such date: 2020-13",
        ),
        (
            "missions:\n- party: FR\n  reported_back: [{meeting: a}, {meeting: a}]\n",
            "3 missions[0].reported_back[1].meeting: this mission is reported back in a already, on line 12",
        ),
        (
            "missions:\n- party: FR\n  stops: [{city: Beirut}]\n",
            "3 missions[0].stops[0].country: this key is needed",
        ),
        (
            "missions:\n- party: FR\n  frm: 2020-10\n",
            "3 missions[0].frm: the key frm is not known here; did you mean from?",
        ),
        ("challenges:\n- kind: pressure\n", "2 challenges[0].text: this key is needed"),
        (
            "challenges:\n- {kind: other, text: A, done_to: [FR, FR]}\n",
            "2 challenges[0].done_to[1]: FR stands in this list already",
        ),
        (
            "challenges:\n- kind: other\n  text: A\n  assessments: [{made: 2020-10-01, impact: 6}]\n",
            "4 challenges[0].assessments[0].impact: this number must be at most 5",
        ),
        (
            "positions:\n- {party: FR, topic: A, text: B, stance: perhaps}\n",
            "2 positions[0].stance: perhaps cannot stand here; it must be one of: for, against, neutral",
        ),
        (
            "obstacles:\n- {kind: other, text: A, sources: [nota]}\n",
            "2 obstacles[0].sources[0]: the source nota is not listed under sources; did you mean note?",
        ),
        (
            "reported_figures:\n- {value: many, unit: persons, counts: A}\n",
            "2 reported_figures[0].value: a number is written 5600000 or 2.5, not many",
        ),
        (
            "reported_figures:\n- {value: true, unit: persons, counts: A}\n",
            "2 reported_figures[0].value: a number is written 5600000 or 2.5, not True",
        ),
        (
            "tasks:\n- {title: A, start: 2020-10-02, due: 2020-10-01}\n",
            "2 tasks[0].due: this is due on 2020-10-01, before it begins on 2020-10-02",
        ),
        ("tasks:\n- {title: A, needs: [2]}\n", "2 tasks[0].needs[0]: there is no task 2; the list has 1"),
        (
            "tasks:\n- {title: A, needs: [2]}\n- {title: B, needs: [3]}\n- {title: C, needs: [2]}\n",
            "3 tasks[1].needs: these tasks need each other in a circle: 2 → 3 → 2",
        ),
        (
            "tasks:\n- {title: A, key: a}\n- {title: B, key: a}\n",
            "3 tasks[1].key: the task a is given already, on line 11",
        ),
    ],
)
def test_what_is_wrong_with_the_record_is_told_with_its_line_and_place(rest: str, told: str) -> None:
    assert the_problem(rest) == told


def test_one_visitor_and_one_report_back_may_stand_without_a_list() -> None:
    file = file_of(
        "meetings: [{key: a, title: A, visitors: {party: FR, head: B}}]\n"
        "missions: [{party: FR, month: 2020-10, reported_back: {meeting: a, sources: [note]}}]\n"
    )

    assert file.meetings[0].visitors[0].head == "B"
    assert file.missions[0].reported_back[0].sources == ("note",)
    assert file.missions[0].begins == "2020-10"
    assert "    from: 2020-10\n" in write(file)


@pytest.mark.parametrize(
    ("given", "kind", "text"),
    [
        ("kind: insecurity", "security", "insecurity"),
        ("kind: economic sanctions, text: Banks", "sanctions", "Banks"),
        ("kind: conscription", "conscription", None),
    ],
)
def test_an_obstacle_in_other_words_is_known_and_loses_none(given: str, kind: str, text: str | None) -> None:
    (obstacle,) = file_of(f"obstacles: [{{{given}}}]\n").obstacles

    assert (obstacle.kind, obstacle.text) == (kind, text)


def test_other_words_for_an_obstacle_are_english_whatever_the_conference_speaks() -> None:
    file = read(HEAD.replace("host: CH", "host: CH\n  language: fr") + "obstacles: [{kind: insecurity}]\n")

    assert file.obstacles[0].text == {"en": "insecurity"}


@pytest.mark.parametrize(
    ("given", "value", "written"),
    [
        ("5600000", 5_600_000, "5600000"),
        ("2.5", "2.5", "2.5"),
        ("'2.50'", "2.5", "2.5"),
        ("-1", -1, "-1"),
        ("1000", 1000, "1000"),
    ],
)
def test_a_number_is_kept_as_exact_as_it_is_given(given: str, value: int | str, written: str) -> None:
    file = file_of(f"reported_figures: [{{value: {given}, unit: persons, counts: A}}]\n")

    assert file.reported_figures[0].value == Decimal(value)
    assert f"  - value: {written}\n" in write(file)


def test_a_country_of_the_record_is_any_party_as_the_forms_take_it() -> None:
    file = file_of(
        "parties: [{code: LAKE-2, name: The lake}]\n"
        'notices: [{country: LAKE-2, city: "two\\nlines"}]\n'
        "missions: [{party: FR, stops: [{country: LAKE-2}]}]\n"
    )

    assert file.notices[0].city == "two\nlines"
    assert "no party has the code LAKE-3" in the_problem("notices: [{country: LAKE-3}]\n")


def test_both_signs_of_a_line_end_are_kept() -> None:
    file = file_of('meetings: [{title: A, minutes: [{language: en, text: "one\\r\\ntwo"}]}]\n')

    assert file.meetings[0].minutes[0].text == "one\r\ntwo"


def test_minutes_may_be_longer_than_other_texts() -> None:
    words = "x" * 150_000

    assert len(file_of(f"meetings: [{{title: A, minutes: [{{language: en, text: {words}}}]}}]\n").meetings) == 1
    assert "longer than 20000 characters" in the_problem(f"meetings: [{{title: A, subject: {words}}}]\n")


def test_the_schema_takes_what_reading_takes() -> None:
    text = HEAD + (
        "meetings: [{key: a, title: A, date: 2020-10, visitors: {party: FR}}, {title: B, visitors: [{party: FR}]}]\n"
        "missions: [{party: FR, month: 2020-10, reported_back: {meeting: a}}]\n"
        "obstacles: [{kind: lack of basic services}]\n"
        "reported_figures: [{value: 2.5, unit: persons, counts: A}, {value: 3, unit: persons, counts: A}]\n"
    )
    names = json_schema()["properties"].keys()
    assert read(text)

    jsonschema.validate(parse(text_of(text), sections=names, verbatim=()).data, json_schema())


def test_a_circle_is_found_however_long_and_a_chain_is_none() -> None:
    chain = {number: [number + 1] for number in range(1, 100_000)}

    assert circle_in(chain) == ()
    assert len(circle_in({**chain, 100_000: [1]})) == 100_000
    assert circle_in({1: [2, 3], 2: [3], 3: []}) == ()
    assert circle_in({1: [1]}) == [1]
