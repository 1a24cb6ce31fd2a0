"""Two changed texts put together again: what one side changed is taken, what both changed differently stands twice.

It is the three-way merge of diff3 (Khanna, Kunal and Pierce, "A formal investigation of diff3", 2007), first over
paragraphs by their keys, then over the words of a paragraph.
"""

from collections.abc import Sequence
from dataclasses import replace

from secretariat.engines.wording.brackets import brackets
from secretariat.engines.wording.differing import edits, words_of
from secretariat.engines.wording.models import Merged, MergedParagraph, Written

__all__ = ["merge", "merge_words"]

_Edit = tuple[int, int, list[str]]


def merge(base: Sequence[Written], one: Sequence[Written], other: Sequence[Written]) -> Merged:
    """Put two texts together that were both made of ``base``; nothing of either is lost.

    Where only one side changed something, its change is taken. Where both changed the same words differently, both
    stand in square brackets, that of ``one`` first, and the paragraph says so among the conflicts. A paragraph that one
    side struck out and the other changed stays, and is a conflict.
    """
    before, left, right = ({row.key: row for row in text} for text in (base, one, other))
    order = _order([row.key for row in base], [row.key for row in one], [row.key for row in other])
    merged = []
    for key in order:
        each = _paragraph(key, before.get(key), left.get(key), right.get(key))
        if each is not None:
            merged.append(each)
    return Merged(tuple(_under_what_is_there(merged)))


def merge_words(base: str, one: str, other: str) -> tuple[str, bool]:
    """Put the words of two changed texts together; says whether somebody must choose.

    Where both changed the same words differently, what either has stands in square brackets, one after the other.
    """
    if one in (other, base):
        return (other, False) if one == base else (one, False)
    if other == base:
        return one, False
    words = words_of(base)
    return _woven(words, edits(words, words_of(one)), edits(words, words_of(other)))


def _woven(words: Sequence[str], left: list[_Edit], right: list[_Edit]) -> tuple[str, bool]:
    made: list[str] = []
    is_open = False
    place = 0
    for start, end, mine, yours in _regions(left, right):
        made += words[place:start]
        place = end
        one, other = _applied(words, start, end, mine), _applied(words, start, end, yours)
        if not yours or one == other:
            made += one
        elif not mine:
            made += other
        else:
            is_open = True
            made.append(_both("".join(one), "".join(other)))
    return "".join([*made, *words[place:]]), is_open


def _both(one: str, other: str) -> str:
    """Two wordings in brackets, one after the other; the blanks at their edges stand outside."""
    first, last = one or other, other or one
    before = first[: len(first) - len(first.lstrip())]
    after = last[len(last.rstrip()) :] if last.strip() else ""
    return before + " ".join(_in_brackets(side.strip()) for side in (one, other) if side.strip()) + after


def _in_brackets(words: str) -> str:
    """Words in brackets; what is one bracket already is given no second."""
    outer = [each for each in brackets(words) if each.depth == 1]
    return words if outer and (outer[0].start, outer[0].end) == (0, len(words)) else f"[{words}]"


def _regions(left: list[_Edit], right: list[_Edit]) -> list[tuple[int, int, list[_Edit], list[_Edit]]]:
    """Stretches of the base that at least one side changed, those of both sides that meet taken together."""
    found: list[tuple[int, int, list[_Edit], list[_Edit]]] = []
    sided = [(each, 0) for each in left] + [(each, 1) for each in right]
    for edit, side in sorted(sided, key=lambda row: (row[0][0], row[0][1])):
        start, end = edit[0], edit[1]
        if found and (start < found[-1][1] or (start == found[-1][0] == found[-1][1])):
            first, last, *sides = found[-1]
            sides[side] = [*sides[side], edit]
            found[-1] = (first, max(last, end), sides[0], sides[1])
        else:
            found.append((start, end, [] if side else [edit], [edit] if side else []))
    return found


def _applied(words: Sequence[str], start: int, end: int, done: list[_Edit]) -> list[str]:
    made: list[str] = []
    place = start
    for first, last, there in done:
        made += [*words[place:first], *there]
        place = last
    return [*made, *words[place:end]]


def _paragraph(key: str, base: Written | None, one: Written | None, other: Written | None) -> MergedParagraph | None:
    if one is None and other is None:
        return None
    if one is None or other is None:
        kept = one or other
        if base is None or kept is None:
            return MergedParagraph(key, base, one, other, kept)
        if kept == base:
            return MergedParagraph(key, base, one, other, None)
        return MergedParagraph(key, base, one, other, kept, ("struck",))
    conflicts = []
    text = {}
    for language in _languages(base, one, other):
        said = [row.text.get(language, "") if row else "" for row in (base, one, other)]
        text[language], is_open = merge_words(*said)
        conflicts += [language] if is_open else []
    kind, is_kind_open = _chosen(base.kind if base else None, one.kind, other.kind)
    parent, is_parent_open = _chosen(base.parent if base else one.parent, one.parent, other.parent)
    conflicts += ["kind"] if is_kind_open else []
    conflicts += ["parent"] if is_parent_open else []
    written = Written(key, kind or one.kind, {name: words for name, words in text.items() if words}, parent)
    return MergedParagraph(key, base, one, other, written, tuple(conflicts))


def _chosen(base: str | None, one: str | None, other: str | None) -> tuple[str | None, bool]:
    if one in (other, base):
        return other if one == base else one, False
    return one, other != base


def _languages(*rows: Written | None) -> list[str]:
    return list(dict.fromkeys(language for row in rows if row is not None for language in row.text))


def _order(base: list[str], one: list[str], other: list[str]) -> list[str]:
    """All keys: in the order of whoever moved something, what only the other side has after what it follows there."""
    common = set(base) & set(one) & set(other)
    is_moved = [key for key in one if key in common] != [key for key in base if key in common]
    order, further = (list(one), other) if is_moved else (list(other), one)
    for keys in (further, base):
        before: str | None = None
        for key in keys:
            if key not in order:
                order.insert(order.index(before) + 1 if before is not None else 0, key)
            before = key
    return order


def _under_what_is_there(merged: list[MergedParagraph]) -> list[MergedParagraph]:
    """A paragraph whose parent went stands under the nearest that is still there."""
    kept = {each.key: each.written for each in merged if each.written is not None}
    gone = {each.key: each.base.parent for each in merged if each.written is None and each.base is not None}
    found = []
    for each in merged:
        written = each.written
        row = each
        if written is not None and written.parent is not None and written.parent not in kept:
            parent: str | None = written.parent
            while parent is not None and parent not in kept:
                parent = gone.get(parent)
            written = Written(written.key, written.kind, written.text, parent)
            row = replace(each, written=written)
        found.append(row)
    return found
