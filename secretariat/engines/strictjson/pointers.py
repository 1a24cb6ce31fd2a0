"""JSON pointers: the way from the whole of a text to one value in it."""

from collections.abc import Iterable

__all__ = ["LONGEST_POINTER", "pointer", "short_pointer"]

LONGEST_POINTER = 500


def pointer(path: Iterable[str | int]) -> str:
    """Return the JSON pointer of a path of names and positions: ``("days", 2, "a/b")`` is ``/days/2/a~1b`` (RFC 6901).

    The empty path is the whole text, and its pointer is empty.
    """
    return "".join(_step(each) for each in path)


def short_pointer(path: Iterable[str | int]) -> str:
    """Return the pointer of as much of a path, from its start, as stands in ``LONGEST_POINTER`` characters."""
    made = ""
    for each in path:
        step = _step(each)
        if len(made) + len(step) > LONGEST_POINTER:
            break
        made += step
    return made


def _step(part: str | int) -> str:
    # The tilde first, or the one that stands for a slash would be escaped again.
    return "/" + str(part).replace("~", "~0").replace("/", "~1")
