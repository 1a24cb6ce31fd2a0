"""Reading: a report in, cited statements out.

Plain Python, rules and data only; it never calls a network and drafts, a person decides.

``open_report`` makes a file into clean text, ``read`` finds what it tells. ``open_bounded``, ``read_bounded`` and, for
both at once, ``read_file_bounded`` do the same in a process of their own, within seconds and bytes. ``visible`` shows
control characters, ``likeness_of_names`` and ``likeness_of_events`` say what may be the same; ``sound_keys`` and
``nearness_of_sounds`` say which of many names need comparing at all. How it works, and its limits: docs/reading.md.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from secretariat.engines.reading.likeness import (
    likeness_of_events,
    likeness_of_names,
    nearness_of_sounds,
    sound_keys,
    sounded,
)
from secretariat.engines.reading.text import visible

if TYPE_CHECKING:
    from secretariat.engines.reading.bounds import open_bounded, read_bounded, read_file_bounded
    from secretariat.engines.reading.opening import open_report
    from secretariat.engines.reading.report import read

__all__ = [
    "VERBS",
    "likeness_of_events",
    "likeness_of_names",
    "nearness_of_sounds",
    "open_bounded",
    "open_report",
    "read",
    "read_bounded",
    "read_file_bounded",
    "sound_keys",
    "sounded",
    "visible",
]

# What a statement's verb may be; each language's file says which of its words stand for which.
VERBS = (
    "discussed",
    "stressed",
    "agreed",
    "affirmed",
    "reported",
    "offered",
    "supported",
    "thanked",
    "objected",
    "stated",
    "called",
    "proposed",
    "rejected",
    "welcomed",
    "condemned",
    "pledged",
    "expressed concern",
    "announced",
)

# The rules of all languages are compiled when a report is read, and not by every server that starts.
_LATER = {
    "open_bounded": "bounds",
    "open_report": "opening",
    "read": "report",
    "read_bounded": "bounds",
    "read_file_bounded": "bounds",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
