"""Permission is judged before anything is made of what a program sent: no file is opened for whoever may not."""

import base64
from typing import Any

import pytest

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.delegations.models import DelegateState
from tests import make, make_api, make_news
from tests.api import tried

pytestmark = pytest.mark.django_db
NO_PICTURE = {"name": "hall.jpg", "content": base64.b64encode(b"This is no picture.").decode()}
PICTURE = {"drawn": NO_PICTURE, "details": {"name": "hall", "alternative": {"en": "The hall"}, "credit": "Amal"}}


def reader_of(conference: Conference) -> make_api.Program:
    return make_api.program(conference, make.user(Role.READER, conference))


def test_a_picture_is_opened_only_for_whoever_may_add_one() -> None:
    conference = make.conference()
    officer = make_api.program(conference, make.user(Role.PRESS_OFFICER, conference))

    refused = tried.done(officer, "newsroom.add_picture", None, PICTURE)

    assert tried.done(reader_of(conference), "newsroom.add_picture", None, PICTURE).status_code == 403
    assert refused.status_code == 422, refused.content
    assert [each["pointer"] for each in refused.json()["errors"]] == ["/drawn"]


def test_a_photo_is_opened_only_for_whoever_may_keep_it() -> None:
    conference = make.conference()
    amal = make.delegate(make.delegation(conference), "Amal", state=DelegateState.NOMINATED)
    secretary = make_api.program(conference, make.user(Role.SECRETARY, conference))

    refused = tried.done(secretary, "delegations.keep_photo", amal, {"portrait": NO_PICTURE})

    assert (
        tried.done(reader_of(conference), "delegations.keep_photo", amal, {"portrait": NO_PICTURE}).status_code == 403
    )
    assert refused.status_code == 422, refused.content


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("draft_article", {"details": {"title": {"en": "A"}}, "about": {"topics": [2**40]}}),
        ("revise_article", {"details": {"picture": 2**40}}),
        ("publish_replies", {"replies": [2**40]}),
    ],
)
def test_whoever_may_not_learns_nothing_of_rows_that_a_body_names(verb: str, body: Any) -> None:
    conference = make.conference()
    on = make_news.draft(conference) if verb == "revise_article" else None

    assert tried.done(reader_of(conference), f"newsroom.{verb}", on, body).status_code == 403
    assert not Entry.objects.filter(verb=f"newsroom.{verb}").exists()


# ---- the key of a deed ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["", " ", "   "])
def test_an_empty_key_is_refused_and_nothing_is_done(key: str) -> None:
    conference = make.conference()
    amal = make.delegate(make.delegation(conference), "Amal", state=DelegateState.CONFIRMED)
    secretary = make_api.program(conference, make.user(Role.SECRETARY, conference))

    answer = secretary.post(f"delegations/delegates/{amal.pk}/hold", {"reason": "A letter."}, idempotency_key=key)

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert "empty" in answer.json()["detail"]
    assert answer.json()["errors"][0]["parameter"] == "Idempotency-Key"
    assert not Entry.objects.filter(verb="delegations.hold").exists()


def test_the_description_says_that_a_key_is_not_empty() -> None:
    operation = (
        make_api.Program(make.conference())
        .client.get("/api/v1/openapi.json")
        .json()["paths"]["/api/v1/{slug}/delegations/delegates/{pk}/hold"]["post"]
    )

    [key] = [each for each in operation["parameters"] if each["name"] == "Idempotency-Key"]

    assert key["schema"]["minLength"] == 1
    assert "empty" in key["description"]
    assert "400" in operation["responses"]
