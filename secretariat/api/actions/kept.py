"""What a former version held word for word, and a desk keeps by now, is put into the hands of that desk."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.api.actions.load import load
from secretariat.api.queries import known_codes, text_to_take_up, waiting_sections
from secretariat.audit.action import Refused
from secretariat.audit.models import Record
from secretariat.conference.models import Conference
from secretariat.engines import conferencefile


@dataclass(frozen=True)
class TakenUp:
    """What became of the waiting sections of one conference: those read, and why each other one still waits."""

    slug: str
    read: Sequence[str]
    waiting: dict[str, str]


def take_up_kept(actor: User, house: Record) -> list[TakenUp]:
    """Load what waits in each conference, as one deed if all of it can be read, else section by section."""
    names = {*conferencefile.BUILT_SECTIONS, *conferencefile.OTHER_NAMES}
    waiting = Conference.objects.filter(kept_sections__name__in=names).distinct()
    return [_take_up(actor, house, conference) for conference in waiting.order_by("slug")]


def _take_up(actor: User, house: Record, conference: Conference) -> TakenUp:
    sections = waiting_sections(conference)
    if not _reason_against(actor, house, conference, list(sections.values())):
        return TakenUp(conference.slug, list(sections), {})
    reasons = {name: _reason_against(actor, house, conference, [text]) for name, text in sections.items()}
    read = [name for name, reason in reasons.items() if not reason]
    return TakenUp(conference.slug, read, {name: reason for name, reason in reasons.items() if reason})


def _reason_against(actor: User, house: Record, conference: Conference, sections: Sequence[str]) -> str:
    """Load these sections, or say why they cannot be loaded; then nothing is changed."""
    try:
        file = conferencefile.read(text_to_take_up(conference, sections), known=known_codes())
        load(actor, house, file=file)
    except conferencefile.Unreadable as error:
        # The lines are those of a file that nobody has seen; the place says more.
        return "; ".join(f"{each.where}: {_(each.message) % each.values}" for each in error.problems)
    except Refused as error:
        return str(error)
    return ""
