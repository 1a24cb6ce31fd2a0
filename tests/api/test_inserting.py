"""Many rows are added as one by one, only sooner."""

from typing import Any

import pytest
from django.db import connection, models
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext
from i18nfield.strings import LazyI18nString

from secretariat.api.actions import inserting
from secretariat.api.actions.inserting import insert
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate, Delegation
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def delegation() -> Delegation:
    conference = make.conference()
    return make.delegation(conference, make.party("LB"))


def person(delegation: Delegation, name: str, **details: Any) -> Delegate:
    row = Delegate(delegation=delegation, conference=delegation.conference, party=delegation.party, name=name)
    row.entered_by = delegation.entered_by
    for field, value in details.items():
        setattr(row, field, value)
    return row


def kept(row: models.Model) -> dict[str, Any]:
    fields = [field.attname for field in row._meta.concrete_fields if field.attname not in {"id", "entered_at"}]
    there = type(row)._default_manager.get(pk=row.pk)
    return {name: str(getattr(there, name)) for name in fields}


DETAILS: dict[str, Any] = {
    "original_name": "فيصل المقداد",
    "spellings": ["Faisal Mekdad", make.HOSTILE],
    "capacity": LazyI18nString({"en": "Minister", "ar": "وزير"}),
    "languages": [],
    "search": "100 %s % \\ '\"",
}


def test_a_row_is_the_same_as_one_added_alone(delegation: Delegation) -> None:
    alone, among_many = person(delegation, "Alone", **DETAILS), person(delegation, "Among many", **DETAILS)
    alone.save()
    insert([among_many])

    assert {**kept(among_many), "name": ""} == {**kept(alone), "name": ""}


def test_rows_have_their_keys_in_the_order_given_over_several_statements(delegation: Delegation) -> None:
    rows = [person(delegation, f"Person {number}") for number in range(130)]
    with pytest.MonkeyPatch.context() as patch, CaptureQueriesContext(connection) as asked:
        patch.setattr(inserting, "MOST_VALUES", 900)
        insert(rows)

    assert len(asked) > 2
    assert [Delegate.objects.get(pk=row.pk).name for row in rows] == [row.name for row in rows]


def test_what_the_database_fills_in_can_be_read_at_once(delegation: Delegation) -> None:
    row = person(delegation, "Person")
    insert([row])

    assert row.entered_at == Delegate.objects.get().entered_at
    assert not row._state.adding


def test_nothing_to_add_asks_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        insert([])


def test_a_rule_of_the_database_holds(delegation: Delegation) -> None:
    with pytest.raises(IntegrityError):
        insert([person(delegation, "Twice"), person(delegation, "Twice")])


def test_a_conference_of_its_own_kind_is_added(delegation: Delegation) -> None:
    """Dates, truth values and keys that are empty go in as they are."""
    first = delegation.conference
    names = [field.attname for field in Conference._meta.concrete_fields if not field.primary_key]
    second = Conference(**{name: getattr(first, name) for name in names} | {"slug": "second", "country": None})
    insert([second])

    assert {**kept(second), "slug": "", "country_id": ""} == {**kept(first), "slug": "", "country_id": ""}
