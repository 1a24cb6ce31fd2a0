"""Typst text and data in, a PDF or pictures out, in a process of its own that sees no other file and no network.

``lay_out`` gives a PDF, ``draw`` the first pages as PNG, ``mark`` the picture of a QR code, ``printable`` a text
without what no font of the house has. What cannot be laid out is ``Unprintable``: a sentence, and the line it is in.
"""

from secretariat.engines.paper.bounds import LONGEST_SOURCE, Bounds, draw, lay_out
from secretariat.engines.paper.marks import mark
from secretariat.engines.paper.models import Unprintable
from secretariat.engines.paper.texts import direction_of, printable, script_of

__all__ = [
    "LONGEST_SOURCE",
    "Bounds",
    "Unprintable",
    "direction_of",
    "draw",
    "lay_out",
    "mark",
    "printable",
    "script_of",
]
