"""Public pages may be read from copies of the database, if those are as far as the page has to be.

The primary says which edition is the present one; a copy is read only if it has come as far. So whoever has just
written reads what they wrote, and a page is never older than the revision that its tag names. Inside a transaction, and
where no copy is far enough or answers, the primary is read. While the primary does not answer, a copy says which
edition it has, and it counts if no later one was seen in this process.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from random import sample
from time import monotonic
from typing import TypeAlias, TypeVar

from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, OperationalError, connection, connections

from secretariat.public.queries.editions import Edition, edition_of, editions

Editions: TypeAlias = Edition | tuple[Edition, ...]
T = TypeVar("T")
# Where a copy does not answer, it is left alone for so many seconds.
PAUSE = 5.0
BROKEN = (OperationalError, InterfaceError)

logger = logging.getLogger(__name__)
_chosen: ContextVar[str] = ContextVar("replica", default="")
_away_until: dict[str, float] = {}
_latest: dict[str | None, Editions] = {}


def copies() -> list[str]:
    """The names of all copies."""
    return [alias for alias in connections if alias != DEFAULT_DB_ALIAS]


def chosen() -> str:
    """The copy that the page under way is read from; empty for the primary, and always in a transaction of it."""
    return "" if connection.in_atomic_block else _chosen.get()


def forget() -> None:
    """Forget which copies did not answer and which editions were seen."""
    _away_until.clear()
    _latest.clear()


def present(slug: str | None) -> Editions | None:
    """The present edition of a conference, or of all public ones; None if there is none."""
    if not copies():
        return _edition(slug, DEFAULT_DB_ALIAS)
    try:
        found = _edition(slug, DEFAULT_DB_ALIAS)
    except BROKEN:
        kept = _kept_by_a_copy(slug)
        if kept is None:
            raise
        return kept
    if found is not None:
        _latest[slug] = found
    return found


def read(make: Callable[[], T], wanted: Editions, slug: str | None) -> T:
    """Make a page of this edition or a later one, from a copy if one is as far, else from the primary."""
    alias = _as_far_as(wanted, slug)
    if alias:
        try:
            with _reading(alias):
                return make()
        except DatabaseError as error:
            # It broke, or had to give way to what it is told by the primary.
            _leave_alone(alias, error)
    return make()


def _as_far_as(wanted: Editions, slug: str | None) -> str:
    """A copy that has come to this edition; empty if there is none."""
    if connection.in_atomic_block:
        return ""
    return next((alias for alias, theirs in _told_by_copies(slug) if _is_as_far(theirs, wanted)), "")


def _kept_by_a_copy(slug: str | None) -> Editions | None:
    """What a copy has, if this process has seen nothing later."""
    latest = _latest.get(slug)
    for _alias, theirs in _told_by_copies(slug):
        if theirs is not None and (latest is None or _is_as_far(theirs, latest)):
            return theirs
    return None


def _told_by_copies(slug: str | None) -> Iterator[tuple[str, Editions | None]]:
    """Which edition each copy has, in an order that chance gives; those that do not answer are left out."""
    names = copies()
    for alias in sample(names, len(names)):
        if _away_until.get(alias, 0.0) <= monotonic():
            try:
                yield alias, _edition(slug, alias)
            except DatabaseError as error:
                _leave_alone(alias, error)


def _leave_alone(alias: str, error: DatabaseError) -> None:
    logger.warning("%s does not answer; the primary is read: %s", alias, error)
    _away_until[alias] = monotonic() + PAUSE


def _edition(slug: str | None, alias: str) -> Editions | None:
    return editions(alias) if slug is None else edition_of(slug, alias)


def _is_as_far(theirs: Editions | None, wanted: Editions) -> bool:
    if theirs is None:
        return False
    here, there = (each if isinstance(each, tuple) else (each,) for each in (theirs, wanted))
    return len(here) == len(there) and all(map(_is_not_behind, here, there))


def _is_not_behind(here: Edition, there: Edition) -> bool:
    # Of an article that was taken back meanwhile the primary is asked.
    return (
        here.conference_id == there.conference_id
        and here.revision >= there.revision
        and here.house_revision >= there.house_revision
        and here.newest >= there.newest
    )


@contextmanager
def _reading(alias: str) -> Iterator[None]:
    token = _chosen.set(alias)
    try:
        yield
    finally:
        _chosen.reset(token)
