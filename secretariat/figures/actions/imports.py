"""Asking for the import of an edition, and stopping it."""

from datetime import datetime

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action
from secretariat.engines import statistics
from secretariat.figures import permissions
from secretariat.figures.actions.working import bring_in
from secretariat.figures.models import Edition, EditionState
from secretariat.figures.queries.editions import UNDER_WAY, is_stuck
from secretariat.figures.queries.files import look_into, matching_of
from secretariat.figures.queries.problem_words import fault_in_words


@action(allow=permissions.may_import_edition)
def import_edition(actor: User, edition: Edition, *, at: datetime, is_worker_here: bool = False) -> Edition:
    """Have the worker import an edition; nothing is written before all of it is read."""
    _refuse_what_cannot_begin(edition, at)
    edition.state, edition.reason, edition.is_to_stop = EditionState.WAITING, "", False
    edition.rows_read, edition.alive_at = 0, at
    edition.save(update_fields=["state", "reason", "is_to_stop", "rows_read", "alive_at"])
    if not is_worker_here:
        bring_in.enqueue(edition.pk, actor.pk)
    return edition


@action(allow=permissions.may_stop_import)
def stop_import(actor: User, edition: Edition, *, at: datetime) -> Edition:
    """Stop an import that is being read; nothing of it is kept."""
    del actor
    if edition.state not in UNDER_WAY:
        raise Refused(_("It is not being imported."))
    if edition.state == EditionState.WRITING and not is_stuck(edition, at):
        raise Refused(_("It is being written already, which takes seconds; it can no longer be stopped."))
    edition.is_to_stop = True
    if edition.state == EditionState.WAITING or is_stuck(edition, at):
        edition.state = EditionState.STOPPED
    edition.save(update_fields=["is_to_stop", "state"])
    return edition


def _refuse_what_cannot_begin(edition: Edition, at: datetime) -> None:
    if edition.state == EditionState.IMPORTED:
        raise Refused(_("This edition is imported already."))
    if edition.state in UNDER_WAY and not is_stuck(edition, at):
        raise Refused(_("It is being imported already."))
    others = edition.dataset.editions.exclude(pk=edition.pk)
    if any(not is_stuck(each, at) for each in others.filter(state__in=UNDER_WAY)):
        raise Refused(_("Another edition of this dataset is being imported. Wait until that is done."))
    if others.filter(state=EditionState.IMPORTED, number__gt=edition.number).exists():
        raise Refused(_("A newer edition is imported already. Hand the file in again to import it after that one."))
    _refuse_what_cannot_be_read(edition)


def _refuse_what_cannot_be_read(edition: Edition) -> None:
    try:
        header = look_into(edition).header
    except statistics.Unreadable as error:
        raise Refused(fault_in_words(error.code, error.name)) from None
    faults = statistics.faults_of(matching_of(edition), header)
    if faults:
        raise Refused(fault_in_words(faults[0].code, faults[0].name))
    if edition.counts.get("refused") and not edition.leaves_out_refused:
        raise Refused(
            _("Some cells cannot be read. Mend the file, or say that these cells are to be left out."),
            field="leaves_out_refused",
        )
