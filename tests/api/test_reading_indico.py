"""Events and timetables of Indico become rooms, sessions and items, and nothing of them is lost unsaid."""

from copy import deepcopy
from typing import Any

import pytest

from secretariat.api.models import ImportFormat
from secretariat.api.queries.drafted import Chosen, Unreadable
from tests.api import drafts

EVENT, TIMETABLE = ImportFormat.INDICO_EVENT, ImportFormat.INDICO_TIMETABLE
MORNING, NIGHT = "indico:137346:s3", "indico:137346:s4"


def changed(**fields: Any) -> bytes:
    """The event with some of its fields changed."""
    file = drafts.data(EVENT)
    file["results"][0] |= fields
    return drafts.as_json(file)


def block(**fields: Any) -> dict[str, Any]:
    """The block of the morning, changed."""
    kept: dict[str, Any] = deepcopy(drafts.data(EVENT)["results"][0]["sessions"][0])
    return {**kept, **fields}


def contribution(**fields: Any) -> dict[str, Any]:
    """A contribution of the morning, changed."""
    kept: dict[str, Any] = deepcopy(drafts.data(EVENT)["results"][0]["sessions"][0]["contributions"][1])
    return {**kept, "db_id": 70, **fields}


def test_a_block_becomes_a_session_with_its_room_before_it_and_its_contributions_after_it() -> None:
    draft = drafts.drafted(EVENT)

    assert [(each.kind, each.source_id) for each in draft.rows[:4]] == [
        ("room", "indico:137346:room:hall a"),
        ("session", MORNING),
        ("item", "indico:137346:c11"),
        ("item", "indico:137346:c12"),
    ]
    assert drafts.row(draft, MORNING).cells == {
        "title": {"en": "Returns: morning"},
        "kind": "plenary",
        "starts_at": "2020-11-11T09:00:00+02:00",
        "ends_at": "2020-11-11T12:00:00+02:00",
        "room": "indico:137346:room:hall a",
        "description": {
            "en": "Who comes home,\nand to what & when\n\n"
            "09:00 Schools in Aleppo – Amal Haddad (Ministry of Education of Jordan)\n"
            "09:30 <b>\"=1+1' – <script>alert(1)</script> O'Hara (UNHCR)"
        },
        "chair_name": "Lina Sayegh (UNHCR)",
    }
    assert drafts.row(draft, "indico:137346:c11").cells == {
        "title": {"en": "Schools in Aleppo"},
        "session": MORNING,
        "position": 1,
        "number": "R-1",
        "document": "Slides on schools",
    }


def test_times_that_were_asked_for_in_another_zone_are_told_by_the_clocks_of_the_conference() -> None:
    written = drafts.data(EVENT)["results"][0]["sessions"][0]["startDate"]

    assert (written["time"], written["tz"]) == ("08:00:00", "Europe/Zurich")
    assert drafts.row(drafts.drafted(EVENT), MORNING).cells["starts_at"] == "2020-11-11T09:00:00+02:00"
    assert "other_zone" not in drafts.problems(drafts.drafted(EVENT))


def test_an_event_in_another_zone_says_so() -> None:
    draft = drafts.drafted(EVENT, changed(timezone="Asia/Tokyo"))

    (said,) = (each for each in draft.problems if each.code == "other_zone")
    assert said.values == {"theirs": "Asia/Tokyo", "ours": "Asia/Damascus"}
    assert drafts.row(draft, MORNING).cells["starts_at"] == "2020-11-11T09:00:00+02:00"


def test_a_contribution_in_no_block_is_a_session_of_its_own_and_one_without_time_says_so() -> None:
    draft = drafts.drafted(EVENT)

    opening, poster = drafts.row(draft, "indico:137346:c14"), drafts.row(draft, "indico:137346:c15")
    assert opening.kind == poster.kind == "session"
    assert opening.cells["kind"] == "opening"
    assert opening.cells["description"] == {"en": "Samir Khoury"}
    assert poster.cells == {"title": {"en": "A poster on wells"}}
    assert drafts.told(poster) == [("starts_at", "unscheduled")]


def test_a_block_over_midnight_is_one_session_in_the_event_and_in_the_timetable() -> None:
    event, timetable = drafts.drafted(EVENT), drafts.drafted(TIMETABLE)

    for draft in (event, timetable):
        night = drafts.row(draft, NIGHT)
        assert night.cells["starts_at"] == "2020-11-11T22:00:00+02:00"
        assert night.cells["ends_at"] == "2020-11-12T01:30:00+02:00"
        assert night.findings == ()
    assert len(drafts.rows(timetable, "session")) == 3
    assert drafts.row(event, NIGHT).cells == drafts.row(timetable, NIGHT).cells


def test_an_event_and_its_timetable_name_the_same_things_alike() -> None:
    named = {each.source_id for each in drafts.drafted(EVENT).rows}

    assert {each.source_id for each in drafts.drafted(TIMETABLE).rows} <= named


def test_breaks_are_left_out_and_counted() -> None:
    draft = drafts.drafted(TIMETABLE)

    (breaks,) = (each for each in draft.left_out if each.code == "breaks")
    assert (breaks.count, breaks.example) == (1, "Coffee")


def test_a_timetable_that_is_not_published_says_so_and_has_no_rows() -> None:
    draft = drafts.drafted(TIMETABLE, drafts.as_json({"_type": "HTTPAPIResult", "count": 1, "results": {"137346": {}}}))

    assert draft.rows == ()
    assert drafts.problems(draft) == ["unpublished"]


def test_what_the_house_has_no_place_for_is_counted_with_the_first_of_it() -> None:
    draft = drafts.drafted(EVENT)

    assert drafts.left(draft) == {
        "unscheduled_parts": 1,
        "item_texts": 1,
        "authors": 1,
        "organisers": 2,
        "types": 1,
        "keywords": 2,
        "addresses_of_pages": 5,
        "event_texts": 1,
    }
    assert next(each.example for each in draft.left_out if each.code == "authors") == "Omar Nasser"


def test_no_hash_of_an_address_and_no_list_of_access_gets_into_a_draft() -> None:
    assert "9e26471d35a78862c17e467d87cddedf" not in repr(drafts.drafted(EVENT))


def test_texts_go_to_the_language_of_the_event_or_else_to_the_one_that_was_chosen() -> None:
    french = drafts.drafted(EVENT, changed(language="fr_FR"))
    german = drafts.drafted(EVENT, changed(language="de"), Chosen("Asia/Damascus", "ar"))

    assert drafts.row(french, MORNING).cells["title"] == {"fr": "Returns: morning"}
    assert drafts.row(german, MORNING).cells["title"] == {"ar": "Returns: morning"}
    assert drafts.problems(german) == ["language_elsewhere"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"startDate": {"date": "2020-11-31", "time": "09:00:00", "tz": "Asia/Damascus"}}, ("starts_at", "time")),
        ({"startDate": {"date": "2020-11-11", "time": "09:00:00", "tz": "Mars/Base"}}, ("starts_at", "zone")),
        ({"endDate": None}, ("ends_at", "no_end")),
        ({"description": "x" * 200_001}, None),
        ({"title": "x" * 2_001}, ("title", "cut")),
        ({"room": ["Hall A"], "roomFullname": ""}, ("room", "shape")),
    ],
)
def test_what_is_wrong_with_a_field_stands_at_its_cell(fields: dict[str, Any], told: tuple[str, str] | None) -> None:
    wrong = block(**fields)

    found = drafts.told(drafts.row(drafts.drafted(EVENT, changed(sessions=[wrong])), MORNING))

    # The description of a block is that of its session: its own is no field that is read.
    assert found == ([told] if told else [])


def test_a_block_without_an_end_keeps_its_day() -> None:
    row = drafts.row(drafts.drafted(EVENT, changed(sessions=[block(endDate=None)])), MORNING)

    assert row.cells["day"] == "2020-11-11"
    assert "starts_at" not in row.cells


def test_a_contribution_without_an_end_ends_after_its_length() -> None:
    alone = contribution(endDate=None, duration=45)

    row = drafts.row(drafts.drafted(EVENT, changed(contributions=[alone])), "indico:137346:c70")

    assert row.cells["starts_at"] == "2020-11-11T09:30:00+02:00"
    assert row.cells["ends_at"] == "2020-11-11T10:15:00+02:00"


def test_a_number_of_the_agenda_is_given_once_and_one_that_is_too_long_is_not_cut() -> None:
    inner = [
        contribution(db_id=71, code="A-1"),
        contribution(db_id=72, code="A-1"),
        contribution(db_id=73, code="9" * 21),
    ]

    draft = drafts.drafted(EVENT, changed(sessions=[block(contributions=inner)]))

    assert [each.cells.get("number") for each in drafts.rows(draft, "item")] == ["A-1", None, None]
    assert [drafts.told(each) for each in drafts.rows(draft, "item")] == [
        [],
        [("number", "twice_here")],
        [("number", "left_out")],
    ]


def test_what_speaks_when_is_left_out_and_counted_where_the_description_has_no_room_for_it() -> None:
    many = [contribution(db_id=number, title="t" * 90) for number in range(100, 160)]

    draft = drafts.drafted(EVENT, changed(sessions=[block(contributions=many)]))

    assert drafts.row(draft, MORNING).cells["description"] == {"en": "Who comes home,\nand to what & when"}
    assert drafts.left(draft)["speakers"] == 60


def test_papers_without_end_are_counted_and_not_cut() -> None:
    kept = {"_type": "attachment", "type": "link"}
    papers = [{**kept, "title": f"Paper {number}", "link_url": f"https://x.example/{number}"} for number in range(90)]
    alone = contribution(folders=[{"attachments": papers}])

    draft = drafts.drafted(EVENT, changed(sessions=[block(contributions=[alone])]))

    assert "document" not in drafts.row(draft, "indico:137346:c70").cells
    assert drafts.left(draft)["materials"] == 90


def test_the_same_contribution_twice_comes_once_and_says_so() -> None:
    draft = drafts.drafted(EVENT, changed(contributions=[contribution(), contribution(title="Another")]))

    assert drafts.told(drafts.row(draft, "indico:137346:c70")) == [("", "differs")]


def test_what_is_no_contribution_is_told_with_its_place() -> None:
    draft = drafts.drafted(EVENT, changed(contributions=["not one"]))

    (said,) = (each for each in draft.problems if each.code == "shape")
    assert said.values["where"] == "results[0].contributions[0]"


def test_a_thing_without_a_number_says_that_it_may_not_be_known_again() -> None:
    draft = drafts.drafted(EVENT, changed(sessions=[block(id=None)]))

    session = drafts.rows(draft, "session")[0]
    assert (session.source_id, drafts.told(session)) == ("", [("", "no_id")])
    # Its items name it by its title.
    assert drafts.rows(draft, "item")[0].cells["session"] == "Returns: morning"


def test_a_session_on_another_day_says_so() -> None:
    on = {"date": "2020-12-24", "tz": "Asia/Damascus"}
    late = block(startDate={**on, "time": "09:00:00"}, endDate={**on, "time": "10:00:00"})

    row = drafts.row(drafts.drafted(EVENT, changed(sessions=[late])), MORNING)

    assert drafts.told(row) == [("starts_at", "other_days")]


def test_a_label_on_the_event_is_shown() -> None:
    draft = drafts.drafted(EVENT, changed(label={"title": "Cancelled", "is_event_not_happening": True}))

    assert draft.problems[0].code == "label"
    assert draft.problems[0].values == {"said": "Cancelled"}


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ({"_type": "HTTPAPIError", "message": "Invalid API key"}, "indico error answer"),
        ({"results": []}, "indico no event"),
        ({"results": [{"id": 1, "title": "a"}, {"id": 2, "title": "b"}]}, "indico several events"),
        ([1], "indico not indico"),
    ],
)
def test_what_is_no_event_is_refused(file: Any, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        drafts.drafted(EVENT, drafts.as_json(file))

    assert refused.value.code == code
