"""The schedule format of frab, pretalx and the tools of c3voc, in JSON and in XML, read and written.

Plain Python; lxml is read when a function first needs it. ``schedule_of`` reads what a JSON parser made, ``read_xml``
the bytes of an XML file; both return what they could read and, field by field, what is wrong. ``write_json`` and
``write_xml`` make valid files of any schedule with a day; what these will not say as it stands, ``lost_in_json`` and
``lost_in_xml`` tell before. No entity is resolved and nothing is fetched.
"""

from secretariat.engines.frab.forms import json_fitted, lost_in_json, lost_in_xml, xml_fitted
from secretariat.engines.frab.jsonwriting import SCHEMA, write_json
from secretariat.engines.frab.models import (
    SIZE_LIMIT,
    Conference,
    Day,
    DayRoom,
    Event,
    Generator,
    Link,
    Person,
    Problem,
    Read,
    Room,
    Schedule,
    Track,
    Unreadable,
    Unwritable,
)
from secretariat.engines.frab.moments import day_date
from secretariat.engines.frab.reading import schedule_of
from secretariat.engines.frab.xmlreading import read_xml
from secretariat.engines.frab.xmlwriting import write_xml

__all__ = [
    "SCHEMA",
    "SIZE_LIMIT",
    "Conference",
    "Day",
    "DayRoom",
    "Event",
    "Generator",
    "Link",
    "Person",
    "Problem",
    "Read",
    "Room",
    "Schedule",
    "Track",
    "Unreadable",
    "Unwritable",
    "day_date",
    "json_fitted",
    "lost_in_json",
    "lost_in_xml",
    "read_xml",
    "schedule_of",
    "write_json",
    "write_xml",
    "xml_fitted",
]
