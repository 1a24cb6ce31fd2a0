"""Whether a timetable may be asked for, adopted or published: what stands against it, in sentences."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.engines.scheduling import Violation, faults_of, violations
from secretariat.programme.queries.clash_words import names_for, sentence
from secretariat.programme.queries.clashing import Timetable, timetable_of
from secretariat.programme.queries.drafts import plan_of_places
from secretariat.programme.queries.problem import Asked, problem_with_all_fixed
from secretariat.programme.queries.wording import fault_in_words, violation_in_words
from secretariat.programme.queries.words import Words

# A meeting that is fixed so is in no timetable at all; a wish that cannot be met is merely left out.
IMPOSSIBLE = frozenset(
    {
        "fixed_outside_window",
        "fixed_while_absent",
        "fixed_in_closed_room",
        "fixed_room_too_small",
        "fixed_on_one_slot",
        "fixed_in_one_room",
        "fixed_before_after",
        "fixed_past_the_end",
    }
)
# What the judge of plans calls otherwise than the rules of clashes do; what is named alike has one name.
_CLASH_OF = {"room_twice": "room_taken", "seats": "room_small"}
# Rules of the timetable that a person may break by hand, having been told.
_LENIENT = frozenset({"window", "keep_free", "spread", "runs_over"})


@dataclass
class Judgement:
    """What stands against a timetable, and what is merely told, each as a sentence."""

    against: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def obstacles_to_seeking(asked: Asked, words: Words) -> Judgement:
    """Why the engine cannot be asked, and which wishes cannot be met whatever it finds."""
    problem, found = asked.problem, Judgement()
    if not asked.grid.stretches:
        found.against.append(_("No hours are kept in which bilateral meetings are held. Say first when they are."))
    if not any(room.key.startswith("table:") for room in problem.rooms):
        found.against.append(_("No room has tables for bilateral meetings. Say first at which tables they are held."))
    if not asked.wishes:
        found.against.append(_("There is no accepted bilateral meeting to be placed."))
    if found.against:
        return found
    for fault in faults_of(problem):
        kind = found.against if fault.is_fatal or fault.code in IMPOSSIBLE else found.told
        kind.append(fault_in_words(fault, problem, words))
    return Judgement(_once(found.against), _once(found.told))


def judged(conference: Conference, user: User, words: Words) -> Judgement:
    """The working timetable as two judges see it: the rules of clashes, and the judge of plans."""
    timetable = timetable_of(conference)
    found = Judgement()
    names = names_for(timetable, user)
    for clash in timetable.clashes():
        if clash.level != "ignore":
            (found.against if clash.level == "block" else found.told).append(sentence(clash, names))
    asked = problem_with_all_fixed(conference)
    for violation in _violations(asked, conference):
        level = _level(violation, timetable)
        if level != "ignore":
            said = violation_in_words(violation, asked.problem, words)
            (found.against if level == "block" else found.told).append(said)
    return Judgement(_once(found.against), _once(found.told))


def clashes_of_bilaterals(conference: Conference, user: User) -> list[str]:
    """What clashes gravely in the working timetable and concerns a bilateral meeting, as sentences."""
    timetable = timetable_of(conference)
    found = [clash for clash in timetable.clashes() if clash.level == "block"]
    grave = [clash for clash in found if any(key.startswith("bilateral:") for key in clash.items)]
    names = names_for(timetable, user) if grave else None
    return _once(sentence(clash, names) for clash in grave) if names else []


def broken_by_draft(conference: Conference, words: Words) -> list[str]:
    """Every rule that the working timetable breaks, as sentences: a timetable of the engine breaks none."""
    asked = problem_with_all_fixed(conference)
    return _once(violation_in_words(each, asked.problem, words) for each in _violations(asked, conference))


def _violations(asked: Asked, conference: Conference) -> tuple[Violation, ...]:
    if not asked.grid.stretches:
        # Without hours there are no slots, and nothing that could be judged by them.
        return ()
    found = violations(asked.problem, plan_of_places(asked, conference))
    # What has no place yet is not published, and no fault of what is.
    return tuple(each for each in found if each.code != "required")


def _level(violation: Violation, timetable: Timetable) -> str:
    if violation.code in _LENIENT:
        return "warn"
    code = _CLASH_OF.get(violation.code, violation.code)
    levels: dict[str, str] = {str(name): str(level) for name, level in timetable.rules.items()}
    return levels.get(code, "block")


def _once(sentences: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(sentences))
