"""What programs read and do in the newsroom: nothing before its hour, no language under way, no mail of a reader."""

import base64
import io
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.newsroom.models import Article, Correction, Pin, PressItem
from tests import make, make_api, make_news
from tests.api import tried

pytestmark = pytest.mark.django_db
PUBLIC = {"newsroom/published", "newsroom/public_press_kit", "newsroom/published_replies"}
OF_MODERATORS = {"newsroom/replies", "newsroom/reports", "newsroom/media_requests", "newsroom/rules"}
SECRET = "Not for tonight"


def news() -> SimpleNamespace:
    """A conference with an article that is out, one under embargo, a draft, a restricted one, and what belongs to them."""
    conference = make.conference()
    article = make_news.article(
        conference,
        title=make_news.said("It began", ar=SECRET),
        body=make_news.said("The conference began. [[pledge:77]]", ar=SECRET),
        languages=["en"],
    )
    later = timezone.now() + timedelta(days=3)
    embargoed = make_news.article(conference, title=make_news.said(SECRET), published_at=later, embargo_at=later)
    draft = make_news.draft(conference, title=make_news.said(SECRET), body=make_news.said(SECRET))
    restricted = make_news.draft(conference, title=make_news.said("Owls alone"), sensitivity="restricted")
    picture = make_news.picture(conference)
    kit = PressItem.objects.create(
        conference=conference,
        kind="contact",
        title=make_news.said("Press office"),
        text=make_news.said("Ask Amal."),
        is_public=True,
        entered_by=make._house_hand(),
    )
    PressItem.objects.create(
        conference=conference,
        kind="contact",
        title=make_news.said(SECRET),
        text=make_news.said("B"),
        entered_by=make._house_hand(),
    )
    reply = make_news.reply(article, state="published", mail="reader@example.org", sender="f" * 64)
    waiting = make_news.reply(article, "Still unread", mail="other@example.org")
    report = make_news.report(reply)
    request = make_news.media_request(conference)
    pin = Pin.objects.create(conference=conference, article=article, related=embargoed)
    Correction.objects.create(
        conference=conference,
        article=article,
        text=make_news.said("The day"),
        at=make.NOON,
        entered_by=make._house_hand(),
    )
    return SimpleNamespace(**locals())


def program_of(world: Any, role: str, **fields: Any) -> make_api.Program:
    return make_api.program(world.conference, make.user(role, world.conference, **fields))


def officer_of(world: Any) -> make_api.Program:
    return program_of(world, Role.PRESS_OFFICER)


def seen_by(program: make_api.Program) -> set[str]:
    return {path for path in tried.names_of("newsroom") if tried.shown(program, path)}


def told_to(program: make_api.Program, *paths: str) -> str:
    return "".join(program.get(path).content.decode() for path in paths or tried.names_of("newsroom"))


def test_a_press_officer_reads_every_row_in_lists_and_alone() -> None:
    world = news()
    program = officer_of(world)
    tried.done(program, "newsroom.revise_newsroom_rules", None, {"details": {"mail_days": 10}})
    for path in tried.names_of("newsroom"):
        rows = tried.shown(program, path)
        assert rows, path
        assert program.get(f"{path}/{rows[0]['id']}").json()["data"] == rows[0]


def test_a_restricted_article_is_read_by_secretaries_alone() -> None:
    world = news()

    assert "Owls alone" in told_to(program_of(world, Role.SECRETARY))
    assert "Owls alone" not in told_to(officer_of(world))


@pytest.mark.parametrize("role", [Role.READER, Role.RAPPORTEUR, Role.DESK_OFFICER])
def test_who_reads_drafts_but_does_not_moderate_reads_no_replies(role: str) -> None:
    program = program_of(news(), role)

    assert seen_by(program) == set(tried.names_of("newsroom")) - OF_MODERATORS
    assert "Still unread" not in told_to(program)


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.DOOR_OFFICER])
def test_who_prepares_no_news_reads_what_everybody_reads(role: str) -> None:
    world = news()
    party = {"party": make.party("LB")} if role == Role.FOCAL_POINT else {}
    program = program_of(world, role, **party)

    assert seen_by(program) == PUBLIC
    assert SECRET not in told_to(program)


def test_strangers_read_what_is_out_in_its_languages_and_without_references() -> None:
    world = news()
    stranger = make_api.Program(world.conference)

    [row] = tried.shown(stranger, "newsroom/published")

    assert row["id"] == world.article.pk
    assert [(each["language"], each["title"]) for each in row["words"]] == [("en", "It began")]
    assert row["words"][0]["body"].strip() == "The conference began."
    told = told_to(stranger, *PUBLIC)
    for word in (SECRET, "reader@example.org", "Still unread", "Owls alone", "pledge:77"):
        assert word not in told
    for path in set(tried.names_of("newsroom")) - PUBLIC:
        assert stranger.get(path).status_code == 401, path


def test_under_embargo_nothing_is_told_until_the_minute() -> None:
    world = news()
    stranger = make_api.Program(world.conference)
    Article.objects.filter(pk=world.embargoed.pk).update(published_at=timezone.now() + timedelta(hours=1))
    assert stranger.get(f"newsroom/published/{world.embargoed.pk}").status_code == 404

    Article.objects.filter(pk=world.embargoed.pk).update(published_at=timezone.now() - timedelta(minutes=1))

    assert stranger.get(f"newsroom/published/{world.embargoed.pk}").status_code == 200


def test_no_mail_of_a_reader_and_no_sender_is_told_to_anybody() -> None:
    program = program_of(news(), Role.SECRETARY)

    told = told_to(program)

    assert "reader@example.org" not in told
    assert "other@example.org" not in told
    assert "f" * 64 not in told


def test_a_conference_that_is_not_public_tells_strangers_nothing() -> None:
    world = news()
    world.conference.is_public = False
    world.conference.save(update_fields=["is_public"])

    assert make_api.Program(world.conference).get("newsroom/published").status_code == 404
    assert seen_by(program_of(world, Role.DOOR_OFFICER)) == set()


def test_another_conference_is_not_read() -> None:
    news()
    other = make.conference("another-2021")
    program = make_api.program(other, make.user(Role.SECRETARY, other))

    for path in tried.names_of("newsroom"):
        assert tried.shown(program, path) == [], path


def jpeg() -> str:
    written = io.BytesIO()
    Image.new("RGB", (400, 300), "#7a8a99").save(written, "JPEG")
    return base64.b64encode(written.getvalue()).decode()


Case = Callable[[Any], tried.Said]
GOOD: dict[str, Case] = {
    "newsroom.draft_article": lambda _w: (
        None,
        {
            "details": {"title": {"en": "It ended"}, "languages": ["en"]},
            "about": {"parties": ["SY"]},
        },
    ),
    "newsroom.revise_article": lambda w: (w.draft, {"details": {"byline": "The press office"}}),
    "newsroom.submit_article": lambda w: (w.draft, {}),
    "newsroom.publish_article": lambda w: (w.draft, {"embargo_at": "2198-01-01T00:00:00Z"}),
    "newsroom.correct_article": lambda w: (
        w.article,
        {"mended": {"details": {"title": {"en": "It has begun"}}, "what": {"en": "The title."}}},
    ),
    "newsroom.withdraw_article": lambda w: (w.article, {"reason": {"en": "It was not so."}}),
    "newsroom.pin_related": lambda w: (w.article, {"related": w.draft.pk}),
    "newsroom.unpin_related": lambda w: (w.pin, {}),
    "newsroom.add_picture": lambda _w: (
        None,
        {
            "drawn": {"name": "hall.jpg", "content": jpeg()},
            "details": {"name": "hall", "alternative": {"en": "The hall"}, "credit": "Amal"},
        },
    ),
    "newsroom.revise_picture": lambda w: (w.picture, {"details": {"credit": "Basim"}}),
    "newsroom.add_press_item": lambda _w: (
        None,
        {"details": {"kind": "contact", "title": {"en": "Ask"}, "text": {"en": "Carla"}}},
    ),
    "newsroom.revise_press_item": lambda w: (w.kit, {"details": {"credit": "Basim"}}),
    "newsroom.remove_press_item": lambda w: (w.kit, {}),
    "newsroom.publish_reply": lambda w: (w.waiting, {}),
    "newsroom.refuse_reply": lambda w: (w.waiting, {"reason": "It insults people."}),
    "newsroom.publish_replies": lambda w: (None, {"replies": [w.waiting.pk], "seen": {str(w.waiting.pk): 1}}),
    "newsroom.refuse_replies": lambda w: (None, {"replies": [w.waiting.pk], "reason": "It insults people."}),
    "newsroom.settle_report": lambda w: (w.report, {}),
    "newsroom.refuse_media_request": lambda w: (w.request, {"reason": "No such outlet."}),
    "newsroom.revise_newsroom_rules": lambda _w: (None, {"details": {"words": ["spam"], "mail_days": 20}}),
}


def test_each_deed_is_tried_here() -> None:
    assert set(tried.doers_of("newsroom")) == {*GOOD, "newsroom.take_up_media_request"}


@pytest.mark.parametrize("verb", GOOD)
def test_a_press_officer_does_each_deed_and_it_is_recorded(verb: str) -> None:
    world = news()
    assert tried.is_recorded(officer_of(world), verb, GOOD[verb](world))


@pytest.mark.parametrize("verb", GOOD)
def test_a_reader_and_officers_of_other_desks_do_none(verb: str) -> None:
    world = news()
    assert tried.is_refused_to_others(world.conference, verb, GOOD[verb](world), desk="figures")


def test_an_outlet_is_taken_up_and_a_state_is_none() -> None:
    world = news()
    make.party("LB")
    secretary = program_of(world, Role.SECRETARY)

    assert tried.done(officer_of(world), "newsroom.take_up_media_request", world.request, {}).status_code == 403
    refused = tried.done(secretary, "newsroom.take_up_media_request", world.request, {"party": "LB"})
    assert refused.status_code in {409, 422}, refused.content
    assert refused.json()["errors"][0]["pointer"] == "/party"
    assert tried.done(secretary, "newsroom.take_up_media_request", world.request, {}).status_code == 200


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("draft_article", {"details": {"title": {"en": " "}}}),
        ("draft_article", {"details": {"title": {"en": "A"}, "sensitivity": "public"}}),
        ("draft_article", {"details": {"title": {"en": "A"}, "sensitivity": "restricted"}}),
        ("draft_article", {"details": {"title": {"en": "A"}, "key": "-x!"}}),
        ("draft_article", {"details": {"title": {"en": "A"}, "body": {"en": "x" * 200_001}}}),
        ("draft_article", {"details": {"title": {"en": "A"}}, "about": {"parties": ["ZZ"]}}),
        ("draft_article", {"details": {"title": {"en": "A"}}, "about": {"topics": [2**40]}}),
        ("publish_article", {"embargo_at": "2000-01-01T00:00:00Z"}),
        ("publish_article", {"embargo_at": "soon"}),
        ("withdraw_article", {"reason": {}}),
        ("correct_article", {"mended": {"details": {"title": None}}}),
        ("correct_article", {"mended": {"details": {"title": {"en": "New"}}}}),
        (
            "add_picture",
            {
                "drawn": {"name": "a.svg", "content": "PHN2Zz4="},
                "details": {"name": "a", "alternative": {"en": "A"}, "credit": "B"},
            },
        ),
        ("add_press_item", {"details": {"kind": "document", "title": {"en": "A"}}}),
        ("revise_newsroom_rules", {"details": {"mail_days": 0}}),
        ("revise_newsroom_rules", {"details": {"words": ["x" * 81]}}),
    ],
)
def test_what_a_form_refuses_a_body_is_refused_for(verb: str, body: Any) -> None:
    world = news()
    on = {"publish_article": world.draft, "withdraw_article": world.article, "correct_article": world.article}.get(verb)

    answer = tried.done(officer_of(world), f"newsroom.{verb}", on, body)

    assert answer.status_code in {400, 409, 422}, answer.content
    assert answer.json()["detail"]
    assert not Entry.objects.filter(verb=f"newsroom.{verb}").exists()


def test_a_correction_leaves_what_it_does_not_name() -> None:
    world = news()
    body = {"mended": {"details": {"byline": "Amal"}, "what": {"en": "The byline."}}}

    assert tried.done(officer_of(world), "newsroom.correct_article", world.article, body).status_code == 200

    kept = Article.objects.get(pk=world.article.pk)
    assert (kept.byline, kept.title.data["ar"]) == ("Amal", SECRET)


def test_rows_of_another_conference_are_no_rows_here() -> None:
    world = news()
    other = make.conference("another-2021")
    article, picture = make_news.article(other), make_news.picture(other)
    program = officer_of(world)

    for verb, on, body in (
        ("pin_related", world.article, {"related": article.pk}),
        ("revise_article", world.draft, {"details": {"picture": picture.pk}}),
        ("publish_replies", None, {"replies": [make_news.reply(article).pk]}),
    ):
        assert tried.done(program, f"newsroom.{verb}", on, body).status_code == 422, verb
    assert tried.done(program, "newsroom.submit_article", article, {}).status_code == 404


def test_rubbish_is_refused_with_a_sentence_and_nothing_breaks(settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 1_000_000
    world = news()

    found = tried.statuses_of_rubbish(program_of(world, Role.SECRETARY), "newsroom")

    assert {status for some in found.values() for status in some} <= tried.BY_RULES
    assert all(422 in found[f"newsroom.{verb}"] for verb in ("draft_article", "add_picture", "correct_article"))


@pytest.mark.parametrize("path", tried.names_of("newsroom"))
def test_a_list_asks_the_database_as_often_for_thirty_rows(path: str, django_assert_max_num_queries: Any) -> None:
    world = news()
    program = officer_of(world)
    # The minute's allowance is fetched once.
    program.get("newsroom/pins")
    # Token, and rows; and one for each list in them.
    with django_assert_max_num_queries(5):
        assert program.get(path).status_code == 200
    for number in range(30):
        more = make_news.article(world.conference)
        make_news.report(make_news.reply(more, f"Words {number}", state="published"))
        make_news.media_request(world.conference, f"Outlet {number}")
        Pin.objects.create(conference=world.conference, article=more, related=world.article)
    program.get("newsroom/pins")
    with django_assert_max_num_queries(5):
        assert program.get(path).status_code == 200
