"""Whatever is handed in is read or refused, and a whole conference is read in one call."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.engines import indico
from tests.engines.indico import made

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["2026-03-02", "24:00:00", "Europe/Zurich", "<p>", "a@b.org", "\ud800", "9" * 5000, 10**4000])
)
FILES = {
    "event": made.exported(made.event()),
    "timetable": made.timetable(
        {"20260302": {"s90": made.sitting(), "b91": made.pause()}, "20260303": {"s90": made.sitting()}}
    ),
    "registrations": [made.detailed(made.question("Meal", {"a": 1}, choices=[{"id": "a", "caption": "A"}]))],
}
READERS: dict[str, Callable[[Any], Any]] = {
    "event": indico.event_of,
    "timetable": indico.timetable_of,
    "registrations": indico.registrations_of,
}


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of all that stands in a file."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, each in inner for found in places(each, (*path, key)))]


def exchanged(value: Any, path: tuple[Any, ...], other: Any) -> Any:
    """The file with one value exchanged."""
    if not path:
        return other
    changed = dict(value) if isinstance(value, dict) else list(value)
    changed[path[0]] = exchanged(value[path[0]], path[1:], other)
    return changed


def keys_of_fields() -> st.SearchStrategy[str]:
    """Names that the format has, among any others."""
    known = {step for file in FILES.values() for path in places(file) for step in path if isinstance(step, str)}
    return st.sampled_from(sorted(known)) | st.text(max_size=5)


ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys_of_fields(), inner, max_size=6),
    max_leaves=20,
)


def tried(read: Callable[[Any], Any], data: object) -> tuple[Any, str]:
    """What is read of something, or the code with which it is refused; any other error is one of the test."""
    try:
        return read(data), ""
    except indico.Unreadable as refused:
        return None, refused.code


def read_or_refused(name: str, data: object) -> None:
    found, code = tried(READERS[name], data)
    if code:
        assert f'"{code}"' in " ".join(str(indico.Unreadable.__doc__).split())
        return
    for problem in found.problems:
        assert f'"{problem.code}"' in " ".join(str(indico.Problem.__doc__).split())
        assert len(problem.said) <= 300
    # What was read can be written anywhere.
    json.dumps(repr(found), ensure_ascii=False).encode()


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
def test_a_file_in_which_any_value_is_another_is_read_or_refused(name: str, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(places(FILES[name])))

    read_or_refused(name, exchanged(FILES[name], path, data.draw(ANYTHING)))


@pytest.mark.parametrize("name", FILES)
@given(anything=ANYTHING)
def test_anything_is_read_or_refused(name: str, anything: object) -> None:
    read_or_refused(name, anything)
    read_or_refused(name, made.exported(anything))
    read_or_refused(name, made.exported(results=anything))
    read_or_refused(name, [anything])


@given(st.lists(st.lists(SCALARS, max_size=8) | SCALARS, max_size=6), st.booleans())
def test_any_table_is_read_or_refused(rows: list[Any], has_header: bool) -> None:
    header = [["ID", "Name", "Email", "State", "Checked in", "Check-in date", "Tags", "Nom"]] if has_header else []
    found, code = tried(indico.registrations_csv, [*header, *rows])

    assert code in {"", "no header"}
    repr(found).encode()


@pytest.mark.parametrize("name", FILES)
def test_what_is_nested_without_end_is_read_or_refused(name: str) -> None:
    deep: Any = []
    for _each in range(100_000):
        deep = {"entries": [deep], "data": deep}

    for path in places(FILES[name]):
        assert tried(READERS[name], exchanged(FILES[name], path, deep))[1] in {
            "",
            "not indico",
            "no event",
            "several events",
        }
    # Taken apart by hand: to forget it at once would go as deep as it is.
    while deep:
        deep = deep["data"]


def test_a_whole_conference_is_read_in_one_go() -> None:
    talks = [made.contribution(number, session="Returns" if number % 2 else None) for number in range(10, 2_010)]
    blocks = [made.block(number, contributions=talks[number::80][:10]) for number in range(80)]
    people = [
        made.detailed(
            made.question("First Name", f"Amal {number}"),
            made.question("Affiliation", "UNHCR"),
            made.question("Meal", {"a": 1}, "single_choice", choices=[{"id": "a", "caption": "Halal"}]),
            number=number,
            email=f"amal{number}@example.org",
        )
        for number in range(5_000)
    ]
    file = json.loads(json.dumps(made.exported(made.event(contributions=talks, sessions=blocks))))

    told, registered = indico.event_of(file), indico.registrations_of(json.loads(json.dumps(people)))

    inside = [each for block in told.event.sessions for each in block.contributions]
    named = {each.source_id for each in (*inside, *told.event.contributions)}
    assert (len(told.event.sessions), len(inside), len(named)) == (80, 800, 2_000)
    assert {each.code for each in told.problems} == {"twice"}
    assert len({each.source_id for each in registered.registrations}) == 5_000
    assert {each.fields[2] for each in registered.registrations} == {("Meal", "Halal")}
    assert registered.problems == ()
