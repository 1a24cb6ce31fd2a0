"""An outlet that asked for accreditation is taken up as itself, or as one of the register of a like name."""

import pytest

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.delegations.models import Delegation, Invitation
from secretariat.newsroom.models import MediaPerson
from secretariat.parties.models import Party
from tests import make, make_api, make_news
from tests.api import tried

pytestmark = pytest.mark.django_db
TAKE_UP = "newsroom.take_up_media_request"


def test_only_an_outlet_of_a_like_name_is_taken_for_the_one_that_asks() -> None:
    conference, elsewhere = make.conference(), make.conference("another-2021")
    known, other = make.organisation("DNEWS", "The Daily News"), make.organisation("GAZETTE", "Mountain Gazette")
    make.invitation(elsewhere, other, capacity="media")
    request = make_news.media_request(conference)
    MediaPerson.objects.create(conference=conference, request=request, name="Karim Saleh", task="Camera")
    secretary = make_api.program(conference, make.user(Role.SECRETARY, conference))

    for code in (other.code, "LB", "NONE"):
        answer = tried.done(secretary, TAKE_UP, request, {"party": code})
        assert answer.status_code == 422, answer.content
        assert answer.json()["errors"][0]["pointer"] == "/party"
        assert "like name" in answer.json()["detail"]
    assert not Invitation.objects.filter(conference=conference).exists()
    assert not Entry.objects.filter(verb=TAKE_UP).exists()

    assert tried.done(secretary, TAKE_UP, request, {"party": known.code}).status_code == 200
    assert Delegation.objects.get(conference=conference).party == known


def test_an_outlet_that_is_named_as_none_is_added_to_the_register() -> None:
    conference = make.conference()
    make.organisation("DNEWS", "The Daily News")
    secretary = make_api.program(conference, make.user(Role.SECRETARY, conference))

    answer = tried.done(secretary, TAKE_UP, make_news.media_request(conference), {"party": None})

    assert answer.status_code == 200, answer.content
    assert Party.objects.filter(code="DAILY-NEWS").exists()
