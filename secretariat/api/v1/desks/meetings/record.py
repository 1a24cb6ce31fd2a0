"""Meetings with who came, their points and minutes, and what is to be done after them."""

from collections.abc import Iterable
from typing import Annotated, Any

from django.db.models import Case, F, QuerySet, When
from i18nfield.strings import LazyI18nString
from pydantic import Field

from secretariat.api.v1.asking import Asking
from secretariat.api.v1.deeds import Deed, Given, party, row_of
from secretariat.api.v1.given import (
    DAY_OR_MONTH,
    FOR_WHOM,
    MEMBER,
    PAST_DAY,
    STATE,
    language,
    one_of,
    optional,
    or_none,
    seen_number,
    text,
    words_of,
)
from secretariat.api.v1.judging import judged_texts
from secretariat.api.v1.resources import (
    FACT,
    Part,
    Person,
    Resource,
    Told,
    at_desk,
    citations,
    in_office_or_public,
    related,
    sits_in_office,
)
from secretariat.api.v1.shapes import LONGEST_LINE, Id, PartyCode, Shape, teller, texts, words
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegation
from secretariat.meetings.actions import FOLLOW_UP_FIELDS, MEETING_FIELDS, POINT_FIELDS, PROGRESS_FIELDS, Visiting
from secretariat.meetings.models import FollowUp, FollowUpState, Meeting, Minutes, Point, Progress, Speaker, Visitor

MEETINGS, POINTS = "meetings/meetings", "meetings/points"
MINUTES, FOLLOW_UPS = "meetings/minutes", "meetings/follow_ups"
CAPACITY: Any = Visitor._meta.get_field("head_capacity")
LONGEST_MINUTES, MOST_VISITORS, LONGEST_NAME = 100_000, 60, 500
# The key is the house's own.
SAID = tuple(name for name in MEETING_FIELDS if name != "key")


def to_office(*names: str) -> dict[str, Told]:
    """Fields that the public pages do not show."""
    return dict.fromkeys(names, sits_in_office)


def _visitors(user: Person, conference: Conference, ids: list[int]) -> Iterable[tuple[int, Any]]:
    """Who came; the delegation is told to whom the office shows it."""
    tell: Any = teller(CAPACITY)
    seen = Delegation.objects.in_office_of(user).filter(conference=conference).order_by().values("pk")
    sent = Case(When(delegation__in=seen, then=F("delegation_id")))
    rows = Visitor.objects.filter(meeting__in=ids).annotate(sent=sent).order_by("pk")
    for meeting, code, head, capacity, shown in rows.values_list(
        "meeting_id", "party__code", "head", "head_capacity", "sent"
    ):
        yield meeting, {"party": code, "head": head, "head_capacity": tell(capacity), "delegation": shown}


RESOURCES: tuple[Resource, ...] = (
    Resource(
        MEETINGS,
        Meeting,
        in_office_or_public(Meeting),
        ("key", *(name for name in SAID if name != "sensitivity"), "record_state", *FACT),
        "Meetings: who received whom, where and when, and about what.",
        filters=("key", "kind", "record_state", "host", "country", "held_date", "held_date_from", "held_date_until"),
        parts=(
            Part(
                "visitors",
                {"party": str, "head": str, "head_capacity": dict[str, str], "delegation": int | None},
                _visitors,
            ),
            citations(Meeting),
        ),
        is_public=True,
        told_to=to_office("entered_at", "record_state"),
    ),
    Resource(
        POINTS,
        Point,
        in_office_or_public(Point),
        ("meeting", "verb", "text", "position", *FACT),
        "What was said or agreed at meetings, and by whom.",
        filters=("meeting", "verb", "sensitivity"),
        parts=(related("speakers", Speaker, by="point_id", value="party__code"), citations(Point)),
        is_public=True,
        told_to=to_office("entered_at"),
    ),
    Resource(
        MINUTES,
        Minutes,
        at_desk(Minutes),
        (
            "meeting",
            "number",
            "language",
            "text",
            "state",
            "circulated_date",
            "agreed_date",
            "entered_at",
            "version",
        ),
        "Versions of the minutes of meetings; the one with the highest number is the newest.",
        filters=("meeting", "number", "language", "state"),
    ),
    Resource(
        FOLLOW_UPS,
        FollowUp,
        in_office_or_public(FollowUp),
        ("meeting", "text", "owner_party", "owner", "owner_name=owner__name", "owner_unit", "due_date", "state", *FACT),
        "What somebody is to do after a meeting, and until when.",
        filters=("meeting", "owner_party", "owner", "state", "due_date_from", "due_date_until", "sensitivity"),
        parts=(citations(FollowUp),),
        is_public=True,
        told_to=to_office("entered_at", "owner", "owner_name", "owner_unit"),
        shapes={"owner_name": str | None},
    ),
    Resource(
        "meetings/progress",
        Progress,
        at_desk(Progress),
        ("follow_up", "said_date", "state", "text", *FACT),
        "What was reported back on follow-ups.",
        filters=("follow_up", "state", "said_date_from", "said_date_until"),
        parts=(citations(Progress),),
    ),
)


# ---- deeds ----------------------------------------------------------------------------------------------------------


class VisitorShape(Shape):
    """A party that came, who headed it, and the delegation it came with."""

    party: PartyCode
    head: words(LONGEST_NAME, is_line=True) = ""  # type: ignore[valid-type]
    head_capacity: texts(LONGEST_LINE, is_line=True) = Field(default_factory=dict)  # type: ignore[valid-type]
    delegation: Id | None = None


def visiting(value: Iterable[VisitorShape], asking: Asking, pointer: str) -> list[Visiting]:
    """Those who came; a delegation is one that this person sees here."""
    found = []
    for place, each in enumerate(value):
        at = f"{pointer}/{place}"
        judged_texts(CAPACITY, each.head_capacity, asking, f"{at}/head_capacity")
        who = party(each.party, asking, f"{at}/party")
        headed = LazyI18nString(each.head_capacity) if any(each.head_capacity.values()) else ""
        found.append(Visiting(who, each.head, headed, SENT.made(each.delegation, asking, f"{at}/delegation")))
    return found


def delegations(asking: Asking) -> "QuerySet[Delegation]":
    """The delegations that the office shows this person."""
    seen: QuerySet[Delegation] = Delegation.objects.in_office_of(asking.person).filter(conference=asking.conference)
    return seen


SENT = or_none(row_of(delegations))
VISITORS = Given(Annotated[list[VisitorShape], Field(max_length=MOST_VISITORS)], visiting, is_needed=False)
ABOUT_MEETING = {
    "visitors": VISITORS,
    "details.title": words_of(Meeting, "title"),
    "details.held_date": DAY_OR_MONTH,
    "details.country": or_none(STATE),
    "details.host_person": text(LONGEST_NAME, is_needed=False),
}
DEEDS: tuple[Deed, ...] = (
    Deed("meetings.record_meeting", details=SAID, of=Meeting, makes=True, given=ABOUT_MEETING),
    Deed("meetings.revise_meeting", MEETINGS, details=SAID, given=ABOUT_MEETING),
    Deed("meetings.make_point", MEETINGS, details=POINT_FIELDS, of=Point, makes=True),
    Deed("meetings.revise_point", POINTS, details=POINT_FIELDS),
    Deed("meetings.move_point", MEETINGS),
    Deed("meetings.withdraw_point", POINTS),
    Deed(
        "meetings.write_minutes",
        MEETINGS,
        given={
            "text": text(LONGEST_MINUTES),
            "language": language(),
            "version": seen_number("The number of the newest minutes that were seen; 0 where there were none."),
        },
        leaves=("version",),
    ),
    Deed("meetings.circulate_minutes", MINUTES, given={"circulated_date": PAST_DAY}),
    Deed("meetings.agree_minutes", MINUTES, given={"agreed_date": PAST_DAY}),
    Deed(
        "meetings.agree_follow_up",
        MEETINGS,
        details=FOLLOW_UP_FIELDS,
        of=FollowUp,
        makes=True,
        given={"details.owner": MEMBER},
    ),
    Deed("meetings.revise_follow_up", FOLLOW_UPS, details=FOLLOW_UP_FIELDS, given={"details.owner": MEMBER}),
    Deed(
        "meetings.report_progress",
        FOLLOW_UPS,
        details=PROGRESS_FIELDS,
        of=Progress,
        makes=True,
        given={
            "details.said_date": PAST_DAY,
            "details.state": optional(one_of(FollowUpState.values)),
            # Unless it is said for whom, it is for those who know of the follow-up.
            "details.sensitivity": FOR_WHOM,
        },
    ),
)
