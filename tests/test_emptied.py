"""Tests whose deeds are committed leave nothing to those that follow."""

import pytest
from django.core.cache import cache

from secretariat.accounts.models import Role
from secretariat.config.house import furnish
from tests import make
from tests.emptied import empty_what_was_written, written

THE_HOUSE_ALONE = {"audit_record"}


@pytest.mark.django_db(transaction=True)
def test_what_a_test_committed_is_gone_and_the_record_of_the_house_is_open() -> None:
    furnish()
    conference = make.conference()
    make.user(Role.SECRETARY, conference)
    make.invitation(conference, make.party("LB"))
    cache.set("failed-sign-ins", 3)
    before = written()

    empty_what_was_written()

    assert before > THE_HOUSE_ALONE | {"parties_party", "delegations_invitation", "house_cache"}
    assert written() == THE_HOUSE_ALONE
    assert make.house().revision == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["one", "another"])
def test_a_test_whose_deeds_are_committed_finds_nothing_of_the_one_before(turn: str) -> None:
    found = written()

    make.conference(turn)

    assert found == THE_HOUSE_ALONE
