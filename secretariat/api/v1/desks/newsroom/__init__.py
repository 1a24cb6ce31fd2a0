"""What a program may read and do at the desk ``newsroom``."""

from secretariat.api.v1.desks.newsroom.deeds import DEEDS, LEFT_OUT
from secretariat.api.v1.desks.newsroom.rows import RESOURCES

__all__ = ["DEEDS", "LEFT_OUT", "RESOURCES"]
