"""What each role sees: closed by default."""

import pytest
from django.contrib.auth.models import AnonymousUser

from secretariat.accounts.models import Role, Sensitivity, User
from secretariat.delegations.models import Invitation
from tests import make

pytestmark = pytest.mark.django_db

EVERY_LEVEL = set(Sensitivity.values)
SEEN = {
    None: {"public"},
    Role.FOCAL_POINT: {"public", "delegations"},
    Role.DOOR_OFFICER: {"public", "delegations"},
    Role.PRESS_OFFICER: {"public", "delegations"},
    Role.RAPPORTEUR: {"public", "delegations", "secretariat"},
    Role.READER: {"public", "delegations", "secretariat"},
    Role.DESK_OFFICER: {"public", "delegations", "secretariat"},
    Role.SECRETARY: EVERY_LEVEL,
}


@pytest.mark.parametrize("role", list(SEEN))
def test_each_role_sees_its_levels_and_no_other(role: Role | None) -> None:
    conference = make.conference()
    for code, level in zip(["LB", "JO", "IQ", "TR"], Sensitivity.values, strict=True):
        make.invitation(conference, make.party(code), sensitivity=level)
    party = make.party("CN") if role == Role.FOCAL_POINT else None
    person = make.user(role, conference, party=party) if role else AnonymousUser()

    seen = set(Invitation.objects.visible_to(person).values_list("sensitivity", flat=True))

    assert seen == SEEN[role]


def test_a_member_of_another_conference_is_a_stranger_here() -> None:
    here, there = make.conference(), make.conference("geneva-2021", is_public=False)
    make.invitation(here, sensitivity=Sensitivity.SECRETARIAT)

    assert not Invitation.objects.visible_to(make.user(Role.SECRETARY, there)).exists()


def test_nothing_of_a_conference_that_is_not_public_is_seen_by_a_stranger() -> None:
    make.invitation(make.conference(is_public=False), sensitivity=Sensitivity.PUBLIC)

    assert not Invitation.objects.visible_to(AnonymousUser()).exists()


def test_whoever_keeps_the_installation_sees_no_conference_by_that_alone() -> None:
    make.invitation(make.conference(), sensitivity=Sensitivity.SECRETARIAT)
    keeper = User.objects.create_superuser("keeper@example.org", name="Keeper")

    assert not Invitation.objects.visible_to(keeper).exists()


def test_the_office_shows_a_focal_point_their_own_party_alone() -> None:
    conference = make.conference()
    own = make.invitation(conference, make.party("LB"), sensitivity=Sensitivity.SECRETARIAT)
    make.invitation(conference, make.party("JO"), sensitivity=Sensitivity.PUBLIC)
    focal = make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))

    assert list(Invitation.objects.in_office_of(focal)) == [own]


def test_a_focal_point_does_not_see_what_is_restricted_about_their_party() -> None:
    conference = make.conference()
    make.invitation(conference, make.party("LB"), sensitivity=Sensitivity.RESTRICTED)
    focal = make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))

    assert not Invitation.objects.in_office_of(focal).exists()
