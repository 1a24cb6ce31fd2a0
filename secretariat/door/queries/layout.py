"""What most conferences begin with: four zones, the classes of badges, one gate; in the conference's languages."""

from typing import NamedTuple

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _
from i18nfield.strings import LazyI18nString

from secretariat.conference.models import Conference
from secretariat.delegations.models import Capacity, DelegateRole
from secretariat.door.models import BadgeClass, Colour, Gate, Zone

_ZONES = (("A", _("Plenary")), ("B", _("Delegations")), ("P", _("Press")), ("S", _("Secretariat")))


class _Planned(NamedTuple):
    """A class as it is laid out."""

    code: str
    name: str
    colour: str
    zones: tuple[str, ...]
    capacities: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    for_overflow: bool = False


# The first that fits is given: what is for few stands before what is for many. Staff of the secretariat is nobody's
# delegate, so its class stands last and is given by choice alone.
_CLASSES = (
    _Planned("OVF", _("Overflow"), Colour.GREY, ("B",), for_overflow=True),
    _Planned("MED", _("Media"), Colour.AMBER, ("P",), capacities=(Capacity.MEDIA,)),
    _Planned("PRS", _("Press of a delegation"), Colour.AMBER, ("A", "B", "P"), roles=(DelegateRole.PRESS,)),
    _Planned(
        "HOD", _("Head of delegation"), Colour.RED, ("A", "B"), (Capacity.PARTICIPANT,), roles=(DelegateRole.HEAD,)
    ),
    _Planned("SEC", _("Security"), Colour.BLACK, ("A", "B"), roles=(DelegateRole.SECURITY,)),
    _Planned("INT", _("Interpreter"), Colour.VIOLET, ("A", "B"), roles=(DelegateRole.INTERPRETER,)),
    _Planned("OBS", _("Observer"), Colour.GREEN, ("A", "B"), capacities=(Capacity.OBSERVER, Capacity.GUEST)),
    _Planned("DEL", _("Delegate"), Colour.BLUE, ("A", "B")),
    _Planned("STF", _("Secretariat"), Colour.BLACK, ("A", "B", "P", "S")),
)
_GATE = _("Main entrance")


def zones_for(conference: Conference) -> list[Zone]:
    """The zones, in their order."""
    return [
        Zone(conference=conference, code=code, name=_in_languages(conference, name), position=position)
        for position, (code, name) in enumerate(_ZONES, start=1)
    ]


def classes_for(conference: Conference) -> list[BadgeClass]:
    """The classes of badges, in the order in which they are tried."""
    return [
        BadgeClass(
            conference=conference,
            code=each.code,
            name=_in_languages(conference, each.name),
            colour=each.colour,
            zones=list(each.zones),
            capacities=list(each.capacities),
            roles=list(each.roles),
            for_overflow=each.for_overflow,
            position=position,
        )
        for position, each in enumerate(_CLASSES, start=1)
    ]


def gate_for(conference: Conference, zone: Zone) -> Gate:
    """One gate, through which people come and go."""
    return Gate(conference=conference, name=_in_languages(conference, _GATE), zone=zone)


def _in_languages(conference: Conference, words: str) -> LazyI18nString:
    """The words in each language of the conference that the house has words for."""
    said = {}
    for code in conference.languages:
        with override(code):
            translated = gettext(words)
        if code == "en" or translated != words:
            said[code] = translated
    return LazyI18nString(said or {"en": words})
