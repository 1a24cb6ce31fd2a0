"""Which rows of the programme a person is shown, as the pages of the desk show them."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from secretariat.accounts.models import Role, Sensitivity, User
from secretariat.api.v1.resources import Person, Rows
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate, Delegation, Occasion
from secretariat.delegations.permissions import DESK as DELEGATIONS
from secretariat.meetings.permissions import DESK as MEETINGS
from secretariat.meetings.queries import bilaterals_of
from secretariat.pledges.models import Pledge
from secretariat.programme import permissions
from secretariat.programme.models import (
    AgendaItem,
    Announcement,
    Convocation,
    Draft,
    Feed,
    Intervention,
    InterventionState,
    Invitee,
    KeptApart,
    MustAttend,
    Place,
    Publication,
    ReceivedReply,
    ReplyState,
    Session,
    SessionItem,
    SpeakersList,
)
from secretariat.programme.queries.calendars import entries_of
from secretariat.programme.queries.drafts import drafts_of
from secretariat.programme.queries.entries import CANCELLED, Entry, latest_publication
from secretariat.programme.queries.known import shown_in_office
from secretariat.programme.queries.published import Shown, public_programme

Pairs = Iterable[tuple[int, Any]]


def of_timetable(rows: Callable[[User, Conference], "QuerySet[Any]"], empty: "QuerySet[Any]") -> Rows:
    """Rows for those who see the pages of the timetable; for all others none."""

    def seen(person: Person, conference: Conference) -> "QuerySet[Any]":
        if not isinstance(person, User) or not permissions.may_see_timetable(person, conference):
            return empty.none()
        return rows(person, conference)

    return seen


def drafts(person: Person, conference: Conference) -> "QuerySet[Any]":
    """Drafts of the timetable, without what is heavy in them."""
    if not isinstance(person, User) or not permissions.may_see_timetable(person, conference):
        return Draft.objects.none()
    return drafts_of(conference, person)


def announcements(person: Person, conference: Conference) -> "QuerySet[Any]":
    """What was announced, where this person is shown both the pledge and the session."""
    return Announcement.objects.in_office_of(person).filter(
        conference=conference,
        pledge__in=Pledge.objects.in_office_of(person).filter(conference=conference).values("pk"),
        session__in=Session.objects.in_office_of(person).filter(conference=conference).values("pk"),
    )


def apart(person: Person, conference: Conference) -> "QuerySet[Any]":
    """Those kept apart, where this person is shown both delegations."""
    seen = Delegation.objects.in_office_of(person).filter(conference=conference).values("pk")
    return KeptApart.objects.in_office_of(person).filter(conference=conference, one__in=seen, other__in=seen)


def places(person: Person, conference: Conference) -> "QuerySet[Any]":
    """Places in the working timetable of the bilateral meetings that the office shows this person."""
    if not isinstance(person, User):
        return Place.objects.none()
    # Of a delegation that is kept from most, nobody learns by its place that it meets at all.
    shown = bilaterals_of(conference, person).order_by().values("pk")
    return Place.objects.in_office_of(person).filter(conference=conference, bilateral__in=shown)


def feeds(person: Person, conference: Conference) -> "QuerySet[Any]":
    """Calendars that can be read: of the house, one's own or all; of delegations, to those who may open one."""
    if not isinstance(person, User):
        return Feed.objects.none()
    works = person.works_on(permissions.DESK, conference.pk)
    sent = Delegation.objects.in_office_of(person).filter(conference=conference, occasion=Occasion.CONFERENCE)
    if not works:
        sent = sent.filter(party__in=_parties_of(person, conference))
    shown = Q(delegation__in=sent.values("pk")) | Q(delegate__delegation__in=sent.values("pk"))
    if person.sits_in_office_of(conference.pk):
        of_the_house = Q(delegation=None, delegate=None)
        shown |= of_the_house if works else of_the_house & Q(entered_by=person)
    return Feed.objects.filter(shown, conference=conference, revoked_at=None)


def lists(person: Person, conference: Conference) -> "QuerySet[Any]":
    """Speakers' lists of the sessions that this person sees: focal points those that are for delegations."""
    if not isinstance(person, User):
        return SpeakersList.objects.none()
    is_of_office = bool(person.roles_in(conference.pk) - {Role.FOCAL_POINT})
    seen = Session.objects.in_office_of(person) if is_of_office else Session.objects.visible_to(person)
    return SpeakersList.objects.filter(conference=conference, session__in=seen.filter(conference=conference))


def interventions(person: Person, conference: Conference) -> "QuerySet[Any]":
    """Turns on the lists that this person sees; who was taken off before speaking is not shown."""
    held = lists(person, conference).values("pk")
    return Intervention.objects.filter(list__in=held).exclude(state=InterventionState.WITHDRAWN)


def days(person: Person, conference: Conference) -> "QuerySet[Any]":
    """Delegations whose day this person may look at: a focal point, the own ones."""
    if not isinstance(person, User):
        return Delegation.objects.none()
    sent = Delegation.objects.in_office_of(person).filter(conference=conference, occasion=Occasion.CONFERENCE)
    if permissions.may_see_timetable(person, conference):
        return sent
    return sent.filter(party__in=_parties_of(person, conference))


def published(_person: Person, conference: Conference) -> "QuerySet[Any]":
    """The last version that was published, of a conference that strangers find."""
    if not conference.is_public:
        return Publication.objects.none()
    every = Publication.objects.filter(conference=conference)
    return every.filter(pk__in=every.order_by("-number").values("pk")[:1])


def convocations(person: Person, conference: Conference) -> "QuerySet[Any]":
    """Invitations by mail to what the office shows this person."""
    return Convocation.objects.in_office_of(person).filter(conference=conference)


def received_replies(person: Person, conference: Conference) -> "QuerySet[Any]":
    """Answers that wait to be confirmed, for who may confirm them."""
    if not isinstance(person, User):
        return ReceivedReply.objects.none()
    works, meets = (person.works_on(desk, conference.pk) for desk in (permissions.DESK, MEETINGS))
    theirs = Q(pk__in=[])
    if works:
        theirs |= Q(convocation__meeting=None)
    if meets:
        theirs |= Q(convocation__session=None)
    waiting = ReceivedReply.objects.filter(theirs, conference=conference, state=ReplyState.WAITING)
    return waiting.seen_by(person)


# ---- lists that stand in rows ---------------------------------------------------------------------------------------


def sessions_of_items(person: Person, conference: Conference, ids: list[int]) -> Pairs:
    """The sessions that treat an item of the agenda, in the order of time."""
    seen = Session.objects.in_office_of(person).filter(conference=conference)
    links = SessionItem.objects.filter(item__in=ids, session__in=seen.values("pk"))
    order = ("session__day", "session__starts_at", "session_id")
    return links.order_by(*order).values_list("item_id", "session_id")


def items_of_sessions(person: Person, conference: Conference, ids: list[int]) -> Pairs:
    """The items that a session treats."""
    seen = AgendaItem.objects.in_office_of(person).filter(conference=conference)
    links = SessionItem.objects.filter(session__in=ids, item__in=seen.values("pk"))
    return links.order_by("position", "id").values_list("session_id", "item_id")


def wanted_of_sessions(person: Person, conference: Conference, ids: list[int]) -> Pairs:
    """Whom a session cannot do without, as far as the office shows them to this person."""
    people = Delegate.objects.in_office_of(person).filter(conference=conference).values("pk")
    sent = Delegation.objects.in_office_of(person).filter(conference=conference).values("pk")
    rows = MustAttend.objects.filter(session__in=ids, delegation__in=sent)
    rows = rows.filter(Q(delegate=None) | Q(delegate__in=people)).order_by("id")
    for session, delegation, delegate in rows.values_list("session_id", "delegation_id", "delegate_id"):
        yield session, {"delegation": delegation, "delegate": delegate}


def changes_of_publications(person: Person, conference: Conference, ids: list[int]) -> Pairs:
    """What a version changed, as far as this person may be told of it."""
    assert isinstance(person, User)  # noqa: S101 - strangers have no rows here
    kept_back = _kept_back(person, conference)
    versions = list(Publication.objects.in_office_of(person).filter(conference=conference).order_by("number"))
    for place, version in enumerate(versions):
        if version.pk not in ids:
            continue
        before = versions[place - 1].entries if place else []
        latest = {entry["uid"]: entry for entry in (*before, *version.entries)}
        told = {
            entry["uid"]: entry
            for entry in shown_in_office(latest.values(), person, conference)
            if not kept_back.intersection(entry["delegations"])
        }
        for change in version.changes:
            if change["uid"] in told:
                entry = told[change["uid"]]
                yield version.pk, {**change, "kind": entry["kind"], "of": entry["id"]}


def entries_of_days(person: Person, conference: Conference, ids: list[int]) -> Pairs:
    """What is held for a delegation, as it was published last."""
    assert isinstance(person, User)  # noqa: S101 - strangers have no rows here
    publication = latest_publication(conference)
    kept_back = _kept_back(person, conference)
    for delegation in ids:
        for entry in entries_of(delegation, publication.entries if publication else []):
            is_told = entry["status"] != CANCELLED and not kept_back.intersection(entry["delegations"])
            if is_told:
                yield delegation, _plain(entry)


def invitees(person: Person, conference: Conference, ids: list[int]) -> Pairs:
    """Whom of those invited this person sees and what they answered; a delegate's address for who keeps delegates."""
    keeps = isinstance(person, User) and person.works_on(DELEGATIONS, conference.pk)
    for each in Invitee.objects.seen_by(person).filter(convocation__in=ids).order_by("name", "pk"):
        is_told = each.is_invited and (keeps or each.delegate_id is None)
        told: dict[str, Any] = {"delegate": each.delegate_id, "name": each.name, "is_invited": each.is_invited}
        told |= {"mail": each.mail if is_told else "", "answer": each.answer, "comment": each.comment}
        yield each.convocation_id, {**told, "stands_in": each.stands_in}


def public_sessions(_person: Person, conference: Conference, ids: list[int]) -> Pairs:
    """The sessions that everybody may know of, as they were published last."""
    programme = public_programme(conference)
    if programme is None or programme.publication.pk not in ids:
        return
    for day in programme.days:
        for session in day.sessions:
            yield programme.publication.pk, _public(session)


def _public(session: Shown) -> dict[str, Any]:
    where = session.where
    return {
        "uid": session.uid,
        "title": _texts(session.title),
        "day": where.day.isoformat() if where.day else None,
        "starts_at": _moment(where.starts.isoformat() if where.starts else None),
        "ends_at": _moment(where.ends.isoformat() if where.ends else None),
        "room": _texts(where.room),
        "chair": session.chair,
        "capacity": _texts(session.capacity),
        "languages": session.languages,
        "agenda": [{"number": item.number, "title": _texts(item.title)} for item in session.items],
        "is_cancelled": session.is_cancelled,
        "change": session.change,
    }


def _plain(entry: Entry) -> dict[str, Any]:
    return {
        "uid": entry["uid"],
        "kind": entry["kind"],
        "of": entry["id"],
        "title": entry["title"] or {},
        "topic": entry.get("topic", ""),
        "day": entry["day"],
        "starts_at": _moment(entry["starts"]),
        "ends_at": _moment(entry["ends"]),
        "room": entry["room"],
        "table": entry["table"],
        # Who else must attend a session, its page does not say to a delegation.
        "delegations": entry["delegations"] if entry["kind"] == "bilateral" else [],
        "languages": entry["languages"],
    }


def _moment(written: str | None) -> str | None:
    return written.replace("+00:00", "Z") if written else None


def _texts(value: object) -> dict[str, str]:
    data = getattr(value, "data", value)
    if isinstance(data, dict):
        return {str(language): str(text) for language, text in data.items() if text}
    return {"en": str(data)} if data else {}


def _kept_back(person: Person, conference: Conference) -> frozenset[int]:
    """Delegations that this person is told nothing of."""
    if isinstance(person, AnonymousUser) or not person.is_secretary_of(conference.pk):
        rows = Delegation.objects.filter(conference=conference, sensitivity=Sensitivity.RESTRICTED)
        return frozenset(rows.values_list("pk", flat=True))
    return frozenset()


def _parties_of(person: User, conference: Conference) -> list[int]:
    """The parties for which this person speaks."""
    seats = (seat for seat in person.seats if seat.conference_id == conference.pk and seat.role == Role.FOCAL_POINT)
    return [seat.party_id for seat in seats if seat.party_id is not None]
