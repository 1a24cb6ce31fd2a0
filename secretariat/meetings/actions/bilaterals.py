"""What a delegation asks of another: bilateral meetings, and what it makes of what was proposed instead."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action, plain, unless_stale
from secretariat.conference.actions import put_in_outbox
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.models import Delegation, Occasion
from secretariat.meetings import permissions, queries
from secretariat.meetings.actions.parts import changed, enter
from secretariat.meetings.models import LONGEST, OPEN_STATES, SHORTEST, UNANSWERED_STATES, Bilateral, BilateralState
from secretariat.meetings.queries import ASKED, Window

# What the other side answers to.
ASKED_FIELDS = ("minutes", "topic", "window_from", "window_until", "expires_at")
# What only helps to find a time and a room.
HELPING_FIELDS = ("rank", "part_of_day", "languages", "seats")
BILATERAL_FIELDS = (*ASKED_FIELDS, *HELPING_FIELDS)
PROPOSED = {
    "minutes": "proposed_minutes",
    "window_from": "proposed_from",
    "window_until": "proposed_until",
    "topic": "proposed_topic",
}


@action(allow=permissions.may_request_bilateral)
def request_bilateral(
    actor: User, asking: Delegation, *, asked: Delegation, details: Mapping[str, Any], at: datetime
) -> Bilateral:
    """Ask another delegation for a bilateral meeting, and write to it."""
    _unless_unfit_to_meet(asking, asked)
    _unless_open_already(asking, asked)
    bilateral = Bilateral(conference_id=asking.conference_id, asking=asking, asked=asked, entered_by=actor)
    enter(bilateral, BILATERAL_FIELDS, details)
    _judge_wish(actor, bilateral)
    _judge_day_of_answer(bilateral, at)
    bilateral.save()
    tell(actor, bilateral, ASKED)
    return bilateral


@action(allow=permissions.may_revise_bilateral)
def revise_bilateral(
    actor: User, bilateral: Bilateral, *, details: Mapping[str, Any], at: datetime, version: int | None = None
) -> Bilateral:
    """Change a request before it is answered, or renew it; once it is accepted, what the other side agreed to stays.

    A request to which another way was proposed is put anew, and the proposal falls.
    """
    unless_stale(bilateral, version)
    if bilateral.state not in OPEN_STATES:
        raise Refused(answered_in_words(bilateral))
    is_asked_anew = bool(changed(bilateral, ASKED_FIELDS, details))
    if is_asked_anew and bilateral.state == BilateralState.ACCEPTED:
        raise Refused(
            _(
                "This meeting is agreed: its length, topic and window stay as they are. Its rank, the part of the day,"
                " the languages and the seats can still be changed."
            )
        )
    is_other_day = bool(changed(bilateral, ["expires_at"], details))
    enter(bilateral, BILATERAL_FIELDS, details)
    if bilateral.state != BilateralState.ACCEPTED:
        _judge_wish(actor, bilateral)
    if is_other_day:
        _judge_day_of_answer(bilateral, at)
    if is_asked_anew:
        bilateral.state = BilateralState.ASKED
        forget_proposal(bilateral)
    bilateral.save()
    if is_asked_anew:
        tell(actor, bilateral, queries.REVISED)
    return bilateral


@action(allow=permissions.may_withdraw_bilateral)
def withdraw_bilateral(actor: User, bilateral: Bilateral, *, version: int | None = None) -> Bilateral:
    """Take a request back, answered or not; the other side is told."""
    unless_stale(bilateral, version)
    if bilateral.state not in OPEN_STATES:
        raise Refused(answered_in_words(bilateral))
    bilateral.state = BilateralState.WITHDRAWN
    bilateral.save(update_fields=["state"])
    tell(actor, bilateral, queries.WITHDRAWN)
    return bilateral


@action(allow=permissions.may_accept_proposal)
def accept_proposal(actor: User, bilateral: Bilateral, *, at: datetime, version: int | None = None) -> Bilateral:
    """Agree to meet in the way that the other side proposed; the request takes over what was proposed."""
    unless_stale(bilateral, version)
    if bilateral.state != BilateralState.PROPOSED:
        raise Refused(
            _("No other way was proposed.") if bilateral.state in OPEN_STATES else answered_in_words(bilateral)
        )
    for name, value in proposed(bilateral).items():
        setattr(bilateral, name, value)
    unless_no_time(actor, bilateral, window_of(bilateral), fields={})
    bilateral.state, bilateral.answered_at = BilateralState.ACCEPTED, at
    forget_proposal(bilateral)
    bilateral.save()
    tell(actor, bilateral, queries.ACCEPTED)
    return bilateral


def proposed(bilateral: Bilateral) -> dict[str, Any]:
    """What the request would say if the proposal were taken over; the window is one, from its beginning to its end."""
    said: dict[str, Any] = {}
    if bilateral.proposed_minutes:
        said["minutes"] = bilateral.proposed_minutes
    if bilateral.proposed_topic:
        said["topic"] = bilateral.proposed_topic
    if bilateral.proposed_from or bilateral.proposed_until:
        said |= {"window_from": bilateral.proposed_from, "window_until": bilateral.proposed_until}
    return said


def window_of(bilateral: Bilateral, other: Mapping[str, Any] | None = None) -> Window:
    """In what time the meeting must lie, by what is asked or by something else said of it."""
    said = other or {}
    return Window(
        said.get("minutes", bilateral.minutes),
        said.get("window_from", bilateral.window_from),
        said.get("window_until", bilateral.window_until),
    )


def forget_proposal(bilateral: Bilateral) -> None:
    """Nothing else is proposed any longer."""
    bilateral.proposed_minutes = bilateral.proposed_from = bilateral.proposed_until = None
    bilateral.proposed_topic = ""


def tell(actor: User, bilateral: Bilateral, kind: str) -> None:
    """Write to those who speak for the two delegations."""
    put_in_outbox(actor, bilateral.conference, queries.bilateral_letters(bilateral, kind, actor))


def unless_no_time(actor: User, bilateral: Bilateral, window: Window, *, fields: Mapping[str, str]) -> None:
    """Refuse a meeting for which the window, the days of the conference or the stays of the two leave no time."""
    obstacle = queries.obstacle_to_meeting(
        bilateral.conference,
        window,
        (bilateral.asking, bilateral.asked),
        is_told=lambda side: permissions.may_see_stay(actor, side),
    )
    if obstacle is not None:
        raise Refused(obstacle.sentence, field=fields.get(obstacle.at, ""))


def unless_length_is_odd(minutes: Any, field: str) -> None:
    """Refuse a length that no meeting has."""
    if not isinstance(minutes, int) or not SHORTEST <= minutes <= LONGEST:
        sentence = _("A meeting lasts from %(shortest)s to %(longest)s minutes.")
        raise Refused(sentence % {"shortest": SHORTEST, "longest": LONGEST}, field=field)


def answered_in_words(bilateral: Bilateral) -> str:
    """What became of a request, to somebody who wants to do something else with it."""
    return {
        BilateralState.ACCEPTED: _("This request is accepted already."),
        BilateralState.DECLINED: _("This request was declined. The delegation can ask again."),
        BilateralState.WITHDRAWN: _("This request was withdrawn. The delegation can ask again."),
    }.get(BilateralState(bilateral.state), _("This request is not answered yet."))


def _unless_unfit_to_meet(asking: Delegation, asked: Delegation) -> None:
    if asking.pk == asked.pk:
        raise Refused(_("A delegation does not meet itself."), field="asked")
    for side, field in ((asking, ""), (asked, "asked")):
        if side.conference_id != asking.conference_id or side.occasion != Occasion.CONFERENCE:
            raise Refused(_("Only delegations to this conference meet here."), field=field)


def _unless_open_already(asking: Delegation, asked: Delegation) -> None:
    """Say which request is there already; two that are put at once meet at a constraint."""
    names = shown_names(asked.conference)
    said = {"asking": name_of(asking.party, names), "asked": name_of(asked.party, names)}
    there = Bilateral.objects.filter(asking=asking, asked=asked, state__in=OPEN_STATES).first()
    if there is not None:
        agreed = _("%(asking)s and %(asked)s have agreed to meet already.")
        waiting = _("%(asking)s asked %(asked)s already. Change that request, or withdraw it and ask again.")
        raise Refused((agreed if there.state == BilateralState.ACCEPTED else waiting) % said, field="asked")
    if Bilateral.objects.filter(asking=asked, asked=asking, state__in=UNANSWERED_STATES).exists():
        raise Refused(_("%(asked)s asked %(asking)s already: answer that request.") % said, field="asked")


def _judge_wish(actor: User, bilateral: Bilateral) -> None:
    unless_length_is_odd(bilateral.minutes, "minutes")
    if not plain(bilateral.topic) or not bilateral.topic.strip():
        raise Refused(_("Say what the meeting is about."), field="topic")
    fields = {"begins": "window_from", "ends": "window_until"}
    unless_no_time(actor, bilateral, window_of(bilateral), fields=fields)


def _judge_day_of_answer(bilateral: Bilateral, at: datetime) -> None:
    if bilateral.expires_at is not None and bilateral.expires_at <= at:
        raise Refused(_("The time until which you want an answer is over already."), field="expires_at")
