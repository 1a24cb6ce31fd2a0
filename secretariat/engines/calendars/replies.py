"""Replies to invitations, pasted or received (RFC 5546, 3.2.3; RFC 6047)."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from secretariat.engines.calendars.components import Calendar, Component, calendars_in, first
from secretariat.engines.calendars.details import person, within
from secretariat.engines.calendars.lines import Property, one
from secretariat.engines.calendars.mail import calendar_in
from secretariat.engines.calendars.models import LONGEST_TEXT, LONGEST_UID, MAIL_LIMIT, REPLY_LIMIT, Reply, Unreadable
from secretariat.engines.calendars.times import moment_of, told, utc_of, zones_of
from secretariat.engines.calendars.values import LAST_YEAR, address, cleaned, number, opaque, stated, words
from secretariat.engines.calendars.work import Work

__all__ = ["read_reply"]

_ANSWERS = frozenset({"ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"})
_METHODS = frozenset({"REQUEST", "CANCEL", "PUBLISH", "ADD", "REFRESH", "COUNTER", "DECLINECOUNTER"})
_MOST_DELEGATES = 20
_UTC = ZoneInfo("UTC")
# The last day of a year that no zone changes any more.
_UNTIL = datetime(LAST_YEAR - 1, 12, 30)  # noqa: DTZ001 - by the clocks of a zone


def read_reply(data: bytes | str) -> Reply:
    """Return the answer that a reply gives: of a calendar as it stands, or of a whole mail that holds one.

    What somebody wrote beside the calendar in the mail itself is not read. Raises ``Unreadable``; where something else
    was handed in, its code says what.
    """
    if isinstance(data, str):
        if len(data) > MAIL_LIMIT:
            raise Unreadable("too large")
        data = data.encode("utf-8", errors="replace")
    work = Work()
    content, method = calendar_in(data)
    calendars = calendars_in(content, work, limit=REPLY_LIMIT)
    _check_method(calendars[0], method)
    event = _event(calendars)
    uid = opaque(_value(event, "UID"))
    if not uid or len(uid) > LONGEST_UID:
        raise Unreadable("no uid")
    said = _answering(event)
    attendee = person(said)
    organizer, stamp = first(event.properties, "ORGANIZER"), stated(_value(event, "DTSTAMP"))
    return Reply(
        uid=uid,
        attendee=attendee.mail,
        partstat=attendee.partstat,
        sequence=number(_value(event, "SEQUENCE")) or 0,
        recurrence_id=_recurrence(event, calendars[0], work),
        name=attendee.name,
        comment=_comment(event, said, work),
        delegated_to=_mails(said, "DELEGATED-TO"),
        delegated_from=_mails(said, "DELEGATED-FROM"),
        sent_by=next(iter(_mails(said, "SENT-BY")), ""),
        organizer=address(organizer) if organizer else "",
        dtstamp=stamp.wall.replace(tzinfo=UTC) if stamp and stamp.is_utc else None,
    )


def _check_method(calendar: Calendar, otherwise: str) -> None:
    said = first(calendar.head.properties, "METHOD")
    method = said.value.strip().upper() if said else otherwise
    if method in _METHODS:
        raise Unreadable(method.lower())
    if method != "REPLY":
        raise Unreadable("other method" if method else "no method")


def _event(calendars: list[Calendar]) -> Component:
    events = [event for calendar in calendars for event in calendar.events]
    if not events:
        raise Unreadable("not a meeting" if any(calendar.others for calendar in calendars) else "no event")
    if len(events) > 1:
        raise Unreadable("several events")
    return events[0]


def _answering(event: Component) -> Property:
    """Who answers: where delegates name those for whom they come, the delegate."""
    named = [each for each in event.properties if each.name == "ATTENDEE"]
    mailed = [each for each in named if address(each)]
    if not mailed:
        raise Unreadable("no attendee")
    answers = [each for each in mailed if person(each).partstat in _ANSWERS]
    if not answers:
        raise Unreadable("no answer")
    delegates = [each for each in answers if _mails(each, "DELEGATED-FROM")] if len(answers) > 1 else answers
    if len(delegates) != 1:
        raise Unreadable("several attendees")
    return delegates[0]


def _value(event: Component, name: str) -> str:
    said = first(event.properties, name)
    return said.value if said else ""


def _recurrence(event: Component, calendar: Calendar, work: Work) -> datetime | date | None:
    said = first(event.properties, "RECURRENCE-ID")
    if said is None:
        return None
    moment = moment_of(said, zones_of(calendar, _UTC, _UNTIL), "RECURRENCE-ID", work)
    is_unknown = any(each.code == "unknown zone" for each in work.problems)
    if moment is None or is_unknown or not (moment.is_day or moment.tzid or said.value.strip().upper().endswith("Z")):
        raise Unreadable("recurrence")
    return told(moment) if moment.is_day else utc_of(moment)


def _comment(event: Component, said: Property, work: Work) -> str:
    """What somebody says to the answer; some programs say it of the attendee."""
    found = [words(each.value) for each in event.properties if each.name == "COMMENT"]
    text = "\n".join(each for each in found if each) or cleaned(one(said.parameters, "X-RESPONSE-COMMENT"))
    return within(text, LONGEST_TEXT, ("COMMENT", 0), work)


def _mails(said: Property, name: str) -> tuple[str, ...]:
    found = [address(Property(name, value)) for value in said.parameters.get(name, ())[:_MOST_DELEGATES]]
    return tuple(dict.fromkeys(mail for mail in found if mail))
