"""Clashes in sentences: what stands in the way, of whom, with what, and where."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.timezone import get_current_timezone
from django.utils.translation import get_language_bidi, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import User
from secretariat.conference.models import Room
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.models import Delegate, Delegation
from secretariat.engines.scheduling.clashes import Clash, Code, Level, moment_of
from secretariat.meetings.models import Bilateral
from secretariat.programme.models import Session
from secretariat.programme.queries.clashing import Timetable
from secretariat.ui.templatetags.ui import listed, own_name

WHAT: Mapping[Code, str | Promise] = {
    "ends_first": gettext_lazy("Something ends before it begins"),
    "outside": gettext_lazy("Something lies outside the days of the conference"),
    "needs_room": gettext_lazy("Something has no room yet"),
    "unknown_room": gettext_lazy("Something is in a room that is not the conference’s"),
    "room_taken": gettext_lazy("Two things are in one room at one time"),
    "room_closed": gettext_lazy("The room is closed then"),
    "room_small": gettext_lazy("The room has fewer seats than are needed"),
    "equipment": gettext_lazy("The room lacks equipment"),
    "booths": gettext_lazy("The room has fewer interpretation booths than languages are needed"),
    "language": gettext_lazy("The booths of the room are not for a language that is needed"),
    "interpreters": gettext_lazy("More interpreters are needed at one time than there are"),
    "party_twice": gettext_lazy("A delegation is wanted in two places at one time"),
    "person_twice": gettext_lazy("A person is wanted in two places at one time"),
    "absent": gettext_lazy("A delegation has not arrived, has left, or has blocked the time"),
    "travel": gettext_lazy("The way from one room to the next takes longer than the time between"),
    "apart": gettext_lazy("Delegations that are kept apart are in rooms side by side"),
}
DOES: Mapping[Level, str | Promise] = {
    "block": pgettext_lazy("what a clash does", "Is not let through"),
    "warn": pgettext_lazy("what a clash does", "Is shown as a warning"),
    "ignore": pgettext_lazy("what a clash does", "Is not looked at"),
}


@dataclass(frozen=True)
class Names:
    """What everything that can clash is called, for one reader; what is kept from this reader has no name."""

    things: Mapping[str, str]
    rooms: Mapping[str, str]
    parties: Mapping[str, str]
    people: Mapping[str, str]
    hidden: str

    def thing(self, key: str) -> str:
        """A session by its title, a bilateral meeting by its two sides."""
        return isolated(self.things.get(key) or self.hidden)

    def sides(self, parties: Iterable[str]) -> str:
        """The delegations that meet, in the shortest way."""
        return " – ".join(self.parties.get(key) or _("a delegation") for key in parties)

    def room(self, key: str | None) -> str:
        """A room by its name."""
        return isolated(self.rooms.get(key or "") or _("the room"))

    def who(self, clash: Clash) -> str:
        """The delegations and the people whom a clash is about."""
        named = [self.parties.get(key) or _("a delegation") for key in clash.parties]
        named += [self.people.get(key) or _("a delegate") for key in clash.people]
        return listed(isolated(name) for name in named)


def isolated(name: str) -> str:
    """A name that is read from the other side than the sentence, so that the words around it keep their places."""
    kinds = {unicodedata.bidirectional(char) for char in name}
    is_other = "L" in kinds if get_language_bidi() else bool(kinds & {"R", "AL"})
    return f"\u2068{name}\u2069" if is_other else name


def names_for(timetable: Timetable, user: User) -> Names:
    """The names of all that a timetable holds, as far as the office shows them to this person. Six queries."""
    conference = timetable.conference
    shown = shown_names(conference)
    delegations = Delegation.objects.filter(conference=conference).select_related("party")
    parties = {f"delegation:{each.pk}": str(name_of(each.party, shown)) for each in delegations}
    sessions = Session.objects.in_office_of(user).filter(conference=conference).values_list("pk", "title")
    bilaterals = Bilateral.objects.in_office_of(user).filter(conference=conference)
    wanted = {key.partition(":")[2] for item in timetable.items for key in item.people}
    people = Delegate.objects.in_office_of(user).filter(conference=conference, pk__in=wanted)
    return Names(
        things={
            **{f"session:{pk}": _quoted(title) for pk, title in sessions},
            **{
                f"bilateral:{pk}": _between(parties, asking, asked)
                for pk, asking, asked in bilaterals.values_list("pk", "asking_id", "asked_id")
            },
        },
        rooms={f"room:{room.pk}": str(room.name) for room in timetable.rooms},
        parties=parties,
        people={f"delegate:{pk}": name for pk, name in people.values_list("pk", "name")},
        hidden=_("something that is kept for others"),
    )


def sentence(clash: Clash, names: Names, of: str = "") -> str:
    """What clashes; where it is told of one thing, from its side: "Lebanon is in the round table then"."""
    pattern = str(_pattern(clash, is_of_one=bool(of)))
    values = {name: value(clash, names, of) for name, value in _VALUES.items() if f"%({name})s" in pattern}
    said = pattern % values
    return said if of or clash.code in _NAMES_ITS_THINGS else f"{names.thing(clash.items[0])}: {said}"


def sentences(found: Iterable[Clash], names: Names, of: str = "", most: int | None = None) -> list[str]:
    """Clashes in sentences, the grave ones first, none twice, and no more than so many."""
    ordered = sorted(found, key=lambda clash: clash.level != "block")
    said: dict[str, None] = {}
    for clash in ordered:
        if most is not None and len(said) >= most:
            break
        said[sentence(clash, names, of)] = None
    return list(said)


def no_such_table(room: Room) -> str:
    """Why a bilateral meeting cannot be held at a table of a room."""
    if not room.tables:
        return _("%(room)s has no tables for bilateral meetings.") % {"room": room.name}
    return _("%(room)s has tables 1 to %(tables)s.") % {"room": room.name, "tables": room.tables}


# As one thing's own page or the grid tells it.
_OF_ONE: Mapping[str, str | Promise] = {
    "interpreters": gettext_lazy(
        "More rooms need interpreters at one time than there are (%(language)s): %(number)s instead of %(limit)s."
    ),
    "room_taken": gettext_lazy("%(room)s is taken then: %(things)s."),
    "party_twice": gettext_lazy("%(who)s: in %(things)s then."),
    "person_twice": gettext_lazy("%(who)s: in %(things)s then."),
    "travel": gettext_lazy(
        "%(who)s: the way between this and %(things)s takes %(limit)s minutes, and there are %(number)s."
    ),
    "apart": gettext_lazy("%(who)s: kept apart, and side by side then because of %(things)s."),
}
# As a list of all clashes tells it.
_OF_ALL: Mapping[str, str | Promise] = {
    "interpreters": gettext_lazy(
        "%(things)s need interpreters at one time (%(language)s) in more rooms than there are: "
        "%(number)s instead of %(limit)s."
    ),
    "room_taken": gettext_lazy("%(things)s are in one room at one time (%(room)s, %(time)s)."),
    "party_twice": gettext_lazy("%(things)s are at one time (%(time)s), and both need: %(who)s."),
    "person_twice": gettext_lazy("%(things)s are at one time (%(time)s), and both need: %(who)s."),
    "travel": gettext_lazy("The way between %(things)s takes %(limit)s minutes, and there are %(number)s: %(who)s."),
    "apart": gettext_lazy("%(things)s are in rooms side by side (%(time)s), and these are to be kept apart: %(who)s."),
}
_OF_EITHER: Mapping[str, str | Promise] = {
    "room_small": gettext_lazy("%(room)s has too few seats: %(number)s, and %(limit)s are needed."),
    "equipment": gettext_lazy("%(room)s does not have this equipment: %(word)s."),
    "booths": gettext_lazy("%(room)s has too few interpretation booths: %(number)s, and %(limit)s are needed."),
    "language": gettext_lazy("The booths of %(room)s are not for this language: %(language)s."),
    "room_closed": gettext_lazy("%(room)s is closed then."),
    "room_closed because": gettext_lazy("%(room)s is closed then: %(word)s."),
    "absent": gettext_lazy("%(who)s: not free then."),
    "absent arrival": gettext_lazy("%(who)s: not yet arrived then."),
    "absent departure": gettext_lazy("%(who)s: no longer there then."),
    "ends_first": gettext_lazy("It ends before it begins."),
    "outside": gettext_lazy("It lies outside the days of the conference."),
    "needs_room": gettext_lazy("It has no room yet."),
    "unknown_room": gettext_lazy("It is in a room that is not the conference’s."),
}
_NAMES_ITS_THINGS = frozenset(_OF_ALL)
_VALUES: Mapping[str, Callable[[Clash, Names, str], object]] = {
    "room": lambda clash, names, _of: names.room(clash.room),
    "who": lambda clash, names, _of: names.who(clash),
    "things": lambda clash, names, of: listed(names.thing(key) for key in clash.items if key != of),
    "number": lambda clash, _names, _of: clash.number,
    "limit": lambda clash, _names, _of: clash.limit,
    "word": lambda clash, _names, _of: isolated(clash.word),
    "language": lambda clash, _names, _of: own_name(clash.word),
    "time": lambda clash, _names, _of: _from_to(clash),
}


def _pattern(clash: Clash, *, is_of_one: bool) -> str | Promise:
    closer = f"{clash.code} because" if clash.code == "room_closed" and clash.word else f"{clash.code} {clash.word}"
    told = _OF_ONE if is_of_one else _OF_ALL
    return told.get(clash.code) or _OF_EITHER.get(closer) or _OF_EITHER[clash.code]


def _from_to(clash: Clash) -> str:
    zone = get_current_timezone()
    first, last = (moment_of(minute).astimezone(zone) for minute in (clash.start, clash.end))
    return f"\u2066{first:%Y-%m-%d} {first:%H:%M}–{last:%H:%M}\u2069"


def _quoted(title: LazyI18nString) -> str:
    return pgettext("title of a session in a sentence", "“%(title)s”") % {"title": title}


def _between(parties: Mapping[str, str], asking: int, asked: int) -> str:
    sides = {"one": parties.get(f"delegation:{asking}", ""), "other": parties.get(f"delegation:{asked}", "")}
    return pgettext("two delegations that meet", "%(one)s and %(other)s") % sides
