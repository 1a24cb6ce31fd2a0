"""Letters that remind a party of what it promised, to its focal points, each in their language."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from secretariat.accounts.models import Role, Sensitivity
from secretariat.conference.models import Conference, Membership
from secretariat.conference.queries import Letter, address, name_of, shown_names
from secretariat.pledges.models import Pledge, Reminder, ReminderKind
from secretariat.pledges.queries.due import Standing
from secretariat.ui.templatetags.ui import day

SPOKEN = frozenset(code for code, _name in settings.LANGUAGES)
SUBJECT = 300


def reminders_for(standing: Standing) -> list[Reminder]:
    """Of which days the party of a pledge is to be reminded now: of what is due soon, and of a year of silence."""
    pledge = standing.pledge
    of = {"conference_id": pledge.conference_id, "pledge": pledge}
    found = [
        Reminder(**of, kind=ReminderKind.DUE, due_date=each) for each in sorted({due.day for due in standing.due_soon})
    ]
    if standing.is_silent:
        fallen_silent = standing.last_heard + timedelta(days=round(365.25 * standing.years_silent))
        found.append(Reminder(**of, kind=ReminderKind.SILENT, due_date=fallen_silent))
    return found


def speakers(conference: Conference, party_ids: Iterable[int]) -> dict[int, list[Membership]]:
    """The focal points of these parties, by party. One query."""
    found: dict[int, list[Membership]] = defaultdict(list)
    seats = Membership.objects.filter(
        conference=conference, role=Role.FOCAL_POINT, party__in=set(party_ids), user__is_active=True
    )
    for seat in seats.select_related("user").order_by("pk"):
        found[seat.party_id or 0].append(seat)
    return found


def reminder_letters(conference: Conference, reminders: Iterable[Reminder], told: list[Membership]) -> list[Letter]:
    """One letter for each reminder and each focal point of the party that leads the pledge."""
    names = shown_names(conference)
    letters = []
    for reminder in reminders:
        for seat in told:
            language = seat.user.language if seat.user.language in SPOKEN else settings.LANGUAGE_CODE
            with override(language):
                party = str(name_of(reminder.pledge.party, names))
                subject, body = _words(conference, reminder, party)
                link = address("pledges:pledge", language, conference.slug, reminder.pledge_id)
            letters.append(
                Letter(
                    "pledge reminder",
                    seat.user.email,
                    language,
                    subject[:SUBJECT],
                    f"{body}\n\n{link}\n",
                    reminder.pledge.party,
                    _level(reminder.pledge),
                )
            )
    return letters


def _words(conference: Conference, reminder: Reminder, party: str) -> tuple[str, str]:
    pledge = reminder.pledge
    said = {
        "party": party,
        "pledge": str(pledge.title) or str(pledge.text),
        "number": pledge.number,
        "conference": str(conference.title),
        "day": day(reminder.due_date),
    }
    if reminder.kind == ReminderKind.DUE:
        subject = _("Pledge %(number)s: due on %(day)s") % said
        body = _(
            "The secretariat of the conference presents its compliments to %(party)s and recalls that of its pledge"
            " number %(number)s something is due on %(day)s:\n\n%(pledge)s\n\n"
            "It would be grateful for a report on how far it has come."
        )
        return subject, body % said
    subject = _("Pledge %(number)s: no report for twelve months") % said
    body = _(
        "The secretariat of the conference presents its compliments to %(party)s. No report on its pledge number"
        " %(number)s has reached the secretariat for twelve months:\n\n%(pledge)s\n\n"
        "It would be grateful for a report on how far it has come."
    )
    return subject, body % said


def _level(pledge: Pledge) -> str:
    """A letter names an address: it is the secretariat's, and no wider known than the pledge."""
    is_restricted = pledge.sensitivity == Sensitivity.RESTRICTED
    return Sensitivity.RESTRICTED if is_restricted else Sensitivity.SECRETARIAT
