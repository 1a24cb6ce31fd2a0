"""What must not happen to a restore: damage, hostile files, a disk that is full, and an end in its middle."""

import os
import random
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest

from secretariat.config.keeping.envelope import Damaged, Unusable, contents, envelope
from secretariat.config.keeping.packing import Packer, unpacked
from secretariat.config.keeping.place import Place
from secretariat.config.keeping.reading import Nobody, passphrase_in, read_through
from secretariat.config.keeping.restoring import restore
from tests import make, make_backups
from tests.make_backups import FILES, PASSPHRASE

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
MADE_HERE = "made when the place was first looked at"


@pytest.fixture
def house(tmp_path: Path) -> Place:
    make.conference()
    return make_backups.house(tmp_path)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Place]:
    place = make_backups.empty_place(tmp_path)
    yield place
    make_backups.forget(place)


def unless_untouched(place: Place) -> None:
    """Nothing is there but what the place had made for itself."""
    assert make_backups.left_in(place) == []
    assert (place.var / "secret-key").read_text() == MADE_HERE
    if place.kind == "postgresql":
        assert make_backups.asked(place, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]


def remade(found: bytes, change: "dict[str, bytes | None]", beside: "dict[str, bytes] | None" = None) -> bytes:
    """An open backup with other files in it, whose digests are right: by somebody who knows how it is done."""
    out, files = BytesIO(), {}
    for each in unpacked(contents(BytesIO(found), "")):
        files[each.name] = b"".join(each.pieces)
    del files["digests.txt"]
    around = envelope(out, "")
    packer = Packer(around.write, BytesIO())
    for name, content in {**files, **change, **(beside or {})}.items():
        if content is not None:
            packer.add(name, len(content), [content])
    packer.close()
    around.close()
    return out.getvalue()


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
def test_a_backup_that_is_damaged_leaves_nothing_behind(
    house: Place, empty: Place, tmp_path: Path, passphrase: str
) -> None:
    found = make_backups.content(house, tmp_path, passphrase)
    dice = random.Random(11)  # noqa: S311 - places of no meaning
    places = [0, 100, *(dice.randrange(200, len(found)) for _each in range(8)), len(found) - 1]

    for place in places:
        broken = bytearray(found)
        broken[place] ^= 1 << dice.randrange(8)
        with pytest.raises(Unusable):
            make_backups.put_back(empty, bytes(broken), passphrase)
        unless_untouched(empty)
    for end in (10, 3000, len(found) // 2, len(found) - 1):
        with pytest.raises(Unusable):
            make_backups.put_back(empty, found[:end], passphrase)
        unless_untouched(empty)
    assert make_backups.put_back(empty, found, passphrase).files == 2


def test_a_wrong_passphrase_leaves_nothing_behind(house: Place, empty: Place, tmp_path: Path) -> None:
    found = make_backups.content(house, tmp_path, PASSPHRASE)

    for wrong in ("another passphrase of five", ""):
        with pytest.raises(Unusable, match="passphrase"):
            make_backups.put_back(empty, found, wrong)

    unless_untouched(empty)


def test_which_file_is_damaged_is_said(house: Place, tmp_path: Path) -> None:
    found = make_backups.content(house, tmp_path)
    broken = found.replace(b"a note", b"A note")

    with pytest.raises(Damaged, match=r"files/files/2026/05/note\.txt is not what it was"):
        read_through(BytesIO(broken), "", Nobody(), known=())


@pytest.mark.parametrize("name", ["files/../../../out.txt", "/tmp/out.txt", "files/files/../../out.txt", "files//out"])  # noqa: S108 - hostile names
def test_a_name_that_leads_out_of_the_place_writes_nothing(
    house: Place, empty: Place, tmp_path: Path, name: str
) -> None:
    found = remade(make_backups.content(house, tmp_path), {}, {name: b"hostile"})

    with pytest.raises(Unusable, match="no plain file"):
        make_backups.put_back(empty, found)

    unless_untouched(empty)
    assert not [each for each in tmp_path.rglob("out*") if each.is_file()]


@pytest.mark.parametrize("name", ["keys/.ssh", "keys/a/b", "keys/secretariat.sqlite3", "database.exe", "more"])
def test_whatever_else_somebody_puts_in_writes_nothing(house: Place, empty: Place, tmp_path: Path, name: str) -> None:
    found = remade(make_backups.content(house, tmp_path), {}, {name: b"hostile"})

    with pytest.raises(Unusable):
        make_backups.put_back(empty, found)

    unless_untouched(empty)


def test_a_secret_by_the_name_of_something_else_writes_nothing(house: Place, empty: Place, tmp_path: Path) -> None:
    import json  # noqa: PLC0415

    found = make_backups.content(house, tmp_path)
    manifest = json.loads(next(iter(unpacked(contents(BytesIO(found), "")))).pieces.__next__())
    hostile = json.dumps({**manifest, "keys": ["secretariat.sqlite3"]}).encode()

    with pytest.raises(Unusable, match="no secret of a house"):
        make_backups.put_back(
            empty,
            _in_order(found, {"manifest.json": hostile}, {"keys/secret-key": "keys/secretariat.sqlite3"}),
        )

    unless_untouched(empty)


def test_a_backup_without_its_database_or_with_nothing_at_all_writes_nothing(
    house: Place, empty: Place, tmp_path: Path
) -> None:
    found = make_backups.content(house, tmp_path)
    database = "database.sqlite3" if house.kind == "sqlite" else "database.dump"

    changes: list[dict[str, bytes | None]] = [
        {database: None}, {"keys/secret-key": None}, {"manifest.json": b"{}"}, {"manifest.json": b"[1"},
    ]  # fmt: skip
    for change in changes:
        with pytest.raises(Unusable):
            make_backups.put_back(empty, remade(found, change))
        unless_untouched(empty)


def test_a_database_that_is_none_is_not_put_in_its_place(house: Place, empty: Place, tmp_path: Path) -> None:
    database = "database.sqlite3" if house.kind == "sqlite" else "database.dump"
    found = remade(make_backups.content(house, tmp_path), {database: b"this is no database" * 100})

    with pytest.raises(Unusable, match=r"damaged|pg_restore failed"):
        make_backups.put_back(empty, found)

    unless_untouched(empty)


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """A disk on which no file grows beyond this size."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_is_full_leaves_no_backup_that_looks_like_one(house: Place, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    # All that goes in together is more than that, and no file of it alone.
    largest = max(each.stat().st_size for each in house.var.rglob("*") if each.is_file())

    with no_file_beyond(largest + 100_000), pytest.raises(Unusable, match="No backup was made"):
        make_backups.backup(house, folder)

    assert list(folder.iterdir()) == []
    assert not list(house.var.glob(".backup-*"))
    assert make_backups.backup(house, folder).files == 2


def test_a_disk_that_is_full_leaves_nothing_of_a_restore(house: Place, empty: Place, tmp_path: Path) -> None:
    found = make_backups.content(house, tmp_path)

    with no_file_beyond(20_000), pytest.raises(Unusable, match="Nothing was restored"):
        make_backups.put_back(empty, found)

    unless_untouched(empty)
    assert make_backups.put_back(empty, found).files == 2


def test_a_restore_that_is_killed_in_its_middle_is_done_again(house: Place, empty: Place, tmp_path: Path) -> None:
    found = make_backups.content(house, tmp_path)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    process = subprocess.Popen([sys.executable, "-c", _RESTORE, str(pipe)], cwd=ROOT, env=_environment(empty))  # noqa: S603
    with pipe.open("wb") as into:
        # All but its end: the database and all files have come, and it waits for more.
        into.write(found[:-2000])
        into.flush()
        _until_written(empty, process)
        process.send_signal(signal.SIGKILL)
        process.wait(20)

    assert {*make_backups.left_in(empty)} >= {".restore-under-way", *(f"files/{name}" for name in FILES)}
    assert make_backups.put_back(empty, found).files == 2
    assert not [each for each in make_backups.left_in(empty) if each.startswith(".")]
    assert make_backups.asked(empty, "SELECT count(*) FROM conference_conference") == [(1,)]


def test_files_that_came_after_a_killed_restore_are_not_taken_for_its_own(
    house: Place, empty: Place, tmp_path: Path
) -> None:
    found = make_backups.content(house, tmp_path)
    make_backups.put_back(empty, found)
    # As if it had been killed between the database and the end of its journal, and the house had worked since.
    (empty.var / ".restore-under-way").write_text("".join(f"{name}\n" for name in FILES))

    with pytest.raises(Unusable, match="database is not empty"):
        make_backups.put_back(empty, found)

    assert {*make_backups.left_in(empty)} >= {f"files/{name}" for name in FILES}


def test_two_restores_at_once_are_one(house: Place, empty: Place, tmp_path: Path) -> None:
    found = make_backups.content(house, tmp_path)
    reader, writer = os.pipe()
    ends: list[int] = []

    def slowly() -> None:
        with os.fdopen(reader, "rb") as file:
            ends.append(restore(empty, file, passphrase="", known=()).files)

    first = threading.Thread(target=slowly)
    first.start()
    with os.fdopen(writer, "wb") as into:
        into.write(found[:-2000])
        into.flush()
        _until_written(empty, None)
        with pytest.raises(Unusable, match="Another restore is under way"):
            make_backups.put_back(empty, found)
        into.write(found[-2000:])
    first.join(60)

    assert ends == [2]
    assert make_backups.asked(empty, "SELECT count(*) FROM conference_conference") == [(1,)]


def test_a_passphrase_is_the_first_line_of_its_file(tmp_path: Path) -> None:
    file = tmp_path / "passphrase"
    file.write_text("  five words of a passphrase \nand a note\n")

    assert passphrase_in(file) == "five words of a passphrase"
    assert passphrase_in(None) == ""
    file.write_text("\n")
    with pytest.raises(Unusable, match="is empty"):
        passphrase_in(file)
    with pytest.raises(Unusable, match="cannot be read"):
        passphrase_in(tmp_path / "nowhere")


_RESTORE = """
import django, sys
django.setup()
from django.conf import settings
from secretariat.config.keeping.place import this_house
from secretariat.config.keeping.restoring import restore
with open(sys.argv[1], "rb") as file:
    restore(this_house(), file, passphrase="", known=())
"""


def _environment(place: Place) -> dict[str, str]:
    told = place.database
    secret = f":{told['PASSWORD']}" if told["PASSWORD"] else ""
    address = f"postgres://{told['USER']}{secret}@{told['HOST']}:{told['PORT'] or 5432}/{told['NAME']}"
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "secretariat.config.settings",
        "SECRETARIAT_VAR": str(place.var),
        "DATABASE_URL": address if place.kind == "postgresql" else f"sqlite:///{told['NAME']}",
    }


def _until_written(place: Place, process: "subprocess.Popen[bytes] | None") -> None:
    """Wait until the last file of the backup has come into the place."""
    waited = threading.Event()
    for _each in range(1200):
        if all(Path(place.storage.path(name)).exists() for name in FILES):
            return
        assert process is None or process.poll() is None, "it ended before it was killed"
        waited.wait(0.05)
    pytest.fail("the files did not come within a minute")


def _in_order(found: bytes, change: dict[str, bytes], names: dict[str, str]) -> bytes:
    """An open backup in which files are called otherwise, in the order in which they were."""
    out = BytesIO()
    around = envelope(out, "")
    packer = Packer(around.write, BytesIO())
    for each in unpacked(contents(BytesIO(found), "")):
        content = change.get(each.name, b"".join(each.pieces))
        if each.name != "digests.txt":
            packer.add(names.get(each.name, each.name), len(content), [content])
    packer.close()
    around.close()
    return out.getvalue()
