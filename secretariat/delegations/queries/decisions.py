"""The letters that tell a delegate what was decided, in their language."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from secretariat.accounts.models import Sensitivity
from secretariat.conference.models import Conference, ShownName
from secretariat.conference.queries import Letter, name_of, shown_names
from secretariat.delegations.models import Delegate, DelegateState, Invitation
from secretariat.ui.templatetags.ui import day

SPOKEN = frozenset(code for code, _name in settings.LANGUAGES)


def decision_letters(conference: Conference, delegates: Iterable[Delegate]) -> list[Letter]:
    """A letter to each delegate who can be reached, about the state they are in now. Two queries, parties read."""
    told = list(delegates)
    invitations, names = _invitations(conference, told), shown_names(conference)
    letters = []
    for delegate in told:
        invitation = invitations.get(delegate.party_id)
        to = address_of(delegate, invitation)
        if to:
            language = language_of(delegate, invitation)
            letters.append(_letter(conference, delegate, names, (to, language)))
    return letters


def out_of_reach(conference: Conference, delegates: Iterable[Delegate]) -> list[Delegate]:
    """Those of the delegates whom no mail can reach: neither they nor their party gave an address. One query."""
    told = list(delegates)
    invitations = _invitations(conference, told)
    return [each for each in told if not address_of(each, invitations.get(each.party_id))]


def address_of(delegate: Delegate, invitation: Invitation | None) -> str:
    """Where a letter to a delegate goes: to them, else to the contact of their party, else nowhere."""
    return delegate.mail or (invitation.contact_mail if invitation else "")


def language_of(delegate: Delegate, invitation: Invitation | None) -> str:
    """In what language a delegate is written to: the first of theirs that the house speaks, else their party's."""
    theirs = [code for code in delegate.languages if code in SPOKEN]
    partys = [invitation.language] if invitation and invitation.language in SPOKEN else []
    return (theirs or partys or [settings.LANGUAGE_CODE])[0]


def _invitations(conference: Conference, delegates: list[Delegate]) -> dict[int, Invitation]:
    parties = {delegate.party_id for delegate in delegates}
    return {each.party_id: each for each in Invitation.objects.filter(conference=conference, party__in=parties)}


def _letter(conference: Conference, delegate: Delegate, names: dict[int, ShownName], where: tuple[str, str]) -> Letter:
    to, language = where
    with override(language):
        title = f"{delegate.honorific} {delegate.name}" if delegate.honorific else delegate.name
        said = {
            "name": " ".join(title.split()),
            "conference": str(conference.title),
            "party": str(name_of(delegate.party, names)),
            "city": str(conference.city),
            "start": day(conference.start_date),
            "end": day(conference.end_date),
        }
        subject, body = _WORDS[DelegateState(delegate.state)](said)
        if delegate.reason and delegate.state != DelegateState.ACCREDITED:
            body += "\n" + _("Reason: %(reason)s") % {"reason": delegate.reason.strip()} + "\n"
    is_restricted = delegate.sensitivity == Sensitivity.RESTRICTED
    level = Sensitivity.RESTRICTED if is_restricted else Sensitivity.SECRETARIAT
    return Letter(delegate.state, to, language, subject, body, delegate.party, level)


def _accredited(said: dict[str, str]) -> tuple[str, str]:
    return _("Accredited: %(name)s") % said, _(
        "The secretariat has the honour to say that %(name)s, of the delegation of %(party)s, is accredited to"
        " %(conference)s, to be held in %(city)s from %(start)s to %(end)s.\n"
    ) % said


def _on_hold(said: dict[str, str]) -> tuple[str, str]:
    return _("On hold: %(name)s") % said, _(
        "The accreditation of %(name)s, of the delegation of %(party)s, to %(conference)s is on hold."
        " The secretariat will write again as soon as it is decided.\n"
    ) % said


def _refused(said: dict[str, str]) -> tuple[str, str]:
    return _("Not accredited: %(name)s") % said, _(
        "The secretariat regrets to say that %(name)s, of the delegation of %(party)s, is not accredited to"
        " %(conference)s.\n"
    ) % said


_WORDS: dict[DelegateState, Callable[[dict[str, str]], tuple[str, str]]] = {
    DelegateState.ACCREDITED: _accredited,
    DelegateState.ON_HOLD: _on_hold,
    DelegateState.REFUSED: _refused,
}
