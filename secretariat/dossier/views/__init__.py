"""Pages of the dossier desk."""

from secretariat.dossier.views.pages import positions

__all__ = ["positions"]
