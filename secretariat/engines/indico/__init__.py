"""What people take out of Indico, CERN's system for conferences: events, timetables, registrations. It is only read.

Plain Python on parsed JSON and on rows of text. ``event_of`` reads an event with its contributions and sessions,
``timetable_of`` a timetable, ``registrations_of`` what the interface for checking in answers, ``registrations_csv`` a
table of registrations. What is no such file raises ``Unreadable`` with a code; a field that is wrong is told as a
``Problem`` with its place, and everything else is kept.

Each thing has a ``source_id`` under which it is known when it is read again: ``indico:137346:c12`` a contribution,
``:s3`` a block, ``:b7`` a break, ``:reg45`` a registration. The numbers are those of the things themselves, so an event
and its timetable name them alike. Secrets of tickets, hashes of addresses and lists of access are never read.
"""

from secretariat.engines.indico.events import event_of
from secretariat.engines.indico.lists import registrations_csv
from secretariat.engines.indico.models import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_CONTRIBUTIONS,
    MOST_DAYS,
    MOST_FIELDS,
    MOST_LISTED,
    MOST_PROBLEMS,
    MOST_REGISTRATIONS,
    STATES,
    Contribution,
    Event,
    EventRead,
    Material,
    Person,
    Problem,
    Reference,
    Registration,
    RegistrationsRead,
    Session,
    SessionBlock,
    SubContribution,
    TimetableEntry,
    TimetableRead,
    Unreadable,
)
from secretariat.engines.indico.registrations import registrations_of
from secretariat.engines.indico.timetables import timetable_of

__all__ = [
    "LONGEST_LINE",
    "LONGEST_TEXT",
    "MOST_CONTRIBUTIONS",
    "MOST_DAYS",
    "MOST_FIELDS",
    "MOST_LISTED",
    "MOST_PROBLEMS",
    "MOST_REGISTRATIONS",
    "STATES",
    "Contribution",
    "Event",
    "EventRead",
    "Material",
    "Person",
    "Problem",
    "Reference",
    "Registration",
    "RegistrationsRead",
    "Session",
    "SessionBlock",
    "SubContribution",
    "TimetableEntry",
    "TimetableRead",
    "Unreadable",
    "event_of",
    "registrations_csv",
    "registrations_of",
    "timetable_of",
]
