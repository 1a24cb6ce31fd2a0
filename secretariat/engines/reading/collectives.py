"""Words for all who met: "both sides", "the three ministers", "the talks"."""

import re

from secretariat.engines.reading.scenes import Scene, Speech, speech_of

__all__ = ["collective", "counted", "gathered", "singular"]


_MANY = re.compile(r"^(?:the\s+)?(?:both|two|2|three|3|four|4|five)\b")


def collective(scene: Scene, start: int, limit: int) -> int:
    """Return the word behind a phrase for all who met, or nought."""
    words = scene.words
    lowers = [word.lower for word in words[start : min(start + 5, limit)]]
    if lowers[:2] == ["the", "both"]:
        lowers[0:1] = []
        start += 1
    collectives = speech_of(scene.language.code).collectives
    for length in range(min(len(lowers), 4), 0, -1):
        if tuple(lowers[:length]) in collectives and not _is_owned(scene, start + length, limit):
            return start + length
    joined = " ".join(lowers)
    if _MANY.match(joined):
        first = 2 if lowers[0] == "the" else 1
        for offset in range(first, min(first + 3, len(lowers))):
            if _gathers(scene, lowers[offset]):
                return start + offset + 1
    return 0


def _gathers(scene: Scene, noun: str) -> bool:
    """Say whether a noun in the plural means those who met: "the two delegations", "both men"."""
    if noun in {
        "men",
        "women",
        "personalities",
        "countries",
        "nations",
        "neighbours",
        "neighbors",
        "capitals",
        "states",
        "parts",
    }:
        return True
    return noun.endswith("s") and bool(singular(noun, speech_of(scene.language.code)))


def _is_owned(scene: Scene, end: int, limit: int) -> bool:
    """Say whether a gathering is named as some party's own: "the delegations of Iraq" are that party's alone."""
    if end >= limit or scene.words[end - 1].lower in {"meeting", "talks"}:
        return False
    return scene.words[end].lower in {"responsible", "representing"} or (
        scene.words[end].lower == "of" and end + 1 in scene.parties
    )


def counted(scene: Scene, start: int, end: int) -> tuple[str, ...]:
    """Return who met, or those last named together where only they are as many as the words say."""
    counts = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "five": 5}
    said = next((counts[word.lower] for word in scene.words[start:end] if word.lower in counts), 0)
    if said and len(gathered(scene)) != said and len(scene.group) == said:
        return scene.group
    return gathered(scene)


def gathered(scene: Scene) -> tuple[str, ...]:
    return scene.group if len(scene.group) > 1 and not scene.gathered else scene.gathered or scene.group


def singular(last: str, speech: Speech) -> str:
    for form in (
        last,
        last.removesuffix("s"),
        last.removesuffix("es"),
        last.removesuffix("ies") + "y",
        last.rpartition("-")[2],
    ):
        if form in speech.sides or form in speech.speakers:
            return form
    return ""
