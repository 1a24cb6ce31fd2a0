"""Whether a report has anything to do with conferences, refugees or diplomacy; without that nothing is drafted."""

from collections.abc import Sequence

from secretariat.engines.reading.languages import pattern
from secretariat.engines.reading.parties import Mention

__all__ = ["is_relevant"]

# Each word is a sign of diplomacy or of humanitarian affairs; sport, markets and kitchens hardly use two of them.
_SIGNS = pattern("relevance", "signs")
_LEAST = 2


def is_relevant(text: str, mentions: Sequence[Mention]) -> bool:
    """Say whether a text bears at least two different signs and names a party."""
    if not mentions:
        return False
    signs = {match[1].lower().removesuffix("s") for match in _SIGNS.finditer(text)}
    return len(signs) >= _LEAST
