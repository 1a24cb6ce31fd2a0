"""Builders of bilateral requests, stays and blocked times, made in the plainest way and never through the door."""

from datetime import UTC, datetime
from typing import Any

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegation
from secretariat.meetings.models import Bilateral, BlockedTime, Stay
from tests import make

# Noon of the first day of the conference at the venue.
FIRST_NOON = datetime(2020, 11, 11, 10, tzinfo=UTC)


def delegation(conference: Conference, code: str = "LB", **fields: Any) -> Delegation:
    """A delegation to the conference that the others are shown."""
    return make.delegation(conference, make.party(code), **fields)


def bilateral(conference: Conference, asking: str = "LB", asked: str = "JO", **fields: Any) -> Bilateral:
    """A request of half an hour that waits for an answer."""
    sides = {"asking": _sent(conference, asking), "asked": _sent(conference, asked)}
    values = {"topic": "Schools", "entered_by": make._house_hand(), **sides, **fields}
    return Bilateral.objects.create(conference=conference, **values)


def stay(delegation: Delegation, **fields: Any) -> Stay:
    """When a delegation comes and goes."""
    return Stay.objects.create(conference=delegation.conference, delegation=delegation, **fields)


def blocked(delegation: Delegation, **fields: Any) -> BlockedTime:
    """An hour at noon of the first day in which a delegation meets nobody."""
    values = {"starts_at": FIRST_NOON, "ends_at": FIRST_NOON.replace(hour=11), "reason": "Prayer", **fields}
    return BlockedTime.objects.create(conference=delegation.conference, delegation=delegation, **values)


def focal_point(conference: Conference, code: str = "LB", **fields: Any) -> User:
    """The person who speaks for a party."""
    return make.user(Role.FOCAL_POINT, conference, party=make.party(code), **fields)


def officer(conference: Conference, desk: str = "programme") -> User:
    """An officer who acts on behalf of delegations."""
    return make.user(Role.DESK_OFFICER, conference, desks=[desk])


def address(conference: Conference, page: str, language: str = "en") -> str:
    """A page of the office."""
    return f"/{language}/{conference.slug}/office/{page}"


def _sent(conference: Conference, code: str) -> Delegation:
    sent = Delegation.objects.filter(conference=conference, party__code=code, occasion="conference").first()
    return sent or delegation(conference, code)
