"""Sessions: what is held, with whom, when and where; and what becomes of them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused, action, unless_stale
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate, Delegation
from secretariat.programme import permissions
from secretariat.programme.actions.moves import judge_session
from secretariat.programme.actions.parts import enter, refuse_without_title
from secretariat.programme.models import AgendaItem, MustAttend, Session, SessionItem, SessionState

SESSION_FIELDS = (
    "key",
    "title",
    "kind",
    "text",
    "day",
    "starts_at",
    "ends_at",
    "room",
    "languages",
    "seats",
    "equipment",
    "chair",
    "chair_name",
    "chair_capacity",
    "document",
    "sensitivity",
)
# What can make it clash with something else.
_WEIGHTY = frozenset({"starts_at", "ends_at", "room", "languages", "seats", "equipment", "chair"})


@dataclass(frozen=True)
class Wanted:
    """A delegation, or one of its people, whom a session cannot do without."""

    delegation: Delegation
    delegate: Delegate | None = None

    @property
    def said(self) -> str:
        """Who it is, as rows of the kind say it."""
        return f"{self.delegation.pk}:{self.delegate.pk if self.delegate else ''}"


@action(allow=permissions.may_add_session)
def add_session(
    actor: User,
    conference: Conference,
    *,
    details: Mapping[str, Any],
    items: Iterable[AgendaItem] = (),
    wanted: Iterable[Wanted] = (),
    cited: Iterable[Cited] = (),
) -> Session:
    """Add a session to the programme; its hours and its room may be known later."""
    session = Session(conference=conference, entered_by=actor)
    _judge_new(session, enter(session, SESSION_FIELDS, details))
    session.key = session.key or _free_key(session)
    if Session.objects.filter(conference=conference, key=session.key).exists():
        raise Refused(_("There is a session with this key already."), field="key")
    _judge(session)
    needed = _rows(session, wanted)
    judge_session(actor, session, needed)
    session.save()
    MustAttend.objects.bulk_create(needed)
    _treat(session, items)
    Citation.objects.bulk_create(citations_for(session, cited))
    return session


@action(allow=permissions.may_revise_session)
def revise_session(
    actor: User,
    session: Session,
    *,
    details: Mapping[str, Any],
    items: Iterable[AgendaItem] | None = None,
    wanted: Iterable[Wanted] | None = None,
    version: int | None = None,
) -> Session:
    """Change what is written down of a session: when and where it is held, what it treats, whom it needs."""
    unless_stale(session, version)
    present = list(session.wanted.all())
    needed = present if wanted is None else _rows(session, [*wanted, *_not_shown(actor, session, present)])
    is_other = {each.said for each in needed} != {each.said for each in present}
    fields = [name for name in SESSION_FIELDS if name != "key"]
    spoken = list(session.languages)
    changed = enter(session, fields, details)
    _judge_new(session, changed, spoken)
    _judge(session)
    if session.state == SessionState.PLANNED and (is_other or _WEIGHTY & set(changed)):
        judge_session(actor, session, needed, before=Session.objects.get(pk=session.pk))
    session.save(update_fields=fields)
    if is_other:
        session.wanted.all().delete()
        MustAttend.objects.bulk_create(needed)
    chosen = None if items is None else [*items, *_items_not_shown(actor, session)]
    if chosen is not None and [item.pk for item in chosen] != [each.item_id for each in session.items.all()]:
        session.items.all().delete()
        _treat(session, chosen)
    return session


@action(allow=permissions.may_cancel_session)
def cancel_session(actor: User, session: Session) -> Session:
    """Call a session off; what is written down of it stays, and its room is free."""
    del actor
    if session.state == SessionState.CANCELLED:
        raise Refused(_("It is cancelled already."))
    session.state = SessionState.CANCELLED
    session.save(update_fields=["state"])
    return session


@action(allow=permissions.may_restore_session)
def restore_session(actor: User, session: Session) -> Session:
    """Plan a session again that was called off, if its time and its room are still free."""
    if session.state == SessionState.PLANNED:
        raise Refused(_("It is not cancelled."))
    session.state = SessionState.PLANNED
    judge_session(actor, session, list(session.wanted.all()))
    session.save(update_fields=["state"])
    return session


def _judge(session: Session) -> None:
    refuse_without_title(session)
    if session.chair is not None and session.chair_name:
        raise Refused(_("Choose a delegate or name somebody else, not both."), field="chair_name")
    if (session.starts_at is None) != (session.ends_at is None):
        raise Refused(_("Give both the beginning and the end, or neither."), field="starts_at")
    if session.starts_at is not None and session.ends_at is not None:
        if session.ends_at <= session.starts_at:
            raise Refused(_("It ends before it begins."), field="ends_at")
        session.day = session.starts_at.astimezone(session.conference.zone).date()
    for name in ("room", "chair"):
        row = getattr(session, name)
        if row is not None and row.conference_id != session.conference_id:
            raise Refused(_("This belongs to another conference."), field=name)


def _judge_new(session: Session, changed: Collection[str], spoken: Collection[str] = ()) -> None:
    """What is chosen now is one of the conference's languages, and somebody who comes; what was kept may stay."""
    if "languages" in changed and set(session.languages) - {*session.conference.languages, *spoken}:
        raise Refused(_("Choose languages of the conference."), field="languages")
    if "chair" in changed and session.chair is not None and not session.chair.has_place:
        raise Refused(_("%(name)s does not come.") % {"name": session.chair.name}, field="chair")


def _not_shown(actor: User, session: Session, present: Iterable[MustAttend]) -> list[Wanted]:
    """Those who must attend and whom this person is not shown: they stay, whoever else is named."""
    sent = set(Delegation.objects.in_office_of(actor).filter(conference=session.conference_id).values_list("pk"))
    wanted = [each.delegate_id for each in present if each.delegate_id]
    people = set(Delegate.objects.in_office_of(actor).filter(pk__in=wanted).values_list("pk"))
    return [
        Wanted(each.delegation, each.delegate)
        for each in present
        if (each.delegation_id,) not in sent or (each.delegate_id and (each.delegate_id,) not in people)
    ]


def _items_not_shown(actor: User, session: Session) -> list[AgendaItem]:
    seen = AgendaItem.objects.in_office_of(actor).filter(conference=session.conference_id).values("pk")
    kept = session.items.exclude(item__in=seen).select_related("item")
    return [each.item for each in kept]


def _rows(session: Session, wanted: Iterable[Wanted]) -> list[MustAttend]:
    """Each once; and nobody of another conference, or of another delegation."""
    rows = []
    for each in {each.said: each for each in wanted}.values():
        is_ours = each.delegation.conference_id == session.conference_id
        if not is_ours or (each.delegate and each.delegate.delegation_id != each.delegation.pk):
            raise Refused(_("This belongs to another conference."), field="delegations")
        row = MustAttend(conference_id=session.conference_id, session=session)
        row.delegation, row.delegate = each.delegation, each.delegate
        rows.append(row)
    return rows


def _treat(session: Session, items: Iterable[AgendaItem]) -> None:
    rows = []
    for position, item in enumerate(dict.fromkeys(items), start=1):
        if item.conference_id != session.conference_id:
            raise Refused(_("This belongs to another conference."), field="items")
        rows.append(SessionItem(conference_id=item.conference_id, session=session, item=item, position=position))
    SessionItem.objects.bulk_create(rows)


def _free_key(session: Session) -> str:
    stem = slugify(f"{session.title} {session.day or ''}")[:60].strip("-") or "session"
    known = Session.objects.filter(conference_id=session.conference_id, key__startswith=stem)
    taken = set(known.values_list("key", flat=True))
    if stem not in taken:
        return stem
    return next(key for key in (f"{stem}-{number}" for number in range(2, len(taken) + 3)) if key not in taken)
