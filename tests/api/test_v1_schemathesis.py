"""The API before requests made of its own description, good ones and bad ones: it never fails, and answers as it says.

Each operation is asked with requests that fit its description and with others that do not, always the same ones. What a
deed changes is taken back after each, so that no case depends on another.
"""

import contextlib
import copy
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase
from hypothesis.errors import Unsatisfiable
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import converter

from secretariat.accounts.models import Role
from secretariat.api.actions import allowing
from secretariat.api.v1 import service
from secretariat.config.wsgi import application
from tests import make, make_api
from tests.api.test_v1_whole import rows_for
from tests.make_walk import undone
from tests.test_walk import world

pytestmark = pytest.mark.django_db

SHARES = 8
LEAST = 5_000
EACH = {GenerationMode.POSITIVE: 5, GenerationMode.NEGATIVE: 5}
# A description says what a request must look like; whether the row is there, or a rule is against it, it cannot say.
# It has no word either for the character NUL, which no body may hold (400).
ACCEPTED = ["2xx", "3xx", 400, 401, 403, 404, 409, 412, 422]
# A tag that cannot be is one that the row does not have (412).
REJECTED = [400, 401, 403, 404, 405, 406, 409, 412, 413, 415, 422, 429]
CONFIG = {
    "seed": 1,
    "checks": {
        "positive_data_acceptance": {"expected-statuses": ACCEPTED},
        "negative_data_rejection": {"expected-statuses": REJECTED},
    },
}


@contextlib.contextmanager
def one_connection() -> Iterator[None]:
    """The test's transaction outlives these requests. (The framework's own client connects the signals again.)"""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


@pytest.fixture
def house(settings: Any, monkeypatch: pytest.MonkeyPatch) -> make_api.Program:
    """A secretary's program, and a conference with a row of each kind."""
    # A length stays beside its pattern: written into it, 4,000 characters take a fifth of a second to compile each time.
    monkeypatch.setattr(converter, "update_pattern_in_schema", lambda _schema: None)
    settings.ALLOWED_HOSTS = ["*"]
    settings.API_REQUESTS_PER_MINUTE = settings.API_REQUESTS_PER_MINUTE_WITHOUT_TOKEN = 10_000_000
    allowing.forget()
    conference = world("damascus-2020").conference
    return make_api.program(conference, make.user(Role.SECRETARY, conference))


def described(program: make_api.Program, *, is_plain: bool = False) -> Any:
    """The description, in which the conference and the rows are those that there are; or with nothing else to choose."""
    told = copy.deepcopy(service.description())
    rows = rows_for(program)
    for path, methods in told["paths"].items():
        on = next((each for each in sorted(rows, key=len, reverse=True) if f"/{{slug}}/{each}/{{pk}}" in path), "")
        for operation in methods.values():
            if is_plain:
                operation["parameters"] = [each for each in operation["parameters"] if each["in"] == "path"]
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "path":
                    known = [program.slug] if parameter["name"] == "slug" else [*rows.get(on, [])[:2], 999_999]
                    parameter["schema"] = {**parameter["schema"], "enum": known}
    made = schemathesis.openapi.from_dict(told, config=SchemathesisConfig.from_dict(CONFIG))
    made.app = application
    return made


def operations(schema: Any, share: int) -> Iterator[Any]:
    """Every eighth operation, in an order that stays."""
    found = [each.ok() for each in schema.get_all_operations()]
    yield from sorted(found, key=lambda each: (each.path, each.method))[share::SHARES]


def tried(operation: Any, mode: GenerationMode, headers: dict[str, str]) -> tuple[int, list[str]]:
    """How many cases of an operation were asked, and what was wrong with the answers."""
    wrong: list[str] = []
    asked = 0

    @hypothesis.settings(
        max_examples=EACH[mode],
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        nonlocal asked
        asked += 1
        with one_connection(), undone():
            answer = case.call(headers=headers)
            try:
                case.validate_response(answer, headers=headers)
            except FailureGroup as group:
                told = f"{operation.label} ({mode.value}): {answer.status_code} {answer.content[:300]!r}"
                wrong.extend(f"{told}: {each}"[:900] for each in group.exceptions)

    # Where nothing can be said, there is no bad request.
    with contextlib.suppress(Unsatisfiable):
        ask()
    return asked, wrong


@pytest.mark.parametrize("share", range(SHARES))
def test_it_answers_as_it_says_whatever_is_asked(house: make_api.Program, share: int, record_property: Any) -> None:
    schema = described(house)
    headers = {"Authorization": f"Bearer {house.text}"}
    total, wrong = 0, []
    for operation in operations(schema, share):
        for mode in EACH:
            asked, found = tried(operation, mode, headers)
            total += asked
            wrong += found
    record_property("cases", total)

    assert not wrong, f"{len(wrong)} of {total}:\n" + "\n".join(dict.fromkeys(wrong))
    assert total >= LEAST // SHARES
