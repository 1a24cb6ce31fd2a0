"""Rows of the programme desk: sessions, the timetable, speakers."""

from secretariat.programme.models.convening import Convocation, Invitee, ReceivedReply, Reply, ReplyState
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
    "Convocation",
    "Draft",
    "DraftState",
    "Feed",
    "Hours",
    "Intervention",
    "InterventionKind",
    "InterventionState",
    "Invitee",
    "KeptApart",
    "MustAttend",
    "Place",
    "ProgrammeRules",
    "Publication",
    "ReceivedReply",
    "Reply",
    "ReplyState",
    "RoomClosure",
    "RoomPair",
    "Session",
    "SessionItem",
    "SessionKind",
    "SessionState",
    "SpeakersList",
    "SpeakersRule",
]
