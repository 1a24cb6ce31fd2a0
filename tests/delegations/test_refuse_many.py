"""Refusing many people at once."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Message
from secretariat.delegations.actions import refuse_many
from secretariat.delegations.models import Delegate
from tests import make, make_accreditation
from tests.make import NOON

pytestmark = pytest.mark.django_db

ADDRESS = "/en/damascus-2020/office/accreditation/refuse/"


def people() -> list[Delegate]:
    delegation = make_accreditation.lebanon(contact_mail="mission@example.org")
    states = {"Amal": "confirmed", "Basil": "accredited", "Carl": "withdrawn"}
    return [make.delegate(delegation, name, state=state) for name, state in states.items()]


def test_they_are_refused_and_told_and_who_has_no_place_is_skipped() -> None:
    chosen = people()
    conference = chosen[0].conference

    batch = refuse_many(make.user(Role.SECRETARY, conference), conference, delegates=chosen, reason="A doubt", at=NOON)

    assert (batch.done, batch.skipped) == (2, (("Carl", "was withdrawn"),))
    assert set(Delegate.objects.filter(state="refused").values_list("reason", flat=True)) == {"A doubt"}
    assert Message.objects.filter(kind="refused", to="mission@example.org").count() == 2
    changes = Entry.objects.get().changes[f"delegations.delegate:{chosen[1].pk}"]
    assert changes == {"state": ["accredited", "refused"], "reason": ["", "A doubt"]}


def test_without_a_reason_nobody_is_refused_and_the_page_says_what_is_missing() -> None:
    chosen = people()
    conference = chosen[0].conference
    secretary = make.user(Role.SECRETARY, conference)

    with pytest.raises(Refused, match="Say why"):
        refuse_many(secretary, conference, delegates=chosen, reason=" ", at=NOON)
    page = make.client(secretary).post(ADDRESS, {"delegate": [each.pk for each in chosen]}, follow=True)

    assert "Say why; the delegation is told." in page.content.decode()
    assert not Delegate.objects.filter(state="refused").exists()


def test_a_rapporteur_may_not() -> None:
    chosen = people()
    rapporteur = make.user(Role.RAPPORTEUR, chosen[0].conference)

    with pytest.raises(PermissionDenied):
        refuse_many(rapporteur, chosen[0].conference, delegates=chosen, reason="A doubt", at=NOON)

    assert make.client(rapporteur).post(ADDRESS, {"reason": "A doubt"}).status_code == 403


def test_the_page_says_how_many_were_refused() -> None:
    chosen = people()
    client = make.client(make.user(Role.SECRETARY, chosen[0].conference))

    page = client.post(ADDRESS, {"delegate": [each.pk for each in chosen], "reason": "A doubt"}, follow=True)

    assert "2 done, 1 skipped" in page.content.decode()
