"""References in a text: which kinds there are, and where they stand."""

import re

from secretariat.engines.markup.models import TURNING, Reference

__all__ = ["KINDS", "REFERENCE", "bare", "references"]

KINDS = ("pledge", "figures", "session", "document")
# A name has no brackets and ends on its line. Each part has an end, so that nobody waits for what is no reference.
_BLANKS = r"[^\S\n]{0,20}"
_NAME = r"[^\s\[\]](?:[^\[\]\n]{0,118}[^\s\[\]])?"
REFERENCE = re.compile(rf"\[\[({'|'.join(KINDS)}):{_BLANKS}({_NAME}){_BLANKS}\]\]")


def references(text: str) -> tuple[Reference, ...]:
    """Return what a text names by reference, each once, in its order; as it is read when it is rendered."""
    return tuple(dict.fromkeys(Reference(kind, name) for kind, name in REFERENCE.findall(bare(text))))


def bare(text: str) -> str:
    """Return a text without what nobody sees of it, and without the signs that hold the places of references."""
    return TURNING.sub("", text).replace("\ue000", "").replace("\ue001", "")
