"""Word documents (DOCX): a text out with real styles and numbering, and in with its paragraphs recognised.

Plain Python on python-docx, which is read when a function first needs it. ``write`` makes the bytes of a text in one
language. ``read_file`` opens a file that somebody handed in, in a process of its own within seconds and bytes, and
gives its paragraphs: what each seems to be, how deep it stands, and why; nothing of it is kept. Numbers are recognised
whether Word counts them or somebody typed them (``1.``, ``(a)``, ``OP3``, Arabic-Indic figures); preambular paragraphs
by where they stand and by the words with which they open (``openings``, six languages). What is left out or was not
agreed (tables, pictures, notes, comments, tracked changes) is told in notes. What cannot be read raises ``Unreadable``
with a code; the words for people are said elsewhere.
"""

from secretariat.engines.manuscripts.bounds import read_file
from secretariat.engines.manuscripts.models import (
    FILE_LIMIT,
    MOST_PARAGRAPHS,
    Found,
    Item,
    Manuscript,
    Note,
    Taken,
    Unreadable,
)
from secretariat.engines.manuscripts.writing import write

__all__ = [
    "FILE_LIMIT",
    "MOST_PARAGRAPHS",
    "Found",
    "Item",
    "Manuscript",
    "Note",
    "Taken",
    "Unreadable",
    "read_file",
    "write",
]
