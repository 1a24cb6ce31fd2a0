"""Why an offer may fit a need: examples, with every point explained."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secretariat.pledges.queries.fitting import LEAST, POINTS, Terms, reasons_between

HOST = Terms(
    party=1,
    countries=frozenset({"LB"}),
    regions=frozenset({"145"}),
    sectors=frozenset({"11220"}),
    beneficiaries=frozenset({"REF"}),
    objective=2,
    start=date(2021, 1, 1),
    end=date(2022, 12, 31),
)


def codes(wanted: Terms, offer: Terms) -> list[tuple[str, tuple[str, ...], int]]:
    return [(each.code, each.shared, each.points) for each in reasons_between(wanted, offer)]


def test_country_sector_people_time_and_objective_are_told_each_with_its_points() -> None:
    offer = Terms(
        party=2,
        countries=frozenset({"LB", "JO"}),
        sectors=frozenset({"11220", "12220"}),
        beneficiaries=frozenset({"REF", "HST"}),
        objective=2,
        start=date(2022, 1, 1),
    )

    assert codes(HOST, offer) == [
        ("country", ("LB",), 4),
        ("sector", ("11220",), 3),
        ("beneficiaries", ("REF",), 2),
        ("period", ("2022-01-01", "2022-12-31"), 2),
        ("objective", ("2",), 2),
    ]


def test_a_neighbour_counts_less_than_the_same_country_and_never_beside_it() -> None:
    near = Terms(party=2, countries=frozenset({"JO"}), regions=frozenset({"145"}), objective=2)
    same = Terms(party=2, countries=frozenset({"LB"}), regions=frozenset({"145"}))

    assert codes(HOST, near) == [("objective", ("2",), 2), ("region", ("145",), 1)]
    assert codes(HOST, same) == [("country", ("LB",), 4)]


def test_sectors_of_one_group_count_where_none_is_the_same() -> None:
    offer = Terms(party=2, sectors=frozenset({"11230"}), beneficiaries=frozenset({"REF"}))

    assert codes(HOST, offer) == [("sector group", ("112",), 1), ("beneficiaries", ("REF",), 2)]


def test_a_party_that_is_named_in_the_other_pledge_counts_most() -> None:
    assert codes(HOST, Terms(party=2, named=frozenset({1}))) == [("said", ("1",), 5)]
    assert codes(Terms(party=1, named=frozenset({2})), Terms(party=2)) == [("said", ("2",), 5)]


def test_what_ends_before_the_other_begins_is_never_proposed() -> None:
    early = Terms(party=2, countries=frozenset({"LB"}), end=date(2020, 12, 31))
    late = Terms(party=2, countries=frozenset({"LB"}), start=date(2023, 1, 1))

    assert codes(HOST, early) == codes(HOST, late) == []


@pytest.mark.parametrize(
    "offer",
    [
        Terms(party=2),
        Terms(party=2, start=date(2021, 1, 1)),
        Terms(party=2, beneficiaries=frozenset({"REF"})),
        Terms(party=1, countries=frozenset({"LB"})),
    ],
)
def test_too_little_a_period_alone_and_a_party_for_itself_are_no_reason(offer: Terms) -> None:
    assert codes(HOST, offer) == []


codes_of = st.frozensets(st.sampled_from(["A", "B", "C"]), max_size=2)
days = st.none() | st.dates(date(2020, 1, 1), date(2025, 1, 1))
terms = st.builds(
    Terms,
    party=st.integers(1, 3),
    named=st.frozensets(st.integers(1, 3), max_size=2),
    countries=codes_of,
    regions=codes_of,
    areas=codes_of,
    sectors=codes_of,
    beneficiaries=codes_of,
    objective=st.none() | st.integers(1, 4),
    start=days,
    end=days,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(terms, terms)
def test_every_point_is_explained_and_the_order_of_what_is_written_down_does_not_matter(
    one: Terms, other: Terms
) -> None:
    reasons = reasons_between(one, other)

    assert reasons == reasons_between(one, other)
    assert all(each.points == POINTS[each.code] and each.shared for each in reasons)
    assert not reasons or sum(each.points for each in reasons) >= LEAST
    assert len({each.code for each in reasons}) == len(reasons)
