"""Correcting what is said of a picture."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.newsroom.actions import revise_picture
from tests import make, make_news
from tests.make_news import said
from tests.newsroom.articles import Newsroom

pytestmark = pytest.mark.django_db


def test_what_is_said_changes_and_the_picture_stays(newsroom: Newsroom) -> None:
    picture = make_news.picture(newsroom.held)
    large = picture.large_id
    revise_picture(newsroom.press, picture, details={"credit": "Agency", "alternative": said("The plenary hall")})

    picture.refresh_from_db()
    assert (picture.credit, str(picture.alternative), picture.large_id) == ("Agency", "The plenary hall", large)
    assert Entry.objects.get(verb="newsroom.revise_picture").changes["credit"] == ["Press service", "Agency"]


def test_a_picture_keeps_a_credit_and_words_and_what_others_wrote(newsroom: Newsroom) -> None:
    picture = make_news.picture(newsroom.held)
    for details, field in (({"credit": ""}, "credit"), ({"alternative": said("")}, "alternative")):
        with pytest.raises(Refused) as refused:
            revise_picture(newsroom.press, picture, details=details)
        assert refused.value.field == field
    with pytest.raises(Stale):
        revise_picture(newsroom.press, picture, details={}, version=picture.version + 1)


def test_a_stranger_may_not(newsroom: Newsroom) -> None:
    picture = make_news.picture(newsroom.held)
    for person in newsroom.strangers:
        with pytest.raises(PermissionDenied):
            revise_picture(person, picture, details={"credit": "Mine"})


def test_the_page_answers_and_a_picture_of_elsewhere_is_not_found(newsroom: Newsroom) -> None:
    picture, other = make_news.picture(newsroom.held), make_news.picture(make.conference("geneva-2021"))
    sent = {"name": "hall", "alternative_en": "The hall", "credit": "Agency", "version": picture.version}

    assert newsroom.post("revise_picture", picture.pk, **sent).status_code == 302
    assert newsroom.post("revise_picture", other.pk, **sent).status_code == 404
    picture.refresh_from_db()
    assert picture.credit == "Agency"
