"""The rehearsal shows a text under negotiation and a newsroom at work; nothing invented is public."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from secretariat.accounts.models import Role
from secretariat.config.house import furnish, hand_of_the_house
from secretariat.config.rehearsal import SLUG, rehearse
from secretariat.documents.models import Amendment, AmendmentState, Document, Support
from secretariat.documents.queries.adopting import what_stands_in_the_way
from secretariat.newsroom.models import Article, ArticleState, Reply
from secretariat.overview.queries import papers_and_press
from tests import make

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


def test_the_rehearsal_has_papers_and_press_of_its_own(client: Client) -> None:
    furnish()
    conference = rehearse(hand_of_the_house(), at=NOW)

    document = Document.objects.get(conference=conference)
    assert (document.symbol, document.is_open) == ("A/CONF.99/L.1", True)
    states = [row.state for row in Amendment.objects.filter(document=document)]
    assert states == [AmendmentState.PROPOSED, AmendmentState.PROPOSED, AmendmentState.BRACKETED]
    assert Support.objects.filter(document=document).count() == 6
    assert len(what_stands_in_the_way(document)) == 4
    assert {row.state for row in Article.objects.filter(conference=conference)} == {
        ArticleState.PUBLISHED,
        ArticleState.READY,
    }
    assert Reply.objects.filter(conference=conference, state="waiting").count() == 2

    papers = papers_and_press(conference, make.user(Role.SECRETARY, conference), at=NOW)
    assert [each.language for each in papers.late] == ["fr"]
    assert [each.count for each in papers.undecided] == [3]
    assert (len(papers.closing), len(papers.to_read), len(papers.ending), papers.replies) == (1, 1, 1, 2)
    for page in ("", "documents/", "news/"):
        assert client.get(f"/en/{SLUG}/{page}").status_code == 404
