"""A text that comes in from a file, once somebody has looked at it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Batch, action
from secretariat.documents import permissions
from secretariat.documents.actions.versions import written_over
from secretariat.documents.models import Document
from secretariat.engines.wording import Written


@action(allow=permissions.may_bring_in_text)
def bring_in_text(
    actor: User, document: Document, *, paragraphs: Sequence[Written], name: str, seen: str | None = None
) -> Batch:
    """Write down what a file says, as one deed; the words that stood before are kept as a version.

    ``seen`` is the digest of the text with which the file was compared: a text that changed meanwhile is not
    overwritten.
    """
    before = _("Before a text was brought in")
    return written_over(actor, document, paragraphs, name=name, before=before, seen=seen)
