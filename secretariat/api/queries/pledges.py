"""The pledges of a conference and what became of them, as the data of a conference file."""

from collections import defaultdict
from typing import Any

from secretariat.api.queries.record import by_owner, code_of, named_in, rows_of
from secretariat.api.queries.texts import Cited, said_in
from secretariat.conference.models import Conference
from secretariat.dossier.models import Initiative, Obstacle, Tie
from secretariat.figures.models import Observation
from secretariat.meetings.models import Point
from secretariat.pledges.models import (
    Evidence,
    ExchangeRate,
    Match,
    MoneyFlow,
    Pledge,
    PledgeArea,
    PledgeCountry,
    PledgeParty,
    Progress,
    StageUpdate,
    Target,
)
from secretariat.programme.models import Announcement

_NAMING: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Pledge, ("party_id",)),
    (PledgeParty, ("party_id",)),
    (PledgeCountry, ("party_id",)),
    (StageUpdate, ("reported_by_id",)),
    (MoneyFlow, ("provider_id", "receiver_id", "country_id")),
    (Observation, ("said_by_id",)),
)
_ORDER = ("number", "id")


def who_pledges(conference: Conference) -> set[int]:
    """The parties that pledges and figures of a conference name."""
    return named_in(conference, _NAMING)


def pledges_of(conference: Conference, cited: Cited) -> dict[str, Any]:
    """The sections of pledges, each as a file gives it."""
    rows = list(rows_of(Pledge, conference, "party", order=_ORDER))
    parts = _Parts(conference, cited, {row.pk: place for place, row in enumerate(rows, start=1)})
    flows = by_owner("pledge_id", rows_of(MoneyFlow, conference, "provider", "receiver", "country"))
    return {
        "pledges": [
            {
                **_promise(row),
                **parts.of(row),
                "flows": [_flow(each, cited) for each in flows[row.pk]],
                **cited.on(row),
            }
            for row in rows
        ],
        "money_flows": [_flow(each, cited) for each in flows.get(None, [])],  # type: ignore[call-overload]
        "exchange_rates": [
            {
                "currency": row.currency,
                "into": row.into,
                "rate": row.rate,
                "date": row.rate_date,
                "source": row.source.key,
            }
            for row in rows_of(ExchangeRate, conference, "source")
        ],
    }


def _promise(row: Pledge) -> dict[str, Any]:
    return {
        "number": row.number,
        "party": row.party.code,
        "kind": row.kind,
        "title": said_in(row.title),
        "text": said_in(row.text),
        "said": row.said_date or None,
        "amount": row.amount,
        "currency": row.currency or None,
        "value_date": row.value_date,
        "qualifier": row.qualifier or None,
        "additional": row.additional,
        "earmarking": int(row.earmarking) if row.earmarking else None,
        "from": row.start_date or None,
        "until": row.end_date or None,
        "beneficiaries": row.beneficiaries,
        "objective": row.objective,
        "sectors": row.sectors,
        "conditions": said_in(row.conditions),
        "consulted": row.consulted,
        "support_needed": said_in(row.support_needed),
        "iati_identifier": row.iati_identifier or None,
    }


def _flow(row: MoneyFlow, cited: Cited) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "amount": row.amount,
        "currency": row.currency,
        "date": row.flow_date,
        "value_date": row.value_date,
        "provider": code_of(row.provider),
        "provider_name": row.provider_name or None,
        "receiver": code_of(row.receiver),
        "receiver_name": row.receiver_name or None,
        "country": code_of(row.country),
        "description": row.description or None,
        "activity": row.external_activity or None,
        "activity_key": row.external_key or None,
        **cited.on(row),
    }


class _Parts:
    """What pledges hold, each kind of it read once."""

    def __init__(self, conference: Conference, cited: Cited, places: dict[int, int]) -> None:
        self._cited, self._places = cited, places
        self._parties = by_owner("pledge_id", rows_of(PledgeParty, conference, "party"))
        self._countries = by_owner("pledge_id", rows_of(PledgeCountry, conference, "party"))
        self._areas = by_owner("pledge_id", rows_of(PledgeArea, conference))
        self._targets = by_owner("pledge_id", rows_of(Target, conference))
        self._progress = by_owner("target_id", rows_of(Progress, conference))
        self._updates = by_owner("pledge_id", rows_of(StageUpdate, conference, "reported_by"))
        self._evidence = by_owner("pledge_id", rows_of(Evidence, conference, "source"))
        self._matches = by_owner("wanted_id", rows_of(Match, conference))
        self._announced = by_owner("pledge_id", rows_of(Announcement, conference, "session"))
        self._ties = _ties(conference)

    def of(self, pledge: Pledge) -> dict[str, Any]:
        """What one pledge holds."""
        targets = self._targets[pledge.pk]
        numbers = {row.pk: number for number, row in enumerate(targets, start=1)}
        return {
            "parties": [{"party": row.party.code, "role": row.role} for row in self._parties[pledge.pk]],
            "countries": [{"country": row.party.code, "percent": row.percent} for row in self._countries[pledge.pk]],
            "areas": [{"code": row.pcode, "name": row.name or None} for row in self._areas[pledge.pk]],
            "targets": [self._target(row) for row in targets],
            "updates": [self._update(row) for row in self._updates[pledge.pk]],
            "evidence": [
                {
                    "source": row.source.key,
                    "proves": said_in(row.proves),
                    "target": numbers.get(row.target_id),
                    **self._cited.on(row),
                }
                for row in self._evidence[pledge.pk]
            ],
            "matches": [self._match(row) for row in self._matches[pledge.pk]],
            "addresses": self._ties[pledge.pk],
            "announced": [
                {"session": row.session.key, "passage": row.passage or None} for row in self._announced[pledge.pk]
            ],
        }

    def _target(self, row: Target) -> dict[str, Any]:
        return {
            "indicator": said_in(row.indicator),
            "unit": row.unit,
            "baseline": row.baseline,
            "value": row.value,
            "due": row.due_date,
            "progress": [
                {
                    "from": each.start_date,
                    "until": each.end_date,
                    "actual": each.actual,
                    "verified_by": each.verified_by if each.is_verified else None,
                    **self._cited.on(each),
                }
                for each in self._progress[row.pk]
            ],
            **self._cited.on(row),
        }

    def _update(self, row: StageUpdate) -> dict[str, Any]:
        return {
            "stage": row.stage,
            "said": row.said_date,
            "narrative": said_in(row.narrative),
            "hindrances": said_in(row.hindrances),
            "support_needed": said_in(row.support_needed),
            "reason": said_in(row.reason),
            "by": code_of(row.reported_by),
            "verified_by": row.verified_by if row.is_verified else None,
            **self._cited.on(row),
        }

    def _match(self, row: Match) -> dict[str, Any]:
        return {
            "offer": self._places[row.offer_id],
            "state": row.state,
            "reason": row.reason or None,
            "reasons": [
                {
                    "code": each["code"],
                    "shared": [str(what) for what in each.get("shared", [])],
                    "points": each.get("points", 0),
                }
                for each in row.reasons
            ],
        }


def _ties(conference: Conference) -> dict[int, list[dict[str, Any]]]:
    obstacles = _places(Obstacle, conference)
    initiatives = _places(Initiative, conference)
    points: dict[int, int] = {}
    seen: dict[int, int] = defaultdict(int)
    for pk, meeting in (
        Point.objects.filter(conference=conference).order_by("position", "id").values_list("pk", "meeting_id")
    ):
        seen[meeting] += 1
        points[pk] = seen[meeting]
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows_of(Tie, conference, "meeting"):
        tie = {
            "obstacle": obstacles.get(row.obstacle_id),
            "initiative": initiatives.get(row.initiative_id),
            "meeting": row.meeting.key if row.meeting is not None else None,
            "point": points.get(row.point_id),
        }
        found[row.pledge_id].append({key: value for key, value in tie.items() if value is not None})
    return found


def _places(model: Any, conference: Conference) -> dict[int | None, int]:
    ids = rows_of(model, conference).values_list("pk", flat=True)
    return {pk: place for place, pk in enumerate(ids, start=1)}
