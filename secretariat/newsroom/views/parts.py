"""Parts that the pages of the newsroom share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from secretariat.audit.forms import Attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.newsroom.models import Article
from secretariat.ui.answering import answered_with

FORM = "newsroom/form.html"


@dataclass(frozen=True)
class Crumb:
    """A page on the way to this one."""

    url: str
    label: object


def article_seen(request: OfficeRequest, pk: int) -> Article:
    """The article, if the newsroom shows it to this person."""
    rows = Article.objects.in_office_of(request.user).filter(conference=request.conference)
    return get_object_or_404(rows.select_related("conference", "picture", "published_by"), pk=pk)


def page_of(request: OfficeRequest, pk: int) -> str:
    """Where the newsroom keeps an article."""
    return reverse("newsroom:article", args=[request.conference.slug, pk])


def on_the_way(request: OfficeRequest, article: Article | None = None) -> list[Crumb]:
    """The way to a page of the newsroom."""
    pages = [Crumb(reverse("newsroom:articles", args=[request.conference.slug]), _("Articles"))]
    return pages if article is None else [*pages, Crumb(page_of(request, article.pk), article.title)]


def answered(request: OfficeRequest, done: Attempt, words: Mapping[str, Any], leave: Callable[[], str]) -> HttpResponse:
    """Go back with the word that it is done, or show the form again."""
    said = {"conference": request.conference, "text": "", "button": _("Save"), "crumbs": on_the_way(request), **words}
    return answered_with(request, FORM, done, said, leave)


def at_this_moment() -> datetime:
    """The clock that the newsroom reads."""
    return now()
