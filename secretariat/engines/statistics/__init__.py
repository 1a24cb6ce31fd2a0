"""Statistical files in, observations out: UNHCR's layouts, HXL, lists of P-codes, any table with matched columns.

Plain Python. ``look`` says what a file is and which matching of its columns it asks for; ``faults_of`` says why a
matching cannot be used; ``read`` gives what the file holds in chunks, with a problem for each cell that is refused or
flagged. Problems are codes: the words for people are said elsewhere. Nothing is fetched, and a file is never held in
memory as a whole, a workbook excepted, which is opened in a process of its own.

Rules: an empty cell was not collected and makes no observation. Codes of UNHCR are not those of ISO 3166-1; a file that
has UNHCR's alone is read through the register. Where refugees come from the country they are in, the row is kept and
flagged; so is a total that is not the sum of its parts. Zeros of sex and age beside a larger total divide nobody. Where
a table writes a zero into each empty cell (``Matching.zeros_fill``), a zero counts only if the same pair of countries
has another number in some year.

>>> import io
>>> data = io.BytesIO(b"year,coo_iso,coa_iso,returned_refugees,resettlement\\n2025,SYR,TUR,556009,\\n")
>>> looked = look(data, limit=1000)
>>> looked.matching.layout
'unhcr solutions'
>>> chunk, = read(data, looked.matching, Register(frozenset({"SYR", "TUR"})), limit=1000)
>>> [(each.group, each.measure, each.origin, each.asylum, each.value) for each in chunk.observed], chunk.empty
([('RET', 'flow', 'SYR', 'TUR', 556009)], 1)
"""

from collections.abc import Iterator
from typing import BinaryIO

from secretariat.engines.statistics.codes import GROUPS
from secretariat.engines.statistics.layouts import faults_of, look, matching_for
from secretariat.engines.statistics.models import (
    FLAG_SAME_COUNTRY,
    FLAG_SUM,
    OTHERS,
    Area,
    Chunk,
    Fault,
    Looked,
    Matching,
    Observed,
    PlaceSeen,
    Problem,
    Register,
    Unreadable,
    ValueColumn,
    matching_from,
)
from secretariat.engines.statistics.pcodes import areas
from secretariat.engines.statistics.reading import CHUNK, observations
from secretariat.engines.statistics.rows import key_of
from secretariat.engines.statistics.text import opened

__all__ = [
    "CHUNK",
    "FLAG_SAME_COUNTRY",
    "FLAG_SUM",
    "GROUPS",
    "OTHERS",
    "Area",
    "Chunk",
    "Fault",
    "Looked",
    "Matching",
    "Observed",
    "PlaceSeen",
    "Problem",
    "Register",
    "Unreadable",
    "ValueColumn",
    "faults_of",
    "key_of",
    "look",
    "matching_for",
    "matching_from",
    "read",
]


def read(file: BinaryIO, matching: Matching, register: Register, *, limit: int, chunk: int = CHUNK) -> Iterator[Chunk]:
    """Read a file of at most ``limit`` bytes by a matching, ``chunk`` rows at a time; raise ``Unreadable``.

    ``file`` can be sought in and stays open.
    """
    table = opened(file, limit=limit)
    reader = areas if matching.layout == "p-codes" else observations
    yield from reader(table, matching, register, chunk=chunk)
