"""Registrations are read with their answers as people see them, and without the secrets of their tickets."""

from datetime import UTC, datetime
from typing import Any

import pytest

from secretariat.engines import indico
from tests.engines.indico.made import EVENT, SECRET, detailed, everything, question, registration

CHOICES = [
    {"id": "a1", "caption": "Vegetarian", "price": 0},
    {"id": "b2", "caption": "Halal &amp; kosher"},
    {"id": "c3", "caption": "Hotel A"},
]


def problems(found: indico.RegistrationsRead) -> list[tuple[str, str]]:
    return [(each.where, each.code) for each in found.problems]


def answers(*questions: Any) -> list[tuple[str, str]]:
    found = indico.registrations_of(detailed(*questions))
    assert found.problems == ()
    return list(found.registrations[0].fields)


def refusal(data: object) -> str:
    with pytest.raises(indico.Unreadable) as refused:
        indico.registrations_of(data)
    return refused.value.code


def test_a_list_of_registrations_is_read_with_who_came_and_when() -> None:
    found = indico.registrations_of(
        [registration(), registration(46, checked_in=False, checked_in_dt=None, state="unpaid")]
    )

    first, second = found.registrations
    assert found.problems == ()
    assert (first.source_id, first.full_name, first.email) == (
        f"indico:{EVENT}:reg45",
        "Amal Haddad",
        "amal.haddad@example.org",
    )
    assert (first.state, first.checked_in, first.occupied_slots, first.tags) == ("complete", True, 2, ("VIP", "Press"))
    assert first.checked_in_dt == datetime(2026, 3, 2, 7, 45, 10, 123456, tzinfo=UTC)
    assert first.registration_date == datetime(2026, 1, 15, 10, tzinfo=UTC)
    assert (first.regform_id, first.fields) == ("5", ())
    assert (second.source_id, second.state, second.checked_in, second.checked_in_dt) == (
        f"indico:{EVENT}:reg46",
        "unpaid",
        False,
        None,
    )


def test_the_secret_of_a_ticket_is_kept_nowhere() -> None:
    said = everything(indico.registrations_of([registration(state=5), detailed(number=46)]))

    assert SECRET not in said
    assert "picture" not in said


def test_answers_are_told_in_the_order_of_the_form() -> None:
    assert answers(
        question("First Name", "Amal"),
        question("Arrives", "2026-03-01T00:00:00", "date"),
        question("Children", 0, "number"),
        question("Dinner", value_of_true := True, "bool"),
        question("Tour", not value_of_true, "checkbox"),
        question("Nothing", None),
        question("Letter", "Dear all,\r\nI come.\n", "textarea"),
        question("Parted", "one\u2028two\vthree"),
        question("Country", "JO", "country"),
        question("Photo", "amal.jpg", "file"),
    ) == [
        ("First Name", "Amal"),
        ("Arrives", "2026-03-01T00:00:00"),
        ("Children", "0"),
        ("Dinner", "Yes"),
        ("Tour", "No"),
        ("Nothing", ""),
        ("Letter", "Dear all,\nI come."),
        ("Parted", "one two three"),
        ("Country", "JO"),
        ("Photo", "amal.jpg"),
    ]


def test_what_was_chosen_is_told_by_its_caption_in_the_order_of_the_choices() -> None:
    nights = {"choice": "c3", "isNoAccommodation": False, "arrivalDate": "2026-03-01", "departureDate": "2026-03-04"}
    persons = [{"id": "x", "firstName": "Lina", "lastName": "Sayegh"}, {"id": "y", "firstName": "Omar", "lastName": ""}]

    assert answers(
        question("Meal", {"a1": 1}, "single_choice", choices=CHOICES),
        question("Meals", {"b2": 3, "a1": 1, "c3": 0}, "multi_choice", choices=CHOICES),
        question("None", {}, "single_choice", choices=CHOICES),
        question("Hotel", nights, "accommodation", choices=CHOICES),
        question("No hotel", {"choice": "c3", "isNoAccommodation": True}, "accommodation", choices=CHOICES),
        question("With me", persons, "accompanying_persons"),
        question("How many", 2, "accompanying_persons"),
        question("Sessions", [3, 4], "sessions"),
        question("Affiliation", {"id": 9, "text": "UNHCR"}, "affiliation"),
    ) == [
        ("Meal", "Vegetarian"),
        ("Meals", "Vegetarian; Halal &amp; kosher (+2)"),
        ("None", ""),
        ("Hotel", "Hotel A (2026-03-01 – 2026-03-04)"),
        ("No hotel", "Hotel A"),
        ("With me", "Lina Sayegh; Omar"),
        ("How many", "2"),
        ("Sessions", "3; 4"),
        ("Affiliation", "UNHCR"),
    ]


@pytest.mark.parametrize(
    "titles",
    [
        ("First Name", "Last Name", "Affiliation", "Position", "Phone Number", "Country"),
        ("Prénom", "Nom", "Affiliation", "Poste", "Numéro de téléphone", "Pays"),
        ("Nombre", "Apellidos", "Afiliación", "Posición", "Teléfono", "País"),
    ],
)
def test_what_every_form_asks_stands_in_fields_of_its_own(titles: tuple[str, ...]) -> None:
    said = ("Amal", "Haddad", "UNHCR", "Head", "+962 6", "JO")

    (one,) = indico.registrations_of(detailed(*map(question, titles, said))).registrations

    assert (one.first_name, one.last_name, one.affiliation, one.position, one.phone, one.country) == said
    assert one.fields == tuple(zip(titles, said, strict=True))


def test_the_address_is_the_servers_own_and_the_forms_only_where_there_is_none() -> None:
    asked = question("Email Address", "other@example.org", "email")

    (one,) = indico.registrations_of(detailed(asked)).registrations
    (other,) = indico.registrations_of(detailed(asked, email=None)).registrations

    assert (one.email, other.email) == ("amal.haddad@example.org", "other@example.org")


def test_a_registration_that_stands_twice_is_given_once_and_told() -> None:
    found = indico.registrations_of([registration(), registration(), registration(full_name="Other")])

    assert len(found.registrations) == 1
    assert problems(found) == [("[1]", "twice"), ("[2]", "differs")]


def test_a_registration_without_its_event_is_named_by_the_one_that_is_known() -> None:
    bare = {key: value for key, value in registration().items() if key != "event_id"}

    assert indico.registrations_of([bare], event_id="9").registrations[0].source_id == "indico:9:reg45"
    unknown = indico.registrations_of([bare])
    assert (unknown.registrations[0].source_id, problems(unknown)) == ("", [("[0].event_id", "missing")])
    assert indico.registrations_of([registration()], event_id="9").registrations[0].source_id == f"indico:{EVENT}:reg45"


def test_fields_that_are_wrong_are_told_and_nothing_else_is_lost() -> None:
    wrong = registration(
        state="lost", email="amal", checked_in="yes", checked_in_dt="2026-03-02T07:45:10", tags="VIP", occupied_slots=-1
    )

    found = indico.registrations_of([5, wrong, registration(46, id=None, full_name="", state=None, tags=["A", "A"])])

    first, second = found.registrations
    assert problems(found) == [
        ("[0]", "shape"),
        ("[1].email", "email"),
        ("[1].state", "state"),
        ("[1].checked_in", "shape"),
        ("[1].checked_in_dt", "zone"),
        ("[1].occupied_slots", "shape"),
        ("[1].tags", "shape"),
        ("[2].id", "missing"),
        ("[2].state", "missing"),
        ("[2].full_name", "missing"),
    ]
    assert (first.full_name, first.email, first.state, first.checked_in, first.occupied_slots) == (
        "Amal Haddad",
        "",
        "",
        False,
        1,
    )
    assert (second.source_id, second.tags) == ("", ("A",))


def test_answers_of_another_shape_are_told_and_shown_as_far_as_they_go() -> None:
    found = indico.registrations_of(
        detailed(
            question("Meal", {"zz": 1, "a1": True}, "single_choice", choices=[*CHOICES, 5, {"caption": "x"}]),
            question("Deep", [[1], {"firstName": {}}, True]),
            question(["title"], {1, 2}),
            question("Big", 10**5000),
        )
    )

    where = "registration_data[0].fields"
    assert set(problems(found)) == {
        (f"{where}[0].choices[3]", "shape"),
        (f"{where}[0].data.zz", "missing"),
        (f"{where}[1].data[0]", "shape"),
        (f"{where}[1].data[1]", "shape"),
        (f"{where}[1].data[2]", "shape"),
        (f"{where}[2].title", "shape"),
        (f"{where}[2].data", "shape"),
        (f"{where}[3].data", "shape"),
    }
    assert found.registrations[0].fields == (("Meal", "Vegetarian; zz"), ("Deep", ""), ("", ""), ("Big", ""))


def test_more_questions_answers_and_letters_than_are_read_are_cut_and_told() -> None:
    many = [question(f"Q{number}", "a") for number in range(indico.MOST_FIELDS + 5)]
    long = question("Long", "x\n" * indico.LONGEST_TEXT)
    wide = question("Wide", {str(number): 1 for number in range(600)}, choices=[{"id": "0", "caption": "A"}])

    cut = indico.registrations_of(detailed(*many))
    told = indico.registrations_of(detailed(long, wide, question("List", list(range(600)))))

    assert len(cut.registrations[0].fields) == indico.MOST_FIELDS
    assert problems(cut) == [(f"registration_data[0].fields[{indico.MOST_FIELDS}]", "too many")]
    where = "registration_data[0].fields"
    assert {
        (f"{where}[0].data", "too long"),
        (f"{where}[1].data", "too many"),
        (f"{where}[2].data", "too many"),
    } <= set(problems(told))
    said = dict(told.registrations[0].fields)
    assert len(said["Long"]) == indico.LONGEST_TEXT
    assert len(said["List"].split("; ")) == indico.MOST_LISTED


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "not indico"),
        ({}, "not indico"),
        ("x", "not indico"),
        ({"results": []}, "not indico"),
        ({"error": "insufficient_scope"}, "error answer"),
        ([{}] * (indico.MOST_REGISTRATIONS + 1), "too many registrations"),
    ],
    ids=range(6),
)
def test_what_is_no_list_of_registrations_is_refused_with_its_reason(data: object, code: str) -> None:
    assert refusal(data) == code


def test_an_empty_list_is_nobody() -> None:
    assert indico.registrations_of([]) == indico.RegistrationsRead()
