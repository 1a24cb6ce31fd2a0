"""What a program may read and do at the dossier: who holds what, claims, ties of pledges, and reports that are read."""

from collections.abc import Mapping

from secretariat.api.v1.deeds import Deed
from secretariat.api.v1.desks.dossier import claims, reports, ties
from secretariat.api.v1.resources import Resource

RESOURCES: tuple[Resource, ...] = (*claims.RESOURCES, *ties.RESOURCES, *reports.RESOURCES)
DEEDS: tuple[Deed, ...] = (*claims.DEEDS, *ties.DEEDS, *reports.DEEDS)
LEFT_OUT: Mapping[str, str] = {}
