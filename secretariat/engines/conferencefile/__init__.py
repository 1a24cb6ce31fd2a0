"""Conference files: one conference as readable text, checked line by line and written in one canonical form.

A *conference file* is YAML that holds one conference. A *problem* is one thing wrong with it, with its line.
A *kept section* is a part that is carried word for word, because it is not understood yet.

The parts are read when one of them is first used: the models that judge a file are heavy, and most work needs none.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from secretariat.engines.conferencefile.models import ConferenceFile
    from secretariat.engines.conferencefile.problems import Problem, Unreadable
    from secretariat.engines.conferencefile.reading import (
        BUILT_SECTIONS,
        KEPT_SECTIONS,
        OTHER_NAMES,
        compose,
        count,
        read,
    )
    from secretariat.engines.conferencefile.schema import json_schema
    from secretariat.engines.conferencefile.writing import write

__all__ = [
    "BUILT_SECTIONS",
    "KEPT_SECTIONS",
    "OTHER_NAMES",
    "ConferenceFile",
    "Problem",
    "Unreadable",
    "compose",
    "count",
    "json_schema",
    "read",
    "write",
]

_PLACES = {
    "BUILT_SECTIONS": "reading",
    "KEPT_SECTIONS": "reading",
    "OTHER_NAMES": "reading",
    "ConferenceFile": "models",
    "Problem": "problems",
    "Unreadable": "problems",
    "compose": "reading",
    "count": "reading",
    "json_schema": "schema",
    "read": "reading",
    "write": "writing",
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
