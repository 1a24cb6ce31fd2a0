"""Amendments: a text opened to them, handed in by one or more parties, joined, revised and withdrawn."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused, action, unless_stale
from secretariat.conference.queries import name_of, shown_names
from secretariat.documents import permissions
from secretariat.documents.actions.deciding import take_out_of_brackets
from secretariat.documents.actions.parts import clean_words, enter, refuse_if_adopted
from secretariat.documents.models import (
    Amendment,
    AmendmentKind,
    AmendmentParty,
    AmendmentState,
    Document,
    DocumentState,
    Paragraph,
    ParagraphKind,
)
from secretariat.documents.permissions import works_on_texts
from secretariat.documents.queries.amendments import UNDECIDED, words_in
from secretariat.documents.queries.participants import voters_of
from secretariat.engines.conferencefile.limits import LONGEST_TEXT
from secretariat.parties.models import Party
from secretariat.ui.templatetags.ui import moment

AMENDMENT_FIELDS = ("kind", "paragraph", "new_kind", "text", "explanation", "said_date")
REVISED_FIELDS = ("text", "explanation", "said_date")


@action(allow=permissions.may_open_text)
def open_text(
    actor: User, document: Document, *, at: datetime, deadline: datetime | None = None, version: int | None = None
) -> Document:
    """Let parties hand in amendments, until a moment if one is named."""
    del actor
    unless_stale(document, version)
    refuse_if_adopted(document)
    if document.state != DocumentState.ISSUED:
        raise Refused(_("Only a document that was issued is open to amendments: the delegations must have it."))
    if not document.paragraphs.filter(is_struck=False).exists():
        raise Refused(_("There is no text yet that could be amended."))
    if deadline is not None and deadline <= at:
        raise Refused(_("This moment has passed already."), field="deadline")
    document.is_open, document.deadline = True, deadline
    document.save(update_fields=["is_open", "deadline"])
    return document


@action(allow=permissions.may_close_text)
def close_text(actor: User, document: Document) -> Document:
    """Take no more amendments from the delegations; those that are there are decided."""
    del actor
    if not document.is_open:
        raise Refused(_("This text is not open to amendments."))
    document.is_open, document.deadline = False, None
    document.save(update_fields=["is_open", "deadline"])
    return document


@action(allow=permissions.may_amend)
def amend(
    actor: User,
    document: Document,
    *,
    details: Mapping[str, Any],
    parties: Iterable[Party],
    at: datetime,
    cited: Iterable[Cited] = (),
) -> Amendment:
    """Hand in what one or more parties would have the text say; the words that it was written against are kept with it.

    ``base_text`` of the details tells which words those are, where a page showed them; else they are those of now.
    """
    refuse_if_adopted(document)
    named = list(dict.fromkeys(parties))
    _judge_hand(actor, document, named, at)
    amendment = Amendment(conference_id=document.conference_id, document=document, entered_by=actor)
    enter(amendment, AMENDMENT_FIELDS, details)
    _judge(amendment)
    _set_against(amendment, details.get("base_text"))
    _refuse_twin(amendment, named)
    # The door holds the document: no two amendments take one number.
    last = Amendment.objects.filter(document=document).aggregate(last=Max("number"))["last"]
    amendment.number, amendment.sensitivity = (last or 0) + 1, document.sensitivity
    amendment.save()
    AmendmentParty.objects.bulk_create(_party_of(amendment, party) for party in named)
    Citation.objects.bulk_create(citations_for(amendment, cited))
    return amendment


@action(allow=permissions.may_join_amendment)
def join_amendment(actor: User, amendment: Amendment, *, party: Party, at: datetime) -> Amendment:
    """Let a party join those that handed an amendment in."""
    refuse_if_adopted(amendment.document)
    _judge_hand(actor, amendment.document, [party], at)
    refuse_decided(amendment)
    if amendment.parties.filter(party=party).exists():
        sentence = _("%(party)s is among those that handed it in already.")
        raise Refused(sentence % {"party": _name(amendment, party)}, field="party")
    _party_of(amendment, party).save()
    return amendment


@action(allow=permissions.may_revise_amendment)
def revise_amendment(
    actor: User, amendment: Amendment, *, details: Mapping[str, Any], at: datetime, version: int | None = None
) -> Amendment:
    """Change what an amendment says, and when its words change against which they are read; it keeps its number.

    ``base_text`` of the details tells which words this person saw; else they are those of now.
    """
    unless_stale(amendment, version)
    refuse_if_adopted(amendment.document)
    if not works_on_texts(actor, amendment.conference_id):
        _refuse_if_closed(amendment.document, at)
    if amendment.state != AmendmentState.PROPOSED:
        raise Refused(_("This amendment is %(state)s; it is not revised any more.") % {"state": _state(amendment)})
    before = words_in(amendment.text)
    enter(amendment, REVISED_FIELDS, details)
    _judge(amendment)
    if words_in(amendment.text) != before:
        _set_against(amendment, details.get("base_text"))
    amendment.save(update_fields=[*REVISED_FIELDS, "base_text"])
    return amendment


@action(allow=permissions.may_withdraw_amendment)
def withdraw_amendment(
    actor: User, amendment: Amendment, *, at: datetime, party: Party | None = None, version: int | None = None
) -> Amendment:
    """Take an amendment back; where one of several parties leaves, the others keep it."""
    unless_stale(amendment, version)
    refuse_if_adopted(amendment.document)
    refuse_decided(amendment)
    leaving = _leaving(actor, amendment, party)
    staying = amendment.parties.exclude(party__in=leaving) if leaving else amendment.parties.none()
    if leaving and staying.exists():
        amendment.parties.filter(party__in=leaving).delete()
        return amendment
    take_out_of_brackets(actor, amendment)
    amendment.state, amendment.decided_by, amendment.decided_at = AmendmentState.WITHDRAWN, actor, at
    amendment.save(update_fields=["state", "decided_by", "decided_at"])
    return amendment


def refuse_decided(amendment: Amendment) -> None:
    """Refuse a deed on an amendment of which it is settled what became of it."""
    if amendment.state not in UNDECIDED:
        raise Refused(_("It was decided already: %(state)s.") % {"state": _state(amendment)})


def _judge_hand(actor: User, document: Document, parties: list[Party], at: datetime) -> None:
    """A party's focal point hands in for that party alone, while the text is open; an officer for any."""
    if not parties:
        raise Refused(_("Say which party hands it in."), field="parties")
    if {party.pk for party in parties} - voters_of(document.conference).keys():
        raise Refused(_("Only participants of the conference hand in amendments."), field="parties")
    if works_on_texts(actor, document.conference_id):
        return
    if not all(actor.speaks_for(party.pk, document.conference_id) for party in parties):
        raise PermissionDenied("documents.amend")
    _refuse_if_closed(document, at)


def _refuse_if_closed(document: Document, at: datetime) -> None:
    if not document.is_open:
        raise Refused(_("This text is not open to amendments."))
    if document.deadline is not None and at >= document.deadline:
        raise Refused(_("Amendments were taken until %(moment)s.") % {"moment": moment(document.deadline)})


def _judge(amendment: Amendment) -> None:
    amendment.text, amendment.explanation = clean_words(amendment.text), clean_words(amendment.explanation)
    paragraph, said = amendment.paragraph, words_in(amendment.text)
    _judge_paragraph(amendment, paragraph)
    if amendment.kind == AmendmentKind.STRIKE:
        amendment.text, said = clean_words(""), {}
    elif not said:
        raise Refused(_("Write the words that are proposed."), field="text")
    if any(len(words) > LONGEST_TEXT for words in (*said.values(), *words_in(amendment.explanation).values())):
        raise Refused(
            _("A paragraph has at most %(most)s letters in a language.") % {"most": LONGEST_TEXT}, field="text"
        )
    if amendment.kind != AmendmentKind.INSERT:
        amendment.new_kind = ""
    elif amendment.new_kind not in ParagraphKind.values:
        raise Refused(_("Say what the paragraph is in the text."), field="new_kind")
    stands = words_in(paragraph.text) if paragraph else {}
    if amendment.kind == AmendmentKind.REPLACE and all(stands.get(code) == words for code, words in said.items()):
        raise Refused(_("The paragraph says this already."), field="text")


def _set_against(amendment: Amendment, seen: LazyI18nString | None) -> None:
    """Keep the words that it was written against: those that were seen, or those of this moment."""
    paragraph = amendment.paragraph if amendment.kind != AmendmentKind.INSERT else None
    stands = paragraph.text if paragraph else clean_words("")
    amendment.base_text = clean_words(seen) if paragraph and seen is not None else stands
    base, said = words_in(amendment.base_text), words_in(amendment.text)
    if amendment.kind == AmendmentKind.REPLACE and all(base.get(code) == words for code, words in said.items()):
        raise Refused(_("This changes nothing in the words that it was written against."), field="text")


def _refuse_twin(amendment: Amendment, parties: list[Party]) -> None:
    """The same words by the same parties are one amendment, however often they are sent."""
    wanted = {party.pk for party in parties}
    known = Amendment.objects.filter(document=amendment.document, kind=amendment.kind, state__in=UNDECIDED)
    for other in known.filter(paragraph=amendment.paragraph).prefetch_related("parties"):
        by = {each.party_id for each in other.parties.all()}
        if by == wanted and words_in(other.text) == words_in(amendment.text):
            raise Refused(
                _("The same amendment is written down already, as number %(number)s.") % {"number": other.number}
            )


def _judge_paragraph(amendment: Amendment, paragraph: Paragraph | None) -> None:
    if paragraph is None and amendment.kind != AmendmentKind.INSERT:
        raise Refused(_("Say which paragraph it is about."), field="paragraph")
    if paragraph is None:
        return
    if paragraph.document_id != amendment.document_id:
        raise Refused(_("This paragraph belongs to another text."), field="paragraph")
    paragraph.refresh_from_db()
    if paragraph.is_struck:
        raise Refused(_("This paragraph was struck out meanwhile."), field="paragraph")


def _leaving(actor: User, amendment: Amendment, party: Party | None) -> list[Party]:
    """Which of its parties leave an amendment; none by name, where it is taken back as a whole."""
    handed_in = [each.party for each in amendment.parties.select_related("party")]
    if works_on_texts(actor, amendment.conference_id):
        if party is not None and party not in handed_in:
            sentence = _("%(party)s is not among those that handed it in.")
            raise Refused(sentence % {"party": _name(amendment, party)}, field="party")
        return [party] if party is not None else []
    own = [each for each in handed_in if actor.speaks_for(each.pk, amendment.conference_id)]
    if party is not None and party not in own:
        raise PermissionDenied("documents.withdraw_amendment")
    return own


def _party_of(amendment: Amendment, party: Party) -> AmendmentParty:
    return AmendmentParty(conference_id=amendment.conference_id, amendment=amendment, party=party)


def _name(amendment: Amendment, party: Party) -> object:
    return name_of(party, shown_names(amendment.conference))


def _state(amendment: Amendment) -> str:
    return str(amendment.get_state_display()).lower()
