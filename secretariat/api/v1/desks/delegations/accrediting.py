"""Deeds of the desk ``delegations`` on accreditation, the watch list, and what is deleted when it has served."""

from secretariat.api.v1.deeds import Deed, Given
from secretariat.api.v1.desks.delegations import asked
from secretariat.api.v1.desks.delegations.rows import DELEGATES, HITS, WATCHED
from secretariat.api.v1.given import MAYBE_PAST_DAY, text, whole_or_none
from secretariat.delegations.actions import TERMS_FIELDS
from secretariat.delegations.models import Terms
from secretariat.delegations.queries import terms_of
from secretariat.engines.conferencefile.limits import MOST

WHY = {"reason": text(2_000)}
WHY_FOR_SECRETARIES = {"reason": text(4_000)}
# However many people bear a name, they are put on hold only where a body says so.
HOW_MANY = Given(whole_or_none(0, MOST).shape)
DEEDS: tuple[Deed, ...] = (
    Deed("delegations.accredit", DELEGATES),
    Deed("delegations.accredit_many"),
    Deed("delegations.hold", DELEGATES, given=WHY),
    Deed("delegations.hold_many", given=WHY),
    Deed("delegations.release_hold", DELEGATES),
    Deed("delegations.refuse_accreditation", DELEGATES, given=WHY),
    Deed("delegations.refuse_many", given=WHY),
    Deed("delegations.revise_terms", details=TERMS_FIELDS, of=Terms, current=terms_of),
    Deed("delegations.settle_pair", DELEGATES, given=WHY),
    Deed(
        "delegations.watch_for",
        given={
            "details.name": Given(asked.name_line(200, is_needed=True)),
            "details.spellings": asked.PERSON["details.spellings"],
            "details.birth_date": MAYBE_PAST_DAY,
            "details.reason": text(4_000),
            "most": HOW_MANY,
        },
        makes=True,
    ),
    Deed("delegations.stop_watching", WATCHED),
    Deed("delegations.clear_hit", HITS, given=WHY_FOR_SECRETARIES),
    Deed("delegations.uphold_hit", HITS, given=WHY_FOR_SECRETARIES),
    Deed("delegations.purge_particulars"),
)
