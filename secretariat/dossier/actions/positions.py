"""Topics, and what parties hold on them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused, action, difference_between, plain, unless_stale
from secretariat.conference.models import Conference
from secretariat.dossier import permissions
from secretariat.dossier.models import Position, Topic
from secretariat.engines.folding import folded

POSITION_FIELDS = ("party", "topic", "said_date", "said_by", "stance", "text", "sensitivity")


@action(allow=permissions.may_open_topic)
def open_topic(actor: User, conference: Conference, *, name: object) -> Topic:
    """Open a matter on which parties hold positions."""
    del actor
    topic = Topic(conference=conference, name=name)
    _unless_named(topic)
    topic.save()
    return topic


@action(allow=permissions.may_rename_topic)
def rename_topic(actor: User, topic: Topic, *, name: object, version: int | None = None) -> Topic:
    """Change what a topic is called."""
    del actor
    unless_stale(topic, version)
    # Two topics must not take one name at the same moment, so hold the conference too.
    Conference.objects.select_for_update(no_key=True).get(pk=topic.conference_id)
    topic.name = name
    _unless_named(topic)
    topic.save(update_fields=["name"])
    return topic


@action(allow=permissions.may_record_position)
def record_position(
    actor: User, conference: Conference, *, details: Mapping[str, Any], cited: Iterable[Cited] = ()
) -> Position:
    """Write down what a party holds on a topic; what it held before stays beside it."""
    position = Position(conference=conference, entered_by=actor)
    _set(actor, position, details)
    others = Position.objects.in_office_of(actor).filter(topic=position.topic, party=position.party)
    said = [name for name in POSITION_FIELDS if name != "sensitivity"]
    if any(not difference_between(position, other, said) for other in others):
        raise Refused(_("The same position is written down already. If another source gives it, cite it on that one."))
    position.save()
    Citation.objects.bulk_create(citations_for(position, cited))
    return position


@action(allow=permissions.may_revise_position)
def revise_position(
    actor: User, position: Position, *, version: int | None = None, details: Mapping[str, Any]
) -> Position:
    """Correct how a position was written down; a new word of the party is a new position."""
    unless_stale(position, version)
    _set(actor, position, details)
    position.save(update_fields=POSITION_FIELDS)
    return position


def _set(actor: User, position: Position, details: Mapping[str, Any]) -> None:
    for name in POSITION_FIELDS:
        if name in details:
            setattr(position, name, details[name])
    if details.get("topic") is not None and str(details.get("new_topic") or ""):
        raise Refused(_("Choose a topic or write a new one, not both."), field="new_topic")
    if not position.topic_id:
        if not str(details.get("new_topic") or ""):
            raise Refused(_("Choose a topic, or write a new one."), field="topic")
        position.topic = open_topic(actor, position.conference, name=details["new_topic"])
    if position.topic.conference_id != position.conference_id:
        raise Refused(_("This topic belongs to another conference."), field="topic")
    if not str(position.text):
        raise Refused(_("Write down what was said."), field="text")


def _unless_named(topic: Topic) -> None:
    """Refuse a name without words, and one that another topic has in some language."""
    names = _names(topic)
    if not names:
        raise Refused(_("A topic needs a name."), field="name")
    others = Topic.objects.filter(conference_id=topic.conference_id).exclude(pk=topic.pk)
    if any(names & _names(other) for other in others):
        raise Refused(_("There is a topic of this name already."), field="name")


def _names(topic: Topic) -> set[tuple[str, str]]:
    said = plain(topic.name)
    by_language = said if isinstance(said, dict) else {"": said or ""}
    return {(code, folded(words).strip()) for code, words in by_language.items() if words.strip()}
