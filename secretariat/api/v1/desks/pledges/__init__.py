"""What a program may read and do at the desk of pledges: promises, what becomes of them, matches and money."""

from collections.abc import Mapping

from secretariat.api.v1.deeds import Deed
from secretariat.api.v1.desks.pledges import following, money, promises
from secretariat.api.v1.resources import Resource

RESOURCES: tuple[Resource, ...] = (*promises.RESOURCES, *following.RESOURCES, *money.RESOURCES)
DEEDS: tuple[Deed, ...] = (*promises.DEEDS, *following.DEEDS, *money.DEEDS)
LEFT_OUT: Mapping[str, str] = {}
