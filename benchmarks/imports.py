"""``python -m benchmarks.imports``: how long a large event of Indico and its registrations take to be brought in.

2,000 contributions in 200 blocks and 5,000 registrations are made in memory and read, laid out to be looked at, brought
in, looked at once more and taken back. What writing costs is compared with a bare ``bulk_create`` of the same rows in
one transaction, and what reading costs with a bare ``json.loads``, in the same run.
"""

import argparse
import json
import os
import resource
import sys
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import django

from benchmarks import databases
from benchmarks.report import Report, UnexpectedError
from benchmarks.servers import environment
from benchmarks.servers import run as told

CONTRIBUTIONS, REGISTRATIONS = 2_000, 5_000
IN_A_BLOCK, ROOMS, TIMES = 10, 4, 5
EVENT, ZONE, FIRST = "137346", "Asia/Damascus", date(2031, 5, 5)
DAYS = CONTRIBUTIONS // (IN_A_BLOCK * ROOMS * TIMES)
# Seconds of both files together, and how many times what a bare load takes.
MOST_PREVIEW, MOST_CONFIRM, MOST_RATIO = 10.0, 20.0, 10.0


def main() -> int:
    """Measure on the databases asked for."""
    if sys.argv[1:] == ["inside"]:
        print(json.dumps(_inside()))
        return 0
    parser = argparse.ArgumentParser(prog="python -m benchmarks.imports", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    options = parser.parse_args()
    report = Report()
    for name in ("sqlite", "postgres"):
        if options.database in (name, "both"):
            _on(report, name)
    return 1 if report.missed else 0


def event() -> dict[str, Any]:
    """What an export of the event holds."""
    contributions = iter(range(1, CONTRIBUTIONS + 1))
    blocks = []
    for number in range(CONTRIBUTIONS // IN_A_BLOCK):
        day, place = divmod(number, ROOMS * TIMES)
        begins = datetime.combine(FIRST + timedelta(days=day), datetime.min.time()).replace(
            hour=8 + 2 * (place // ROOMS)
        )
        room = f"Hall {place % ROOMS + 1}"
        inner = [
            _contribution(next(contributions), begins + timedelta(minutes=10 * each), room)
            for each in range(IN_A_BLOCK)
        ]
        blocks.append(_block(number + 1, begins, room, inner))
    one = {
        "id": EVENT,
        "title": "A large conference",
        "timezone": ZONE,
        "language": "en",
        "contributions": [],
        "sessions": blocks,
    }
    return {"count": 1, "_type": "HTTPAPIResult", "complete": True, "ts": 1, "results": [one]}


def registrations(affiliations: list[str]) -> list[dict[str, Any]]:
    """What the interface for checking in answers in detail."""
    return [_registration(number, affiliations[number % len(affiliations)]) for number in range(1, REGISTRATIONS + 1)]


def _at(moment: datetime) -> dict[str, str]:
    return {"date": f"{moment:%Y-%m-%d}", "time": f"{moment:%H:%M:%S}", "tz": ZONE}


def _person(number: int) -> dict[str, Any]:
    names = {"first_name": f"Given {number}", "last_name": f"Family {number}"}
    return {
        **names,
        "fullName": " ".join(names.values()),
        "person_id": number,
        "affiliation": f"Institute {number % 90}",
    }


def _contribution(number: int, begins: datetime, room: str) -> dict[str, Any]:
    return {
        "_type": "Contribution",
        "id": str(number),
        "db_id": number,
        "friendly_id": number,
        "title": f"Contribution number {number}",
        "startDate": _at(begins),
        "endDate": _at(begins + timedelta(minutes=10)),
        "duration": 10,
        "room": room,
        "roomFullname": room,
        "description": f"<p>What contribution <b>{number}</b> is about, in some words.</p>" * 4,
        "speakers": [_person(number), _person(number + 1)],
        "primaryauthors": [_person(number)],
        "coauthors": [],
        "keywords": ["return", "housing"],
        "url": f"https://indico.example.org/event/{EVENT}/contributions/{number}/",
        "subContributions": [],
    }


def _block(number: int, begins: datetime, room: str, contributions: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "_type": "SessionSlot",
        "id": number,
        "title": f"Session number {number}",
        "slotTitle": "",
        "session": {"id": str(number), "title": f"Session number {number}", "description": "", "type": ""},
        "startDate": _at(begins),
        "endDate": _at(begins + timedelta(minutes=10 * len(contributions))),
        "room": room,
        "roomFullname": room,
        "conveners": [_person(number)],
        "contributions": contributions,
    }


def _registration(number: int, affiliation: str) -> dict[str, Any]:
    asked = {"Affiliation": affiliation, "Position": f"Adviser {number}", "Phone Number": "+1", "Diet": "none"}
    fields = [{"title": title, "input_type": "text", "data": said} for title, said in asked.items()]
    return {
        "id": number,
        "regform_id": 5,
        "event_id": int(EVENT),
        "full_name": f"Given Family {number}",
        "email": f"person{number}@large.example.org",
        "state": "complete",
        "checked_in": False,
        "tags": [],
        "registration_date": "2031-01-15T10:00:00+00:00",
        "registration_data": [{"title": "Personal Data", "fields": fields}],
    }


def _on(report: Report, name: str) -> None:
    report.part(f"{name}: an event of Indico (machine's load {os.getloadavg()[0]:.1f})")
    reason = databases.reason_without_postgres() if name == "postgres" else ""
    if reason:
        report.note(f"SKIPPED: {reason}")
        return
    with tempfile.TemporaryDirectory(prefix="secretariat-imports-") as place:
        folder = Path(place)
        made: AbstractContextManager[databases.Database] = (
            databases.sqlite(folder) if name == "sqlite" else databases.postgres()
        )
        with made as database:
            given = environment(database.url, folder)
            try:
                told(["secretariat", "setup"], given)
                _judge(report, json.loads(told(["benchmarks.imports", "inside"], given)))
            except UnexpectedError as error:
                report.broke(error)


def _judge(report: Report, done: dict[str, Any]) -> None:
    for what in ("event", "registrations"):
        each = done[what]
        report.note(
            f"{what}: {each['bytes'] / 1e6:.1f} MB, {each['rows']:,} rows; reading {each['reading']:.2f} s, laying out "
            f"{each['preview']:.2f} s, bringing in {each['confirm']:.2f} s, looking again {each['again']:.2f} s, "
            f"taking back {each['undo']:.2f} s"
        )
        report.note(f"{what}: bare json.loads {each['loads']:.2f} s, bare bulk_create {each['bare']:.2f} s")
        report.note(f"{what}: reading / json.loads {each['reading'] / each['loads']:.1f} ×")
        report.at_most(f"{what}: bringing in / bare bulk_create", each["confirm"] / each["bare"], MOST_RATIO, "×")
        report.exactly(f"{what}: rows that a second file would change", each["other"], 0, "rows")
    both = [done["event"], done["registrations"]]
    preview = sum(each["reading"] + each["preview"] for each in both)
    report.at_most("reading and laying out, both files", preview, MOST_PREVIEW, "s")
    report.at_most("bringing in, both files", sum(each["confirm"] for each in both), MOST_CONFIRM, "s")
    report.note(f"peak resident memory: {done['memory']:.0f} MB")


def _inside() -> dict[str, Any]:
    """One round, inside the house's own process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    django.setup()
    from secretariat.api.models import ImportFormat  # noqa: PLC0415 - once the apps are ready
    from secretariat.conference.models import Conference  # noqa: PLC0415
    from secretariat.parties.models import Party  # noqa: PLC0415

    states = list(Party.objects.states().order_by("pk"))
    conference = Conference.objects.create(
        slug="large", title="Large", host=states[0], country=states[0], time_zone=ZONE,
        start_date=FIRST, end_date=FIRST + timedelta(days=DAYS - 1),
    )  # fmt: skip
    said = {
        "event": _round(conference, ImportFormat.INDICO_EVENT, event()),
        "registrations": _round(
            conference, ImportFormat.INDICO_REGISTRATIONS, registrations([str(each) for each in states])
        ),
    }
    return {**said, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6}


def _round(conference: Any, format_: str, file: Any) -> dict[str, Any]:
    from django.utils import timezone  # noqa: PLC0415 - once the apps are ready

    from secretariat.api.actions.imports import Handed, confirm_import, prepare_import, undo_import  # noqa: PLC0415
    from secretariat.api.models import Verdict  # noqa: PLC0415
    from secretariat.api.queries.drafted import Chosen  # noqa: PLC0415
    from secretariat.api.queries.reading import read  # noqa: PLC0415
    from secretariat.config.house import hand_of_the_house  # noqa: PLC0415

    hand, content = hand_of_the_house(), json.dumps(file).encode()
    chosen = Chosen(ZONE, "en", conference.start_date, conference.end_date)
    handed = Handed("file.json", format_, {"zone": ZONE, "language": "en"})
    said: dict[str, Any] = {"bytes": len(content)}
    said["loads"], _plain = _timed(lambda: json.loads(content))
    said["reading"], draft = _timed(lambda: read(format_, content, chosen))
    said["rows"] = len(draft.rows)
    said["preview"], batch = _timed(lambda: prepare_import(hand, conference, handed=handed, draft=draft))
    wrong = batch.rows.exclude(verdict=Verdict.NEW).first()
    if wrong is not None:
        sys.exit(f"Row {wrong.position} is no new one: {wrong.verdict} {wrong.findings}")
    said["confirm"], done = _timed(lambda: confirm_import(hand, batch, at=timezone.now()))
    if not done.counts:
        sys.exit(f"Nothing was brought in: {done.skipped[:3]}")
    said["again"], second = _timed(lambda: prepare_import(hand, conference, handed=handed, draft=draft))
    said["other"] = second.rows.exclude(verdict=Verdict.SAME).count()
    second.delete()
    written = _written(conference)
    said["undo"], _undone = _timed(lambda: undo_import(hand, batch, at=timezone.now()))
    said["bare"] = _bare(written)
    return said


def _timed(deed: Callable[[], Any]) -> tuple[float, Any]:
    began = perf_counter()
    result = deed()
    return perf_counter() - began, result


def _written(conference: Any) -> list[list[Any]]:
    """The rows that are there now, by kind, those that are named by others first."""
    from secretariat.conference.models import Room  # noqa: PLC0415 - once the apps are ready
    from secretariat.delegations.models import Delegate, Delegation  # noqa: PLC0415
    from secretariat.programme.models import AgendaItem, Session, SessionItem  # noqa: PLC0415

    kinds = (Room, Session, AgendaItem, SessionItem, Delegation, Delegate)
    return [list(kind._default_manager.filter(conference=conference).order_by("pk")) for kind in kinds]


def _bare(written: list[list[Any]]) -> float:
    """Write the same rows again with nothing around it, and take them out once more."""
    from django.db import transaction  # noqa: PLC0415 - once the apps are ready

    def load() -> None:
        with transaction.atomic():
            for rows in filter(None, written):
                _kept(rows[0]).bulk_create(rows, batch_size=500)

    seconds, _nothing = _timed(load)
    for rows in filter(None, reversed(written)):
        _kept(rows[0]).filter(pk__in=[each.pk for each in rows][:30_000]).delete()
    return seconds


def _kept(row: Any) -> Any:
    return type(row)._default_manager


if __name__ == "__main__":
    sys.exit(main())
