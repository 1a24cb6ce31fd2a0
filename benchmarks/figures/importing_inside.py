"""One round, inside the house's own process: an import, then a bare load of the same rows; answers in JSON."""

import io
import json
import os
import resource
import sqlite3
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import django

TABLE = "figures_observation"


def main() -> None:
    """Import the file into a conference of its own, and load what came of it into a bare table."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    django.setup()
    file, number = Path(sys.argv[1]), int(sys.argv[2])
    said = _imported(file, number)
    # Before the bare load holds all rows at once.
    said["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    print(json.dumps(said | _bare(said["edition"])))


def _imported(file: Path, number: int) -> dict[str, Any]:
    from django.core.files.uploadedfile import UploadedFile  # noqa: PLC0415 - once the apps are ready
    from django.utils import timezone  # noqa: PLC0415

    from secretariat.conference.models import Conference  # noqa: PLC0415
    from secretariat.config.house import hand_of_the_house  # noqa: PLC0415
    from secretariat.figures import actions  # noqa: PLC0415
    from secretariat.figures.actions import working  # noqa: PLC0415
    from secretariat.figures.models import EditionState  # noqa: PLC0415
    from secretariat.parties.models import Party  # noqa: PLC0415

    hand = hand_of_the_house()
    host = Party.objects.states().order_by("pk")[0]
    named = {"slug": f"figures-{number}", "title": f"Figures {number}", "host": host, "country": host}
    conference = Conference.objects.create(**named, start_date="2026-01-01", end_date="2026-01-02")
    dataset = actions.add_dataset(hand, conference, details={"name": "Population", "sensitivity": "public"})
    with file.open("rb") as opened:
        upload = UploadedFile(opened, name=file.name, size=file.stat().st_size)
        edition = actions.hand_in_edition(hand, dataset, upload=upload, details={"sensitivity": "public"})
    writing: list[float] = []
    write = actions.write_edition

    def timed(*args: Any, **kwargs: Any) -> Any:
        began = perf_counter()
        try:
            return write(*args, **kwargs)
        finally:
            writing.append(perf_counter() - began)

    setattr(working, "write_edition", timed)  # noqa: B010 - it stands for what is measured
    began = perf_counter()
    actions.import_edition(hand, edition, at=timezone.now(), is_worker_here=True)
    actions.bring_in.call(edition.pk, hand.pk)
    seconds = perf_counter() - began
    edition.refresh_from_db()
    if edition.state != EditionState.IMPORTED:
        sys.exit(f"It was not imported: {edition.reason}")
    return {
        "edition": edition.pk,
        "seconds": seconds,
        "writing": writing[0],
        "rows": edition.counts["rows"],
        "observations": edition.counts["new"],
    }


def _bare(edition: int) -> dict[str, Any]:
    from django.db import connection  # noqa: PLC0415

    return _by_copy(edition) if connection.vendor == "postgresql" else _by_many(edition)


def _by_copy(edition: int) -> dict[str, Any]:
    from django.db import connection  # noqa: PLC0415

    rows = io.BytesIO()
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY (SELECT * FROM {TABLE} WHERE edition_id = {edition}) TO STDOUT") as copy:
            for block in copy:
                rows.write(block)
        cursor.execute("DROP TABLE IF EXISTS bare")
        cursor.execute(f"CREATE TABLE bare (LIKE {TABLE} INCLUDING DEFAULTS INCLUDING INDEXES)")
        rows.seek(0)
        began = perf_counter()
        cursor.execute("BEGIN")
        with cursor.copy("COPY bare FROM STDIN") as copy:
            while block := rows.read(1 << 18):
                copy.write(block)
        cursor.execute("COMMIT")
        return {"bare": perf_counter() - began, "means": "COPY"}


def _by_many(edition: int) -> dict[str, Any]:
    from django.db import connection  # noqa: PLC0415

    path = str(connection.settings_dict["NAME"])
    connection.close()
    plain = sqlite3.connect(path, isolation_level=None)
    plain.execute("PRAGMA synchronous=NORMAL")
    plain.execute("PRAGMA cache_size=-20000")
    rows = plain.execute(f"SELECT * FROM {TABLE} WHERE edition_id = ?", [edition]).fetchall()
    made = plain.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = ? AND sql <> ''", [TABLE]
    ).fetchall()
    plain.execute("DROP TABLE IF EXISTS bare")
    for kind, name, statement in sorted(made, key=lambda each: each[0] != "table"):
        named = statement.replace(f'"{TABLE}"', '"bare"')
        plain.execute(named if kind == "table" else named.replace(f'"{name}"', f'"bare_{name}"'))
    marks = ", ".join("?" * len(rows[0]))
    began = perf_counter()
    plain.execute("BEGIN IMMEDIATE")
    plain.executemany(f"INSERT INTO bare VALUES ({marks})", rows)
    plain.execute("COMMIT")
    seconds = perf_counter() - began
    plain.close()
    return {"bare": seconds, "means": "executemany"}


if __name__ == "__main__":
    main()
