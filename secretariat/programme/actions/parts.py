"""Parts that the deeds of this desk share: entering what was said, and holding the timetable."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from secretariat.audit.action import Refused, plain
from secretariat.conference.models import Conference
from secretariat.programme.models import AgendaItem, Session

# So many sentences are read; more are as many again.
MOST_SENTENCES = 6


def enter(row: models.Model, names: Iterable[str], details: Mapping[str, Any]) -> list[str]:
    """Take from the details what the row keeps, and name what became other than it was."""
    changed = []
    for name in names:
        if name in details:
            if _kept(getattr(row, name)) != _kept(details[name]):
                changed.append(name)
            setattr(row, name, details[name])
    return changed


def hold_timetable(conference_id: int) -> Conference:
    """The conference, held: two deeds that reach for one room or one delegation are judged one after the other."""
    return Conference.objects.select_for_update(no_key=True).get(pk=conference_id)


def refuse_without_title(row: AgendaItem | Session) -> None:
    """Whatever stands in the programme is called something, in one language at least."""
    said = plain(row.title)
    if not any(str(text).strip() for text in (said.values() if isinstance(said, dict) else [said or ""])):
        raise Refused(_("Give a title."), field="title")


def refuse_with(sentences: Sequence[str]) -> None:
    """Say no where anything stands against a deed; of much that does, the first sentences."""
    if sentences:
        more = len(sentences) - MOST_SENTENCES
        left = [_("And %(number)s more.") % {"number": more}] if more > 0 else []
        raise Refused(" ".join([*sentences[:MOST_SENTENCES], *left]))


def _kept(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    return plain(value) or ""
