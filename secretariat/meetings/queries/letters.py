"""The letters that tell delegations what was asked and what was answered, and courteous words to decline with."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference, Membership, ShownName
from secretariat.conference.queries import Letter, address, name_of, shown_names
from secretariat.delegations.models import Delegation, Invitation
from secretariat.meetings.models import Bilateral
from secretariat.meetings.queries.fitting import told_at_venue

SPOKEN = frozenset(code for code, _name in settings.LANGUAGES)
ASKED = "bilateral asked"
REVISED = "bilateral revised"
ACCEPTED = "bilateral accepted"
DECLINED = "bilateral declined"
PROPOSED = "bilateral proposed"
WITHDRAWN = "bilateral withdrawn"


def bilateral_letters(bilateral: Bilateral, kind: str, actor: User) -> list[Letter]:
    """A letter to each focal point of the two parties for whom the actor does not speak, each in their language.

    Who acted is told by the record to the secretariat; the other side reads which delegation it was.
    """
    conference, names = bilateral.conference, shown_names(bilateral.conference)
    return [_letter(bilateral, kind, names, seat) for seat in _told(conference, bilateral, actor)]


def is_within_reach(delegation: Delegation) -> bool:
    """Whether somebody speaks for the delegation's party, so that a letter finds them."""
    return _speakers(delegation.conference, delegation.party_id).exists()


def language_of_delegation(delegation: Delegation) -> str:
    """In what language a delegation is written to: its focal point's, else its invitation's, else its party's."""
    conference, party = delegation.conference, delegation.party
    speakers = _speakers(conference, party.pk).values_list("user__language", flat=True)
    invited = Invitation.objects.filter(conference=conference, party=party).values_list("language", flat=True)
    found = (code for code in (*speakers, *invited, party.correspondence) if code in SPOKEN)
    return next(found, settings.LANGUAGE_CODE)


def courteous_words(bilateral: Bilateral) -> tuple[str, str]:
    """Words with which a request is declined, in the language of the delegation that asked, and that language."""
    language = language_of_delegation(bilateral.asking)
    names = shown_names(bilateral.conference)
    with override(language):
        words = _(
            "The delegation of %(asked)s presents its compliments to the delegation of %(asking)s and thanks it for"
            " the kind proposal to meet. To its regret, its engagements during the conference do not permit it to"
            " receive the delegation on this occasion. It would be glad to continue the conversation through the"
            " usual channels and avails itself of this opportunity to renew the assurances of its highest"
            " consideration."
        ) % {
            "asked": name_of(bilateral.asked.party, names),
            "asking": name_of(bilateral.asking.party, names),
        }
    return words, language


def _speakers(conference: Conference, party_id: int) -> QuerySet[Membership]:
    return Membership.objects.filter(
        conference=conference, role=Role.FOCAL_POINT, party=party_id, user__is_active=True
    ).order_by("pk")


def _told(conference: Conference, bilateral: Bilateral, actor: User) -> Iterator[Membership]:
    for party_id in (bilateral.asking.party_id, bilateral.asked.party_id):
        if not actor.speaks_for(party_id, conference.pk):
            yield from _speakers(conference, party_id).select_related("user", "party").exclude(user=actor)


def _letter(bilateral: Bilateral, kind: str, names: dict[int, ShownName], seat: Membership) -> Letter:
    language = seat.user.language if seat.user.language in SPOKEN else settings.LANGUAGE_CODE
    with override(language):
        said = {
            "asking": str(name_of(bilateral.asking.party, names)),
            "asked": str(name_of(bilateral.asked.party, names)),
            "conference": str(bilateral.conference.title),
        }
        subject, first = _WORDS[kind](said)
        link = address("meetings:bilateral", language, bilateral.conference.slug, bilateral.pk)
        parts = [first, "\n".join(_particulars(bilateral, kind)), bilateral.answer.strip(), link]
    # A withdrawn request is told without the words that were answered to it before.
    if kind in {ASKED, REVISED, WITHDRAWN}:
        parts[2] = ""
    body = "\n\n".join(filter(None, parts)) + "\n"
    return Letter(kind, seat.user.email, language, subject, body, seat.party)


def _particulars(bilateral: Bilateral, kind: str) -> Iterator[str]:
    conference = bilateral.conference
    is_proposal = kind == PROPOSED
    topic = (is_proposal and bilateral.proposed_topic) or bilateral.topic
    minutes = (is_proposal and bilateral.proposed_minutes) or bilateral.minutes
    yield _("Topic: %(topic)s") % {"topic": " ".join(topic.split())}
    yield ngettext("Length: %(minutes)s minute", "Length: %(minutes)s minutes", minutes) % {"minutes": minutes}
    begins, ends = bilateral.window_from, bilateral.window_until
    if is_proposal and (bilateral.proposed_from or bilateral.proposed_until):
        begins, ends = bilateral.proposed_from, bilateral.proposed_until
    if begins:
        yield _("Not before: %(when)s") % {"when": _at(conference, begins)}
    if ends:
        yield _("Not after: %(when)s") % {"when": _at(conference, ends)}
    if bilateral.expires_at and kind in {ASKED, REVISED}:
        yield _("Answer wanted by: %(when)s") % {"when": _at(conference, bilateral.expires_at)}


def _at(conference: Conference, at: datetime) -> str:
    return f"{told_at_venue(conference, at)} ({conference.time_zone})"


def _asked(said: dict[str, str]) -> tuple[str, str]:
    return _("%(asking)s asks %(asked)s for a meeting") % said, _(
        "The delegation of %(asking)s asks the delegation of %(asked)s for a bilateral meeting at %(conference)s."
    ) % said


def _revised(said: dict[str, str]) -> tuple[str, str]:
    return _("%(asking)s changed its request to meet %(asked)s") % said, _(
        "The delegation of %(asking)s changed its request for a bilateral meeting with the delegation of %(asked)s"
        " at %(conference)s. This is how it reads now."
    ) % said


def _accepted(said: dict[str, str]) -> tuple[str, str]:
    return _("%(asking)s and %(asked)s will meet") % said, _(
        "The delegations of %(asking)s and of %(asked)s agree to hold a bilateral meeting at %(conference)s."
        " The secretariat finds the time and the room, and will write again."
    ) % said


def _declined(said: dict[str, str]) -> tuple[str, str]:
    return _("%(asked)s cannot meet %(asking)s") % said, _(
        "The delegation of %(asked)s is not able to hold the bilateral meeting with the delegation of %(asking)s"
        " at %(conference)s."
    ) % said


def _proposed(said: dict[str, str]) -> tuple[str, str]:
    return _("%(asked)s proposes another way to meet %(asking)s") % said, _(
        "The delegation of %(asked)s would be glad to meet the delegation of %(asking)s at %(conference)s,"
        " in another way than was asked. This is what it proposes."
    ) % said


def _withdrawn(said: dict[str, str]) -> tuple[str, str]:
    return _("%(asking)s withdraws its request to meet %(asked)s") % said, _(
        "The delegation of %(asking)s withdraws its request for a bilateral meeting with the delegation of %(asked)s"
        " at %(conference)s."
    ) % said


_WORDS: dict[str, Callable[[dict[str, str]], tuple[str, str]]] = {
    ASKED: _asked,
    REVISED: _revised,
    ACCEPTED: _accepted,
    DECLINED: _declined,
    PROPOSED: _proposed,
    WITHDRAWN: _withdrawn,
}
