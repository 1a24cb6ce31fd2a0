"""What is printed, what waits to be, and with which templates."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate, DelegateState, Delegation
from secretariat.door.models import Badge, BadgeState, BadgeTemplate, PrintJob, PrintKind
from secretariat.door.queries.attendance import attendees
from secretariat.door.queries.papers import OF_BADGES
from secretariat.engines.paper import Unprintable

# What is wrong with a Typst file, by the code of the engine; what Typst itself says comes after the line.
FAULTS: dict[str, str | Promise] = {
    "package": gettext_lazy("It asks for a package. Nothing is fetched from the network: write it into the file."),
    "too_slow": gettext_lazy("It takes too long. Perhaps something in it never ends."),
    "too_much": gettext_lazy("It needs too much memory."),
    "too_large": gettext_lazy("What comes out is too large, or has too many pages."),
    "broken": gettext_lazy("It could not be laid out, and nothing said why."),
}


def what_can_be_printed(conference: Conference, user: User, kind: str, language: str) -> QuerySet[Any]:
    """The rows of which something of this kind is printed, by party in the order of the language, then by name."""
    if kind in OF_BADGES:
        badges = Badge.objects.in_office_of(user).filter(conference=conference, state=BadgeState.ISSUED)
        return _ordered(badges, "delegate__", language)
    if kind == PrintKind.TABLE_CARD:
        return _ordered(Delegation.objects.in_office_of(user).filter(conference=conference), "", language)
    if kind == PrintKind.CERTIFICATE:
        return _ordered(attendees(conference, user), "", language)
    accredited = Delegate.objects.in_office_of(user).filter(conference=conference, state=DelegateState.ACCREDITED)
    return _ordered(accredited, "", language)


def of_party(rows: QuerySet[Any], kind: str, party_id: int) -> QuerySet[Any]:
    """Those of these rows that belong to one party."""
    return rows.filter(**{"delegate__party_id" if kind in OF_BADGES else "party_id": party_id})


def not_yet_printed(conference: Conference, user: User) -> int:
    """How many badges are issued and were never printed. One query."""
    badges = Badge.objects.in_office_of(user).filter(conference=conference, state=BadgeState.ISSUED)
    return badges.filter(times_printed=0).count()


def jobs_of(conference: Conference, user: User) -> QuerySet[PrintJob]:
    """What was given to be printed, the latest first."""
    return PrintJob.objects.in_office_of(user).filter(conference=conference).select_related("entered_by").defer("wanted")


def templates_of(conference: Conference, user: User) -> QuerySet[BadgeTemplate]:
    """The conference's own templates, without their text."""
    return BadgeTemplate.objects.in_office_of(user).filter(conference=conference).defer("source")


def fault_in_words(error: Unprintable) -> str:
    """What is wrong with a Typst file, as a sentence; Typst speaks English alone."""
    words = str(FAULTS.get(error.code, error.sentence))
    if error.line:
        return _("Line %(line)s: %(fault)s") % {"line": error.line, "fault": words}
    return words


def _ordered(rows: QuerySet[Any], to_delegate: str, language: str) -> QuerySet[Any]:
    named: Collection[str] = () if rows.model is Delegation else (f"{to_delegate}search",)
    return rows.order_by(
        f"-{to_delegate}party__is_state", f"{to_delegate}party__sort_{language}", f"{to_delegate}party__code", *named, "pk"
    )


