"""What the public site does by itself: it keeps the words that its search goes by.

These are no deeds of a person and stand in no record: the rows are made from what the record tells, and could be made
anew from it at any time.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import Q

from secretariat.conference.models import Conference
from secretariat.public.models import SearchedKind, SearchedText, SearchState
from secretariat.public.queries.changed import Changed, changed_since, newest_out
from secretariat.public.queries.editions import Edition
from secretariat.public.queries.fulltext import as_terms
from secretariat.public.queries.searchable import SEARCHED, Said, Searched, said_by_rows

T = TypeVar("T")

# Raised when texts are cut into terms by other rules: everything is read anew.
RULES = 1
_LANGUAGES = ("", "ar", "en", "es", "fr", "ru", "zh")
_MOST_TEXT = 200_000
_AT_ONCE = 500


def read_what_is_new(conference: Conference, edition: Edition) -> None:
    """Read what changed since the search read last, so that it knows all that is public in this edition.

    Of several processes one reads and the others wait for it; none writes what another has written.
    """
    state = SearchState.objects.filter(pk=conference.pk).first()
    if state is not None and _is_new(state, edition):
        return
    with transaction.atomic():
        SearchState.objects.bulk_create([SearchState(conference=conference)], ignore_conflicts=True)
        held = SearchState.objects.select_for_update().get(pk=conference.pk)
        if _is_new(held, edition):
            return
        # Asked before the rows are read: what is committed meanwhile is read again next time, and nothing is missed.
        newest = newest_out(conference)
        changed = Changed(is_whole=True) if held.rules != RULES else changed_since(conference, held, edition)
        _read(conference, changed)
        held.revision = max(held.revision, edition.revision)
        held.house_revision = max(held.house_revision, edition.house_revision)
        held.newest, held.newest_told, held.rules = newest, edition.newest, RULES
        held.save()


def _is_new(state: SearchState, edition: Edition) -> bool:
    return (
        state.rules == RULES
        and state.revision >= edition.revision
        and state.house_revision >= edition.house_revision
        and state.newest_told == edition.newest
    )


def _read(conference: Conference, changed: Changed) -> None:
    if changed.is_whole:
        SearchedText.objects.filter(conference=conference).delete()
        for kind in SEARCHED.values():
            _write(conference, kind, said_by_rows(conference, kind))
        return
    for number, ids in changed.things.items():
        kind = SEARCHED[number]
        if ids is None:
            SearchedText.objects.filter(conference=conference, kind=number).delete()
            _write(conference, kind, said_by_rows(conference, kind))
            continue
        for some in _some(sorted(ids)):
            SearchedText.objects.filter(Q(kind=number, thing_id__in=some), conference=conference).delete()
            _write(conference, kind, said_by_rows(conference, kind, some))


def _write(conference: Conference, kind: Searched, said: Iterable[tuple[int, Said]]) -> None:
    rows = (row for pk, each in said for row in _rows(conference, kind.kind, pk, each))
    for some in _some(rows):
        SearchedText.objects.bulk_create(some)


def _rows(conference: Conference, kind: SearchedKind, pk: int, said: Said) -> Iterable[SearchedText]:
    names = "\n".join(dict.fromkeys(each for name in said.names for each in _in_every_language(name)))
    codes = {code for part in (said.title, *said.texts) for code in _languages(part)}
    day = str(said.date or "")
    known = sorted(code for code in codes if code in _LANGUAGES)
    other = sorted(codes - set(known))[:1]
    for code in [*known, *other] or [said.language]:
        title = _in(said.title, code) or next(iter(_in_every_language(said.title)), "")
        text = "\n".join(part for part in (_in(each, code) for each in said.texts) if part)[:_MOST_TEXT]
        yield SearchedText(
            id=_number(day, (kind, pk), code),
            conference=conference,
            kind=kind,
            thing_id=pk,
            language=code,
            date=day,
            title=title[:3000],
            names=names,
            text=text,
            place=[[str(part) for part in said.place], said.anchor],
            **as_terms(title, names, text, code),
        )


def _number(day: str, thing: tuple[int, int], language: str) -> int:
    """Day, kind, language and thing in one number of 63 bits."""
    number = _LANGUAGES.index(language) if language in _LANGUAGES else 7
    return (_ordinal(day) << 41) | (thing[0] << 36) | (number << 33) | (thing[1] & 0x1_FFFF_FFFF)


def _ordinal(day: str) -> int:
    year, month, last = (*day.split("-"), "01", "01")[:3] if day else ("1", "1", "1")
    try:
        return date(int(year), int(month), int(last)).toordinal()
    except ValueError:
        return 1


def _languages(text: object) -> Iterable[str]:
    data = getattr(text, "data", None)
    return [code for code, words in data.items() if words] if isinstance(data, dict) else []


def _in(text: object, code: str) -> str:
    data = getattr(text, "data", text)
    return str((data.get(code) or "") if isinstance(data, dict) else data or "")


def _in_every_language(text: object) -> list[str]:
    data = getattr(text, "data", text)
    found = [str(words) for words in data.values() if words] if isinstance(data, dict) else [str(data or "")]
    return [words.replace("\n", " ") for words in found if words]


def _some(rows: Iterable[T]) -> Iterator[list[T]]:
    """So many of them at a time as go into one statement."""
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        yield some
