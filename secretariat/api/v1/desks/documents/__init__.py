"""What a program may read and do at the desk ``documents``."""

from secretariat.api.v1.desks.documents.deeds import DEEDS, LEFT_OUT
from secretariat.api.v1.desks.documents.rows import RESOURCES

__all__ = ["DEEDS", "LEFT_OUT", "RESOURCES"]
