"""One search over all that is public of a conference: found by words, checked against the rows, told in snippets."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from threading import Lock

from cachetools import LRUCache
from django.urls import reverse
from django.utils.functional import Promise

from secretariat.conference.models import Conference
from secretariat.conference.queries import shown_names
from secretariat.engines.searching import Asked, Run, asked, folded_words, near, snippet, widened
from secretariat.public.models import SearchedKind, SearchedText
from secretariat.public.queries.editions import Edition
from secretariat.public.queries.fulltext import matching
from secretariat.public.queries.participation import named_delegates
from secretariat.public.queries.searchable import GROUPS, SEARCHED, still_public

# More than these nobody reads through; whoever finds so many asks more closely.
MOST = 200
# A thing stands in the index once for each of its languages.
_ROWS = 3 * MOST
# If fewer are found, names that sound or look like what was asked are looked for as well.
FEW = 5
DELEGATES_ON_A_PAGE = 200


@dataclass(frozen=True)
class Hit:
    """Something that was found: what it is, its title and the place in its text, its day and its address."""

    kind: str | Promise
    title: list[Run]
    language: str
    text: list[Run]
    date: str
    url: str


@dataclass(frozen=True)
class Group:
    """A kind to which a search can be narrowed, and whether it is."""

    name: str
    label: str | Promise
    is_chosen: bool


@dataclass(frozen=True)
class Results:
    """What a search found, in the order in which it is shown: things by kind and number, and what was asked."""

    question: Asked
    found: list[tuple[int, int]] = field(default_factory=list)
    rows: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    # Names that were looked for besides.
    others: list[str] = field(default_factory=list)
    is_more: bool = False

    @property
    def count(self) -> int:
        """How many things were found, up to the most that are counted."""
        return len(self.found)


_names: LRUCache[tuple[int, int, int, str], dict[str, str]] = LRUCache(maxsize=16)
_pages: LRUCache[tuple[Edition, str], dict[int, int]] = LRUCache(maxsize=16)
_lock = Lock()


def forget() -> None:
    """Forget the names and the pages of people, where rows change without passing the door."""
    with _lock:
        _names.clear()
        _pages.clear()


def groups(chosen: str) -> list[Group]:
    """The kinds to which a search can be narrowed."""
    return [Group(name, label, name == chosen) for name, label in GROUPS.items()]


def search(conference: Conference, edition: Edition, query: str, language: str, *, group: str = "") -> Results:
    """What is public of a conference and holds all that is asked, best first.

    First what holds it in title or names, then what holds its words side by side, then the rest; of each the newest
    first. Every thing is asked again whether it is public at this moment: nothing else is told, nor counted. At most
    three queries of the index, as many again if names are spelt otherwise, and one for each kind that was found.
    """
    question = asked(query, language)
    kinds = [number for number, kind in SEARCHED.items() if kind.group == group]
    results = _found(conference, question, kinds)
    if results.count >= FEW or not question.pieces:
        return results
    others = _near(conference, edition, question)
    if not others:
        return results
    more = _found(conference, widened(question, others), kinds)
    told = [each for each in more.found if each not in set(results.found)]
    if not told:
        return results
    spelt = _vocabulary(conference, edition)
    return Results(
        widened(question, others),
        [*results.found, *told],
        more.rows | results.rows,
        sorted({spelt[name] for names in others.values() for name in names if name in spelt}),
        more.is_more,
    )


def hits(
    conference: Conference, edition: Edition, results: Results, shown: Iterable[tuple[int, int]], language: str
) -> list[Hit]:
    """These things as the page tells them, each in the reader's language if it was found in it. One query."""
    shown = list(shown)
    ids = [number for each in shown for number in results.rows[each]]
    rows: dict[tuple[int, int], list[SearchedText]] = {}
    texts = SearchedText.objects.filter(pk__in=ids).defer("title_terms", "name_terms", "text_terms", "forms", "vector")
    for row in texts:
        rows.setdefault((row.kind, row.thing_id), []).append(row)
    # What changed since is asked for again by the next question.
    told = [_best(rows[each], language) for each in shown if each in rows]
    return [_hit(conference, edition, row, (results.question, language)) for row in told]


def _found(conference: Conference, question: Asked, kinds: list[int]) -> Results:
    numbers: dict[tuple[int, int], list[int]] = {}
    for rows in _best_first(question, (conference.pk, kinds)):
        for number, kind, thing_id in rows:
            held = numbers.setdefault((kind, thing_id), [])
            if number not in held:
                held.append(number)
        if len(numbers) > MOST:
            break
    most = list(numbers)[: MOST + 1]
    public = still_public(conference, most)
    found = [each for each in most if each in public]
    return Results(question, found[:MOST], numbers, is_more=len(numbers) > MOST and len(found) >= MOST)


def _best_first(question: Asked, where: tuple[int, list[int]]) -> Iterator[list[tuple[int, int, int]]]:
    """The rows that answer a question, in three parts: what is worse is asked for only by who goes on to it."""
    yield matching(question, where, most=_ROWS, above_all=True)
    if question.phrase:
        yield matching(_as_phrase(question), where, most=_ROWS)
    yield matching(question, where, most=_ROWS)


def _as_phrase(question: Asked) -> Asked:
    """The words of a question side by side, each in its first form."""
    from secretariat.engines.searching import Piece  # noqa: PLC0415

    run = tuple(piece.runs[0][0] for piece in question.phrase)
    return Asked((Piece(" ".join(run), (run,), is_quoted=True),))


def _near(conference: Conference, edition: Edition, question: Asked) -> dict[str, list[str]]:
    spelt = _vocabulary(conference, edition)
    found = {piece.word: near(piece.word, spelt) for piece in question.pieces if not piece.is_quoted}
    return {word: names for word, names in found.items() if names}


def _vocabulary(conference: Conference, edition: Edition) -> dict[str, str]:
    """The words of all public names, folded, and as they are written. One query at most in each edition."""
    key = (conference.pk, edition.revision, edition.house_revision, edition.newest)
    with _lock:
        held = _names.get(key)
    if held is not None:
        return held
    found: dict[str, str] = {}
    lines = SearchedText.objects.filter(conference=conference).exclude(names="").order_by()
    for names in lines.values_list("names", flat=True).distinct():
        for written in names.split():
            for word in folded_words(written):
                found.setdefault(word, written.strip(",.;:()«»\"'"))
    with _lock:
        _names[key] = found
    return found


def _best(rows: list[SearchedText], language: str) -> SearchedText:
    return min(rows, key=lambda row: (row.language != language, row.language != "en", row.pk))


def _hit(conference: Conference, edition: Edition, row: SearchedText, how: tuple[Asked, str]) -> Hit:
    question, language = how
    kind = SEARCHED[row.kind]
    titled = snippet(row.title, row.language, question)
    text = snippet(row.text or row.names.replace("\n", " · "), row.language, question)
    page = _page_of(conference, edition, row, language) if row.kind == SearchedKind.DELEGATE else ""
    parts, anchor = row.place
    url = reverse(f"public:{kind.page}", args=[conference.slug, *parts]) + page + anchor
    return Hit(kind.label, titled, row.language, text, row.date, url)


def _page_of(conference: Conference, edition: Edition, row: SearchedText, language: str) -> str:
    """On which page of the participants a delegate stands. Two queries at most in each edition and language."""
    with _lock:
        held = _pages.get((edition, language))
    if held is None:
        order = named_delegates(conference, shown_names(conference), language)
        held = {pk: place // DELEGATES_ON_A_PAGE + 1 for place, pk in enumerate(order)}
        with _lock:
            _pages[edition, language] = held
    number = held.get(row.thing_id, 1)
    return f"?people={number}" if number > 1 else ""
