"""Deeds of the desk ``delegations`` on delegations and their people."""

from secretariat.api.v1.deeds import FILE, Deed, FileShape, Given
from secretariat.api.v1.desks.delegations import asked
from secretariat.api.v1.desks.delegations.rows import CHANGES, CREDENTIALS, DELEGATES, DELEGATIONS
from secretariat.api.v1.given import PAST_DAY, language, line, one_of, optional, seen_number, text
from secretariat.delegations.actions.credentials import RESULTS
from secretariat.delegations.models import Delegate, Occasion, Particulars
from secretariat.delegations.queries import particulars_of

WHY = {"reason": text(2_000)}
DEEDS: tuple[Deed, ...] = (
    Deed(
        "delegations.form_delegation",
        given={"occasion": one_of(Occasion.values), "bodies": optional(asked.BODIES)},
    ),
    Deed("delegations.revise_delegation", DELEGATIONS, given={"bodies": asked.BODIES}),
    Deed(
        "delegations.name_delegate",
        DELEGATIONS,
        details=("role", "rank", "mail", "sensitivity"),
        of=Delegate,
        makes=True,
        given={"details.name": asked.NAME, **asked.PERSON},
    ),
    Deed(
        "delegations.nominate_many",
        DELEGATIONS,
        given={"entered": asked.ENTERED, "language": language()},
    ),
    Deed(
        "delegations.revise_delegate",
        DELEGATES,
        details=("role", "rank", "mail", "sensitivity"),
        given={"details.name": optional(asked.NAME), **asked.PERSON},
    ),
    Deed("delegations.confirm_delegate", DELEGATES),
    Deed("delegations.withdraw_delegate", DELEGATES, given=WHY),
    Deed(
        "delegations.substitute_delegate",
        DELEGATES,
        details=("rank", "mail"),
        makes=True,
        given={"details.name": asked.NAME, **asked.PERSON, **WHY},
    ),
    Deed("delegations.nominate_again", DELEGATES),
    Deed("delegations.give_main_place", DELEGATES),
    Deed(
        "delegations.keep_particulars",
        DELEGATES,
        details=("document_kind",),
        of=Particulars,
        current=particulars_of,
        given={
            "details.birth_date": asked.BIRTH_DATE,
            "details.document_number": asked.DOCUMENT_NUMBER,
            "version": seen_number("The version of the particulars that was seen; 0 where there were none."),
        },
    ),
    Deed("delegations.keep_photo", DELEGATES, given={"portrait": Given(FileShape, asked.portrait)}, has_file=True),
    Deed("delegations.remove_photo", DELEGATES),
    Deed(
        "delegations.propose_change",
        DELEGATES,
        given={
            "wanted": Given(asked.WantedShape, asked.wanted),
            "photo": Given(FileShape, asked.stored_portrait, is_needed=False),
        },
        has_file=True,
    ),
    Deed("delegations.approve_change", CHANGES, given={"seen": asked.LOOKED_AT}),
    Deed("delegations.refuse_change", CHANGES, given=WHY),
    Deed(
        "delegations.receive_credentials",
        DELEGATIONS,
        given={
            "upload": optional(FILE),
            "received_date": PAST_DAY,
            "signed_by": line(300),
        },
        has_file=True,
    ),
    Deed(
        "delegations.examine_credentials",
        CREDENTIALS,
        given={"state": one_of(RESULTS), "remark": text(4_000, is_needed=False)},
    ),
)
