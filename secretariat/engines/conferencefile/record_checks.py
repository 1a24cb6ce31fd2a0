"""What must be true across the record of a conference file: keys once, parties once, needs without a circle."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from secretariat.engines.conferencefile.parsing import Keyed, Listed
from secretariat.engines.conferencefile.problems import N_, Path, Problem, spoken
from secretariat.engines.conferencefile.walking import EACH, at, once, repeated_in, words_at

# Where the record names a party or a country by its code.
_CODES: tuple[tuple[str, ...], ...] = (
    ("tasks", EACH, "owner"),
    ("meetings", EACH, "place", "country"),
    ("meetings", EACH, "host", "party"),
    ("meetings", EACH, "visitors", EACH, "party"),
    ("meetings", EACH, "points", EACH, "by", EACH),
    ("meetings", EACH, "follow_ups", EACH, "owner"),
    ("missions", EACH, "party"),
    ("missions", EACH, "stops", EACH, "country"),
    ("challenges", EACH, "attributed_to", EACH),
    ("challenges", EACH, "done_by", EACH),
    ("challenges", EACH, "done_to", EACH),
    ("challenges", EACH, "assessments", EACH, "owner"),
    ("positions", EACH, "party"),
    ("initiatives", EACH, "party"),
    ("obstacles", EACH, "attributed_to", EACH),
    ("reported_figures", EACH, "said_by"),
    ("notices", EACH, "country"),
)
# Lists in which a party, or a task, stands once.
_ONCE: tuple[tuple[str, ...], ...] = (
    *(place[:-1] for place in _CODES if place[-1] == EACH),
    ("tasks", EACH, "needs"),
)


def across_the_record(data: Keyed) -> Iterator[Problem]:
    """Find what is wrong between the parts of the record; parts malformed in themselves are passed over."""
    for place in _ONCE:
        for path, values, _line in at(data, place):
            if isinstance(values, Listed):
                yield from repeated_in(values, path)
    message = N_("the meeting %(what)s is given already, on line %(first)s")
    yield from once(at(data, ("meetings", EACH, "key")), message)
    yield from once(at(data, ("tasks", EACH, "key")), N_("the task %(what)s is given already, on line %(first)s"))
    for _path, meeting, _line in at(data, ("meetings", EACH)):
        if isinstance(meeting, Keyed):
            yield from _visits_and_minutes(meeting, _path)
    for _path, mission, _line in at(data, ("missions", EACH)):
        if isinstance(mission, Keyed):
            message = N_("this mission is reported back in %(what)s already, on line %(first)s")
            yield from once(at(mission, ("reported_back", EACH, "meeting"), _path), message)
    yield from _plan(data)


def codes_in_the_record(data: Keyed) -> Iterator[tuple[Path, str, int]]:
    """Every code of a party or a country that the record uses, with its place and line."""
    return words_at(data, _CODES)


def circle_in(needs: Mapping[int, Iterable[int]]) -> Sequence[int]:
    """Tasks that need each other in a circle, each followed by one that it needs; nothing if there is none."""
    settled: set[int] = set()
    for first in needs:
        # A trail of its own: a chain of tasks may be longer than the language lets calls be deep.
        trail = {} if first in settled else {first: iter(needs[first])}
        while trail:
            task = next(reversed(trail))
            following = next((each for each in trail[task] if each not in settled), None)
            if following is None:
                settled.add(task)
                del trail[task]
            elif following in trail:
                tasks = list(trail)
                return tasks[tasks.index(following) :]
            else:
                trail[following] = iter(needs.get(following, ()))
    return ()


def _visits_and_minutes(meeting: Keyed, path: Path) -> Iterator[Problem]:
    message = N_("the party %(what)s is among the visitors already, on line %(first)s")
    yield from once(at(meeting, ("visitors", EACH, "party"), path), message)
    agreed = [each for each in at(meeting, ("minutes", EACH, "state"), path) if each[1] == "agreed"]
    message = N_("one version of the minutes is agreed, and that is the one on line %(first)s")
    for where, _state, line in agreed[1:]:
        yield Problem(line, spoken(where), message, {"first": str(agreed[0][2])})


def _plan(data: Keyed) -> Iterator[Problem]:
    tasks = data.get("tasks")
    if not isinstance(tasks, Listed):
        return
    for path, task, _line in at(data, ("tasks", EACH)):
        start, due = (task.get("start"), task.get("due")) if isinstance(task, Keyed) else (None, None)
        if isinstance(start, str) and isinstance(due, str) and due < start:
            message = N_("this is due on %(due)s, before it begins on %(start)s")
            yield Problem(task.lines["due"], spoken((*path, "due")), message, {"due": due, "start": start})
    needs: dict[int, list[int]] = {}
    for path, place, line in at(data, ("tasks", EACH, "needs", EACH)):
        if isinstance(place, int) and place > len(tasks):
            values = {"place": str(place), "most": str(len(tasks))}
            yield Problem(line, spoken(path), N_("there is no task %(place)s; the list has %(most)s"), values)
        elif isinstance(place, int):
            needs.setdefault(int(path[1]) + 1, []).append(place)
    circle = circle_in(needs)
    if circle:
        values = {"circle": " → ".join(str(each) for each in (*circle, circle[0]))}
        message = N_("these tasks need each other in a circle: %(circle)s")
        yield Problem(tasks[circle[0] - 1].lines["needs"], spoken(("tasks", circle[0] - 1, "needs")), message, values)
