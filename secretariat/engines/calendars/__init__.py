"""iCalendar files of others, invitations and their replies (RFC 5545, 5546, 6047, 6868, 7986).

Plain Python, and no library: a file is measured before anything is made of it. ``read_ics`` gives what takes place
between two days, series spread out; ``write_request`` and ``write_cancel`` make what is mailed to those who are invited
to one meeting; ``read_reply`` reads what comes back, alone or within a whole mail. A file that is not read raises
``Unreadable`` with a code, an invitation that is not written ``Unwritable``; single fields that are wrong are told by
problems beside what was read. Nothing is fetched, and there is no clock.
"""

from secretariat.engines.calendars.models import (
    MAIL_LIMIT,
    MOST_ATTENDEES,
    MOST_EVENTS,
    MOST_OCCURRENCES,
    MOST_RETURNED,
    REPLY_LIMIT,
    SIZE_LIMIT,
    Attendee,
    CalendarRead,
    Event,
    Invitation,
    Problem,
    Reply,
    Unreadable,
    Unwritable,
)
from secretariat.engines.calendars.reading import read_ics
from secretariat.engines.calendars.replies import read_reply
from secretariat.engines.calendars.writing import write_cancel, write_request

__all__ = [
    "MAIL_LIMIT",
    "MOST_ATTENDEES",
    "MOST_EVENTS",
    "MOST_OCCURRENCES",
    "MOST_RETURNED",
    "REPLY_LIMIT",
    "SIZE_LIMIT",
    "Attendee",
    "CalendarRead",
    "Event",
    "Invitation",
    "Problem",
    "Reply",
    "Unreadable",
    "Unwritable",
    "read_ics",
    "read_reply",
    "write_cancel",
    "write_request",
]
