"""What a program may read and do at the desk ``door``."""

from secretariat.api.v1.desks.door.deeds import DEEDS, LEFT_OUT
from secretariat.api.v1.desks.door.rows import RESOURCES

__all__ = ["DEEDS", "LEFT_OUT", "RESOURCES"]
