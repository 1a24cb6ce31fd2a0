"""Correcting how a position was written down."""

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, Sensitivity
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.dossier.actions import revise_position
from secretariat.dossier.models import Position, Stance
from tests import make, make_dossier

pytestmark = pytest.mark.django_db


def address(position: Position) -> str:
    return f"/en/damascus-2020/office/positions/{position.pk}/revise/"


def written() -> Position:
    return make_dossier.position(make_dossier.topic(make.conference()))


def sent(position: Position, **fields: Any) -> dict[str, Any]:
    seen = {
        "party": position.party_id,
        "topic": position.topic_id,
        "said_date": position.said_date,
        "said_by": "",
        "stance": position.stance,
        "sensitivity": position.sensitivity,
    }
    noted = {f"initial-{name}": value for name, value in seen.items()}
    noted["initial-text"] = json.dumps(position.text.data)
    return {**seen, **noted, "text_en": str(position.text), "version": position.version, **fields}


def test_a_slip_is_corrected_with_old_and_new_on_record() -> None:
    position = written()

    revise_position(
        make.user(Role.SECRETARY, position.conference), position, version=1, details={"stance": Stance.AGAINST}
    )

    assert Entry.objects.get().changes == {"stance": ["for", "against"]}
    assert Position.objects.get().version == 2


def test_words_may_not_be_taken_away() -> None:
    position = written()

    with pytest.raises(Refused) as refusal:
        revise_position(make.user(Role.SECRETARY, position.conference), position, details={"text": ""})

    assert refusal.value.field == "text"
    assert str(Position.objects.get().text) == "It is time"


def test_a_topic_of_another_conference_is_refused() -> None:
    position, other = written(), make_dossier.topic(make.conference("another"))

    with pytest.raises(Refused, match="another conference"):
        revise_position(make.user(Role.SECRETARY, position.conference), position, details={"topic": other})


def test_a_stale_form_is_refused() -> None:
    position = written()
    secretary = make.user(Role.SECRETARY, position.conference)
    before = sent(position, stance="neutral")
    revise_position(secretary, position, details={"stance": Stance.AGAINST})

    with pytest.raises(Stale):
        revise_position(secretary, position, version=1, details={"stance": Stance.NEUTRAL})
    answer = make.client(secretary).post(address(position), before)

    assert Position.objects.get().stance == "against"
    assert [(each.seen, each.now, each.yours) for each in answer.context["differences"]] == [
        ("For", "Against", "Neutral")
    ]


def test_a_reader_may_not() -> None:
    position = written()
    reader = make.user(Role.READER, position.conference)

    with pytest.raises(PermissionDenied):
        revise_position(reader, position, details={"stance": Stance.AGAINST})

    assert make.client(reader).get(address(position)).status_code == 403


def test_what_an_officer_may_not_see_has_no_page() -> None:
    conference = make.conference()
    hidden = make_dossier.position(make_dossier.topic(conference), sensitivity=Sensitivity.RESTRICTED)
    elsewhere = make_dossier.position(make_dossier.topic(make.conference("another")))
    browser = make.client(make.user(Role.DESK_OFFICER, conference, desks=["dossier"]))

    assert browser.get(address(hidden)).status_code == 404
    assert browser.get(address(elsewhere)).status_code == 404


def test_the_page_corrects_and_goes_back_to_the_topic() -> None:
    position = written()
    browser = make.client(make.user(Role.SECRETARY, position.conference))

    page = browser.post(address(position), sent(position, stance="against", said_by="H.E. Amal"), follow=True)

    assert "The position is corrected." in page.content.decode()
    assert page.redirect_chain[-1][0].endswith(f"/positions/topics/{position.topic_id}/")
    corrected = Position.objects.get()
    assert (corrected.stance, corrected.said_by) == ("against", "H.E. Amal")
