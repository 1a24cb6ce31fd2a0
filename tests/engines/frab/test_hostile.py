"""Whatever a file holds, it is read or refused: no other error, no entity, nothing fetched, and not without end."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.engines.frab import SIZE_LIMIT, Read, Unreadable, read_xml, schedule_of, write_json, write_xml
from secretariat.engines.frab.models import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_DAYS,
    MOST_EVENTS,
    MOST_PARTS,
    MOST_PROBLEMS,
    MOST_ROOMS,
)
from secretariat.engines.frab.xmlreading import MOST_ATTRIBUTES, MOST_TAGS
from tests.engines.frab.drawn import FILES, VALUES
from tests.engines.frab.schemas import json_faults, xml_faults
from tests.engines.frab.test_reading_xml import PRETALX
from tests.engines.frab.told import codes, day, event, only, pretalx, read

ENTITY = '<!DOCTYPE schedule [<!ENTITY a "b">]><schedule>&a;</schedule>'
NAMES = ["schedule", "conference", "day", "room", "event", "persons", "person", "links", "link", "recording", "optout"]
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["id", "guid", "name", "date", "index", "start", "href"]), st.text("1a-:&<")
)


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as said:
        read_xml(data)
    return said.value.code


def written_again(found: Read) -> None:
    """What was read can be written, if there is a day."""
    if found.schedule.conference.days:
        assert json_faults(json.loads(write_json(found.schedule))) == []
        assert xml_faults(write_xml(found.schedule)) == []


@given(FILES)
def test_any_file_of_the_formats_parts_is_read_and_can_be_written(file: dict[str, Any]) -> None:
    written_again(schedule_of(file))


@given(VALUES)
def test_anything_else_is_refused(value: object) -> None:
    with pytest.raises(Unreadable, match="not a schedule"):
        schedule_of(value)


@given(st.binary() | st.text().map(str.encode))
def test_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_xml(data)


@given(st.integers(0, len(PRETALX)), st.integers(0, 40), st.text(max_size=5))
def test_a_file_with_a_piece_that_is_other_is_read_or_refused(place: int, length: int, other: str) -> None:
    file = PRETALX[:place] + other + PRETALX[place + length :]
    try:
        found = read_xml(file.encode("utf-8", "surrogatepass"))
    except Unreadable:
        return
    written_again(found)


@st.composite
def elements(draw: st.DrawFn) -> str:
    """Elements of the format, in each other as chance has it."""
    made, open_names = "<schedule><conference/>", ["schedule"]
    for _each in range(draw(st.integers(0, 15))):
        if len(open_names) > 1 and draw(st.booleans()):
            made += f"</{open_names.pop()}>"
            continue
        name = draw(st.sampled_from(NAMES))
        told = {key: said.replace("&", "").replace("<", "") for key, said in draw(ATTRIBUTES).items()}
        made += (
            f"<{name}"
            + "".join(f' {key}="{said}"' for key, said in told.items())
            + ">"
            + draw(st.text("a1:-", max_size=4))
        )
        open_names.append(name)
    return made + "".join(f"</{name}>" for name in reversed(open_names))


@given(elements())
def test_elements_in_any_order_are_read(file: str) -> None:
    written_again(read_xml(file.encode()))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b" " * (SIZE_LIMIT + 1), "empty"),
        (b"<" + b" " * SIZE_LIMIT, "too large"),
        (b"<schedule", "not xml"),
        (b"<other/>", "not a schedule"),
        (b"<schedule>&a;</schedule>", "not xml"),
        (ENTITY.encode(), "declarations"),
        (ENTITY.encode("utf-16"), "declarations"),
        (ENTITY.encode("utf-16-be"), "declarations"),
        (ENTITY.encode("utf-32"), "declarations"),
        (b'<!DOCTYPE schedule SYSTEM "http://example.org/a.dtd"><schedule/>', "declarations"),
        (b'<!doctype schedule SYSTEM "file:///etc/passwd"><schedule/>', "declarations"),
        (b"<?xml version='1.0' encoding='utf-7'?>" + ENTITY.encode("utf-7"), "encoding"),
        (b"<?xml version='1.0' encoding='cp037'?><schedule/>", "encoding"),
        (b"<?xml version='1.0' " + b" " * 1000 + b"encoding='utf-7'?><schedule/>", "encoding"),
        (b"<schedule>" + b"<a>" * 1000 + b"</a>" * 1000 + b"</schedule>", "too deep"),
        (b"<schedule>" + b"<a/>" * (MOST_TAGS + 1) + b"</schedule>", "too much"),
        (b"<schedule>" + b"=" * (MOST_ATTRIBUTES + 1) + b"</schedule>", "too much"),
        (b"<schedule>" + b"<day/>" * (MOST_DAYS + 1) + b"</schedule>", "too many days"),
        (
            b"<schedule><day>" + b"".join(b'<room name="%d"/>' % each for each in range(MOST_ROOMS + 1)) + b"</day></schedule>",
            "too many rooms",
        ),
        (
            b"<schedule><day>" + b"".join(b'<room name="%d" guid=""/>' % each for each in range(MOST_ROOMS + 1)) + b"</day></schedule>",
            "too many rooms",
        ),
        (b"<schedule><day><room>" + b"<event/>" * (MOST_EVENTS + 1) + b"</room></day></schedule>", "too many events"),
        (
            b"<schedule><day date='2025-01-01'><room><event><persons>" + b"<person/>" * (MOST_PARTS + 1) + b"</persons></event></room></day></schedule>",
            "too much",
        ),
    ],
    ids=lambda said: said if isinstance(said, str) else "",
)  # fmt: skip
def test_files_that_are_refused(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_entities_in_ebcdic_are_none() -> None:
    data = ("<?xml version='1.0' encoding='cp037'?>" + ENTITY).encode("cp037")

    assert refused(data) in ("declarations", "not xml")


def test_where_a_file_breaks_is_said() -> None:
    with pytest.raises(Unreadable) as said:
        read_xml(b"<schedule>\n\n<!DOCTYPE a></schedule>")

    assert (said.value.code, said.value.line) == ("declarations", 3)


def test_a_text_of_megabytes_is_cut_and_said() -> None:
    found = read(
        event(abstract="x" * 3_000_000, title="y" * 3_000_000, links=["https://example.org/" + "z" * 3_000_000])
    )

    assert len(only(found).abstract) == LONGEST_TEXT
    assert len(only(found).title) == LONGEST_LINE
    assert only(found).links == ()
    place = 'days[0].rooms["Hall"][0]'
    assert {(f"{place}.abstract", "too long"), (f"{place}.title", "too long"), (f"{place}.links[0].url", "url")} <= set(
        codes(found)
    )
    assert max(len(each.said) for each in found.problems) <= 100


def test_json_that_is_nested_without_end_is_read_no_deeper_than_the_format_goes() -> None:
    deep: Any = []
    for _each in range(100_000):
        deep = [deep]
    fields: dict[str, Any] = dict.fromkeys(event(), deep)

    found = schedule_of({**pretalx(day(fields), deep, rooms=deep, title=deep), "generator": deep})

    assert {each.code for each in found.problems} <= {"type", "required", "id", "number", "url"}
    written_again(found)


def test_numbers_without_end_are_no_texts() -> None:
    found = read(event(title=10**6000, id=float("nan"), subtitle=float("inf"), persons=[{"name": "A", "id": 10**6000}]))

    place = 'days[0].rooms["Hall"][0]'
    assert sorted(codes(found)) == [
        (f"{place}.id", "id"),
        (f"{place}.persons[0].id", "id"),
        (f"{place}.subtitle", "type"),
        (f"{place}.title", "type"),
    ]


def test_of_countless_problems_the_first_are_listed_and_the_others_counted() -> None:
    found = read(*(event(guid=str(each), duration=None, end=None) for each in range(MOST_PROBLEMS)))

    assert len(found.problems) == MOST_PROBLEMS + 1
    assert (found.problems[-1].code, found.problems[-1].said) == ("more", str(MOST_PROBLEMS))


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (pretalx(*[day()] * (MOST_DAYS + 1)), "too many days"),
        (pretalx(day(rooms={"Hall": [{}] * (MOST_EVENTS + 1)})), "too many events"),
        (pretalx(day(rooms={"A": [{}] * MOST_EVENTS}), day(rooms={"A": [{}]})), "too many events"),
        (pretalx(day(rooms={str(each): [] for each in range(MOST_ROOMS + 1)})), "too many rooms"),
        (pretalx(day(rooms={"A": [], "B": []}), rooms=[{}] * (MOST_ROOMS + 1)), "too many rooms"),
        (pretalx(day(event(persons=[{}] * (MOST_PARTS + 1)))), "too much"),
        (pretalx(day(event(links=[""] * MOST_PARTS, attachments=["a"]))), "too much"),
        (pretalx(tracks=[{}] * (MOST_PARTS + 1)), "too much"),
        (pretalx(colors={str(each): "" for each in range(MOST_PARTS + 1)}), "too much"),
    ],
)
def test_what_is_too_much_is_refused(file: dict[str, Any], code: str) -> None:
    with pytest.raises(Unreadable) as said:
        schedule_of(file)

    assert said.value.code == code
