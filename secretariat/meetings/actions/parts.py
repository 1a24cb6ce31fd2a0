"""Parts that the deeds of this desk share: entering what was said, freezing, moving a row among its neighbours."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from secretariat.audit.action import Batch, Refused, label_of, plain
from secretariat.delegations.models import Delegation
from secretariat.meetings.models import Meeting, Point, Stop

Moved = TypeVar("Moved", Point, Stop)


def enter(row: models.Model, names: Iterable[str], details: Mapping[str, Any]) -> None:
    """Take from the details what the row keeps."""
    for name in names:
        if name in details:
            setattr(row, name, details[name])


def changed(row: models.Model, names: Iterable[str], details: Mapping[str, Any]) -> list[str]:
    """Names of the fields that the details would change."""
    return [name for name in names if name in details and _kept(getattr(row, name)) != _kept(details[name])]


def refuse_if_frozen(meeting: Meeting) -> None:
    """Refuse a change of a meeting whose record is agreed."""
    if meeting.is_frozen:
        raise Refused(_("The record of this meeting is agreed. It can no longer be changed."))


def held(meeting_id: int) -> Meeting:
    """The meeting, held so that its record is not agreed at this moment."""
    return Meeting.objects.select_for_update(no_key=True).get(pk=meeting_id)


def refuse_a_delegation_of_another(delegation: Delegation | None, party_id: int, conference_id: int) -> None:
    """Refuse a delegation that is not the party's, or not of this conference."""
    if delegation is None:
        return
    if delegation.party_id != party_id or delegation.conference_id != conference_id:
        raise Refused(_("This delegation is another party's."), field="delegation")


def moved(rows: Sequence[Moved], seen: Iterable[int], row: Moved, *, earlier: bool) -> list[Moved]:
    """The rows in their new order: this one passes its nearest neighbour among those that the person sees."""
    shown = set(seen)
    order = list(rows)
    place = next(number for number, each in enumerate(order) if each.pk == row.pk)
    step = -1 if earlier else 1
    goal = place + step
    while 0 <= goal < len(order) and order[goal].pk not in shown:
        goal += step
    if not 0 <= goal < len(order):
        raise Refused(_("It is the first already.") if earlier else _("It is the last already."))
    order.insert(goal, order.pop(place))
    return order


def renumbered(rows: Sequence[Moved], moved_row: Moved, conference_id: int, *, sentence: str) -> Batch:
    """Write the places of the rows down, and say which row changed its place."""
    touched = []
    for number, row in enumerate(rows, start=1):
        if row.position != number:
            row.position = number
            touched.append(row)
    if touched:
        type(moved_row)._base_manager.bulk_update(touched, ["position"])
    kind = label_of(moved_row)
    return Batch(name=sentence, conference_id=conference_id, counts={kind: 1}, rows={kind: [moved_row.pk]})


def _kept(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    return plain(value) or ""
