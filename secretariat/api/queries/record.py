"""The diplomatic record of a conference, as the data of a conference file."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from secretariat.api.queries.places import NamedPlaces
from secretariat.api.queries.texts import Cited, said_in, words_of
from secretariat.conference.models import Conference
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
from secretariat.engines.folding import folded
from secretariat.meetings.models import (
    FollowUp,
    Meeting,
    Minutes,
    Mission,
    Point,
    Progress,
    ReportBack,
    Speaker,
    Stop,
    Visitor,
)
from secretariat.parties.models import Party
from secretariat.preparation.models import Assessment, Challenge, ChallengePart, Need, Task

# Where the record names a party.
_NAMING: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Task, ("owner_party_id",)),
    (Meeting, ("host_id", "country_id")),
    (Visitor, ("party_id",)),
    (Speaker, ("party_id",)),
    (FollowUp, ("owner_party_id",)),
    (Mission, ("party_id",)),
    (Stop, ("country_id",)),
    (ChallengePart, ("party_id",)),
    (Assessment, ("owner_party_id",)),
    (Position, ("party_id",)),
    (Initiative, ("party_id",)),
    (Claimant, ("party_id",)),
    (ReportedFigure, ("said_by_party_id",)),
    (Notice, ("country_id",)),
)


def who_is_named(conference: Conference) -> set[int]:
    """The parties that the record of a conference names."""
    return named_in(conference, _NAMING)


def named_in(conference: Conference, naming: Iterable[tuple[Any, tuple[str, ...]]]) -> set[int]:
    """The parties that rows of these kinds name in these fields."""
    found: set[int] = set()
    for model, fields in naming:
        for ids in model.objects.filter(conference=conference).order_by().values_list(*fields).distinct():
            found.update(each for each in ids if each is not None)
    return found


def record_of(conference: Conference, cited: Cited, places: NamedPlaces) -> dict[str, Any]:
    """The sections of the record, each as a file gives it."""
    return {
        "tasks": _tasks(conference, cited),
        "meetings": _meetings(conference, cited),
        "missions": _missions(conference, cited),
        "challenges": _challenges(conference, cited),
        "positions": _positions(conference, cited),
        "initiatives": _initiatives(conference, cited),
        "obstacles": _obstacles(conference, cited, places),
        "reported_figures": _figures(conference, cited),
        "notices": _notices(conference, cited),
    }


def rows_of(model: Any, conference: Conference, *related: str, order: tuple[str, ...] = ("id",)) -> Any:
    """The rows of a kind that a conference has, in the order of a file."""
    rows = model.objects.filter(conference=conference).order_by(*order)
    return rows.select_related(*related) if related else rows


def by_owner(owner: str, rows: Iterable[Any]) -> dict[int, list[Any]]:
    """Rows by the row that holds them."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, owner)].append(row)
    return found


def code_of(party: Party | None) -> str | None:
    """The code of a party, if there is one."""
    return party.code if party is not None else None


def _tasks(conference: Conference, cited: Cited) -> list[dict[str, Any]]:
    rows = list(rows_of(Task, conference, "owner_party"))
    places = {row.pk: place for place, row in enumerate(rows, start=1)}
    needs = by_owner("task_id", rows_of(Need, conference))
    return [
        {
            "title": said_in(row.title),
            "details": said_in(row.details),
            "key": row.key or None,
            "state": row.state,
            "start": row.start_date,
            "due": row.due_date,
            "done": row.done_date,
            "owner": code_of(row.owner_party),
            "unit": said_in(row.owner_unit),
            "held_up": said_in(row.blocked_because),
            "order": row.position or None,
            "needs": [places[need.needs_id] for need in needs[row.pk]],
            **cited.on(row),
        }
        for row in rows
    ]


def _meetings(conference: Conference, cited: Cited) -> list[dict[str, Any]]:
    points = _points(conference, cited)
    follow_ups = _follow_ups(conference, cited)
    visitors = by_owner("meeting_id", rows_of(Visitor, conference, "party", "delegation"))
    minutes = by_owner("meeting_id", rows_of(Minutes, conference, order=("number",)))
    return [
        {
            "key": row.key,
            "title": said_in(row.title),
            "kind": row.kind,
            "date": row.held_date or None,
            "place": _if_any({"venue": said_in(row.venue), "city": said_in(row.city), "country": code_of(row.country)}),
            "host": _if_any(
                {
                    "party": code_of(row.host),
                    "person": row.host_person or None,
                    "capacity": said_in(row.host_capacity),
                }
            ),
            "visitors": [_visitor(each) for each in visitors[row.pk]],
            "subject": said_in(row.subject),
            "record": row.record_state,
            "points": points[row.pk],
            "minutes": [_version(each) for each in minutes[row.pk]],
            "follow_ups": follow_ups[row.pk],
            **cited.on(row),
        }
        for row in rows_of(Meeting, conference, "host", "country")
    ]


def _if_any(values: dict[str, Any]) -> dict[str, Any] | None:
    return values if any(values.values()) else None


def _visitor(row: Visitor) -> dict[str, Any]:
    return {
        "party": row.party.code,
        "head": row.head or None,
        "capacity": said_in(row.head_capacity),
        "delegation": row.delegation.occasion if row.delegation else None,
    }


def _version(row: Minutes) -> dict[str, Any]:
    return {
        "language": row.language,
        "text": row.text,
        "state": row.state,
        "circulated": row.circulated_date,
        "agreed": row.agreed_date,
    }


def _points(conference: Conference, cited: Cited) -> dict[int, list[Any]]:
    speakers = by_owner("point_id", rows_of(Speaker, conference, "party"))
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows_of(Point, conference, order=("position", "id")):
        by = [each.party.code for each in speakers[row.pk]]
        found[row.meeting_id].append({"verb": row.verb, "by": by, "text": said_in(row.text), **cited.on(row)})
    return found


def _follow_ups(conference: Conference, cited: Cited) -> dict[int, list[Any]]:
    progress: dict[int, list[Any]] = defaultdict(list)
    for row in rows_of(Progress, conference):
        told = {"said": row.said_date, "state": row.state, "text": said_in(row.text), **cited.on(row)}
        progress[row.follow_up_id].append(told)
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows_of(FollowUp, conference, "owner_party"):
        found[row.meeting_id].append(
            {
                "text": said_in(row.text),
                "owner": code_of(row.owner_party),
                "unit": said_in(row.owner_unit),
                "due": row.due_date,
                "state": row.state,
                "progress": progress[row.pk],
                **cited.on(row),
            }
        )
    return found


def _missions(conference: Conference, cited: Cited) -> list[dict[str, Any]]:
    stops: dict[int, list[Any]] = defaultdict(list)
    for row in rows_of(Stop, conference, "country", order=("position", "id")):
        stops[row.mission_id].append(
            {
                "country": row.country.code,
                "city": said_in(row.city),
                "date": row.stop_date or None,
                "met": said_in(row.met),
                "result": said_in(row.result),
                **cited.on(row),
            }
        )
    told: dict[int, list[Any]] = defaultdict(list)
    for row in rows_of(ReportBack, conference, "meeting"):
        told[row.mission_id].append({"meeting": row.meeting.key, **cited.on(row)})
    return [
        {
            "party": row.party.code,
            "head": row.head or None,
            "capacity": said_in(row.head_capacity),
            "delegation": row.delegation.occasion if row.delegation else None,
            "purpose": said_in(row.purpose),
            "from": row.from_date or None,
            "until": row.until_date or None,
            "stops": stops[row.pk],
            "reported_back": told[row.pk],
            **cited.on(row),
        }
        for row in rows_of(Mission, conference, "party", "delegation")
    ]


def _challenges(conference: Conference, cited: Cited) -> list[dict[str, Any]]:
    parts: dict[tuple[int, str], list[str]] = defaultdict(list)
    for row in rows_of(ChallengePart, conference, "party"):
        parts[row.challenge_id, row.part].append(row.party.code)
    judged: dict[int, list[Any]] = defaultdict(list)
    for row in rows_of(Assessment, conference, "owner_party"):
        judged[row.challenge_id].append(
            {
                "made": row.made_date,
                "state": row.state,
                "likelihood": row.likelihood,
                "impact": row.impact,
                "response": said_in(row.response),
                "owner": code_of(row.owner_party),
                "unit": said_in(row.owner_unit),
                **cited.on(row),
            }
        )
    return [
        {
            "kind": row.kind,
            "text": said_in(row.text),
            "said": row.said_date or None,
            "attributed_to": parts[row.pk, ChallengePart.Part.SAID_BY],
            "done_by": parts[row.pk, ChallengePart.Part.DONE_BY],
            "done_to": parts[row.pk, ChallengePart.Part.DONE_TO],
            "assessments": judged[row.pk],
            **cited.on(row),
        }
        for row in rows_of(Challenge, conference)
    ]


def _positions(conference: Conference, cited: Cited) -> list[dict[str, Any]]:
    topics = _topics(conference)
    return [
        {
            "party": row.party.code,
            "date": row.said_date or None,
            "topic": topics[row.topic_id],
            "by": row.said_by or None,
            "stance": row.stance or None,
            "text": said_in(row.text),
            **cited.on(row),
        }
        for row in rows_of(Position, conference, "party")
    ]


def _topics(conference: Conference) -> dict[int, dict[str, str] | None]:
    """What each topic is called; those of one name are one in a file, and are called so in every language of either."""
    by_name: dict[str, dict[str, str]] = {}
    keys: dict[int, str] = {}
    for row in rows_of(Topic, conference):
        keys[row.pk] = folded(words_of(row.name, conference.original_language)).strip()
        said = by_name.setdefault(keys[row.pk], {})
        said.update({code: words for code, words in (said_in(row.name) or {}).items() if code not in said})
    return {pk: by_name[key] or None for pk, key in keys.items()}


def _initiatives(conference: Conference, cited: Cited) -> list[dict[str, Any]]:
    return [
        {
            "party": row.party.code,
            "text": said_in(row.text),
            "date": row.said_date or None,
            "state": row.state,
            **cited.on(row),
        }
        for row in rows_of(Initiative, conference, "party")
    ]


def _obstacles(conference: Conference, cited: Cited, places: NamedPlaces) -> list[dict[str, Any]]:
    areas = by_owner("obstacle_id", rows_of(AreaOfObstacle, conference))
    claimants = by_owner("obstacle_id", rows_of(Claimant, conference, "party"))
    return [
        {
            "kind": row.kind,
            "text": said_in(row.text),
            "area": said_in(row.area),
            "places": [places.of(each.place_id) for each in areas[row.pk]],
            "groups": said_in(row.groups),
            "since": row.since_date or None,
            "said": row.said_date or None,
            "attributed_to": [each.party.code for each in claimants[row.pk]],
            **cited.on(row),
        }
        for row in rows_of(Obstacle, conference)
    ]


def _figures(conference: Conference, cited: Cited) -> list[dict[str, Any]]:
    return [
        {
            "value": row.value,
            "unit": row.unit,
            "qualifier": row.qualifier or None,
            "counts": said_in(row.counts),
            "place": row.place or None,
            "as_of": row.as_of or None,
            "said_by": code_of(row.said_by_party),
            **cited.on(row),
        }
        for row in rows_of(ReportedFigure, conference, "said_by_party")
    ]


def _notices(conference: Conference, cited: Cited) -> list[dict[str, Any]]:
    return [
        {
            "city": row.city or None,
            "country": code_of(row.country),
            "date": row.held_date or None,
            "words": row.words or None,
            **cited.on(row),
        }
        for row in rows_of(Notice, conference, "country")
    ]
