"""What outlets ask for: the requests, outlets of the register that may be the same, and the letters to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from secretariat.accounts.models import ERASED, User
from secretariat.conference.models import Conference
from secretariat.conference.queries import Letter
from secretariat.delegations.models import Delegate
from secretariat.delegations.queries import delegates_of
from secretariat.engines.folding import folded
from secretariat.newsroom.models import MediaPerson, MediaRequest, MediaRequestState
from secretariat.newsroom.queries.sender import LATELY, senders_lately
from secretariat.parties.models import Party

# What letters to outlets are called in the outbox.
MEDIA = "media"
ALIKE = 0.72
MOST_ALIKE = 6


@dataclass(frozen=True)
class AlikeOutlet:
    """An organisation of the register that may be the outlet, and how alike the two names are."""

    party: Party
    likeness: float


def media_requests_seen(conference: Conference, user: User) -> QuerySet[MediaRequest]:
    """The requests of a conference, those that wait first. One query."""
    rows = MediaRequest.objects.in_office_of(user).filter(conference=conference)
    waits = Count("pk", filter=Q(state=MediaRequestState.WAITING))
    related = rows.select_related("country", "delegation__party", "decided_by").prefetch_related("people")
    return related.annotate(waits=waits).order_by("-waits", "received_at", "pk")


def is_erased_journalist(person: MediaPerson) -> bool:
    """Whether who this was is erased already; a name that only reads so has more to erase."""
    return _is_of_nobody(person.name) and not person.mail and not person.task


def is_erased_contact(request: MediaRequest) -> bool:
    """Whether who asked for an outlet is erased already."""
    return _is_of_nobody(request.contact_name) and not request.contact_mail


def rows_of_journalist(person: MediaPerson) -> QuerySet[MediaPerson]:
    """A journalist in every request: of this name for this outlet, or of this name with this address."""
    theirs = Q(pk=person.pk) | Q(request__outlet=person.request.outlet, name=person.name)
    if person.mail:
        theirs |= Q(mail__iexact=person.mail, name=person.name)
    return MediaPerson.objects.filter(theirs, conference=person.conference_id)


def delegates_who_came_of(person: MediaPerson) -> list[Delegate]:
    """Whom a journalist became when outlets were taken up: in a delegation nobody else has the name."""
    delegations = rows_of_journalist(person).values("request__delegation")
    return list(Delegate.objects.filter(delegation__in=delegations, name=person.name).order_by("pk"))


def other_files_of(person: MediaPerson, user: User) -> list[Delegate]:
    """Delegates of the same name or address who did not come of this request: files of their own.

    Also whoever of the same outlet nobody asked for in this name: a delegate's name may have been corrected since.
    """
    alike = Q(name=person.name)
    if person.mail:
        alike |= Q(mail__iexact=person.mail)
    came = delegates_who_came_of(person)
    asked = MediaRequest.objects.filter(pk__in=rows_of_journalist(person).values("request"), delegation__isnull=False)
    there = set(asked.values_list("delegation", flat=True)) - {each.delegation_id for each in came}
    others = MediaPerson.objects.filter(request__delegation__in=there).values("name")
    alike |= Q(delegation__in=there) & ~Q(name__in=others) & ~Q(name__startswith=ERASED)
    rows = delegates_of(person.conference, user).filter(alike).exclude(pk__in=[each.pk for each in came])
    return list(rows.select_related("party").order_by("pk"))


def requests_lately(conference: Conference, address: str, at: datetime) -> int:
    """How many requests came from one address within the hour. One query."""
    rows = MediaRequest.objects.filter(conference=conference, received_at__gt=at - LATELY)
    return rows.filter(sender__in=senders_lately(address, at)).count()


def outlets_alike(name: str, parties: Iterable[Party] | None = None) -> list[AlikeOutlet]:
    """Organisations of the register whose name, in any language, is like this one, the likest first. One query."""
    wanted = folded(name)
    found = []
    for party in parties if parties is not None else Party.objects.filter(is_state=False):
        best = max((_likeness(wanted, folded(each)) for each in _names_of(party)), default=0.0)
        if best >= ALIKE:
            found.append(AlikeOutlet(party, best))
    return sorted(found, key=lambda each: (-each.likeness, each.party.code))[:MOST_ALIKE]


def media_letter(conference: Conference, request: MediaRequest, reason: str = "") -> Letter:
    """What an outlet is told, in the language in which it asked.

    Nobody has confirmed the address, so the letter says nothing that whoever filled in the form could choose.
    """
    with override(request.language):
        told = {"conference": str(conference.title), "reason": reason}
        subject = _("Media accreditation: %(conference)s") % told
        taken = _(
            "The secretariat of %(conference)s has received your request for accreditation. The people named in it "
            "stand in the queue of accreditation; whoever is accredited is told.\n"
        )
        refused = _(
            "The secretariat of %(conference)s cannot grant your request for accreditation. The reason given is: "
            "%(reason)s\n\nYou are welcome to write to the secretariat.\n"
        )
        return Letter(MEDIA, request.contact_mail, request.language, subject, (refused if reason else taken) % told)


def _is_of_nobody(name: str) -> bool:
    mark, _space, number = name.partition(" ")
    return mark == ERASED and number.isdecimal()


def _names_of(party: Party) -> list[str]:
    data = party.name.data
    return [party.code, *(str(each) for each in (data.values() if isinstance(data, dict) else [data]) if each)]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one and other else 0.0
