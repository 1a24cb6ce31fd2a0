"""Builders of speakers' lists; plain, never through the door."""

from datetime import datetime
from typing import Any

from secretariat.conference.models import Conference
from secretariat.programme.models import Intervention, SpeakersList
from tests import make, make_programme

NOON = make_programme.at(12)


def speakers_list(conference: Conference, **fields: Any) -> SpeakersList:
    """The list of a new session that delegations may see."""
    session = make_programme.session(conference, sensitivity="delegations")
    return SpeakersList.objects.create(conference=conference, session=session, **fields)


def turn(held: SpeakersList, code: str = "LB", *, at: datetime = NOON, **fields: Any) -> Intervention:
    """Somebody who waits for the floor, for five minutes."""
    sent = make_programme.delegation(held.conference, code)
    values = {"asked_at": at, "limit_seconds": 300, "entered_by": make._house_hand()}
    return Intervention.objects.create(conference=held.conference, list=held, delegation=sent, **{**values, **fields})


def speaking(held: SpeakersList, code: str = "LB", *, since: datetime = NOON, **fields: Any) -> Intervention:
    """Somebody who has the floor, and the clock runs."""
    return turn(held, code, state="speaking", began_at=since, running_since=since, **fields)
