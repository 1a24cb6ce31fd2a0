"""Replying to an article: what is taken, what waits for which reason, and what is refused with a sentence."""

import logging
from functools import partial
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from secretariat.api.queries.file import conference_file_text
from secretariat.audit.models import Entry, Record
from secretariat.newsroom.models import Article, NewsroomRules, Reply, ReplyReport
from secretariat.newsroom.queries.replies import BOUND
from secretariat.newsroom.queries.sender import sender_of, senders_lately
from secretariat.public.views import kept
from tests import make, make_news, threads
from tests.newsroom.articles import AT, Newsroom
from tests.newsroom.replying import MAIL, WORDS, reply_address, report, report_address, send, token

pytestmark = pytest.mark.django_db


@pytest.fixture
def out(newsroom: Newsroom) -> Article:
    """An article that is out."""
    return make_news.article(newsroom.held, key="out")


def _page_of(article: Article) -> str:
    kept.forget()
    return make.client().get(reverse("public:article", args=[article.conference.slug, article.key])).content.decode()


def test_a_reply_is_kept_and_waits_and_the_record_does_not_move(out: Article) -> None:
    before = list(Record.objects.values_list("conference_id", "revision"))

    answer = send(out)

    assert (answer.status_code, answer.url) == (302, f"{reply_address(out)}?sent=1")
    reply = Reply.objects.get()
    assert (reply.name, reply.mail, reply.text, reply.state) == ("Amal", MAIL, WORDS, "waiting")
    assert (reply.reasons, reply.language, reply.decided_by) == (["first-time"], "en", None)
    assert list(Record.objects.values_list("conference_id", "revision")) == before
    assert not Entry.objects.exists()
    assert WORDS not in _page_of(out)


def test_no_page_of_it_sets_a_cookie_and_none_of_them_is_kept(out: Article) -> None:
    article = make.client().get(reverse("public:article", args=[out.conference.slug, out.key]))
    form = make.client().get(reply_address(out))
    sent = send(out)
    thanks = make.client().get(sent.url)

    for answer in (article, form, sent, thanks):
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")
    assert form.headers["Cache-Control"] == "private, no-store"
    assert "Your reply was received" in thanks.content.decode()
    assert (
        Client(enforce_csrf_checks=True)
        .post(reply_address(out), {"name": "B", "mail": MAIL, "text": "Too.", "token": token("reply", out.pk)})
        .status_code
        == 302
    )


def test_required_fields_are_marked_and_it_is_said_that_they_are(out: Article) -> None:
    page = make.client().get(reply_address(out)).content.decode()

    assert page.count("(required)") == 4  # said once, and marked three times
    assert "Your mail address is shown to nobody" in page


def test_what_is_missing_is_said_at_its_field(out: Article) -> None:
    for field in ("name", "mail", "text"):
        answer = send(out, **{field: " "})
        assert answer.status_code == 422
        assert f'href="#id_{field}"' in answer.content.decode()
    assert send(out, mail="no mail").status_code == 422
    assert not Reply.objects.exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"website": "https://spam.example"}, "to be left empty"),
        ({"token": "forged"}, "not one that was shown here"),
        ({"token": ""}, "not one that was shown here"),
        ({"text": "A\x07B"}, "characters that no page can show"),
        ({"name": "A\x00"}, "characters"),
        ({"name": "\u202e"}, "a letter or a figure"),
        ({"name": "\u200b\u3164 !"}, "a letter or a figure"),
        ({"name": "N" * 101}, "100"),
        ({"text": "T" * 5001}, "5000"),
        ({"mail": f"{'m' * 300}@example.org"}, "254"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence_and_kept_in_the_form(
    out: Article, changed: dict[str, str], sentence: str
) -> None:
    answer = send(out, **changed)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert "What you entered is still here" in page
    assert not Reply.objects.exists()


def test_a_form_that_is_sent_at_once_or_a_day_later_or_of_another_article_is_sent_again(out: Article) -> None:
    other = make_news.article(out.conference)

    assert "very quick" in send(out, token=token("reply", out.pk, 0)).content.decode()
    assert "more than a day" in send(out, token=token("reply", out.pk, 90_000)).content.decode()
    assert send(out, token=token("reply", other.pk)).status_code == 422
    assert send(out, token=token("report", out.pk)).status_code == 422
    assert not Reply.objects.exists()


def test_five_megabytes_are_too_much(out: Article) -> None:
    assert send(out, text="x" * 5_000_000).status_code == 413
    assert not Reply.objects.exists()


def test_forged_fields_change_nothing(newsroom: Newsroom, out: Article) -> None:
    secret = make_news.draft(newsroom.held, key="secret")

    send(out, state="published", article=secret.pk, conference=99, decided_by=1, reasons="[]", sender="me", id=7)

    reply = Reply.objects.get()
    assert (reply.article, reply.state, reply.conference, reply.decided_by) == (out, "waiting", out.conference, None)
    assert reply.sender not in {"", "me"}


def test_what_is_sent_twice_is_kept_once(out: Article) -> None:
    send(out)
    again = send(out)
    send(out, text=f"  {WORDS}\r\n")

    assert again.status_code == 302
    assert Reply.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Look: " + " ".join(f"https://example.org/{number}" for number in range(200)), "links"),
        ("Cheap [pills](x)", "links"),
        ("A BAD  thing", "words"),
        ("Pаypal is not latin", "script"),
        ("abc\u202edef", "directions"),
    ],
)
def test_why_it_waits_is_said(newsroom: Newsroom, out: Article, text: str, reason: str) -> None:
    newsroom.post("revise_newsroom_rules", takes_replies="on", mail_days=30, replies_an_hour=5, words="bad thing")

    send(out, text=text)

    assert Reply.objects.get().reasons == [reason, "first-time"]


def test_honest_words_in_six_languages_hold_no_reason_but_that_they_are_the_first(out: Article) -> None:
    for number, text in enumerate(
        (
            "نريد العودة إلى ديارنا بأمان.",
            "我们想安全回家。",
            "Мы хотим домой.",
            "Nous voulons rentrer.",
            "Queremos volver.",
        )
    ):
        send(out, text=text, address=f"198.51.100.{number}")

    assert {tuple(reply.reasons) for reply in Reply.objects.all()} == {("first-time",)}
    assert Reply.objects.count() == 5


def test_who_was_published_before_does_not_write_for_the_first_time(out: Article) -> None:
    make_news.reply(out, "Before.", state="published", mail=MAIL.upper())

    send(out)

    assert Reply.objects.get(text=WORDS).reasons == []


def test_many_from_one_address_wait_with_that_reason_and_very_many_are_not_taken(
    newsroom: Newsroom, out: Article
) -> None:
    newsroom.post("revise_newsroom_rules", takes_replies="on", mail_days=30, replies_an_hour=1, words="")

    answers = [send(out, text=f"Reply {number}") for number in range(6)]
    elsewhere = send(out, text="From elsewhere", address="203.0.113.99")

    assert [answer.status_code for answer in answers] == [302, 302, 302, 302, 429, 429]
    assert answers[-1].headers["Retry-After"] == "3600"
    assert "come back later" in answers[-1].content.decode()
    assert "Reply 5" in answers[-1].content.decode()
    assert [("rate" in reply.reasons) for reply in Reply.objects.order_by("pk")] == [False, True, True, True, False]
    assert elsewhere.status_code == 302


def test_an_address_is_kept_as_a_hash_of_the_day_and_through_trusted_proxies_alone(out: Article) -> None:
    address = "203.0.113.7"
    assert sender_of(address, AT) != sender_of(address, AT.replace(day=11))
    assert len(senders_lately(address, AT.replace(hour=0))) == 2
    assert sender_of("2001:db8::1", AT) == sender_of("2001:db8::2", AT) != sender_of("2001:db9::1", AT)
    assert sender_of("::ffff:203.0.113.7", AT) == sender_of(address, AT)

    sent = {"name": "A", "mail": MAIL, "token": token("reply", out.pk)}
    for number, claimed in enumerate(("1.1.1.1", "2.2.2.2")):
        make.client().post(
            reply_address(out), {**sent, "text": f"{number}"}, REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR=claimed
        )
    assert len(set(Reply.objects.values_list("sender", flat=True))) == 1
    assert not Reply.objects.filter(sender__contains=address).exists()


def test_an_article_that_is_not_out_takes_none_is_withdrawn_or_elsewhere_is_not_found(
    newsroom: Newsroom, out: Article
) -> None:
    closed = make_news.article(newsroom.held, takes_replies=False)
    withdrawn = make_news.article(newsroom.held, state="withdrawn")
    elsewhere = make.conference("geneva-2021")

    assert make.client().get(reply_address(newsroom.draft)).status_code == 404
    assert make.client().get(reply_address(withdrawn)).status_code == 404
    assert make.client().get(reverse("public:reply", args=[elsewhere.slug, out.key])).status_code == 404
    assert "takes no replies" in make.client().get(reply_address(closed)).content.decode()
    assert send(closed).status_code == 422
    make_news.reply(closed, WORDS, state="published")
    assert WORDS not in _page_of(closed)
    newsroom.post("revise_newsroom_rules", mail_days=30, replies_an_hour=5, words="")
    assert send(out).status_code == 422
    assert not Reply.objects.filter(state="waiting").exists()


def test_published_replies_stand_below_the_article_and_say_nothing_else_of_who_wrote(out: Article) -> None:
    make_news.reply(out, "Turned \u202e words <b>bold</b>", state="published", mail=MAIL, reasons=["first-time"])
    make_news.reply(out, "Not read yet")
    make_news.reply(out, "Refused words", state="refused", refusal="A secret reason")

    page = _page_of(out)

    assert "Turned  words &lt;b&gt;bold&lt;/b&gt;" in page
    for hidden in (MAIL, "Not read yet", "Refused words", "A secret reason", "first reply of", "\u202e"):
        assert hidden not in page


def test_replies_are_told_by_page_at_the_same_number_of_queries(
    out: Article, django_assert_max_num_queries: Any
) -> None:
    for number in range(51):
        make_news.reply(out, f"Reply number {number}.", state="published")

    with django_assert_max_num_queries(40):
        page = _page_of(out)
    kept.forget()
    second = make.client().get(reverse("public:article", args=[out.conference.slug, out.key]), {"replies": 2})

    assert "Reply number 49." in page
    assert "Reply number 50." not in page
    assert "?replies=2#replies" in page
    assert "Reply number 50." in second.content.decode()


def test_a_published_reply_is_reported_once_by_one_reader(out: Article) -> None:
    reply, waiting = make_news.reply(out, state="published"), make_news.reply(out, "Waits")

    assert report(reply).status_code == 302
    assert report(reply, reason="Again.").status_code == 302
    assert report(reply, address="203.0.113.9").status_code == 302
    assert report(reply, reason=" ").status_code == 422
    assert report(waiting).status_code == 404
    assert make.client().get(report_address(reply)).status_code == 200
    assert ReplyReport.objects.count() == 2
    assert not Entry.objects.exists()


def test_very_many_reports_from_one_address_are_not_taken(out: Article) -> None:
    replies = [make_news.reply(out, f"R{number}", state="published") for number in range(21)]

    statuses = [report(reply).status_code for reply in replies]

    assert statuses == [302] * 20 + [429]


def test_the_mail_is_in_no_page_no_log_and_no_report_of_an_error(
    newsroom: Newsroom, out: Article, caplog: Any, mailoutbox: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    send(out)
    reply = Reply.objects.get()
    newsroom.post("publish_reply", reply.pk, version=reply.version)
    held = out.conference
    pages = [newsroom.page("replies"), newsroom.page("replies", user=newsroom.secretary)]
    pages += [make.client(newsroom.secretary).get(f"/en/{held.slug}/office/{page}") for page in ("record/", "")]
    pages += [make.client(newsroom.secretary).get(reverse("api:export", args=[held.slug]))]
    pages += [
        make.client().get(f"/en/{held.slug}/{page}") for page in ("", "news/", "feeds/news.atom", "search/?q=Amal")
    ]
    for answer in pages:
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert MAIL.encode() not in body
    assert MAIL not in _page_of(out)
    assert MAIL not in conference_file_text(held)
    assert WORDS in conference_file_text(held)
    assert MAIL not in str(list(Entry.objects.values()))

    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("secretariat.public.views.replies.take_reply", broken)
    client = make.client()
    client.raise_request_exception = False
    with override_settings(ADMINS=[("Keeper", "keeper@example.org")]):
        sent = {"name": "Amal", "mail": MAIL, "text": "Other words", "token": token("reply", out.pk)}
        assert client.post(reply_address(out), sent).status_code == 500
    assert MAIL not in caplog.text
    assert all(MAIL not in message.body + str(message.alternatives) for message in mailoutbox)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_same_reply_from_four_hands_at_once_is_kept_once() -> None:
    article = make_news.article(make.conference())

    hands = [threads.in_thread(lambda: send(article)) for _hand in range(4)]
    for hand in hands:
        hand.join(20)

    assert Reply.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_very_many_replies_at_once_no_more_are_kept_than_the_bound() -> None:
    article = make_news.article(make.conference())
    NewsroomRules.objects.create(conference=article.conference, replies_an_hour=1)

    hands = [threads.in_thread(partial(send, article, text=f"Reply {number}")) for number in range(12)]
    for hand in hands:
        hand.join(20)

    assert Reply.objects.count() == BOUND
