"""Whom the API counts a request to, and what it says is left."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from secretariat.accounts.models import Role
from secretariat.api.actions import allowing
from secretariat.api.models import Token
from secretariat.delegations.models import DelegateState
from tests import make, make_api
from tests.threads import in_thread

pytestmark = pytest.mark.django_db

LIST = "delegations/delegates"


@pytest.fixture(autouse=True)
def _a_new_minute() -> None:
    allowing.forget()


def asked_from(addresses: list[str]) -> list[int]:
    """The status of each answer to requests that a proxy passed on from these addresses."""
    path = f"/api/v1/{make.conference().slug}/{LIST}"
    return [Client().get(path, headers={"X-Forwarded-For": each}).status_code for each in addresses]


def test_behind_a_proxy_each_visitor_has_an_allowance_of_their_own(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.API_REQUESTS_PER_MINUTE_WITHOUT_TOKEN = 3

    assert 429 not in asked_from([f"203.0.113.{number}" for number in range(15)])


def test_what_a_visitor_claims_of_themselves_opens_no_other_allowance(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.API_REQUESTS_PER_MINUTE_WITHOUT_TOKEN = 3

    # A minute may end on the way, once.
    assert asked_from([f"198.51.100.{number}, 203.0.113.1" for number in range(15)]).count(429) >= 9


def test_without_a_trusted_proxy_nobody_is_believed(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    settings.API_REQUESTS_PER_MINUTE_WITHOUT_TOKEN = 3

    assert asked_from([f"203.0.113.{number}" for number in range(15)]).count(429) >= 9


def test_an_address_that_cannot_be_read_is_counted_as_that_of_the_proxy(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    settings.API_REQUESTS_PER_MINUTE_WITHOUT_TOKEN = 3

    answers = asked_from(["203.0.113.1", "nonsense, nonsense"] * 8)

    assert set(answers) == {200, 429}
    assert answers.count(429) >= 10


def test_every_refusal_of_a_request_that_was_counted_says_what_is_left() -> None:
    conference = make.conference()
    delegate = make.delegate(make.delegation(conference), "Amal", state=DelegateState.CONFIRMED)
    program = make_api.program(conference, make.user(Role.SECRETARY, conference))
    reader = make_api.Program(
        conference, make_api.token(conference, make.user(Role.SECRETARY, conference), "programme:read")[1]
    )
    hold = f"{LIST}/{delegate.pk}/hold"

    answers = [
        make_api.Program(conference).get("audit/entries"),
        make_api.Program(conference, "nonsense").get(LIST),
        reader.get(LIST),
        program.get(f"{LIST}/0"),
        program.get(LIST, {"cursor": "nonsense"}),
        program.post(hold, {"reason": 5}),
        program.post(hold, {"reason": "a"}, If_Match='"999.a"'),
    ]

    assert [each.status_code for each in answers] == [401, 401, 403, 404, 422, 422, 412]
    assert all(int(each["RateLimit-Remaining"]) < int(each["RateLimit-Limit"]) for each in answers)


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_who_reads_waits_for_no_deed_of_the_same_token() -> None:
    conference = make.conference()
    program = make_api.program(conference, make.user(Role.SECRETARY, conference))
    got: list[int] = []
    with transaction.atomic():
        # As a deed with a key holds it until it is done.
        Token.objects.select_for_update(no_key=True).get()
        reading = in_thread(lambda: got.append(program.get(LIST).status_code))
        reading.join(20)
        assert got == [200]

    assert Token.objects.get().last_used_at is None
    allowing.forget()
    program.get(LIST)
    assert Token.objects.get().last_used_at is not None
