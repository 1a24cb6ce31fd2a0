"""Who supports, opposes or reserves its position on a paragraph or an amendment."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action
from secretariat.documents import permissions
from secretariat.documents.actions.parts import clean_line, refuse_if_adopted
from secretariat.documents.models import Amendment, Document, Paragraph, Support, SupportStance
from secretariat.documents.permissions import works_on_texts
from secretariat.documents.queries.amendments import UNDECIDED
from secretariat.documents.queries.participants import voters_of
from secretariat.parties.models import Party


@action(allow=permissions.may_take_stance)
def take_stance(
    actor: User, document: Document, *, on: Paragraph | Amendment, party: Party, stance: str, note: str = ""
) -> Support | None:
    """Write down how a party stands to a paragraph or an amendment; how it stood before stays in the record.

    Nothing is answered where it stands so already.
    """
    refuse_if_adopted(document)
    if on.document_id != document.pk:
        raise Refused(_("This belongs to another text."))
    if stance not in SupportStance.values:
        raise Refused(_("Say whether the party supports it, opposes it or reserves its position."), field="stance")
    _judge_party(actor, document, party)
    _judge_thing(on)
    support = _support(document, on, party)
    said = clean_line(note)
    if support.pk and (support.stance, support.note) == (stance, said):
        return None
    support.stance, support.note = stance, said
    support.version += 1 if support.pk else 0
    support.save()
    return support


@action(allow=permissions.may_clear_stance)
def clear_stance(actor: User, support: Support) -> None:
    """Take back how a party stands: it is silent again, and the record keeps what it said."""
    del actor
    refuse_if_adopted(support.document)
    support.delete()


def _judge_party(actor: User, document: Document, party: Party) -> None:
    if not works_on_texts(actor, document.conference_id) and not actor.speaks_for(party.pk, document.conference_id):
        raise PermissionDenied("documents.take_stance")
    if party.pk not in voters_of(document.conference):
        raise Refused(_("Only participants of the conference take a stance on its texts."), field="party")


def _judge_thing(on: Paragraph | Amendment) -> None:
    on.refresh_from_db()
    if isinstance(on, Paragraph) and on.is_struck:
        raise Refused(_("This paragraph was struck out meanwhile."))
    if isinstance(on, Amendment) and on.state not in UNDECIDED:
        raise Refused(_("It was decided already: %(state)s.") % {"state": str(on.get_state_display()).lower()})


def _support(document: Document, on: Paragraph | Amendment, party: Party) -> Support:
    kind = "paragraph" if isinstance(on, Paragraph) else "amendment"
    known = Support.objects.filter(**{kind: on}, party=party).first()
    return known or Support(conference_id=document.conference_id, document=document, party=party, **{kind: on})
