"""What can be done to the conference itself and its outbox."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from email.mime.text import MIMEText
from typing import Any
from zoneinfo import ZoneInfo

from django.core.mail import EmailMultiAlternatives
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from secretariat.accounts.models import Role, User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.audit.action import Batch, Refused, action, difference, label_of, plain, unless_stale
from secretariat.conference import permissions
from secretariat.conference.models import (
    Conference,
    CoOrganiser,
    Membership,
    Message,
    Objective,
    Room,
    ShownName,
)
from secretariat.conference.queries import Letter
from secretariat.engines.conferencefile.limits import FIRST_YEAR, LAST_YEAR, MOST_DAYS, RESERVED_SLUGS
from secretariat.parties.models import Party

CONFERENCE_FIELDS = (
    "title",
    "acronym",
    "subject",
    "host",
    "venue",
    "city",
    "country",
    "time_zone",
    "start_date",
    "end_date",
    "original_language",
    "languages",
    "state",
    "is_public",
)
# What a calendar says is to be done with it.
METHOD = re.compile("^METHOD:(REQUEST|CANCEL|PUBLISH)\\r?$", re.MULTILINE)
ROOM_FIELDS = ("seats", "booths", "languages", "equipment", "tables", "position")


@action(allow=permissions.may_convene)
def convene(actor: User, host: Party, *, slug: str, details: Mapping[str, Any]) -> Conference:
    """Open a new conference; whoever convenes it becomes its first secretary."""
    if slug in RESERVED_SLUGS:
        raise Refused(_("This address is used by the house itself."), field="slug")
    if Conference.objects.filter(slug=slug).exists():
        raise Refused(_("There is a conference at this address already."), field="slug")
    conference = Conference(slug=slug, host=host)
    _set(conference, details)
    conference.save()
    _name_co_organisers(conference, details.get("co_organisers"))
    Membership.objects.create(conference=conference, user=actor, role=Role.SECRETARY)
    return conference


@action(allow=permissions.may_revise_conference)
def revise_conference(
    actor: User, conference: Conference, *, version: int | None = None, details: Mapping[str, Any]
) -> Conference:
    """Change what is said of the conference."""
    del actor
    unless_stale(conference, version)
    _set(conference, details)
    conference.save(update_fields=CONFERENCE_FIELDS)
    _name_co_organisers(conference, details.get("co_organisers"))
    return conference


@action(allow=permissions.may_state_objective)
def state_objective(
    actor: User, conference: Conference, *, kind: str, text: object, sensitivity: str, cited: Iterable[Cited] = ()
) -> Objective:
    """Add an objective or an expected result, with its sources."""
    stated = Objective.objects.filter(conference=conference, kind=kind)
    if any(plain(each.text) == plain(text) for each in Objective.objects.in_office_of(actor).filter(pk__in=stated)):
        raise Refused(_("This is stated already."), field="text")
    position = stated.count()
    objective = Objective(conference=conference, kind=kind, text=text, sensitivity=sensitivity, position=position)
    objective.entered_by = actor
    objective.save()
    Citation.objects.bulk_create(citations_for(objective, cited))
    return objective


@action(allow=permissions.may_revise_objective)
def revise_objective(
    actor: User, objective: Objective, *, text: object, sensitivity: str, version: int | None = None
) -> Objective:
    """Change the wording of an objective, or for whom it is."""
    del actor
    unless_stale(objective, version)
    objective.text, objective.sensitivity = text, sensitivity
    objective.save(update_fields=["text", "sensitivity"])
    return objective


@action(allow=permissions.may_add_room)
def add_room(actor: User, conference: Conference, /, *, name: object, **details: Any) -> Room:
    """Add a room of the venue: its name, and what else is known of it."""
    del actor
    if any(plain(room.name) == plain(name) for room in conference.rooms.all()):
        raise Refused(_("There is a room of this name already."), field="name")
    room = Room(conference=conference, name=name)
    _furnish(room, details)
    room.save()
    return room


@action(allow=permissions.may_revise_room)
def revise_room(actor: User, room: Room, /, *, version: int | None = None, **details: Any) -> Room:
    """Change what is kept of a room; what is not said stays."""
    del actor
    unless_stale(room, version)
    room.name = details.pop("name", room.name)
    _furnish(room, details)
    room.save(update_fields=["name", *ROOM_FIELDS])
    return room


@action(allow=permissions.may_show_party_as)
def show_party_as(
    actor: User,
    conference: Conference,
    *,
    party: Party,
    name: object,
    position: int | None = None,
    version: int | None = None,
) -> ShownName | Batch:
    """Say what this conference calls a party, and where it stands in the order."""
    del actor
    shown = ShownName.objects.select_for_update(no_key=True).filter(conference=conference, party=party).first()
    if shown is None:
        return ShownName.objects.create(conference=conference, party=party, name=name, position=position)
    unless_stale(shown, version)
    changes = difference(shown, {"name": shown.name, "position": shown.position}, {"name": name, "position": position})
    if changes:
        shown.name, shown.position, shown.version = name, position, shown.version + 1
        shown.save(update_fields=["name", "position", "version"])
    kind = label_of(shown)
    return Batch(
        name=str(shown),
        conference_id=conference.pk,
        counts={kind: 1 if changes else 0},
        rows={kind: [shown.pk]},
        changes={f"{kind}:{shown.pk}": changes},
    )


@action(allow=permissions.may_deliver)
def deliver(actor: User, message: Message, *, result: str, reason: str = "", at: datetime) -> Message:
    """Write down what became of a message."""
    del actor
    message.result, message.reason = result, reason[:300]
    message.attempts, message.taken_at = message.attempts + 1, None
    message.sent_at = at if result == Message.Result.SENT else message.sent_at
    message.save(update_fields=["result", "reason", "attempts", "sent_at", "taken_at"])
    return message


@action(allow=permissions.may_resend)
def resend(actor: User, message: Message, *, at: datetime) -> Message:
    """Send a message again that could not be sent, or that waits for a worker which is gone."""
    del actor
    if not message.is_stuck(at):
        raise Refused(_("Only a message that could not be sent is sent again."))
    message.result, message.reason, message.waiting_since, message.taken_at = Message.Result.WAITING, "", at, None
    message.save(update_fields=["result", "reason", "waiting_since", "taken_at"])
    carry.enqueue(message.pk)
    return message


def put_in_outbox(actor: User, conference: Conference, letters: Iterable[Letter]) -> list[Message]:
    """Keep letters as messages and hand them to the worker; for actions that write to people.

    The task is a row of the same transaction: a deed that does not happen sends nothing, one that does loses nothing.
    """
    messages = Message.objects.bulk_create(
        Message(
            conference=conference,
            entered_by=actor,
            kind=letter.kind,
            party=letter.party,
            to=letter.to,
            language=letter.language,
            subject=" ".join(letter.subject.split())[:300],
            body=letter.body,
            sensitivity=letter.sensitivity,
            attachment_name=letter.attachment_name,
            attachment=letter.attachment,
        )
        for letter in letters
    )
    for message in messages:
        carry.enqueue(message.pk)
    return messages


def forget_to_whom(messages: QuerySet[Message]) -> None:
    """Leave out of messages to whom they went; for actions that delete addresses once they have served.

    What could not be sent by then is sent no more.
    """
    messages.filter(result=Message.Result.WAITING).update(result=Message.Result.FAILED)
    # Why it failed may name the address again.
    messages.update(to="", reason="")


@action(allow=permissions.may_tell_person)
def tell_person(actor: User, conference: Conference, *, rows: Mapping[str, Iterable[int]]) -> Batch:
    """Write down that somebody was handed all that is kept of them: of which rows, and nothing of what they say."""
    del actor
    told = {kind: sorted(set(numbers)) for kind, numbers in rows.items()}
    return Batch(
        name=str(_("What is kept of a person, handed out")),
        conference_id=conference.pk,
        counts={kind: len(numbers) for kind, numbers in told.items()},
        rows=told,
    )


def forget_letters_sent(conference: Conference) -> Mapping[str, int]:
    """Leave out of what was sent to whom it went, once the conference is long over."""
    sent = Message.objects.filter(conference=conference, result=Message.Result.SENT).exclude(to="")
    return {"addresses_of_letters": sent.update(to="", reason="")}


def erase_letters_to(conference: Conference, mail: str, *, among: Q | None = None) -> int:
    """Blank what was written to an address, of these letters or of all, and send no more of it.

    For actions that erase a person.
    """
    if not mail:
        return 0
    messages = Message.objects.filter(among or Q(), conference=conference, to__iexact=mail)
    messages = Message.objects.filter(pk__in=list(messages.values_list("pk", flat=True)))
    messages.filter(result=Message.Result.WAITING).update(result=Message.Result.FAILED)
    return messages.update(to="", reason="", subject="", body="", attachment="", attachment_name="")


@task()
def carry(message_id: int) -> str:
    """Hand one message to the mail server, and write down the result."""
    now = timezone.now()
    # A message sent again may stand in the queue twice; of two workers one takes it.
    if not Message.objects.filter(pk=message_id).free(now).update(taken_at=now):
        return "taken"
    message = Message.objects.select_related("entered_by").get(pk=message_id)
    headers = {"Content-Language": message.language}
    mail = EmailMultiAlternatives(message.subject, message.body, to=[message.to], headers=headers)
    if message.attachment:
        _add_calendar(mail, message)
    try:
        mail.send()
    except (OSError, ValueError) as error:
        deliver(
            message.entered_by,
            message,
            result=Message.Result.FAILED,
            reason=str(error) or type(error).__name__,
            at=timezone.now(),
        )
        return Message.Result.FAILED
    deliver(message.entered_by, message, result=Message.Result.SENT, at=timezone.now())
    return Message.Result.SENT


def _add_calendar(mail: EmailMultiAlternatives, message: Message) -> None:
    """Add a calendar; an invitation stands beside the text as well, where programs look for it to offer an answer."""
    found = METHOD.search(message.attachment)
    method = found[1] if found else "PUBLISH"
    if method != "PUBLISH":
        mail.attach_alternative(message.attachment, f"text/calendar; method={method}")
    mail.attach(_calendar(message, method))


def _calendar(message: Message, method: str) -> MIMEText:
    """A calendar as mail programs take it up; it says itself what is to be done with it (RFC 6047)."""
    part = MIMEText(message.attachment, "calendar", "utf-8")
    part.set_param("method", method)
    part.add_header("Content-Disposition", "attachment", filename=message.attachment_name)
    return part


def _set(conference: Conference, details: Mapping[str, Any]) -> None:
    for name in CONFERENCE_FIELDS:
        if name in details:
            setattr(conference, name, details[name])
    try:
        ZoneInfo(conference.time_zone)
    except (KeyError, OSError, ValueError):
        raise Refused(_("No time zone has this name. Example: Asia/Damascus."), field="time_zone") from None
    _unless_days_can_be(conference)
    if conference.original_language not in conference.languages:
        sentence = _("The original language is one of the languages of the conference.")
        raise Refused(sentence, field="original_language")


def _unless_days_can_be(conference: Conference) -> None:
    """A day that was mistyped is said at once: calendars and timetables are made of every day."""
    for field in ("start_date", "end_date"):
        if not FIRST_YEAR <= getattr(conference, field).year <= LAST_YEAR:
            sentence = _("Choose a day between the years %(first)s and %(last)s.")
            raise Refused(sentence % {"first": FIRST_YEAR, "last": LAST_YEAR}, field=field)
    if conference.end_date < conference.start_date:
        raise Refused(_("The last day cannot be before the first."), field="end_date")
    if (conference.end_date - conference.start_date).days >= MOST_DAYS:
        raise Refused(_("A conference lasts at most %(days)s days.") % {"days": MOST_DAYS}, field="end_date")


def _name_co_organisers(conference: Conference, parties: Iterable[Party] | None) -> None:
    if parties is None:
        return
    wanted = list(parties)
    conference.co_organisers.exclude(party__in=wanted).delete()
    for position, party in enumerate(wanted):
        CoOrganiser.objects.update_or_create(conference=conference, party=party, defaults={"position": position})


def _furnish(room: Room, details: Mapping[str, Any]) -> None:
    """Take over what is said of a room, if a room can be like this."""
    for name, value in details.items():
        if name not in ROOM_FIELDS:
            raise TypeError(name)
        setattr(room, name, value)
    if room.seats == 0:
        raise Refused(_("A room holds at least one person. Leave the seats empty if nobody knows them."), field="seats")
    if room.languages and not room.booths:
        raise Refused(_("Say how many booths there are for these languages."), field="booths")
