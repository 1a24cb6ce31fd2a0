"""Papers in a conference file: their languages, their text and how it was negotiated and adopted."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from secretariat.engines.conferencefile.limits import DIGEST, PARAGRAPH_KEY
from secretariat.engines.conferencefile.values import (
    AddressKey,
    Citation,
    Day,
    DayOrMonth,
    FileName,
    LanguageCode,
    LineOf20,
    LineOf60,
    LineOf80,
    LineOf300,
    LongText,
    Moment,
    Part,
    PartyCode,
    Place,
    Sensitivity,
    Several,
    Text,
    Words,
    Yes,
    cited,
    seen_by,
)

DocumentKind = Literal[
    "agenda",
    "rules",
    "working paper",
    "information",
    "draft outcome",
    "outcome",
    "statement",
    "report",
    "participants",
    "other",
]
Distribution = Literal["general", "limited", "restricted"]
DocumentState = Literal["preparing", "issued", "withdrawn"]
VersionState = Literal["original", "missing", "in translation", "translated", "reviewed"]
ParagraphKind = Literal["heading", "preambular", "operative", "plain"]
AmendmentKind = Literal["replace", "insert", "strike"]
AmendmentState = Literal["proposed", "bracketed", "accepted", "rejected", "withdrawn"]
Stance = Literal["supports", "opposes", "reserves", "silent"]
Manner = Literal["consensus", "vote", "not stated"]
VoteChoice = Literal["for", "against", "abstaining", "not voting"]
ExplanationKind = Literal["before", "after", "reservation", "declaration"]
ParagraphKey = Annotated[str, StringConstraints(max_length=20, pattern=PARAGRAPH_KEY)]
SealValue = Annotated[str, StringConstraints(pattern=DIGEST)]
LineOf120 = Annotated[LineOf300, StringConstraints(max_length=120)]
WordsOf500 = Annotated[Words, StringConstraints(max_length=500)]


class LanguageVersionData(Part):
    """A document in one language."""

    language: LanguageCode = Field(description="The language.")
    state: VersionState = Field("missing", description="How far it has come.")
    due: Day | None = Field(None, description="Until when it is to be translated.")
    issued: Day | None = Field(None, description="Day on which it was handed out.")
    file: FileName | None = Field(None, description="Name of the file that holds it, without a folder.")
    note: LineOf300 | None = Field(None, description="What is to be known of it.")


class ParagraphTieData(Part):
    """A position or a pledge that a paragraph answers."""

    position: Place | None = Field(None, description="Which position of the list; the first is 1.")
    pledge: Place | None = Field(None, description="Which pledge of the list; the first is 1.")


class ParagraphData(Part):
    """A paragraph of the text that is worked on."""

    key: ParagraphKey | None = Field(None, description="Its name within the document; p1, p2 and so on if left out.")
    kind: ParagraphKind = Field("operative", description="What it is in the text.")
    parent: ParagraphKey | None = Field(None, description="Key of the paragraph that it stands under.")
    text: LongText = Field(description="Its words.")
    struck: Yes = Field(False, description="Whether it was struck out.")  # noqa: FBT003 - a default, no switch
    answers: Several[ParagraphTieData] = Field((), description="Positions and pledges that it answers.")
    sources: Several[Citation] = cited()


class StanceData(Part):
    """How a party stands to a paragraph or an amendment."""

    party: PartyCode = Field(description="Code of the party.")
    paragraph: ParagraphKey | None = Field(None, description="Key of the paragraph.")
    amendment: Place | None = Field(None, description="Number of the amendment.")
    stance: Stance = Field(description="How it stands to it.")
    note: WordsOf500 | None = Field(None, description="What is to be known of it.")
    said: DayOrMonth | None = Field(None, description="When it was said.")


class AmendmentData(Part):
    """What parties would have a text say."""

    number: Place = Field(description="Its number within the document.")
    kind: AmendmentKind = Field("replace", description="What it does to the text.")
    parties: Several[PartyCode] = Field((), description="Codes of the parties that hand it in.")
    paragraph: ParagraphKey | None = Field(None, description="Key of the paragraph it is about, or that it follows.")
    new_kind: ParagraphKind | None = Field(None, description="What the new paragraph is.")
    text: LongText | None = Field(None, description="The words it proposes.")
    base: LongText | None = Field(None, description="The words it was written against.")
    bracketed: LongText | None = Field(None, description="What the paragraph says while it is in brackets.")
    explanation: Text | None = Field(None, description="Why it is proposed.")
    said: DayOrMonth | None = Field(None, description="When it was handed in.")
    state: AmendmentState = Field("proposed", description="What became of it.")
    became: ParagraphKey | None = Field(None, description="Key of the paragraph that it became.")
    decided: Moment | None = Field(None, description="When it was decided.")
    sources: Several[Citation] = cited()


class WrittenData(Part):
    """A paragraph as it stood in a kept version."""

    key: ParagraphKey = Field(description="Its name within the document.")
    kind: ParagraphKind = Field("operative", description="What it was in the text.")
    parent: ParagraphKey | None = Field(None, description="Key of the paragraph that it stood under.")
    number: LineOf20 | None = Field(None, description="Its number then; counted anew if left out.")
    text: LongText = Field(description="Its words.")


class VersionData(Part):
    """The text as it stood at one time."""

    name: LineOf120 = Field(description="What the version is called.")
    based_on: Place | None = Field(
        None, description="Which earlier version of the list it was made of; the first is 1."
    )
    paragraphs: Several[WrittenData] = Field((), description="The text.")


class VoteData(Part):
    """What a party voted."""

    party: PartyCode = Field(description="Code of the party.")
    choice: VoteChoice = Field(description="What it voted.")


class AdoptionData(Part):
    """That a text was adopted: when and how."""

    date: DayOrMonth = Field(description="When it was adopted.")
    manner: Manner = Field("not stated", description="How it was adopted.")
    session: LineOf80 | None = Field(None, description="Key of the session.")
    version: Place | None = Field(
        None, description="Which version of the list was adopted; the text as it stands if left out."
    )
    votes: Several[VoteData] = Field((), description="Who voted how in a recorded vote.")
    note: Text | None = Field(None, description="What is to be known of it.")
    seal: SealValue | None = Field(None, description="SHA-256 over words, manner, date and votes; checked if given.")
    sources: Several[Citation] = cited()


class ExplanationData(Part):
    """What a party said about a text as it was adopted."""

    party: PartyCode = Field(description="Code of the party.")
    kind: ExplanationKind = Field("after", description="When and as what it was said.")
    text: LongText = Field(description="Its words.")
    said: DayOrMonth | None = Field(None, description="When it was said.")
    sources: Several[Citation] = cited()


class DocumentData(Part):
    """A paper of the conference."""

    key: AddressKey = Field(description="Its word in addresses.")
    symbol: LineOf60 | None = Field(None, description="Its symbol, as in A/CONF.1/L.2.")
    title: Text = Field(description="Its title.")
    kind: DocumentKind = Field("other", description="What kind of paper it is.")
    distribution: Distribution = Field("general", description="How far it is handed out.")
    state: DocumentState | None = Field(
        None, description="How far it has come; issued if it was adopted, in preparation otherwise, if left out."
    )
    party: PartyCode | None = Field(None, description="Code of the party that submitted it.")
    item: LineOf20 | None = Field(None, description="Number of the agenda item.")
    session: LineOf80 | None = Field(None, description="Key of the session.")
    revises: AddressKey | None = Field(None, description="Key of the document that it revises.")
    issued: Day | None = Field(None, description="Day on which it was first handed out.")
    withdrawn: Text | None = Field(None, description="Why it was withdrawn.")
    open: Yes = Field(False, description="Whether parties may hand in amendments.")  # noqa: FBT003 - a default
    deadline: Moment | None = Field(None, description="Until when they may.")
    languages: Several[LanguageVersionData] = Field((), description="Its language versions.")
    paragraphs: Several[ParagraphData] = Field((), description="Its text.")
    amendments: Several[AmendmentData] = Field((), description="What parties would have it say.")
    stances: Several[StanceData] = Field((), description="How parties stand to paragraphs and amendments.")
    versions: Several[VersionData] = Field((), description="The text as it was kept, oldest first.")
    adoption: AdoptionData | None = Field(None, description="That and how it was adopted.")
    explanations: Several[ExplanationData] = Field((), description="What parties said as it was adopted.")
    sources: Several[Citation] = cited()
    sensitivity: Sensitivity = seen_by()
