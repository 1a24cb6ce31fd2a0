"""Erase who wrote a reply, and what media asked for a journalist who is erased."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Batch, Refused, action, label_of
from secretariat.audit.actions import erase_words
from secretariat.audit.queries import entries_that_tell_of
from secretariat.conference.actions import erase_letters_to
from secretariat.delegations.models import Delegate
from secretariat.delegations.queries import ERASED, name_of_nobody
from secretariat.newsroom import permissions
from secretariat.newsroom.models import MediaPerson, MediaRequest, Reply, ReplyState


@action(allow=permissions.may_erase_reply)
def erase_reply(actor: User, reply: Reply, *, at: datetime) -> Batch:
    """Erase who wrote a reply and what they wrote, from the record too; it does not appear any more."""
    if reply.name == f"{ERASED} {reply.pk}":
        raise Refused(_("This reply is erased already."))
    kind, conference = label_of(reply), reply.article.conference
    alone = set(entries_that_tell_of(kind, reply.pk).filter(runs=None).values_list("pk", flat=True))
    counts = {kind: 1, "conference.message": erase_letters_to(conference, reply.mail)}
    # One name alone may be anybody's.
    words = [reply.mail, str(reply), reply.name if " " in reply.name.strip() else ""]
    counts["audit.entry"] = erase_words(conference.pk, words, told=alone)
    reply.name, reply.text, reply.mail, reply.sender, reply.language = f"{ERASED} {reply.pk}", "", "", "", ""
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


def erase_journalist(delegate: Delegate, at: datetime) -> Mapping[str, int]:
    """Blank a journalist in the request by which they came, and the contact of the request where it is the same."""
    del at
    requests = MediaRequest.objects.filter(conference=delegate.conference, delegation=delegate.delegation)
    people = MediaPerson.objects.filter(request__in=requests, name=delegate.name)
    contacts = requests.filter(contact_name=delegate.name)
    return {
        "newsroom.mediaperson": people.update(name=name_of_nobody(delegate), mail="", task=""),
        "newsroom.mediarequest": contacts.update(contact_name=name_of_nobody(delegate), contact_mail="", sender=""),
    }
