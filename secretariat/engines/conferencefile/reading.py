"""Read a conference file: all of it or nothing, with every problem told by line."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, get_args

from pydantic import ValidationError

from secretariat.engines.conferencefile import checks
from secretariat.engines.conferencefile.models import ConferenceFile
from secretariat.engines.conferencefile.parsing import Keyed, Listed, Tree, parse, text_of, without_forbidden
from secretariat.engines.conferencefile.preparing import prepared
from secretariat.engines.conferencefile.problems import MOST_PROBLEMS, Path, Problem, Unreadable, spoken
from secretariat.engines.conferencefile.values import LANGUAGES_TAG, PASSAGE_TAG, WORDS_TAG, KeptSection
from secretariat.engines.conferencefile.wording import said_of
from secretariat.engines.conferencefile.writing import canonical_section

KEPT_SECTIONS: tuple[str, ...] = get_args(KeptSection)
# Former names of sections, and those they have now.
OTHER_NAMES = {"commitments": "pledges"}
BUILT_SECTIONS: tuple[str, ...] = tuple(name for name in ConferenceFile.model_fields if name != "kept")

_SECTIONS = ("format", *BUILT_SECTIONS, *OTHER_NAMES, *KEPT_SECTIONS)
_NOT_STEPS = {LANGUAGES_TAG, PASSAGE_TAG, WORDS_TAG, "[key]"}


def read(text: str | bytes, *, known: Collection[str] = frozenset()) -> ConferenceFile:
    """Read a conference file, or refuse it as a whole with everything that is wrong with it.

    `known` are the codes of the register of parties; without it every code of two capital letters is taken as a
    state's. Raises Unreadable. Takes time in proportion to the length of the text, whatever stands in it.
    """
    tree = parse(text_of(text), sections=_SECTIONS, verbatim=KEPT_SECTIONS)
    if not tree.is_complete:
        raise Unreadable(tree.problems)
    problems = [*tree.problems, *prepared(tree.data, OTHER_NAMES), *checks.across(tree, frozenset(known))]
    data = {name: tree.data[name] for name in BUILT_SECTIONS if name in tree.data}
    kept = {
        name: tree.slices.get(name) or canonical_section(name, tree.data[name])
        for name in KEPT_SECTIONS
        if name in tree.data
    }
    try:
        file = ConferenceFile.model_validate({**data, "kept": kept}, context={"language": _language(tree.data)})
    except ValidationError as error:
        found = error.errors(include_url=False)
        raise Unreadable([*problems, *_told(found, tree)]) from None
    if problems:
        raise Unreadable(problems)
    return file


def compose(data: Mapping[str, Any], *, language: str) -> ConferenceFile:
    """Make a conference file of plain data whose original language this is.

    Signs that no file may hold are left out. Raises Unreadable, with every place that no file can hold; its problems
    have no line.
    """
    try:
        return ConferenceFile.model_validate(without_forbidden(data), context={"language": language})
    except ValidationError as error:
        found = []
        for each in error.errors(include_url=False):
            place = tuple(step for step in each["loc"] if step not in _NOT_STEPS)
            found.append(Problem(0, spoken(place), *said_of(each)))
        raise Unreadable(found) from None


def count(section: str) -> int:
    """Count the items of a kept section, given the text it is kept as."""
    data = parse(text_of(section), sections=_SECTIONS, verbatim=()).data
    value = next(iter(data.values()), None)
    if value is None:
        return 0
    return len(value) if isinstance(value, dict | list) else 1


def _language(data: Keyed) -> Any:
    conference = data.get("conference")
    return conference.get("language", "en") if isinstance(conference, Keyed) else "en"


def _told(found: Iterable[Any], tree: Tree) -> Iterator[Problem]:
    located = [(*_located(tree.data, error["loc"]), error) for error in found]
    if tree.broken_paths:
        located = [each for each in located if not _is_within(each[0], tree.broken_paths)]
    located.sort(key=lambda each: each[1])
    for path, line, error in located[:MOST_PROBLEMS]:
        message, values = said_of(error)
        yield Problem(line, spoken(path), message, values)
    # The rest is counted and never shown, so it needs no sentence of its own.
    for _, line, _ in located[MOST_PROBLEMS:]:
        yield Problem(line, "", "")


def _is_within(path: Path, broken: Collection[Path]) -> bool:
    """Whether a place lies in what is malformed already, so that a second sentence about it would only confuse."""
    return any(path[:length] in broken for length in range(1, len(path) + 1))


def _located(data: Keyed, place: tuple[str | int, ...]) -> tuple[Path, int]:
    """Find the place of a finding in the file, and the nearest line for what is not there."""
    here: Any = data
    line = 1
    path: list[str | int] = []
    for step in place:
        if step in _NOT_STEPS:
            continue
        path.append(step)
        if isinstance(here, Keyed | Listed) and _is_in(here, step):
            line = here.lines[step]  # type: ignore[index]  # a step into a mapping is a key, into a list a number
            here = here[step]  # type: ignore[index]
        else:
            here = None
    return tuple(path), line


def _is_in(container: Keyed | Listed, step: str | int) -> bool:
    return step in container if isinstance(container, Keyed) else isinstance(step, int) and step < len(container)
