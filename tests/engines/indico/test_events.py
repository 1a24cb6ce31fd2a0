"""An event is read with all that stands in it: times in its own zone, everything once, under names that stay."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from secretariat.engines import indico
from tests.engines.indico.made import (
    HASH,
    SECRET,
    at,
    block,
    contribution,
    convener,
    event,
    everything,
    exported,
    folder,
    person,
    session,
    sub_contribution,
)


def read(**fields: Any) -> indico.EventRead:
    return indico.event_of(exported(event(**fields)))


def problems(found: indico.EventRead) -> list[tuple[str, str]]:
    return [(each.where, each.code) for each in found.problems]


def refusal(data: object) -> str:
    with pytest.raises(indico.Unreadable) as refused:
        indico.event_of(data)
    return refused.value.code


def test_an_event_is_read_with_everything_that_its_fields_tell() -> None:
    found = read()

    told = found.event
    assert (found.problems, found.is_complete) == ((), True)
    assert (told.source_id, told.id, told.title, told.type) == (
        "indico:137346",
        "137346",
        "Conference on Return",
        "conference",
    )
    assert told.description == "Welcome\nTwo days."
    assert (told.location, told.room, told.room_fullname) == ("Palais des Nations", "XX", "XX - Human Rights Room")
    assert told.address == "Avenue de la Paix 14\n1211 Genève"
    assert (told.category, told.category_id, told.language) == ("Conferences", "12", "en_GB")
    assert (told.label, told.organizer, told.keywords) == ("Postponed", "UNHCR", ("return",))
    assert told.creator is not None
    assert (told.creator.full_name, told.creator.source_id) == ("Nour Aziz", "")
    assert told.chairs == (
        indico.Person(
            "Samir Khoury",
            "Samir",
            "Khoury",
            affiliation="Ministry of Education of Jordan",
            email="samir@example.org",
            source_id="indico:137346:p10",
        ),
    )


def test_a_contribution_is_known_by_its_own_number_and_holds_its_people_papers_and_parts() -> None:
    (told,) = read().event.contributions

    assert (told.source_id, told.friendly_id, told.code) == ("indico:137346:c12", "2", "A-1")
    assert (told.duration, told.type, told.session, told.track) == (30, "Keynote", "", "Education")
    assert told.description == "What was rebuilt.\n12 schools\n3 bridges & a road"
    assert [each.full_name for each in told.speakers] == ["Amal Haddad"]
    assert ([each.full_name for each in told.coauthors], told.primaryauthors) == (["Omar Nasser"], ())
    assert told.keywords == ("schools", "Aleppo")
    assert told.references == (indico.Reference("DOI", "10.1/x", "https://doi.org/10.1/x", "doi:10.1/x"),)
    assert [(each.title, each.url.rsplit("/", 1)[-1]) for each in told.material] == [
        ("Slides", "slides.pdf"),
        ("Film", "film.example"),
    ]
    assert told.note == "Agreed."
    (part,) = told.sub_contributions
    assert (part.source_id, part.title, part.duration) == ("indico:137346:c12sc501", "The north", 10)


def test_a_block_is_read_with_its_session_and_its_contributions() -> None:
    (told,) = read().event.sessions

    assert (told.source_id, told.title, told.slot_title) == ("indico:137346:s3", "Returns: morning", "morning")
    assert told.session is not None
    assert (told.session.source_id, told.session.title, told.session.type) == (
        "indico:137346:session40",
        "Returns",
        "Plenary",
    )
    assert told.session.description == "Who *comes* home\n\nand to what"
    assert [each.source_id for each in told.contributions] == ["indico:137346:c11"]
    assert told.start_date is not None
    assert told.start_date.isoformat() == "2026-03-02T09:00:00+01:00"


def test_what_is_secret_or_tells_who_may_see_what_is_kept_nowhere() -> None:
    said = everything(read())

    for secret in (SECRET, HASH, "somebody@example.org", "desk@example.org", "+41 22"):
        assert secret not in said


def test_the_address_of_a_convener_is_read_also_where_former_versions_write_it_as_a_list() -> None:
    old, new = convener(), convener(email="lina.sayegh@example.org")

    (told,) = read(sessions=[block(conveners=[old, new])]).event.sessions

    assert [(each.email, each.title) for each in told.conveners] == [("lina.sayegh@example.org", "Dr")] * 2


def test_times_that_were_asked_for_in_another_zone_are_given_in_the_events_own() -> None:
    asked: dict[str, Any] = {
        "startDate": at("2026-03-01", "23:30:00", "America/New_York"),
        "endDate": at("2026-03-02", "13:00:00", "Asia/Tokyo"),
    }

    found = read(timezone="Asia/Amman", sessions=[], contributions=[contribution(**asked, subContributions=[])])

    (told,) = found.event.contributions
    assert told.start_date is not None
    assert told.end_date is not None
    assert (told.start_date.isoformat(), told.end_date.isoformat()) == (
        "2026-03-02T07:30:00+03:00",
        "2026-03-02T07:00:00+03:00",
    )
    assert told.start_date.astimezone(UTC) == datetime(2026, 3, 2, 4, 30, tzinfo=UTC)
    assert problems(found) == [("results[0].contributions[0].endDate", "order")]


@pytest.mark.parametrize(
    ("moment", "code", "offset"),
    [
        (at("2026-10-25", "02:30:00"), "ambiguous time", 2),
        (at("2026-03-29", "02:30:00"), "impossible time", 1),
        (at("2026-03-28", "02:30:00"), "", 1),
    ],
)
def test_an_hour_that_came_twice_or_never_is_told(moment: dict[str, str], code: str, offset: int) -> None:
    found = read(startDate=moment, endDate=None)

    assert problems(found) == ([("results[0].startDate", code)] if code else [])
    assert found.event.start_date is not None
    assert found.event.start_date.utcoffset() == timedelta(hours=offset)


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        (at("2026-02-30"), "date"),
        (at("2026-03-02", "24:10:00"), "date"),
        (at("2026-W01-1"), "date"),
        (at("0001-01-01", "00:00:00", "Asia/Tokyo"), "date"),
        (at("9999-12-31", "23:59:59"), "date"),
        (at("٢٠٢٦-٠٣-٠٢"), "date"),
        (at("2026-03-02", tz="Mars/Olympus"), "zone"),
        (at("2026-03-02", tz="../../../etc/passwd"), "zone"),
        (at("2026-03-02", tz="Europe"), "zone"),
        ({"date": {"a": {}}, "time": [], "tz": 5}, "date"),
        ([2026, 3, 2], "shape"),
        ("2026-03-02T09:00:00", "zone"),
        ("tomorrow", "date"),
        ("2026-03-02T09:00:00+01:00" + " " * 50, "date"),
    ],
)
def test_a_time_that_cannot_be_read_is_told_and_nothing_else_is_lost(moment: Any, code: str) -> None:
    found = read(startDate=moment)

    assert (found.event.start_date, problems(found)) == (None, [("results[0].startDate", code)])
    assert (len(found.event.sessions), len(found.event.contributions)) == (1, 1)


def test_an_event_whose_zone_is_unknown_keeps_the_zone_of_its_fields() -> None:
    found = read(timezone="Nowhere/Land")

    assert problems(found) == [("results[0].timezone", "zone")]
    assert found.event.timezone == ""
    assert found.event.start_date is not None
    assert str(found.event.start_date.tzinfo) == "Europe/Zurich"


def test_a_contribution_that_stands_in_a_block_and_beside_it_is_given_once_in_the_block() -> None:
    inside, same = contribution(11), contribution(11)

    found = read(sessions=[block(contributions=[inside])], contributions=[same, contribution(12)])

    assert [each.source_id for each in found.event.sessions[0].contributions] == ["indico:137346:c11"]
    assert [each.source_id for each in found.event.contributions] == ["indico:137346:c12"]
    assert problems(found) == [("results[0].contributions[0]", "twice")]


def test_where_one_contribution_is_said_in_two_ways_that_is_told() -> None:
    found = read(contributions=[contribution(11, title="Other")])

    assert problems(found) == [("results[0].contributions[0]", "differs")]
    assert found.problems[0].said == "Other"


def test_a_block_that_comes_again_is_one_with_the_contributions_of_both() -> None:
    again = block(contributions=[contribution(11), contribution(13)])

    found = read(sessions=[block(), again])

    (told,) = found.event.sessions
    assert [each.source_id for each in told.contributions] == ["indico:137346:c11", "indico:137346:c13"]
    assert problems(found) == [
        ("results[0].sessions[1]", "twice"),
        ("results[0].sessions[1].contributions[0]", "twice"),
    ]


def test_a_second_reading_of_a_changed_file_names_the_same_things_alike() -> None:
    first = read().event
    second = read(
        title="New", contributions=[contribution(title="New", startDate=at("2026-03-03"), endDate=None)]
    ).event

    assert first.contributions[0].source_id == second.contributions[0].source_id
    assert first.sessions[0].source_id == second.sessions[0].source_id
    assert (
        first.contributions[0].sub_contributions[0].source_id == second.contributions[0].sub_contributions[0].source_id
    )


def test_without_an_own_number_a_contribution_is_known_by_the_one_that_people_see() -> None:
    old = {key: value for key, value in contribution().items() if key not in {"db_id", "friendly_id"}}
    bare = {key: value for key, value in old.items() if key != "id"}

    found = read(contributions=[old, bare, {**bare, "title": "Third"}], sessions=[])

    assert [each.source_id for each in found.event.contributions] == ["indico:137346:c2", "", ""]
    assert problems(found) == [(f"results[0].contributions[{number}].id", "missing") for number in (1, 2)]


def test_of_an_event_without_a_number_nothing_has_a_name_and_that_is_told_once() -> None:
    found = read(id=None)

    assert problems(found) == [("results[0].id", "missing")]
    assert (found.event.source_id, found.event.contributions[0].source_id) == ("", "")
    assert (found.event.sessions[0].source_id, found.event.chairs[0].source_id) == ("", "")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//evil.example/x", "ftp://a/b", "\\\\share\\x"]
)
def test_an_address_of_another_kind_is_told_and_its_title_is_kept(address: str) -> None:
    found = read(folders=[folder(attachments=[{"title": "Trap", "download_url": address}])])

    assert found.event.material == (indico.Material("Trap", ""),)
    assert problems(found) == [("results[0].folders[0].attachments[0].download_url", "url")]


def test_an_address_that_is_too_long_is_not_cut_into_another() -> None:
    found = read(url="https://example.org/" + "a" * indico.LONGEST_LINE)

    assert (found.event.url, problems(found)) == ("", [("results[0].url", "too long")])


def test_an_address_of_mail_that_is_none_and_a_person_without_a_name_are_told() -> None:
    nobody = {"first_name": "", "last_name": None, "fullName": " ", "emailHash": HASH}

    found = read(chairs=[person(email="amal at example.org"), nobody])

    assert [(each.full_name, each.email) for each in found.event.chairs] == [("Amal Haddad", "")]
    assert problems(found) == [("results[0].chairs[0].email", "email"), ("results[0].chairs[1].fullName", "missing")]


def test_values_of_another_kind_are_told_field_by_field() -> None:
    wrong = contribution(
        title=["a"], duration="long", speakers="Amal", keywords={"a": 1}, references=[5], note=[1], description={"a": 1}
    )

    found = read(contributions=[wrong], sessions=[block(session="Returns", conveners=None)], label="Moved")

    where = "results[0].contributions[0]"
    fields = ("title", "title", "duration", "description", "speakers", "keywords", "references[0]", "note")
    told = {("results[0].sessions[0].session", "shape"), (f"{where}.title", "missing")}
    assert set(problems(found)) == told | {(f"{where}.{name}", "shape") for name in fields}
    assert (found.event.label, found.event.contributions[0].code) == ("Moved", "A-1")


def test_numbers_that_are_none_are_told() -> None:
    for wrong in (float("nan"), float("inf"), -5, True, 10**5000, 2**60):
        found = read(contributions=[contribution(duration=wrong)])
        assert problems(found) == [("results[0].contributions[0].duration", "shape")]
    assert read(contributions=[contribution(duration=7.5)]).event.contributions[0].duration == 7


def test_letters_that_nobody_typed_are_taken_out_and_every_script_is_kept() -> None:
    found = read(title="A\u202em\x00a\ud800l \t x", chairs=[person("أمل", "حدّاد", fullName="أمل حدّاد")])

    assert found.event.title == "Amal x"
    assert found.event.chairs[0].full_name == "أمل حدّاد"


def test_an_answer_that_the_server_cut_off_is_not_complete() -> None:
    assert indico.event_of(exported(event(), complete=False)).is_complete is False
    without = {key: value for key, value in exported(event()).items() if key != "complete"}
    assert indico.event_of(without).is_complete is True


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "not indico"),
        ([], "not indico"),
        ("text", "not indico"),
        ({}, "not indico"),
        (exported(results={}), "not indico"),
        (exported(7), "not indico"),
        (exported({"a": 1}), "not indico"),
        (exported(), "no event"),
        (exported(event(), event()), "several events"),
        ({"message": "Access denied", "_type": "HTTPAPIError"}, "error answer"),
        ({"error": "invalid_token"}, "error answer"),
    ],
)
def test_what_is_no_event_is_refused_with_its_reason(data: object, code: str) -> None:
    assert refusal(data) == code


def test_an_event_beyond_the_bounds_is_refused_before_it_is_read() -> None:
    many: list[Any] = [{}] * (indico.MOST_CONTRIBUTIONS + 1)

    assert refusal(exported(event(contributions=many))) == "too many contributions"
    assert refusal(exported(event(sessions=many))) == "too many sessions"
    assert refusal(exported(event(contributions=[contribution(subContributions=many)]))) == "too many contributions"
    assert refusal(exported(event(sessions=[block(contributions=many[1:])]))) == "too many contributions"


def test_lists_and_texts_beyond_the_bounds_are_cut_and_told() -> None:
    crowd = [person(str(number)) for number in range(indico.MOST_LISTED + 5)]
    long = "<p>" + "x" * indico.LONGEST_TEXT + "</p>"

    found = read(chairs=crowd, description=long, title="T" * 3000, sessions=[session()], keywords=["a"] * 501)

    assert len(found.event.chairs) == indico.MOST_LISTED
    assert len(found.event.description) == indico.LONGEST_TEXT - 3
    assert found.event.title == "T" * indico.LONGEST_LINE
    told = dict(problems(found))
    assert (told["results[0].chairs"], told["results[0].description"], told["results[0].title"]) == (
        "too many",
        "too long",
        "too long",
    )
    assert told["results[0].keywords"] == "too many"


def test_of_endless_problems_the_first_are_told_and_that_there_are_more() -> None:
    found = read(contributions=[sub_contribution(db_id=number, title="") for number in range(12_000)], sessions=[])

    assert len(found.problems) == indico.MOST_PROBLEMS
    assert (found.problems[0].code, found.problems[-1].code) == ("missing", "more")
    assert len(found.event.contributions) == 12_000
