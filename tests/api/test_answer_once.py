"""To do once what is asked for twice: also at the same moment, also where the first time was refused."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.api.actions import Answer, answer_once
from secretariat.api.actions.answering import KEPT_FOR, AnotherRequest, forget_answers
from secretariat.api.models import Allowance, Answered
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.delegations.models import DelegateState
from tests import make, make_api, threads

pytestmark = pytest.mark.django_db


class Deeds:
    """A deed that counts how often it was done."""

    def __init__(self) -> None:
        self.done = 0

    def __call__(self) -> Answer:
        self.done += 1
        return Answer(201, f'{{"number":{self.done}}}', "/here")


def asked(token: Any, deed: Any, **changed: Any) -> Answer:
    values = {"key": "one", "fingerprint": "a" * 64, "at": make.NOON, **changed}
    return answer_once(token.user, token, deed=deed, **values)


def test_the_second_time_the_same_is_answered_and_nothing_is_done() -> None:
    conference = make.conference()
    token, _text = make_api.token(conference, make.user(Role.SECRETARY, conference))
    deed = Deeds()

    first, second = asked(token, deed), asked(token, deed)

    assert deed.done == 1
    assert (first.status, first.body, first.location, first.is_kept) == (201, '{"number":1}', "/here", False)
    assert second == first._replace(is_kept=True)
    assert not Entry.objects.exists()


def test_a_key_used_for_something_else_is_refused() -> None:
    conference = make.conference()
    token, _text = make_api.token(conference, make.user(Role.SECRETARY, conference))
    deed = Deeds()
    asked(token, deed)

    with pytest.raises(AnotherRequest, match="another request"):
        asked(token, deed, fingerprint="b" * 64)

    assert deed.done == 1


def test_keys_of_two_tokens_do_not_meet() -> None:
    conference = make.conference()
    user = make.user(Role.SECRETARY, conference)
    deed = Deeds()
    for _each in range(2):
        asked(make_api.token(conference, user)[0], deed)

    assert deed.done == 2


def test_after_a_day_a_key_is_new() -> None:
    conference = make.conference()
    token, _text = make_api.token(conference, make.user(Role.SECRETARY, conference))
    deed = Deeds()
    asked(token, deed)

    asked(token, deed, at=make.NOON + KEPT_FOR - timedelta(seconds=1))
    assert deed.done == 1
    asked(token, deed, at=make.NOON + KEPT_FOR)
    assert deed.done == 2


def test_nobody_but_its_person_may_and_no_token_that_is_revoked() -> None:
    conference = make.conference()
    token, _text = make_api.token(conference, make.user(Role.SECRETARY, conference))
    other = make.user(Role.SECRETARY, conference)

    with pytest.raises(PermissionDenied):
        answer_once(other, token, key="one", fingerprint="a", at=make.NOON, deed=Deeds())
    token.revoked_at = make.NOON
    token.save()
    with pytest.raises(PermissionDenied):
        asked(token, Deeds())


def test_a_deed_that_was_refused_keeps_no_key() -> None:
    conference = make.conference()
    token, _text = make_api.token(conference, make.user(Role.SECRETARY, conference))

    def refused() -> Answer:
        raise Refused("No.")

    with pytest.raises(Refused, match="No"):
        asked(token, refused)

    assert not Answered.objects.exists()
    deed = Deeds()
    assert asked(token, deed).status == 201


def test_over_http_a_refused_deed_keeps_no_key_and_is_done_when_nothing_is_against_it() -> None:
    conference = make.conference()
    delegate = make.delegate(make.delegation(conference), "Amal", state=DelegateState.ACCREDITED)
    program = make_api.program(conference, make.user(Role.SECRETARY, conference))
    path = f"delegations/delegates/{delegate.pk}/release_hold"
    assert program.post(path, idempotency_key="one").status_code == 409
    delegate.state = DelegateState.ON_HOLD
    delegate.reason = "A letter is missing."
    delegate.save()

    answer = program.post(path, idempotency_key="one")

    assert answer.status_code == 200, answer.content
    assert "Idempotent-Replayed" not in answer
    assert Answered.objects.count() == 1


@pytest.mark.parametrize("changed", [{"path": True}, {"if_match": '"1.x"'}, {"body": {"reason": "Another."}}])
def test_over_http_the_same_key_for_another_request_is_422(changed: dict[str, Any]) -> None:
    conference = make.conference()
    delegation = make.delegation(conference)
    one, other = (make.delegate(delegation, name, state=DelegateState.CONFIRMED) for name in ("Amal", "Basim"))
    program = make_api.program(conference, make.user(Role.SECRETARY, conference))
    body = {"reason": "A letter is missing."}
    assert program.post(f"delegations/delegates/{one.pk}/hold", body, idempotency_key="one").status_code == 200

    headers = {"if_match": changed["if_match"]} if "if_match" in changed else {}
    row = other if changed.get("path") else one
    answer = program.post(
        f"delegations/delegates/{row.pk}/hold", changed.get("body", body), idempotency_key="one", **headers
    )

    assert answer.status_code == 422
    assert Entry.objects.filter(verb="delegations.hold").count() == 1


@pytest.mark.parametrize("key", ["x" * 256, "schlüssel", "a\tb"])
def test_over_http_a_key_of_another_form_is_refused(key: str) -> None:
    conference = make.conference()
    delegate = make.delegate(make.delegation(conference), "Amal", state=DelegateState.CONFIRMED)
    program = make_api.program(conference, make.user(Role.SECRETARY, conference))

    answer = program.post(f"delegations/delegates/{delegate.pk}/hold", {"reason": "No."}, idempotency_key=key)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == "Idempotency-Key"


@pytest.mark.django_db(transaction=True)
def test_those_that_come_at_once_are_one_deed(tmp_path: Path) -> None:
    conference = make.conference()
    delegate = make.delegate(make.delegation(conference), "Amal", state=DelegateState.CONFIRMED)
    _token, text = make_api.token(conference, make.user(Role.SECRETARY, conference))

    def ask() -> Any:
        path = f"delegations/delegates/{delegate.pk}/hold"
        return make_api.Program(conference, text).post(path, {"reason": "A letter is missing."}, idempotency_key="one")

    answers = threads.at_once([ask] * 4, tmp_path)

    assert [each.status_code for each in answers] == [200] * 4, [each.content for each in answers]
    assert len({each.content for each in answers}) == 1
    assert sorted(each.get("Idempotent-Replayed", "") for each in answers) == ["", "true", "true", "true"]
    assert threads.look(lambda: Entry.objects.filter(verb="delegations.hold").count(), tmp_path) == 1


def test_at_night_what_is_over_is_forgotten() -> None:
    conference = make.conference()
    token, _text = make_api.token(conference, make.user(Role.SECRETARY, conference))
    asked(token, Deeds(), key="over")
    asked(token, Deeds(), key="kept", at=make.NOON + timedelta(hours=23))
    minute = int(make.NOON.timestamp()) // 60
    Allowance.objects.create(whose="token 1", minute=minute)
    Allowance.objects.create(whose="token 2", minute=minute + 24 * 60)

    forgotten = forget_answers(make.NOON + timedelta(hours=25))

    assert forgotten == 2
    assert [each.key for each in Answered.objects.all()] == ["kept"]
    assert [each.whose for each in Allowance.objects.all()] == ["token 2"]
