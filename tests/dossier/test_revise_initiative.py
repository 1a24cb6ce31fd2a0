"""Changing what is kept of an initiative, or how far it has come."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, Sensitivity
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.dossier.actions import revise_initiative
from secretariat.dossier.models import Initiative, InitiativeState
from tests import make, make_dossier

pytestmark = pytest.mark.django_db


def address(initiative: Initiative) -> str:
    return f"/en/damascus-2020/office/initiatives/{initiative.pk}/revise/"


def test_how_far_it_has_come_is_recorded() -> None:
    initiative = make_dossier.initiative(make.conference())

    revise_initiative(
        make.user(Role.SECRETARY, initiative.conference),
        initiative,
        version=1,
        details={"state": InitiativeState.TAKEN_UP},
    )

    assert Entry.objects.get().changes == {"state": ["proposed", "taken up"]}


def test_words_may_not_be_taken_away() -> None:
    initiative = make_dossier.initiative(make.conference())

    with pytest.raises(Refused):
        revise_initiative(make.user(Role.SECRETARY, initiative.conference), initiative, details={"text": ""})

    assert str(Initiative.objects.get().text) == "A second conference"


def test_a_stale_form_is_refused() -> None:
    initiative = make_dossier.initiative(make.conference())
    secretary = make.user(Role.SECRETARY, initiative.conference)
    revise_initiative(secretary, initiative, details={"state": InitiativeState.TAKEN_UP})

    with pytest.raises(Stale):
        revise_initiative(secretary, initiative, version=1, details={"state": InitiativeState.DROPPED})

    assert Initiative.objects.get().state == "taken up"


def test_a_reader_may_not_and_what_is_hidden_has_no_page() -> None:
    conference = make.conference()
    initiative = make_dossier.initiative(conference)
    hidden = make_dossier.initiative(conference, sensitivity=Sensitivity.RESTRICTED)
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        revise_initiative(reader, initiative, details={"state": InitiativeState.DROPPED})

    assert make.client(reader).get(address(initiative)).status_code == 403
    assert make.client(reader).get(address(hidden)).status_code == 404


def test_the_page_revises() -> None:
    initiative = make_dossier.initiative(make.conference())
    browser = make.client(make.user(Role.SECRETARY, initiative.conference))
    sent = {
        "version": 1,
        "party": initiative.party_id,
        "text_en": "A second conference in Beirut",
        "said_date": "2020-11",
        "state": "taken up",
        "sensitivity": "public",
    }

    page = browser.post(address(initiative), sent, follow=True).content.decode()

    assert "The initiative is revised." in page
    changed = Initiative.objects.get()
    assert (str(changed.text), changed.said_date, changed.state) == (
        "A second conference in Beirut",
        "2020-11",
        "taken up",
    )
