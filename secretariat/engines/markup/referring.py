"""References in a text: which kinds there are, and where they stand."""

import re

from secretariat.engines.markup.models import Reference

__all__ = ["KINDS", "REFERENCE", "references"]

KINDS = ("pledge", "figures", "session", "document")
# A name has no brackets and ends on its line. Each part has an end, so that nobody waits for what is no reference.
_BLANKS = r"[^\S\n]{0,20}"
_NAME = r"[^\s\[\]](?:[^\[\]\n]{0,118}[^\s\[\]])?"
REFERENCE = re.compile(rf"\[\[({'|'.join(KINDS)}):{_BLANKS}({_NAME}){_BLANKS}\]\]")


def references(text: str) -> tuple[Reference, ...]:
    """Return what a text names by reference, each once, in its order."""
    return tuple(dict.fromkeys(Reference(kind, name) for kind, name in REFERENCE.findall(text)))
