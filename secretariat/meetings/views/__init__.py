"""Pages of the meetings desk."""

from secretariat.meetings.views.pages import meetings

__all__ = ["meetings"]
