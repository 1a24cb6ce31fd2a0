"""What must be true across the news of a conference file: addresses, languages with a title, hours in order."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from secretariat.engines.conferencefile.parsing import Keyed, Listed
from secretariat.engines.conferencefile.problems import N_, Path, Problem, shortened, spoken
from secretariat.engines.conferencefile.values import moment_of
from secretariat.engines.conferencefile.walking import EACH, at, once, repeated_in, words_at

_EACH_ARTICLE = ("articles", EACH)
_OUT = frozenset({"published", "withdrawn"})


def across_the_news(data: Keyed) -> Iterator[Problem]:
    """Find what is wrong within and between articles; parts malformed in themselves are passed over."""
    message = N_("the article %(what)s is given already, on line %(first)s")
    yield from once(at(data, (*_EACH_ARTICLE, "key")), message)
    keys = {key for _path, key, _line in at(data, (*_EACH_ARTICLE, "key")) if isinstance(key, str)}
    for path, article, _line in at(data, _EACH_ARTICLE):
        if isinstance(article, Keyed):
            yield from _languages(article, path, data)
            yield from _hours(article, path)
            yield from _sight(article, path)
            yield from _pins(article, path, keys)
            for key in ("languages", "parties", "pins"):
                values = article.get(key)
                if isinstance(values, Listed):
                    yield from repeated_in(values, (*path, key))


def codes_in_the_news(data: Keyed) -> Iterator[tuple[Path, str, int]]:
    """Every code of a party that articles use, with its place and line."""
    return words_at(data, ((*_EACH_ARTICLE, "parties", EACH),))


def _languages(article: Keyed, path: Path, data: Keyed) -> Iterator[Problem]:
    """Whoever reads a published article finds it in each of its languages; a draft is still being written."""
    title, original = article.get("title"), article.get("original", "en")
    if article.get("state") not in _OUT or title is None or not isinstance(original, str):
        return
    titled, written = _said_in(title, data), _said_in(article.get("body"), data)
    its_line = article.lines.get("original") or article.lines["title"]
    if original not in titled:
        message = N_("an article has a title in its original language, %(language)s")
        yield Problem(its_line, spoken((*path, "title")), message, {"language": shortened(original)})
    message, is_out = N_("the article has no text in %(language)s"), article.get("state") == "published"
    if is_out and original not in written:
        yield Problem(its_line, spoken((*path, "body")), message, {"language": shortened(original)})
    for where, language, line in at(article, ("languages", EACH), path):
        if isinstance(language, str) and language not in titled:
            untitled = N_("the article has no title in %(language)s")
            yield Problem(line, spoken(where), untitled, {"language": shortened(language)})
        elif isinstance(language, str) and is_out and language not in written and language != original:
            yield Problem(line, spoken(where), message, {"language": shortened(language)})


def _said_in(text: Any, data: Keyed) -> set[str]:
    """The languages in which a text says something; of a text without them, that of the conference."""
    if isinstance(text, dict):
        return set(text)
    conference = data.get("conference")
    return {conference.get("language", "en") if isinstance(conference, Keyed) else "en"} if text is not None else set()


def _hours(article: Keyed, path: Path) -> Iterator[Problem]:
    state = article.get("state")
    if state is None:
        for key in ("embargo", "published"):
            if article.get(key) is not None:
                message = N_("say under state how far this article has come")
                yield Problem(article.lines[key], spoken((*path, key)), message)
        return
    embargo, published = _moment(article, "embargo"), _moment(article, "published")
    if state == "published" and not (embargo or published):
        message = N_("an article that is published says since when")
        yield Problem(article.lines["state"], spoken((*path, "published")), message)
    if state in {"draft", "ready"} and article.get("published") is not None:
        message = N_("an article that is not published yet was published at no time")
        yield Problem(article.lines["published"], spoken((*path, "published")), message)
    if embargo and published and published < embargo:
        message = N_("this is published before its embargo ends")
        yield Problem(article.lines["published"], spoken((*path, "published")), message)
    if article.get("withdrawn") is not None and state != "withdrawn":
        message = N_("a reason for which it was withdrawn is given, but it was not")
        yield Problem(article.lines["withdrawn"], spoken((*path, "withdrawn")), message)


def _sight(article: Keyed, path: Path) -> Iterator[Problem]:
    if article.get("state") == "published" and article.get("sensitivity") == "restricted":
        message = N_("an article that is published is for everybody, and restricted to nobody")
        yield Problem(article.lines["sensitivity"], spoken((*path, "sensitivity")), message)


def _pins(article: Keyed, path: Path, keys: set[str]) -> Iterator[Problem]:
    for where, key, line in at(article, ("pins", EACH), path):
        if key == article.get("key"):
            yield Problem(line, spoken(where), N_("an article is not shown beside itself"))
        elif isinstance(key, str) and key not in keys:
            message = N_("there is no article %(key)s in the file")
            yield Problem(line, spoken(where), message, {"key": shortened(key)})


def _moment(article: Keyed, key: str) -> datetime | None:
    value: Any = article.get(key)
    return moment_of(value) if value is not None else None
