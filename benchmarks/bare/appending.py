"""The least a view can do with scans: read the JSON, append rows to the house's own table, and say so."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

_BADGES = 10_000
_COLUMNS = (
    "conference_id, nonce, follows, device_id, gate_id, zone, badge_id, number, direction, at, device_at, received_at,"
    " was_offline, was_typed, by_hand, door_verdict, server_verdict, is_admitted"
)
_INSERT = f"INSERT INTO door_scan ({_COLUMNS}) VALUES ({', '.join(['%s'] * 18)})"


@csrf_exempt
def append(request: HttpRequest, conference: int, device: int, gate: int, badge: int) -> HttpResponse:
    """One committed row."""
    (row,) = _rows(request, (conference, device, gate, badge))
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, row)
    return _said(1)


@csrf_exempt
def append_many(request: HttpRequest, conference: int, device: int, gate: int, badge: int) -> HttpResponse:
    """All rows with ``executemany``, committed at once."""
    rows = list(_rows(request, (conference, device, gate, badge)))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(_INSERT, rows)
    return _said(len(rows))


def _rows(request: HttpRequest, keys: tuple[int, int, int, int]) -> Iterator[tuple[Any, ...]]:
    conference, device, gate, badge = keys
    moment = connection.ops.adapt_datetimefield_value
    now = moment(datetime.now(UTC))
    for scan in json.loads(request.body)["scans"]:
        at = moment(datetime.fromisoformat(scan["at"]))
        yield (
            *(conference, scan["nonce"], scan["follows"], device, gate, "A"),
            # Each time another badge, as people come.
            *(badge - int(scan["nonce"][:4], 16) % _BADGES, "0000018", scan["direction"]),
            *(at, at, now, scan["offline"], False, scan["by_hand"], scan["verdict"], "valid", scan["admitted"]),
        )


def _said(count: int) -> HttpResponse:
    body = json.dumps({"rows": count}).encode()
    return HttpResponse(body, content_type="application/json", headers={"Content-Length": str(len(body))})
