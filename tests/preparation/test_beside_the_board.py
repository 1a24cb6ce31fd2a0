"""A party under pressure shows on the participation board, to those who may see the challenge and to nobody else."""

import csv
import io
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.delegations.queries import BESIDE_BOARD
from secretariat.preparation.actions import Parts, assess_challenge, raise_challenge, revise_challenge
from secretariat.preparation.models import Challenge
from secretariat.preparation.queries import pressure_on_parties
from tests import make, make_preparation

pytestmark = pytest.mark.django_db
BOARD = "/en/damascus-2020/office/participation/"
NOTE = "Under pressure"


def _board(user: User) -> str:
    return make.client(user).get(BOARD).content.decode()


def _cells(user: User, query: str = "") -> list[list[str]]:
    content = make.client(user).get(f"{BOARD}?format=csv&col=standing{query}").content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content)))


def _raised(conference: Conference, sensitivity: str, secretary: User, **details: Any) -> Challenge:
    said = {"kind": "pressure", "text": "Do not go", "sensitivity": sensitivity, **details}
    return raise_challenge(secretary, conference, details=said, parts=Parts(done_to=(make.party("LB"),)))


def test_the_desk_says_it_once_beside_the_board() -> None:
    assert BESIDE_BOARD.count(pressure_on_parties) == 1


def test_only_the_party_to_whom_it_is_done_carries_the_note_and_it_leads_to_the_challenge() -> None:
    conference = make.conference()
    lebanon, jordan = (make.invitation(conference, make.party(code)) for code in ("LB", "JO"))
    secretary = make.user(Role.SECRETARY, conference)
    challenge = _raised(conference, "secretariat", secretary)

    lines = {line.pk: line.html for line in make.client(secretary).get(BOARD).context["lines"]}

    assert NOTE in lines[lebanon.pk]
    assert f"/office/challenges/{challenge.pk}/" in lines[lebanon.pk]
    assert NOTE not in lines[jordan.pk]
    assert NOTE in make.client(secretary).get(f"{BOARD}{lebanon.pk}/").content.decode()


@pytest.mark.parametrize("kind", ["security", "boycott", "collective decision not to attend"])
def test_a_challenge_of_another_kind_says_nothing_of_a_party(kind: str) -> None:
    conference = make.conference()
    make.invitation(conference, make.party("LB"))
    secretary = make.user(Role.SECRETARY, conference)
    _raised(conference, "public", secretary, kind=kind)

    assert "Under pressure" not in _board(secretary)


@pytest.mark.parametrize(
    ("sensitivity", "seen_by"),
    [
        ("restricted", {Role.SECRETARY}),
        ("secretariat", {Role.SECRETARY, Role.DESK_OFFICER, Role.RAPPORTEUR, Role.READER}),
        ("delegations", set(Role) - {Role.FOCAL_POINT}),
    ],
)
def test_the_kept_board_shows_the_note_to_those_who_may_see_it_whoever_looked_before(
    sensitivity: str, seen_by: set[Role]
) -> None:
    conference = make.conference()
    make.invitation(conference, make.party("LB"))
    users = {role: make.user(role, conference) for role in Role if role != Role.FOCAL_POINT}
    _raised(conference, sensitivity, users[Role.SECRETARY])

    for _round in range(2):
        assert {role for role, user in users.items() if NOTE in _board(user)} == seen_by
    assert {role for role, user in users.items() if NOTE in str(_cells(user))} == seen_by
    assert {role for role, user in users.items() if _cells(user, "&q=pressure")[1:]} == seen_by


def test_a_focal_point_learns_of_no_pressure_on_their_own_party() -> None:
    conference = make.conference()
    invitation = make.invitation(conference, make.party("LB"))
    _raised(conference, "delegations", make.user(Role.SECRETARY, conference))
    focal_point = make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))

    assert pressure_on_parties(conference, focal_point) == {}
    for address in (BOARD, f"{BOARD}{invitation.pk}/"):
        assert make.client(focal_point).get(address).status_code == 404
    public = make.client().get("/en/damascus-2020/participants/").content.decode()
    assert "Under pressure" not in public


def test_the_note_comes_with_the_challenge_changes_with_it_and_goes_when_it_is_closed() -> None:
    conference = make.conference()
    make.invitation(conference, make.party("LB"))
    secretary = make.user(Role.SECRETARY, conference)
    seen = []

    challenge = _raised(conference, "public", secretary)
    seen.append(NOTE in _board(secretary))
    revise_challenge(secretary, challenge, details={}, parts=Parts(done_to=(make.party("JO"),)))
    seen.append(NOTE in _board(secretary))
    revise_challenge(secretary, challenge, details={}, parts=Parts(done_to=(make.party("LB"),)))
    seen.append(NOTE in _board(secretary))
    assess_challenge(secretary, challenge, details={"made_date": make.TODAY, "state": "closed"})
    seen.append(NOTE in _board(secretary))

    assert seen == [True, False, True, False]


def test_an_assessment_that_one_may_not_see_closes_nothing_for_them() -> None:
    conference = make.conference()
    challenge = make_preparation.challenge(conference, done_to=(make.party("LB"),))
    make_preparation.assessment(challenge, state="closed", sensitivity="restricted")

    assert make.party("LB").pk in pressure_on_parties(conference, make.user(Role.READER, conference))
    assert pressure_on_parties(conference, make.user(Role.SECRETARY, conference)) == {}


def test_a_challenge_of_another_conference_says_nothing_here() -> None:
    conference, other = make.conference(), make.conference("geneva-2021")
    make_preparation.challenge(other, done_to=(make.party("LB"),))

    assert pressure_on_parties(conference, make.user(Role.SECRETARY, conference)) == {}


def test_the_spreadsheet_has_the_column_only_where_there_is_something_to_note() -> None:
    conference = make.conference()
    make.invitation(conference, make.party("LB"))
    secretary = make.user(Role.SECRETARY, conference)

    without = _cells(secretary)
    _raised(conference, "public", secretary)

    assert without[0] == ["Code", "Party", "Standing"]
    assert _cells(secretary) == [["Code", "Party", "Standing", "To note"], ["LB", "Lebanon", "Invited", NOTE]]


def test_thirty_challenges_cost_no_more_questions_than_one(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    conference = make.conference()
    reader = make.user(Role.READER, conference)
    for place in range(30):
        challenge = make_preparation.challenge(conference, str(place), done_to=(make.party("LB"), make.party("JO")))
        make_preparation.assessment(challenge)
    assert reader.seats

    with django_assert_num_queries(1):
        found = pressure_on_parties(conference, reader)

    assert [[note.words for note in notes] for notes in found.values()] == [["Under pressure (30)"]] * 2


def test_several_claims_of_a_kind_are_one_note_that_leads_to_them_all() -> None:
    conference = make.conference()
    lebanon, secretary = make.party("LB"), make.user(Role.SECRETARY, conference)
    wanted = [make_preparation.challenge(conference, f"Claim {place}", done_to=(lebanon,)) for place in range(2)]
    make_preparation.challenge(conference, "On another", done_to=(make.party("JO"),), done_by=(lebanon,))
    make_preparation.challenge(conference, "A call", kind="call not to attend", done_to=(lebanon,))

    pressure, call = pressure_on_parties(conference, secretary)[lebanon.pk]
    listed = make.client(secretary).get(pressure.url).context["lines"]

    assert (pressure.words, call.words) == ("Under pressure (2)", "Called on not to attend")
    assert [each["line"].challenge for each in listed] == wanted
