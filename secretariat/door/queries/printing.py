"""What is printed, what waits to be, and with which templates."""

from typing import Any

from django.db.models import Case, QuerySet, When
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.conference.queries import shown_names
from secretariat.delegations.models import Delegate, DelegateState, Delegation
from secretariat.delegations.queries import LAST
from secretariat.door.models import Badge, BadgeTemplate, PrintJob, PrintKind
from secretariat.door.queries.attendance import attendees
from secretariat.door.queries.badges import printable_badges
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
        return _ordered(_good_badges(conference, user), conference, language)
    if kind == PrintKind.TABLE_CARD:
        return _ordered(Delegation.objects.in_office_of(user).filter(conference=conference), conference, language)
    if kind == PrintKind.CERTIFICATE:
        return _ordered(attendees(conference, user), conference, language)
    accredited = Delegate.objects.in_office_of(user).filter(conference=conference, state=DelegateState.ACCREDITED)
    return _ordered(accredited, conference, language)


def of_party(rows: QuerySet[Any], kind: str, party_id: int) -> QuerySet[Any]:
    """Those of these rows that belong to one party."""
    return rows.filter(**{"delegate__party_id" if kind in OF_BADGES else "party_id": party_id})


def not_yet_printed(conference: Conference, user: User) -> int:
    """How many badges are good and were never printed. One query."""
    return _good_badges(conference, user).filter(times_printed=0).count()


def jobs_of(conference: Conference, user: User) -> QuerySet[PrintJob]:
    """What was given to be printed, the latest first."""
    return (
        PrintJob.objects.in_office_of(user).filter(conference=conference).select_related("entered_by").defer("wanted")
    )


def templates_of(conference: Conference, user: User) -> QuerySet[BadgeTemplate]:
    """The conference's own templates, without their text."""
    return BadgeTemplate.objects.in_office_of(user).filter(conference=conference).defer("source")


def fault_in_words(error: Unprintable) -> str:
    """What is wrong with a Typst file, as a sentence; Typst speaks English alone."""
    words = str(FAULTS.get(error.code, error.sentence))
    if error.line:
        return _("Line %(line)s: %(fault)s") % {"line": error.line, "fault": words}
    return words


def _good_badges(conference: Conference, user: User) -> QuerySet[Badge]:
    return printable_badges(conference.pk) & Badge.objects.in_office_of(user)


def _ordered(rows: QuerySet[Any], conference: Conference, language: str) -> QuerySet[Any]:
    """By party as the conference orders them, states first, by the alphabet of the language; then by name."""
    to_party = "delegate__party" if rows.model is Badge else "party"
    named = {Badge: ["delegate__search"], Delegate: ["search"]}.get(rows.model, [])
    places = [
        When(**{f"{to_party}_id": pk}, then=shown.position)
        for pk, shown in shown_names(conference).items()
        if shown.position is not None
    ]
    by_party = (f"-{to_party}__is_state", f"{to_party}__sort_{language}", f"{to_party}__code")
    return rows.order_by(Case(*places, default=LAST).asc(), *by_party, *named, "pk")
