"""What becomes of an amendment: its words are taken, stand in brackets beside the others, or are not accepted."""

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, Stale, action, unless_stale
from secretariat.documents import permissions
from secretariat.documents.actions.parts import clean_words, refuse_if_adopted
from secretariat.documents.actions.texts import Place, revise_paragraph, strike_paragraph, write_paragraph
from secretariat.documents.models import Amendment, AmendmentKind, AmendmentState, Paragraph
from secretariat.documents.queries.amendments import (
    UNDECIDED,
    bracketed,
    clashes_of,
    target_of,
    unbracketed,
    words_in,
)

DECISION = ("state", "decided_by", "decided_at", "became", "base_text", "bracketed_text")


class Seen(NamedTuple):
    """What the person who decides had before their eyes: the versions of the amendment and of the paragraph."""

    amendment: int | None = None
    paragraph: int | None = None


NOTHING_SEEN = Seen()


@action(allow=permissions.may_accept_amendment)
def accept_amendment(
    actor: User,
    amendment: Amendment,
    *,
    at: datetime,
    words: LazyI18nString | None = None,
    seen: Seen = NOTHING_SEEN,
) -> Amendment:
    """Let the paragraph say what an amendment proposes, or the words that were agreed on in its place.

    Languages in which nothing was agreed are left out, to be translated anew: they would say what no longer stands.
    """
    target = _begin(amendment, seen)
    chosen = clean_words(words) if words is not None else None
    if chosen is None and clashes_of(amendment):
        raise Refused(
            _("The paragraph was changed since this amendment was written. Look at the wordings and choose the words."),
            field="text",
        )
    if amendment.kind == AmendmentKind.STRIKE and not words_in(chosen):
        if target is not None and not target.is_struck:
            # If it is ever put back, it comes with its words, and not with what stood in brackets.
            take_out_of_brackets(actor, amendment)
            target.refresh_from_db()
            strike_paragraph(actor, target)
    else:
        amendment.became = _write(actor, amendment, chosen if words_in(chosen) else amendment.text)
    return _decided(actor, amendment, AmendmentState.ACCEPTED, at)


@action(allow=permissions.may_bracket_amendment)
def bracket_amendment(actor: User, amendment: Amendment, *, at: datetime, seen: Seen = NOTHING_SEEN) -> Amendment:
    """Let both wordings stand in the text in square brackets, with the parties named, until one is agreed on."""
    target = _begin(amendment, seen)
    if amendment.state == AmendmentState.BRACKETED:
        raise Refused(_("It stands in brackets already."))
    if target is not None:
        amendment.base_text = target.text
    parties = [each.party for each in amendment.parties.select_related("party")]
    amendment.bracketed_text = clean_words(LazyI18nString(bracketed(amendment, parties)))
    if target is None:
        amendment.became = _put_in(actor, amendment, amendment.bracketed_text)
    else:
        revise_paragraph(actor, target, text=amendment.bracketed_text)
    return _decided(actor, amendment, AmendmentState.BRACKETED, at)


@action(allow=permissions.may_reject_amendment)
def reject_amendment(actor: User, amendment: Amendment, *, at: datetime, seen: Seen = NOTHING_SEEN) -> Amendment:
    """Say that an amendment is not accepted; what it put in brackets is as it was, unless somebody wrote on there."""
    _begin(amendment, seen, is_struck_fine=True)
    take_out_of_brackets(actor, amendment)
    return _decided(actor, amendment, AmendmentState.REJECTED, at)


def take_out_of_brackets(actor: User, amendment: Amendment) -> None:
    """Take its brackets out of a paragraph, and nothing else, unless somebody wrote within them meanwhile."""
    target = target_of(amendment)
    if amendment.state != AmendmentState.BRACKETED or target is None or target.is_struck:
        return
    if amendment.kind == AmendmentKind.INSERT:
        if not clashes_of(amendment):
            strike_paragraph(actor, target)
        return
    words = unbracketed(amendment)
    if words:
        revise_paragraph(actor, target, text=LazyI18nString(words))


def _begin(amendment: Amendment, seen: Seen, *, is_struck_fine: bool = False) -> Paragraph | None:
    """Judge whether it can still be decided; the paragraph as it is at this moment."""
    unless_stale(amendment, seen.amendment)
    refuse_if_adopted(amendment.document)
    if amendment.state not in UNDECIDED:
        state = str(amendment.get_state_display()).lower()
        raise Refused(_("It was decided already: %(state)s.") % {"state": state})
    target = target_of(amendment)
    if target is None:
        return None
    # The door holds the document, and with it all of its paragraphs.
    target.refresh_from_db()
    if seen.paragraph is not None and seen.paragraph != target.version:
        raise Stale
    is_needed = amendment.kind != AmendmentKind.STRIKE and not is_struck_fine
    if target.is_struck and is_needed:
        raise Refused(_("The paragraph was struck out meanwhile. Put it back first, or do not accept the amendment."))
    return target


def _write(actor: User, amendment: Amendment, words: LazyI18nString) -> Paragraph | None:
    target = target_of(amendment)
    if target is None:
        return _put_in(actor, amendment, words)
    if target.is_struck:
        raise Refused(_("The paragraph was struck out meanwhile. Put it back first, or do not accept the amendment."))
    revise_paragraph(actor, target, text=words)
    return amendment.became


def _put_in(actor: User, amendment: Amendment, words: LazyI18nString) -> Paragraph:
    after = amendment.paragraph
    where = Place(after=after) if after is not None else Place(is_first=True)
    if after is not None and after.parent is not None:
        where = Place(after=after, parent=after.parent)
    return write_paragraph(actor, amendment.document, kind=amendment.new_kind, text=words, where=where)


def _decided(actor: User, amendment: Amendment, state: str, at: datetime) -> Amendment:
    amendment.state, amendment.decided_by, amendment.decided_at = state, actor, at
    amendment.save(update_fields=list(DECISION))
    return amendment
