"""The full-text index of both databases behind one question: SQLite's FTS5, and PostgreSQL's tsvector under GIN.

Both hold the same terms, made by the house and not by the database, and both answer the newest rows first. A question
is written out of terms that are letters and digits alone: no sign of theirs is ever passed on from a visitor.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from secretariat.engines.searching import Asked, Piece, folded_words, is_chinese, stems, terms

_MOST_POSITIONS, _MOST_OF_A_TERM = 16_383, 255
# A tsvector has room for a million bytes; what a longer text says further on is not found by.
_MOST_OF_A_ROW = 900_000
# No term begins with it: terms are letters and digits.
_IN_HEAD = "="
# Between title, names and text lie places that no run of words reaches across.
_NAMES_FROM, _TEXT_FROM = 1_000, 2_000

_PREPARE = {
    "sqlite": (
        """CREATE VIRTUAL TABLE IF NOT EXISTS public_searchindex USING fts5(
            title_terms, name_terms, text_terms, forms, content='public_searchedtext', content_rowid='id',
            tokenize='unicode61 remove_diacritics 0', prefix='2 3')""",
        """CREATE TRIGGER IF NOT EXISTS public_searched_in AFTER INSERT ON public_searchedtext BEGIN
            INSERT INTO public_searchindex(rowid, title_terms, name_terms, text_terms, forms)
            VALUES (new.id, new.title_terms, new.name_terms, new.text_terms, new.forms); END""",
        """CREATE TRIGGER IF NOT EXISTS public_searched_out AFTER DELETE ON public_searchedtext BEGIN
            INSERT INTO public_searchindex(public_searchindex, rowid, title_terms, name_terms, text_terms, forms)
            VALUES ('delete', old.id, old.title_terms, old.name_terms, old.text_terms, old.forms); END""",
    ),
    "postgresql": (
        """ALTER TABLE public_searchedtext ADD COLUMN IF NOT EXISTS words tsvector
            GENERATED ALWAYS AS (CAST(vector AS tsvector)) STORED""",
        """CREATE INDEX IF NOT EXISTS public_searched_words ON public_searchedtext
            USING gin (words) WITH (fastupdate = off)""",
    ),
}
_UNDO = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS public_searched_in",
        "DROP TRIGGER IF EXISTS public_searched_out",
        "DROP TABLE IF EXISTS public_searchindex",
    ),
    "postgresql": (
        "DROP INDEX IF EXISTS public_searched_words",
        "ALTER TABLE public_searchedtext DROP COLUMN IF EXISTS words",
    ),
}
_MATCH = {
    "sqlite": """
        SELECT found.id, found.kind, found.thing_id
        FROM public_searchindex JOIN public_searchedtext AS found ON found.id = public_searchindex.rowid
        WHERE public_searchindex MATCH %s AND found.conference_id = %s""",
    "postgresql": """
        SELECT found.id, found.kind, found.thing_id FROM public_searchedtext AS found
        WHERE found.words @@ CAST(%s AS tsquery) AND found.conference_id = %s""",
}
# FTS5 goes through its rows in this order by itself, and ends when it has enough of them.
_NEWEST = {"sqlite": "public_searchindex.rowid", "postgresql": "found.id"}


def prepare_index(database: BaseDatabaseWrapper = connection) -> None:
    """Make the index of this database, if it is not there."""
    _run(database, _PREPARE[database.vendor])


def undo_index(database: BaseDatabaseWrapper = connection) -> None:
    """Take the index away."""
    _run(database, _UNDO[database.vendor])


def as_terms(title: str, names: str, text: str, language: str) -> dict[str, str]:
    """The columns that the index of this database reads, for these texts in this language."""
    titled, told = terms(title, language), terms(text, language)
    # Names are found as they are written, in whatever language they stand.
    named = [word for line in names.splitlines() for word in terms(line, "")]
    known = {*titled, *told, *named}
    forms = sorted(
        {word for word in folded_words(f"{title} {text}") if word not in known and _is_apart(word, language)}
    )
    if connection.vendor == "postgresql":
        return {"vector": _vector(((titled, 0), (named, _NAMES_FROM)), (told, _TEXT_FROM), forms)}
    columns = (titled, named, told, forms)
    return dict(zip(("title_terms", "name_terms", "text_terms", "forms"), map(" ".join, columns), strict=True))


def matching(question: Asked, where: tuple[int, Sequence[int]], *, most: int, above_all: bool = False) -> list[Any]:
    """The newest rows of a conference that hold all that is asked: (id, kind, thing), no more than so many. One query.

    ``above_all`` asks for rows that hold all of it in title or names.
    """
    if not question.pieces:
        return []
    conference_id, kinds = where
    vendor = connection.vendor
    words = _tsquery if vendor == "postgresql" else _fts5
    of_kinds = f" AND found.kind IN ({', '.join(['%s'] * len(kinds))})" if kinds else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_MATCH[vendor]}{of_kinds} ORDER BY {_NEWEST[vendor]} DESC LIMIT %s",
            [words(question, above_all), conference_id, *kinds, most],
        )
        found: list[Any] = cursor.fetchall()
    return found


def _run(database: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with database.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _is_apart(word: str, language: str) -> bool:
    """Whether a word is cut to something that it does not begin with, so that its beginnings would not be found."""
    return len(word) > 1 if is_chinese(word[0]) else stems(word, language) != (word,)


def _vector(heads: Sequence[tuple[list[str], int]], text: tuple[list[str], int], forms: Iterable[str]) -> str:
    """A tsvector as it is written. What stands in title or names is there twice: by itself, and marked as such.

    A mark of our own and none of PostgreSQL's weights, for of those its index knows nothing: every row would be read.
    """
    places: dict[str, list[str]] = {}
    size = 0
    marked = [([_IN_HEAD + word for word in words], start) for words, start in heads]
    for words, start in (*marked, *heads, text, (forms, None)):
        for number, word in enumerate(words, (start or 0) + 1):
            held = places.get(word)
            # PostgreSQL keeps 255 places of a term; what stands further on than it counts is there all the same.
            if held is not None and (start is None or len(held) >= _MOST_OF_A_TERM):
                continue
            size += 4 if held is not None else len(word.encode()) + 8
            if size > _MOST_OF_A_ROW:
                break
            place = _MOST_POSITIONS if start is None else min(number, _MOST_POSITIONS)
            places.setdefault(word, []).append(str(place))
    return " ".join(f"'{word}':{','.join(held)}" for word, held in places.items())


def _fts5(question: Asked, above_all: bool) -> str:  # noqa: FBT001 - one question, asked of all columns or of two
    whole = " AND ".join(_piece(piece, "OR", _fts5_run, '"{}" *') for piece in question.pieces)
    return f"{{title_terms name_terms}} : ({whole})" if above_all else whole


def _tsquery(question: Asked, above_all: bool) -> str:  # noqa: FBT001
    mark = _IN_HEAD if above_all else ""

    def run(words: tuple[str, ...]) -> str:
        together = " <-> ".join(f"'{mark}{word}'" for word in words)
        return f"({together})"

    return " & ".join(_piece(piece, "|", run, f"'{mark}{{}}':*") for piece in question.pieces)


def _fts5_run(words: tuple[str, ...]) -> str:
    return '"' + " ".join(words) + '"'


def _piece(piece: Piece, either: str, run: Any, beginning: str) -> str:
    parts = [run(words) for words in piece.runs]
    if piece.beginning:
        parts.append(beginning.format(piece.beginning))
    return "(" + f" {either} ".join(parts) + ")"
