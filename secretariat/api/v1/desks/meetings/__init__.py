"""What a program may read and do at the desk of meetings: the record, missions, bilateral requests, stays."""

from collections.abc import Mapping

from secretariat.api.v1.deeds import Deed
from secretariat.api.v1.desks.meetings import asking, missions, record
from secretariat.api.v1.resources import Resource

RESOURCES: tuple[Resource, ...] = (*record.RESOURCES, *missions.RESOURCES, *asking.RESOURCES)
DEEDS: tuple[Deed, ...] = (*record.DEEDS, *missions.DEEDS, *asking.DEEDS)
LEFT_OUT: Mapping[str, str] = {}
