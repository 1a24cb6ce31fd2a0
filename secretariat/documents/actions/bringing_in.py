"""A text that comes in from a file, once somebody has looked at it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Batch, Refused, action
from secretariat.documents import permissions
from secretariat.documents.actions.parts import refuse_if_adopted, unless_text_changed
from secretariat.documents.actions.texts import DEEPEST, written_whole
from secretariat.documents.actions.versions import keep_what_stood
from secretariat.documents.models import Document, ParagraphKind
from secretariat.documents.queries.texts import as_content, digest_of, written_of
from secretariat.engines.wording import Written, depths


@action(allow=permissions.may_bring_in_text)
def bring_in_text(
    actor: User, document: Document, *, paragraphs: Sequence[Written], name: str, seen: str = ""
) -> Batch:
    """Write down what a file says, as one deed; the words that stood before are kept as a version.

    ``seen`` is the digest of the text with which the file was compared: a text that changed meanwhile is not
    overwritten.
    """
    refuse_if_adopted(document)
    unless_text_changed(digest_of(as_content(written_of(document))), seen)
    _judge(paragraphs)
    keep_what_stood(actor, document, name=_("Before a text was brought in"))
    return written_whole(actor, document, paragraphs, name=name)


def _judge(paragraphs: Sequence[Written]) -> None:
    if any(each.kind not in ParagraphKind.values for each in paragraphs):
        raise Refused(_("Say what each paragraph is in the text."))
    if max(depths(paragraphs).values(), default=0) > DEEPEST:
        raise Refused(_("Paragraphs stand under each other %(most)s deep at most.") % {"most": DEEPEST})
