"""The public pages of news: what is out, the newest first, and one article whole."""

from django.core.paginator import Paginator
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from secretariat.archive.queries import citations_by_fact
from secretariat.conference.queries import shown_names
from secretariat.newsroom.models import Article, ArticleState
from secretariat.newsroom.queries import published_replies, shown_replies, takes_replies
from secretariat.newsroom.queries.published import all_as_published, as_published
from secretariat.public.queries import citations, linked
from secretariat.public.queries import news as known
from secretariat.public.queries.editions import STRANGER
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
    context = {**frame_of(found), "page": page, "articles": all_as_published(page.object_list)}
    with timezone.override(found.zone):
        return render(request, "public/news.html", context)


@public_page(numbers=("replies",))
def article(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One article; of one that was withdrawn, that it was, and why."""
    found, language = public_conference(slug), get_language() or "en"
    withdrawn = Article.objects.filter(
        conference=found, key=key, state=ArticleState.WITHDRAWN, published_at__lte=Now()
    ).first()
    if withdrawn is not None:
        context = {**frame_of(found), "withdrawn": as_published(withdrawn)}
        return render(request, "public/article_withdrawn.html", context, status=GONE)
    rows = known.news_out(found).select_related("conference", "picture").prefetch_related("corrections")
    shown = as_published(get_object_or_404(rows, key=key))
    path = reverse("public:article", args=[slug, key])
    replies = published_replies(shown)
    count = replies.count()
    number = number_of_page(request, "replies", (count, REPLIES_ON_A_PAGE))
    page = Paginator(replies, REPLIES_ON_A_PAGE).page(number)
    image = reverse("public:picture", args=[slug, shown.picture_id, "large"]) if shown.picture_id else ""
    cited = citations_by_fact(STRANGER, [shown])[shown._meta.label_lower, shown.pk]
    context = {
        **frame_of(found),
        "article": shown,
        "about": known.about(shown, shown_names(found)),
        "marks": citations.marks_of_page(found).of(cited),
        "told": known.told(shown, language),
        "takes_replies": takes_replies(shown),
        "replies": shown_replies(list(page.object_list)),
        "replies_page": page,
        "card": {
            "title": shown.title,
            "description": shown.lead,
            "type": "article",
            "image": image,
            **_in_words(shown),
        },
        "linked": linked.news_article(shown, language, path, image),
    }
    with timezone.override(found.zone):
        return render(request, "public/article.html", context)


def _in_words(shown: Article) -> dict[str, str]:
    return {"image_alternative": str(shown.picture.alternative)} if shown.picture else {}
