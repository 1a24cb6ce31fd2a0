"""Minutes of a meeting: versions that are written, circulated, and agreed at last."""

from datetime import date

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, Stale, action, unless_stale
from secretariat.meetings import permissions
from secretariat.meetings.actions.parts import held, refuse_if_frozen
from secretariat.meetings.models import Meeting, Minutes, RecordState
from secretariat.ui.templatetags.ui import day, number


@action(allow=permissions.may_write_minutes)
def write_minutes(actor: User, meeting: Meeting, *, text: str, language: str, version: int | None = None) -> Minutes:
    """Write a new version of the minutes; earlier versions stay as they are.

    The version is the number of the newest one this person saw: none is written past another unseen.
    """
    refuse_if_frozen(meeting)
    newest = meeting.minutes.order_by("number").last()
    latest = newest.number if newest else 0
    if version is not None and version != latest:
        raise Stale
    if newest is not None and newest.text == text and newest.language == language:
        raise Refused(_("Version %(number)s says the same already.") % {"number": number(latest)}, field="text")
    minutes = Minutes(conference_id=meeting.conference_id, meeting=meeting, entered_by=actor)
    minutes.number, minutes.text, minutes.language = latest + 1, text, language
    minutes.save()
    _stand(meeting, RecordState.DRAFT)
    return minutes


@action(allow=permissions.may_circulate_minutes)
def circulate_minutes(actor: User, minutes: Minutes, *, circulated_date: date, version: int | None = None) -> Minutes:
    """Note that the newest version of the minutes went out to those who were at the meeting."""
    del actor
    meeting = _of_the_newest(minutes, version)
    if minutes.state != RecordState.DRAFT:
        raise Refused(_("This version is circulated already."))
    if len(meeting.held_date) == 10 and circulated_date.isoformat() < meeting.held_date:
        raise Refused(
            _("The meeting was held on %(day)s; its minutes cannot be older.") % {"day": day(meeting.held_date)},
            field="circulated_date",
        )
    minutes.state, minutes.circulated_date = RecordState.CIRCULATED, circulated_date
    minutes.save(update_fields=["state", "circulated_date"])
    _stand(meeting, RecordState.CIRCULATED)
    return minutes


@action(allow=permissions.may_agree_minutes)
def agree_minutes(actor: User, minutes: Minutes, *, agreed_date: date, version: int | None = None) -> Minutes:
    """Note that the circulated minutes are agreed; from then on the record of the meeting stays as it is."""
    del actor
    meeting = _of_the_newest(minutes, version)
    if minutes.state != RecordState.CIRCULATED or minutes.circulated_date is None:
        raise Refused(_("Minutes are circulated before they are agreed."))
    if agreed_date < minutes.circulated_date:
        raise Refused(
            _("These minutes went out on %(day)s; they cannot be agreed earlier.")
            % {"day": day(minutes.circulated_date)},
            field="agreed_date",
        )
    minutes.state, minutes.agreed_date = RecordState.AGREED, agreed_date
    minutes.save(update_fields=["state", "agreed_date"])
    _stand(meeting, RecordState.AGREED)
    return minutes


def _of_the_newest(minutes: Minutes, version: int | None) -> Meeting:
    """The meeting of these minutes, held; they must be the newest ones, and as this person saw them."""
    meeting = held(minutes.meeting_id)
    refuse_if_frozen(meeting)
    unless_stale(minutes, version)
    if meeting.minutes.filter(number__gt=minutes.number).exists():
        raise Refused(_("There is a newer version of these minutes."))
    return meeting


def _stand(meeting: Meeting, state: str) -> None:
    meeting.record_state = state
    meeting.save(update_fields=["record_state"])
