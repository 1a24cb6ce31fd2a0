"""Invitations to meetings by mail: what they say, whom they can go to, and whether they still say what is planned."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from enum import Enum, auto

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.timezone import override as zoned
from django.utils.translation import gettext as _
from django.utils.translation import override

from secretariat.accounts.models import Sensitivity, User
from secretariat.conference.models import Conference
from secretariat.conference.queries import Letter, name_of, shown_names
from secretariat.delegations.models import Delegate, Delegation, Occasion
from secretariat.engines import calendars
from secretariat.meetings.models import Bilateral, BilateralState, Meeting
from secretariat.programme.models import Convocation, Invitee, Place, ReceivedReply, ReplyState, Session, SessionState
from secretariat.programme.queries.calendars import place_in_words
from secretariat.programme.queries.known import Known
from secretariat.ui.templatetags.ui import clock, day

KIND = "calendar invitation"
# Those who are offered by name; a plenary of five hundred people is followed, nobody is invited to it one by one.
MOST_OFFERED = 500
ANSWERS = {"accepted": "ACCEPTED", "declined": "DECLINED", "tentative": "TENTATIVE", "delegated": "DELEGATED"}


@dataclass(frozen=True)
class Told:
    """What an invitation says of a meeting; times are unknown where the meeting has none."""

    summary: str
    place: str
    starts_at: datetime | None
    ends_at: datetime | None
    text: str = ""
    language: str = "en"


class Planned:
    """What is planned of a conference, as invitations tell it; its rooms and names are read once. Two queries."""

    def __init__(self, conference: Conference) -> None:
        self._conference = conference
        self._known = Known(conference, {room.pk: room for room in conference.rooms.all()})
        self._names = shown_names(conference)

    def told_of(self, thing: Session | Bilateral | Meeting, language: str) -> Told:
        """What an invitation to a thing says; its text is for whoever invites to write."""
        with override(language):
            if isinstance(thing, Session):
                place = self._place(thing.room_id, None)
                return Told(_short(thing.title), place, thing.starts_at, thing.ends_at, "", language)
            if isinstance(thing, Bilateral):
                return self._told_of_bilateral(thing, language)
            # The hours of a meeting are kept nowhere but in the invitation.
            where = [str(each) for each in (thing.venue, thing.city) if each]
            return Told(_short(thing.title), ", ".join(where)[:500], None, None, "", language)

    def out_of_date(self, convocation: Convocation) -> list[str]:
        """In what the version that was sent is out of date: "gone", "time", "day", "place", "title"; as a rule nothing.

        "gone" is a session that was cancelled, or a bilateral meeting that is no longer agreed or has no place in the
        timetable. Nothing is out of date once those who were invited know that the meeting is called off.
        """
        thing = thing_of(convocation)
        if convocation.is_called_off:
            return []
        if _is_gone(thing):
            return ["gone"]
        now = self.told_of(thing, convocation.language)
        found = ["title"] if now.summary != convocation.summary else []
        if isinstance(thing, Meeting):
            on = convocation.starts_at.astimezone(self._conference.zone).date().isoformat()
            return [*found, "day"] if thing.held_date and not on.startswith(thing.held_date) else found
        if (now.starts_at, now.ends_at) != (convocation.starts_at, convocation.ends_at):
            found.append("time")
        return [*found, "place"] if now.place != convocation.place else found

    def _told_of_bilateral(self, bilateral: Bilateral, language: str) -> Told:
        sides = [str(name_of(each.party, self._names)) for each in (bilateral.asking, bilateral.asked)]
        summary = _short(_("Bilateral meeting: %(parties)s") % {"parties": " – ".join(sides)})
        spot = spot_of(bilateral)
        if spot is None:
            return Told(summary, "", None, None, "", language)
        return Told(summary, self._place(spot.room_id, spot.table), spot.starts_at, spot.ends_at, "", language)

    def _place(self, room_id: int | None, table: int | None) -> str:
        """The room and the venue in the language in force."""
        room = place_in_words(self._known, {"room": room_id, "table": table})
        return ", ".join(each for each in (room, str(self._conference.venue or "")) if each)[:500]


def thing_of(convocation: Convocation) -> Session | Bilateral | Meeting:
    """What an invitation is to."""
    found = convocation.session or convocation.bilateral or convocation.meeting
    if found is None:
        raise AssertionError  # the database lets no such row in
    return found


def spot_of(bilateral: Bilateral) -> Place | None:
    """Where a bilateral meeting stands in the working timetable."""
    try:
        return bilateral.place
    except Place.DoesNotExist:
        return None


def text_about(thing: Session | Bilateral | Meeting, language: str) -> str:
    """What whoever invites may begin with: what is known of the thing."""
    with override(language):
        if isinstance(thing, Bilateral):
            return thing.topic
        if isinstance(thing, Meeting):
            return str(thing.subject or "")
        items = [f"{each.item.number}. {each.item.title}" for each in thing.items.select_related("item")]
        return "\n\n".join(part for part in (str(thing.text or ""), "\n".join(items)) if part)


def convocations_of(conference: Conference, user: User) -> QuerySet[Convocation]:
    """The invitations of a conference that the office shows this person."""
    found = Convocation.objects.in_office_of(user).filter(conference=conference)
    sides = ("bilateral__asking__party", "bilateral__asked__party", "bilateral__place")
    whole = ("conference", "session__conference", "meeting__conference", "bilateral__conference", *sides)
    return found.select_related(*whole).prefetch_related("invitees")


def waiting_for(user: User) -> QuerySet[ReceivedReply]:
    """The answers that wait for an officer, as far as this person may read them."""
    waiting = ReceivedReply.objects.filter(state=ReplyState.WAITING)
    return waiting.seen_by(user).select_related("invitee")


def counted(convocation: Convocation) -> Counter[str]:
    """How many were invited, by what they answered; those who did not, under nothing."""
    return Counter(each.answer for each in convocation.invitees.all() if each.is_invited)


@dataclass(frozen=True)
class Guests:
    """Those whom a form can offer, who of them is invited already, and who is invited whom this person does not see."""

    offered: list[Delegate]
    chosen: list[int]
    others: list[Invitee]
    unseen: list[Invitee]


def guests_of(thing: Session | Bilateral | Meeting, convocation: Convocation | None, user: User) -> Guests:
    """Those with a mail address who belong to the delegations concerned, as far as this person sees them."""
    seen = Delegate.objects.in_office_of(user).filter(conference=thing.conference_id).with_a_place().exclude(mail="")
    invited = [each for each in convocation.invitees.all() if each.is_invited] if convocation is not None else []
    before = {each.delegate_id for each in invited if each.delegate_id is not None}
    people = seen.filter(_concerned(thing)).select_related("party").order_by("party_id", "name", "pk")
    offered = {each.pk: each for each in people[:MOST_OFFERED]}
    # Whoever was invited and is no longer concerned is offered still, so that somebody decides.
    offered |= {each.pk: each for each in seen.filter(pk__in=before - {*offered}).select_related("party")}
    everybody = Delegate.objects.filter(pk__in=before - {*offered}).with_a_place().exclude(mail="")
    hidden = set(everybody.exclude(pk__in=Delegate.objects.in_office_of(user)).values_list("pk", flat=True))
    return Guests(
        list(offered.values()),
        [pk for pk in offered if pk in before],
        [each for each in invited if each.delegate_id is None],
        [each for each in invited if each.delegate_id in hidden],
    )


class News(Enum):
    """What a mail tells somebody: that they are invited, that it is otherwise, or that nothing is held for them."""

    INVITED = auto()
    CHANGED = auto()
    CANCELLED = auto()


def letter_to(convocation: Convocation, invitee: Invitee, news: News, *, why: str = "") -> Letter:
    """The mail with which somebody is invited, or told that nothing is held; it names nobody else who is invited.

    Raises ``calendars.Unwritable``.
    """
    conference = convocation.conference
    invitation = _invitation(convocation, invitee, why)
    is_cancelled = news == News.CANCELLED
    write = calendars.write_cancel if is_cancelled else calendars.write_request
    with override(convocation.language), zoned(conference.zone):
        subject = _subject(convocation, news)
        body = _body(convocation, why, is_called_off=is_cancelled)
    party = invitee.delegate.party if invitee.delegate is not None else None
    return Letter(
        KIND,
        invitee.mail,
        convocation.language,
        subject,
        body,
        party,
        sensitivity=_sensitivity(convocation, invitee),
        attachment_name="invite.ics",
        attachment=write(invitation).decode(),
    )


def _subject(convocation: Convocation, news: News) -> str:
    conference = convocation.conference
    told = {"what": convocation.summary, "conference": str(conference.acronym or conference.title)}
    if news == News.CANCELLED:
        return _("Cancelled: %(what)s (%(conference)s)") % told
    if news == News.CHANGED:
        return _("Changed: %(what)s (%(conference)s)") % told
    return _("Invitation: %(what)s (%(conference)s)") % told


def _invitation(convocation: Convocation, invitee: Invitee, why: str) -> calendars.Invitation:
    conference = convocation.conference
    # What somebody answered to an earlier version is asked again.
    is_answered = invitee.answer and invitee.answered_sequence == convocation.sequence
    with override(convocation.language):
        title = str(conference.title)[:500]
    return calendars.Invitation(
        uid=str(convocation.uid),
        sequence=invitee.told_sequence,
        dtstamp=convocation.sent_at.replace(microsecond=0),
        starts=convocation.starts_at,
        ends=convocation.ends_at,
        zone=conference.zone,
        summary=convocation.summary,
        organizer=calendars.Attendee(parseaddr(settings.DEFAULT_FROM_EMAIL)[1], title),
        attendees=(
            calendars.Attendee(invitee.mail, invitee.name, ANSWERS[invitee.answer] if is_answered else "NEEDS-ACTION"),
        ),
        description=convocation.text,
        location=convocation.place,
        comment=why,
        language=convocation.language,
    )


def _sensitivity(convocation: Convocation, invitee: Invitee) -> str:
    """A message is kept for no more people than what it tells of, and whom it goes to."""
    thing = thing_of(convocation)
    levels = [getattr(each, "sensitivity", "") for each in (thing, invitee.delegate)]
    return Sensitivity.RESTRICTED if Sensitivity.RESTRICTED in levels else Sensitivity.SECRETARIAT


def _body(convocation: Convocation, why: str, *, is_called_off: bool) -> str:
    first, last = convocation.starts_at, convocation.ends_at
    zone = convocation.conference.zone
    begins, ends = first.astimezone(zone), last.astimezone(zone)
    until = clock(ends) if begins.date() == ends.date() else f"{day(ends.date(), 'full')}, {clock(ends)}"
    lines = [
        convocation.summary,
        f"{day(begins.date(), 'full')}, {clock(begins)} – {until}",
        _("All times are those of the venue (%(zone)s).") % {"zone": convocation.conference.time_zone},
        convocation.place,
    ]
    if is_called_off:
        opening = _("This meeting is called off, or you are no longer asked to it.")
        closing = _("Open the calendar that goes with this message to take it out of yours.")
    else:
        opening = _("You are asked to the following meeting.")
        closing = _("Please answer with the buttons that your mail program shows beside this invitation.")
    text = "" if is_called_off else convocation.text
    parts = [opening, "\n".join(line for line in lines if line), text, why, closing]
    return "\n\n".join(part for part in parts if part) + "\n"


def _is_gone(thing: Session | Bilateral | Meeting) -> bool:
    if isinstance(thing, Session):
        return thing.state == SessionState.CANCELLED or thing.starts_at is None
    if isinstance(thing, Bilateral):
        return thing.state != BilateralState.ACCEPTED or spot_of(thing) is None
    return False


def _concerned(thing: Session | Bilateral | Meeting) -> Q:
    if isinstance(thing, Session):
        wanted = list(thing.wanted.values_list("delegation_id", "delegate_id"))
        named = {delegation for delegation, delegate in wanted if delegate is not None}
        whole = {delegation for delegation, delegate in wanted if delegate is None} - named
        people = {delegate for _delegation, delegate in wanted if delegate is not None} | {thing.chair_id}
        return Q(delegation__in=whole) | Q(pk__in=people - {None})
    if isinstance(thing, Bilateral):
        return Q(delegation__in=(thing.asking_id, thing.asked_id))
    visitors = list(thing.visitors.values_list("party_id", "delegation_id"))
    came_with = {delegation for _party, delegation in visitors if delegation is not None}
    parties = {party for party, delegation in visitors if delegation is None} | {thing.host_id}
    to_conference = Delegation.objects.filter(
        conference=thing.conference_id, party__in=parties - {None}, occasion=Occasion.CONFERENCE
    )
    return Q(delegation__in=came_with) | Q(delegation__in=to_conference)


def _short(title: object) -> str:
    return " ".join(str(title).split())[:500]
