"""Whether a report has anything to do with conferences, refugees or diplomacy; without that nothing is drafted."""

import re
from collections.abc import Sequence

from secretariat.engines.reading.parties import Mention

__all__ = ["is_relevant"]

# Each word is a sign of diplomacy or of humanitarian affairs; sport, markets and kitchens hardly use two of them.
_SIGNS = re.compile(
    r"\b(refugees?|displaced|displacement|returnees?|migrants?|migration|asylum|delegations?|envoys?|ambassadors?|minist(?:er|ers|ry|ries)|"
    r"humanitarian|donors?|bilateral|embass(?:y|ies)|diplomat(?:s|ic)?|foreign affairs|international conference|donor conference|"
    r"peace|ceasefire|reconstruction|sanctions|communiqu[eé]|summit|spokes(?:person|man|woman)|special representative|security council|"
    r"united nations|general assembly|president of the republic|head of state|relief|aid convoys?|corridors?|talks|negotiations|"
    r"secretary-general|high commissioner|resolution|treaty|cooperation|sides discussed|commissioner|governments?|presidents?)\b",
    re.IGNORECASE,
)
_LEAST = 2


def is_relevant(text: str, mentions: Sequence[Mention]) -> bool:
    """Say whether a text bears at least two different signs and names a party."""
    if not mentions:
        return False
    signs = {match[1].lower().removesuffix("s") for match in _SIGNS.finditer(text)}
    return len(signs) >= _LEAST
