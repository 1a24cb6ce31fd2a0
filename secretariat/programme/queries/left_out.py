"""Why a meeting is left out of a timetable, and what would make room for it, in sentences."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from secretariat.engines.scheduling import Problem
from secretariat.programme.queries.problem import number_in
from secretariat.programme.queries.words import Words
from secretariat.ui.templatetags.ui import own_name

# As the engine gives them: dictionaries, in which what is as usual is left out.
Told = Mapping[str, Any]
# So many remedies are weighed against each other; what is in the way is told whole.
MOST_REMEDIES = 4
_MOST_MEETINGS = 6


@dataclass(frozen=True)
class LeftOut:
    """A meeting that has no place: who, why, and what would make room."""

    pair: str
    reasons: list[str]
    remedies: list[str]


def unmet_in_words(unmet: Sequence[Told], problem: Problem, words: Words) -> list[LeftOut]:
    """Each meeting that is left out, why, and what would make room, the easiest first."""
    return [
        LeftOut(
            words.pair(number_in(problem.meetings[told.get("meeting", 0)].key)),
            [_said(_REASONS, each, problem, words) for each in told.get("reasons", ())],
            [_said(_REMEDIES, each, problem, words) for each in told.get("remedies", ())[:MOST_REMEDIES]],
        )
        for told in unmet
    ]


def _said(sentences: Mapping[str, Callable[[], str]], told: Told, problem: Problem, words: Words) -> str:
    if told["code"] == "absent":
        clauses = [words.absence(problem, party, told.get("slots", ())) for party in told.get("parties", ())]
        return " ".join(f"{clause[:1].upper()}{clause[1:]}." for clause in clauses)
    word = told.get("word", "")
    meetings = told.get("meetings", ())
    values = {
        "parties": words.delegations(problem, told.get("parties", ())),
        "meetings": words.meetings(problem, meetings[:_MOST_MEETINGS]),
        "times": words.times(problem, told.get("slots", ())),
        "number": told.get("number"),
        "word": own_name(word) if word else "",
    }
    return sentences[told["code"]]() % values


_REASONS: dict[str, Callable[[], str]] = {
    "too_long": lambda: _("Nowhere do as many slots follow each other as it needs."),
    "window": lambda: _("The time that was asked for leaves these out: %(times)s."),
    "busy": lambda: _("Somebody is in another meeting then: %(parties)s (%(meetings)s), %(times)s."),
    "order": lambda: _("It must not lie so beside these: %(meetings)s."),
    "tables_full": lambda: _("All tables that would do are taken at %(times)s."),
    "no_room": lambda: _("No table has the seats, the equipment or the booths that it needs."),
    "ways": lambda: _("At %(times)s a table is free, but the way is too long, or it is beside whom one is kept from."),
    "interpreters": lambda: _("At %(times)s all interpreters are at work: %(word)s."),
    "spread": lambda: _("The breaks of delegations would differ by more than they may."),
    "free": lambda: _("Nothing is in its way at %(times)s; a longer search may place it."),
}
_REMEDIES: dict[str, Callable[[], str]] = {
    "place": lambda: _("Put it at %(times)s; a table is free."),
    "one_more_table": lambda: _("One more table at %(times)s."),
    "one_more_interpreter": lambda: _("One more interpreter at %(times)s: %(word)s."),
    "lift_absence": lambda: _("If this delegation could be there at %(times)s: %(parties)s."),
    "widen_window": lambda: _("If it may also lie at %(times)s."),
    "drop": lambda: _("If this were left out instead: %(meetings)s."),
    "shorten": lambda: _("If it took %(number)s slots only."),
}
