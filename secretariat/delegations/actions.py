"""What the delegations desk can do: invite, write down answers, form delegations and name their people."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import F, Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secretariat.accounts.models import Sensitivity, User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.audit.action import Batch, Refused, action, difference_between, label_of, unless_stale
from secretariat.conference.actions import put_in_outbox
from secretariat.conference.models import Conference
from secretariat.conference.queries import Letter
from secretariat.delegations import permissions, queries
from secretariat.delegations.models import (
    Answer,
    Body,
    Channel,
    ClaimedTotal,
    Delegate,
    DelegateRole,
    Delegation,
    Invitation,
)
from secretariat.engines.folding import folded
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
DELEGATE_FIELDS = (
    "name",
    "original_name",
    "spellings",
    "honorific",
    "role",
    "capacity",
    "body",
    "rank",
    "mail",
    "languages",
    "sensitivity",
)


@action(allow=permissions.may_invite)
def invite(actor: User, conference: Conference, *, party: Party, details: Mapping[str, Any]) -> Invitation:
    """Open a party's file with the conference."""
    if Invitation.objects.filter(conference=conference, party=party).exists():
        raise Refused(_("%(party)s is on the list already.") % {"party": party}, field="party")
    invitation = Invitation(conference=conference, party=party, entered_by=actor, language=party.correspondence)
    _set(invitation, INVITATION_FIELDS, details)
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
        _set(invitation, INVITATION_FIELDS, details)
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
    _set(invitation, INVITATION_FIELDS, details)
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
    _set(claim, TOTAL_FIELDS, details)
    if claim.states is None and claim.organisations is None:
        raise Refused(_("Give at least one of the two numbers."), field="states")
    others = ClaimedTotal.objects.in_office_of(actor).filter(conference=conference)
    if any(_says_the_same(claim, other, TOTAL_FIELDS) for other in others):
        raise Refused(_("The same total is written down already. If another source gives it, cite it on that one."))
    claim.save()
    Citation.objects.bulk_create(citations_for(claim, cited))
    return claim


@action(allow=permissions.may_form_delegation)
def form_delegation(
    actor: User,
    conference: Conference,
    *,
    party: Party,
    occasion: str,
    bodies: Iterable[object] = (),
    sensitivity: str = Sensitivity.SECRETARIAT,
) -> Delegation:
    """Open a party's delegation for an occasion."""
    if Delegation.objects.filter(conference=conference, party=party, occasion=occasion).exists():
        raise Refused(_("%(party)s has a delegation for this occasion already.") % {"party": party}, field="occasion")
    delegation = Delegation(conference=conference, party=party, occasion=occasion, entered_by=actor)
    delegation.sensitivity = sensitivity
    delegation.save()
    _name_bodies(delegation, bodies)
    return delegation


@action(allow=permissions.may_revise_delegation)
def revise_delegation(
    actor: User,
    delegation: Delegation,
    *,
    bodies: Iterable[object],
    sensitivity: str,
    version: int | None = None,
) -> Delegation:
    """Change the bodies a delegation comes from, or for whom it is kept."""
    del actor
    unless_stale(delegation, version)
    delegation.sensitivity = sensitivity
    delegation.save(update_fields=["sensitivity"])
    delegation.bodies.all().delete()
    _name_bodies(delegation, bodies)
    return delegation


@action(allow=permissions.may_name_delegate)
def name_delegate(
    actor: User, delegation: Delegation, *, details: Mapping[str, Any], cited: Iterable[Cited] = ()
) -> Delegate:
    """Name a person of the delegation."""
    delegate = Delegate(
        conference_id=delegation.conference_id, delegation=delegation, party_id=delegation.party_id, entered_by=actor
    )
    _set(delegate, DELEGATE_FIELDS, details)
    _judge(actor, delegate)
    delegate.search = spelling_key(delegate)
    delegate.save()
    Citation.objects.bulk_create(citations_for(delegate, cited))
    return delegate


@action(allow=permissions.may_revise_delegate)
def revise_delegate(
    actor: User, delegate: Delegate, *, version: int | None = None, details: Mapping[str, Any]
) -> Delegate:
    """Change what is kept of a delegate."""
    unless_stale(delegate, version)
    Delegation.objects.select_for_update(no_key=True).get(pk=delegate.delegation_id)
    _set(delegate, DELEGATE_FIELDS, details)
    _judge(actor, delegate)
    delegate.search = spelling_key(delegate)
    delegate.save(update_fields=[*DELEGATE_FIELDS, "search"])
    return delegate


def spelling_key(delegate: Delegate) -> str:
    """All spellings of a delegate's name, folded: without case and accents, so that each finds the person."""
    return folded(" | ".join([delegate.name, delegate.original_name, *delegate.spellings]))


def _set(row: object, names: Iterable[str], details: Mapping[str, Any]) -> None:
    for name in names:
        if name in details:
            setattr(row, name, details[name])


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
    _set(answer, ANSWER_FIELDS, details)
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


def _known_to(actor: User, invitation: Invitation) -> Iterable[Answer]:
    """Answers that hold, as far as this person may know them: a refusal tells of no other."""
    return Answer.objects.in_office_of(actor).filter(invitation=invitation, corrected_by=None)


def _says_the_same(one: Model, other: Model, fields: Iterable[str]) -> bool:
    return not difference_between(one, other, (name for name in fields if name != "sensitivity"))


def _judge(actor: User, delegate: Delegate) -> None:
    others = Delegate.objects.filter(delegation_id=delegate.delegation_id).exclude(pk=delegate.pk)
    if others.filter(name=delegate.name).exists():
        raise Refused(_("%(name)s is named in this delegation already.") % {"name": delegate.name}, field="name")
    head = others.filter(role=DelegateRole.HEAD).first()
    if delegate.role == DelegateRole.HEAD and head is not None:
        is_known = Delegate.objects.in_office_of(actor).filter(pk=head.pk).exists()
        name = head.name if is_known else _("Somebody")
        raise Refused(_("%(name)s heads this delegation already.") % {"name": name}, field="role")


def _name_bodies(delegation: Delegation, bodies: Iterable[object]) -> None:
    Body.objects.bulk_create(
        Body(conference_id=delegation.conference_id, delegation=delegation, name=name) for name in bodies if str(name)
    )


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
