"""Correcting how an obstacle was written down, or who says so."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, Sensitivity
from secretariat.audit.action import Stale
from secretariat.audit.models import Entry
from secretariat.dossier.actions import revise_obstacle
from secretariat.dossier.models import Obstacle
from tests import make, make_dossier

pytestmark = pytest.mark.django_db


def address(obstacle: Obstacle) -> str:
    return f"/en/damascus-2020/office/obstacles/{obstacle.pk}/revise/"


def test_who_says_so_is_changed_with_old_and_new_on_record() -> None:
    syria, china = make.party("SY"), make.party("CN")
    obstacle = make_dossier.obstacle(make.conference(), syria)

    revise_obstacle(
        make.user(Role.SECRETARY, obstacle.conference), obstacle, version=1, details={}, claimants=[syria, china]
    )

    assert Entry.objects.get().changes == {"claimants": [[syria.pk], [syria.pk, china.pk]]}
    assert Obstacle.objects.get().version == 2


def test_saving_without_a_change_is_not_a_deed() -> None:
    syria = make.party("SY")
    obstacle = make_dossier.obstacle(make.conference(), syria)

    revise_obstacle(make.user(Role.SECRETARY, obstacle.conference), obstacle, details={}, claimants=[syria])

    assert not Entry.objects.exists()


def test_a_stale_form_is_refused() -> None:
    obstacle = make_dossier.obstacle(make.conference())
    secretary = make.user(Role.SECRETARY, obstacle.conference)
    revise_obstacle(secretary, obstacle, details={"since_date": "2015-03"}, claimants=[])

    with pytest.raises(Stale):
        revise_obstacle(secretary, obstacle, version=1, details={"since_date": "2016-03"}, claimants=[])

    assert Obstacle.objects.get().since_date == "2015-03"


def test_a_reader_may_not_and_what_is_hidden_has_no_page() -> None:
    conference = make.conference()
    obstacle = make_dossier.obstacle(conference)
    hidden = make_dossier.obstacle(conference, sensitivity=Sensitivity.RESTRICTED)
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        revise_obstacle(reader, obstacle, details={}, claimants=[])

    assert make.client(reader).get(address(obstacle)).status_code == 403
    assert make.client(reader).get(address(hidden)).status_code == 404


def test_the_page_shows_what_is_kept_and_revises_it() -> None:
    syria, china = make.party("SY"), make.party("CN")
    obstacle = make_dossier.obstacle(make.conference(), syria)
    browser = make.client(make.user(Role.SECRETARY, obstacle.conference))
    sent: dict[str, Any] = {"version": 1, "kind": "sanctions", "claimants": [china.pk], "sensitivity": "public"}

    opened = browser.get(address(obstacle)).content.decode()
    page = browser.post(address(obstacle), sent, follow=True).content.decode()

    assert f'<option value="{syria.pk}" selected>' in opened
    assert "The obstacle is revised." in page
    changed = Obstacle.objects.get()
    assert (changed.kind, [each.party for each in changed.claimants.all()]) == ("sanctions", [china])
