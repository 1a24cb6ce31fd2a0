"""People as delegates: their names, addresses and where they come from, whichever program tells of them."""

import unicodedata

from secretariat.api.queries.reading.drafting import Row

__all__ = ["addressed", "from_whom", "is_latin", "named_person"]


def named_person(row: Row, name: str) -> None:
    """Put a name; one that is in no Latin letter stands as the original as well, and both are to be written."""
    row.cells["name"] = name
    if not is_latin(name):
        row.cells["original_name"] = name
        row.find("name", "latin")


def addressed(row: Row, mail: str) -> None:
    """Put an address of mail, if there is one."""
    if mail:
        row.cells["mail"] = mail.lower()


def from_whom(row: Row, affiliation: str) -> None:
    """Put whom somebody comes from as the file has it: which party that means is found out afterwards."""
    if affiliation:
        row.cells["affiliation"] = affiliation


def is_latin(name: str) -> bool:
    """Return whether a name has a letter of the Latin script, or no letter at all."""
    letters = [char for char in name if char.isalpha()]
    return not letters or any(unicodedata.name(char, "").startswith("LATIN") for char in letters)
