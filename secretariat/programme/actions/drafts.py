"""Seeking a timetable, stopping, seeking on; naming, pinning from and adopting what was found."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Batch, Refused, action, label_of, unless_stale
from secretariat.conference.models import Conference, Room
from secretariat.engines import scheduling
from secretariat.meetings.models import Bilateral, BilateralState
from secretariat.programme import permissions
from secretariat.programme.actions.parts import hold_timetable, refuse_with
from secretariat.programme.actions.seeking import seek
from secretariat.programme.models import Draft, DraftState, Place, Publication
from secretariat.programme.queries.finding import Spot, spots_of
from secretariat.programme.queries.judging import broken_by_draft, clashes_of_bilaterals, obstacles_to_seeking
from secretariat.programme.queries.problem import number_in, problem_of, table_in
from secretariat.programme.queries.words import Words, words_of

# A repair that changes least is found at once or hardly at all.
OF_A_REPAIR = 10


@action(allow=permissions.may_seek_timetable)
def seek_timetable(
    actor: User, conference: Conference, *, name: str = "", seconds: int, seed: int = 0, at: datetime
) -> Draft:
    """Hand all that was asked for to the engine, which seeks the best timetable there is."""
    draft = Draft(conference=conference, name=name, seconds=seconds, seed=seed, entered_by=actor, asked_at=at)
    return _begun(draft)


@action(allow=permissions.may_repair_timetable)
def repair_timetable(actor: User, conference: Conference, *, name: str = "", at: datetime) -> Draft:
    """Seek a timetable that changes as little as can be of the one that was published."""
    if not Publication.objects.filter(conference=conference).exists():
        raise Refused(_("Nothing was published yet, so there is nothing to be kept. Seek a timetable."))
    draft = Draft(conference=conference, name=name, seconds=OF_A_REPAIR, is_repair=True, entered_by=actor, asked_at=at)
    return _begun(draft)


@action(allow=permissions.may_stop_seeking)
def stop_seeking(actor: User, draft: Draft, *, at: datetime) -> Draft:
    """Let the engine come to an end; the best so far is kept."""
    del actor
    if not draft.is_under_way:
        raise Refused(_("It is not being sought."))
    draft.state, draft.stopped_at = DraftState.STOPPED, at
    draft.save(update_fields=["state", "stopped_at"])
    return draft


@action(allow=permissions.may_seek_again)
def seek_again(actor: User, draft: Draft, *, at: datetime) -> Draft:
    """Seek on from the best so far, with the wishes that the draft has seen."""
    del actor
    if draft.is_under_way and not draft.is_stuck(at):
        raise Refused(_("It is being sought already."))
    if draft.status == "optimal":
        raise Refused(_("It is proved that there is nothing better."))
    draft.state, draft.reason, draft.explanation = DraftState.WAITING, "", None
    draft.asked_at, draft.heard_at, draft.stopped_at = at, None, None
    draft.save(update_fields=["state", "reason", "explanation", "asked_at", "heard_at", "stopped_at"])
    seek.enqueue(draft.pk)
    return draft


@action(allow=permissions.may_rename_draft)
def rename_draft(actor: User, draft: Draft, *, name: str, version: int | None = None) -> Draft:
    """Call a draft otherwise."""
    del actor
    unless_stale(draft, version)
    if not name.strip():
        raise Refused(_("Give a name."), field="name")
    draft.name = name
    draft.save(update_fields=["name"])
    return draft


@action(allow=permissions.may_discard_draft)
def discard_draft(actor: User, draft: Draft) -> Draft:
    """Delete a draft that nobody needs."""
    del actor
    if draft.is_under_way:
        raise Refused(_("It is being sought. Stop it first."))
    draft.delete()
    return draft


@action(allow=permissions.may_pin_from_draft)
def pin_from_draft(actor: User, draft: Draft, *, chosen: Collection[int]) -> Batch:
    """Put these meetings where the draft has them and pin them, so that they stay there when it is sought anew."""
    spots = _spots(draft)
    hold_timetable(draft.conference_id)
    wishes = [wish for wish in _still_wanted(draft) if wish.pk in set(chosen) and spots.get(_key(wish))]
    if not wishes:
        raise Refused(_("Choose meetings that the draft has a place for."))
    kept = {place.bilateral_id: place for place in Place.objects.filter(bilateral__in=wishes)}
    places = [_placed(wish, spots[_key(wish)], kept.get(wish.pk)) for wish in wishes]
    for place in places:
        place.is_pinned = True
    touched = _put(places, kept)
    refuse_with(clashes_of_bilaterals(draft.conference, actor))
    return _batch(draft, touched, [], 0)


@action(allow=permissions.may_adopt_draft)
def adopt_draft(actor: User, draft: Draft, *, at: datetime) -> Batch:
    """Make a draft the working timetable: every meeting that is not pinned goes where the draft has it."""
    if draft.is_under_way:
        raise Refused(_("It is being sought. Stop it first."))
    spots = _spots(draft)
    hold_timetable(draft.conference_id)
    words = words_of(draft.conference, actor)
    refuse_with(_tables_gone(draft, spots, words))
    kept = {place.bilateral_id: place for place in Place.objects.filter(conference_id=draft.conference_id)}
    pinned = {pk for pk, place in kept.items() if place.is_pinned}
    wishes = {wish.pk: wish for wish in _still_wanted(draft)}
    placed = [wish for wish in wishes.values() if spots.get(_key(wish)) and wish.pk not in pinned]
    places = [_placed(wish, spots[_key(wish)], kept.get(wish.pk)) for wish in placed]
    stay = pinned | {wish.pk for wish in placed}
    off = [place.pk for pk, place in kept.items() if pk not in stay]
    Place.objects.filter(pk__in=off).delete()
    touched = _put(places, kept)
    refuse_with([*broken_by_draft(draft.conference, words), *clashes_of_bilaterals(draft.conference, actor)])
    draft.adopted_at = at
    draft.save(update_fields=["adopted_at"])
    gone = [key for key, spot in spots.items() if spot and number_in(key) not in wishes]
    skipped = [(words.meeting(key), _("It is no longer wanted.")) for key in gone]
    skipped += [
        (words.pair(pk), _("The draft has not seen it; it waits for a place."))
        for pk, wish in wishes.items()
        if _key(wish) not in spots and pk not in pinned
    ]
    return _batch(draft, touched, skipped, len(off))


def _begun(draft: Draft) -> Draft:
    asked = problem_of(draft.conference)
    refuse_with(obstacles_to_seeking(asked, words_of(draft.conference, draft.entered_by)).against)
    draft.problem = scheduling.as_data(asked.problem)
    draft.wishes = asked.wishes
    draft.save()
    seek.enqueue(draft.pk)
    return draft


def _spots(draft: Draft) -> dict[str, Spot | None]:
    if not draft.plan:
        raise Refused(_("It holds no timetable yet."))
    return spots_of(scheduling.problem_from(draft.problem), scheduling.plan_from(draft.plan))


def _still_wanted(draft: Draft) -> list[Bilateral]:
    rows = Bilateral.objects.filter(conference_id=draft.conference_id, state=BilateralState.ACCEPTED)
    return list(rows.order_by("id"))


def _tables_gone(draft: Draft, spots: Mapping[str, Spot | None], words: Words) -> list[str]:
    """The tables of a draft that the rooms no longer have."""
    tables = dict(Room.objects.filter(conference_id=draft.conference_id).values_list("pk", "tables"))
    used = {table_in(spot[1]) for spot in spots.values() if spot and spot[1]}
    gone = sorted(where for where in used if where and where[1] > tables.get(where[0], 0))
    sentence = _("The draft uses a table that is no longer there: %(table)s. Seek a new one.")
    return [sentence % {"table": words.place(*where) or "?"} for where in gone]


def _key(wish: Bilateral) -> str:
    return f"bilateral:{wish.pk}"


def _placed(wish: Bilateral, spot: Spot | None, kept: Place | None) -> Place:
    minute, table = spot or (0, None)
    place = kept or Place(conference_id=wish.conference_id, bilateral=wish)
    place.starts_at = datetime.fromtimestamp(minute * 60, UTC)
    place.ends_at = place.starts_at + timedelta(minutes=wish.minutes)
    place.room_id, place.table = (table_in(table) if table else None) or (None, 1)
    return place


_WHERE = ("starts_at", "ends_at", "room_id", "table", "is_pinned")


def _put(places: list[Place], kept: Mapping[int, Place]) -> list[Place]:
    """Write places that are new or changed; says which."""
    new = [place for place in places if place.bilateral_id not in kept]
    known = [place for place in places if place.bilateral_id in kept]
    stored = {row["pk"]: row for row in Place.objects.filter(pk__in=[p.pk for p in known]).values("pk", *_WHERE)}
    changed = [place for place in known if any(stored[place.pk][name] != getattr(place, name) for name in _WHERE)]
    for place in changed:
        place.version += 1
    fields = [name.removesuffix("_id") for name in _WHERE]
    Place.objects.bulk_update(changed, [*fields, "version"], batch_size=200)
    return [*Place.objects.bulk_create(new, batch_size=500), *changed]


def _batch(draft: Draft, places: list[Place], skipped: list[tuple[str, str]], taken_off: int) -> Batch:
    """What was done, counted; that a draft was adopted is a deed also where it changes nothing."""
    kind = label_of(Place())
    return Batch(
        name=str(draft),
        conference_id=draft.conference_id,
        counts={kind: len(places) + taken_off, label_of(draft): 1},
        rows={kind: [place.pk for place in places]},
        skipped=tuple(skipped),
    )
