"""The part of the walk over every address that leads through replies and media requests."""

from typing import Any

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.newsroom.models import MediaPerson, NewsroomRules
from tests import make_news

POSTED = "posted"
OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
SEES: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.READER, Role.RAPPORTEUR}
DESK: set[str] = {Role.SECRETARY, Role.DESK_OFFICER}
FOCAL: set[str] = {Role.FOCAL_POINT}
# A public page is for everybody, signed in or not.
ALL: set[str] = {"stranger", *Role.values, "keeper", "secretary elsewhere"}

# Who gets the page, and who is told they may not; everybody else of the office gets 404.
EVERY_OFFICER: tuple[set[str], set[str]] = (OFFICE, set())
WHO_SEES: tuple[set[str], set[str]] = (SEES, set())
WHO_ADDS: tuple[set[str], set[str]] = (DESK, OFFICE - DESK)
WHO_CHANGES: tuple[set[str], set[str]] = (DESK, SEES - DESK)
BY_POST: tuple[set[str], set[str]] = ({POSTED}, set())

MODERATES: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.PRESS_OFFICER}
WHO_MODERATES: tuple[set[str], set[str]] = (MODERATES, OFFICE - MODERATES)
# Replies that nobody has read yet are not even known to the rest of the office.
WHO_DECIDES: tuple[set[str], set[str]] = (MODERATES, set())

EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "public:reply": (ALL, set()),
    "public:report_reply": (ALL, set()),
    "newsroom:replies": WHO_MODERATES,
    "newsroom:revise_newsroom_rules": WHO_MODERATES,
    "newsroom:refuse_reply": WHO_DECIDES,
    "newsroom:erase_reply": ({Role.SECRETARY}, MODERATES - {Role.SECRETARY}),
    "newsroom:erase_journalist": ({Role.SECRETARY}, MODERATES - {Role.SECRETARY}),
    "newsroom:erase_media_contact": ({Role.SECRETARY}, MODERATES - {Role.SECRETARY}),
    "newsroom:publish_reply": BY_POST,
    "newsroom:publish_replies": BY_POST,
    "newsroom:refuse_replies": BY_POST,
    "newsroom:settle_report": BY_POST,
    "newsroom:forget_reply_mails": BY_POST,
    "public:media_accreditation": (ALL, set()),
    "newsroom:media_requests": WHO_MODERATES,
    # With this an outlet stands among those who come: that is for whoever invites parties.
    "newsroom:take_up_media_request": (DESK, {Role.PRESS_OFFICER}),
    "newsroom:refuse_media_request": WHO_DECIDES,
}


def rows_of_replies(conference: Conference, **kept: Any) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it."""
    del kept
    article = make_news.article(conference)
    waiting, published = make_news.reply(article), make_news.reply(article, "So do I.", state="published")
    NewsroomRules.objects.update_or_create(conference=conference, defaults={"takes_media_requests": True})
    asked = make_news.media_request(conference)
    return {
        **{f"newsroom:{verb}_media_request": asked for verb in ("take_up", "refuse")},
        "newsroom:erase_media_contact": asked,
        "newsroom:erase_journalist": MediaPerson.objects.create(conference=conference, request=asked, name="Lina Aziz"),
        "public:reply": article.key,
        "public:report_reply": (article.key, published),
        "newsroom:publish_reply": waiting,
        "newsroom:refuse_reply": waiting,
        "newsroom:erase_reply": waiting,
        "newsroom:settle_report": make_news.report(published),
    }
