"""Why there is no timetable, in sentences: the few wishes that contradict each other, each as it was asked for."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secretariat.engines.scheduling import Problem
from secretariat.programme.queries.words import Words
from secretariat.ui.templatetags.ui import own_name

# As the engine gives them: dictionaries, in which what is as usual is left out.
Told = Mapping[str, Any]


def contradiction_in_words(explanation: Told, problem: Problem, words: Words) -> list[str]:
    """Each of the wishes that cannot be granted together, as a sentence."""
    return [wish_in_words(wish, problem, words) for wish in explanation.get("wishes", ())]


def wish_in_words(wish: Told, problem: Problem, words: Words) -> str:
    """One thing that was asked for."""
    kind = wish["kind"]
    if kind == "absence":
        return _sentence(words.absence(problem, wish["parties"][0], wish.get("slots", ())))
    if kind == "required":
        return _required(wish, problem, words)
    known = _WISHES.get(kind)
    return known() % _values(wish, problem, words) if known else str(kind)


def _required(wish: Told, problem: Problem, words: Words) -> str:
    """That some meetings are held, and how many slots there are for them."""
    meetings = wish.get("meetings", ())
    if len(meetings) == 1:
        return _("%(meeting)s must be held.") % {"meeting": _capital(words.meetings(problem, meetings))}
    sentence = ngettext(
        "%(count)s meeting must be held: %(meetings)s.", "%(count)s meetings must be held: %(meetings)s.", len(meetings)
    )
    told = sentence % {"count": len(meetings), "meetings": words.meetings(problem, meetings[:_MOST])}
    if wish.get("number") is None:
        return told
    fits = ngettext(
        "There is %(number)s slot in which they could be.",
        "There are %(number)s slots in which they could be.",
        wish["number"],
    )
    return f"{told} {fits % {'number': wish['number']}}"


_MOST = 12


def _values(wish: Told, problem: Problem, words: Words) -> dict[str, Any]:
    meetings = wish.get("meetings", ())
    slots, rooms = wish.get("slots", ()), wish.get("rooms", ())
    word = wish.get("word", "")
    return {
        "meeting": _capital(words.meetings(problem, meetings[-1:])),
        "meetings": _capital(words.meetings(problem, meetings[:_MOST])),
        "other": words.meetings(problem, meetings[:1]),
        "parties": _capital(words.delegations(problem, wish.get("parties", ()))),
        "time": words.slot(problem, slots[0]) if slots else "",
        "times": words.times(problem, slots),
        "room": _capital(words.table(problem.rooms[rooms[0]].key) or _("its room")) if rooms else "",
        "number": wish.get("number"),
        "word": own_name(word) if word and wish["kind"] in {"language", "interpreters"} else word,
    }


_WISHES: dict[str, Callable[[], str]] = {
    "apart": lambda: _("%(parties)s are kept apart."),
    "travel": lambda: _("Between two rooms there must be the time for the way, up to %(number)s minutes."),
    "not_next_to": lambda: _("These are not to follow each other directly: %(meetings)s."),
    "spread": lambda: _("The breaks of two delegations may differ by no more than %(number)s."),
    "keep_free": lambda: _("%(number)s tables are to stay free at all times."),
    "closed": lambda: _("%(room)s is not free at %(times)s."),
    "equipment": lambda: _("%(meeting)s needs this equipment: %(word)s."),
    "seats": lambda: _("%(meeting)s needs %(number)s seats."),
    "room": lambda: _("%(meeting)s is pinned to this table: %(room)s."),
    "language": lambda: _("%(meeting)s is to be interpreted (%(word)s)."),
    "interpreters": lambda: _("There are interpreters for %(number)s rooms at once (%(word)s)."),
    "rooms": lambda: _("There are %(number)s tables, and each meeting needs one."),
    "after": lambda: _("%(meeting)s must come after this: %(other)s."),
    "window": lambda: _("%(meetings)s must lie in the time that was asked for: %(times)s."),
    "fixed": lambda: _("%(meeting)s is fixed on %(time)s."),
}


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _sentence(clause: str) -> str:
    return f"{_capital(clause)}."
