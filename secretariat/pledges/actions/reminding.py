"""Reminding parties of what they promised."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secretariat.accounts.models import Sensitivity, User
from secretariat.audit.action import Batch, action, label_of
from secretariat.conference.actions import put_in_outbox
from secretariat.conference.models import Conference
from secretariat.conference.queries import Letter
from secretariat.pledges import permissions, queries
from secretariat.pledges.models import Reminder
from secretariat.pledges.queries import Standing


@action(allow=permissions.may_send_reminders)
def send_reminders(actor: User, conference: Conference, *, on: date) -> Batch:
    """Write to the focal points of the party that leads a pledge: of each day on which something is due, once."""
    # The door holds the conference: nobody is reminded twice of one day.
    standings = [each for each in queries.standings_in_truth(conference, on) if queries.reminders_for(each)]
    known = set(Reminder.objects.filter(conference=conference).values_list("pledge", "kind", "due_date"))
    told = queries.speakers(conference, [each.pledge.party_id for each in standings])
    letters: list[Letter] = []
    sent: list[Reminder] = []
    skipped: list[tuple[str, str]] = []
    for standing in standings:
        fresh = [each for each in queries.reminders_for(standing) if _key(each) not in known]
        obstacle = _obstacle(standing, has_speaker=bool(told[standing.pledge.party_id])) if fresh else ""
        if obstacle:
            skipped.append((_named(standing), obstacle))
        elif fresh:
            letters += queries.reminder_letters(conference, fresh, told[standing.pledge.party_id])
            sent += fresh
    Reminder.objects.bulk_create(sent)
    put_in_outbox(actor, conference, letters)
    count = len(letters)
    return Batch(
        name=ngettext("%(count)s reminder", "%(count)s reminders", count) % {"count": count},
        conference_id=conference.pk,
        counts={"messages": count},
        rows={label_of(each.pledge): sorted({every.pledge_id for every in sent}) for each in sent[:1]},
        skipped=tuple(skipped),
    )


def _key(reminder: Reminder) -> tuple[int, str, date]:
    return reminder.pledge_id, reminder.kind, reminder.due_date


def _named(standing: Standing) -> str:
    return _("Pledge %(number)s") % {"number": standing.pledge.number}


def _obstacle(standing: Standing, *, has_speaker: bool) -> str:
    if standing.pledge.sensitivity == Sensitivity.RESTRICTED:
        return _("This pledge is not for its party to read.")
    return "" if has_speaker else _("Nobody speaks for this party here: it has no focal point.")
