"""Mails of readers are deleted once they have served."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.conference.actions import carry
from secretariat.conference.models import Message
from secretariat.config.house import hand_of_the_house
from secretariat.newsroom.actions import forget_reply_mails
from secretariat.newsroom.models import MediaPerson, NewsroomRules
from tests import make, make_news
from tests.newsroom.articles import AT, Newsroom

pytestmark = pytest.mark.django_db
OLD, YOUNG = AT - timedelta(days=10, minutes=1), AT - timedelta(days=9)


def test_after_the_days_of_the_rules_mails_and_hashes_are_gone_and_the_words_stay(newsroom: Newsroom) -> None:
    NewsroomRules.objects.create(conference=newsroom.held, mail_days=10)
    article = make_news.article(newsroom.held)
    old = make_news.reply(article, "Old words", received_at=OLD, sender="a" * 64, state="published")
    young = make_news.reply(article, "Young words", received_at=YOUNG, sender="b" * 64)
    report = make_news.report(old, received_at=OLD)
    elsewhere = make_news.reply(make_news.article(make.conference("geneva-2021")), received_at=OLD)

    batch = forget_reply_mails(hand_of_the_house(), newsroom.held, at=AT)

    for row in (old, young, report, elsewhere):
        row.refresh_from_db()
    assert (old.mail, old.sender, old.text, old.state) == ("", "", "Old words", "published")
    assert (young.mail, young.sender) == ("amal@example.org", "b" * 64)
    assert report.sender == ""
    assert elsewhere.mail == "amal@example.org"
    assert dict(batch.counts) == {"newsroom.reply": 1}
    entry = Entry.objects.get()
    assert (entry.verb, entry.batch["counts"]) == ("newsroom.forget_reply_mails", {"newsroom.reply": 1})


def test_decided_requests_of_media_lose_whom_to_write_to_and_those_that_wait_do_not(newsroom: Newsroom) -> None:
    decided = make_news.media_request(newsroom.held, "Decided", state="refused", decided_at=AT - timedelta(days=31))
    waiting = make_news.media_request(newsroom.held, "Waiting")
    person = MediaPerson.objects.create(conference=newsroom.held, request=decided, name="Amal", mail="a@example.org")

    forget_reply_mails(newsroom.press, newsroom.held, at=AT)

    for row in (decided, waiting, person):
        row.refresh_from_db()
    assert (decided.contact_mail, person.mail, waiting.contact_mail) == ("", "", "amal@example.org")


def test_old_letters_to_outlets_lose_to_whom_they_went_and_all_others_keep_it(newsroom: Newsroom) -> None:
    values: dict[str, Any] = {
        "language": "en",
        "subject": "Media accreditation",
        "body": "No",
        "to": "amal@example.org",
    }
    values |= {"reason": "amal@example.org: no such box", "entered_by": newsroom.press}
    old, young, unsent, other, elsewhere = (
        Message.objects.create(conference=held, kind=kind, result=result, **values)
        for held, kind, result in (
            (newsroom.held, "media", "failed"),
            (newsroom.held, "media", "sent"),
            (newsroom.held, "media", "waiting"),
            (newsroom.held, "reminder", "sent"),
            (make.conference("geneva-2021"), "media", "sent"),
        )
    )
    Message.objects.exclude(pk=young.pk).update(entered_at=AT - timedelta(days=31))

    forget_reply_mails(newsroom.press, newsroom.held, at=AT)

    for row in (old, young, unsent, other, elsewhere):
        row.refresh_from_db()
    assert (old.to, old.reason, old.subject, old.is_stuck(AT)) == ("", "", "Media accreditation", False)
    assert (unsent.to, unsent.result) == ("", "failed")
    assert {row.to for row in (young, other, elsewhere)} == {"amal@example.org"}
    assert Entry.objects.get().batch["counts"] == {"conference.message": 2}
    assert carry.func(unsent.pk) == "taken"


def test_where_nothing_is_due_nothing_is_recorded(newsroom: Newsroom) -> None:
    make_news.reply(make_news.article(newsroom.held), received_at=AT - timedelta(days=29))

    assert forget_reply_mails(newsroom.press, newsroom.held, at=AT).done == 0
    assert not Entry.objects.exists()


def test_a_stranger_may_not(newsroom: Newsroom) -> None:
    for person in newsroom.strangers:
        with pytest.raises(PermissionDenied):
            forget_reply_mails(person, newsroom.held, at=AT)
    assert newsroom.post("forget_reply_mails", user=newsroom.reader).status_code == 403
    assert newsroom.post("forget_reply_mails", user=make.user(Role.READER, newsroom.held)).status_code == 403


def test_the_page_says_how_many_are_due_and_deletes_them(newsroom: Newsroom) -> None:
    reply = make_news.reply(make_news.article(newsroom.held))

    assert "The mail of 1 reply is due" in newsroom.page("revise_newsroom_rules").content.decode()
    assert newsroom.post("forget_reply_mails").status_code == 302

    reply.refresh_from_db()
    assert reply.mail == ""
    assert "is due" not in newsroom.page("revise_newsroom_rules").content.decode()
