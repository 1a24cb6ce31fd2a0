"""What a program may read and do at the desk ``preparation``."""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import Field

from secretariat.accounts.models import User
from secretariat.api.v1.asking import Asking
from secretariat.api.v1.deeds import Deed, Given, parties
from secretariat.api.v1.given import DAY_OR_MONTH, MEMBER, PAST_DAY, one_of, optional, said, whole
from secretariat.api.v1.resources import (
    FACT,
    Part,
    Person,
    Resource,
    at_desk,
    citations,
    in_office_or_public,
    sits_in_office,
)
from secretariat.api.v1.shapes import PartyCode, Shape
from secretariat.conference.models import Conference
from secretariat.preparation.actions import Parts
from secretariat.preparation.models import Assessment, Challenge, ChallengePart, Need, Task
from secretariat.preparation.queries import Column, tasks_of

TASKS, CHALLENGES, ASSESSMENTS = "preparation/tasks", "preparation/challenges", "preparation/assessments"
OWNED = ("owner", "owner_name=owner__name", "owner_party", "owner_unit")
MOST_IN_A_PART = 250
MOST_DAYS = 3660


def _needs() -> Part:
    """What must be done before, of the tasks that this person sees."""

    def found(user: Person, conference: Conference, ids: list[int]) -> Iterable[tuple[int, Any]]:
        if not isinstance(user, User):
            return ()
        seen = tasks_of(conference, user).order_by().values("pk")
        return Need.objects.filter(task__in=ids, needs__in=seen).order_by("pk").values_list("task", "needs")

    return Part("needs", int, found)


def _parties(_user: Person, _conference: Conference, ids: list[int]) -> Iterable[tuple[int, Any]]:
    """Whose claim it is, whose doing and to whom, by one query."""
    rows = ChallengePart.objects.filter(challenge__in=ids).order_by("pk")
    return ((pk, (NAMES[part], code)) for pk, part, code in rows.values_list("challenge", "part", "party__code"))


ROLE = ChallengePart.Part
NAMES: dict[str, str] = {ROLE.SAID_BY: "said_by", ROLE.DONE_BY: "done_by", ROLE.DONE_TO: "done_to"}
RESOURCES: tuple[Resource, ...] = (
    Resource(
        TASKS,
        Task,
        at_desk(Task),
        (
            "title",
            "details",
            "state",
            "start_date",
            "due_date",
            "done_date",
            "blocked_because",
            "position",
            *OWNED,
            *FACT,
        ),
        "What is to be done before the opening, by whom and by when.",
        filters=(
            "state",
            "owner",
            "owner_party",
            "start_date_from",
            "start_date_until",
            "due_date_from",
            "due_date_until",
            "done_date_from",
            "done_date_until",
            "sensitivity",
        ),
        parts=(_needs(), citations(Task)),
        shapes={"owner_name": str | None},
        has_csv=True,
    ),
    Resource(
        CHALLENGES,
        Challenge,
        in_office_or_public(Challenge),
        ("kind", "text", "said_date", *FACT),
        "What is said to stand in the conference's way, and whose claim it is.",
        filters=("kind", "said_date_from", "said_date_until", "sensitivity"),
        parts=(
            *(Part(name, str, _parties, is_shared=True) for name in NAMES.values()),
            citations(Challenge, is_public=True),
        ),
        # The public timeline says whose claim it is, and nothing of whom it accuses.
        told_to=dict.fromkeys((*FACT, "done_by", "done_to"), sits_in_office),
        is_public=True,
    ),
    Resource(
        ASSESSMENTS,
        Assessment,
        at_desk(Assessment),
        ("challenge", "made_date", "state", "likelihood", "impact", "response", *OWNED, *FACT),
        "How likely and how grave a challenge was held to be on a day, and what is done; later ones stand beside it.",
        filters=("challenge", "state", "owner", "owner_party", "made_date_from", "made_date_until", "sensitivity"),
        parts=(citations(Assessment),),
        shapes={"owner_name": str | None},
    ),
)

# ---- deeds ----------------------------------------------------------------------------------------------------------

Codes = Annotated[list[PartyCode], Field(max_length=MOST_IN_A_PART)]


class PartsShape(Shape):
    """Whose claim it is, who is said to do it, and to whom it is said to be done."""

    said_by: Codes = Field(default_factory=list)
    done_by: Codes = Field(default_factory=list)
    done_to: Codes = Field(default_factory=list)


def _parts(value: PartsShape, asking: Asking, pointer: str) -> Parts:
    names = ("said_by", "done_by", "done_to")
    return Parts(**{name: tuple(parties(getattr(value, name), asking, f"{pointer}/{name}")) for name in names})


TASK = ("title", "start_date", "due_date", "owner_party", "owner_unit", "sensitivity")
OF_A_TASK = {"details.details": said(4_000), "details.owner": MEMBER}
CHALLENGE = ("kind", "sensitivity")
OF_A_CHALLENGE = {"details.said_date": DAY_OR_MONTH, "parts": Given(PartsShape, _parts)}
DEEDS: tuple[Deed, ...] = (
    Deed("preparation.plan_task", details=TASK, of=Task, makes=True, given=OF_A_TASK),
    Deed("preparation.revise_task", TASKS, details=TASK, given=OF_A_TASK),
    Deed("preparation.move_task", TASKS, given={"to": one_of(Column.values), "because": said(4_000)}),
    Deed("preparation.finish_tasks"),
    Deed("preparation.shift_tasks", given={"days": whole(-MOST_DAYS, MOST_DAYS)}),
    Deed("preparation.lay_template"),
    Deed(
        "preparation.raise_challenge",
        details=CHALLENGE,
        of=Challenge,
        makes=True,
        given={"details.text": said(4_000, is_needed=True), **OF_A_CHALLENGE},
    ),
    Deed(
        "preparation.revise_challenge",
        CHALLENGES,
        details=CHALLENGE,
        given={"details.text": optional(said(4_000, is_needed=True)), **OF_A_CHALLENGE},
    ),
    Deed(
        "preparation.assess_challenge",
        CHALLENGES,
        details=("state", "likelihood", "impact", "owner_party", "owner_unit", "sensitivity"),
        of=Assessment,
        makes=True,
        given={"details.made_date": PAST_DAY, "details.response": said(4_000), "details.owner": MEMBER},
    ),
)
LEFT_OUT = {"preparation.lay_plan_of": "A token reaches one conference and reads the plan of no other."}
