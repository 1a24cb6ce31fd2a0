"""Rows of the programme desk: sessions, the timetable, speakers."""

from secretariat.programme.models.sessions import (
    AgendaItem,
    Announcement,
    KeptApart,
    MustAttend,
    RoomClosure,
    RoomPair,
    Session,
    SessionItem,
    SessionKind,
    SessionState,
)
from secretariat.programme.models.speakers import (
    Intervention,
    InterventionKind,
    InterventionState,
    SpeakersList,
    SpeakersRule,
)
from secretariat.programme.models.timetable import (
    LONG_SILENCE,
    Draft,
    DraftState,
    Feed,
    Hours,
    Place,
    ProgrammeRules,
    Publication,
)

__all__ = [
    "LONG_SILENCE",
    "AgendaItem",
    "Announcement",
    "Draft",
    "DraftState",
    "Feed",
    "Hours",
    "Intervention",
    "InterventionKind",
    "InterventionState",
    "KeptApart",
    "MustAttend",
    "Place",
    "ProgrammeRules",
    "Publication",
    "RoomClosure",
    "RoomPair",
    "Session",
    "SessionItem",
    "SessionKind",
    "SessionState",
    "SpeakersList",
    "SpeakersRule",
]
