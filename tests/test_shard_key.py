"""Every table that belongs to a conference carries the conference's number, so that a database can be parted by it."""

import pytest
from django.apps import apps
from django.db import models

from secretariat.conference.models import Conference

OF_A_PERSON = "people belong to the house and may have seats in several conferences"
OF_THE_FRAMEWORK = "names of kinds and rights, the same for all"
OF_EVERYBODY = "states and organisations are the same for all conferences"
# What belongs to no conference, and why. On parted machines these are the tables that each of them has whole, or that
# stay on the first one.
OF_NO_CONFERENCE = {
    "accounts.User": OF_A_PERSON,
    "accounts.User_groups": OF_A_PERSON,
    "accounts.User_user_permissions": OF_A_PERSON,
    "account.EmailAddress": OF_A_PERSON,
    "account.EmailConfirmation": OF_A_PERSON,
    "mfa.Authenticator": OF_A_PERSON,
    "usersessions.UserSession": OF_A_PERSON,
    "sessions.Session": "who is signed in is signed in to the house",
    "auth.Permission": OF_THE_FRAMEWORK,
    "auth.Group": OF_THE_FRAMEWORK,
    "auth.Group_permissions": OF_THE_FRAMEWORK,
    "contenttypes.ContentType": OF_THE_FRAMEWORK,
    "parties.Region": OF_EVERYBODY,
    "parties.Party": OF_EVERYBODY,
    "api.Allowance": "requests are counted by who asks, before it is known for which conference",
    "django_tasks_database.DBTaskResult": "workers take up tasks of all conferences from one queue",
}
# Their floor lies beneath the conference, so its number is a plain one there; the house's own record is number 0.
BY_PLAIN_NUMBER = {"audit.Record", "audit.Entry", "audit.BatchRows", "audit.Seal"}
TABLES = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
PARTED = sorted(set(TABLES) - set(OF_NO_CONFERENCE) - BY_PLAIN_NUMBER - {"conference.Conference"})


@pytest.mark.parametrize("label", PARTED)
def test_a_table_of_a_conference_carries_its_number_and_never_lacks_it(label: str) -> None:
    field = TABLES[label]._meta.get_field("conference")

    assert isinstance(field, models.ForeignKey)
    assert field.related_model is Conference
    assert field.column == "conference_id"
    assert not field.null


@pytest.mark.parametrize("label", sorted(BY_PLAIN_NUMBER))
def test_a_table_of_the_record_carries_the_number_as_a_plain_one(label: str) -> None:
    field = TABLES[label]._meta.get_field("conference_id")

    assert isinstance(field, models.BigIntegerField)
    assert not field.null


@pytest.mark.parametrize("label", sorted(OF_NO_CONFERENCE))
def test_what_belongs_to_no_conference_points_to_nothing_that_does(label: str) -> None:
    related = {each.related_model._meta.label for each in TABLES[label]._meta.concrete_fields if each.related_model}

    assert related <= set(OF_NO_CONFERENCE), f"{label} belongs to a conference by {related - set(OF_NO_CONFERENCE)}"


def test_no_two_conferences_are_joined_by_a_table_of_their_own() -> None:
    assert [each.name for each in Conference._meta.many_to_many] == []
