"""Addresses that nobody would type: each has an answer, and none is a fault of the house."""

import pytest

from secretariat.accounts.models import Role
from tests import make

pytestmark = pytest.mark.django_db

OFFICE = "/en/damascus-2020/office/"


def test_a_name_with_the_character_nul_is_not_found() -> None:
    make.conference()

    assert make.client().get("/en/damascus-2020/sources/%00/").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "parties/?q=%00&kind=%00",
        "outbox/?result=%%0000&kind=%%%000000",
        "outbox/?q=%00x&result=%00&kind=%00",
        "conference/names/?party=%00",
        "sources/?q=%00&kind=%00&language=%00&sort=%00",
        "record/?q=%00&verb=%00&actor=%00",
        "delegates/?party=9223372036854775808",
        "delegates/?party=-1&page=99999999999999999999",
        "delegates/?party=9223372036854775808&format=csv",
        "participation/?q=%00&standing=%00&region=%00&col=%00&sort=%00",
    ],
)
def test_a_question_that_makes_no_sense_is_answered(address: str) -> None:
    conference = make.conference()

    assert make.client(make.user(Role.SECRETARY, conference)).get(OFFICE + address).status_code == 200
