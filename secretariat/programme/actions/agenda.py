"""The agenda: its items and their order."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.audit.action import Batch, Refused, action, label_of, unless_stale
from secretariat.conference.models import Conference
from secretariat.programme import permissions
from secretariat.programme.actions.parts import enter, refuse_without_title
from secretariat.programme.models import AgendaItem

ITEM_FIELDS = ("number", "title", "document", "sensitivity")


@action(allow=permissions.may_add_agenda_item)
def add_agenda_item(
    actor: User, conference: Conference, *, details: Mapping[str, Any], cited: Iterable[Cited] = ()
) -> AgendaItem:
    """Add an item to the agenda, after those there are."""
    item = AgendaItem(conference=conference, entered_by=actor)
    enter(item, ITEM_FIELDS, details)
    refuse_without_title(item)
    _refuse_a_number_twice(item)
    last = AgendaItem.objects.filter(conference=conference).order_by("-position").values_list("position", flat=True)
    item.position = (last.first() or 0) + 1
    item.save()
    Citation.objects.bulk_create(citations_for(item, cited))
    return item


@action(allow=permissions.may_revise_agenda_item)
def revise_agenda_item(
    actor: User, item: AgendaItem, *, details: Mapping[str, Any], version: int | None = None
) -> AgendaItem:
    """Change the number, the wording or the documents of an item, or for whom it is kept."""
    del actor
    unless_stale(item, version)
    enter(item, ITEM_FIELDS, details)
    refuse_without_title(item)
    _refuse_a_number_twice(item)
    item.save(update_fields=ITEM_FIELDS)
    return item


@action(allow=permissions.may_move_agenda_item)
def move_agenda_item(actor: User, item: AgendaItem, *, earlier: bool) -> Batch:
    """Let an item change places with its neighbour among those this person sees."""
    conference_id = item.conference_id
    held = AgendaItem.objects.select_for_update(no_key=True).filter(conference_id=conference_id)
    order = list(held.order_by("position", "id"))
    seen = set(AgendaItem.objects.in_office_of(actor).filter(conference_id=conference_id).values_list("pk", flat=True))
    place = next(number for number, each in enumerate(order) if each.pk == item.pk)
    step = -1 if earlier else 1
    goal = place + step
    while 0 <= goal < len(order) and order[goal].pk not in seen:
        goal += step
    if not 0 <= goal < len(order):
        raise Refused(_("It is the first already.") if earlier else _("It is the last already."))
    order.insert(goal, order.pop(place))
    for number, each in enumerate(order, start=1):
        each.position = number
    AgendaItem.objects.bulk_update(order, ["position"])
    kind = label_of(item)
    return Batch(name=str(item), conference_id=conference_id, counts={kind: 1}, rows={kind: [item.pk]})


def _refuse_a_number_twice(item: AgendaItem) -> None:
    others = AgendaItem.objects.filter(conference_id=item.conference_id, number=item.number).exclude(pk=item.pk)
    if others.exists():
        raise Refused(_("There is an agenda item with this number already."), field="number")
