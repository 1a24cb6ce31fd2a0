"""Two versions of a text side by side, paragraph by paragraph.

Paragraphs are known again by their keys. One that has no fellow is compared by its words with those that have none on
the other side: two that share more than half of their words are one paragraph under two keys; one whose words are
nearly all in a larger one was split off, or joined with others.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from secretariat.engines.wording.differing import differing, likeness, words_of
from secretariat.engines.wording.models import Comparison, Pair, Piece, Written

__all__ = ["compare"]

_SAME_PARAGRAPH = 0.55
_PART_OF_IT = 0.85
# How many paragraphs are looked at for one that lost its key.
_NEAR = 8
_MOST_LOOKS = 20_000
# Shorter ones are in everything.
_FEWEST_WORDS = 4


def compare(old: Sequence[Written], new: Sequence[Written], language: str) -> Comparison:
    """Return both texts side by side in one language (BCP 47), in the order of the new one.

    What is gone stands after what stood before it in the old text. 400 paragraphs take some tens of milliseconds.
    """
    fellows = _fellows(old, new, language)
    moved = _moved(old, new, fellows)
    pairs = [_pair(fellows[row.key], row, language, moved) for row in new if row.key in fellows]
    by_new = {pair.new.key: pair for pair in pairs if pair.new is not None}
    gone = [row for row in old if row.key not in {each.key for each in fellows.values()}]
    fresh = [row for row in new if row.key not in fellows]
    for pair in _parts(gone, fresh, by_new, language):
        if pair.new is not None:
            by_new[pair.new.key] = pair
    named = {pair.old.key for pair in by_new.values() if pair.old is not None}
    ordered = [by_new.get(row.key) or Pair("new", None, row, (Piece("new", row.words(language)),)) for row in new]
    return Comparison(tuple(_with_gone(old, ordered, [row for row in gone if row.key not in named], language)))


def _fellows(old: Sequence[Written], new: Sequence[Written], language: str) -> dict[str, Written]:
    """Of each new paragraph, by key, the old one that it is."""
    before = {row.key: row for row in old}
    fellows = {row.key: before[row.key] for row in new if row.key in before}
    left = [row for row in old if row.key not in fellows]
    right = [row for row in new if row.key not in fellows]
    for one, other in _likely(left, right, language):
        fellows[other.key] = one
    return fellows


def _likely(left: Sequence[Written], right: Sequence[Written], language: str) -> list[tuple[Written, Written]]:
    """Which paragraphs of the two sides are one under two keys, the likest first."""
    before, after = ([_folded(row, language) for row in rows] for rows in (left, right))
    holding: dict[str, set[int]] = defaultdict(set)
    for place, words in enumerate(before):
        for word in words:
            holding[word].add(place)
    scored = [
        (-score, abs(place - there), place, there)
        for there, words in enumerate(after)
        for place in _near(words, holding)
        if left[place].kind == right[there].kind and (score := likeness(before[place], words)) >= _SAME_PARAGRAPH
    ]
    taken: set[int] = set()
    given: set[int] = set()
    found = []
    for _score, _far, place, there in sorted(scored):
        if place not in taken and there not in given:
            taken.add(place)
            given.add(there)
            found.append((left[place], right[there]))
    return found


def _near(words: Counter[str], holding: Mapping[str, set[int]]) -> list[int]:
    """The few paragraphs that hold most of these words; rare words tell more than common ones."""
    seen: Counter[int] = Counter()
    for word in words:
        places = holding.get(word, ())
        for place in places:
            seen[place] += 1 / len(places)  # type: ignore[assignment]
    return [place for place, _count in seen.most_common(_NEAR)]


def _folded(row: Written, language: str) -> Counter[str]:
    return _bag(row.words(language))


@lru_cache(maxsize=4096)
def _bag(text: str) -> Counter[str]:
    """The words of a text, however they are capitalised, each with how often it stands there; not to be changed."""
    return Counter(word.casefold() for word in words_of(text) if not word.isspace())


def _moved(old: Sequence[Written], new: Sequence[Written], fellows: dict[str, Written]) -> set[str]:
    """The new keys of paragraphs that changed places: the fewest whose moving explains the new order."""
    places = {row.key: place for place, row in enumerate(old)}
    order = [(row.key, places[fellows[row.key].key]) for row in new if row.key in fellows]
    stayed = _longest_rising([place for _key, place in order])
    return {key for number, (key, _place) in enumerate(order) if number not in stayed}


def _longest_rising(places: Sequence[int]) -> set[int]:
    """Which members of a list make its longest rising row (patience sorting, Fredman 1975)."""
    tops: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for number, place in enumerate(places):
        pile = bisect_left(tops, place)
        before.append(at[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        at[pile : pile + 1] = [number]
    found: set[int] = set()
    number = at[-1] if at else -1
    while number >= 0:
        found.add(number)
        number = before[number]
    return found


def _pair(old: Written, new: Written, language: str, moved: set[str]) -> Pair:
    one, other = old.words(language), new.words(language)
    is_changed = one != other or old.kind != new.kind
    change = "moved" if new.key in moved else "changed" if is_changed else "same"
    pieces = (Piece("same", one),) if one == other and one else differing(one, other)
    return Pair(change, old, new, pieces, is_changed)


def _parts(gone: Sequence[Written], fresh: Sequence[Written], known: dict[str, Pair], language: str) -> Iterable[Pair]:
    """Paragraphs that were split off an old one, or went into a new one with others; not sought among very many."""
    if (len(fresh) + len(gone)) * (len(known) + len(gone)) > _MOST_LOOKS:
        return
    for row in fresh:
        for pair in (*known.values(), *(Pair("gone", each, None) for each in gone)):
            if pair.old is not None and _is_part(row, pair.old, language) and not _is_whole(pair, language):
                yield Pair("split", pair.old, row, differing(pair.old.words(language), row.words(language)), True)  # noqa: FBT003
                break
    for row in gone:
        for pair in list(known.values()):
            if pair.new is not None and pair.old is not None and _is_part(row, pair.new, language):
                yield replace(pair, change="joined", is_changed=True)
                break


def _is_whole(pair: Pair, language: str) -> bool:
    """Whether the old paragraph is still there with all its words, so that nothing was split off."""
    return pair.old is not None and pair.new is not None and _is_part(pair.old, pair.new, language)


def _is_part(small: Written, large: Written, language: str) -> bool:
    few = _folded(small, language)
    if few.total() < _FEWEST_WORDS:
        return False
    return (few & _folded(large, language)).total() / few.total() >= _PART_OF_IT


def _with_gone(old: Sequence[Written], ordered: Sequence[Pair], gone: Sequence[Written], language: str) -> list[Pair]:
    """The pairs of the new text, and what is gone after what stood before it."""
    after: dict[str | None, list[Pair]] = defaultdict(list)
    is_gone = {row.key for row in gone}
    standing: str | None = None
    for row in old:
        if row.key in is_gone:
            words = row.words(language)
            after[standing].append(Pair("gone", row, None, (Piece("gone", words),) if words else (), is_changed=True))
        else:
            standing = row.key
    shown = list(after.pop(None, ()))
    for pair in ordered:
        shown.append(pair)
        if pair.old is not None:
            shown += after.pop(pair.old.key, [])
    return [*shown, *(pair for rest in after.values() for pair in rest)]
