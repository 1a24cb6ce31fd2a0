"""What a program may read and do at the desk ``audit``."""

from secretariat.api.v1.deeds import Deed
from secretariat.api.v1.resources import Resource

RESOURCES: tuple[Resource, ...] = ()
DEEDS: tuple[Deed, ...] = ()
