"""Other words for the keys of papers, put into those of the models."""

from collections.abc import Iterator

from secretariat.engines.conferencefile.parsing import Keyed
from secretariat.engines.conferencefile.problems import N_, Path, Problem, spoken


def prepared_document(document: Keyed, path: Path) -> Iterator[Problem]:
    """A day on which it was adopted becomes an adoption of which no more is stated."""
    if "adopted" not in document:
        return
    line, day = document.lines["adopted"], document.pop("adopted")
    if "adoption" in document:
        message = N_("adopted is another word for adoption; only one may stand here")
        yield Problem(line, spoken((*path, "adopted")), message)
    elif day is not None:
        adoption = Keyed()
        adoption.update({"date": day, "manner": "not stated"})
        adoption.lines.update({"date": line, "manner": line})
        document["adoption"], document.lines["adoption"] = adoption, line
