"""What a search finds: parties, people, the record and sources of the conference."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.queries import sources_found, sources_of
from secretariat.conference.models import Conference
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.models import Delegate, Invitation
from secretariat.delegations.queries import protocol_key
from secretariat.overview.queries.record_search import Found, record_found
from secretariat.parties.queries import goes_by

MOST = 50


def found_by(conference: Conference, user: User, words: str) -> list[Found]:
    """What the conference keeps that holds these words, in any language, as far as this person may see."""
    if len(words.strip()) < 2:
        return []
    return [
        *_parties(conference, user, words),
        *_delegates(conference, user, words),
        *record_found(conference, user, words, most=MOST),
        *_sources(conference, user, words),
    ]


def _parties(conference: Conference, user: User, words: str) -> list[Found]:
    names = shown_names(conference)
    found = []
    language = get_language() or "en"
    rows = Invitation.objects.in_office_of(user).filter(conference=conference).select_related("party")
    for row in sorted(rows, key=lambda row: protocol_key(row.party, names, language)):
        name = name_of(row.party, names)
        if goes_by(row.party, words, name):
            address = reverse("delegations:invitation", args=[conference.slug, row.pk])
            found.append(Found(_("Party"), str(name), row.party.code, address))
    return found[:MOST]


def _delegates(conference: Conference, user: User, words: str) -> list[Found]:
    rows = Delegate.objects.in_office_of(user).filter(conference=conference).named(words).select_related("party")
    return [
        Found(_("Delegate"), row.name, str(row.party), reverse("delegations:delegate", args=[conference.slug, row.pk]))
        for row in rows.order_by("name")[:MOST]
    ]


def _sources(conference: Conference, user: User, words: str) -> list[Found]:
    rows = sources_found(sources_of(conference.pk, user), words=words)
    return [
        Found(
            _("Source"),
            str(row),
            row.publisher if row.title else "",
            reverse("archive:source", args=[conference.slug, row.pk]),
        )
        for row in rows[:MOST]
    ]
