"""A text adopted: by consensus, by recorded vote, or nobody said how; and what parties said about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused, action, unless_stale
from secretariat.conference.queries import name_of, shown_names
from secretariat.documents import permissions
from secretariat.documents.actions.parts import (
    clean_words,
    enter,
    refuse_of_another_conference,
    unless_text_changed,
)
from secretariat.documents.actions.versions import kept_version
from secretariat.documents.models import (
    Adoption,
    Document,
    DocumentKind,
    DocumentState,
    Explanation,
    Manner,
    Vote,
    VoteChoice,
)
from secretariat.documents.queries.adopting import as_adopted, seal_of, what_stands_in_the_way
from secretariat.documents.queries.amendments import words_in
from secretariat.documents.queries.participants import voters_of
from secretariat.documents.queries.texts import digest_of_text, written_of
from secretariat.parties.models import Party

ADOPTION_FIELDS = ("manner", "adopted_date", "session", "note")
EXPLANATION_FIELDS = ("party", "kind", "text", "said_date")


class SeenText(NamedTuple):
    """What the person who adopts had before their eyes: the version of the paper, and the digest of its text."""

    version: int | None = None
    digest: str | None = None


UNSEEN = SeenText()


@dataclass(frozen=True)
class Ballot:
    """Who voted how in a recorded vote; totals are counted, never typed."""

    votes: Mapping[Party, str] = field(default_factory=dict)

    def count(self, choice: str) -> int:
        """How many voted so."""
        return sum(said == choice for said in self.votes.values())


@action(allow=permissions.may_adopt)
def adopt(
    actor: User,
    document: Document,
    *,
    details: Mapping[str, Any],
    ballot: Ballot | None = None,
    cited: Iterable[Cited] = (),
    seen: SeenText = UNSEEN,
) -> Adoption:
    """Note that a text was adopted: its words are kept and sealed, and nothing of them changes any more.

    Translations that nobody has reviewed are not sealed: they can still be corrected.
    No other words are sealed than those that this person has ``seen``.
    """
    unless_stale(document, seen.version)
    text = written_of(document)
    unless_text_changed(digest_of_text(text), seen.digest)
    _refuse_unready(document)
    adoption = Adoption(conference_id=document.conference_id, document=document, entered_by=actor)
    enter(adoption, ADOPTION_FIELDS, details)
    adoption.sensitivity, cast = document.sensitivity, ballot or Ballot()
    _judge(adoption, cast)
    adoption.text = kept_version(actor, document, as_adopted(document, text), name=_("As adopted"), is_last=True)
    adoption.seal = seal_of(
        adoption.text.content,
        manner=adoption.manner,
        adopted_date=adoption.adopted_date,
        votes=[(party.code, choice) for party, choice in cast.votes.items()],
    )
    adoption.save()
    of = {"conference_id": document.conference_id, "adoption": adoption}
    Vote.objects.bulk_create(Vote(**of, party=party, choice=choice) for party, choice in cast.votes.items())
    Citation.objects.bulk_create(citations_for(adoption, cited))
    document.kind, document.is_open, document.deadline = DocumentKind.OUTCOME, False, None
    document.save(update_fields=["kind", "is_open", "deadline"])
    return adoption


@action(allow=permissions.may_explain)
def explain(actor: User, document: Document, *, details: Mapping[str, Any], cited: Iterable[Cited] = ()) -> Explanation:
    """Write down how a party explains its vote or position, or what it reserves or declares."""
    explanation = Explanation(conference_id=document.conference_id, document=document, entered_by=actor)
    enter(explanation, EXPLANATION_FIELDS, details)
    explanation.sensitivity = document.sensitivity
    _judge_explanation(explanation)
    of_party = Explanation.objects.filter(document=document, party=explanation.party, kind=explanation.kind)
    if any(words_in(each.text) == words_in(explanation.text) for each in of_party):
        raise Refused(_("The party said this already; it is written down."), field="text")
    explanation.save()
    Citation.objects.bulk_create(citations_for(explanation, cited))
    return explanation


@action(allow=permissions.may_revise_explanation)
def revise_explanation(
    actor: User, explanation: Explanation, *, details: Mapping[str, Any], version: int | None = None
) -> Explanation:
    """Correct how a party's words were written down; what stood before stays in the history."""
    del actor
    unless_stale(explanation, version)
    enter(explanation, EXPLANATION_FIELDS, details)
    _judge_explanation(explanation)
    explanation.save(update_fields=EXPLANATION_FIELDS)
    return explanation


def _refuse_unready(document: Document) -> None:
    if Adoption.objects.filter(document=document).exists():
        raise Refused(_("This text was adopted already."))
    if document.state == DocumentState.WITHDRAWN:
        raise Refused(_("This document was withdrawn."))
    open_points = what_stands_in_the_way(document)
    if open_points:
        raise Refused(_("The text cannot be adopted yet: %(points)s.") % {"points": "; ".join(open_points)})


def _judge(adoption: Adoption, ballot: Ballot) -> None:
    if adoption.manner not in Manner.values:
        raise Refused(_("Say how the text was adopted."), field="manner")
    if not adoption.adopted_date:
        raise Refused(_("Say when the text was adopted."), field="adopted_date")
    adoption.note = clean_words(adoption.note)
    refuse_of_another_conference(adoption.document, adoption.session, "session")
    if adoption.manner != Manner.VOTE and ballot.votes:
        raise Refused(_("A text that was not voted on has no votes."), field="manner")
    if adoption.manner == Manner.VOTE:
        _judge_votes(adoption.document, ballot)


def _judge_votes(document: Document, ballot: Ballot) -> None:
    may_vote = voters_of(document.conference)
    for party, choice in ballot.votes.items():
        if party.pk not in may_vote:
            name = name_of(party, shown_names(document.conference))
            raise Refused(_("%(party)s is no participant that votes.") % {"party": name}, field="votes")
        if choice not in VoteChoice.values:
            raise Refused(_("Say how each party voted."), field="votes")
    in_favour, against = ballot.count(VoteChoice.FOR), ballot.count(VoteChoice.AGAINST)
    if in_favour <= against:
        sentence = _(
            "The text was not adopted: %(for)s in favour, %(against)s against, %(abstaining)s abstaining. Nothing is "
            "sealed."
        )
        numbers = {"for": in_favour, "against": against, "abstaining": ballot.count(VoteChoice.ABSTAINING)}
        raise Refused(sentence % numbers, field="votes")


def _judge_explanation(explanation: Explanation) -> None:
    explanation.text = clean_words(explanation.text)
    if not words_in(explanation.text):
        raise Refused(_("Write down what the party said."), field="text")
    if explanation.party_id not in voters_of(explanation.document.conference):
        raise Refused(_("Only a participant of the conference explains its vote or position."), field="party")
