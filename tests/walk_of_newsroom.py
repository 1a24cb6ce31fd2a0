"""The part of the walk over every address that leads through newsroom."""

from typing import Any

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.newsroom.models import Pin, PressItem
from tests import make_news
from tests.walk_of_documents import a_file

POSTED = "posted"
OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
# Who reads what is not out yet, and who writes it.
SEES: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.READER, Role.RAPPORTEUR, Role.PRESS_OFFICER}
WORKS: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.PRESS_OFFICER}

# Who gets the page, and who is told they may not; everybody else of the office gets 404.
EVERY_OFFICER: tuple[set[str], set[str]] = (OFFICE, set())
WHO_SEES: tuple[set[str], set[str]] = (SEES, set())
WHO_ADDS: tuple[set[str], set[str]] = (WORKS, OFFICE - WORKS)
WHO_CHANGES: tuple[set[str], set[str]] = (WORKS, SEES - WORKS)
BY_POST: tuple[set[str], set[str]] = ({POSTED}, set())

EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "newsroom:articles": EVERY_OFFICER,
    "newsroom:article": WHO_SEES,
    "newsroom:draft_article": WHO_ADDS,
    "newsroom:revise_article": WHO_CHANGES,
    "newsroom:correct_article": WHO_CHANGES,
    "newsroom:publish_article": WHO_CHANGES,
    "newsroom:withdraw_article": WHO_CHANGES,
    "newsroom:submit_article": BY_POST,
    "newsroom:pin_related": BY_POST,
    "newsroom:unpin_related": BY_POST,
    "newsroom:pictures": EVERY_OFFICER,
    "newsroom:picture_file": WHO_SEES,
    "newsroom:add_picture": WHO_ADDS,
    "newsroom:revise_picture": WHO_CHANGES,
    "newsroom:press_kit": EVERY_OFFICER,
    "newsroom:add_press_item": WHO_ADDS,
    "newsroom:revise_press_item": WHO_CHANGES,
    "newsroom:remove_press_item": BY_POST,
}


def rows_of_newsroom(conference: Conference, **kept: Any) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it."""
    draft = make_news.draft(conference, **kept)
    file = a_file(conference)
    picture = make_news.picture(conference, large=file, small=file)
    item = PressItem.objects.create(
        conference=conference, kind="contact", title=draft.title, text=draft.title, entered_by=draft.entered_by
    )
    pin = Pin.objects.create(conference=conference, article=draft, related=make_news.draft(conference, **kept))
    return {
        **dict.fromkeys(
            (
                "newsroom:article",
                "newsroom:revise_article",
                "newsroom:correct_article",
                "newsroom:publish_article",
                "newsroom:withdraw_article",
                "newsroom:submit_article",
                "newsroom:pin_related",
            ),
            draft,
        ),
        "newsroom:unpin_related": pin,
        "newsroom:picture_file": (picture, "small"),
        "newsroom:revise_picture": picture,
        "newsroom:revise_press_item": item,
        "newsroom:remove_press_item": item,
    }
