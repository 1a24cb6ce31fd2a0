"""What the restore drill does inside of a house: furnish it, write into it, and tell what is in it. JSON on one line."""

import hashlib
import json
import sys
import time
from collections.abc import Callable
from itertools import count
from typing import Any

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402 - after the settings are read
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from secretariat.accounts.models import Role, User  # noqa: E402
from secretariat.archive.actions import add_source, attach, revise_source  # noqa: E402
from secretariat.audit.models import Entry, Record  # noqa: E402
from secretariat.conference.actions import admit  # noqa: E402
from secretariat.conference.models import Conference  # noqa: E402
from secretariat.config.house import hand_of_the_house  # noqa: E402
from secretariat.config.keeping.known import missing_files  # noqa: E402
from secretariat.config.keeping.place import this_house  # noqa: E402
from secretariat.config.management.commands.demo import CASE  # noqa: E402

SLUG, SECRETARY = "damascus-2020", "secretary@example.org"
# So much is written by each writer in a second at most: a house has other things to do.
PAUSE = 0.02


def furnish(password: str) -> None:
    """The model case, and a secretary."""
    call_command("setup", stdout=sys.stderr)
    call_command("load", str(CASE), stdout=sys.stderr)
    secretary = User.objects.create_user(SECRETARY, password, name="Secretary")
    admit(hand_of_the_house(), Conference.objects.get(slug=SLUG), mail=secretary.email, role=Role.SECRETARY, details={})


def write(number: str) -> None:
    """Write until told to stop; a line before each write, and one when it is done: deeds, and files with every fifth."""
    actor, conference = User.objects.get(email=SECRETARY), Conference.objects.get(slug=SLUG)
    source = add_source(actor, conference, details={"title": f"writer {number}", "publisher": f"writer {number}"})
    for each in count(1):
        print(f"began {each}", flush=True)
        text = f"writer {number} write {each}"
        revise_source(actor, source, details={"title": text})
        if each % 5 == 0:
            attach(actor, source, upload=SimpleUploadedFile(f"{number}-{each}.txt", text.encode() * 1000))
        print(f"done {each}", flush=True)
        time.sleep(PAUSE)


def tell() -> None:
    """Each table by its rows, what writers wrote, whether records are without a gap, and files that are not there."""
    revisions: dict[int, set[int]] = {}
    writes: dict[str, list[int]] = {}
    for conference, revision, changes in Entry.objects.values_list("conference_id", "revision", "changes"):
        revisions.setdefault(conference, set()).add(revision)
        words = str((changes.get("title") or ["", ""])[1]).split()
        if len(words) == 4 and words[0] == "writer":
            writes.setdefault(words[1], []).append(int(words[3]))
    gaps = [
        record.conference_id
        for record in Record.objects.all()
        if revisions.get(record.pk, set()) != set(range(1, record.revision + 1))
    ]
    told = {"tables": _tables(), "writes": {key: sorted(each) for key, each in writes.items()}, "gaps": gaps}
    print(json.dumps({**told, "missing": missing_files(this_house().storage)}))


def _tables() -> dict[str, Any]:
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = sorted(repr(row) for row in cursor.fetchall())
            found[table] = [len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()]
    return found


if __name__ == "__main__":
    deeds: dict[str, Callable[..., None]] = {"furnish": furnish, "write": write, "tell": tell}
    deeds[sys.argv[1]](*sys.argv[2:])
