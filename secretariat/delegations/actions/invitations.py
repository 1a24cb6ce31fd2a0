"""Invite, write to parties, and write down what they answer."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import F, Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.audit.action import Batch, Refused, action, difference_between, label_of, unless_stale
from secretariat.conference.actions import put_in_outbox
from secretariat.conference.models import Conference
from secretariat.conference.queries import Letter
from secretariat.delegations import permissions, queries
from secretariat.delegations.actions.entering import take_over
from secretariat.delegations.models import (
    Answer,
    Channel,
    ClaimedTotal,
    Invitation,
)
from secretariat.parties.models import Party
from secretariat.ui.templatetags.ui import day

INVITATION_FIELDS = (
    "rank",
    "capacity",
    "quota",
    "overflow",
    "sent_date",
    "sent_through",
    "contact_name",
    "contact_mail",
    "language",
    "sensitivity",
)
TOTAL_FIELDS = ("states", "organisations", "said_date", "said_by_party", "said_by", "sensitivity")
ANSWER_FIELDS = ("standing", "said_date", "said_by_party", "said_by", "through", "reason", "rank", "sensitivity")


@action(allow=permissions.may_invite)
def invite(actor: User, conference: Conference, *, party: Party, details: Mapping[str, Any]) -> Invitation:
    """Open a party's file with the conference."""
    if Invitation.objects.filter(conference=conference, party=party).exists():
        raise Refused(_("%(party)s is on the list already.") % {"party": party}, field="party")
    invitation = Invitation(conference=conference, party=party, entered_by=actor, language=party.correspondence)
    take_over(invitation, INVITATION_FIELDS, details)
    invitation.save()
    return invitation


@action(allow=permissions.may_invite_many)
def invite_many(actor: User, conference: Conference, *, parties: Iterable[Party], details: Mapping[str, Any]) -> Batch:
    """Open the files of many parties at once; those on the list already are skipped."""
    wanted = list({party.pk: party for party in parties}.values())
    present = set(Invitation.objects.filter(conference=conference).values_list("party_id", flat=True))
    fresh = []
    for party in wanted:
        if party.pk in present:
            continue
        invitation = Invitation(conference=conference, party=party, entered_by=actor, language=party.correspondence)
        take_over(invitation, INVITATION_FIELDS, details)
        fresh.append(invitation)
    made = Invitation.objects.bulk_create(fresh)
    skipped = tuple((str(party), _("is on the list already")) for party in wanted if party.pk in present)
    return Batch(
        name=_("%(count)s parties invited") % {"count": len(made)},
        conference_id=conference.pk,
        counts={"invitations": len(made)},
        rows={Invitation._meta.label_lower: [invitation.pk for invitation in made]},
        skipped=skipped,
    )


@action(allow=permissions.may_revise_invitation)
def revise_invitation(
    actor: User, invitation: Invitation, *, version: int | None = None, details: Mapping[str, Any]
) -> Invitation:
    """Change how a party is invited."""
    del actor
    unless_stale(invitation, version)
    take_over(invitation, INVITATION_FIELDS, details)
    earliest = invitation.answers.order_by("said_date").values_list("said_date", flat=True).first()
    if invitation.sent_date and earliest and earliest < invitation.sent_date:
        raise Refused(_("There is an answer of %(day)s, before this date.") % {"day": day(earliest)}, field="sent_date")
    invitation.save(update_fields=INVITATION_FIELDS)
    return invitation


@action(allow=permissions.may_send_invitations)
def send_invitations(actor: User, conference: Conference, *, invitations: Iterable[Invitation], today: date) -> Batch:
    """Mail the invitation to each party in its language of correspondence."""
    return _write_to(actor, conference, invitations, today)


@action(allow=permissions.may_remind)
def remind(actor: User, conference: Conference, *, invitations: Iterable[Invitation]) -> Batch:
    """Mail a reminder to each party that has not answered, in its language of correspondence."""
    return _write_to(actor, conference, invitations, None)


@action(allow=permissions.may_record_answer)
def record_answer(
    actor: User, invitation: Invitation, *, details: Mapping[str, Any], cited: Iterable[Cited] = ()
) -> Answer:
    """Write down what a party answered, when, on whose word; earlier answers stay."""
    return _answer(actor, invitation, (details, cited), corrects=None)


@action(allow=permissions.may_correct_answer)
def correct_answer(actor: User, answer: Answer, *, details: Mapping[str, Any], cited: Iterable[Cited] = ()) -> Answer:
    """Put a right answer in the place of a wrong one, which stays visible as corrected."""
    if Answer.objects.filter(corrects=answer).exists():
        raise Refused(_("This answer was corrected already; correct the newer one."))
    invitation = Invitation.objects.select_for_update(no_key=True).get(pk=answer.invitation_id)
    return _answer(actor, invitation, (details, cited), corrects=answer)


@action(allow=permissions.may_claim_total)
def claim_total(
    actor: User, conference: Conference, *, details: Mapping[str, Any], cited: Iterable[Cited] = ()
) -> ClaimedTotal:
    """Write down how many took part, as somebody said."""
    claim = ClaimedTotal(conference=conference, entered_by=actor)
    take_over(claim, TOTAL_FIELDS, details)
    _unless_two_voices(claim)
    if claim.states is None and claim.organisations is None:
        raise Refused(_("Give at least one of the two numbers."), field="states")
    others = ClaimedTotal.objects.in_office_of(actor).filter(conference=conference)
    if any(_says_the_same(claim, other, TOTAL_FIELDS) for other in others):
        raise Refused(_("The same total is written down already. If another source gives it, cite it on that one."))
    claim.save()
    Citation.objects.bulk_create(citations_for(claim, cited))
    return claim


def _answer(
    actor: User,
    invitation: Invitation,
    said: tuple[Mapping[str, Any], Iterable[Cited]],
    *,
    corrects: Answer | None,
) -> Answer:
    details, cited = said
    answer = Answer(
        conference_id=invitation.conference_id,
        invitation=invitation,
        party_id=invitation.party_id,
        entered_by=actor,
        corrects=corrects,
    )
    take_over(answer, ANSWER_FIELDS, details)
    _unless_two_voices(answer)
    if invitation.sent_date and answer.said_date and answer.said_date < invitation.sent_date:
        raise Refused(
            _("The invitation went out on %(day)s; an answer cannot be older.") % {"day": day(invitation.sent_date)},
            field="said_date",
        )
    if corrects is None and any(_says_the_same(answer, other, ANSWER_FIELDS) for other in _known_to(actor, invitation)):
        raise Refused(_("The same answer is recorded already. If another source gives it, cite it on that one."))
    answer.save()
    Citation.objects.bulk_create(citations_for(answer, cited))
    return answer


def _unless_two_voices(fact: Answer | ClaimedTotal) -> None:
    """A word is a party's or somebody else's, not both."""
    if fact.said_by_party_id and str(fact.said_by):
        raise Refused(_("Name the party or somebody else, not both."), field="said_by")


def _known_to(actor: User, invitation: Invitation) -> Iterable[Answer]:
    """Answers that hold, as far as this person may know them: a refusal tells of no other."""
    return Answer.objects.in_office_of(actor).filter(invitation=invitation, corrected_by=None)


def _says_the_same(one: Model, other: Model, fields: Iterable[str]) -> bool:
    return not difference_between(one, other, (name for name in fields if name != "sensitivity"))


def _count_of(letters: list[Letter], *, is_reminder: bool) -> str:
    count = len(letters)
    if is_reminder:
        return ngettext("%(count)s reminder", "%(count)s reminders", count) % {"count": count}
    return ngettext("%(count)s invitation", "%(count)s invitations", count) % {"count": count}


def _write_to(actor: User, conference: Conference, invitations: Iterable[Invitation], invited_on: date | None) -> Batch:
    """Write invitations (with the day they go out) or reminders (without), and say which were not written and why."""
    ids = [invitation.pk for invitation in invitations]
    held = Invitation.objects.select_for_update(no_key=True).filter(conference=conference, pk__in=ids).order_by("pk")
    standings, in_truth = queries.standings_of(actor, held), queries.standings_in_truth(held)
    letters: list[Letter] = []
    written: list[Invitation] = []
    skipped: list[tuple[str, str]] = []
    for invitation in held:
        obstacle = queries.reason_not_to_write(
            invitation,
            standings[invitation.pk],
            is_reminder=invited_on is None,
            in_truth=in_truth.get(invitation.pk, ""),
        )
        if obstacle:
            skipped.append((str(invitation.party), obstacle))
            continue
        letters.append(
            queries.reminder_letter(conference, invitation)
            if invited_on is None
            else queries.invitation_letter(conference, invitation)
        )
        written.append(invitation)
    if invited_on is not None:
        sent = [invitation.pk for invitation in written]
        Invitation.objects.filter(pk__in=sent).update(
            sent_date=invited_on, sent_through=Channel.MAIL, version=F("version") + 1
        )
    put_in_outbox(actor, conference, letters)
    return Batch(
        name=_count_of(letters, is_reminder=invited_on is None),
        conference_id=conference.pk,
        counts={"messages": len(letters)},
        rows={label_of(invitation): [each.pk for each in written] for invitation in written[:1]},
        skipped=tuple(skipped),
    )
