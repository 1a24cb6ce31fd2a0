"""Writing down what a party proposes or has begun."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.dossier.actions import record_initiative
from secretariat.dossier.models import Initiative
from tests import make, make_dossier

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/initiatives/record/"


def details(**fields: Any) -> dict[str, Any]:
    return {"party": make.party("IR"), "text": make_dossier.said("A fund"), "said_date": "2020-11-11", **fields}


def test_an_initiative_is_kept_as_proposed_with_its_source() -> None:
    conference = make.conference()
    source = make.source(conference)
    officer = make.user(Role.DESK_OFFICER, conference, desks=["dossier"])

    initiative = record_initiative(officer, conference, details=details(), cited=[Cited(source, "a fund")])

    assert (initiative.party.code, initiative.state) == ("IR", "proposed")
    assert Citation.objects.of([initiative]).get().source == source
    assert Entry.objects.get().verb == "dossier.record_initiative"


def test_an_initiative_without_words_is_refused() -> None:
    conference = make.conference()

    with pytest.raises(Refused) as refusal:
        record_initiative(make.user(Role.SECRETARY, conference), conference, details=details(text=""))

    assert refusal.value.field == "text"
    assert not Entry.objects.exists()


def test_the_same_initiative_is_refused_twice() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    record_initiative(secretary, conference, details=details())

    with pytest.raises(Refused, match="written down already"):
        record_initiative(secretary, conference, details=details())

    assert Initiative.objects.count() == 1


def test_a_reader_may_not() -> None:
    conference = make.conference()
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        record_initiative(reader, conference, details=details())

    assert make.client(reader).get(ADDRESS).status_code == 403


def test_the_page_records_and_the_list_shows_it() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    sent = {"party": make.party("IR").pk, "text_en": "A fund", "state": "discussed", "sensitivity": "secretariat"}

    page = browser.post(ADDRESS, sent, follow=True).content.decode()

    assert "The initiative is written down." in page
    assert "A fund" in page
    assert "Under discussion" in page
    assert "Iran" in page
