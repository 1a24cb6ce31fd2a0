"""Changing the bodies of a delegation, and for whom it is kept."""

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role, Sensitivity
from secretariat.audit.action import Stale
from secretariat.audit.models import Entry
from secretariat.delegations.actions import revise_delegation
from secretariat.delegations.models import Body, Delegation
from tests import make

pytestmark = pytest.mark.django_db

DEFENCE, HEALTH = LazyI18nString({"en": "Ministry of Defence"}), LazyI18nString({"en": "Ministry of Health"})


def address(delegation: Delegation, language: str = "en") -> str:
    return f"/{language}/damascus-2020/office/delegations/{delegation.pk}/revise/"


def with_body(name: LazyI18nString = DEFENCE) -> Delegation:
    delegation = make.delegation(make.conference(), sensitivity=Sensitivity.SECRETARIAT)
    Body.objects.create(conference=delegation.conference, delegation=delegation, name=name)
    return delegation


def test_a_change_of_bodies_alone_is_recorded_with_old_and_new() -> None:
    delegation = with_body()

    revise_delegation(
        make.user(Role.SECRETARY, delegation.conference), delegation, bodies=[HEALTH], sensitivity="secretariat"
    )

    assert Entry.objects.get().changes == {"bodies": [[DEFENCE.data], [HEALTH.data]]}
    assert Delegation.objects.get().version == 2


def test_saving_without_a_change_is_not_a_deed() -> None:
    delegation = with_body()

    revise_delegation(
        make.user(Role.SECRETARY, delegation.conference), delegation, bodies=[DEFENCE], sensitivity="secretariat"
    )

    assert not Entry.objects.exists()


def test_a_stale_form_is_refused() -> None:
    delegation = with_body()
    amal = make.user(Role.SECRETARY, delegation.conference)
    revise_delegation(amal, delegation, bodies=[HEALTH], sensitivity="secretariat")

    with pytest.raises(Stale):
        revise_delegation(amal, delegation, bodies=[], sensitivity="secretariat", version=1)

    assert [str(body) for body in Body.objects.all()] == ["Ministry of Health"]


def test_a_focal_point_and_a_reader_may_not() -> None:
    delegation = with_body()
    reader = make.user(Role.READER, delegation.conference)
    focal = make.user(Role.FOCAL_POINT, delegation.conference, party=delegation.party)

    with pytest.raises(PermissionDenied):
        revise_delegation(focal, delegation, bodies=[], sensitivity="public")

    assert make.client(reader).get(address(delegation)).status_code == 403
    assert make.client(focal).get(address(delegation)).status_code == 404


def test_a_delegation_of_another_conference_is_not_found_here() -> None:
    elsewhere = make.delegation(make.conference("geneva-2021"))
    client = make.client(make.user(Role.SECRETARY, make.conference()))

    assert client.get(address(elsewhere)).status_code == 404


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers_with_what_is_kept(language: str) -> None:
    delegation = with_body()
    client = make.client(make.user(Role.SECRETARY, delegation.conference))

    assert "Ministry of Defence" in client.get(address(delegation, language)).content.decode()


def test_a_language_the_conference_no_longer_speaks_is_kept() -> None:
    delegation = with_body(LazyI18nString({"en": "Ministry of Defence", "ru": "Министерство обороны"}))
    delegation.conference.languages = ["en", "ar"]
    delegation.conference.save()
    client = make.client(make.user(Role.SECRETARY, delegation.conference))

    client.post(address(delegation), _entered(1, body_1_en="Ministry of War"))

    assert Body.objects.get().name.data == {"en": "Ministry of War", "ru": "Министерство обороны"}


def test_a_body_added_meanwhile_is_shown_and_kept_unless_it_is_taken_away_knowingly() -> None:
    delegation = with_body()
    amal = make.user(Role.SECRETARY, delegation.conference)
    client = make.client(amal)
    revise_delegation(amal, delegation, bodies=[DEFENCE, HEALTH], sensitivity="secretariat")
    seen = {"initial-body_1": json.dumps(DEFENCE.data), "initial-sensitivity": "secretariat"}

    first = client.post(address(delegation), _entered(1, body_1_en="Ministry of War", **seen))

    assert [(each.label, each.seen, each.now) for each in first.context["differences"]] == [
        ("Body 2 (English)", "", "Ministry of Health")
    ]
    assert Body.objects.count() == 2
    assert 'value="Ministry of War"' in first.content.decode()

    again = dict(first.context["form"].data.lists())
    second = client.post(address(delegation), again)
    assert second.status_code == 302
    assert [str(body) for body in Body.objects.all()] == ["Ministry of War", "Ministry of Health"]

    delegation.refresh_from_db()
    client.post(address(delegation), _entered(delegation.version, body_1_en="Ministry of War"))
    assert [str(body) for body in Body.objects.all()] == ["Ministry of War"]


def _entered(version: Any, **entered: object) -> dict[str, object]:
    return {"version": version, "sensitivity": "secretariat", **entered}
