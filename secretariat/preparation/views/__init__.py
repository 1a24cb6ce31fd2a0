"""Pages of the preparation desk."""

from secretariat.preparation.views.pages import plan

__all__ = ["plan"]
