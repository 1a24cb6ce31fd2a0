"""The part of the walk over every address that leads through search, feeds and maps of the public site."""

from typing import Any

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.newsroom.models import PressItem
from tests import make_news
from tests.walk_of_documents import a_file

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

EVERYBODY: tuple[set[str], set[str]] = (ALL, set())
EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "robots": EVERYBODY,
    "sitemap": EVERYBODY,
    "sitemap_of": EVERYBODY,
    "public:news": EVERYBODY,
    "public:article": EVERYBODY,
    "public:search": EVERYBODY,
    "public:press": EVERYBODY,
    "public:press_zip": EVERYBODY,
    "public:press_file": EVERYBODY,
    "public:picture": EVERYBODY,
    "public:feed_atom": EVERYBODY,
    "public:feed_json": EVERYBODY,
}


def rows_of_the_site(conference: Conference, **kept: Any) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it."""
    del kept
    article = make_news.article(conference)
    file = a_file(conference)
    sheet = PressItem.objects.create(
        conference=conference,
        kind="fact sheet",
        title=article.title,
        file=file,
        picture=make_news.picture(conference, large=file, small=file),
        is_public=True,
        entered_by=article.entered_by,
    )
    return {
        "public:press_file": sheet,
        "public:picture": (sheet.picture, "small"),
        "public:article": article.key,
        "public:feed_atom": "pledges",
        "public:feed_json": "pledges",
        "sitemap_of": "1",
    }
