"""Taking back that a pledge has to do with something."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, Sensitivity
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.dossier.actions import untie_pledge
from secretariat.dossier.models import Tie
from tests import make, make_dossier, make_pledges

pytestmark = pytest.mark.django_db


def tie(conference: Conference, **fields: str) -> Tie:
    obstacle = make_dossier.obstacle(conference, **fields)
    return Tie.objects.create(conference=conference, pledge=make_pledges.pledge(conference), obstacle=obstacle)


def address(tied: Tie) -> str:
    return f"/en/damascus-2020/office/ties/{tied.pk}/untie/"


def test_the_tie_is_gone_and_the_record_keeps_that_it_was_there() -> None:
    tied = tie(make.conference())
    pledge_id, obstacle_id, number = tied.pledge_id, tied.obstacle_id, tied.pk

    untie_pledge(make.user(Role.SECRETARY, tied.conference), tied)

    assert not Tie.objects.exists()
    entry = Entry.objects.get()
    assert (entry.verb, entry.thing_id, entry.thing_type) == ("dossier.untie_pledge", number, "dossier.tie")
    assert entry.changes["pledge_id"] == [pledge_id, None]
    assert entry.changes["obstacle_id"] == [obstacle_id, None]


def test_a_reader_may_not_and_a_tie_to_what_is_hidden_is_not_found() -> None:
    conference = make.conference()
    seen, hidden = tie(conference), tie(conference, sensitivity=Sensitivity.RESTRICTED)
    reader = make.user(Role.READER, conference)
    officer = make.user(Role.DESK_OFFICER, conference, desks=["dossier"])

    with pytest.raises(PermissionDenied):
        untie_pledge(reader, seen)

    assert make.client(reader).post(address(seen)).status_code == 403
    assert make.client(officer).post(address(hidden)).status_code == 404
    assert Tie.objects.count() == 2


def test_the_button_unties_and_goes_back_to_the_ties() -> None:
    tied = tie(make.conference())
    browser = make.client(make.user(Role.SECRETARY, tied.conference))

    opened = browser.get(f"/en/damascus-2020/office/pledges/{tied.pledge_id}/ties/").content.decode()
    page = browser.post(address(tied), follow=True).content.decode()

    assert address(tied) in opened
    assert "The pledge is no longer tied to it." in page
    assert browser.get(address(tied)).status_code == 405
