"""Everything that a conference keeps about one person, found by mail address and by what leads to that person's rows.

What the data map calls personal or plain is told, of rows that are the person's own. References to other people,
secrets and the watch list are not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import FileField, Model, Q, QuerySet

from secretariat.accounts.models import User
from secretariat.audit.action import label_of, plain
from secretariat.audit.models import Entry
from secretariat.audit.queries import entries_that_tell_of
from secretariat.conference.models import Conference
from secretariat.conference.queries import entries_on
from secretariat.config.privacy.classes import Classed, every_field
from secretariat.config.privacy.personal import NOBODY

# Where a mail address stands that is the person's own.
_MAILS = {
    "accounts.user": "email",
    "conference.message": "to",
    "delegations.delegate": "mail",
    "delegations.invitation": "contact_mail",
    "newsroom.mediaperson": "mail",
    "newsroom.mediarequest": "contact_mail",
    "newsroom.reply": "mail",
    "programme.invitee": "mail",
    "programme.receivedreply": "claimed_mail",
}
# Fields through which a row is of the person to whom they lead; through others somebody only entered or decided it.
_OF_THEIRS = {
    "account.emailaddress.user",
    "api.token.user",
    "conference.membership.user",
    "delegations.change.delegate",
    "delegations.particulars.delegate",
    "door.badge.delegate",
    "door.scan.badge",
    "mfa.authenticator.user",
    "programme.feed.delegate",
    "programme.intervention.delegate",
    "programme.invitee.delegate",
    "programme.mustattend.delegate",
    "programme.receivedreply.invitee",
    "usersessions.usersession.user",
}
# A badge could be printed from its text; hashes by which the house knows a sender again; a screen of answers of others;
# what opens a session.
_KEPT_BACK = {
    "door.badge.text",
    "newsroom.reply.fingerprint",
    "newsroom.reply.sender",
    "newsroom.mediarequest.sender",
    "usersessions.usersession.session_key",
}


@dataclass(frozen=True)
class Row:
    """One row of the person's own: its desk, what the house calls it, its fields in words, and its files by name."""

    thing: Model
    desk: str
    kind: str
    fields: dict[str, Any]
    files: tuple[str, ...]


def rows_of(conference: Conference, mail: str, delegate: int | None = None) -> list[Row]:
    """Every row that is this person's own, in the order of the desks."""
    found: dict[str, dict[Any, Model]] = {}
    for label, name in _MAILS.items():
        for row in _rows(label, conference).filter(**{f"{name}__iexact": mail}) if mail else ():
            found.setdefault(label, {})[row.pk] = row
    for row in _rows("delegations.delegate", conference).filter(pk=delegate):
        found.setdefault("delegations.delegate", {})[row.pk] = row
    # Twice: a scan is found by the badge, which is found by the delegate.
    for _time in range(2):
        for each in _leading():
            owners = found.get(each.field.related_model._meta.label_lower, {})
            label = each.model._meta.label_lower
            for row in _rows(label, conference).filter(**{f"{each.field.name}__in": list(owners)}) if owners else ():
                found.setdefault(label, {})[row.pk] = row
    told = _told_fields()
    return [_as_row(row, told[label]) for label in sorted(found) for row in found[label].values()]


def deeds_on(rows: list[Row]) -> Iterator[dict[str, Any]]:
    """What the record tells of these rows: what was done and when, and what became other if it was done to one row."""
    for row in rows:
        for entry in _entries_on(row.thing):
            # A deed on an account is written as one on many, for what ends with it; what it tells is of that alone.
            own = entry.changes if not entry.batch or isinstance(row.thing, User) else {}
            yield {"row": f"{row.kind} {row.thing.pk}", "deed": entry.verb, "at": plain(entry.at), "changes": own}


def _entries_on(thing: Model) -> QuerySet[Entry]:
    # An account stands in the records of other people's deeds; its own are in the record of the house.
    if isinstance(thing, User):
        return entries_on(thing)
    return entries_that_tell_of(label_of(thing), thing.pk).distinct().order_by("revision", "pk")


def _rows(label: str, conference: Conference) -> QuerySet[Model]:
    model = apps.get_model(label)
    names = {field.name for field in model._meta.concrete_fields}
    rows: QuerySet[Model] = model._base_manager.order_by("pk")
    return rows.filter(Q(conference=conference) if "conference" in names else Q())


def _leading() -> list[Classed]:
    return [each for each in every_field() if each.by_reference and each.name in _OF_THEIRS]


def _told_fields() -> dict[str, list[Classed]]:
    """The fields that are told, by model: those that lead to another row, or that nobody reads, are not."""
    told: dict[str, list[Classed]] = {}
    for each in every_field():
        is_secret = each.name in _KEPT_BACK or (each.personal is not None and each.personal.readers == NOBODY)
        if not each.by_reference and each.field.related_model is None and not is_secret:
            told.setdefault(each.model._meta.label_lower, []).append(each)
    return told


def _as_row(row: Model, told: list[Classed]) -> Row:
    fields: dict[str, Any] = {}
    files: list[str] = []
    for each in told:
        value = each.field.value_from_object(row)
        if isinstance(each.field, FileField):
            files += [str(value)] if value else []
            value = str(value)
        words = str(each.field.verbose_name)
        fields[words if words not in fields else each.field.name] = plain(value)
    return Row(row, row._meta.app_label, str(row._meta.verbose_name), fields, tuple(files))
