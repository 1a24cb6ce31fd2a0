"""Figures: a number with what it counts, such as persons, money or goods. Dates, ages and percentages are none."""

import re
import tomllib
from importlib.resources import files

from secretariat.engines.reading.languages import listed
from secretariat.engines.reading.models import DateFound, FigureFound, Span
from secretariat.engines.reading.parties import Mention

__all__ = ["find_figures"]

_TABLES = tomllib.loads(files("secretariat.engines.reading").joinpath("data", "money.toml").read_text(encoding="utf-8"))
_WORDS: dict[str, float] = _TABLES["numbers"]
_SCALES: dict[str, float] = _TABLES["scales"]
_SIGNS: dict[str, str] = _TABLES["signs"]
_CODES = "USD|EUR|GBP|JPY|CHF|CAD|AUD|SAR|AED|KWD|QAR|TRY|RUB|CNY|NOK|SEK|DKK"
_MONEY: dict[str, str] = _TABLES["money"]
_NATIONAL: dict[str, dict[str, str]] = _TABLES["national"]
_PERSONS = listed("figures", "persons")
_HOUSEHOLDS = listed("figures", "households")
_NOT_COUNTED = listed("figures", "not_counted")
_GOODS = listed("figures", "goods")
_QUALIFIERS = (
    (
        "more than",
        re.compile(r"(?:more than|over|above|in excess of|at least|upwards of|exceeding)\s+$", re.IGNORECASE),
    ),
    ("less than", re.compile(r"(?:less than|fewer than|under|below|not even)\s+$", re.IGNORECASE)),
    ("up to", re.compile(r"(?:up to|as many as|as much as|no more than|at most)\s+$", re.IGNORECASE)),
    (
        "about",
        re.compile(
            r"(?:about|around|some|nearly|almost|approximately|roughly|close to|an estimated|estimated)\s+$",
            re.IGNORECASE,
        ),
    ),
)
_FIGURE = re.compile(
    rf"(?P<sign>\b(?:US|CA?|AU?|NZ|FJ?|R|S|HK)\$|[$€£¥₹₺₽₦₴]|\b(?:{_CODES})\s?)?(?<![\w.,/-])"
    rf"(?P<number>\d{{1,3}}(?:[,  ]\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|"
    rf"(?:{'|'.join(_WORDS)})(?=[\s-]+(?:(?:{'|'.join(scale for scale in _SCALES if len(scale) > 2)})\b|"
    rf"(?:\w+\s+)?(?:{'|'.join(sorted(_GOODS))})\b)))"
    rf"(?:[\s-]*(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})\b)?",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s+((?:[\w'’-]+\s+){0,4}?[\w'’-]+)")
_CONFIDENCE = {"figure-persons": 0.98, "figure-money": 0.97, "figure-goods": 0.75}


def find_figures(
    text: str, sentences: tuple[Span, ...], mentions: tuple[Mention, ...], dates: tuple[DateFound, ...]
) -> tuple[FigureFound, ...]:
    """Return the figures of a report with what each counts and the state it is about, as far as the sentence says."""
    taken = {offset for date in dates for offset in range(date.span.start, date.span.end)}
    found: list[FigureFound] = []
    for sentence in sentences:
        here = tuple(one for one in mentions if sentence.start <= one.start < sentence.end)
        for match in _FIGURE.finditer(text, sentence.start, sentence.end):
            if match.start("number") in taken:
                continue
            figure = _figure(text, match, sentence, here)
            if figure is not None:
                found.append(figure)
    return tuple(found)


def _figure(text: str, match: re.Match[str], sentence: Span, mentions: tuple[Mention, ...]) -> FigureFound | None:
    value = _value(match)
    following = [
        word.strip("'’").lower()
        for word in re.findall(r"[\w'’-]+|[^\w\s]", text[match.end() : min(sentence.end, match.end() + 90)])
    ]
    unit, length, rule = _unit(match, following, mentions)
    if not unit:
        unit, rule = _earlier(text, match, sentence, following)
    if not unit or value <= 0:
        return None
    return FigureFound(
        span=Span(match.start(), _end(text, match.end(), length)),
        confidence=_CONFIDENCE[rule],
        rule=rule,
        value=value,
        unit=unit,
        counts=_counts(text, match, sentence, length, rule),
        qualifier=next(
            (name for name, pattern in _QUALIFIERS if pattern.search(text[max(0, match.start() - 24) : match.start()])),
            "",
        ),
        place=_place(mentions, match.end()),
    )


def _value(match: re.Match[str]) -> float:
    number = match["number"].lower()
    value = _WORDS[number] if number in _WORDS else float(re.sub("[,  ]", "", number))
    return value * _SCALES.get((match["scale"] or "").lower(), 1)


def _unit(match: re.Match[str], following: list[str], mentions: tuple[Mention, ...]) -> tuple[str, int, str]:
    """Return the unit, how many words it takes, and the rule; an empty unit where the number counts nothing here."""
    sign = (match["sign"] or "").strip()
    if sign:
        return _SIGNS.get(sign.upper(), sign.upper()), 0, "figure-money"
    demonyms = {mention.end for mention in mentions if mention.kind == "adjective"}
    for number, word in enumerate(following[:5]):
        money = _MONEY.get(word.removesuffix("s")) or _MONEY.get(word)
        if money:
            nation = following[number - 1] if number else ""
            return _NATIONAL.get(nation, {}).get(word.removesuffix("s"), money), number + 1, "figure-money"
        if word in _PERSONS or word in _HOUSEHOLDS:
            return ("households" if word in _HOUSEHOLDS else "persons"), number + 1, "figure-persons"
        if (
            word in _NOT_COUNTED
            or not re.match(r"\w", word)
            or word in {"of", "in", "and", "or", "to", "for", "from", "at", "were", "had", "have", "are", "per", "on"}
        ):
            break
        if word in _GOODS:
            return word, number + 1, "figure-goods"
    plural = _demonym(match, demonyms, mentions)
    return ("persons", plural, "figure-persons") if plural else ("", 0, "")


def _demonym(match: re.Match[str], demonyms: set[int], mentions: tuple[Mention, ...]) -> int:
    """Count "1.3 million registered Afghans" as persons: a nationality in the plural right behind the number."""
    for mention in mentions:
        if mention.end in demonyms and 0 < mention.start - match.end() <= 24 and match.string[mention.end - 1] == "s":
            return len(match.string[match.end() : mention.end].split())
    return 0


def _earlier(text: str, match: re.Match[str], sentence: Span, following: list[str]) -> tuple[str, str]:
    """Take "the number of refugees stands at 1.1 million": what is counted stands before."""
    before = text[sentence.start : match.start()].lower()
    if (
        following
        and re.match(r"\w", following[0])
        and following[0] not in {"in", "and", "by", "at", "since", "this", "last", "who"}
    ):
        return "", ""
    if not re.search(r"\bnumber of\b[^.;]*$", before) or not (
        match["scale"] or "," in match["number"] or len(match["number"]) > 2
    ):
        return "", ""
    if any(word in _PERSONS for word in re.findall(r"[\w-]+", before.rpartition("number of")[2])):
        return "persons", "figure-persons"
    return "", ""


def _end(text: str, end: int, length: int) -> int:
    piece = re.compile(r"(?:\s*[\w'’-]+){" + str(length) + "}").match(text, end) if length else None
    return piece.end() if piece else end


def _counts(text: str, match: re.Match[str], sentence: Span, length: int, rule: str) -> str:
    """Return in the report's words what is counted: the noun, or for money what it is for."""
    end = _end(text, match.end(), length)
    if rule == "figure-money":
        purpose = re.compile(r"\s+(?:for|to|in)\s+([^,.;]{3,80})").match(text, end, sentence.end)
        return purpose[1].strip() if purpose else text[match.end() : end].strip()
    behind = re.compile(
        r"[^,.;]{0,40}?(?=[,.;]|\s(?:and|which|who|have|has|had|were|are|was|is|would|could)\b|$)"
    ).match(text, end, sentence.end)
    return text[match.end() : behind.end() if behind else end].strip()


def _place(mentions: tuple[Mention, ...], end: int) -> str:
    """Return the state behind a figure as a place ("refugees in Lebanon"), else nothing."""
    return next((one.code for one in mentions if one.kind == "name" and 0 < one.start - end < 80), "")
