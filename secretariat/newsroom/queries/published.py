"""An article as it is published: in its published languages alone, with what it is about and who says so."""

from collections.abc import Iterable

from i18nfield.strings import LazyI18nString

from secretariat.audit.action import plain
from secretariat.newsroom.models import Article

TEXTS = ("title", "lead", "body")


def as_published(article: Article) -> Article:
    """The article without the languages in which it is still written; to be shown, never to be kept."""
    languages = article.languages or [article.original_language]
    for name in TEXTS:
        said = plain(getattr(article, name)) or {}
        if isinstance(said, dict):
            out = {code: words for code, words in said.items() if code in languages}
            setattr(article, name, LazyI18nString(out or ""))
    return article


def all_as_published(articles: Iterable[Article]) -> list[Article]:
    """Each of these as it is published."""
    return [as_published(each) for each in articles]
