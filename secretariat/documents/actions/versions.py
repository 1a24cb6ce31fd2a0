"""Versions of a text: kept for good, and two of them put together."""

from collections.abc import Sequence

from django.db.models import Max
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Batch, Refused, action, plain
from secretariat.documents import permissions
from secretariat.documents.actions.parts import clean_line, refuse_if_adopted, unless_text_changed
from secretariat.documents.actions.texts import written_whole
from secretariat.documents.models import Document, TextVersion
from secretariat.documents.queries.texts import as_content, digest_of, digest_of_text, written_of
from secretariat.engines.wording import Written


@action(allow=permissions.may_keep_version)
def keep_version(actor: User, document: Document, *, name: str = "") -> TextVersion:
    """Keep the words as they stand, for good, so that they can be compared with any others."""
    refuse_if_adopted(document)
    return kept_version(actor, document, written_of(document), name=name)


@action(allow=permissions.may_merge_versions)
def merge_versions(
    actor: User, document: Document, *, paragraphs: Sequence[Written], name: str, seen: str | None = None
) -> Batch:
    """Write down what was made of two versions, as one deed; the words that stood before are kept as a version.

    ``seen`` is the digest of the text that this person looked at: one that changed meanwhile is not overwritten.
    """
    before = _("Before the merge")
    return written_over(actor, document, _to_the_letter(document, paragraphs), name=name, before=before, seen=seen)


@action(allow=permissions.may_write_text)
def write_text(
    actor: User, document: Document, *, paragraphs: Sequence[Written], name: str, seen: str | None = None
) -> Batch:
    """Write a whole text as one deed; the words that stood before are kept as a version.

    Paragraphs that are there by the same key are given these words in the languages that come, new ones are added;
    those that do not come are struck out. ``seen`` is the digest of the text that this person looked at: one that
    changed meanwhile is not overwritten.
    """
    before = _("Before the whole text was written")
    return written_over(actor, document, paragraphs, name=name, before=before, seen=seen)


def written_over(
    actor: User, document: Document, paragraphs: Sequence[Written], *, name: str, before: str, seen: str | None
) -> Batch:
    """Write a whole text over the one that stands, unless that is no longer the one this person saw; for deeds that do.

    The words that stood are kept as a version called ``before``, if any were overwritten and the newest has them not.
    """
    refuse_if_adopted(document)
    stood = written_of(document)
    digest = digest_of_text(stood)
    unless_text_changed(digest, seen)
    made = written_whole(actor, document, paragraphs, name=name)
    newest = TextVersion.objects.filter(document=document).order_by("number").last()
    if made.done and stood and (newest is None or newest.sha256 != digest):
        kept_version(actor, document, stood, name=before)
    return made


def kept_version(
    actor: User, document: Document, text: Sequence[Written], *, name: str = "", is_last: bool = False
) -> TextVersion:
    """Keep these words; for the deeds that must. The last version may say the same as the one before."""
    if not text:
        raise Refused(_("There is no text to keep yet."))
    newest = TextVersion.objects.filter(document=document).order_by("number").last()
    content = as_content(text)
    digest = digest_of(content)
    if newest is not None and newest.sha256 == digest and not is_last:
        raise Refused(_("“%(name)s” says the same already.") % {"name": newest.name})
    last = TextVersion.objects.filter(document=document).aggregate(last=Max("number"))["last"] or 0
    said = clean_line(name)[:120] or _("Version %(number)s") % {"number": last + 1}
    version = TextVersion(conference_id=document.conference_id, document=document, number=last + 1, name=said)
    version.content, version.sha256, version.based_on, version.entered_by = content, digest, newest, actor
    version.save()
    return version


def _to_the_letter(document: Document, paragraphs: Sequence[Written]) -> list[Written]:
    """The paragraphs with no words in languages that a row has and they have not: those words went in the merge."""
    spoken = {row.key: dict.fromkeys(plain(row.text) or {}, "") for row in document.paragraphs.all()}
    return [Written(each.key, each.kind, {**spoken.get(each.key, {}), **each.text}, each.parent) for each in paragraphs]
