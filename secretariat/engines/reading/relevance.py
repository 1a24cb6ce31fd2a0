"""Whether a report has anything to do with conferences, refugees or diplomacy; without that nothing is drafted."""

from collections.abc import Sequence

from secretariat.engines.reading.languages import pattern
from secretariat.engines.reading.parties import Mention

__all__ = ["is_relevant"]

# A strong sign hardly stands in reports of sport, markets or the stage; a weak one does, if seldom three of them.
_STRONG = pattern("relevance", "strong")
_WEAK = pattern("relevance", "weak")
_LEAST = 3


def is_relevant(text: str, mentions: Sequence[Mention]) -> bool:
    """Say whether a text names a party and bears enough different signs, of which a strong one counts twice."""
    if not mentions:
        return False
    strong = {match[0].lower().removesuffix("s") for match in _STRONG.finditer(text)}
    weak = {match[0].lower().removesuffix("s") for match in _WEAK.finditer(text)}
    organisations = {mention.code for mention in mentions if mention.kind == "organisation"}
    return 2 * len(strong) + len(weak) + min(len(organisations), 1) >= _LEAST
