"""What tokens may do, in words: desks to read and to write at, and which of them are of any use to a person."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from secretariat.accounts.models import RECORD_READERS, Role, User
from secretariat.api.models import Token
from secretariat.api.queries.tokens import DESKS, READ, SCOPES, WRITE
from secretariat.api.queries.webhooks_words import DESKS as DESKS_IN_WORDS
from secretariat.archive.permissions import DESKS_WITH_SOURCES
from secretariat.conference.models import Conference, Membership
from secretariat.door.models.places import DOOR_ROLES

if TYPE_CHECKING:
    from secretariat.api.models.tokens import TokenQuerySet

NAMES: Mapping[str, str | Promise] = {
    **{desk: label for desk, label in DESKS_IN_WORDS.items() if desk in DESKS},
    "parties": gettext_lazy("Register of parties"),
    "audit": gettext_lazy("Record"),
}
STATES: Mapping[str, str | Promise] = {
    "good": pgettext_lazy("token", "Valid"),
    "revoked": pgettext_lazy("token", "Revoked"),
    "expired": pgettext_lazy("token", "Expired"),
    "without seat": pgettext_lazy("token", "Opens nothing: its person has no seat here any more"),
}
# Where a desk is not for every role.
_READ_BY: Mapping[str, Collection[str]] = {
    "preparation": frozenset(Role.values) - {Role.FOCAL_POINT},
    "door": DOOR_ROLES,
    "audit": RECORD_READERS,
}
# Where a role writes beside officers of the desk.
_WRITTEN_BY: Mapping[str, Collection[str]] = {
    Role.DOOR_OFFICER: {"door", "delegations"},
    Role.PRESS_OFFICER: {"newsroom", "archive"},
    Role.FOCAL_POINT: {"delegations", "documents", "meetings", "pledges", "programme"},
    Role.RAPPORTEUR: {"documents", "meetings", "programme"},
    Role.READER: {"programme"},
}
# Where officers of one desk do deeds of another.
_LEND_A_HAND: Mapping[str, Collection[str]] = {
    "preparation": {"meetings"},
    "pledges": {"programme", "dossier"},
    "dossier": {"pledges"},
    "delegations": {"meetings", "conference"},
    "programme": {"meetings"},
}


@dataclass(frozen=True)
class Desk:
    """A line of the table of scopes: what may be chosen at a desk; nothing where it would be of no use."""

    name: str
    label: str
    reads: str
    writes: str


def usable(user: User, conference: Conference) -> tuple[str, ...]:
    """The scopes that are of use to this person here at all; what a deed needs beyond is judged when it is done."""
    roles = user.roles_in(conference.pk)
    reads = {desk for desk in DESKS if roles & frozenset(_READ_BY.get(desk, Role.values))}
    writes = _writes(user, conference.pk) & reads
    return tuple(
        scope for scope in SCOPES if scope.partition(":")[0] in (reads if scope.endswith(f":{READ}") else writes)
    )


def _writes(user: User, conference_id: int) -> set[str]:
    found: set[str] = set()
    for seat in user.seats:
        if seat.conference_id != conference_id:
            continue
        if seat.role == Role.SECRETARY:
            return set(DESKS)
        found |= set(_WRITTEN_BY.get(seat.role, ()))
        if seat.role == Role.DESK_OFFICER:
            found |= set(seat.desks).union(*(_LEND_A_HAND.get(desk, ()) for desk in seat.desks))
            found |= {"archive"} if set(seat.desks) & set(DESKS_WITH_SOURCES) else set()
    return found


def table_of(scopes: Collection[str]) -> list[Desk]:
    """Scopes as the lines of a table, by desk."""
    lines = []
    for desk in DESKS:
        reads, writes = f"{desk}:{READ}", f"{desk}:{WRITE}"
        if reads in scopes or writes in scopes:
            chosen = (each if each in scopes else "" for each in (reads, writes))
            lines.append(Desk(desk, str(NAMES[desk]), *chosen))
    return lines


def scopes_in_words(scopes: Collection[str]) -> list[str]:
    """What a token may do, a few words for each desk."""
    return [
        (_("%(desk)s: read and write") if line.writes else _("%(desk)s: read")) % {"desk": line.label}
        for line in table_of(scopes)
    ]


def tokens_of(user: User, conference: Conference) -> "TokenQuerySet":
    """The tokens that this person may see here, each with whether its person still has a seat; the latest first."""
    seats = Membership.objects.filter(conference=conference, user=OuterRef("user"))
    rows = Token.objects.in_office_of(user).filter(conference=conference)
    return rows.select_related("user", "conference").annotate(has_seat=Exists(seats))


def state_of(token: Token, at: datetime) -> str:
    """How a token stands."""
    if token.revoked_at is not None:
        return "revoked"
    if token.expires_at is not None and token.expires_at <= at:
        return "expired"
    return "good" if token.user.is_active and getattr(token, "has_seat", True) else "without seat"
