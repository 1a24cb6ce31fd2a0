"""What must be true across the papers of a conference file: keys, paragraphs that are there, what was adopted."""

import re
from collections.abc import Iterator
from typing import Any

from secretariat.engines.conferencefile.limits import DEEPEST_PARAGRAPH, MOST_PARAGRAPHS
from secretariat.engines.conferencefile.parsing import Keyed, Listed
from secretariat.engines.conferencefile.problems import N_, Path, Problem, shortened, spoken
from secretariat.engines.conferencefile.walking import EACH, at, once, within_the_list, words_at

_EACH_DOCUMENT: tuple[str, ...] = ("documents", EACH)
# Where papers name a party by its code.
_CODES: tuple[tuple[str, ...], ...] = (
    (*_EACH_DOCUMENT, "party"),
    (*_EACH_DOCUMENT, "amendments", EACH, "parties", EACH),
    (*_EACH_DOCUMENT, "stances", EACH, "party"),
    (*_EACH_DOCUMENT, "adoption", "votes", EACH, "party"),
    (*_EACH_DOCUMENT, "explanations", EACH, "party"),
)
# What stands once among all papers, and once in each of them.
_ONCE: tuple[tuple[tuple[str, ...], str], ...] = (
    ((*_EACH_DOCUMENT, "key"), N_("the document %(what)s is given already, on line %(first)s")),
    ((*_EACH_DOCUMENT, "symbol"), N_("the symbol %(what)s is taken already, on line %(first)s")),
)
_ONCE_IN_EACH: tuple[tuple[tuple[str, ...], str], ...] = (
    (("languages", EACH, "language"), N_("the language %(what)s is given already, on line %(first)s")),
    (("paragraphs", EACH, "key"), N_("the paragraph %(what)s is given already, on line %(first)s")),
    (("adoption", "votes", EACH, "party"), N_("the party %(what)s has voted already, on line %(first)s")),
)
_UNDECIDED = ("proposed", "bracketed")
_BRACKET = re.compile(r"[\[［]")


def across_the_documents(data: Keyed) -> Iterator[Problem]:
    """Find what is wrong within and between papers; parts malformed in themselves are passed over."""
    for place, message in _ONCE:
        yield from once(at(data, place), message)
    keys = {key for _path, key, _line in at(data, _ONCE[0][0]) if isinstance(key, str)}
    for path, document, _line in at(data, _EACH_DOCUMENT):
        if isinstance(document, Keyed):
            yield from _revises(document, path, keys)
            yield from _distribution(document, path)
            yield from _languages(document, path)
            for place, message in _ONCE_IN_EACH:
                yield from once(at(document, place, path), message)
            yield from _paragraphs_named(document, path)
            yield from _amendments(document, path)
            yield from _stances(document, path)
            yield from _versions(document, path)
            yield from _adoption(document, path)
    yield from _ties(data)


def codes_in_the_documents(data: Keyed) -> Iterator[tuple[Path, str, int]]:
    """Every code of a party that papers use, with its place and line."""
    return words_at(data, _CODES)


def _revises(document: Keyed, path: Path, keys: set[str]) -> Iterator[Problem]:
    revised = document.get("revises")
    if not isinstance(revised, str):
        return
    where, line = spoken((*path, "revises")), document.lines["revises"]
    if revised == document.get("key"):
        yield Problem(line, where, N_("a document does not revise itself"))
    elif revised not in keys:
        yield Problem(line, where, N_("there is no document %(key)s in the file"), {"key": shortened(revised)})


def _distribution(document: Keyed, path: Path) -> Iterator[Problem]:
    if document.get("distribution") == "restricted" and document.get("sensitivity", "public") == "public":
        message = N_("a document of restricted distribution is not public")
        yield Problem(document.lines["distribution"], spoken((*path, "distribution")), message)
    if document.get("withdrawn") is not None and document.get("state") != "withdrawn":
        message = N_("a reason for which it was withdrawn is given, but it was not")
        yield Problem(document.lines["withdrawn"], spoken((*path, "withdrawn")), message)


def _languages(document: Keyed, path: Path) -> Iterator[Problem]:
    first = None
    for where, state, line in at(document, ("languages", EACH, "state"), path):
        if state != "original":
            continue
        if first is not None:
            message = N_("a document is written in one language, and the original is on line %(first)s already")
            yield Problem(line, spoken(where), message, {"first": str(first)})
        first = first or line


def _keys_of(document: Keyed) -> set[str]:
    """The names of the paragraphs; those without one are numbered by their place."""
    rows = document.get("paragraphs")
    named = enumerate(rows if isinstance(rows, Listed) else [], start=1)
    return {str(row.get("key") or f"p{place}") for place, row in named if isinstance(row, Keyed)}


def _paragraphs_named(document: Keyed, path: Path) -> Iterator[Problem]:
    keys = _keys_of(document)
    places = (
        ("paragraphs", EACH, "parent"),
        ("amendments", EACH, "paragraph"),
        ("amendments", EACH, "became"),
        ("stances", EACH, "paragraph"),
    )
    for place in places:
        for where, key, line in at(document, place, path):
            if isinstance(key, str) and key not in keys:
                message = N_("there is no paragraph %(key)s in this document")
                yield Problem(line, spoken(where), message, {"key": shortened(key)})
    yield from _parents(document, path, keys)
    yield from _bounds(document.get("paragraphs"), (*path, "paragraphs"))


def _parents(document: Keyed, path: Path, keys: set[str]) -> Iterator[Problem]:
    """A paragraph stands under one that comes before it, so that none stands under itself."""
    before: set[str] = set()
    for place, (where, row, _line) in enumerate(at(document, ("paragraphs", EACH), path), start=1):
        if not isinstance(row, Keyed):
            continue
        parent = row.get("parent")
        if isinstance(parent, str) and parent in keys and parent not in before:
            message = N_("a paragraph stands under one that comes before it; %(key)s does not")
            yield Problem(row.lines["parent"], spoken((*where, "parent")), message, {"key": shortened(parent)})
        before.add(str(row.get("key") or f"p{place}"))


def _bounds(rows: Any, path: Path) -> Iterator[Problem]:
    """A text in force, now or in a version, is as long and as deep as a text may be; what was struck does not count."""
    named = enumerate(rows if isinstance(rows, Listed) else [])
    standing = [(place, row) for place, row in named if isinstance(row, Keyed) and not row.get("struck")]
    if len(standing) > MOST_PARAGRAPHS:
        values = {"most": str(MOST_PARAGRAPHS), "count": str(len(standing))}
        message = N_("a text has at most %(most)s paragraphs; this one has %(count)s")
        yield Problem(rows.lines[standing[MOST_PARAGRAPHS][0]], spoken(path), message, values)
    depths: dict[str, int] = {}
    for place, row in standing:
        parent = row.get("parent")
        depth = depths.get(parent, -1) + 1 if isinstance(parent, str) else 0
        depths.setdefault(str(row.get("key") or f"p{place + 1}"), depth)
        # What stands deeper yet stands under this one.
        if depth == DEEPEST_PARAGRAPH + 1:
            message = N_("paragraphs stand under each other %(most)s deep at most")
            yield Problem(
                row.lines["parent"], spoken((*path, place, "parent")), message, {"most": str(DEEPEST_PARAGRAPH)}
            )


def _amendments(document: Keyed, path: Path) -> Iterator[Problem]:
    first: dict[int, int] = {}
    for where, amendment, _line in at(document, ("amendments", EACH), path):
        if not isinstance(amendment, Keyed):
            continue
        number = amendment.get("number")
        if isinstance(number, int) and number in first:
            message = N_("amendment %(number)s is given already, on line %(first)s")
            values = {"number": str(number), "first": str(first[number])}
            yield Problem(amendment.lines["number"], spoken((*where, "number")), message, values)
        elif isinstance(number, int):
            first[number] = amendment.lines["number"]
        if amendment.get("kind", "replace") != "insert" and amendment.get("paragraph") is None:
            message = N_("this amendment names the paragraph that it is about")
            yield Problem(_line_of(amendment, "number"), spoken((*where, "paragraph")), message)
        if amendment.get("kind", "replace") != "strike" and amendment.get("text") is None:
            message = N_("this amendment needs the words that it proposes")
            yield Problem(_line_of(amendment, "number"), spoken((*where, "text")), message)
        yield from once(at(amendment, ("parties", EACH), where), N_("%(what)s hands it in already, on line %(first)s"))


def _stances(document: Keyed, path: Path) -> Iterator[Problem]:
    numbers = {number for _path, number, _line in at(document, ("amendments", EACH, "number")) if _is_number(number)}
    taken: dict[tuple[str, ...], int] = {}
    for where, row, line in at(document, ("stances", EACH), path):
        if not isinstance(row, Keyed):
            continue
        amendment = row.get("amendment")
        if (row.get("paragraph") is None) == (amendment is None):
            yield Problem(line, spoken(where), N_("a stance is on a paragraph or on an amendment"))
        elif _is_number(amendment) and amendment not in numbers:
            message = N_("there is no amendment %(number)s in this document")
            yield Problem(row.lines["amendment"], spoken((*where, "amendment")), message, {"number": str(amendment)})
        what = tuple(str(row.get(key)) for key in ("party", "paragraph", "amendment"))
        if what in taken:
            message = N_("how %(what)s stands to this is said already, on line %(first)s")
            yield Problem(line, spoken(where), message, {"what": shortened(what[0]), "first": str(taken[what])})
        taken.setdefault(what, line)


def _versions(document: Keyed, path: Path) -> Iterator[Problem]:
    for where, rows, _line in at(document, ("versions", EACH, "paragraphs"), path):
        yield from _bounds(rows, where)
    for where, based, line in at(document, ("versions", EACH, "based_on"), path):
        position = int(where[-2]) + 1
        if _is_number(based) and based >= position:
            values = {"position": str(position), "based": str(based)}
            message = N_("this is version %(position)s; it is based on an earlier one, not on version %(based)s")
            yield Problem(line, spoken(where), message, values)


def _adoption(document: Keyed, path: Path) -> Iterator[Problem]:
    adoption = document.get("adoption")
    if not isinstance(adoption, Keyed):
        return
    versions = document.get("versions")
    most = len(versions) if isinstance(versions, Listed) else 0
    version: Any = adoption.get("version")
    if _is_number(version) and version > most:
        values = {"place": str(version), "most": str(most)}
        message = N_("there is no version %(place)s; the document has %(most)s")
        yield Problem(adoption.lines["version"], spoken((*path, "adoption", "version")), message, values)
    if not isinstance(document.get("paragraphs"), Listed):
        yield Problem(document.lines["adoption"], spoken((*path, "adoption")), N_("there is no text to be adopted"))
    yield from _votes(adoption, (*path, "adoption"))
    yield from _open_points(document, path)


def _votes(adoption: Keyed, path: Path) -> Iterator[Problem]:
    choices = [choice for _path, choice, _line in at(adoption, ("votes", EACH, "choice"))]
    if choices and adoption.get("manner") != "vote":
        yield Problem(
            adoption.lines["votes"], spoken((*path, "votes")), N_("a text that was not voted on has no votes")
        )
    elif choices and choices.count("for") <= choices.count("against"):
        values = {"for": str(choices.count("for")), "against": str(choices.count("against"))}
        message = N_("with %(for)s in favour and %(against)s against, the text was not adopted")
        yield Problem(adoption.lines["votes"], spoken((*path, "votes")), message, values)


def _open_points(document: Keyed, path: Path) -> Iterator[Problem]:
    """What was adopted has no open brackets and no amendment that is not decided."""
    for where, row, line in at(document, ("paragraphs", EACH), path):
        if isinstance(row, Keyed) and not row.get("struck") and _has_bracket(row.get("text")):
            message = N_("a text is not adopted with brackets open, as in this paragraph")
            yield Problem(line, spoken((*where, "text")), message)
    for where, amendment, line in at(document, ("amendments", EACH), path):
        if isinstance(amendment, Keyed) and amendment.get("state", "proposed") in _UNDECIDED:
            yield Problem(line, spoken(where), N_("a text is not adopted while this amendment is not decided"))
    if document.get("open") is True:
        message = N_("a text that was adopted is not open to amendments")
        yield Problem(document.lines["open"], spoken((*path, "open")), message)


def _has_bracket(text: Any) -> bool:
    said = text.values() if isinstance(text, dict) else [text]
    return any(isinstance(each, str) and _BRACKET.search(each) is not None for each in said)


def _ties(data: Keyed) -> Iterator[Problem]:
    for section, key in (("positions", "position"), ("pledges", "pledge")):
        yield from within_the_list(data, (*_EACH_DOCUMENT, "paragraphs", EACH, "answers", EACH, key), section)
    for path, tie, line in at(data, (*_EACH_DOCUMENT, "paragraphs", EACH, "answers", EACH)):
        if isinstance(tie, Keyed) and (tie.get("position") is None) == (tie.get("pledge") is None):
            yield Problem(line, spoken(path), N_("this names a position or a pledge"))


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _line_of(row: Keyed, key: str) -> int:
    return row.lines.get(key) or next(iter(row.lines.values()), 1)
