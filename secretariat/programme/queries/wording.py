"""What the engine says by codes, in sentences: what is wrong with a problem, and which rule a plan breaks."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from secretariat.engines.scheduling import Fault, Problem, Violation
from secretariat.programme.queries.words import Words
from secretariat.ui.templatetags.ui import own_name

Said = Fault | Violation


def fault_in_words(fault: Fault, problem: Problem, words: Words) -> str:
    """What is wrong with a problem, as a sentence."""
    if fault.code == "fixed_while_absent":
        return _fixed_while_absent(fault, problem, words)
    if fault.code == "window_before_arrival" and not fault.slots:
        meeting = _capital(words.meetings(problem, fault.meetings))
        return _("No hours are kept in the time that was asked for: %(meeting)s.") % {"meeting": meeting}
    return _said(_FAULTS, fault, problem, words)


def violation_in_words(violation: Violation, problem: Problem, words: Words) -> str:
    """Which rule a plan breaks, and where, as a sentence."""
    return _said(_VIOLATIONS, violation, problem, words)


def _said(sentences: dict[str, Callable[[], str]], said: Said, problem: Problem, words: Words) -> str:
    known = sentences.get(said.code)
    if known is None:
        # What a person can neither have entered nor change; it names the rule for whoever looks after the house.
        return _("The timetable cannot be put together: %(code)s.") % {"code": said.code}
    return known() % _values(said, problem, words)


def _fixed_while_absent(fault: Fault, problem: Problem, words: Words) -> str:
    """Two facts that cannot both be: somebody arrives on one day, and a meeting is fixed on the day before."""
    party = fault.parties[0]
    meeting = problem.meetings[fault.meetings[0]]
    others = [each for each in meeting.parties if each != party]
    told = {
        "absence": words.absence(problem, party, fault.slots),
        "other": words.delegations(problem, others),
        "time": words.slot(problem, fault.slots[0]),
    }
    return _("%(absence)s; its meeting with %(other)s is fixed on %(time)s.") % told


def _values(said: Said, problem: Problem, words: Words) -> dict[str, Any]:
    meetings = list(said.meetings)
    rooms = [words.table(problem.rooms[index].key) or _("its room") for index in said.rooms]
    return {
        "meeting": _capital(words.meetings(problem, meetings[-1:])),
        "other": words.meetings(problem, meetings[:1]),
        "meetings": _capital(words.meetings(problem, meetings)),
        "parties": _capital(words.delegations(problem, said.parties)),
        "time": words.slot(problem, said.slots[0]) if said.slots else "",
        "times": words.times(problem, said.slots),
        "room": _capital(rooms[-1]) if rooms else "",
        "other_room": rooms[0] if rooms else "",
        "number": said.number,
        "limit": said.limit,
        "word": said.word,
        "language": own_name(said.word) if _is_language(said) else said.word,
    }


def _is_language(said: Said) -> bool:
    return said.code in {"no_interpreter", "language", "interpreters"}


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


_FAULTS: dict[str, Callable[[], str]] = {
    "too_many": lambda: _("There are more than the engine takes (%(word)s): %(number)s, and %(limit)s is the most."),
    "one_party_only": lambda: _("%(meeting)s has only one side."),
    "with_itself": lambda: _("%(parties)s cannot meet itself."),
    "room_for_nobody": lambda: _("%(room)s has no seat at its tables."),
    "too_many_people": lambda: _("%(meeting)s needs %(number)s seats, and the largest table has %(limit)s."),
    "no_such_equipment": lambda: _("%(meeting)s needs equipment that no room has: %(word)s."),
    "no_interpreter": lambda: _(
        "%(meeting)s needs interpreters for a language (%(language)s) for which none are kept."
    ),
    "too_few_booths": lambda: _(
        "%(meeting)s is to be interpreted into %(number)s languages, and no table has more than %(limit)s booths."
    ),
    "no_room_at_all": lambda: _("No table has all that is needed: %(meeting)s."),
    "no_time_at_all": lambda: _("There is no time at which both sides are there: %(meeting)s."),
    "window_before_arrival": lambda: _(
        "The time that was asked for is over before somebody arrives (%(parties)s): %(meeting)s."
    ),
    "fixed_outside_window": lambda: _("%(meeting)s is pinned outside the time that was asked for: %(time)s."),
    "fixed_in_closed_room": lambda: _("%(meeting)s is pinned where the table is not free: %(room)s, %(time)s."),
    "fixed_room_too_small": lambda: _("%(meeting)s is pinned to a table that does not have what it needs: %(room)s."),
    "fixed_on_one_slot": lambda: _("%(parties)s has two meetings pinned at one time (%(time)s): %(meetings)s."),
    "fixed_in_one_room": lambda: _(
        "Two meetings are pinned to one table at one time (%(room)s, %(time)s): %(meetings)s."
    ),
    "fixed_before_after": lambda: _("%(meeting)s is pinned before what it must come after: %(other)s."),
    "fixed_past_the_end": lambda: _("%(meeting)s is pinned so late that it does not end within the hours."),
}
_VIOLATIONS: dict[str, Callable[[], str]] = {
    "required": lambda: _("%(meeting)s is pinned and has no place."),
    "runs_over": lambda: _("%(meeting)s runs over the end of the hours or into a pause: %(time)s."),
    "window": lambda: _("%(meeting)s lies outside the time that was asked for: %(time)s."),
    "party_twice": lambda: _("%(parties)s has two meetings at one time (%(time)s): %(meetings)s."),
    "absent": lambda: _("%(parties)s is not there or meets nobody at %(time)s: %(meeting)s."),
    "after": lambda: _("%(meeting)s is held before what it must come after: %(other)s."),
    "not_next_to": lambda: _("These follow each other directly and must not: %(meetings)s."),
    "needs_room": lambda: _("%(meeting)s has no table."),
    "room_twice": lambda: _("Two meetings are at one table at one time (%(room)s, %(time)s): %(meetings)s."),
    "room_closed": lambda: _("%(room)s is not free at %(time)s: %(meeting)s."),
    "seats": lambda: _("%(room)s has %(number)s seats at a table, and %(limit)s are needed: %(meeting)s."),
    "equipment": lambda: _("%(room)s does not have this equipment (%(word)s): %(meeting)s."),
    "booths": lambda: _("%(room)s has %(number)s interpretation booths, and %(limit)s are needed: %(meeting)s."),
    "language": lambda: _("The booths of %(other_room)s are not for this language (%(language)s): %(meeting)s."),
    "interpreters": lambda: _(
        "At %(time)s interpreters for a language (%(language)s) are needed in %(number)s rooms, and there are some for "
        "%(limit)s: %(meetings)s."
    ),
    "travel": lambda: _(
        "%(parties)s has %(number)s minutes from %(other_room)s to the next room, and the way takes %(limit)s: "
        "%(meetings)s."
    ),
    "apart": lambda: _("%(parties)s are kept apart and are in rooms side by side at %(time)s: %(meetings)s."),
    "keep_free": lambda: _("At %(time)s %(number)s tables stay free, and %(limit)s are to."),
    "spread": lambda: _("The breaks of %(parties)s differ by %(number)s, and %(limit)s is the most."),
}
