"""Minutes: the versions of a meeting, and a first text composed of what is written down."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from secretariat.accounts.models import Sensitivity, User
from secretariat.meetings.models import Meeting, Minutes, Verb
from secretariat.meetings.queries.meetings import MeetingRow, PointRow
from secretariat.ui.templatetags.ui import day

_LEVELS = tuple(Sensitivity.values)


def minutes_of(meeting: Meeting, user: User) -> QuerySet[Minutes]:
    """The versions of the minutes of a meeting that the office shows this person, the oldest first."""
    return Minutes.objects.in_office_of(user).filter(meeting=meeting).select_related("entered_by").order_by("number")


def newest_minutes(meeting: Meeting) -> Minutes | None:
    """The newest version of the minutes, if there is one."""
    return meeting.minutes.order_by("number").last()


def composed(row: MeetingRow, points: list[PointRow], language: str) -> str:
    """A text for the minutes from what is written down, in a language.

    Points that are kept for fewer people than the meeting itself are left out: whoever sees the meeting's minutes
    reads all of them.
    """
    levels = _LEVELS[: _LEVELS.index(row.meeting.sensitivity) + 1]
    open_points = [each for each in points if each.point.sensitivity in levels]
    with override(language):
        return "\n".join([*_head(row, language), "", *_said(open_points, language)]).strip() + "\n"


def _head(row: MeetingRow, language: str) -> list[str]:
    meeting = row.meeting
    place = ", ".join(part for part in (_in(meeting.venue, language), _in(meeting.city, language)) if part)
    country = _in(row.country_name, language)
    where = ", ".join(part for part in (place, country) if part)
    lines = [_in(meeting.title, language), " · ".join(part for part in (day(meeting.held_date), where) if part)]
    if meeting.host is not None:
        host = _with_head(_in(row.host_name, language), meeting.host_person, _in(meeting.host_capacity, language))
        lines.append(_("Host: %(host)s") % {"host": host})
    came = [
        _with_head(_in(each.name, language), each.visitor.head, _in(each.visitor.head_capacity, language))
        for each in row.visitors
    ]
    if came:
        lines.append(_("Visitors: %(visitors)s") % {"visitors": "; ".join(came)})
    if meeting.subject:
        lines.append(_("Subject: %(subject)s") % {"subject": _in(meeting.subject, language)})
    return [line for line in lines if line]


def _said(points: list[PointRow], language: str) -> list[str]:
    lines = []
    for number, row in enumerate(points, start=1):
        speakers = ", ".join(_in(name, language) for name in row.names)
        verb = str(Verb(row.point.verb).label)
        spoken = " ".join(part for part in (speakers, verb) if part)
        lines.append(f"{number}. {spoken}: {_in(row.point.text, language)}")
    return lines


def _with_head(name: str, person: str, capacity: str) -> str:
    head = ", ".join(part for part in (person, capacity) if part)
    return f"{name} ({head})" if head else name


def _in(said: object, language: str) -> str:
    """A text in this language, or in another if it has none."""
    kept = getattr(said, "data", said)
    if not isinstance(kept, dict):
        return str(kept or "")
    return str(kept.get(language) or next((words for words in kept.values() if words), ""))
