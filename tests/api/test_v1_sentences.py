"""What is wrong is told in sentences of the house, at its place."""

from collections.abc import Iterator, Mapping
from typing import Any

import pydantic
import pytest

from secretariat.accounts.models import Role
from secretariat.api.v1 import service
from secretariat.api.v1.bodies import invalid
from tests import make, make_api, make_deeds
from tests.api import tried

HOLD = "delegations/delegates/1/hold"
LISTED = "delegations/delegates"


def faults() -> Iterator[tuple[str, Any, list[Any]]]:
    """Every deed with bad bodies, and what is found in them."""
    for doer in service.doers():
        if doer.body is None:
            continue
        for body in (*tried.bad_bodies(doer), *make_deeds.strange_bodies(doer)):
            try:
                doer.body.model_validate(body)
            except pydantic.ValidationError as error:
                yield doer.deed.verb, body, error.errors(include_url=False)


def is_there(pointer: str, body: Any) -> bool:
    """Whether a pointer leads to something in a body, or to what an object there lacks."""
    steps = [each.replace("~1", "/").replace("~0", "~") for each in pointer.split("/")[1:]]
    for step in steps[:-1]:
        body = body[int(step)] if isinstance(body, list) else body[step]
    return not steps or isinstance(body, Mapping) or (isinstance(body, list) and int(steps[-1]) < len(body))


def test_every_fault_of_a_body_is_told_in_a_sentence_and_at_its_place() -> None:
    foreign, lost, found = set(), set(), 0
    for verb, body, errors in faults():
        told = invalid(errors, body).errors
        found += len(told)
        for error, each in zip(errors, told, strict=False):
            said = error["msg"].removeprefix("Value error, ")
            is_ours = error["type"] == "value_error" or said != each["detail"]
            is_whole = each["detail"].endswith(".") and (each["detail"][0].isupper() or each["detail"][0] == "“")
            if not is_ours or not is_whole:
                foreign.add((verb, error["type"], each["detail"]))
            if not is_there(each["pointer"], body):
                lost.add((verb, each["pointer"]))

    assert found > 10_000
    assert sorted(foreign) == []
    assert sorted(lost) == []


@pytest.fixture
def program() -> make_api.Program:
    conference = make.conference()
    return make_api.program(conference, make.user(Role.SECRETARY, conference))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "sentence", "pointer"),
    [
        ({}, "This must be said.", "/reason"),
        ([], "An object is asked for, with a name for each thing that is said.", ""),
        ({"reason": "x", "more": 1}, "Nothing of this name is asked for here.", "/more"),
        ({"reason": None}, "A text is asked for.", "/reason"),
        ({"reason": " "}, "Write 1 letter at least.", "/reason"),
        ({"reason": "x" * 3000}, "Write 2000 letters at most.", "/reason"),
        ('{"reason": 1', "The body ends in the middle, at line 1, column 13.", ""),
        (b'{"reason": "\xff"}', "The body is not written in UTF-8: line 1, column 13.", ""),
        (b"\xef\xbb\xbf{}", "The body begins with a byte order mark. Leave it out.", ""),
        (
            '{"reason": "x", "reason": "y"}',
            "A name stands twice in one place: line 1, column 17. Which counts is unclear.",
            "/reason",
        ),
        ('{"reason": NaN}', "“Not a number” stands where a number must be: line 1, column 12.", "/reason"),
    ],
)
def test_a_bad_body_is_refused_in_plain_words(
    program: make_api.Program, sent: Any, sentence: str, pointer: str
) -> None:
    told = program.post(HOLD, sent).json()

    assert told["errors"] == [{"detail": sentence, "pointer": pointer}]
    assert told["detail"] == sentence


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "sentence", "parameter"),
    [
        ("limit=1000", "This is 500 at most.", "limit"),
        ("limit=0", "This is 1 at least.", "limit"),
        ("limit=many", "A whole number is asked for.", "limit"),
        ("state=flying", "One of these is asked for: nominated, confirmed, on hold, accredited, ref", "state"),
        ("party=LB&party=RU", "party is said twice; say it once.", "party"),
        ("limit=1&limit=1", "limit is said twice; say it once.", "limit"),
    ],
)
def test_a_bad_parameter_is_refused_in_plain_words(
    program: make_api.Program, query: str, sentence: str, parameter: str
) -> None:
    answer = program.client.get(
        f"/api/v1/{program.slug}/{LISTED}?{query}", headers={"Authorization": f"Bearer {program.text}"}
    )

    [told] = answer.json()["errors"]
    assert answer.status_code == 422
    assert told["parameter"] == parameter
    assert told["detail"].startswith(sentence)
