"""Going through the data of a conference file by place: what stands there, and what stands there twice."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from secretariat.engines.conferencefile.parsing import Keyed, Listed
from secretariat.engines.conferencefile.problems import N_, Path, Problem, shortened, spoken

# The step from a list to each of its items.
EACH = "*"

Found = tuple[Path, Any, int]


def at(container: Any, place: Sequence[str], path: Path = ()) -> Iterator[Found]:
    """Everything that stands at a place of the file, with its path and line."""
    step, *rest = place
    for key, value, line in _steps(container, step):
        here = (*path, key)
        if rest:
            yield from at(value, rest, here)
        else:
            yield here, value, line


def words_at(container: Any, places: Iterable[Sequence[str]]) -> Iterator[tuple[Path, str, int]]:
    """Every word that stands at one of these places, with its path and line."""
    for place in places:
        for path, word, line in at(container, place):
            if isinstance(word, str):
                yield path, word, line


def once(found: Iterable[Found], message: str) -> Iterator[Problem]:
    """Tell what is found a second time; the message says what and on which line it stood first."""
    first: dict[str, int] = {}
    for path, value, line in found:
        if isinstance(value, str):
            if value in first:
                yield Problem(line, spoken(path), message, {"what": shortened(value), "first": str(first[value])})
            first.setdefault(value, line)


def repeated_in(values: Listed, path: Path) -> Iterator[Problem]:
    """Tell what stands twice in a list in which each stands once."""
    seen: set[Any] = set()
    for number, value in enumerate(values):
        if not isinstance(value, str | int):
            continue
        if value in seen:
            message = N_("%(value)s stands in this list already")
            yield Problem(values.lines[number], spoken((*path, number)), message, {"value": shortened(value)})
        seen.add(value)


def within_the_list(data: Keyed, place: Sequence[str], section: str) -> Iterator[Problem]:
    """Tell what names an item of a list by its place where the list has no such item; the first is 1."""
    rows = data.get(section)
    most = len(rows) if isinstance(rows, Listed) else 0
    for path, number, line in at(data, place):
        if isinstance(number, int) and number > most:
            values = {"place": str(number), "section": section, "most": str(most)}
            message = N_("there is no item %(place)s in the list %(section)s; it has %(most)s")
            yield Problem(line, spoken(path), message, values)


def periods(data: Keyed, period: tuple[Sequence[str], str, str]) -> Iterator[Problem]:
    """Tell what ends before it begins; dates that are months or years are compared as far as both go."""
    place, first, last = period
    for path, part, _line in at(data, place):
        if not isinstance(part, Keyed):
            continue
        begins, ends = part.get(first), part.get(last)
        if not isinstance(begins, str | int) or not isinstance(ends, str | int):
            continue
        since, until = str(begins), str(ends)
        length = min(len(since), len(until))
        if until[:length] < since[:length]:
            values = {"ends": shortened(until), "begins": shortened(since)}
            message = N_("this ends on %(ends)s, before it begins on %(begins)s")
            yield Problem(part.lines[last], spoken((*path, last)), message, values)


def _steps(container: Any, step: str) -> Iterator[tuple[str | int, Any, int]]:
    if step == EACH:
        if isinstance(container, Listed):
            yield from ((number, value, container.lines[number]) for number, value in enumerate(container))
    elif isinstance(container, Keyed) and step in container:
        yield step, container[step], container.lines[step]
