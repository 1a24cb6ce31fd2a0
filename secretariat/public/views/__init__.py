"""Pages of the public site."""

from secretariat.public.views.pages import conference, front, participants, source, sources

__all__ = ["conference", "front", "participants", "source", "sources"]
