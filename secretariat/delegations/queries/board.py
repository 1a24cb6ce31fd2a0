"""Standings, the board, and the letters to parties."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from secretariat.accounts.models import Sensitivity, User
from secretariat.archive.models import Citation
from secretariat.archive.queries import citations_by_fact
from secretariat.conference.models import Conference
from secretariat.conference.queries import Letter, name_of, shown_names
from secretariat.delegations.models import (
    UNANSWERED,
    Answer,
    ClaimedTotal,
    Delegate,
    Invitation,
    Standing,
)
from secretariat.parties.models import Party
from secretariat.ui.templatetags.ui import day

# Whatever has no place of its own in an order stands after everything that has one.
LAST = 10_000
# Answers as they were given; what has no day is taken for the oldest.
ANSWERS_IN_ORDER = (F("said_date").asc(nulls_first=True), F("id").asc())


@dataclass(frozen=True)
class Note:
    """What another desk has to say of a party beside its line on the board, and where to read about it."""

    words: str
    url: str


# Desks of the floors above add what they have to say: by conference and reader, notes by the number of the party. A
# note shows nobody more than they may see, and changes only with the record of the conference.
BESIDE_BOARD: list[Callable[[Conference, User], Mapping[int, list[Note]]]] = []
# The same beside a delegate.
BESIDE_DELEGATE: list[Callable[[Conference, User, Delegate], list[Note]]] = []


@dataclass(frozen=True)
class Told:
    """An answer as it is shown: with its sources, and the answer that corrected it, if one did."""

    answer: Answer
    citations: list[Citation]
    is_corrected: bool


@dataclass(frozen=True)
class BoardRow:
    """A party on the participation board: where it stands now, and everything it ever answered."""

    invitation: Invitation
    name: object
    standing: str
    standing_label: str
    since: date | None
    told: list[Told] = field(default_factory=list)

    @property
    def present(self) -> Told | None:
        """The answer that holds now."""
        holding = [told for told in self.told if not told.is_corrected]
        return holding[-1] if holding else None

    @property
    def party(self) -> Party:
        """The party."""
        return self.invitation.party


@dataclass(frozen=True)
class Difference:
    """A total that somebody gave, beside what is known by name."""

    claim: ClaimedTotal
    citations: list[Citation]
    states_known: int
    organisations_known: int

    @property
    def states_unknown(self) -> int | None:
        """States of the total that are not known by name."""
        return None if self.claim.states is None else self.claim.states - self.states_known

    @property
    def organisations_unknown(self) -> int | None:
        """Organisations of the total that are not known by name."""
        return None if self.claim.organisations is None else self.claim.organisations - self.organisations_known


def board(
    conference: Conference, user: User | AnonymousUser, invitations: QuerySet[Invitation], *, language: str
) -> list[BoardRow]:
    """Every party of these invitations in protocol order, with the answers this person may see. Four queries.

    One more, if somebody speaks who has no place on the board.
    """
    names = shown_names(conference)
    rows = list(invitations.select_related("party", "party__region", "party__subregion"))
    answers = _answers(user, [row.pk for row in rows])
    _introduce(answers, {row.party_id: row.party for row in rows})
    citations = citations_by_fact(user, [answer for told in answers.values() for answer in told])
    found = [_row(row, name_of(row.party, names), answers.get(row.pk, []), citations) for row in rows]
    found.sort(key=lambda row: protocol_key(row.party, names, language))
    return found


def protocol_key(party: Party, names: Mapping[int, object], language: str) -> tuple[int, int, str, str]:
    """Where a party stands: the conference's own order first, then states, then by the alphabet of the language."""
    shown = names.get(party.pk)
    position = getattr(shown, "position", None)
    return (
        position if position is not None else LAST,
        0 if party.is_state else 1,
        _sort_key(party, language),
        party.code,
    )


def notes_beside(conference: Conference, user: User) -> dict[int, list[Note]]:
    """What the other desks have to say of the parties, by the number of the party, as far as this person may see."""
    found: dict[int, list[Note]] = defaultdict(list)
    for said_by_a_desk in BESIDE_BOARD:
        for party_id, notes in said_by_a_desk(conference, user).items():
            found[party_id] += notes
    return found


def notes_beside_delegate(conference: Conference, user: User, delegate: Delegate) -> list[Note]:
    """What the other desks have to say of a delegate, as far as this person may see."""
    return [note for said_by_a_desk in BESIDE_DELEGATE for note in said_by_a_desk(conference, user, delegate)]


def standings_of(user: User | AnonymousUser, invitations: Iterable[Invitation]) -> dict[int, str]:
    """The present standing of each invitation, by its id, as far as this person may see. One query."""
    ids = [invitation.pk for invitation in invitations]
    answers = _answers(user, ids)
    return {pk: _standing(answers.get(pk, []))[0] for pk in ids}


def differences(conference: Conference, user: User | AnonymousUser, rows: list[BoardRow]) -> list[Difference]:
    """Every total that somebody gave, beside the number of parties known by name to have attended."""
    claims = list(
        ClaimedTotal.objects.visible_to(user)
        .filter(conference=conference)
        .select_related("said_by_party")
        .order_by("id")
    )
    citations = citations_by_fact(user, claims)
    attended = [row for row in rows if row.standing == Standing.ATTENDED]
    states = sum(row.party.is_state for row in attended)
    return [
        Difference(claim, citations[claim._meta.label_lower, claim.pk], states, len(attended) - states)
        for claim in claims
    ]


def unanswered(rows: list[BoardRow]) -> list[BoardRow]:
    """Parties that were invited and have not answered."""
    return [row for row in rows if row.standing in UNANSWERED]


def standings_in_truth(invitations: Iterable[Invitation]) -> dict[int, str]:
    """The standing of each party that has any, as nobody is told it: a letter must not say otherwise. One query."""
    ids = [invitation.pk for invitation in invitations]
    answers = Answer.objects.filter(invitation_id__in=ids).select_related("corrected_by").order_by(*ANSWERS_IN_ORDER)
    told: dict[int, list[Answer]] = defaultdict(list)
    for answer in answers:
        told[answer.invitation_id].append(answer)
    return {pk: _standing(said)[0] for pk, said in told.items()}


def reason_not_to_write(invitation: Invitation, standing: str, *, is_reminder: bool, in_truth: str = "") -> str:
    """Why no letter goes to a party now; empty if one may go.

    Where somebody else knows of an answer, the reason says no more than that there is nothing to remind of.
    """
    if not invitation.contact_mail:
        return _("has no mail address")
    if is_reminder and standing not in UNANSWERED:
        return _("has answered: %(standing)s") % {"standing": Standing(standing).label}
    if is_reminder and in_truth and in_truth not in UNANSWERED:
        return _("there is nothing to remind of")
    if is_reminder and not in_truth and not invitation.sent_date:
        return _("no invitation is on record; write down when it went out")
    if not is_reminder and invitation.sent_date:
        return _("was invited on %(day)s") % {"day": day(invitation.sent_date)}
    return ""


def invitation_letter(conference: Conference, invitation: Invitation) -> Letter:
    """The invitation, in the party's language of correspondence."""
    with override(invitation.language):
        subject = _("Invitation: %(conference)s") % {"conference": conference.title}
        body = _(
            "The secretariat of the conference presents its compliments and has the honour to invite %(party)s"
            " to take part in %(conference)s, to be held in %(city)s from %(start)s to %(end)s.\n\n"
            "The secretariat would be grateful for an answer at your earliest convenience.\n"
        ) % _placeholders(conference, invitation)
    return _letter("invitation", invitation, subject, body)


def reminder_letter(conference: Conference, invitation: Invitation) -> Letter:
    """The reminder, in the party's language of correspondence."""
    with override(invitation.language):
        subject = _("Reminder: %(conference)s") % {"conference": conference.title}
        body = _(
            "The secretariat of the conference presents its compliments and recalls its invitation to %(party)s"
            " to take part in %(conference)s, to be held in %(city)s from %(start)s to %(end)s.\n\n"
            "No answer has reached the secretariat yet; it would be grateful to receive one.\n"
        ) % _placeholders(conference, invitation)
    return _letter("reminder", invitation, subject, body)


def _letter(kind: str, invitation: Invitation, subject: str, body: str) -> Letter:
    """A letter names an address: it is the secretariat's, and no wider known than the invitation."""
    is_restricted = invitation.sensitivity == Sensitivity.RESTRICTED
    level = Sensitivity.RESTRICTED if is_restricted else Sensitivity.SECRETARIAT
    return Letter(kind, invitation.contact_mail, invitation.language, subject, body, invitation.party, level)


def _placeholders(conference: Conference, invitation: Invitation) -> dict[str, str]:
    names = shown_names(conference)
    return {
        "party": str(name_of(invitation.party, names)),
        "conference": str(conference.title),
        "city": str(conference.city),
        "start": day(conference.start_date),
        "end": day(conference.end_date),
    }


def _answers(user: User | AnonymousUser, invitation_ids: list[int]) -> dict[int, list[Answer]]:
    found: dict[int, list[Answer]] = defaultdict(list)
    answers = (
        Answer.objects.visible_to(user)
        .filter(invitation_id__in=invitation_ids)
        .select_related("corrected_by")
        .order_by(*ANSWERS_IN_ORDER)
    )
    for answer in answers:
        found[answer.invitation_id].append(answer)
    return found


def _introduce(answers: dict[int, list[Answer]], known: dict[int, Party]) -> None:
    """Give the answers the parties on whose word they are: each is read once, however often it spoke."""
    said = [answer for told in answers.values() for answer in told if answer.said_by_party_id]
    strangers = {answer.said_by_party_id for answer in said} - known.keys()
    speakers = {**known, **(Party.objects.in_bulk(strangers) if strangers else {})}
    for answer in said:
        answer.said_by_party = speakers[answer.said_by_party_id]


def _is_corrected(answer: Answer) -> bool:
    return getattr(answer, "corrected_by", None) is not None


def _standing(answers: list[Answer]) -> tuple[str, date | None]:
    holding = [answer for answer in answers if not _is_corrected(answer)]
    return (holding[-1].standing, holding[-1].said_date) if holding else (Standing.INVITED, None)


def _row(
    invitation: Invitation, name: object, answers: list[Answer], citations: dict[tuple[str, int], list[Citation]]
) -> BoardRow:
    kind = Answer._meta.label_lower
    standing, since = _standing(answers)
    told = [Told(answer, citations.get((kind, answer.pk), []), _is_corrected(answer)) for answer in answers]
    return BoardRow(invitation, name, standing, str(Standing(standing).label), since or invitation.sent_date, told)


def _sort_key(party: Party, language: str) -> str:
    return str(getattr(party, f"sort_{language}", ""))
