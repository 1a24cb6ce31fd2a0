"""Taking an article back."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.newsroom.actions import Mended, correct_article, withdraw_article
from secretariat.newsroom.models import Article
from tests import make, make_news
from tests.make_news import said
from tests.newsroom.articles import AT, Newsroom

pytestmark = pytest.mark.django_db


def test_it_is_out_no_more_and_says_why(newsroom: Newsroom) -> None:
    out = make_news.article(newsroom.held)
    withdraw_article(newsroom.press, out, reason=said("The figures were wrong."))

    assert (out.state, str(out.withdrawn_reason)) == ("withdrawn", "The figures were wrong.")
    assert not Article.objects.out().exists()
    assert Entry.objects.get(verb="newsroom.withdraw_article").changes["state"] == ["published", "withdrawn"]


def test_a_draft_and_a_withdrawal_without_a_reason_are_refused(newsroom: Newsroom) -> None:
    with pytest.raises(Refused, match="was published"):
        withdraw_article(newsroom.press, newsroom.draft, reason=said("No."))
    with pytest.raises(Refused, match="Say why") as refused:
        withdraw_article(newsroom.press, make_news.article(newsroom.held), reason=said(""))
    assert refused.value.field == "reason"


def test_a_stranger_may_not(newsroom: Newsroom) -> None:
    out = make_news.article(newsroom.held)
    for person in newsroom.strangers:
        with pytest.raises(PermissionDenied):
            withdraw_article(person, out, reason=said("No."))


def test_the_page_asks_why(newsroom: Newsroom) -> None:
    out = make_news.article(newsroom.held)

    assert newsroom.post("withdraw_article", out.pk, version=1).status_code == 422
    assert newsroom.post("withdraw_article", out.pk, version=1, reason_en="In error.").status_code == 302
    assert "In error." in newsroom.page("article", out.pk).content.decode()


def test_an_article_that_was_mended_meanwhile_is_not_withdrawn_unread(newsroom: Newsroom) -> None:
    out = make_news.article(newsroom.held)
    link = f"{newsroom.address('withdraw_article', out.pk)}?version={out.version}"
    mended = Mended({"body": said("Neither side agreed.")}, said("They did not agree."))
    correct_article(newsroom.press, out, at=AT, mended=mended)

    form = make.client(newsroom.press).get(link).context["form"]
    answer = newsroom.post("withdraw_article", out.pk, version=form["version"].value(), reason_en="In error.")

    assert answer.status_code == 422
    assert "Somebody changed this" in answer.content.decode()
    assert newsroom.post("withdraw_article", out.pk, reason_en="In error.").status_code == 422
    out.refresh_from_db()
    assert out.state == "published"
