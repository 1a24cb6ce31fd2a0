"""Head matter among the lines of a report: its title, byline, publisher and day."""

import itertools
import re
from collections import Counter
from functools import cache

from babel import Locale

from secretariat.engines.reading import dates
from secretariat.engines.reading.languages import Language, guess, languages, listed
from secretariat.engines.reading.models import Line, Title
from secretariat.engines.reading.parties import country_of_city
from secretariat.engines.reading.text import fold

__all__ = ["dateline_length", "dateline_place", "is_same", "read_head"]

_LOOK = 8
_TITLE_WORDS = 32
_LEAST_TITLE, _FEWEST, _ABOVE, _LONGEST = 4, 2, 14, 7
_NAME = re.compile(r"^(?:(?:[A-ZÀ-ÞА-Я][\w'’.-]*|al|el|bin|ibn|abu|ben|de|van|von|der|da|la)(?:\s+|$)){2,5}$")
_ARABIC_NAME = re.compile("^[\u0620-\u064a]{2,}(?: [\u0620-\u064a]{2,}){1,3}$")
_PLACE_WORDS = 3
_STOPS = re.compile(r"[.…؟。](?:[\"'”’»)\]]*)$")
_ENDS = re.compile(r"[.!?…؟。]$")
_HOUSES = re.compile(
    r"\b(?:news|agency|press|times|daily|post|tribune|herald|gazette|monitor|observer|journal|radio|television|tv|today|"
    r"chronicle|courier|mail|telegraph|guardian|independent|standard|star|sun|voice|wire|newswire|online|media|presse)\b",
    re.IGNORECASE,
)
_KNOWN = listed("headlines", "known")
_DATELINE = re.compile(
    r"^(?P<place>[A-ZÀ-Þ][\w'’.-]*(?: (?:[A-ZÀ-Þ][\w'’.-]*|el|al|de|la))*?(?:/[A-Z][\w ]+?)?)"
    r"(?:[,.]? (?P<day>\(?(?:[^\W\d_]{3,10}\.? \d{1,2}|\d{1,2} [^\W\d_]{3,10})\.?(?:,? \d{4})?\)?))?[.,]?\s*"
    r"(?:\((?P<agency>[^()\d]{2,40})\)|/(?P<agency2>[^/\d]{2,30})/|(?P<agency3>[A-Z][A-Za-z]{2,14})(?=\.\s))?[.,]?\s*(?P<dash>[–—:]|--?(?=\s))?\s+"
)


def read_head(lines: list[str], *, title: str = "") -> tuple[list[str], list[Line], Title]:
    """Return the lines of the report from its title on, the repeated titles, and the head matter.

    ``title`` is what the format itself says the title is; otherwise it is the first line that can be one.
    """
    if not lines:
        return [], [], Title(title=title)
    language = languages().get(guess("\n".join(lines))) or languages()["en"]
    found = {"title": title, "byline": "", "publisher": "", "published": ""}
    kept: list[str] = []
    repeated: list[Line] = []
    bares = [_bare(line) for line in lines]
    counts = Counter(bares)
    # The title is the longest line above the report, or the one that is repeated; what else stands there is the page's.
    above = list(
        itertools.takewhile(lambda line: not (_STOPS.search(line) and line.count(" ") >= _LOOK), lines[:_ABOVE])
    )
    longest = max((len(line.split()) for line in above if _can_be_title(line, language)), default=0)
    longest = max(1, round(longest * 0.6))
    least = max(_FEWEST, min(longest, _LEAST_TITLE if any(counts[_bare(line)] > 1 for line in above) else longest))
    for number, line in enumerate(lines):
        if number < _LOOK and _is_placed(line, found, language):
            kept.append(line)
            continue
        if number < _LOOK and _take(line, found, language):
            continue
        # A first line that is a whole sentence is a title only where the page repeats it.
        again = counts[bares[number]] > 1 if _ENDS.search(line) else True
        if again and _is_title(line, found, kept, is_given=bool(title), least=least):
            found["title"] = title or found["title"] or line.rstrip(".")
            kept.append(line)
            continue
        if found["title"] and bares[number] == _bare(found["title"]):
            repeated.append(Line(line, "repeated-title"))
            continue
        kept.append(line)
    _drop_above_title(kept, repeated, found["title"])
    _from_the_end(kept, found)
    _from_dateline(kept, found, language)
    return kept, repeated, Title(**found)


def dateline_place(line: str) -> str:
    """Return the place with which a report's first line begins, or nothing where it begins otherwise."""
    match = _dateline(line)
    return match["place"].rstrip(".") if match else ""


def dateline_length(line: str) -> int:
    """Return how many characters the place, day and agency take with which a report's first line begins."""
    match = _dateline(line)
    return match.end() if match else 0


def _dateline(line: str) -> re.Match[str] | None:
    """Return a place that stands before a day, agency or dash; capitals or a known city make it one."""
    match = _DATELINE.match(line.split("\n", maxsplit=1)[0][:160])
    if match is None or not (
        match["dash"] or match["agency"] or match["agency2"] or (match["agency3"] and match["day"])
    ):
        return None
    place = match["place"].rstrip(".")
    is_shouted = place == place.upper() and len(place) > 2
    return match if is_shouted or (match["dash"] != ":" and country_of_city(place.split("/")[0])) else None


def is_same(line: str, title: str) -> bool:
    """Say whether a line is the title, whatever marks stand round it."""
    return _bare(line) == _bare(title)


def _take(line: str, found: dict[str, str], language: Language) -> bool:
    """Take a line that is only byline, day or publisher, or several of them; say whether it was one."""
    pieces = [piece for piece in re.split(r"\s+[|·•–—-]\s+|\s*[|•·]\s*", line) if piece]
    if len(pieces) > 5 or len(line) > 120:
        return False
    facts = [_fact(piece, found, language) for piece in pieces]
    if not all(facts) and len(pieces) == 1 and "," in line:
        facts = _parted(line, found, language)
    if not facts or not all(facts):
        return False
    for name, value in (fact for fact in facts if fact):
        found[name] = found.get(name) or value
    return True


def _is_placed(line: str, found: dict[str, str], language: Language) -> bool:
    """Read a line of a place and a day, which stays: the day is one of its dates, and the place is its home."""
    place, comma, rest = re.split("([,،])", line, maxsplit=1) if re.search("[,،]", line) else (line, "", "")
    if not comma or len(place.split()) > _PLACE_WORDS or place[:1].islower():
        return False
    if language.has_speech and not country_of_city(place):
        return False
    day = dates.is_only_date(rest, language)
    found["published"] = found["published"] or day
    return bool(day)


def _parted(line: str, found: dict[str, str], language: Language) -> list[tuple[str, str] | None]:
    """Read "Place, day" and "Publisher, day"."""
    first, _, rest = line.partition(",")
    day = dates.is_only_date(rest, language)
    if found["title"] and _NAME.match(first) and _is_house(rest.strip()):
        return [("byline", first.strip()), ("publisher", rest.strip())]
    if not day or len(first.split()) > 4 or not first[:1].isupper():
        return [None]
    place = country_of_city(first)
    return [("published", day), *([] if place else [("publisher", first.strip())] if _is_house(first) else [])]


def _fact(piece: str, found: dict[str, str], language: Language) -> tuple[str, str] | None:
    folded = fold(piece)
    byline = _after(folded, piece, _bylines())
    if byline is not None:
        first, _, place = byline.rpartition(", ")
        byline = first if first and country_of_city(place) else byline
        return ("byline", byline) if len(byline.split()) <= 9 and not _ENDS.search(byline) else None
    rest = _after(folded, piece, _publications())
    day = dates.is_only_date(piece if rest is None else rest, language)
    if day:
        return "published", day
    if _is_house(piece):
        return "publisher", piece.strip("()/. ")
    if (
        found["title"]
        and len(piece.split()) <= 4
        and _NAME.match(piece)
        and any(_names_place(word) for word in piece.split())
    ):
        return "publisher", piece
    if (
        found["title"]
        and (_NAME.match(piece) or _ARABIC_NAME.match(piece))
        and not _ENDS.search(piece)
        and piece != piece.upper()
    ):
        return "byline", piece
    return None


def _after(folded: str, line: str, leads: tuple[str, ...]) -> str | None:
    for lead in leads:
        if folded.startswith(lead) and len(line) > len(lead) and not line[len(lead)].isalnum():
            return line[len(lead) :].strip(" :-–—,")
    return None


def _names_place(word: str) -> bool:
    return bool(country_of_city(word)) or word in _states()


def _is_house(piece: str) -> bool:
    words = piece.strip("()/. ").split()
    if not words or len(words) > 5 or _ENDS.search(piece):
        return False
    if len(words) <= 2 and words[0].lower() in _KNOWN:
        return True
    return all(word[0].isupper() or word in {"of", "the", "and"} for word in words) and bool(_HOUSES.search(piece))


def _is_title(line: str, found: dict[str, str], kept: list[str], *, is_given: bool, least: int) -> bool:
    if is_given:
        return not kept and is_same(line, found["title"])
    if found["title"] or any(len(other.split()) >= least for other in kept):
        return False
    if len(line.split()) < least and line.isascii():
        return False
    return (
        len(line.split()) <= _TITLE_WORDS
        and not _DASHED.match(line)
        and (not _ENDS.search(line) or line.count(". ") == 0)
    )


_DASHED = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ' ,-]{2,40}(?:,? [\w .]{2,20})?(?: ?\([^)]{2,30}\))? ?[–—-] ")


def _bare(line: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(line)).strip()


def _can_be_title(line: str, language: Language) -> bool:
    """Say whether a line above the report can be its title: not a byline, day or house, and not too long."""
    if len(line.split()) > _TITLE_WORDS or _dateline(line) or ": " in line[:14]:
        return False
    return not _take(line, {"title": "x", "byline": "", "publisher": "", "published": ""}, language)


def _drop_above_title(kept: list[str], removed: list[Line], title: str) -> None:
    """Take out what stands above the title: one or two words that are nothing but a menu's."""
    place = next((number for number, line in enumerate(kept[:_LOOK]) if title and is_same(line, title)), 0)
    above = [line for line in kept[:place] if len(line.split()) < _LONGEST and not _is_dated(line)]
    removed.extend(Line(line, "above-title") for line in above)
    kept[:place] = [line for line in kept[:place] if line not in above]


def _is_dated(line: str) -> bool:
    language = languages().get(guess(line)) or languages()["en"]
    return _is_placed(line, {"published": ""}, language)


def _from_the_end(kept: list[str], found: dict[str, str]) -> None:
    """Take a signature of the agency that stands alone on the last line."""
    if len(kept) > 2 and len(kept[-1].split()) <= 3 and _is_house(kept[-1]):
        found["publisher"] = found["publisher"] or kept[-1].strip("()/. ")
        kept.pop()


def _from_dateline(kept: list[str], found: dict[str, str], language: Language) -> None:
    for line in kept[:3]:
        match = _dateline(line)
        if match is None:
            continue
        agency = match["agency"] or match["agency2"] or (match["agency3"] if match["day"] else "") or ""
        found["publisher"] = found["publisher"] or (
            agency if agency != agency.upper() or len(agency) < 8 else agency.capitalize()
        )
        if match["day"] and not found["published"]:
            found["published"] = dates.is_only_date(match["day"].strip("()"), language)
        return


@cache
def _states() -> frozenset[str]:
    names = Locale("en").territories.items()
    return frozenset(name for code, name in names if len(code) == 2 and " " not in name)


@cache
def _bylines() -> tuple[str, ...]:
    return tuple(fold(lead) for one in languages().values() for lead in one.furniture["bylines"])


@cache
def _publications() -> tuple[str, ...]:
    leads = {fold(lead) for one in languages().values() for lead in one.furniture["publication"]}
    return tuple(sorted(leads, key=len, reverse=True))
