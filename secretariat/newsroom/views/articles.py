"""Articles in the office: the list, one with its languages, and the forms in which it is written and published."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.archive.permissions import may_cite
from secretariat.archive.queries import Marks, citations_by_fact, page_in_office
from secretariat.audit.action import Refused, plain
from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.engines.markup import Reference, Unfit, references
from secretariat.engines.markup import render as rendered
from secretariat.newsroom import actions, permissions
from secretariat.newsroom.actions import Mended
from secretariat.newsroom.forms.articles import (
    CorrectForm,
    DraftForm,
    PublishForm,
    ReviseArticleForm,
    SeenForm,
    WithdrawForm,
    what_is_said,
)
from secretariat.newsroom.models import Article, ArticleState, Pin
from secretariat.newsroom.queries.articles import articles_seen, found, is_out, languages_of, offered_to_embed
from secretariat.newsroom.queries.embedding import Shown, shown_in_office
from secretariat.newsroom.views.parts import answered, article_seen, at_this_moment, on_the_way, page_of
from secretariat.ui.answering import asked, sent, unless


@require_GET
def articles(request: OfficeRequest) -> HttpResponse:
    """All articles: drafts first, then what is under embargo and what is out."""
    held, user, at = request.conference, request.user, at_this_moment()
    words, state = asked(request, "q"), asked(request, "state")
    rows = list(articles_seen(user, held))
    kept = found(rows, words=words, state=state)
    states = [("", _("All states")), *ArticleState.choices]
    context = {
        "conference": held,
        "rows": [(row, is_out(row, at), languages_of(row, held)) for row in kept],
        "shown": len(kept),
        "total": len(rows),
        "filters": [
            {
                "name": "state",
                "label": _("State"),
                "choices": [{"value": key, "label": str(label), "is_chosen": key == state} for key, label in states],
            }
        ],
        "may_draft": permissions.may_draft_article(user, held),
    }
    return render(request, "newsroom/articles.html", context)


@require_GET
def article(request: OfficeRequest, pk: int) -> HttpResponse:
    """One article as it will be read, how far its languages are, what it embeds, and what can be done with it."""
    seen, user, held, at = article_seen(request, pk), request.user, request.conference, at_this_moment()
    language = _language_shown(request, seen)
    body = str((plain(seen.body) or {}).get(language, ""))
    embedded = shown_in_office(held, references(body))
    marks = Marks(page_in_office(held.slug))
    may_touch = permissions.may_revise_article(user, seen)
    known = Article.objects.in_office_of(user).order_by().values("pk")
    context = {
        "conference": held,
        "article": seen,
        "crumbs": on_the_way(request),
        "language": language,
        "versions": languages_of(seen, held),
        "body": _as_read(body, embedded),
        "embedded": list(embedded.values()),
        "is_out": is_out(seen, at),
        "is_under_embargo": seen.state == ArticleState.PUBLISHED and not is_out(seen, at),
        "parties": [row.party for row in seen.parties.select_related("party")],
        "topics": [row.topic for row in seen.topics.select_related("topic")],
        "corrections": seen.corrections.select_related("entered_by"),
        "pins": Pin.objects.filter(article=seen, related__in=known).select_related("related"),
        "to_pin": articles_seen(user, held).exclude(pk=pk)[:100] if may_touch else [],
        "marks": marks.of(citations_by_fact(user, [seen])["newsroom.article", seen.pk]),
        "may": {
            "revise": may_touch and seen.state != ArticleState.PUBLISHED,
            "submit": may_touch and seen.state == ArticleState.DRAFT,
            "publish": may_touch and not is_out(seen, at),
            "correct": may_touch and seen.state == ArticleState.PUBLISHED,
            "withdraw": may_touch and seen.state == ArticleState.PUBLISHED,
            "pin": may_touch,
            "cite": may_cite(user, seen),
        },
    }
    return render(request, "newsroom/article.html", context)


@require_http_methods(["GET", "POST"])
def draft_article(request: OfficeRequest) -> HttpResponse:
    """Begin an article."""
    held, user = request.conference, request.user
    unless(permissions.may_draft_article(user, held))
    initial = {
        "original_language": held.original_language,
        "languages": [held.original_language],
        "byline": "",
        "takes_replies": True,
        "sensitivity": "secretariat",
    }
    form = DraftForm(sent(request), initial=initial, user=user, conference=held)
    made: list[Article] = []
    done = attempt(
        form,
        lambda: made.append(
            actions.draft_article(user, held, details=form.details, about=form.about, cited=form.cited)
        ),
    )
    words = {
        "title": _("Write an article"),
        "text": _("Nobody outside the newsroom sees it until it is published."),
        "done": _("The draft is kept."),
        "embeds": offered_to_embed(user, held),
    }
    return answered(request, done, words, lambda: page_of(request, made[0].pk) if made else on_the_way(request)[0].url)


@require_http_methods(["GET", "POST"])
def revise_article(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change an article that is not out yet."""
    seen, user, held = article_seen(request, pk), request.user, request.conference
    unless(permissions.may_revise_article(user, seen))
    needs: dict[str, Any] = {"user": user, "conference": held}
    form = ReviseArticleForm(sent(request), initial=what_is_said(seen), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_article(
            user, seen, details=form.article_details, about=form.about, version=seen_version(form)
        ),
        now=lambda: what_is_said(article_seen(request, pk)),
        **needs,
    )
    words = {
        "title": _("Revise the article"),
        "done": _("The article is revised."),
        "crumbs": on_the_way(request, seen),
        "embeds": offered_to_embed(user, held),
    }
    return answered(request, done, words, lambda: page_of(request, pk))


@require_http_methods(["GET", "POST"])
def correct_article(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change an article that was published, and say what was wrong."""
    seen, user, held = article_seen(request, pk), request.user, request.conference
    unless(permissions.may_correct_article(user, seen))
    needs: dict[str, Any] = {"user": user, "conference": held}
    form = CorrectForm(sent(request), initial=what_is_said(seen), **needs)
    done = attempt_revision(
        form,
        lambda: actions.correct_article(
            user,
            seen,
            at=at_this_moment(),
            mended=Mended(form.article_details, form.cleaned_data["what"], form.about),
            version=seen_version(form),
        ),
        now=lambda: what_is_said(article_seen(request, pk)),
        **needs,
    )
    words = {
        "title": _("Correct the article"),
        "text": _("The correction stands on the page at once, in every list and feed."),
        "done": _("The article is corrected."),
        "crumbs": on_the_way(request, seen),
        "embeds": offered_to_embed(user, held),
    }
    return answered(request, done, words, lambda: page_of(request, pk))


@require_POST
def submit_article(request: OfficeRequest, pk: int) -> HttpResponse:
    """Hand an article to a second person to read."""
    seen, user = article_seen(request, pk), request.user
    unless(permissions.may_submit_article(user, seen))
    form = SeenForm(request.POST)
    form.is_valid()
    actions.submit_article(user, seen, version=seen_version(form))
    messages.success(request, _("The article waits for a second person."))
    return redirect(page_of(request, pk))


@require_http_methods(["GET", "POST"])
def publish_article(request: OfficeRequest, pk: int) -> HttpResponse:
    """Publish an article now, or under embargo."""
    seen, user = article_seen(request, pk), request.user
    unless(permissions.may_publish_article(user, seen))
    form = PublishForm(sent(request), initial={"embargo_at": seen.embargo_at, "version": _version_read(request, seen)})
    done = attempt(
        form,
        lambda: actions.publish_article(
            user, seen, at=at_this_moment(), embargo_at=form.cleaned_data["embargo_at"], version=seen_version(form)
        ),
    )
    words: dict[str, Any] = {
        "title": _("Publish the article"),
        "button": pgettext("button of an article", "Publish"),
        "done": _("The article is published."),
        "crumbs": on_the_way(request, seen),
    }
    return answered(request, done, words, lambda: page_of(request, pk))


@require_http_methods(["GET", "POST"])
def withdraw_article(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take an article back, and say why."""
    seen, user = article_seen(request, pk), request.user
    unless(permissions.may_withdraw_article(user, seen))
    form = WithdrawForm(sent(request), initial={"version": _version_read(request, seen)}, conference=request.conference)
    done = attempt(
        form,
        lambda: actions.withdraw_article(user, seen, reason=form.cleaned_data["reason"], version=seen_version(form)),
    )
    words = {
        "title": _("Withdraw the article"),
        "text": _("Its address says that it was withdrawn, and why; it is in no list any more."),
        "button": pgettext("button of an article", "Withdraw"),
        "done": _("The article is withdrawn."),
        "crumbs": on_the_way(request, seen),
    }
    return answered(request, done, words, lambda: page_of(request, pk))


@require_POST
def pin_related(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show an article first among those beside another."""
    seen, user = article_seen(request, pk), request.user
    unless(permissions.may_pin_related(user, seen))
    number = request.POST.get("related", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 12):
        raise Refused(_("Choose an article."))
    actions.pin_related(user, seen, related=article_seen(request, int(number)))
    return redirect(f"{page_of(request, pk)}#related")


@require_POST
def unpin_related(request: OfficeRequest, pk: int) -> HttpResponse:
    """Leave it to the house again which article is shown there."""
    seen = Article.objects.in_office_of(request.user).filter(conference=request.conference).order_by().values("pk")
    pin = get_object_or_404(Pin.objects.filter(article__in=seen).select_related("article"), pk=pk)
    unless(permissions.may_unpin_related(request.user, pin))
    of = pin.article_id
    actions.unpin_related(request.user, pin)
    return redirect(f"{page_of(request, of)}#related")


def _version_read(request: OfficeRequest, seen: Article) -> int:
    """The state of the article that this person read on its page; whoever comes another way sees it as it is now."""
    number = asked(request, "version")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 9 else seen.version


def _language_shown(request: OfficeRequest, seen: Article) -> str:
    """The language asked for, the reader's own, or the original."""
    said = plain(seen.body) or plain(seen.title) or {}
    wanted = (asked(request, "language"), get_language() or "en", seen.original_language)
    return next((code for code in wanted if code in said), seen.original_language)


def _as_read(body: str, embedded: Mapping[Reference, Shown]) -> str:
    try:
        made = rendered(body, shown=lambda each: embedded[each].html)
    except Unfit:
        return ""
    # Cleaned by the engine; what is shown of the house escapes what it holds.
    return mark_safe(made)  # noqa: S308
