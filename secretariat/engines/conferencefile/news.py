"""What the newsroom tells in a conference file: articles, the press kit and the rules of replies."""

from typing import Annotated, Literal

from pydantic import Field, Strict

from secretariat.engines.conferencefile.values import (
    ArticleKey,
    Citation,
    FileName,
    Language,
    LineOf100,
    LineOf300,
    LongText,
    Moment,
    Part,
    PartyCode,
    Sensitivity,
    Several,
    Text,
    Words,
    Yes,
    cited,
    seen_by,
)

ArticleKind = Literal["news", "press release", "statement", "media advisory"]
ArticleState = Literal["draft", "ready", "published", "withdrawn"]
PressItemKind = Literal["picture", "logo", "fact sheet", "document", "contact"]
Days = Annotated[int, Strict(), Field(ge=1, le=365)]
Replies = Annotated[int, Strict(), Field(ge=1, le=1_000)]


class PictureData(Part):
    """The picture of an article, or of a piece of the press kit."""

    file: FileName = Field(description="Name of the file that holds it, without a folder.")
    alternative: Text = Field(description="What it shows, for those who do not see it.")
    credit: LineOf300 = Field(description="Whose picture it is.")
    licence: LineOf300 | None = Field(None, description="On what terms it may be used.")


class CorrectionData(Part):
    """What was wrong in an article that was out."""

    text: Text = Field(description="What was wrong.")
    at: Moment = Field(description="When it was corrected.")


class ReplyData(Part):
    """What a reader wrote, as it was published; no mail address is ever part of it."""

    name: LineOf100 = Field(description="The name the reader gave.")
    at: Moment = Field(description="When it came in.")
    text: Words = Field(description="What the reader wrote.")
    language: Language | None = Field(None, description="The language of the page on which it was written.")


class ArticleData(Part):
    """What the secretariat tells the public."""

    key: ArticleKey = Field(description="Its word in addresses.")
    kind: ArticleKind = Field("news", description="What kind of article it is.")
    title: Text = Field(description="Its title.")
    lead: Text | None = Field(None, description="What it says in a sentence or two.")
    body: LongText | None = Field(None, description="Its text, in Markdown.")
    byline: LineOf300 | None = Field(None, description="Who wrote it.")
    picture: PictureData | None = Field(None, description="Its picture.")
    original: Language = Field("en", description="Language in which it was written.")
    languages: Several[Language] = Field((), description="Languages in which it is published.")
    state: ArticleState = Field("draft", description="How far it has come.")
    embargo: Moment | None = Field(None, description="Before when nobody sees it.")
    published: Moment | None = Field(None, description="Since when the public sees it.")
    withdrawn: Text | None = Field(None, description="Why it was withdrawn.")
    takes_replies: Yes = Field(True, description="Whether readers may reply.")  # noqa: FBT003 - a default, no switch
    parties: Several[PartyCode] = Field((), description="Codes of the parties it is about.")
    topics: Several[Text] = Field((), description="Topics it is about, as positions name them.")
    pins: Several[ArticleKey] = Field((), description="Keys of articles that are shown beside it.")
    corrections: Several[CorrectionData] = Field((), description="What was wrong in it, oldest first.")
    replies: Several[ReplyData] = Field((), description="Replies that were published, oldest first.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()


class PressItemData(Part):
    """A piece of the press kit."""

    kind: PressItemKind = Field(description="What it is.")
    title: Text = Field(description="Its title.")
    text: LongText | None = Field(None, description="What is said of it, or whom to ask.")
    file: FileName | None = Field(None, description="Name of the file that holds it, without a folder.")
    picture: PictureData | None = Field(None, description="Its picture.")
    credit: LineOf300 | None = Field(None, description="Whose it is.")
    licence: LineOf300 | None = Field(None, description="On what terms it may be used.")
    public: Yes = Field(False, description="Whether the public sees it.")  # noqa: FBT003 - a default, no switch


class NewsroomData(Part):
    """Rules by which replies are taken and moderated."""

    takes_replies: Yes = Field(True, description="Whether articles take replies.")  # noqa: FBT003 - a default
    mail_days: Days = Field(30, description="For how many days mail addresses of readers are kept.")
    replies_an_hour: Replies = Field(5, description="How many replies one address may send in an hour.")
    takes_media_requests: Yes = Field(False, description="Whether media may ask on the public site.")  # noqa: FBT003
    words: Several[LineOf100] = Field((), description="Words that a moderator is to look at.")
