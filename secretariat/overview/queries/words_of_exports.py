"""The record in words for calendars that are followed, and for invitations by mail."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

VERBS: dict[str, str | Promise] = {
    "programme.open_conference_feed": gettext_lazy("opened a calendar of the conference with a secret address"),
    "programme.open_delegate_feed": gettext_lazy("opened a calendar of a delegate with a secret address"),
    "programme.open_room_feed": gettext_lazy("opened a calendar of a room with a secret address"),
    "programme.invite_to_session": gettext_lazy("invited people to a session by mail"),
    "programme.invite_to_bilateral": gettext_lazy("invited people to a bilateral meeting by mail"),
    "programme.invite_to_meeting": gettext_lazy("invited people to a meeting by mail"),
    "programme.call_off_convocation": gettext_lazy("told those who were invited that nothing is held"),
    "programme.take_reply": gettext_lazy("took in an answer to an invitation"),
    "programme.confirm_reply": gettext_lazy("confirmed an answer to an invitation"),
    "programme.put_aside_reply": gettext_lazy("put an answer to an invitation aside"),
}

KINDS: dict[str, str | Promise] = {
    "programme.convocation": gettext_lazy("invitations by mail"),
    "programme.invitee": gettext_lazy("people who were invited by mail"),
    "programme.receivedreply": gettext_lazy("answers to invitations"),
}
