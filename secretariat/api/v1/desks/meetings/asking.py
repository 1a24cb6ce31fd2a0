"""Bilateral meetings that delegations ask of each other, and when they are there to hold them."""

import re
from collections.abc import Iterable
from typing import Annotated, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from pydantic import Field

from secretariat.accounts.models import User
from secretariat.api.v1.asking import Asking
from secretariat.api.v1.deeds import Deed, Given, row_of
from secretariat.api.v1.given import seen_number, text
from secretariat.api.v1.refusals import wrong
from secretariat.api.v1.resources import Part, Person, Resource, Rows
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegation, Occasion
from secretariat.meetings.actions import BILATERAL_FIELDS, PROPOSED
from secretariat.meetings.models import Bilateral, BlockedTime, Stay
from secretariat.meetings.permissions import BILATERAL_READERS
from secretariat.meetings.queries import bilaterals_of, delegations_that_meet

BILATERALS, BLOCKED, DELEGATIONS = "meetings/bilaterals", "meetings/blocked_times", "delegations/delegations"
LONGEST_ANSWER, LONGEST_REASON, LEAST_SEATS, MOST_SEATS = 3000, 200, 2, 10_000
_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)


def bilaterals(user: Person, conference: Conference) -> "QuerySet[Bilateral]":
    """Requests as the office shows them; to a focal point those of the own delegation."""
    return bilaterals_of(conference, user) if isinstance(user, User) else Bilateral.objects.none()


def _ranks(user: Person, conference: Conference, ids: list[int]) -> Iterable[tuple[int, str]]:
    """How much a delegation wants a meeting: told to the secretariat and to itself, not to the other side."""
    rows = Bilateral.objects.filter(pk__in=ids)
    if not isinstance(user, User) or not user.roles_in(conference.pk) & BILATERAL_READERS:
        held = user.seats if isinstance(user, User) else ()
        spoken_for = [seat.party_id for seat in held if seat.conference_id == conference.pk and seat.party_id]
        rows = rows.filter(asking__party__in=spoken_for)
    return rows.values_list("pk", "rank")


def of_delegation(model: type[Any]) -> Rows:
    """Rows of the delegations to the conference that the office shows this person."""

    def rows(user: Person, conference: Conference) -> "QuerySet[Any]":
        sent = Delegation.objects.in_office_of(user).filter(conference=conference, occasion=Occasion.CONFERENCE)
        found: QuerySet[Any] = model._default_manager.in_office_of(user)
        return found.filter(conference=conference, delegation__in=sent.order_by().values("pk"))

    return rows


RESOURCES: tuple[Resource, ...] = (
    Resource(
        BILATERALS,
        Bilateral,
        bilaterals,
        (
            "asking",
            "asking_party=asking__party",
            "asked",
            "asked_party=asked__party",
            *(name for name in BILATERAL_FIELDS if name != "rank"),
            "state",
            "answer",
            "answered_at",
            *PROPOSED.values(),
            "entered_at",
            "version",
        ),
        "Bilateral meetings for which one delegation asks another, and what was answered.",
        filters=("asking", "asking_party", "asked", "asked_party", "state", "entered_at_from", "entered_at_until"),
        parts=(Part("rank", str, _ranks, is_one=True),),
        shapes={"languages": list[str]},
    ),
    Resource(
        "meetings/stays",
        Stay,
        of_delegation(Stay),
        ("delegation", "party=delegation__party", "arrives_at", "departs_at", "version"),
        "When delegations arrive and leave.",
        filters=("delegation", "party"),
    ),
    Resource(
        BLOCKED,
        BlockedTime,
        of_delegation(BlockedTime),
        ("delegation", "party=delegation__party", "starts_at", "ends_at", "reason", "version"),
        "Times in which a delegation is there and meets nobody.",
        filters=("delegation", "party", "starts_at_from", "starts_at_until"),
    ),
)


# ---- deeds ----------------------------------------------------------------------------------------------------------


def codes(value: Iterable[str], _asking: Asking, pointer: str) -> list[str]:
    """Languages to be interpreted, each once; also ones that the house does not speak."""
    found = list(dict.fromkeys(value))
    for place, code in enumerate(found):
        if not _CODE.fullmatch(code):
            sentence = _("“%(word)s” is no code of a language. Examples: de, fa, pt-BR.") % {"word": code[:20]}
            raise wrong(sentence, pointer=f"{pointer}/{place}")
    return found


def that_meet(asking: Asking) -> "QuerySet[Delegation]":
    """The delegations whom this person may ask to meet."""
    return delegations_that_meet(asking.conference, asking.user)


ANSWER = text(LONGEST_ANSWER, is_needed=False)
WISHES = {
    "details.languages": Given(
        Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=20)], codes, is_needed=False
    ),
    "details.seats": Given(Annotated[int, Field(ge=LEAST_SEATS, le=MOST_SEATS, strict=True)] | None, is_needed=False),
}
DEEDS: tuple[Deed, ...] = (
    Deed(
        "meetings.request_bilateral",
        DELEGATIONS,
        details=BILATERAL_FIELDS,
        of=Bilateral,
        makes=True,
        given={"asked": row_of(that_meet), **WISHES},
    ),
    Deed("meetings.revise_bilateral", BILATERALS, details=BILATERAL_FIELDS, given=WISHES),
    Deed("meetings.withdraw_bilateral", BILATERALS),
    Deed("meetings.accept_bilateral", BILATERALS, given={"answer": ANSWER}),
    Deed("meetings.decline_bilateral", BILATERALS, given={"answer": ANSWER}),
    Deed(
        "meetings.propose_bilateral",
        BILATERALS,
        # What is not said stays as it was asked, whatever was proposed before.
        details=tuple(PROPOSED.values()),
        makes=True,
        given={"answer": ANSWER},
    ),
    Deed("meetings.accept_proposal", BILATERALS),
    Deed(
        "meetings.set_stay",
        DELEGATIONS,
        given={"version": seen_number("The version of the stay that was seen; 0 where there was none.")},
        leaves=("version",),
    ),
    Deed("meetings.block_time", DELEGATIONS, given={"reason": text(LONGEST_REASON, is_needed=False)}),
    Deed("meetings.unblock_time", BLOCKED),
)
