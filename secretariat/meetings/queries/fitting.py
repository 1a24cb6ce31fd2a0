"""Whether a bilateral meeting fits between the days of the conference and the stays of those who meet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secretariat.conference.models import Conference
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.models import Delegation
from secretariat.meetings.models import Stay
from secretariat.ui.templatetags.ui import clock, day, days

# Delegations meet on the eve of a conference and on the morning after it, too.
TOLERANCE = timedelta(days=1)


@dataclass(frozen=True)
class Window:
    """In which time a meeting of so many minutes must lie; open where nothing is said."""

    minutes: int
    begins: datetime | None = None
    ends: datetime | None = None

    @property
    def length(self) -> timedelta:
        """How long the meeting is."""
        return timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Obstacle:
    """Why something cannot be, in a sentence, and the end of the time that stands in the way, if one does."""

    sentence: str
    at: str = ""


def told_at_venue(conference: Conference, at: datetime) -> str:
    """A day and a time of day as the clocks of the venue show them, whatever zone is in force."""
    local = at.astimezone(conference.zone).replace(tzinfo=None)
    return _("%(day)s, %(time)s") % {"day": day(local.date()), "time": clock(local)}


def days_for_meetings(conference: Conference) -> tuple[datetime, datetime]:
    """From when until when delegations can meet: the days of the conference at the venue, and one on either side."""
    first = datetime.combine(conference.start_date - TOLERANCE, time.min, conference.zone)
    last = datetime.combine(conference.end_date + TOLERANCE + timedelta(days=1), time.min, conference.zone)
    return first, last


def outside_the_days(conference: Conference, at: datetime) -> str:
    """A sentence, if nobody meets at this time because the conference is not held then."""
    first, last = days_for_meetings(conference)
    if first <= at <= last:
        return ""
    return _("The conference is held on %(days)s. Delegations meet from the day before until the day after.") % {
        "days": days(conference.start_date, conference.end_date)
    }


def obstacle_to_meeting(
    conference: Conference,
    window: Window,
    sides: Sequence[Delegation],
    *,
    is_told: Callable[[Delegation], bool],
) -> Obstacle | None:
    """Why these delegations cannot meet in this window, if they cannot. Three queries.

    ``is_told`` says of whom the time of arrival may be told to the minute; of others only the day is.
    """
    return _obstacle_in_itself(conference, window) or _obstacle_of_stays(conference, window, sides, is_told)


def _obstacle_in_itself(conference: Conference, window: Window) -> Obstacle | None:
    for at, end in ((window.begins, "begins"), (window.ends, "ends")):
        sentence = outside_the_days(conference, at) if at is not None else ""
        if sentence:
            return Obstacle(sentence, end)
    if window.begins is None or window.ends is None:
        return None
    if window.ends <= window.begins:
        return Obstacle(_("The window ends before it begins."), "ends")
    if window.ends - window.begins < window.length:
        sentence = ngettext(
            "The window is shorter than the meeting, which is to last %(minutes)s minute.",
            "The window is shorter than the meeting, which is to last %(minutes)s minutes.",
            window.minutes,
        )
        return Obstacle(sentence % {"minutes": window.minutes}, "ends")
    return None


def _obstacle_of_stays(
    conference: Conference, window: Window, sides: Sequence[Delegation], is_told: Callable[[Delegation], bool]
) -> Obstacle | None:
    names = shown_names(conference)
    stays = {stay.delegation_id: stay for stay in Stay.objects.filter(delegation__in=[each.pk for each in sides])}
    begins, ends = days_for_meetings(conference)
    begins, ends = max(begins, window.begins or begins), min(ends, window.ends or ends)
    came, left = "", ""
    for side in sides:
        stay = stays.get(side.pk)
        if stay is None:
            continue
        said = _Said(conference, str(name_of(side.party, names)), is_precise=is_told(side))
        if stay.arrives_at and stay.arrives_at > begins:
            begins, came = stay.arrives_at, said.arrives(stay.arrives_at)
        if stay.departs_at and stay.departs_at < ends:
            ends, left = stay.departs_at, said.leaves(stay.departs_at)
    if ends - begins >= window.length:
        return None
    at = "ends" if came else "begins"
    return Obstacle(" ".join(filter(None, (came, left, _("That leaves no time for this meeting.")))), at)


@dataclass(frozen=True)
class _Said:
    """When somebody comes and goes, as it may be told."""

    conference: Conference
    name: str
    is_precise: bool

    def arrives(self, at: datetime) -> str:
        return _("%(party)s arrives on %(when)s.") % {"party": self.name, "when": self._when(at)}

    def leaves(self, at: datetime) -> str:
        return _("%(party)s leaves on %(when)s.") % {"party": self.name, "when": self._when(at)}

    def _when(self, at: datetime) -> str:
        if self.is_precise:
            return told_at_venue(self.conference, at)
        return day(at.astimezone(self.conference.zone).date())
