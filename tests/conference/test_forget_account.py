"""Erasing whose an account was from the record of one conference."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, User
from secretariat.audit.models import Entry, Record
from secretariat.conference.actions import add_room, admit, dismiss, forget_account
from secretariat.conference.models import Conference
from tests import make, make_record

pytestmark = pytest.mark.django_db


def rima(held: Conference) -> User:
    secretary = make.user(Role.SECRETARY, held)
    membership = admit(secretary, held, mail="rima@un.example", role=Role.READER, details={"name": "Rima Khalil"})
    person = membership.user
    dismiss(secretary, membership)
    return person


def keeper() -> User:
    return User.objects.create_superuser("keeper@example.org", name="Keeper")


def test_labels_go_roles_and_numbers_stay_and_the_record_says_that_it_was_done() -> None:
    held = make.conference()
    account = rima(held)
    make_record.sealed(held)

    batch = forget_account(keeper(), Record.objects.get(pk=held.pk), account=account)

    given, taken, told = Entry.objects.filter(conference_id=held.pk).order_by("pk")
    assert (given.thing_label, taken.thing_label) == ("", "")
    assert given.changes["user_id"] == [None, account.pk]
    assert (told.verb, told.thing_label, batch.done) == ("conference.forget_account", "An account erased", 2)
    assert told.revision > taken.revision
    verdict = make_record.outcome(held)
    assert (verdict.faults, verdict.erased) == ([], 2)


def test_a_record_that_says_nothing_of_the_person_is_not_moved() -> None:
    held, other = make.conference(), make.conference("geneva-2021")
    account = rima(held)
    add_room(make.user(Role.SECRETARY, other), other, name="Hall")
    before = Record.objects.get(pk=other.pk)

    forget_account(keeper(), before, account=account)

    assert Record.objects.get(pk=other.pk).revision == before.revision
    assert Entry.objects.filter(conference_id=other.pk).count() == 1


def test_a_secretary_may_not() -> None:
    held = make.conference()
    account = rima(held)

    with pytest.raises(PermissionDenied):
        forget_account(make.user(Role.SECRETARY, held), Record.objects.get(pk=held.pk), account=account)

    assert Entry.objects.filter(conference_id=held.pk, thing_label__contains="Rima").count() == 2
