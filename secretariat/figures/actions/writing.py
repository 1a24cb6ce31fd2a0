"""Writing what the file of an edition holds, in one transaction and as one deed."""

from datetime import datetime
from itertools import chain

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Batch, Refused, action
from secretariat.figures import permissions
from secretariat.figures.actions.places_kept import keep_areas, keep_places
from secretariat.figures.actions.rows_in import Ink, write_rows
from secretariat.figures.models import Edition, EditionState, Observation
from secretariat.figures.queries.comparing import compared
from secretariat.figures.queries.files import Gathered, matching_of

OBSERVATIONS, PLACES = "figures.observation", "figures.place"
_AT_ONCE = 500


@action(allow=permissions.may_write_edition)
def write_edition(actor: User, edition: Edition, *, gathered: Gathered, at: datetime) -> Batch | Edition:
    """Write what a file holds: what is new, what revises, and that something is given no longer."""
    del actor
    if edition.is_to_stop or edition.state != EditionState.WRITING:
        raise Refused(_("It was stopped."))
    is_list = bool(gathered.areas) or matching_of(edition).layout == "p-codes"
    batch = _write_areas(edition, gathered) if is_list else _write_observations(edition, gathered, at)
    edition.state, edition.imported_at, edition.reason = EditionState.IMPORTED, at, ""
    edition.problems, edition.rows_read = gathered.problems, gathered.counts["rows"]
    edition.save(update_fields=["state", "imported_at", "reason", "problems", "rows_read", "counts"])
    # Where the new edition says the same as the last, there are no rows to tell of.
    return batch if batch.done else edition


def _write_observations(edition: Edition, gathered: Gathered, at: datetime) -> Batch:
    found = compared(edition.dataset, gathered.observed, gathered.years)
    written = [*found.new, *(each for each, _pk in found.changed)]
    numbers, places = keep_places(edition.conference_id, written, gathered.places)
    rows = chain(((each, None) for each in found.new), found.changed)
    write_rows(Ink(edition, at, numbers).rows(rows))
    _end([*found.ended, *(pk for _each, pk in found.changed)], edition)
    edition.counts = {**gathered.counts, **found.counts}
    made = list(Observation.objects.filter(edition=edition).order_by("pk").values_list("pk", flat=True))
    counts = {OBSERVATIONS: len(made), "ended": len(found.ended), PLACES: len(places)}
    return Batch(
        name=str(edition),
        conference_id=edition.conference_id,
        counts={key: number for key, number in counts.items() if number},
        rows={OBSERVATIONS: [*made, *found.ended], PLACES: [place.pk for place in places]},
    )


def _end(ids: list[int], edition: Edition) -> None:
    for start in range(0, len(ids), _AT_ONCE):
        Observation.objects.filter(pk__in=ids[start : start + _AT_ONCE]).update(ended_in=edition)


def _write_areas(edition: Edition, gathered: Gathered) -> Batch:
    new, changed = keep_areas(edition.conference_id, gathered.areas)
    same = len(gathered.areas) - len(changed) - sum(place.parent_id is not None for place in new)
    edition.counts = {**gathered.counts, "new": len(new), "changed": len(changed), "same": max(same, 0), "ended": 0}
    touched = [*new, *changed]
    return Batch(
        name=str(edition),
        conference_id=edition.conference_id,
        counts={PLACES: len(touched)} if touched else {},
        rows={PLACES: [place.pk for place in touched]},
    )
