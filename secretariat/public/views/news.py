"""The public pages of news: what is out, the newest first, and one article whole."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from secretariat.newsroom.models import Article, ArticleState
from secretariat.newsroom.queries import published_replies, shown_replies, takes_replies
from secretariat.public.queries import linked
from secretariat.public.queries import news as known
from secretariat.public.views.kept import public_page
from secretariat.public.views.pages import frame_of, number_of_page, public_conference

ARTICLES_ON_A_PAGE = 20
REPLIES_ON_A_PAGE = 50
GONE = 410


@public_page(numbers=("page",))
def news(request: HttpRequest, slug: str) -> HttpResponse:
    """Every article that is out, the newest first."""
    found = public_conference(slug)
    rows = known.news_out(found)
    count = rows.count()
    page = Paginator(rows, ARTICLES_ON_A_PAGE).page(number_of_page(request, "page", (count, ARTICLES_ON_A_PAGE)))
    with timezone.override(found.zone):
        return render(request, "public/news.html", {**frame_of(found), "page": page, "articles": page.object_list})


@public_page(numbers=("replies",))
def article(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One article; of one that was withdrawn, that it was, and why."""
    found, language = public_conference(slug), get_language() or "en"
    withdrawn = Article.objects.filter(
        conference=found, key=key, state=ArticleState.WITHDRAWN, published_at__isnull=False
    ).first()
    if withdrawn is not None:
        context = {**frame_of(found), "withdrawn": withdrawn}
        return render(request, "public/article_withdrawn.html", context, status=GONE)
    rows = known.news_out(found).select_related("conference", "picture").prefetch_related("corrections")
    shown = get_object_or_404(rows, key=key)
    path = reverse("public:article", args=[slug, key])
    replies = published_replies(shown)
    count = replies.count()
    number = number_of_page(request, "replies", (count, REPLIES_ON_A_PAGE))
    page = Paginator(replies, REPLIES_ON_A_PAGE).page(number)
    context = {
        **frame_of(found),
        "article": shown,
        "told": known.told(shown, language),
        "takes_replies": takes_replies(shown),
        "replies": shown_replies(list(page.object_list)),
        "replies_page": page,
        "card": {"title": shown.title, "description": shown.lead, "type": "article"},
        "linked": linked.news_article(shown, language, path),
    }
    with timezone.override(found.zone):
        return render(request, "public/article.html", context)
