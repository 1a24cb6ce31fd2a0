"""The API followed from answer to answer, as its description links them: what was made is found, deeds come on deeds."""

from collections import Counter
from contextlib import ExitStack
from typing import Any

import hypothesis
import pytest
from hypothesis import HealthCheck, Phase
from schemathesis.core.failures import FailureGroup

from secretariat.api.queries import DESKS
from secretariat.api.v1 import service
from tests import make_api
from tests.api.test_v1_schemathesis import described, house, one_connection
from tests.make_walk import undone

__all__ = ["house"]

pytestmark = pytest.mark.django_db

SCENARIOS, STEPS = 6, 12


@pytest.mark.parametrize("desk", DESKS)
def test_what_answers_lead_to_is_there(house: make_api.Program, desk: str, record_property: Any) -> None:
    headers = {"Authorization": f"Bearer {house.text}"}
    statuses: Counter[int] = Counter()
    followed: Counter[bool] = Counter()
    wrong: list[str] = []
    schema = described(house, is_plain=True).include(tag=desk)

    class Scenario(schema.as_state_machine()):  # type: ignore[misc]
        def setup(self) -> None:
            self.inside = ExitStack()
            self.inside.enter_context(one_connection())
            self.inside.enter_context(undone())

        def teardown(self) -> None:
            self.inside.close()

        def get_call_kwargs(self, case: Any) -> dict[str, Any]:
            return {"headers": headers}

        def step(self, asked: Any) -> Any:
            followed[asked.transition is not None and asked.is_applied] += 1
            return super().step(asked)

        def after_call(self, response: Any, case: Any) -> None:
            statuses[response.status_code] += 1
            super().after_call(response, case)

        def validate_response(self, response: Any, case: Any, **_details: Any) -> None:
            try:
                case.validate_response(response, headers=headers, recorder=self.recorder)
            except FailureGroup as group:
                told = f"{case.operation.label}: {response.status_code} {response.content[:300]!r}"
                wrong.extend(f"{told}: {each}"[:900] for each in group.exceptions)

    Scenario.run(
        settings=hypothesis.settings(
            max_examples=SCENARIOS,
            stateful_step_count=STEPS,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
    )
    record_property("cases", statuses.total())

    assert not wrong, "\n".join(dict.fromkeys(wrong))
    assert statuses.total() >= SCENARIOS * STEPS // 2
    # Not only refusals, and not only beginnings.
    assert statuses[200] + statuses[201] >= statuses.total() // 4
    assert followed[True] > 0


def test_every_row_and_every_deed_on_one_is_led_to() -> None:
    operations = [each for methods in service.description()["paths"].values() for each in methods.values()]
    led_to = {
        link["operationId"]
        for operation in operations
        for answer in operation["responses"].values()
        for link in answer.get("links", {}).values()
    }
    expected = {f"get_{each.path.replace('/', '_')}" for each in service.resources()}
    expected |= {f"{deed.desk}_{deed.name}" for deed in service.deeds() if deed.on}

    assert expected <= led_to, sorted(expected - led_to)
