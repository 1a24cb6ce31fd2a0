"""What people fill in at the conference desk."""

from secretariat.conference.forms.conference import (
    ConferenceForm,
    ConveneForm,
    ObjectiveForm,
    RoomForm,
    ShownNameForm,
    StateObjectiveForm,
    what_is_said_of,
    what_is_said_of_objective,
    what_is_said_of_room,
    what_is_said_of_shown_name,
)
from secretariat.conference.forms.members import AdmitForm, CloseForm

__all__ = [
    "AdmitForm",
    "CloseForm",
    "ConferenceForm",
    "ConveneForm",
    "ObjectiveForm",
    "RoomForm",
    "ShownNameForm",
    "StateObjectiveForm",
    "what_is_said_of",
    "what_is_said_of_objective",
    "what_is_said_of_room",
    "what_is_said_of_shown_name",
]
