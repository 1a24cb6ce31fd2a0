"""Square brackets in a text under negotiation: what is in them is not agreed."""

from secretariat.engines.wording.models import Bracket

__all__ = ["brackets", "unbalanced"]

# Texts in Chinese and Japanese have wide ones of their own.
_OPENING = "[［"
_CLOSING = "]］"


def brackets(words: str) -> tuple[Bracket, ...]:
    """Return all brackets of a text in the order in which they open, the outer before the inner; depth begins at 1.

    A bracket that is never closed runs to the end of the text; one that closes nothing is passed over.
    """
    found: list[Bracket] = []
    standing: list[int] = []
    for place, letter in enumerate(words):
        if letter in _OPENING:
            standing.append(place)
        elif letter in _CLOSING and standing:
            found.append(_bracket(words, standing, standing.pop(), place + 1))
    while standing:
        found.append(_bracket(words, standing, standing.pop(), len(words)))
    return tuple(sorted(found, key=lambda each: (each.start, -each.end)))


def unbalanced(words: str) -> int | None:
    """Return the place of the first bracket that is never closed, or that closes nothing; None if there is none."""
    standing: list[int] = []
    for place, letter in enumerate(words):
        if letter in _OPENING:
            standing.append(place)
        elif letter in _CLOSING:
            if not standing:
                return place
            standing.pop()
    return standing[0] if standing else None


def _bracket(words: str, around: list[int], start: int, end: int) -> Bracket:
    inner = words[start + 1 : end - 1] if words[end - 1] in _CLOSING and end - 1 > start else words[start + 1 : end]
    return Bracket(start, end, len(around) + 1, inner.strip())
