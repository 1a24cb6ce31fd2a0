"""What needs attention: overdue, due soon, silent, and shares with their base."""

from datetime import date

import pytest

from secretariat.pledges import queries
from secretariat.pledges.models import Progress
from tests import make, make_pledges
from tests.pledges.conftest import Follow


def test_a_pledge_is_overdue_when_its_period_or_a_target_that_is_not_reached_is_over(follow: Follow) -> None:
    sight = queries.sight_in_office(follow.held, follow.officer)
    target = make_pledges.target(follow.pledge, due_date=date(2021, 6, 30))

    assert queries.overdue(sight, date(2021, 6, 30)) == []
    assert [each.overdue[0].target for each in queries.overdue(sight, date(2021, 7, 1))] == [target]
    Progress.objects.create(
        conference=follow.held, target=target, end_date=date(2021, 6, 1), actual=100, entered_by=follow.officer
    )
    assert queries.overdue(sight, date(2021, 12, 31)) == []
    assert [each.overdue[0].day for each in queries.overdue(sight, date(2022, 1, 1))] == [date(2021, 12, 31)]


@pytest.mark.parametrize(("stage", "is_awaited"), [("fulfilled", False), ("cancelled", False), ("suspended", True)])
def test_nothing_is_awaited_of_what_is_fulfilled_or_cancelled(follow: Follow, stage: str, is_awaited: bool) -> None:
    make_pledges.update(follow.pledge, stage)
    sight = queries.sight_in_office(follow.held, follow.officer)

    assert bool(queries.overdue(sight, date(2023, 1, 1))) is is_awaited
    assert bool(queries.silent(sight, date(2023, 1, 1))) is is_awaited


def test_a_pledge_is_silent_a_year_after_its_last_report_or_after_it_was_made(follow: Follow) -> None:
    sight = queries.sight_in_office(follow.held, follow.officer)

    assert queries.silent(sight, date(2021, 11, 10)) == []
    assert [each.pledge for each in queries.silent(sight, date(2021, 11, 11))] == [follow.pledge]
    make_pledges.update(follow.pledge, on=date(2021, 3, 1))
    assert queries.silent(sight, date(2022, 2, 28)) == []
    assert len(queries.silent(sight, date(2022, 3, 1))) == 1


def test_a_share_shows_its_base_and_no_update_is_a_class_of_its_own() -> None:
    parts = queries.shares(["", "", "in progress", "fulfilled"])

    assert [(each.stage, each.count, each.base, each.percent) for each in parts if each.count] == [
        ("", 2, 4, 50.0),
        ("in progress", 1, 4, 25.0),
        ("fulfilled", 1, 4, 25.0),
    ]
    assert {each.percent for each in queries.shares([])} == {None}


def test_money_of_two_kinds_or_currencies_is_never_added(follow: Follow) -> None:
    make_pledges.flow(follow.held, "disbursement", 5, pledge=follow.pledge)
    make_pledges.flow(follow.held, "disbursement", 6, pledge=follow.pledge)
    make_pledges.flow(follow.held, "disbursement", 7, pledge=follow.pledge, currency="EUR")
    make_pledges.flow(follow.held, "commitment", 8, pledge=follow.pledge)
    sums = queries.money_by_kind(follow.pledge, follow.pledge.flows.all())

    assert [(each.kind, each.currency, int(each.amount)) for each in sums] == [
        ("disbursement", "EUR", 7),
        ("promised", "USD", 20_000_000),
        ("commitment", "USD", 8),
        ("disbursement", "USD", 11),
    ]
    with pytest.raises(queries.MixedKinds):
        sums[2] + sums[3]
    with pytest.raises(queries.MixedKinds):
        sums[0] + sums[3]


def test_the_party_sees_its_own_words_and_what_is_for_delegations_and_nothing_of_others(follow: Follow) -> None:
    from secretariat.pledges.models import StageUpdate  # noqa: PLC0415

    of_office = make_pledges.update(follow.pledge, sensitivity="secretariat")
    own = make_pledges.update(follow.pledge, sensitivity="secretariat", entered_by=follow.focal)
    shown = make_pledges.update(follow.pledge, sensitivity="delegations")
    hers = queries.sight_in_office(follow.held, follow.focal).of(StageUpdate)

    assert set(hers) == {own, shown}
    assert of_office in queries.sight_in_office(follow.held, follow.reader).of(StageUpdate)
    assert list(queries.sight_in_office(follow.held, follow.other).of(StageUpdate)) == []
    assert list(queries.sight_in_public(follow.held).of(StageUpdate)) == []
    assert list(queries.sight_in_office(follow.held, make.user(None)).of(StageUpdate)) == []


def test_a_report_for_fewer_people_breaks_the_silence_for_those_who_see_it(follow: Follow) -> None:
    make_pledges.update(follow.pledge, on=date(2021, 9, 1), sensitivity="secretariat")
    follow.pledge.stage, follow.pledge.updated_date = "", None
    follow.pledge.save()
    seen = [
        queries.sight_in_office(follow.held, follow.officer),
        queries.sight_in_office(follow.held, follow.focal),
        queries.sight_in_public(follow.held),
    ]

    assert [len(queries.silent(sight, date(2022, 8, 1))) for sight in seen] == [0, 1, 1]
    assert len(queries.silent(seen[0], date(2022, 9, 1))) == 1
