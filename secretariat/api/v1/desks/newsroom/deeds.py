"""The deeds of the desk ``newsroom``."""

from collections.abc import Collection
from typing import Annotated, Any, Literal

from django.db.models import Q
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString
from pydantic import Field

from secretariat.api.v1.asking import Asking
from secretariat.api.v1.deeds import FILE, Deed, FileShape, Given, level, row_of, rows_of, upload
from secretariat.api.v1.given import line, listed, optional, or_none, said, text
from secretariat.api.v1.judging import judged_languages
from secretariat.api.v1.refusals import wrong
from secretariat.api.v1.shapes import Id, IdInText, Language, PartyCode, Shape, texts
from secretariat.api.v1.shapes import words as words_of
from secretariat.audit.action import Refused
from secretariat.conference.models import Conference
from secretariat.dossier.models import Topic
from secretariat.engines.markup import LONGEST
from secretariat.newsroom.actions import ARTICLE_FIELDS, PICTURE_FIELDS, PRESS_ITEM_FIELDS, About, Mended
from secretariat.newsroom.actions.rules import RULES_FIELDS
from secretariat.newsroom.models import (
    Article,
    ArticleKind,
    ArticleParty,
    ArticleTopic,
    NewsroomRules,
    Picture,
    PressItem,
)
from secretariat.newsroom.queries import rules_of
from secretariat.newsroom.queries.articles import parties_known, topics_known
from secretariat.newsroom.queries.media import outlets_alike
from secretariat.newsroom.queries.pictures import Drawn, drawn_from
from secretariat.parties.models import Party

ARTICLES, PICTURES, KIT = "newsroom/articles", "newsroom/pictures", "newsroom/press_kit"
REPLIES, REQUESTS = "newsroom/replies", "newsroom/media_requests"
MOST_ABOUT = 500


# ---- what is asked in a form of its own ------------------------------------------------------------------------------


class AboutShape(Shape):
    """Whom and what an article is about, as a whole."""

    parties: Annotated[list[PartyCode], Field(max_length=MOST_ABOUT)] = []
    topics: Annotated[list[Id], Field(max_length=MOST_ABOUT)] = []


class MendedDetails(Shape):
    """What is to be read otherwise; what is left out stays."""

    kind: Literal[tuple(ArticleKind.values)] | None = None  # type: ignore[valid-type]
    title: texts(500, is_needed=True, is_line=True) | None = None  # type: ignore[valid-type]
    lead: texts(4000) | None = None  # type: ignore[valid-type]
    body: texts(LONGEST) | None = None  # type: ignore[valid-type]
    byline: words_of(300, is_line=True) | None = None  # type: ignore[valid-type]
    picture: Id | None = None
    original_language: Language | None = None
    languages: Annotated[list[Language], Field(max_length=6)] | None = None
    takes_replies: bool | None = None


class MendedShape(Shape):
    """An article as it should have read, and what was wrong in it."""

    details: MendedDetails
    what: texts(4000) = {}  # type: ignore[valid-type]
    about: AboutShape | None = None


def _spoken(value: str | list[str], asking: Asking, pointer: str) -> Any:
    """Languages of the conference, each once."""
    chosen: Collection[str] = [value] if isinstance(value, str) else value
    judged_languages(chosen, asking, pointer)
    return value if isinstance(value, str) else list(dict.fromkeys(value))


def _about(value: AboutShape, asking: Asking, pointer: str) -> About:
    """Parties and subjects of which this person knows, or that an article names already."""
    user, held = asking.user, asking.conference
    named = ArticleParty.objects.filter(conference=held).order_by().values("party")
    treated = ArticleTopic.objects.filter(conference=held).order_by().values("topic")
    invited = parties_known(user, held).order_by().values("pk")
    parties = {each.code: each for each in Party.objects.filter(Q(pk__in=invited) | Q(pk__in=named))}
    for place, code in enumerate(value.parties):
        if code not in parties:
            sentence = _("The office does not show you a party %(code)s.") % {"code": code}
            raise wrong(sentence, pointer=f"{pointer}/parties/{place}")
    known = topics_known(user, held).order_by().values("pk")
    topics = rows_of(lambda _asking: Topic.objects.filter(Q(pk__in=known) | Q(pk__in=treated), conference=held))
    return About([parties[code] for code in value.parties], topics.made(value.topics, asking, f"{pointer}/topics"))


def _mended(value: MendedShape, asking: Asking, pointer: str) -> Mended:
    details: dict[str, Any] = {}
    for name in value.details.model_fields_set:
        given, here = _MENDED.get(name), f"{pointer}/details/{name}"
        kept = getattr(value.details, name)
        if kept is None and name != "picture":
            raise wrong(_("Say something, or leave it out."), pointer=here)
        details[name] = given.made(kept, asking, here) if given else kept
    what = said(4000).made(value.what, asking, f"{pointer}/what")
    about = _about(value.about, asking, f"{pointer}/about") if value.about is not None else None
    return Mended(details, LazyI18nString("") if what == "" else what, about)


def _drawn(value: FileShape, asking: Asking, pointer: str) -> Drawn:
    try:
        return drawn_from(upload(value, asking, pointer))
    except Refused as refused:
        raise wrong(str(refused), pointer=pointer) from refused


def _level(value: str, asking: Asking, pointer: str) -> str:
    """What is published is public by itself; before, it is the secretariat's or restricted."""
    return level(value, asking, pointer)


def _outlet(value: str, asking: Asking, pointer: str) -> Party:
    """An outlet of the register that may be the one that asks, as the office proposes them."""
    alike = {each.party.code: each.party for each in outlets_alike(asking.thing.outlet)}
    if value not in alike:
        sentence = _("No outlet %(code)s of a like name is in the register. Leave it out, and the outlet is added.")
        raise wrong(sentence % {"code": value}, pointer=pointer)
    return alike[value]


def _rules(conference: Any) -> NewsroomRules:
    assert isinstance(conference, Conference)  # noqa: S101 - the deed is one on the conference
    return rules_of(conference)


PICTURE = row_of(lambda asking: Picture.objects.in_office_of(asking.person).filter(conference=asking.conference))
SPOKEN = Given(Annotated[list[Language], Field(max_length=6)], _spoken, is_needed=False)
_MENDED = {
    "title": said(500),
    "lead": said(4000),
    "body": said(LONGEST),
    "picture": or_none(PICTURE),
    "original_language": Given(Language, _spoken),
    "languages": SPOKEN,
}
_ARTICLE = {
    "details.key": line(80, is_needed=False),
    "details.lead": said(4000),
    "details.body": said(LONGEST),
    "details.picture": or_none(PICTURE),
    "details.original_language": Given(Language, _spoken, is_needed=False),
    "details.languages": SPOKEN,
    "details.sensitivity": Given(Literal["secretariat", "restricted"], _level, is_needed=False),
    "about": Given(AboutShape, _about, is_needed=False),
}
DRAWN = Given(FileShape, _drawn)
ITEM = {"details.text": said(4000), "details.picture": or_none(PICTURE), "upload": optional(FILE)}
SEEN = Given(dict[IdInText, Annotated[int, Field(ge=0, le=2**31 - 1, strict=True)]], is_needed=False)

# ---- the deeds -------------------------------------------------------------------------------------------------------

_ARTICLES = (
    Deed("newsroom.draft_article", details=ARTICLE_FIELDS, of=Article, makes=True, given=_ARTICLE),
    Deed("newsroom.revise_article", ARTICLES, details=ARTICLE_FIELDS, given=_ARTICLE),
    Deed("newsroom.submit_article", ARTICLES),
    Deed("newsroom.publish_article", ARTICLES),
    Deed("newsroom.correct_article", ARTICLES, given={"mended": Given(MendedShape, _mended)}),
    Deed("newsroom.withdraw_article", ARTICLES, given={"reason": said(4000, is_needed=True)}),
    Deed("newsroom.pin_related", ARTICLES),
    Deed("newsroom.unpin_related", "newsroom/pins"),
)
_PICTURES = (
    Deed(
        "newsroom.add_picture",
        details=PICTURE_FIELDS,
        of=Picture,
        makes=True,
        given={"drawn": DRAWN},
        has_file=True,
    ),
    Deed("newsroom.revise_picture", PICTURES, details=PICTURE_FIELDS),
    Deed("newsroom.add_press_item", details=PRESS_ITEM_FIELDS, of=PressItem, makes=True, given=ITEM, has_file=True),
    Deed("newsroom.revise_press_item", KIT, details=PRESS_ITEM_FIELDS, given=ITEM, has_file=True),
    Deed("newsroom.remove_press_item", KIT),
)
_READERS = (
    Deed("newsroom.publish_reply", REPLIES),
    Deed("newsroom.refuse_reply", REPLIES, given={"reason": line(300)}),
    Deed("newsroom.publish_replies", given={"seen": SEEN}),
    Deed("newsroom.refuse_replies", given={"reason": line(300), "seen": SEEN}),
    Deed("newsroom.settle_report", "newsroom/reports"),
    Deed("newsroom.take_up_media_request", REQUESTS, given={"party": or_none(Given(PartyCode, _outlet))}),
    Deed("newsroom.refuse_media_request", REQUESTS, given={"reason": text(300)}),
    Deed(
        "newsroom.revise_newsroom_rules",
        details=RULES_FIELDS,
        of=NewsroomRules,
        current=_rules,
        given={"details.words": listed(words_of(80, least=1, is_line=True), 500)},
    ),
)
DEEDS: tuple[Deed, ...] = (*_ARTICLES, *_PICTURES, *_READERS)
LEFT_OUT: dict[str, str] = {
    "newsroom.erase_journalist": "Nothing brings it back: a person does it, on the page that says what goes.",
    "newsroom.erase_media_contact": "Nothing brings it back: a person does it, on the page that says what goes.",
    "newsroom.erase_reply": "Nothing brings it back: a person does it, on the page that says what goes.",
    "newsroom.forget_reply_mails": "The house does it by itself every night, in the days that the rules say.",
}
