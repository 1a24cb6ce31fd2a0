"""Which papers and words a person is shown, as the pages of the desk show them.

Words of a draft and of a paper that was withdrawn are the secretariat's, and so are languages that are being written.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from secretariat.accounts.models import User
from secretariat.api.v1.resources import Person, Rows
from secretariat.audit.action import plain
from secretariat.conference.models import Conference
from secretariat.documents.models import (
    Adoption,
    AmendmentParty,
    Document,
    DocumentState,
    LanguageVersion,
    Paragraph,
    ParagraphTie,
    Support,
    TextVersion,
    Vote,
)
from secretariat.documents.models.papers import READABLE
from secretariat.documents.queries.papers import STRANGER, UNDONE, place_of, public_documents, sees_drafts
from secretariat.documents.queries.tying import ties_seen

Pairs = Iterable[tuple[int, Any]]


def drafting(person: Person, conference: Conference) -> bool:
    """Whether this person reads what is still being prepared."""
    return sees_drafts(person, conference.pk)


def documents(person: Person, conference: Conference) -> "QuerySet[Any]":
    """The papers that the office shows this person; to a focal point, those that were issued to the delegations."""
    return Document.objects.in_office_of(person).filter(conference=conference)


def published(_person: Person, conference: Conference) -> "QuerySet[Any]":
    """The papers that everybody may know of."""
    return public_documents(conference).select_related(None)


def languages(person: Person, conference: Conference) -> "QuerySet[Any]":
    """Languages of papers; to all but the secretariat, those that were handed out."""
    rows = LanguageVersion.objects.filter(document__in=_ids(documents(person, conference)))
    if drafting(person, conference):
        return rows
    return rows.filter(document__state=DocumentState.ISSUED, issued_date__isnull=False, state__in=sorted(READABLE))


def of_words(model: type[Any]) -> Rows:
    """Rows of papers whose words are for this person."""

    def rows(person: Person, conference: Conference) -> "QuerySet[Any]":
        found: QuerySet[Any] = model._default_manager.in_office_of(person).filter(conference=conference)
        return found if drafting(person, conference) else found.filter(document__state=DocumentState.ISSUED)

    return rows


def paragraphs(person: Person, conference: Conference) -> "QuerySet[Any]":
    """Paragraphs; what was struck out is the secretariat's."""
    found = of_words(Paragraph)(person, conference)
    return found if drafting(person, conference) else found.filter(is_struck=False)


def stances(person: Person, conference: Conference) -> "QuerySet[Any]":
    """Stances on what stands in a text, and on amendments."""
    found = of_words(Support)(person, conference)
    return found if drafting(person, conference) else found.exclude(paragraph__is_struck=True)


def text_versions(person: Person, conference: Conference) -> "QuerySet[Any]":
    """Kept versions of texts: what a text said on its way is for those who read drafts."""
    if not drafting(person, conference):
        return TextVersion.objects.none()
    return TextVersion.objects.in_office_of(person).filter(conference=conference)


def ties(person: Person, conference: Conference) -> "QuerySet[Any]":
    """What paragraphs answer, where this person may know of both ends."""
    if not isinstance(person, User) or not person.roles_in(conference.pk):
        return ParagraphTie.objects.none()
    found: QuerySet[Any] = ties_seen(conference, person)
    return found.filter(_with_words(person, conference)).select_related(None)


# ---- lists that stand in rows ---------------------------------------------------------------------------------------


def words_of_paragraphs(person: Person, conference: Conference, ids: list[int]) -> Pairs:
    """The words of paragraphs by language, without languages that are being written."""
    rows = list(Paragraph.objects.filter(pk__in=ids).values_list("pk", "document_id", "text"))
    hidden = _undone(person, conference, {document for _pk, document, _text in rows})
    for pk, document, text in rows:
        for language, words in (plain(text) or {}).items():
            if language not in hidden[document]:
                yield pk, {"language": language, "text": words}


def parties_of_amendments(_person: Person, _conference: Conference, ids: list[int]) -> Pairs:
    """The parties that handed an amendment in."""
    rows = AmendmentParty.objects.filter(amendment__in=ids).order_by("pk")
    return rows.values_list("amendment_id", "party__code")


def votes_of_adoptions(_person: Person, _conference: Conference, ids: list[int]) -> Pairs:
    """Who voted how."""
    rows = Vote.objects.filter(adoption__in=ids).order_by("pk").values_list("adoption_id", "party__code", "choice")
    return ((adoption, {"party": party, "choice": choice}) for adoption, party, choice in rows)


def public_words(_person: Person, _conference: Conference, ids: list[int]) -> Pairs:
    """The languages in which everybody can read a paper, and its words in them. Two queries for both lists."""
    rows = LanguageVersion.objects.filter(document__in=ids, document__state=DocumentState.ISSUED)
    columns = ("document_id", "language", "state", "issued_date", "file_id")
    hidden: dict[int, set[str]] = defaultdict(set)
    for document, language, state, issued, file in sorted(rows.values_list(*columns), key=lambda row: place_of(row[1])):
        if state in UNDONE:
            hidden[document].add(language)
        if issued is not None and state in READABLE:
            told = {"language": language, "state": state, "has_file": file is not None}
            yield document, ("languages", told)
    for document, told in _public_paragraphs(ids, hidden):
        yield document, ("paragraphs", told)


def _public_paragraphs(ids: list[int], hidden: Mapping[int, set[str]]) -> Pairs:
    """The words of papers as everybody reads them, without languages that are being written."""
    rows = Paragraph.objects.filter(document__in=ids, document__state=DocumentState.ISSUED, is_struck=False)
    columns = ("pk", "document_id", "key", "kind", "parent_id", "text")
    keys: dict[int, str] = {}
    for pk, document, key, kind, parent, text in rows.order_by("position", "id").values_list(*columns):
        keys[pk] = key
        said = {code: words for code, words in (plain(text) or {}).items() if code not in hidden.get(document, ())}
        yield document, {"key": key, "kind": kind, "parent": keys.get(parent or 0), "text": said}


def public_adoption(_person: Person, _conference: Conference, ids: list[int]) -> Pairs:
    """How texts were adopted, with the seal."""
    rows = Adoption.objects.visible_to(STRANGER).filter(document__in=ids, document__state=DocumentState.ISSUED)
    for document, manner, on, seal in rows.values_list("document_id", "manner", "adopted_date", "seal"):
        yield document, {"manner": manner, "adopted_date": on, "seal": seal}


def _undone(person: Person, conference: Conference, ids: Iterable[int]) -> dict[int, set[str]]:
    """Languages that are being written, by paper; none for those who read drafts."""
    if drafting(person, conference):
        return defaultdict(set)
    found: dict[int, set[str]] = defaultdict(set)
    rows = LanguageVersion.objects.filter(document__in=list(ids), state__in=sorted(UNDONE))
    for document, language in rows.values_list("document_id", "language"):
        found[document].add(language)
    return found


def _with_words(person: Person, conference: Conference) -> Q:
    return Q() if drafting(person, conference) else Q(document__state=DocumentState.ISSUED)


def _ids(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.order_by().values("pk")
