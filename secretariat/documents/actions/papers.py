"""Papers: registered, revised, issued, withdrawn; and how far each of their languages has come."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Sensitivity, User
from secretariat.archive.actions import Cited, citations_for, hold_file
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused, action, plain, unless_stale
from secretariat.conference.models import Conference
from secretariat.documents import permissions
from secretariat.documents.actions.parts import (
    clean_words,
    enter,
    is_adopted,
    refuse_if_adopted,
    refuse_of_another_conference,
)
from secretariat.documents.models import Distribution, Document, DocumentState, LanguageVersion, VersionState
from secretariat.documents.models.papers import READABLE
from secretariat.ui.templatetags.ui import day, own_name

DOCUMENT_FIELDS = (
    "symbol",
    "title",
    "kind",
    "distribution",
    "party",
    "item",
    "session",
    "revises",
    "sensitivity",
)
LANGUAGE_FIELDS = ("state", "due_date", "note")


@action(allow=permissions.may_register_document)
def register_document(
    actor: User,
    conference: Conference,
    *,
    details: Mapping[str, Any],
    original: str = "",
    cited: Iterable[Cited] = (),
) -> Document:
    """Register a paper with its symbol, and say in which language it is written."""
    document = Document(conference=conference, entered_by=actor)
    enter(document, DOCUMENT_FIELDS, details)
    _judge(actor, document)
    if original:
        _refuse_another_language(conference, original, "original")
    document.key = _free_key(document)
    document.save()
    if original:
        LanguageVersion(conference=conference, document=document, language=original, state=VersionState.ORIGINAL).save()
    Citation.objects.bulk_create(citations_for(document, cited))
    return document


@action(allow=permissions.may_revise_document)
def revise_document(
    actor: User, document: Document, *, details: Mapping[str, Any], version: int | None = None
) -> Document:
    """Correct what is kept of a paper; its address stays.

    What was adopted keeps its title and its kind; a symbol of its own it is often given only then.
    """
    unless_stale(document, version)
    before, was_for = (plain(document.title), document.kind), document.sensitivity
    enter(document, DOCUMENT_FIELDS, details)
    _judge(actor, document)
    if before != (plain(document.title), document.kind) and is_adopted(document):
        field = "kind" if before[0] == plain(document.title) else "title"
        raise Refused(_("This text was adopted; its title and its kind stay as they were then."), field=field)
    is_out = document.state != DocumentState.PREPARING and document.sensitivity != was_for
    if is_out and not permissions.may_issue_document(actor, document):
        raise Refused(_("For whom an issued document is, an officer of this desk decides."), field="sensitivity")
    document.save(update_fields=DOCUMENT_FIELDS)
    # For whom its paragraphs are, the paper says.
    document.paragraphs.exclude(sensitivity=document.sensitivity).update(sensitivity=document.sensitivity)
    return document


@action(allow=permissions.may_issue_document)
def issue_document(actor: User, document: Document, *, issued_date: date, version: int | None = None) -> Document:
    """Hand a paper out: from that day on those for whom it is can read it, in the languages that are there."""
    del actor
    unless_stale(document, version)
    if document.state == DocumentState.ISSUED:
        sentence = _("This document was issued on %(day)s already.") % {"day": day(document.issued_date)}
        raise Refused(sentence)
    original = document.languages.filter(state=VersionState.ORIGINAL).first()
    has_text = document.paragraphs.filter(is_struck=False).exists()
    if original is None:
        raise Refused(_("Say first in which language the document is written."))
    if original.file_id is None and not has_text:
        raise Refused(_("There is nothing to hand out yet: no file of the original, and no text."))
    document.state, document.issued_date = DocumentState.ISSUED, issued_date
    document.withdrawn_reason = LazyI18nString("")
    document.save(update_fields=["state", "issued_date", "withdrawn_reason"])
    for each in document.languages.filter(issued_date=None):
        if each.state in READABLE and (each.file_id is not None or has_text):
            each.issued_date = issued_date
            each.save(update_fields=["issued_date"])
    return document


@action(allow=permissions.may_withdraw_document)
def withdraw_document(
    actor: User, document: Document, *, reason: LazyI18nString, version: int | None = None
) -> Document:
    """Take a paper back that was handed out; it stays in the lists, and says why it is gone."""
    del actor
    unless_stale(document, version)
    refuse_if_adopted(document)
    if document.state != DocumentState.ISSUED:
        raise Refused(_("Only a document that was issued can be withdrawn."))
    if not plain(clean_words(reason)):
        raise Refused(_("Say why it is withdrawn."), field="reason")
    document.state, document.is_open = DocumentState.WITHDRAWN, False
    document.withdrawn_reason = clean_words(reason)
    document.save(update_fields=["state", "withdrawn_reason", "is_open"])
    return document


@action(allow=permissions.may_set_language_version)
def set_language_version(
    actor: User, document: Document, *, language: str, details: Mapping[str, Any], on: date, version: int | None = None
) -> Document:
    """Say how far a language of a paper has come, and keep its file if there is one.

    The details may hold an upload: a file to be kept, or False to let go of the one that is there.
    """
    each = document.languages.filter(language=language).first()
    if each is None:
        _refuse_another_language(document.conference, language, "language")
    each = each or LanguageVersion(
        conference_id=document.conference_id, document=document, language=language, version=0
    )
    unless_stale(each, version)
    before, was_original = each.in_words, each.state == VersionState.ORIGINAL
    enter(each, LANGUAGE_FIELDS, details)
    _judge_language(each)
    if was_original and is_adopted(document):
        _refuse_another_original(each, details.get("upload"))
    has_text = document.paragraphs.filter(is_struck=False).exists()
    _take_file(actor, each, details.get("upload"), has_text=has_text)
    is_there = each.state in READABLE and (each.file_id is not None or has_text)
    if document.state == DocumentState.ISSUED and is_there and each.issued_date is None:
        each.issued_date = on
    if each.in_words != before or each.pk is None:
        each.version += 1
        each.save()
    return document


def _refuse_another_language(conference: Conference, language: str, field: str) -> None:
    if language not in conference.languages:
        raise Refused(_("The conference has no such language."), field=field)


def _judge(actor: User, document: Document) -> None:
    if not plain(document.title):
        raise Refused(_("A document has a title."), field="title")
    others = Document.objects.filter(conference=document.conference_id).exclude(pk=document.pk)
    twin = others.filter(symbol__iexact=document.symbol).first() if document.symbol else None
    if twin is not None:
        # Of what is not for this person nothing is told but that it is there.
        is_known = Document.objects.in_office_of(actor).filter(pk=twin.pk).exists()
        sentence = _("The symbol %(symbol)s is taken by “%(title)s”.") if is_known else _("The symbol is taken.")
        raise Refused(sentence % {"symbol": document.symbol, "title": twin.title}, field="symbol")
    if document.distribution == Distribution.RESTRICTED and document.sensitivity == Sensitivity.PUBLIC:
        raise Refused(_("A document of restricted distribution is not public."), field="sensitivity")
    for name in ("item", "session", "revises"):
        refuse_of_another_conference(document, getattr(document, name), name)
    if _comes_back(document):
        raise Refused(_("A document does not revise itself, nor one that revises it."), field="revises")


def _refuse_another_original(each: LanguageVersion, upload: Any) -> None:
    """The original of what was adopted stays what it is; where it has no file yet, one may still be handed in."""
    if each.state != VersionState.ORIGINAL:
        raise Refused(_("This text was adopted; its original stays the original."), field="state")
    if upload is False or (upload is not None and each.file_id is not None):
        raise Refused(_("This text was adopted; the file of its original stays as it is."), field="upload")


def _comes_back(document: Document) -> bool:
    seen = {document.pk} - {None}
    earlier = document.revises
    while earlier is not None:
        if earlier.pk in seen:
            return True
        seen.add(earlier.pk)
        earlier = earlier.revises
    return False


def _free_key(document: Document) -> str:
    """Its word in addresses: made of the symbol, or of the title where there is none."""
    said = plain(document.title)
    words = document.symbol.replace("/", "-").replace(".", "-") or str(next(iter(said.values()), ""))
    stem = slugify(words)[:60].strip("-") or "document"
    taken = Document.objects.filter(conference=document.conference_id, key__startswith=stem)
    keys = set(taken.values_list("key", flat=True))
    if stem not in keys:
        return stem
    return next(key for key in (f"{stem}-{number}" for number in range(2, len(keys) + 3)) if key not in keys)


def _take_file(actor: User, each: LanguageVersion, upload: Any, *, has_text: bool) -> None:
    if upload is False:
        if each.issued_date is not None and not has_text:
            sentence = _("This language was handed out. Hand in another file in its place instead of taking it away.")
            raise Refused(sentence, field="upload")
        each.file, each.file_name = None, ""
    elif upload is not None:
        each.file, each.file_name = hold_file(actor, each.conference_id, upload), ""


def _judge_language(each: LanguageVersion) -> None:
    if each.document.state == DocumentState.ISSUED and each.state not in READABLE and each.issued_date is not None:
        sentence = _("This language was handed out on %(day)s; it is there.")
        raise Refused(sentence % {"day": day(each.issued_date)}, field="state")
    if each.state != VersionState.ORIGINAL:
        return
    other = each.document.languages.filter(state=VersionState.ORIGINAL).exclude(language=each.language).first()
    if other is not None:
        sentence = _("The original is in %(language)s. A document is written in one language.")
        raise Refused(sentence % {"language": own_name(other.language)}, field="state")
