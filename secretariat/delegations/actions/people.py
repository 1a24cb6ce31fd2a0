"""Form delegations and name their people."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from secretariat.accounts.models import Sensitivity, User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused, action, unless_stale
from secretariat.conference.models import Conference
from secretariat.delegations import permissions, queries
from secretariat.delegations.actions.entering import take_over
from secretariat.delegations.actions.places import give_place, hold_delegation, is_media
from secretariat.delegations.actions.watching import look_at_watch_list
from secretariat.delegations.models import (
    Body,
    Delegate,
    DelegateRole,
    Delegation,
)
from secretariat.engines.folding import folded
from secretariat.parties.models import Party

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
    unless_for_the_secretariat(actor, delegate, details.get("sensitivity", delegate.sensitivity))
    take_over(delegate, DELEGATE_FIELDS, details)
    give_place(delegate, queries.places_of(delegation))
    enter_delegate(actor, delegate)
    Citation.objects.bulk_create(citations_for(delegate, cited))
    look_at_watch_list(actor, [delegate])
    return delegate


@action(allow=permissions.may_revise_delegate)
def revise_delegate(
    actor: User, delegate: Delegate, *, version: int | None = None, details: Mapping[str, Any]
) -> Delegate:
    """Change what is kept of a delegate."""
    unless_stale(delegate, version)
    if not permissions.may_change_at_once(actor, delegate):
        sentence = _("%(name)s is accredited by now. Ask for the change: it holds as soon as an officer has looked.")
        raise Refused(sentence % {"name": delegate.name})
    unless_for_the_secretariat(actor, delegate, details.get("sensitivity", delegate.sensitivity))
    hold_delegation(delegate)
    take_over(delegate, DELEGATE_FIELDS, details)
    unless_unfit(actor, delegate)
    delegate.is_media = is_media(delegate)
    delegate.search = spelling_key(delegate)
    delegate.save(update_fields=[*DELEGATE_FIELDS, "is_media", "search"])
    look_at_watch_list(actor, [delegate])
    return delegate


def enter_delegate(actor: User, delegate: Delegate) -> None:
    """Keep a new person who has a place, if nothing speaks against the name and the role."""
    unless_unfit(actor, delegate)
    delegate.is_media = is_media(delegate)
    delegate.search = spelling_key(delegate)
    delegate.save()


def unless_for_the_secretariat(actor: User, thing: Delegate | Delegation, level: str) -> None:
    """For whom a person is kept is the secretariat's to say, not the delegation's."""
    usual = thing.sensitivity if isinstance(thing, Delegate) else Sensitivity.SECRETARIAT
    if level != usual and not actor.works_on(permissions.DESK, thing.conference_id):
        raise Refused(_("For whom a person is kept is for the secretariat to say."), field="sensitivity")


def spelling_key(delegate: Delegate) -> str:
    """All spellings of a delegate's name, folded: without case and accents, so that each finds the person."""
    return folded(" | ".join([delegate.name, delegate.original_name, *delegate.spellings]))


def unless_unfit(actor: User, delegate: Delegate) -> None:
    """Refuse a name that the delegation has already, and a second head; who gave their place back heads nobody."""
    others = Delegate.objects.filter(delegation_id=delegate.delegation_id).exclude(pk=delegate.pk)
    if others.filter(name=delegate.name).exists():
        raise Refused(_("%(name)s is named in this delegation already.") % {"name": delegate.name}, field="name")
    if delegate.role != DelegateRole.HEAD or not delegate.has_place:
        return
    head = others.with_a_place().filter(role=DelegateRole.HEAD).first()
    if head is not None:
        is_known = Delegate.objects.in_office_of(actor).filter(pk=head.pk).exists()
        name = head.name if is_known else _("Somebody")
        raise Refused(_("%(name)s heads this delegation already.") % {"name": name}, field="role")


def _name_bodies(delegation: Delegation, bodies: Iterable[object]) -> None:
    Body.objects.bulk_create(
        Body(conference_id=delegation.conference_id, delegation=delegation, name=name) for name in bodies if str(name)
    )
