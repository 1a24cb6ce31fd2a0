"""Deeds of the desk ``delegations`` on invitations, answers and totals."""

from secretariat.api.v1.deeds import Deed, Given
from secretariat.api.v1.desks.delegations.rows import ANSWERS, INVITATIONS
from secretariat.api.v1.given import MAYBE_PAST_DAY, PAST_DAY, optional, said, whole, whole_or_none
from secretariat.api.v1.shapes import Language
from secretariat.delegations.models import Answer, ClaimedTotal, Invitation
from secretariat.engines.conferencefile.limits import MOST

# What differs from party to party is left out where many are invited at once.
OF_MANY = ("rank", "capacity", "sent_through", "sensitivity")
OF_ONE = (*OF_MANY, "contact_name", "contact_mail")
PLACES: dict[str, Given] = {
    "details.quota": whole_or_none(0, MOST),
    "details.overflow": whole(0, MOST, is_needed=False),
    "details.sent_date": MAYBE_PAST_DAY,
}
# Without one, letters are in the party's own.
SPOKEN = {"details.language": Given(Language, is_needed=False)}
SAID = ("standing", "said_by_party", "through", "rank", "sensitivity")
WORDS: dict[str, Given] = {"details.said_by": said(500), "details.reason": said(4_000)}
DEEDS: tuple[Deed, ...] = (
    Deed("delegations.invite", details=OF_ONE, of=Invitation, makes=True, given={**PLACES, **SPOKEN}),
    Deed("delegations.invite_many", details=OF_MANY, of=Invitation, makes=True, given=PLACES),
    Deed("delegations.revise_invitation", INVITATIONS, details=OF_ONE, given={**PLACES, **SPOKEN}),
    Deed("delegations.send_invitations"),
    Deed("delegations.remind"),
    Deed(
        "delegations.record_answer",
        INVITATIONS,
        details=SAID,
        of=Answer,
        makes=True,
        given={"details.said_date": PAST_DAY, **WORDS},
    ),
    # An answer that a source gives without a day can be corrected without one.
    Deed(
        "delegations.correct_answer",
        ANSWERS,
        details=SAID,
        makes=True,
        given={"details.said_date": optional(MAYBE_PAST_DAY), **WORDS},
    ),
    Deed(
        "delegations.claim_total",
        details=("said_by_party", "sensitivity"),
        of=ClaimedTotal,
        makes=True,
        given={
            "details.states": whole_or_none(0, MOST),
            "details.organisations": whole_or_none(0, MOST),
            "details.said_date": MAYBE_PAST_DAY,
            "details.said_by": said(500),
        },
    ),
)
