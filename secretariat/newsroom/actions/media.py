"""Outlets that ask to be accredited: what they send is kept; one that is taken up comes like everybody else."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Sensitivity, User
from secretariat.audit.action import Refused, action, unless_stale
from secretariat.audit.models import HOUSE, Record
from secretariat.conference.actions import put_in_outbox
from secretariat.conference.models import Conference
from secretariat.delegations.actions import confirm_delegate, form_delegation, invite, name_delegate
from secretariat.delegations.models import Capacity, Delegate, DelegateRole, Delegation, Invitation, Occasion
from secretariat.newsroom import permissions
from secretariat.newsroom.actions.incoming import TooMany, one_by_one
from secretariat.newsroom.models import MediaPerson, MediaRequest, MediaRequestState
from secretariat.newsroom.queries.media import is_erased_contact, is_erased_journalist, media_letter, requests_lately
from secretariat.newsroom.queries.replies import rules_of
from secretariat.newsroom.queries.sender import sender_of
from secretariat.parties.actions import register
from secretariat.parties.models import Party
from secretariat.parties.permissions import may_register

REQUEST_FIELDS = ("outlet", "kind", "country", "website", "contact_name", "contact_mail", "language")
MOST_PEOPLE = 12
MOST_AN_HOUR = 5
_LURE = re.compile(r"://|\bwww\.|[<>\[\]@]|\w\.\w{2,}/", re.IGNORECASE)
_DECISION = ("state", "refusal", "delegation", "decided_at", "decided_by")


class Sent(NamedTuple):
    """A person whom an outlet would send."""

    name: str
    task: str = ""
    mail: str = ""


@transaction.atomic
def take_media_request(
    conference: Conference, *, said: Mapping[str, Any], people: Sequence[Sent], address: str, at: datetime
) -> MediaRequest:
    """Keep what an outlet asks for. Nobody is signed in there: it is appended, and the record does not move.

    What is sent twice while it waits is kept once.
    """
    if not rules_of(conference).takes_media_requests:
        raise Refused(_("This conference takes no requests for accreditation here."))
    if not people or len(people) > MOST_PEOPLE:
        raise Refused(_("Name one to %(most)s people.") % {"most": MOST_PEOPLE})
    one_by_one(conference.pk)
    waiting = MediaRequest.objects.filter(conference=conference, state=MediaRequestState.WAITING)
    known = waiting.filter(outlet=said["outlet"], contact_mail=said["contact_mail"]).first()
    if known is not None and [each.name for each in known.people.all()] == [each.name for each in people]:
        return known
    if requests_lately(conference, address, at) >= MOST_AN_HOUR:
        raise TooMany
    request = MediaRequest(conference=conference, sender=sender_of(address, at), received_at=at)
    for name in REQUEST_FIELDS:
        setattr(request, name, said[name])
    request.save()
    MediaPerson.objects.bulk_create(
        MediaPerson(conference=conference, request=request, name=each.name, task=each.task, mail=each.mail)
        for each in people
    )
    return request


@action(allow=permissions.may_take_up_media_request)
def take_up_media_request(
    actor: User, request: MediaRequest, *, at: datetime, party: Party | None = None, version: int | None = None
) -> MediaRequest:
    """Let an outlet come as media: its people are named and confirmed, and stand in the queue of accreditation.

    Without a party it is added to the register; one of a like name is for a person to choose, never by itself.
    """
    unless_stale(request, version)
    _unless_decided(request)
    people = list(request.people.all())
    if people and all(is_erased_journalist(person) for person in people):
        raise Refused(_("Everybody for whom this outlet asked is erased."))
    # Later letters name outlet and people, and go where the form said: a stranger may have written a lure for others.
    if any(_LURE.search(each) for each in _written(request)):
        raise Refused(_("A name in this request holds an address of the web. Refuse it."))
    if party is not None and party.is_state:
        raise Refused(_("Choose an outlet; this is a state."), field="party")
    outlet = party or _registered(actor, request)
    _invited(actor, request, outlet)
    delegation = Delegation.objects.filter(
        conference=request.conference, party=outlet, occasion=Occasion.CONFERENCE
    ).first() or form_delegation(actor, request.conference, party=outlet, occasion=Occasion.CONFERENCE)
    _nominate(actor, request, delegation, at)
    request.delegation = delegation
    _decide(actor, request, MediaRequestState.TAKEN_UP, at)
    _tell(actor, request)
    return request


@action(allow=permissions.may_refuse_media_request)
def refuse_media_request(
    actor: User, request: MediaRequest, *, reason: str, at: datetime, version: int | None = None
) -> MediaRequest:
    """Say that an outlet is not accredited, and why; it is told by mail."""
    unless_stale(request, version)
    _unless_decided(request)
    said = " ".join(reason.split())
    if not said:
        raise Refused(_("Say why; the outlet is told."), field="reason")
    request.refusal = said[:300]
    _decide(actor, request, MediaRequestState.REFUSED, at)
    _tell(actor, request)
    return request


def _written(request: MediaRequest) -> list[str]:
    return [request.outlet, *(text for person in request.people.all() for text in (person.name, person.task))]


def _unless_decided(request: MediaRequest) -> None:
    if request.state != MediaRequestState.WAITING:
        raise Refused(_("It was decided already: %(state)s.") % {"state": request.get_state_display()})


def _registered(actor: User, request: MediaRequest) -> Party:
    house = Record.objects.get_or_create(conference_id=HOUSE)[0]
    if not may_register(actor, house):
        sentence = _("Only a secretary adds an outlet to the register. Choose one that is there, or ask a secretary.")
        raise Refused(sentence, field="party")
    name = LazyI18nString({request.language: request.outlet})
    return register(actor, house, code=_free_code(request.outlet), name=name, kind="private sector")


def _free_code(outlet: str) -> str:
    stem = slugify(outlet).upper()[:15].strip("-") or "OUTLET"
    taken = set(Party.objects.filter(code__startswith=stem).values_list("code", flat=True))
    codes = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(code for code in codes if code not in taken)


def _invited(actor: User, request: MediaRequest, outlet: Party) -> None:
    known = Invitation.objects.filter(conference=request.conference, party=outlet).first()
    if known is None:
        details = {
            "capacity": Capacity.MEDIA,
            "contact_name": "" if is_erased_contact(request) else request.contact_name,
            "contact_mail": request.contact_mail,
            "language": request.language,
            "sensitivity": Sensitivity.SECRETARIAT,
        }
        invite(actor, request.conference, party=outlet, details=details)
    elif known.capacity != Capacity.MEDIA:
        raise Refused(
            _("%(party)s is on the list in another capacity: %(capacity)s.")
            % {"party": outlet, "capacity": known.get_capacity_display()},
            field="party",
        )


def _nominate(actor: User, request: MediaRequest, delegation: Delegation, at: datetime) -> None:
    there = set(Delegate.objects.filter(delegation=delegation).values_list("name", flat=True))
    for person in request.people.all():
        if person.name in there or is_erased_journalist(person):
            continue
        there.add(person.name)
        details: dict[str, Any] = {"name": person.name, "role": DelegateRole.PRESS}
        # Who gave no address of their own is reached through the outlet.
        details["mail"] = person.mail or request.contact_mail
        details["sensitivity"] = Sensitivity.SECRETARIAT
        if person.task:
            details["capacity"] = LazyI18nString({request.language: person.task})
        named = name_delegate(actor, delegation, details=details)
        # The outlet itself asked for these people; of whom papers are missing, they wait among the nominees.
        with suppress(Refused):
            confirm_delegate(actor, named, at=at)


def _decide(actor: User, request: MediaRequest, state: str, at: datetime) -> None:
    request.state, request.decided_at, request.decided_by = state, at, actor
    request.save(update_fields=list(_DECISION))


def _tell(actor: User, request: MediaRequest) -> None:
    if request.contact_mail:
        put_in_outbox(actor, request.conference, [media_letter(request.conference, request, request.refusal)])
