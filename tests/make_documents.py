"""Builders of documents and their texts; plain, never through the door."""

from datetime import date
from typing import Any

from i18nfield.strings import LazyI18nString

from secretariat.conference.models import Conference
from secretariat.documents.models import (
    Adoption,
    Amendment,
    AmendmentParty,
    Document,
    Explanation,
    LanguageVersion,
    Paragraph,
    ParagraphTie,
    Support,
    TextVersion,
    Vote,
)
from tests import make


def said(text: str | LazyI18nString, **others: str) -> LazyI18nString:
    """A text in English, and in other languages if they are given; a text in several languages is one already."""
    if isinstance(text, LazyI18nString):
        return text
    return LazyI18nString({"en": text, **others})


def document(conference: Conference, symbol: str = "A/CONF.1/L.2", **fields: Any) -> Document:
    """A public draft of the outcome, issued on the first day."""
    number = Document.objects.filter(conference=conference).count() + 1
    values: dict[str, Any] = {"key": f"document-{number}", "symbol": symbol if number == 1 else f"{symbol}/{number}"}
    values |= {"title": said("Draft final statement", ar="مشروع البيان الختامي"), "kind": "draft outcome"}
    values |= {"state": "issued", "issued_date": date(2020, 11, 11)}
    return Document.objects.create(**make._fact(conference, {**values, **fields}))


def language(of: Document, code: str = "en", state: str = "original", **fields: Any) -> LanguageVersion:
    """A language version."""
    return LanguageVersion.objects.create(conference=of.conference, document=of, language=code, state=state, **fields)


def paragraph(
    of: Document, text: str | LazyI18nString = "Calls for the safe return of refugees", **fields: Any
) -> Paragraph:
    """An operative paragraph, after those that are there."""
    number = Paragraph.objects.filter(document=of).count() + 1
    values: dict[str, Any] = {"document": of, "key": f"p{number}", "position": number}
    values["text"] = said(text) if isinstance(text, str) else text
    values["sensitivity"] = of.sensitivity
    return Paragraph.objects.create(**make._fact(of.conference, {**values, **fields}))


def amendment(
    on: Paragraph, text: str | LazyI18nString = "Calls for the voluntary return", *codes: str, **fields: Any
) -> Amendment:
    """Other words for a paragraph, handed in by parties."""
    number = Amendment.objects.filter(document=on.document).count() + 1
    values: dict[str, Any] = {"document": on.document, "number": number, "paragraph": on, "text": said(text)}
    values |= {"base_text": on.text, "sensitivity": on.sensitivity}
    made = Amendment.objects.create(**make._fact(on.conference, {**values, **fields}))
    for code in codes or ("LB",):
        AmendmentParty.objects.create(conference=on.conference, amendment=made, party=make.party(code))
    return made


def support(on: Paragraph | Amendment, code: str = "IQ", stance: str = "supports", **fields: Any) -> Support:
    """How a party stands to a paragraph or an amendment."""
    name = "paragraph" if isinstance(on, Paragraph) else "amendment"
    return Support.objects.create(
        **{"conference": on.conference, "document": on.document, name: on, "party": make.party(code)},
        stance=stance,
        **fields,
    )


def text_version(of: Document, name: str = "First draft", **fields: Any) -> TextVersion:
    """The text as it stands, kept."""
    number = TextVersion.objects.filter(document=of).count() + 1
    content = [
        {"key": row.key, "kind": row.kind, "parent": None, "number": "", "text": dict(row.text.data)}
        for row in Paragraph.objects.filter(document=of, is_struck=False)
    ]
    values: dict[str, Any] = {"number": number, "name": name, "content": content, "sha256": "0" * 64}
    values["entered_by"] = make._house_hand()
    return TextVersion.objects.create(conference=of.conference, document=of, **{**values, **fields})


def adoption(of: Document, manner: str = "consensus", **fields: Any) -> Adoption:
    """A text that was adopted on the last day."""
    values: dict[str, Any] = {"document": of, "manner": manner, "adopted_date": "2020-11-12", "seal": "0" * 64}
    if "text" not in fields:
        values["text"] = text_version(of)
    values["sensitivity"] = of.sensitivity
    return Adoption.objects.create(**make._fact(of.conference, {**values, **fields}))


def vote(of: Adoption, code: str = "LB", choice: str = "for") -> Vote:
    """What a party voted."""
    return Vote.objects.create(conference=of.conference, adoption=of, party=make.party(code), choice=choice)


def explanation(of: Document, code: str = "LB", **fields: Any) -> Explanation:
    """What a party said about a text after it was adopted."""
    values: dict[str, Any] = {"document": of, "party": make.party(code), "text": said("We joined the consensus.")}
    values["sensitivity"] = of.sensitivity
    return Explanation.objects.create(**make._fact(of.conference, {**values, **fields}))


def tie(of: Paragraph, **to: Any) -> ParagraphTie:
    """A paragraph and the position or pledge that it answers."""
    return ParagraphTie.objects.create(conference=of.conference, document=of.document, paragraph=of, **to)
