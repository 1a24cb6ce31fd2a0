"""Inviting people to a meeting by mail, telling them what changed, and calling it off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action
from secretariat.conference.actions import put_in_outbox
from secretariat.conference.queries import Letter
from secretariat.delegations.models import Delegate
from secretariat.engines import calendars
from secretariat.meetings.models import Bilateral, BilateralState, Meeting
from secretariat.programme import permissions
from secretariat.programme.models import Convocation, Invitee, Session, SessionState
from secretariat.programme.queries.convening import News, Planned, Told, letter_to

MOST_INVITED = 500
# What an invitation says of a meeting.
TOLD = ("summary", "place", "starts_at", "ends_at", "text", "language")
# Between these no clock of any zone is beyond what can be kept or told.
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True)
class Guest:
    """Somebody to be invited: a delegate, or whoever has this address."""

    mail: str
    name: str = ""
    delegate: Delegate | None = None


@action(allow=permissions.may_invite_to_session)
def invite_to_session(
    actor: User, session: Session, *, guests: Sequence[Guest], text: str, language: str, at: datetime
) -> Convocation:
    """Invite people to a session by mail as it is planned now; whoever was invited before is told what changed."""
    if session.state == SessionState.CANCELLED:
        raise Refused(_("This session is cancelled. Call the invitation off instead."))
    told = _with_text(Planned(session.conference).told_of(session, language), text)
    return _sent(actor, _kept(Convocation(conference=session.conference, session=session)), told, guests, at)


@action(allow=permissions.may_invite_to_bilateral)
def invite_to_bilateral(
    actor: User, bilateral: Bilateral, *, guests: Sequence[Guest], text: str, language: str, at: datetime
) -> Convocation:
    """Invite people to a bilateral meeting by mail, at its place in the working timetable."""
    if bilateral.state != BilateralState.ACCEPTED:
        raise Refused(_("This meeting is not agreed. Nobody can be invited to it."))
    told = _with_text(Planned(bilateral.conference).told_of(bilateral, language), text)
    return _sent(actor, _kept(Convocation(conference=bilateral.conference, bilateral=bilateral)), told, guests, at)


@action(allow=permissions.may_invite_to_meeting)
def invite_to_meeting(
    actor: User, meeting: Meeting, *, guests: Sequence[Guest], told: Told, at: datetime
) -> Convocation:
    """Invite people by mail to a meeting that is written down, at the time that this invitation gives."""
    if not told.summary:
        told = replace(told, summary=Planned(meeting.conference).told_of(meeting, told.language).summary)
    return _sent(actor, _kept(Convocation(conference=meeting.conference, meeting=meeting)), told, guests, at)


@action(allow=permissions.may_call_off_convocation)
def call_off_convocation(actor: User, convocation: Convocation, *, why: str, at: datetime) -> Convocation:
    """Tell everybody who was invited that nothing is held; their calendars take the meeting out."""
    if convocation.is_called_off:
        raise Refused(_("Those who were invited know already that it is called off."))
    convocation.called_off_at, convocation.sent_at = at, at
    convocation.sequence = _highest(convocation) + 1
    convocation.save(update_fields=["called_off_at", "sent_at", "sequence"])
    invited = list(convocation.invitees.filter(is_invited=True).select_related("delegate__party"))
    for invitee in invited:
        invitee.told_sequence = convocation.sequence
    Invitee.objects.bulk_update(invited, ["told_sequence"])
    _post(actor, convocation, [_letter(convocation, each, News.CANCELLED, why=why) for each in invited])
    return convocation


def _kept(wanted: Convocation) -> Convocation:
    """The invitation to the same thing that went out before, or a new one."""
    same = {"session": wanted.session, "bilateral": wanted.bilateral, "meeting": wanted.meeting}
    return Convocation.objects.select_for_update(no_key=True).filter(**same).first() or wanted


def _with_text(told: Told, text: str) -> Told:
    if told.starts_at is None:
        raise Refused(_("It has no hours yet. Give it a place in the timetable first."))
    return Told(told.summary, told.place, told.starts_at, told.ends_at, text, told.language)


def _sent(actor: User, convocation: Convocation, told: Told, guests: Sequence[Guest], at: datetime) -> Convocation:
    is_new = convocation.pk is None
    known = (
        {} if is_new else {each.mail.lower(): each for each in convocation.invitees.select_related("delegate__party")}
    )
    guests = [*guests, *_unseen(actor, known, guests)]
    _refuse_what_cannot_be_sent(told, guests)
    wanted = {guest.mail.lower(): guest for guest in guests}
    dropped = [each for mail, each in known.items() if mail not in wanted and each.is_invited]
    before = _said(convocation)
    again = {mail for mail in wanted if mail in known and known[mail].is_invited}
    convocation.sequence = _next_sequence(convocation, told, [known[mail] for mail in wanted if mail in known])
    _enter(convocation, told, actor, at)
    convocation.save()
    is_changed = _said(convocation) != before
    invited = _invited(convocation, known, wanted)
    # Whoever hears of it for the first time is told of no change.
    letters = [
        _letter(convocation, each, News.CHANGED if is_changed and each.mail.lower() in again else News.INVITED)
        for each in invited
    ]
    letters += _to_dropped(convocation, [] if is_new else dropped)
    _post(actor, convocation, letters)
    return convocation


def _unseen(actor: User, known: Mapping[str, Invitee], guests: Sequence[Guest]) -> list[Guest]:
    """Whoever is invited and not seen by this person stays invited, whoever else is named."""
    named = {guest.mail.lower() for guest in guests}
    left = [each for mail, each in known.items() if each.is_invited and mail not in named]
    ids = [each.delegate_id for each in left if each.delegate_id is not None]
    seen = set(Delegate.objects.in_office_of(actor).filter(pk__in=ids).values_list("pk", flat=True))
    coming = set(Delegate.objects.filter(pk__in=ids).with_a_place().exclude(mail="").values_list("pk", flat=True))
    return [Guest(each.mail, each.name, each.delegate) for each in left if each.delegate_id in coming - seen]


def _enter(convocation: Convocation, told: Told, actor: User, at: datetime) -> None:
    for name in TOLD:
        setattr(convocation, name, getattr(told, name))
    convocation.sent_at, convocation.called_off_at = at, None
    if convocation.pk is None:
        convocation.entered_by = actor


def _said(convocation: Convocation) -> list[object]:
    """What is told of the meeting, and which version of it that is."""
    return [convocation.sequence, *(getattr(convocation, name) for name in TOLD)]


def _next_sequence(convocation: Convocation, told: Told, again: Sequence[Invitee]) -> int:
    """Raised where time or place change, where it was called off, and beyond what anybody was told of leaving."""
    if convocation.pk is None:
        return 0
    before = (convocation.starts_at, convocation.ends_at, convocation.place)
    is_moved = convocation.is_called_off or (told.starts_at, told.ends_at, told.place) != before
    left = [each.told_sequence + 1 for each in again if not each.is_invited]
    return max([convocation.sequence + is_moved, *left])


def _invited(convocation: Convocation, known: dict[str, Invitee], wanted: dict[str, Guest]) -> list[Invitee]:
    old: list[Invitee] = []
    new: list[Invitee] = []
    for mail, guest in wanted.items():
        row = known.get(mail) or Invitee(conference_id=convocation.conference_id, convocation=convocation)
        if row.pk is not None and not row.is_invited:
            # Whoever is invited again is asked anew.
            row.answer, row.answered_sequence, row.answered_at, row.comment, row.stands_in = "", None, None, "", ""
        row.mail, row.name, row.delegate = guest.mail, guest.name[:500], guest.delegate
        row.is_invited, row.told_sequence = True, convocation.sequence
        (old if row.pk else new).append(row)
    Invitee.objects.bulk_create(new)
    fields = ("mail", "name", "delegate", "is_invited", "told_sequence", "answer", "answered_sequence")
    Invitee.objects.bulk_update(old, [*fields, "answered_at", "comment", "stands_in"])
    return [*old, *new]


def _to_dropped(convocation: Convocation, dropped: Sequence[Invitee]) -> list[Letter]:
    """Whoever is no longer invited is told so alone: for the others nothing changed."""
    for invitee in dropped:
        invitee.is_invited, invitee.told_sequence = False, max(invitee.told_sequence, convocation.sequence) + 1
    Invitee.objects.bulk_update(dropped, ["is_invited", "told_sequence"])
    return [_letter(convocation, each, News.CANCELLED) for each in dropped]


def _refuse_what_cannot_be_sent(told: Told, guests: Sequence[Guest]) -> None:
    if not guests:
        raise Refused(_("Choose somebody to invite, or give an address."))
    if len(guests) > MOST_INVITED:
        raise Refused(_("At most %(most)s people are invited to one meeting by mail.") % {"most": MOST_INVITED})
    mails = [guest.mail.lower() for guest in guests]
    twice = next((mail for place, mail in enumerate(mails) if mail in mails[:place]), "")
    if twice:
        raise Refused(_("%(mail)s is named twice.") % {"mail": twice})
    if any(each is not None and not FIRST_YEAR < each.year < LAST_YEAR for each in (told.starts_at, told.ends_at)):
        raise Refused(_("No calendar can hold this meeting. Look at its title, its times and its place."))
    if told.starts_at is None or told.ends_at is None or told.ends_at <= told.starts_at:
        raise Refused(_("The meeting has to end after it begins."))


def _highest(convocation: Convocation) -> int:
    told = convocation.invitees.values_list("told_sequence", flat=True)
    return max([convocation.sequence, *told])


def _letter(convocation: Convocation, invitee: Invitee, news: News, *, why: str = "") -> Letter:
    try:
        return letter_to(convocation, invitee, news, why=why)
    except calendars.Unwritable as error:
        raise Refused(_in_words(error, invitee)) from None


def _in_words(error: calendars.Unwritable, invitee: Invitee) -> str:
    if error.code == "not a mail":
        address = _("the address of the secretariat") if error.where.startswith("organizer") else invitee.mail
        return _("No calendar takes this address: %(mail)s.") % {"mail": address}
    if error.code == "too long" and error.where == "ends":
        return _("A meeting that lasts longer than a year is no meeting. Look at its times.")
    if error.code == "too long":
        return _("A text is too long for a calendar. Shorten it.")
    return _("No calendar can hold this meeting. Look at its title, its times and its place.")


def _post(actor: User, convocation: Convocation, letters: Sequence[Letter]) -> None:
    put_in_outbox(actor, convocation.conference, letters)
