"""What a program may read and do at the desk ``programme``."""

from secretariat.api.v1.desks.programme.deeds import DEEDS, LEFT_OUT
from secretariat.api.v1.desks.programme.rows import RESOURCES

__all__ = ["DEEDS", "LEFT_OUT", "RESOURCES"]
