"""Topics with positions, initiatives, obstacles, and what reports say of numbers, place and date."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from secretariat.api.v1.asking import Asking
from secretariat.api.v1.deeds import Deed, row_of, rows_of
from secretariat.api.v1.given import DAY_OR_MONTH, needed, one_of, optional, or_none, text, words_of
from secretariat.api.v1.resources import (
    FACT,
    Person,
    Resource,
    at_desk,
    citations,
    in_office_or_public,
    related,
    sits_in_office,
)
from secretariat.archive.queries import Marks
from secretariat.conference.models import Conference
from secretariat.dossier.actions import INITIATIVE_FIELDS, OBSTACLE_FIELDS, POSITION_FIELDS
from secretariat.dossier.actions.reported import FIGURE_FIELDS, NOTICE_FIELDS
from secretariat.dossier.models import (
    AreaOfObstacle,
    Claimant,
    Initiative,
    Notice,
    Obstacle,
    Position,
    ReportedFigure,
    Topic,
)
from secretariat.dossier.queries.mending import QUALIFIERS
from secretariat.dossier.queries.positions import topics_seen
from secretariat.dossier.queries.sight import Sight
from secretariat.figures.queries.areas import areas_of_return

TOPICS, POSITIONS = "dossier/topics", "dossier/positions"
INITIATIVES, OBSTACLES = "dossier/initiatives", "dossier/obstacles"
LONGEST_UNIT = 60


def topics(user: Person, conference: Conference) -> "QuerySet[Topic]":
    """Topics on which this person sees a position; whoever opens topics sees all of them."""
    seen_by = user if sits_in_office(user, conference) else AnonymousUser()
    return topics_seen(Sight(conference, seen_by, "en", Marks(lambda _source: ""), {}))


def places_of_obstacles(user: Person, conference: Conference) -> "QuerySet[AreaOfObstacle]":
    """The areas of the obstacles that the office shows this person."""
    seen = at_desk(Obstacle)(user, conference)
    return AreaOfObstacle.objects.filter(conference=conference, obstacle__in=seen.order_by().values("pk"))


def every_topic(asking: Asking) -> "QuerySet[Topic]":
    """The topics on which a position can be written down."""
    return Topic.objects.filter(conference=asking.conference)


def _said(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name != "sensitivity")


RESOURCES: tuple[Resource, ...] = (
    Resource(
        TOPICS,
        Topic,
        topics,
        ("name", "version"),
        "Matters on which parties hold positions.",
        is_public=True,
    ),
    Resource(
        POSITIONS,
        Position,
        in_office_or_public(Position),
        (*_said(POSITION_FIELDS), *FACT),
        "What parties said on topics; what one says later stands beside it.",
        filters=("party", "topic", "stance", "said_date_from", "said_date_until", "sensitivity"),
        parts=(citations(Position),),
        is_public=True,
        told_to={"entered_at": sits_in_office},
    ),
    Resource(
        INITIATIVES,
        Initiative,
        at_desk(Initiative),
        (*_said(INITIATIVE_FIELDS), *FACT),
        "What parties propose or have begun for the question itself.",
        filters=("party", "state", "said_date_from", "said_date_until", "sensitivity"),
        parts=(citations(Initiative),),
    ),
    Resource(
        OBSTACLES,
        Obstacle,
        at_desk(Obstacle),
        (*_said(OBSTACLE_FIELDS), *FACT),
        "What is said to keep people from returning, who says so, and in which areas.",
        filters=("kind", "said_date_from", "said_date_until", "sensitivity"),
        parts=(
            related("claimants", Claimant, by="obstacle_id", value="party__code"),
            citations(Obstacle),
        ),
    ),
    Resource(
        "dossier/areas_of_obstacles",
        AreaOfObstacle,
        places_of_obstacles,
        ("obstacle", "place", "code=place__code"),
        "In which areas obstacles are said to be.",
        filters=("obstacle", "place", "code"),
    ),
    Resource(
        "dossier/figures",
        ReportedFigure,
        at_desk(ReportedFigure),
        (*_said(FIGURE_FIELDS), *FACT),
        "Numbers as reports give them; none is taken for the truth.",
        filters=("said_by_party", "as_of_from", "as_of_until", "sensitivity"),
        parts=(citations(ReportedFigure),),
    ),
    Resource(
        "dossier/notices",
        Notice,
        at_desk(Notice),
        (*_said(NOTICE_FIELDS), *FACT),
        "Where and when reports say that the conference is held.",
        filters=("country", "sensitivity"),
        parts=(citations(Notice),),
    ),
)
NAME = needed(words_of(Topic, "name"))
SAID = {"details.said_date": DAY_OR_MONTH}
AREAS = optional(rows_of(lambda asking: areas_of_return(asking.conference)))
ABOUT_OBSTACLE: dict[str, Any] = {**SAID, "details.since_date": DAY_OR_MONTH, "areas": AREAS}
DEEDS: tuple[Deed, ...] = (
    Deed("dossier.open_topic", given={"name": NAME}),
    Deed("dossier.rename_topic", TOPICS, given={"name": NAME}),
    Deed(
        "dossier.record_position",
        details=POSITION_FIELDS,
        of=Position,
        makes=True,
        given={
            **SAID,
            "details.topic": or_none(row_of(every_topic)),
            "details.new_topic": words_of(Topic, "name"),
        },
    ),
    Deed(
        "dossier.revise_position",
        POSITIONS,
        details=POSITION_FIELDS,
        given={**SAID, "details.topic": optional(row_of(every_topic))},
    ),
    Deed("dossier.record_initiative", details=INITIATIVE_FIELDS, of=Initiative, makes=True, given=SAID),
    Deed("dossier.revise_initiative", INITIATIVES, details=INITIATIVE_FIELDS, given=SAID),
    Deed("dossier.record_obstacle", details=OBSTACLE_FIELDS, of=Obstacle, makes=True, given=ABOUT_OBSTACLE),
    Deed("dossier.revise_obstacle", OBSTACLES, details=OBSTACLE_FIELDS, given=ABOUT_OBSTACLE),
    Deed(
        "dossier.record_figure",
        details=FIGURE_FIELDS,
        of=ReportedFigure,
        makes=True,
        given={
            "details.unit": text(LONGEST_UNIT),
            "details.qualifier": optional(one_of(str(word) for word, _label in QUALIFIERS)),
            "details.as_of": DAY_OR_MONTH,
        },
    ),
    Deed(
        "dossier.record_notice",
        details=NOTICE_FIELDS,
        of=Notice,
        makes=True,
        given={"details.held_date": DAY_OR_MONTH},
    ),
)
