"""A table of registrations is read by the names of its columns in three languages, or by the order of six."""

from datetime import UTC, datetime

import pytest

from secretariat.engines import indico

ENGLISH = ["ID", "Name", "First Name", "Last Name", "Email Address", "Affiliation", "Meal"]
ENGLISH += ["Registration date", "Registration state", "Checked in", "Check-in date", "Tags", "Price"]
AMAL = ["45", "Amal Haddad", "Amal", "Haddad", "Amal@Example.org", "UNHCR", "Vegetarian; Halal"]
AMAL += ["2026-01-15 10:00:00.123456+00:00", "Completed", "Yes", "2026-03-02 07:45:00+00:00", "Press; VIP", "0 CHF"]


def problems(found: indico.RegistrationsRead) -> list[tuple[str, str]]:
    return [(each.where, each.code) for each in found.problems]


def refusal(rows: list[list[str]]) -> str:
    with pytest.raises(indico.Unreadable) as refused:
        indico.registrations_csv(rows)
    return refused.value.code


def test_the_list_on_the_screen_is_read_by_the_names_of_its_columns() -> None:
    found = indico.registrations_csv([ENGLISH, AMAL], event_id="137346")

    (one,) = found.registrations
    assert found.problems == ()
    assert (one.source_id, one.friendly_id, one.full_name) == ("indico:137346:reg#45", "45", "Amal Haddad")
    assert (one.first_name, one.last_name, one.email, one.affiliation) == (
        "Amal",
        "Haddad",
        "amal@example.org",
        "UNHCR",
    )
    assert (one.state, one.checked_in, one.tags) == ("complete", True, ("Press", "VIP"))
    assert one.registration_date == datetime(2026, 1, 15, 10, 0, 0, 123456, tzinfo=UTC)
    assert one.checked_in_dt == datetime(2026, 3, 2, 7, 45, tzinfo=UTC)
    assert [title for title, _said in one.fields] == [*ENGLISH[2:7], "Price"]
    assert dict(one.fields)["Meal"] == "Vegetarian; Halal"


def test_the_number_that_people_see_is_never_taken_for_the_one_of_the_interface() -> None:
    seen = indico.registrations_csv([ENGLISH, AMAL], event_id="1").registrations[0]
    own = indico.registrations_of(
        [{"id": 45, "event_id": 1, "full_name": "Somebody Else", "state": "pending"}]
    ).registrations[0]

    assert seen.source_id != own.source_id
    assert indico.registrations_csv([ENGLISH, AMAL]).registrations[0].source_id == ""


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            ["Identifiant", "Nom", "Prénom", "Nom", "Adresse électronique", "Statut de l’inscription", "Enregistré"],
            ["7", "Amal Haddad", "Amal", "Haddad", "a@example.org", "En attente du paiement", "Oui"],
        ),
        (
            ["ID", "Name", "Prénom *", "NOM", "Adresse électronique", "Registration state", "Checked in"],
            ["7", "Amal Haddad", "Amal", "Haddad", "a@example.org", "En attente du paiement", "TRUE"],
        ),
        (
            [
                "ID",
                "Nombre",
                "Nombre",
                "Apellidos",
                "Dirección de correo",
                "Estado de la inscripción",
                "Confirmación del registro",
            ],
            ["#7", "Amal Haddad", "Amal", "Haddad", "a@example.org", "En espera de pago", "Sí"],
        ),
        (
            ["ID", "Prénom", "Nom", "Adresse électronique", "État", "Enregistré"],
            ["7", "Amal", "Haddad", "a@example.org", "En attente du paiement", "oui"],
        ),
        (
            ["ID", "Nombre", "Apellidos", "Correo", "Estado", "Checked in"],
            ["7", "Amal", "Haddad", "a@example.org", "En espera de pago", "1"],
        ),
    ],
)
def test_french_and_spanish_columns_are_known_and_one_word_for_two_names_is_told_apart(
    header: list[str], row: list[str]
) -> None:
    found = indico.registrations_csv([header, row])

    (one,) = found.registrations
    assert found.problems == ()
    assert (one.friendly_id, one.full_name, one.first_name, one.last_name) == ("7", "Amal Haddad", "Amal", "Haddad")
    assert (one.email, one.state, one.checked_in) == ("a@example.org", "unpaid", True)


def test_a_list_with_few_visible_columns_is_read_and_the_missing_address_told() -> None:
    found = indico.registrations_csv([["ID", "Name"], ["1", "Amal Haddad"]])

    assert [each.full_name for each in found.registrations] == ["Amal Haddad"]
    assert problems(found) == [('rows[1]["Email Address"]', "missing")]


def test_the_file_without_a_header_has_six_columns_in_their_order() -> None:
    rows = [
        ["Amal", "Haddad", "UNHCR", "Head", "+962 6", "Amal@example.org"],
        ["Omar", "Nasser", "", "", "", "omar@example.org"],
        ["", "", "", ""],
        ["Lina", "Sayegh", "WFP"],
    ]

    found = indico.registrations_csv(rows, event_id="1")

    amal, omar, lina = found.registrations
    assert (amal.full_name, amal.affiliation, amal.position, amal.phone) == ("Amal Haddad", "UNHCR", "Head", "+962 6")
    assert (omar.first_name, omar.last_name, omar.email) == ("Omar", "Nasser", "omar@example.org")
    assert (lina.full_name, lina.email, lina.source_id, lina.state) == ("Lina Sayegh", "", "", "")
    assert found.problems == ()


def test_the_same_six_columns_are_read_where_somebody_gave_them_a_header() -> None:
    header = ["first_name", "last_name", "affiliation", "position", "phone", "email"]

    (one,) = indico.registrations_csv([header, ["Amal", "Haddad", "UNHCR", "Head", "+962 6", "a@b.org"]]).registrations

    assert (one.full_name, one.affiliation, one.position, one.email) == ("Amal Haddad", "UNHCR", "Head", "a@b.org")


def test_the_days_of_a_workbook_are_kept_as_text_and_their_column_is_told_once() -> None:
    days = ["15 janv. 2026, 10:00:00", "16 janv. 2026, 10:00:00"]
    rows = [["ID", "Name", "Email", "Registration date"], *(["1", "A B", "a@b.org", day] for day in days)]

    found = indico.registrations_csv(rows)

    assert problems(found) == [('rows[2]["Registration date"]', "date")]
    assert [each.registration_date for each in found.registrations] == [None, None]
    assert [dict(each.fields)["Registration date"] for each in found.registrations] == days


def test_cells_that_are_wrong_are_told_by_row_and_column() -> None:
    rows = [
        [],
        ["ID", "Name", "Email Address", "State", "Checked in", "Name"],
        ["1", "Amal Haddad", "amal", "Lost", "perhaps", "Second"],
        ["2", "", "b@example.org", "", "", "", "beyond"],
    ]

    found = indico.registrations_csv(rows)

    assert problems(found) == [
        ('rows[3]["Email Address"]', "email"),
        ("rows[3].State", "state"),
        ('rows[3]["Checked in"]', "shape"),
        ("rows[4]", "too many"),
        ("rows[4]", "missing"),
    ]
    assert found.registrations[0].fields == (("Email Address", "amal"), ("Name", "Second"))


def test_a_number_that_stands_twice_is_given_once_and_told() -> None:
    rows = [["ID", "Name", "Email"], ["1", "A B", "a@b.org"], ["1", "A B", "a@b.org"], ["1", "C D", "c@d.org"]]

    found = indico.registrations_csv(rows, event_id="1")

    assert [each.full_name for each in found.registrations] == ["A B"]
    assert problems(found) == [("rows[3]", "twice"), ("rows[4]", "differs")]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "no header"),
        ([[], ["", " "]], "no header"),
        ([["Room", "Seats"], ["XX", "700"]], "no header"),
        ([["Amal", "Haddad", "UNHCR", "Head", "a@example.org"]], "no header"),
        ([["Name"]] * (indico.MOST_REGISTRATIONS + 2), "too many registrations"),
        ([["A", "B", "", "", "", "a@b.org"]] * (indico.MOST_REGISTRATIONS + 1), "too many registrations"),
    ],
    ids=range(6),
)
def test_a_table_that_names_no_people_is_refused_with_its_reason(rows: list[list[str]], code: str) -> None:
    assert refusal(rows) == code


def test_more_columns_than_are_read_are_told_once() -> None:
    width = indico.MOST_FIELDS + 50
    rows = [
        ["Name", "Email", *map(str, range(width))],
        *([f"P{number}", "p@b.org", *"x" * width] for number in range(3)),
    ]

    found = indico.registrations_csv(rows)

    assert problems(found) == [("rows[1]", "too many")]
    assert {len(each.fields) for each in found.registrations} == {indico.MOST_FIELDS - 1}
