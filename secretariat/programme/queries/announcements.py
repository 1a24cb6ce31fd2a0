"""Which pledges were announced in a session, and in which sessions a pledge was."""

from dataclasses import dataclass

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.conference.queries import name_of, shown_names
from secretariat.pledges.models import Pledge
from secretariat.programme.models import Announcement, Session


@dataclass(frozen=True)
class Announced:
    """A pledge in a session, with the party as the conference calls it."""

    announcement: Announcement
    name: object

    @property
    def pledge(self) -> Pledge:
        """What was announced."""
        return self.announcement.pledge

    @property
    def session(self) -> Session:
        """Where it was announced."""
        return self.announcement.session


def announced_in(session: Session, user: User) -> list[Announced]:
    """The pledges announced in a session, as far as this person may know of them. Two queries."""
    return [each for each in _seen(session.conference, user) if each.session.pk == session.pk]


def announcements_of(pledge: Pledge, user: User) -> list[Announced]:
    """The sessions in which a pledge was announced, as far as this person may know of them. Two queries."""
    return [each for each in _seen(pledge.conference, user) if each.pledge.pk == pledge.pk]


def _seen(conference: Conference, user: User) -> list[Announced]:
    rows = Announcement.objects.in_office_of(user).filter(
        conference=conference,
        pledge__in=Pledge.objects.in_office_of(user).filter(conference=conference).values("pk"),
        session__in=Session.objects.in_office_of(user).filter(conference=conference).values("pk"),
    )
    names = shown_names(conference)
    whole = rows.select_related("pledge__party", "session__room")
    return [Announced(each, name_of(each.pledge.party, names)) for each in whole]
