"""What programs read and do in the register of parties."""

from typing import Any

import pytest

from secretariat.accounts.models import Role
from secretariat.parties.models import Party
from tests import make, make_api
from tests.api import tried

pytestmark = pytest.mark.django_db
BODY = {"code": "ICRC-2", "name": {"en": "A committee", "ar": "لجنة"}, "kind": "other"}


def test_an_organisation_is_registered_by_secretaries_alone() -> None:
    conference = make.conference()
    for role in (Role.READER, Role.DESK_OFFICER, Role.FOCAL_POINT):
        fields = {"party": make.party("LB")} if role == Role.FOCAL_POINT else {}
        program = make_api.program(conference, make.user(role, conference, **fields))
        assert tried.done(program, "parties.register", None, BODY).status_code == 403
    program = make_api.program(conference, make.user(Role.SECRETARY, conference))

    answer = tried.done(program, "parties.register", None, BODY)
    again = tried.done(program, "parties.register", None, BODY)

    assert answer.status_code == 201, answer.content
    assert program.client.get(answer["Location"], headers={"Authorization": f"Bearer {program.text}"}).json()["data"][
        "name"
    ] == {"en": "A committee", "ar": "لجنة"}
    assert (again.status_code, again.json()["errors"][0]["pointer"]) == (409, "/code")


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "x"},
        {"code": "a b"},
        {"code": make.HOSTILE},
        {"name": {"en": " "}},
        {"name": {"de": "X"}},
        {"kind": "y"},
    ],
)
def test_a_wrong_code_name_or_kind_is_refused(wrong: dict[str, Any]) -> None:
    conference = make.conference()
    program = make_api.program(conference, make.user(Role.SECRETARY, conference))

    answer = tried.done(program, "parties.register", None, {**BODY, **wrong})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"].startswith(f"/{next(iter(wrong))}")
    assert not Party.objects.filter(is_state=False).exists()


def test_the_office_reads_the_whole_register_and_others_what_every_house_ships() -> None:
    conference = make.conference()
    make.party("LB")
    make.organisation("SECRET-1", "Somebody who is thought of")
    office = make_api.program(conference, make.user(Role.DOOR_OFFICER, conference))
    focal = make_api.program(conference, make.user(Role.FOCAL_POINT, conference, party=make.party("LB")))

    seen = [
        {row["code"] for row in tried.shown(program, "parties/parties")}
        for program in (office, focal, make_api.Program(conference))
    ]

    assert seen == [{"SY", "LB", "SECRET-1"}, {"SY", "LB"}, {"SY", "LB"}]
    assert "correspondence" not in tried.shown(focal, "parties/parties")[0]
    (lebanon,) = tried.shown(office, "parties/parties", code="LB")
    assert (lebanon["iso3"], lebanon["region"], lebanon["subregion"]) == ("LBN", "142", "145")
    assert {row["code"] for row in tried.shown(office, "parties/regions")} == {"142", "145"}


def test_rubbish_is_refused_and_never_a_fault() -> None:
    conference = make.conference()
    program = make_api.program(conference, make.user(Role.SECRETARY, conference))
    (statuses,) = tried.statuses_of_rubbish(program, "parties").values()
    assert statuses <= {400, 422}


def test_a_list_needs_few_queries_however_long(django_assert_max_num_queries: Any) -> None:
    conference = make.conference()
    program = make_api.program(conference, make.user(Role.READER, conference))
    for codes in (("LB",), ("IQ", "JO", "TR", "EG", "RU", "CN", "FR")):
        for code in codes:
            make.party(code)
        for path in tried.names_of("parties"):
            # A lot of the minute's allowance is taken from the database now and then.
            tried.shown(program, path)
            with django_assert_max_num_queries(5):
                tried.shown(program, path)
