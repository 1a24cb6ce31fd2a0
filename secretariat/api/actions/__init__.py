"""What the exchange can do: load a conference file."""

from secretariat.api.actions.load import load

__all__ = ["load"]
