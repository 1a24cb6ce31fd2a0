"""Builders of reports that were read, with their drafts."""

from secretariat.accounts.models import Role, Sensitivity, User
from secretariat.conference.models import Conference
from secretariat.dossier.actions import read_report
from secretariat.dossier.models import Report
from secretariat.engines.reading.models import Reading
from tests import make
from tests.dossier import told


def report(
    conference: Conference,
    *,
    reading: Reading | None = None,
    actor: User | None = None,
    facts_for: str = Sensitivity.PUBLIC,
) -> Report:
    """A report as an officer hands it in: read by the one door, for its drafts are made there."""
    for code in ("LB", "NO", "JO"):
        make.party(code)
    reader = actor or make.user(Role.SECRETARY, conference)
    return read_report(reader, conference, reading=reading or told.first(), facts_for=facts_for)
