"""Who takes part in a negotiation: whoever was invited as a participant, in protocol order."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import get_language

from secretariat.accounts.models import OFFICE_ROLES, User
from secretariat.archive.models import FactQuerySet
from secretariat.conference.models import Conference, ShownName
from secretariat.conference.queries import shown_names
from secretariat.delegations.models import Capacity, Invitation, Standing
from secretariat.delegations.queries import protocol_key, standings_in_truth, standings_of
from secretariat.parties.models import Party

# Who is not there takes no part.
AWAY = frozenset({Standing.NOT_INVITED, Standing.DECLINED, Standing.WITHDRAWN, Standing.ABSENT})


def voters_of(conference: Conference) -> dict[int, Party]:
    """The participants that may vote, by their number: the host, and who was invited and stays. Three queries."""
    rows = list(_invited(conference).select_related("party"))
    standings = standings_in_truth(rows)
    there = {row.party_id: row.party for row in rows if standings.get(row.pk, "") not in AWAY}
    return {conference.host_id: conference.host, **there}


def participants_known_to(user: User | AnonymousUser, conference: Conference) -> dict[int, Party]:
    """The participants of whom this person may know that they were invited, by their number. Three queries."""
    rows = _invited(conference)
    is_office = isinstance(user, User) and bool(user.roles_in(conference.pk) & OFFICE_ROLES)
    known = list((rows.in_office_of(user) if is_office else rows.visible_to(user)).select_related("party"))
    standings = standings_of(user, known)
    there = {row.party_id: row.party for row in known if standings[row.pk] not in AWAY}
    return {conference.host_id: conference.host, **there}


def in_protocol_order(
    parties: Iterable[Party], conference: Conference, names: dict[int, ShownName] | None = None
) -> list[Party]:
    """Each of these parties once, in the order in which the conference seats them."""
    shown = names if names is not None else shown_names(conference)
    language = get_language() or "en"
    once = {party.pk: party for party in parties}
    return sorted(once.values(), key=lambda party: protocol_key(party, shown, language))


def _invited(conference: Conference) -> "FactQuerySet[Invitation]":
    return Invitation.objects.filter(conference=conference, capacity=Capacity.PARTICIPANT)
