"""Problems, plans and what a search found as JSON and back.

``as_data`` gives dictionaries, lists, numbers and words, without what is as usual; ``problem_from`` and its like take
them back, and tell where a thing is not what it should be (``Misfit``).
"""

import dataclasses
import math
import types
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from secretariat.engines.scheduling.problem import Plan, Problem, Progress, Solution

__all__ = ["Misfit", "as_data", "plan_from", "problem_from", "progress_from", "solution_from"]


class Misfit(ValueError):  # noqa: N818 - it is an answer
    """Data that are not what they should be: what is wrong, and where, as in ``meetings[3].length``.

    ``code`` is ``not_an_object``, ``not_a_list``, ``not_a_whole_number``, ``not_a_number``, ``not_a_word``,
    ``not_yes_or_no``, ``not_one_of``, ``wrong_count``, ``missing`` or ``unknown_field``.
    """

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(f"{where or 'the whole'}: {code}")
        self.code = code
        self.where = where

    def within(self, part: str) -> "Misfit":
        """The same, seen from what holds it."""
        joint = "" if not self.where or self.where.startswith("[") else "."
        return Misfit(self.code, f"{part}{joint}{self.where}")


def as_data(thing: Any) -> Any:
    """Return a problem, a plan or any part of them as what JSON can hold; what is as usual is left out."""
    if isinstance(thing, (int, str, float)) or thing is None:
        return thing
    if isinstance(thing, (tuple, list)):
        return [as_data(part) for part in thing]
    if isinstance(thing, Mapping):
        return {name: as_data(part) for name, part in thing.items()}
    data = {}
    for name, usual in _usual(thing.__class__):
        value = getattr(thing, name)
        if value is not usual and value != usual:
            data[name] = as_data(value)
    return data


def problem_from(data: Any) -> Problem:
    """Return the problem that ``as_data`` was given. Raises ``Misfit``."""
    problem: Problem = _reader(Problem)(data)
    return problem


def plan_from(data: Any) -> Plan:
    """Return the plan that ``as_data`` was given. Raises ``Misfit``."""
    plan: Plan = _reader(Plan)(data)
    return plan


def progress_from(data: Any) -> Progress:
    """Return the progress that ``as_data`` was given. Raises ``Misfit``."""
    progress: Progress = _reader(Progress)(data)
    return progress


def solution_from(data: Any) -> Solution:
    """Return the solution that ``as_data`` was given. Raises ``Misfit``."""
    solution: Solution = _reader(Solution)(data)
    return solution


_NONE_USUAL = object()
_Reader = Callable[[Any], Any]


@cache
def _usual(kind: Any) -> tuple[tuple[str, Any], ...]:
    """The fields of a dataclass with what they hold when nothing is said."""
    return tuple((field.name, _usual_of(field)) for field in dataclasses.fields(kind))


def _usual_of(field: "dataclasses.Field[Any]") -> Any:
    if field.default is not dataclasses.MISSING:
        return field.default
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return _NONE_USUAL


@cache
def _reader(kind: Any) -> _Reader:
    """What makes data into a thing of one kind."""
    if dataclasses.is_dataclass(kind):
        return _reader_of_objects(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _reader_of_lists(_reader(inner[0])) if inner[-1] is Ellipsis else _reader_of_rows(inner)
    if origin is Literal:
        return _reader_of_choices(frozenset(inner))
    if origin in {types.UnionType, Union}:
        known = _reader(next(each for each in inner if each is not type(None)))
        return lambda data: None if data is None else known(data)
    return _PLAIN.get(kind, _mapping)


def _reader_of_objects(kind: Any) -> _Reader:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)}
    needed = [name for name, usual in _usual(kind) if usual is _NONE_USUAL]

    def read(data: Any) -> Any:
        if not isinstance(data, dict):
            raise Misfit("not_an_object")
        given = {}
        for name, value in data.items():
            if name not in readers:
                raise Misfit("unknown_field", str(name))
            try:
                given[name] = readers[name](value)
            except Misfit as fault:
                raise fault.within(name) from None
        for name in needed:
            if name not in given:
                raise Misfit("missing", name)
        return kind(**given)

    return read


def _reader_of_lists(inner: _Reader) -> _Reader:
    def read(data: Any) -> tuple[Any, ...]:
        if not isinstance(data, list):
            raise Misfit("not_a_list")
        try:
            return tuple([inner(part) for part in data])
        except Misfit:
            # Only now is it worth counting.
            for place, part in enumerate(data):
                try:
                    inner(part)
                except Misfit as fault:
                    raise fault.within(f"[{place}]") from None
            raise

    return read


def _reader_of_rows(kinds: tuple[Any, ...]) -> _Reader:
    whole = _reader_of_lists(_reader(kinds[0]))

    def read(data: Any) -> tuple[Any, ...]:
        row: tuple[Any, ...] = whole(data)
        if len(row) != len(kinds):
            raise Misfit("wrong_count")
        return row

    return read


def _reader_of_choices(choices: frozenset[str]) -> _Reader:
    def read(data: Any) -> Any:
        if not isinstance(data, str) or data not in choices:
            raise Misfit("not_one_of")
        return data

    return read


def _whole(data: Any) -> int:
    if type(data) is not int:
        raise Misfit("not_a_whole_number")
    return data


def _word(data: Any) -> str:
    if not isinstance(data, str):
        raise Misfit("not_a_word")
    return data


def _yes_or_no(data: Any) -> bool:
    if not isinstance(data, bool):
        raise Misfit("not_yes_or_no")
    return data


def _number(data: Any) -> float:
    if type(data) not in {int, float} or not math.isfinite(data):
        raise Misfit("not_a_number")
    return float(data)


def _mapping(data: Any) -> dict[str, int]:
    if not isinstance(data, dict):
        raise Misfit("not_an_object")
    read = {}
    for name, value in data.items():
        try:
            read[_word(name)] = _whole(value)
        except Misfit as fault:
            raise fault.within(f"[{name}]") from None
    return read


_PLAIN: dict[Any, _Reader] = {int: _whole, str: _word, bool: _yes_or_no, float: _number}
