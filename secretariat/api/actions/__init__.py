"""What the exchange can do: load a conference file, and take up what waited for a desk."""

from secretariat.api.actions.kept import TakenUp, take_up_kept
from secretariat.api.actions.load import load

__all__ = ["TakenUp", "load", "take_up_kept"]
