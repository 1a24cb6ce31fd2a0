"""Erase who wrote a reply, who would come for an outlet, and who asked for them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from secretariat.accounts.models import User, name_of_nobody
from secretariat.audit.action import Batch, Refused, action, label_of
from secretariat.audit.actions import erase_words, name_in_full
from secretariat.audit.queries import entries_that_tell_of
from secretariat.conference.actions import erase_letters_to
from secretariat.conference.models import Conference
from secretariat.delegations.actions import erase_person
from secretariat.delegations.models import Capacity, Delegate, Invitation
from secretariat.newsroom import permissions
from secretariat.newsroom.models import MediaPerson, MediaRequest, Reply, ReplyState
from secretariat.newsroom.queries import media


@action(allow=permissions.may_erase_reply)
def erase_reply(actor: User, reply: Reply, *, at: datetime) -> Batch:
    """Erase who wrote a reply and what they wrote, from the record too; it does not appear any more."""
    if reply.name == name_of_nobody(reply):
        raise Refused(_("This reply is erased already."))
    kind, conference = label_of(reply), reply.article.conference
    alone = set(entries_that_tell_of(kind, reply.pk).filter(runs=None).values_list("pk", flat=True))
    counts = {kind: 1, "conference.message": erase_letters_to(conference, reply.mail)}
    words = [reply.mail, str(reply), name_in_full(reply.name)]
    counts["audit.entry"] = erase_words(conference.pk, words, told=alone)
    reply.name, reply.text, reply.mail, reply.sender, reply.language = name_of_nobody(reply), "", "", "", ""
    reply.fingerprint, reply.reasons, reply.refusal = "", [], ""
    reply.state, reply.decided_at, reply.decided_by = ReplyState.REFUSED, at, actor
    reply.save()
    reply.reports.update(reason="", sender="", is_settled=True)
    return Batch(
        name=_("A reply erased"),
        conference_id=conference.pk,
        counts={each: number for each, number in counts.items() if number},
        rows={kind: [reply.pk]},
    )


@action(allow=permissions.may_erase_journalist)
def erase_journalist(actor: User, person: MediaPerson, *, at: datetime) -> Batch:
    """Erase a journalist from what outlets asked, and the delegate whom they became, from the record too."""
    # Who takes an outlet up reads the names below it: each is held, in one order.
    rows = media.rows_of_journalist(person)
    asked = list(rows.order_by("request_id").values_list("request_id", flat=True))
    list(MediaRequest.objects.select_for_update(no_key=True).filter(pk__in=asked).order_by("pk"))
    person.refresh_from_db(fields=["name", "mail", "task"])
    if media.is_erased_journalist(person):
        raise Refused(_("This journalist is erased already."))
    kind, conference, came = label_of(person), person.conference, media.delegates_who_came_of(person)
    numbers, mails = (list(rows.values_list(name, flat=True)) for name in ("pk", "mail"))
    who = _Who(conference, person.name, frozenset(mails), name_of_nobody(person)).with_contacts(asked)
    counts = {kind: len(numbers), **_without_contact(who, asked)}
    MediaPerson.objects.filter(pk__in=numbers).update(name=who.nobody, mail="", task="")
    person.refresh_from_db()
    for delegate in came:
        # Badge, photo, calendars and letters are the delegate's: that deed ends and erases them.
        erase_person(actor, delegate, at=at)
    return _batch(_("A journalist erased"), who, counts, {kind: numbers})


@action(allow=permissions.may_erase_media_contact)
def erase_media_contact(actor: User, request: MediaRequest, *, at: datetime) -> Batch:
    """Erase who asked for an outlet, from the record too; the people for whom they asked stay."""
    del actor, at
    if media.is_erased_contact(request):
        raise Refused(_("Whoever asked is erased already."))
    if request.people.filter(name=request.contact_name).exists():
        raise Refused(_("Whoever asked is one of the journalists. Erase the journalist, and both are gone."))
    who = _Who(request.conference, request.contact_name, frozenset({request.contact_mail}), name_of_nobody(request))
    who = who.with_contacts([request.pk])
    counts = _without_contact(who, [request.pk])
    request.refresh_from_db()
    return _batch(_("Who asked for an outlet, erased"), who, counts, {label_of(request): [request.pk]})


def erase_from_requests(delegate: Delegate, at: datetime) -> Mapping[str, int]:
    """Blank a journalist in the request by which they came, and the contact of the request where it is the same."""
    del at
    requests = MediaRequest.objects.filter(conference=delegate.conference, delegation=delegate.delegation)
    people = MediaPerson.objects.filter(request__in=requests, name=delegate.name)
    contacts = requests.filter(contact_name=delegate.name)
    return {
        "newsroom.mediaperson": people.update(name=name_of_nobody(delegate), mail="", task=""),
        "newsroom.mediarequest": contacts.update(contact_name=name_of_nobody(delegate), contact_mail="", sender=""),
    }


@dataclass(frozen=True)
class _Who:
    """By what somebody is found in a conference, and what stands in the place of the name."""

    conference: Conference
    name: str
    mails: frozenset[str]
    nobody: str

    @property
    def words(self) -> list[str]:
        """The words that are looked for in the record."""
        return [*self.mails, name_in_full(self.name)]

    def with_contacts(self, requests: Collection[int]) -> "_Who":
        """With the addresses that they gave as the contact of these requests, and of the outlets that came of them."""
        asked = MediaRequest.objects.filter(pk__in=requests, contact_name=self.name)
        # The night deletes the address of a request before that of the outlet which came of it.
        invited = _invited_of(self.conference, requests).filter(contact_name=self.name)
        known = {*asked.values_list("contact_mail", flat=True), *invited.values_list("contact_mail", flat=True)}
        return replace(self, mails=self.mails | known)

    def wrote_from(self, field: str) -> Q:
        """Rows that hold one of the addresses in this field."""
        found = Q(pk__in=[])
        for mail in filter(None, self.mails):
            found |= Q(**{f"{field}__iexact": mail})
        return found


def _invited_of(conference: Conference, requests: Collection[int]) -> QuerySet[Invitation]:
    """The invitations that came of these requests, and no others: anybody can write another's address into a form."""
    parties = MediaRequest.objects.filter(pk__in=requests).values("delegation__party")
    return Invitation.objects.filter(conference=conference, party__in=parties, capacity=Capacity.MEDIA)


def _without_contact(who: _Who, requests: Collection[int]) -> dict[str, int]:
    """Blank somebody as the contact of outlets and as an outlet of their own, and the letters to them."""
    conference, raised = who.conference, F("version") + 1
    asked = MediaRequest.objects.filter(
        Q(pk__in=requests, contact_name=who.name) | who.wrote_from("contact_mail"), conference=conference
    )
    numbers = {*requests, *asked.values_list("pk", flat=True)}
    theirs = {*requests, *asked.filter(contact_name=who.name).values_list("pk", flat=True)}
    parties = set(MediaRequest.objects.filter(pk__in=theirs).values_list("delegation__party", flat=True)) - {None}
    # Journalists without an address of their own are reached through that of their outlet; it is theirs no longer.
    delegations = MediaRequest.objects.filter(pk__in=theirs).exclude(delegation=None).values("delegation")
    reached = Delegate.objects.filter(who.wrote_from("mail"), delegation__in=delegations).exclude(name=who.name)
    invited = _invited_of(conference, theirs).filter(Q(contact_name=who.name) | who.wrote_from("contact_mail"))
    ours = Q(kind=media.MEDIA) | Q(party__in=parties)
    counts = {
        "delegations.delegate": reached.update(mail="", version=raised),
        "delegations.invitation": invited.update(contact_name="", contact_mail="", version=raised),
        "conference.message": sum(erase_letters_to(conference, mail, among=ours) for mail in who.mails)
        + _without_reasons(who, requests),
        "newsroom.mediarequest": asked.update(contact_mail="", sender="", version=raised),
    }
    MediaPerson.objects.filter(who.wrote_from("mail"), conference=conference).update(mail="")
    here = MediaRequest.objects.filter(pk__in=numbers)
    here.filter(contact_name=who.name).update(contact_name=who.nobody)
    if who.name.strip():
        # Who works for nobody else asks in their own name.
        here.filter(outlet__icontains=who.name).update(outlet=who.nobody, website="")
        here.filter(refusal__icontains=who.name).update(refusal="")
    return counts


def _without_reasons(who: _Who, requests: Collection[int]) -> int:
    """Blank the letters in which outlets were told why not, where the reason names somebody."""
    named = MediaRequest.objects.filter(pk__in=requests, refusal__icontains=who.name or "\0").exclude(contact_mail="")
    return sum(
        erase_letters_to(who.conference, mail, among=Q(kind=media.MEDIA, body__icontains=refusal))
        for mail, refusal in list(named.values_list("contact_mail", "refusal"))
    )


def _batch(name: str, who: _Who, counts: Mapping[str, int], rows: Mapping[str, Collection[int]]) -> Batch:
    counted = {**counts, "audit.entry": erase_words(who.conference.pk, who.words, told=())}
    counted = {each: number for each, number in counted.items() if number}
    return Batch(name=name, conference_id=who.conference.pk, counts=counted, rows=rows)
