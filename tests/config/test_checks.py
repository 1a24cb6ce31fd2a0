"""What is said of an installation before it is opened."""

from typing import Any

import pytest

from secretariat.config.checks import the_house_is_safe_to_open


@pytest.mark.parametrize(
    ("is_asked", "whom", "told"),
    [
        (True, "keepers", ["house.W003"]),
        (True, "office", []),
        (True, "everybody", []),
        # Where nobody is asked at all, another sentence says so.
        (False, "keepers", ["house.E006"]),
    ],
)
def test_it_is_said_that_most_of_an_office_may_be_entered_with_a_password_alone(
    settings: Any, is_asked: bool, whom: str, told: list[str]
) -> None:
    settings.SECOND_FACTOR_REQUIRED, settings.SECOND_FACTOR_FOR = is_asked, whom

    found = [str(each.id) for each in the_house_is_safe_to_open(None)]

    assert [each for each in found if each in {"house.W003", "house.E006"}] == told
