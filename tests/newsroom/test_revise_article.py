"""Changing an article that is not out."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.newsroom.actions import About, revise_article
from secretariat.newsroom.models import Article
from tests import make, make_dossier, make_news
from tests.make_news import said
from tests.newsroom.articles import Newsroom

pytestmark = pytest.mark.django_db


def test_a_draft_is_changed_and_what_a_second_person_was_to_read_is_a_draft_again(newsroom: Newsroom) -> None:
    Article.objects.filter(pk=newsroom.draft.pk).update(state="ready")
    newsroom.draft.refresh_from_db()
    revise_article(
        newsroom.press, newsroom.draft, details={"title": said("Both sides agree")}, about=About([make.party("IQ")])
    )

    assert (str(newsroom.draft.title), newsroom.draft.state) == ("Both sides agree", "draft")
    changes = Entry.objects.get(verb="newsroom.revise_article").changes
    assert (changes["state"], changes["parties"]) == (["ready", "draft"], [[], [make.party("IQ").pk]])


def test_what_is_out_is_corrected_and_not_revised(newsroom: Newsroom) -> None:
    out = make_news.article(newsroom.held)
    with pytest.raises(Refused, match="correct it, so that readers are told"):
        revise_article(newsroom.press, out, details={"title": said("Other words")})


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(newsroom: Newsroom) -> None:
    with pytest.raises(Stale):
        revise_article(newsroom.press, newsroom.draft, details={}, version=newsroom.draft.version + 1)


def test_only_a_secretary_restricts_an_article_and_then_it_is_the_secretaries_alone(newsroom: Newsroom) -> None:
    with pytest.raises(Refused, match="Only a secretary"):
        revise_article(newsroom.press, newsroom.draft, details={"sensitivity": "restricted"})
    revise_article(newsroom.secretary, newsroom.draft, details={"sensitivity": "restricted"})
    with pytest.raises(PermissionDenied):
        revise_article(newsroom.press, newsroom.draft, details={"title": said("Mine")})
    assert newsroom.page("article", newsroom.draft.pk).status_code == 404


def test_a_stranger_may_not(newsroom: Newsroom) -> None:
    for person in newsroom.strangers:
        with pytest.raises(PermissionDenied):
            revise_article(person, newsroom.draft, details={"title": said("Mine")})


def test_the_page_shows_what_differs_and_keeps_what_was_entered(newsroom: Newsroom) -> None:
    sent = {
        "title_en": "Mine",
        "body_en": "Both sides **agreed**.",
        "kind": "news",
        "original_language": "en",
        "languages": ["en"],
        "key": "the-envoy",
        "sensitivity": "secretariat",
        "version": newsroom.draft.version,
    }
    revise_article(newsroom.secretary, newsroom.draft, details={"title": said("Theirs")})
    told = newsroom.post("revise_article", newsroom.draft.pk, **sent).content.decode()

    assert ("Theirs" in told, "Mine" in told) == (True, True)
    newsroom.draft.refresh_from_db()
    assert str(newsroom.draft.title) == "Theirs"
    answer = newsroom.post("revise_article", newsroom.draft.pk, **{**sent, "version": newsroom.draft.version})
    assert answer.status_code == 302


def test_what_an_article_is_about_already_stays_whoever_revises_it(newsroom: Newsroom) -> None:
    secret = make_dossier.topic(newsroom.held, "Secret subject")
    make_dossier.position(secret, sensitivity="restricted")
    make.invitation(newsroom.held, make.party("IQ"), sensitivity="restricted")
    revise_article(newsroom.secretary, newsroom.draft, details={}, about=About([make.party("IQ")], [secret]))

    told = newsroom.page("revise_article", newsroom.draft.pk).content.decode()

    assert f'value="{secret.pk}" id="id_topics_0" checked' in told
    assert "Iraq" in told
