"""What a paragraph answers: positions that parties hold, and pledges that they make."""

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action
from secretariat.documents import permissions
from secretariat.documents.models import Paragraph, ParagraphTie
from secretariat.dossier.models import Position
from secretariat.pledges.models import Pledge


@action(allow=permissions.may_tie_paragraph)
def tie_paragraph(actor: User, paragraph: Paragraph, *, to: Position | Pledge) -> ParagraphTie:
    """Say which position or pledge a paragraph answers; it may be said of an adopted text, and changes no word."""
    del actor
    if to.conference_id != paragraph.conference_id:
        raise Refused(_("This belongs to another conference."), field="to")
    if paragraph.is_struck:
        raise Refused(_("This paragraph was struck out meanwhile."), field="to")
    kind = "position" if isinstance(to, Position) else "pledge"
    if ParagraphTie.objects.filter(paragraph=paragraph, **{kind: to}).exists():
        raise Refused(_("The paragraph is tied to this already."), field="to")
    tie = ParagraphTie(
        conference_id=paragraph.conference_id, document_id=paragraph.document_id, paragraph=paragraph, **{kind: to}
    )
    tie.save()
    return tie


@action(allow=permissions.may_untie_paragraph)
def untie_paragraph(actor: User, tie: ParagraphTie) -> None:
    """Take back that a paragraph answers something; the record keeps that it was said."""
    del actor
    tie.delete()
