"""The International Aid Transparency Initiative's standard 2.03: activities out, validation, money flows in.

Plain Python on lxml, which is read when a function first needs it. ``write`` makes the bytes of an activity file,
``validate`` judges any file by the schema and by the standard ruleset, ``flows`` reads the transactions of any activity
file one by one. No entity is resolved, nothing is fetched, and a file beyond ``SIZE_LIMIT`` is not read.

The shipped parts of the standard stand in ``standard`` with their licences (CC BY 4.0, MIT).
"""

from secretariat.engines.iati.codes import names_of, organisation_types, sectors
from secretariat.engines.iati.models import (
    SIZE_LIMIT,
    Activity,
    Document,
    Flow,
    Indicator,
    Located,
    Organisation,
    Period,
    Problem,
    Share,
    Transaction,
    Unreadable,
)
from secretariat.engines.iati.reading import flows
from secretariat.engines.iati.validating import schema_problems, validate
from secretariat.engines.iati.writing import write

__all__ = [
    "SIZE_LIMIT",
    "Activity",
    "Document",
    "Flow",
    "Indicator",
    "Located",
    "Organisation",
    "Period",
    "Problem",
    "Share",
    "Transaction",
    "Unreadable",
    "flows",
    "names_of",
    "organisation_types",
    "schema_problems",
    "sectors",
    "validate",
    "write",
]
