"""The agenda and its sessions, with those who must attend, as the office shows them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.models import Delegate, Delegation
from secretariat.engines.folding import folded
from secretariat.parties.queries import in_all_languages
from secretariat.programme.models import AgendaItem, MustAttend, Session, SessionItem


@dataclass(frozen=True)
class WantedRow:
    """A delegation or one of its people whom a session cannot do without, under the name the conference gives it."""

    delegation_id: int
    party_name: object
    delegate: Delegate | None = None


@dataclass(frozen=True)
class SessionRow:
    """A session with what it treats and whom it needs."""

    session: Session
    items: list[AgendaItem] = field(default_factory=list)
    wanted: list[WantedRow] = field(default_factory=list)
    # Who presides, and in which capacity; of a delegate who is kept from this reader, neither.
    chair: str = ""
    chair_capacity: object = ""

    def speaks_of(self, words: str) -> bool:
        """Whether the title, the room, the chair or an item of the agenda in any language holds all these words."""
        session = self.session
        said = [session.title, self.chair, session.document, session.room.name if session.room else ""]
        for item in self.items:
            said += [item.number, item.title]
        said += [each.party_name for each in self.wanted]
        known = folded(" ".join(in_all_languages(*said)))
        return all(word in known for word in folded(words).split())


@dataclass(frozen=True)
class ItemRow:
    """An item of the agenda with the sessions that treat it."""

    item: AgendaItem
    sessions: list[Session]


def sessions_of(conference: Conference, user: User) -> list[SessionRow]:
    """The sessions of a conference that the office shows this person, in the order of time. Seven queries."""
    return rows_of(conference, user, Session.objects.in_office_of(user).filter(conference=conference))


def rows_of(conference: Conference, user: User, sessions: Iterable[Session]) -> list[SessionRow]:
    """These sessions with what they treat and whom they need, those without a day last. Seven queries."""
    rows = list(sessions.select_related("room", "chair") if hasattr(sessions, "select_related") else sessions)
    ids = [session.pk for session in rows]
    shown = shown_names(conference)
    items: dict[int, list[AgendaItem]] = defaultdict(list)
    seen = _numbers_of(AgendaItem.objects.in_office_of(user).filter(conference=conference))
    for each in SessionItem.objects.filter(session__in=ids).select_related("item").order_by("position", "id"):
        if each.item_id in seen:
            items[each.session_id].append(each.item)
    wanted: dict[int, list[WantedRow]] = defaultdict(list)
    needed = MustAttend.objects.filter(session__in=ids).select_related("delegation__party", "delegate").order_by("id")
    named = Q(pk__in=needed.values("delegate")) | Q(pk__in=[each.chair_id for each in rows if each.chair_id])
    people = _numbers_of(Delegate.objects.in_office_of(user).filter(named, conference=conference))
    sent = _numbers_of(Delegation.objects.in_office_of(user).filter(conference=conference))
    for must in needed:
        if must.delegation_id in sent and (must.delegate_id is None or must.delegate_id in people):
            name = name_of(must.delegation.party, shown)
            wanted[must.session_id].append(WantedRow(must.delegation_id, name, must.delegate))
    found = [
        SessionRow(session, items[session.pk], wanted[session.pk], *_chair_of(session, people)) for session in rows
    ]
    return sorted(found, key=_when)


def agenda_of(conference: Conference, user: User) -> list[ItemRow]:
    """The agenda in its order, each item with the sessions that treat it. Two queries."""
    treated: dict[int, list[Session]] = defaultdict(list)
    seen = Session.objects.in_office_of(user).filter(conference=conference)
    links = SessionItem.objects.filter(conference=conference, session__in=seen).select_related("session")
    for link in links.order_by("session__day", "session__starts_at", "session_id"):
        treated[link.item_id].append(link.session)
    items = AgendaItem.objects.in_office_of(user).filter(conference=conference)
    return [ItemRow(item, treated[item.pk]) for item in items]


def delegations_by_name(conference: Conference, user: User) -> list[tuple[Delegation, str]]:
    """The delegations that the office shows this person, under the names the conference gives them. Two queries."""
    shown = shown_names(conference)
    rows = Delegation.objects.in_office_of(user).filter(conference=conference).select_related("party")
    named = [(row, str(name_of(row.party, shown))) for row in rows]
    return sorted(named, key=lambda each: (folded(each[1]), each[0].occasion))


def _numbers_of(seen: QuerySet[Any]) -> set[int]:
    return set(seen.values_list("pk", flat=True))


def _chair_of(session: Session, people: Collection[int]) -> tuple[str, object]:
    """Who presides, and in which capacity; nothing of a delegate who is not among those whom the reader sees."""
    if session.chair is not None and session.chair_id not in people:
        return "", ""
    return session.chair.name if session.chair is not None else session.chair_name, session.chair_capacity


def _when(row: SessionRow) -> tuple[str, str, int]:
    session = row.session
    starts = session.starts_at.isoformat() if session.starts_at else "9"
    return (session.day.isoformat() if session.day else "9999", starts, session.pk)
