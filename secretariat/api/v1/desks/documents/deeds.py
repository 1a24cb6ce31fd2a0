"""The deeds of the desk ``documents``."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from pydantic import Field

from secretariat.api.v1.asking import Asking
from secretariat.api.v1.deeds import Deed, FileShape, Given, party, row_of, upload
from secretariat.api.v1.desks.documents import seen
from secretariat.api.v1.given import DAY_OR_MONTH, line, needed, optional, or_none, said
from secretariat.api.v1.judging import judged_past
from secretariat.api.v1.refusals import wrong
from secretariat.api.v1.shapes import Day, Id, Language, PartyCode, Shape, Text, texts
from secretariat.documents.actions import (
    ADOPTION_FIELDS,
    AMENDMENT_FIELDS,
    EXPLANATION_FIELDS,
    REVISED_FIELDS,
    Ballot,
    Seen,
    SeenText,
)
from secretariat.documents.actions.papers import DOCUMENT_FIELDS
from secretariat.documents.actions.texts import MOST_PARAGRAPHS, Place
from secretariat.documents.models import (
    Adoption,
    Amendment,
    Document,
    Explanation,
    LanguageVersion,
    Manner,
    ParagraphKind,
    VersionState,
    VoteChoice,
)
from secretariat.dossier.models import Position
from secretariat.engines.conferencefile.limits import LONGEST_TEXT
from secretariat.engines.wording import Written
from secretariat.pledges.models import Pledge

DOCUMENTS, PARAGRAPHS, AMENDMENTS = "documents/documents", "documents/paragraphs", "documents/amendments"
WORDS = said(LONGEST_TEXT, is_needed=True)
KIND = Given(Literal[tuple(ParagraphKind.values)])
PARAGRAPH = row_of(lambda asking: seen.paragraphs(asking.person, asking.conference))
AMENDMENT = row_of(lambda asking: seen.of_words(Amendment)(asking.person, asking.conference))
POSITION = row_of(lambda asking: Position.objects.in_office_of(asking.person).filter(conference=asking.conference))
PLEDGE = row_of(lambda asking: Pledge.objects.in_office_of(asking.person).filter(conference=asking.conference))


# ---- what is asked in a form of its own ------------------------------------------------------------------------------


class PlaceShape(Shape):
    """After which paragraph it stands, and under which; or first there. Nothing of it is: at the end of the text."""

    after: Id | None = None
    parent: Id | None = None
    is_first: bool = False


class WrittenShape(Shape):
    """A paragraph of a whole text; one that is there by the same key is given these words."""

    key: Annotated[Text, Field(min_length=1, max_length=20)]
    kind: Literal[tuple(ParagraphKind.values)]  # type: ignore[valid-type]
    text: texts(LONGEST_TEXT, is_needed=True)  # type: ignore[valid-type]
    parent: Annotated[Text, Field(max_length=20)] | None = None


class OnShape(Shape):
    """A paragraph or an amendment."""

    paragraph: Id | None = None
    amendment: Id | None = None


class TieShape(Shape):
    """A position that a party holds, or a pledge."""

    position: Id | None = None
    pledge: Id | None = None


class SeenShape(Shape):
    """The versions of the amendment and of its paragraph that were seen."""

    amendment: Annotated[int, Field(ge=0, le=2**31 - 1, strict=True)] | None = None
    paragraph: Annotated[int, Field(ge=0, le=2**31 - 1, strict=True)] | None = None


class SeenTextShape(Shape):
    """The version of the paper, and the digest of the text that was seen."""

    version: Annotated[int, Field(ge=0, le=2**31 - 1, strict=True)] | None = None
    digest: Annotated[Text, Field(max_length=64)] | None = None


class VoteShape(Shape):
    """What one party voted."""

    party: PartyCode
    choice: Literal[tuple(VoteChoice.values)]  # type: ignore[valid-type]


def _place(value: PlaceShape, asking: Asking, pointer: str) -> Place:
    after = or_none(PARAGRAPH).made(value.after, asking, f"{pointer}/after")
    parent = or_none(PARAGRAPH).made(value.parent, asking, f"{pointer}/parent")
    if parent is None and after is not None:
        parent = after.parent
    return Place(after, parent, value.is_first)


def _written(value: Iterable[WrittenShape], asking: Asking, pointer: str) -> list[Written]:
    found: list[Written] = []
    keys: set[str] = set()
    for place, each in enumerate(value):
        if each.key in keys:
            raise wrong(_("This key is named above already."), pointer=f"{pointer}/{place}/key")
        if each.parent is not None and each.parent not in keys:
            raise wrong(_("It stands under a paragraph that comes before it."), pointer=f"{pointer}/{place}/parent")
        said(LONGEST_TEXT).made(each.text, asking, f"{pointer}/{place}/text")
        keys.add(each.key)
        found.append(
            Written(each.key, each.kind, {code: words for code, words in each.text.items() if words}, each.parent)
        )
    return found


def _one_of(value: Any, names: dict[str, Given], asking: Asking, pointer: str) -> Any:
    chosen = [name for name in names if getattr(value, name) is not None]
    if len(chosen) != 1:
        raise wrong(_("Name one of these: %(names)s.") % {"names": ", ".join(names)}, pointer=pointer)
    return names[chosen[0]].made(getattr(value, chosen[0]), asking, f"{pointer}/{chosen[0]}")


def _on(value: OnShape, asking: Asking, pointer: str) -> Any:
    return _one_of(value, {"paragraph": PARAGRAPH, "amendment": AMENDMENT}, asking, pointer)


def _to(value: TieShape, asking: Asking, pointer: str) -> Any:
    return _one_of(value, {"position": POSITION, "pledge": PLEDGE}, asking, pointer)


def _ballot(value: Iterable[VoteShape], asking: Asking, pointer: str) -> Ballot:
    votes: dict[Any, str] = {}
    for place, each in enumerate(value):
        voter = party(each.party, asking, f"{pointer}/{place}/party")
        if voter in votes:
            raise wrong(_("A party votes once."), pointer=f"{pointer}/{place}/party")
        votes[voter] = each.choice
    return Ballot(votes)


def _upload(value: Any, asking: Asking, pointer: str) -> Any:
    return False if value is False else upload(value, asking, pointer)


def _issued(value: date, asking: Asking, pointer: str) -> date | None:
    return judged_past(value, asking, pointer)


PLACE = Given(PlaceShape, _place)
SEEN = Given(SeenShape, lambda value, _asking, _pointer: Seen(value.amendment, value.paragraph), is_needed=False)
WHOLE = {
    "paragraphs": Given(Annotated[list[WrittenShape], Field(min_length=1, max_length=MOST_PARAGRAPHS)], _written),
    "name": line(300),
    "seen": line(64, is_needed=False),
}
ON = Given(OnShape, _on)
_LANGUAGE = {
    "language": line(35),
    "details.state": Given(Literal[tuple(VersionState.values)]),
    "details.due_date": Given(Day | None, is_needed=False),
    "details.note": line(300, is_needed=False),
    "details.upload": Given(FileShape | Literal[False], _upload, is_needed=False),
}
_EXPLANATION = {"details.text": said(4000), "details.said_date": DAY_OR_MONTH}
_EXPLAINED = {"details.text": said(4000, is_needed=True), "details.said_date": DAY_OR_MONTH}
_AMENDED = {"details.text": said(LONGEST_TEXT), "details.explanation": said(4000), "details.said_date": DAY_OR_MONTH}

# ---- the deeds -------------------------------------------------------------------------------------------------------

_PAPERS = (
    Deed(
        "documents.register_document",
        details=DOCUMENT_FIELDS,
        of=Document,
        makes=True,
        given={"original": Given(Language, is_needed=False)},
    ),
    Deed("documents.revise_document", DOCUMENTS, details=DOCUMENT_FIELDS),
    Deed("documents.issue_document", DOCUMENTS, given={"issued_date": Given(Day, _issued)}),
    Deed("documents.withdraw_document", DOCUMENTS, given={"reason": said(4000, is_needed=True)}),
    Deed(
        "documents.set_language_version",
        DOCUMENTS,
        of=LanguageVersion,
        # What is not said of a language stays, whichever it is; and the tag is that of the paper.
        current=lambda _document: None,
        given=_LANGUAGE,
        leaves=("details", "version"),
        has_file=True,
    ),
)
_TEXTS = (
    Deed("documents.write_paragraph", DOCUMENTS, given={"kind": KIND, "text": WORDS, "where": optional(PLACE)}),
    Deed("documents.revise_paragraph", PARAGRAPHS, given={"text": WORDS, "kind": optional(KIND)}),
    Deed("documents.translate_paragraph", PARAGRAPHS, given={"text": WORDS}),
    Deed("documents.move_paragraph", PARAGRAPHS, given={"where": PLACE}),
    Deed("documents.strike_paragraph", PARAGRAPHS),
    Deed("documents.restore_paragraph", PARAGRAPHS),
    Deed("documents.tie_paragraph", PARAGRAPHS, given={"to": Given(TieShape, _to)}),
    Deed("documents.untie_paragraph", "documents/ties"),
    Deed("documents.keep_version", DOCUMENTS, given={"name": line(120, is_needed=False)}),
    Deed("documents.write_text", DOCUMENTS, given=WHOLE, has_file=True),
    Deed("documents.bring_in_text", DOCUMENTS, given=WHOLE, has_file=True),
    Deed("documents.merge_versions", DOCUMENTS, given=WHOLE, has_file=True),
)
_NEGOTIATION = (
    Deed("documents.open_text", DOCUMENTS),
    Deed("documents.close_text", DOCUMENTS),
    Deed("documents.amend", DOCUMENTS, details=AMENDMENT_FIELDS, of=Amendment, makes=True, given=_AMENDED),
    Deed("documents.revise_amendment", AMENDMENTS, details=REVISED_FIELDS, given=_AMENDED),
    Deed("documents.join_amendment", AMENDMENTS),
    Deed("documents.withdraw_amendment", AMENDMENTS),
    Deed("documents.accept_amendment", AMENDMENTS, given={"words": said(LONGEST_TEXT), "seen": SEEN}),
    Deed("documents.bracket_amendment", AMENDMENTS, given={"seen": SEEN}),
    Deed("documents.reject_amendment", AMENDMENTS, given={"seen": SEEN}),
    Deed(
        "documents.take_stance",
        DOCUMENTS,
        given={
            "on": ON,
            "stance": Given(Literal["supports", "opposes", "reserves"]),
            "note": line(500, is_needed=False),
        },
    ),
    Deed("documents.clear_stance", "documents/stances"),
)
_ADOPTION = (
    Deed(
        "documents.adopt",
        DOCUMENTS,
        details=ADOPTION_FIELDS,
        of=Adoption,
        makes=True,
        given={
            "details.manner": Given(Literal[tuple(Manner.values)]),
            "details.adopted_date": needed(DAY_OR_MONTH),
            "details.note": said(4000),
            "ballot": Given(Annotated[list[VoteShape], Field(max_length=500)], _ballot, is_needed=False),
            "seen": Given(
                SeenTextShape,
                lambda value, _asking, _pointer: SeenText(value.version, value.digest),
                is_needed=False,
            ),
        },
    ),
    Deed("documents.explain", DOCUMENTS, details=EXPLANATION_FIELDS, of=Explanation, makes=True, given=_EXPLAINED),
    Deed("documents.revise_explanation", "documents/explanations", details=EXPLANATION_FIELDS, given=_EXPLANATION),
)
DEEDS: tuple[Deed, ...] = (*_PAPERS, *_TEXTS, *_NEGOTIATION, *_ADOPTION)
LEFT_OUT: dict[str, str] = {}
