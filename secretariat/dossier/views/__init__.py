"""Pages of the dossier desk."""

from secretariat.dossier.views.positions import (
    positions,
)

__all__ = [
    "positions",
]
