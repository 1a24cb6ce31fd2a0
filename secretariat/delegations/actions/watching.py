"""Watch for names: whoever bears one is on hold until a secretary has looked. That is never silent; few see why."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action
from secretariat.conference.models import Conference
from secretariat.delegations import permissions
from secretariat.delegations.actions.entering import take_over
from secretariat.delegations.models import Delegate, DelegateState, HitState, WatchedName, WatchHit
from secretariat.delegations.queries import watching as queries

WATCHED_FIELDS = ("name", "spellings", "birth_date", "reason")


@action(allow=permissions.may_watch_for)
def watch_for(
    actor: User, conference: Conference, *, details: Mapping[str, Any], most: int | None = None
) -> WatchedName:
    """Put a name on the watch list, and look at everybody who is there already.

    A name that half the conference bears would stop it: where more than ``most`` people are like it, it is refused.
    """
    watched = WatchedName(conference=conference, entered_by=actor)
    take_over(watched, WATCHED_FIELDS, details)
    same = WatchedName.objects.filter(conference=conference, ended_at=None, name=watched.name)
    if same.filter(birth_date=watched.birth_date).exists():
        raise Refused(_("This name is watched for already."), field="name")
    watched.save()
    found = queries.found_among(queries.present_in(conference), [watched])
    if most is not None and len(found) > most:
        sentence = _("%(count)s people who are there are like this name, and all of them would be put on hold.")
        raise Refused(sentence % {"count": len(found)}, field="is_meant")
    _keep(actor, found, conference.pk)
    return watched


@action(allow=permissions.may_stop_watching)
def stop_watching(actor: User, watched: WatchedName, *, at: datetime) -> WatchedName:
    """Watch for a name no longer; what was found stays in the record."""
    del actor
    if watched.ended_at is not None:
        raise Refused(_("This name is no longer watched for."))
    count = WatchHit.objects.filter(watched=watched, state=HitState.OPEN).count()
    if count:
        sentence = ngettext(
            "%(count)s hit of this name is open; settle it first.",
            "%(count)s hits of this name are open; settle them first.",
            count,
        )
        raise Refused(sentence % {"count": count})
    watched.ended_at = at
    watched.save(update_fields=["ended_at"])
    return watched


@action(allow=permissions.may_hold_for_secretaries)
def hold_for_secretaries(actor: User, delegate: Delegate) -> Delegate:
    """Put a person on hold until the secretaries have looked; why is theirs to know."""
    del actor
    # The present of the database: no page asks for this deed, so none hands the time down.
    Delegate.objects.filter(pk=delegate.pk).update(state=DelegateState.ON_HOLD, reason="", state_since=Now())
    delegate.refresh_from_db(fields=["state", "reason", "state_since"])
    return delegate


def look_at_watch_list(actor: User, delegates: Iterable[Delegate]) -> None:
    """Look whether these people are watched for; whoever is, is put on hold. Part of the deed that names them.

    A pair of person and name that a secretary cleared is passed over from then on.
    """
    people = {delegate.pk: delegate for delegate in delegates if delegate.has_place}
    for conference_id in sorted({delegate.conference_id for delegate in people.values()}):
        # Whoever adds a name at this moment holds the conference: they see these people, or these see the name.
        Conference.objects.select_for_update(no_key=True).filter(pk=conference_id).values_list("pk").first()
        watched = list(WatchedName.objects.filter(conference=conference_id, ended_at=None))
        here = [delegate for delegate in people.values() if delegate.conference_id == conference_id]
        if watched:
            _keep(actor, queries.found_among(queries.these_present(here), watched), conference_id, known=people)


def _keep(
    actor: User,
    found: Iterable[queries.Found],
    conference_id: int,
    *,
    known: Mapping[int, Delegate] | None = None,
) -> None:
    """Write down the hits that are new, and put on hold whoever has an open one."""
    fresh = {(each.watched_id, each.delegate_id): each for each in found}
    waiting: set[int] = set()
    for hit in WatchHit.objects.filter(watched__in={pk for pk, _delegate in fresh}):
        each = fresh.pop((hit.watched_id, hit.delegate_id), None)
        if each is not None and hit.state != HitState.CLEARED:
            # Whoever was upheld and is nominated again must be looked at again.
            WatchHit.objects.filter(pk=hit.pk).update(state=HitState.OPEN)
            waiting.add(hit.delegate_id)
    hits = [
        WatchHit(
            conference_id=conference_id,
            watched_id=each.watched_id,
            delegate_id=each.delegate_id,
            likeness=each.alike.score,
            because=", ".join(each.alike.reasons),
        )
        for each in fresh.values()
    ]
    WatchHit.objects.bulk_create(hits, batch_size=500)
    waiting |= {each.delegate_id for each in fresh.values()}
    rows = known or Delegate.objects.in_bulk(waiting)
    for pk in sorted(waiting):
        if rows[pk].state != DelegateState.ON_HOLD:
            hold_for_secretaries(actor, rows[pk])
