"""The facts of a conference file: invitations with their answers, and claimed totals."""

from typing import TYPE_CHECKING, Any

from secretariat.api.actions.rows import Loading, numbered
from secretariat.api.queries import text_of, words_of
from secretariat.delegations.actions import INVITATION_FIELDS
from secretariat.delegations.models import Answer, ClaimedTotal, Invitation

if TYPE_CHECKING:
    from secretariat.engines.conferencefile.models import AnswerData, InvitationData


def load_facts(loading: Loading) -> None:
    """Bring in what the file says of participation."""
    _invitations(loading)
    _totals(loading)


def _invitations(loading: Loading) -> None:
    language = loading.conference.original_language
    there = {row.party_id: row for row in Invitation.objects.filter(conference=loading.conference)}
    wanted = [_invitation(loading, said) for said in loading.file.invitations]
    rows = loading.ledger.put([(row.party_id, row) for row in wanted], there, INVITATION_FIELDS)
    there_already = Answer.objects.filter(conference=loading.conference).order_by("id")
    present = dict(numbered((_answer_key(answer, language), answer) for answer in there_already))
    answers: list[tuple[Any, Answer]] = []
    given, corrections = [], []
    for invitation, said in zip(rows, loading.file.invitations, strict=True):
        first = len(answers)
        for each in said.answers:
            row = _answer(loading, invitation, each)
            answers.append((_answer_key(row, language), row))
            given.append(each.sources)
            if each.corrects:
                corrections.append((len(answers) - 1, first + each.corrects - 1))
    kept = loading.ledger.put(numbered(answers), present, ("reason", "said_by", "sensitivity"))
    _correct(loading, kept, corrections)
    loading.ledger.cite(zip(kept, given, strict=True), loading.sources)


def _correct(loading: Loading, answers: list[Answer], corrections: list[tuple[int, int]]) -> None:
    """Link corrections; one that comes to an answer corrected already corrects the newest of that line."""
    if not corrections:
        return
    line = Answer.objects.filter(conference_id=answers[0].conference_id, corrects__isnull=False)
    corrected_by = {answer.corrects_id: answer for answer in line}
    changed = []
    for newer, older in corrections:
        correction, last = answers[newer], answers[older]
        if correction.corrects_id is not None:
            continue
        while last.pk in corrected_by and last.pk != correction.pk:
            last = corrected_by[last.pk]
        correction.corrects = last
        corrected_by[last.pk] = correction
        loading.ledger.note_changed(correction, {"corrects_id": [None, last.pk]})
        changed.append(correction)
    if changed:
        Answer.objects.bulk_update(changed, ["corrects"])


def _invitation(loading: Loading, said: "InvitationData") -> Invitation:
    party = loading.parties[said.party]
    row = Invitation(conference=loading.conference, party=party, entered_by=loading.actor)
    row.rank, row.capacity, row.quota, row.overflow = said.rank or "", said.capacity, said.quota, said.overflow or 0
    row.sent_date, row.sent_through, row.sensitivity = said.sent, said.sent_through or "", said.sensitivity
    row.language = party.correspondence
    if said.contact is not None:
        row.contact_name, row.contact_mail = said.contact.name or "", said.contact.mail or ""
        row.language = said.contact.language or party.correspondence
    return row


def _answer(loading: Loading, invitation: Invitation, said: "AnswerData") -> Answer:
    row = Answer(conference=loading.conference, invitation=invitation, party_id=invitation.party_id)
    row.standing, row.said_date, row.through, row.rank = said.standing, said.said, said.through or "", said.rank or ""
    row.reason = text_of(said.reason, loading.conference.original_language)
    row.said_by_party, row.said_by = _word(loading, said.by)
    row.sensitivity, row.entered_by = said.sensitivity, loading.actor
    return row


def _word(loading: Loading, by: str | dict[Any, str] | None) -> tuple[Any, Any]:
    """On whose word: a party if the word is a code, else the words themselves."""
    party = loading.parties.get(by) if isinstance(by, str) else None
    return party, text_of("" if party is not None else by, loading.conference.original_language)


def _answer_key(answer: Answer, language: str) -> tuple[Any, ...]:
    return (
        answer.invitation_id,
        answer.standing,
        answer.said_date,
        answer.said_by_party_id,
        words_of(answer.said_by, language),
        answer.through,
        answer.rank,
        words_of(answer.reason, language),
    )


def _totals(loading: Loading) -> None:
    language = loading.conference.original_language

    def key(claim: ClaimedTotal) -> tuple[Any, ...]:
        return (
            claim.states,
            claim.organisations,
            claim.said_date,
            claim.said_by_party_id,
            words_of(claim.said_by, language),
        )

    present = ClaimedTotal.objects.filter(conference=loading.conference).order_by("id")
    there = dict(numbered((key(row), row) for row in present))
    wanted = []
    for said in loading.file.participation_totals:
        row = ClaimedTotal(conference=loading.conference, states=said.states, organisations=said.organisations)
        row.said_date, row.sensitivity, row.entered_by = said.said, said.sensitivity, loading.actor
        row.said_by_party, row.said_by = _word(loading, said.by)
        wanted.append((key(row), row))
    rows = loading.ledger.put(numbered(wanted), there, ("sensitivity",))
    given = [said.sources for said in loading.file.participation_totals]
    loading.ledger.cite(zip(rows, given, strict=True), loading.sources)
