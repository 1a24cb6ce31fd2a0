"""Who may add sources, cite them and hand in files."""

from django.db.models import Model

from secretariat.accounts.models import Role, Sensitivity, User
from secretariat.archive.models import Fact, Source

DESKS_WITH_SOURCES = (
    "archive",
    "delegations",
    "meetings",
    "preparation",
    "pledges",
    "figures",
    "programme",
    "dossier",
    "documents",
    "newsroom",
)
# Who writes the facts of a desk beside its officers.
_WRITERS = {"newsroom": Role.PRESS_OFFICER}


def may_add_source(user: User, conference: Model) -> bool:
    """Officers of the archive, and those of the desks that enter facts."""
    return _works_with_sources(user, conference.pk)


def may_revise_source(user: User, source: Source) -> bool:
    """The same people as may add one."""
    return _works_with_sources(user, source.conference_id)


def may_attach(user: User, source: Source) -> bool:
    """The same people as may add one."""
    return _works_with_sources(user, source.conference_id)


def may_cite(user: User, fact: Fact) -> bool:
    """Officers of the desk that keeps the fact, whoever else writes there, and officers of the archive."""
    desk, held = fact._meta.app_label, fact.conference_id
    if desk in _WRITERS and _WRITERS[desk] in user.roles_in(held):
        return fact.sensitivity != Sensitivity.RESTRICTED
    return user.works_on(desk, held) or user.works_on("archive", held)


def _works_with_sources(user: User, conference_id: int) -> bool:
    return any(user.works_on(desk, conference_id) for desk in DESKS_WITH_SOURCES)
