"""The record in words: deeds, each after the name of the person who did it, and the kinds of rows."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

VERBS: dict[str, str | Promise] = {
    "api.load": gettext_lazy("loaded a conference file"),
    "archive.add_source": gettext_lazy("added a source"),
    "archive.attach": gettext_lazy("attached a file to a source"),
    "archive.cite": gettext_lazy("cited a source"),
    "archive.revise_source": gettext_lazy("revised a source"),
    "conference.add_room": gettext_lazy("added a room"),
    "conference.admit": gettext_lazy("admitted a member"),
    "conference.convene": gettext_lazy("convened the conference"),
    "conference.deliver": gettext_lazy("noted what became of a message"),
    "conference.dismiss": gettext_lazy("took a role away"),
    "conference.resend": gettext_lazy("put a message in the outbox again"),
    "conference.revise_conference": gettext_lazy("revised the conference"),
    "conference.revise_objective": gettext_lazy("revised an objective"),
    "conference.revise_room": gettext_lazy("revised a room"),
    "conference.show_party_as": gettext_lazy("chose the name shown for a party"),
    "conference.state_objective": gettext_lazy("stated an objective"),
    "delegations.claim_total": gettext_lazy("recorded a total that somebody gave"),
    "delegations.correct_answer": gettext_lazy("corrected an answer"),
    "delegations.form_delegation": gettext_lazy("formed a delegation"),
    "delegations.invite": gettext_lazy("put a party on the list"),
    "delegations.invite_many": gettext_lazy("put parties on the list"),
    "delegations.name_delegate": gettext_lazy("named a delegate"),
    "delegations.record_answer": gettext_lazy("recorded an answer"),
    "delegations.remind": gettext_lazy("sent reminders"),
    "delegations.revise_delegate": gettext_lazy("revised a delegate"),
    "delegations.revise_delegation": gettext_lazy("revised a delegation"),
    "delegations.revise_invitation": gettext_lazy("revised an invitation"),
    "delegations.send_invitations": gettext_lazy("sent invitations"),
    "parties.refresh": gettext_lazy("brought the register up to date"),
    "parties.register": gettext_lazy("added an organisation to the register"),
}

# Kinds of rows by their table, and the counts that deeds on many rows give without one.
KINDS: dict[str, str | Promise] = {
    "api.keptsection": gettext_lazy("sections held word for word"),
    "api.listedparty": gettext_lazy("parties listed"),
    "archive.citation": gettext_lazy("citations"),
    "archive.file": gettext_lazy("files"),
    "archive.source": gettext_lazy("sources"),
    "conference.conference": gettext_lazy("conference"),
    "conference.coorganiser": gettext_lazy("co-organisers"),
    "conference.membership": gettext_lazy("members"),
    "conference.message": gettext_lazy("messages"),
    "conference.objective": gettext_lazy("objectives and expected results"),
    "conference.room": gettext_lazy("rooms"),
    "conference.shownname": gettext_lazy("names shown"),
    "delegations.answer": gettext_lazy("answers"),
    "delegations.body": gettext_lazy("bodies"),
    "delegations.claimedtotal": gettext_lazy("totals as they were given"),
    "delegations.delegate": gettext_lazy("delegates"),
    "delegations.delegation": gettext_lazy("delegations"),
    "delegations.invitation": gettext_lazy("invitations"),
    "invitations": gettext_lazy("invitations"),
    "messages": gettext_lazy("messages"),
    "parties.party": gettext_lazy("parties"),
    "parties.region": gettext_lazy("regions"),
    "changed": gettext_lazy("changed"),
    "parties": gettext_lazy("parties"),
    "regions": gettext_lazy("regions"),
}


def kind_in_words(kind: str) -> str:
    """What rows of a table are called."""
    return str(KINDS.get(kind, kind))
