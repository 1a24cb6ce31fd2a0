"""The worker seals what is due, with the key of the house, and goes on whatever happens."""

import json
import logging
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from secretariat.audit import actions
from secretariat.audit.models import Entry, Seal
from secretariat.conference.actions import add_room
from secretariat.conference.models import Conference
from secretariat.config import sealing
from secretariat.config.sealing import key_of_the_house, seal_all
from secretariat.engines.sealing import is_signed, read_published
from tests import make, make_record

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def key_file(settings: Any, tmp_path: Path) -> Path:
    """Where the key would lie; there is none yet."""
    settings.SEAL_KEY_FILE = tmp_path / "keys" / "seal-key.pem"
    place: Path = settings.SEAL_KEY_FILE
    return place


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "is_sealed"), [(9, False), (10, True)])
def test_a_deed_waits_ten_minutes_for_its_seal(minutes: int, is_sealed: bool) -> None:
    make_record.deeds(make.conference())
    Entry.objects.update(at=make.NOON)

    assert bool(seal_all(make.NOON + timedelta(minutes=minutes))) == is_sealed
    assert Seal.objects.exists() == is_sealed


@pytest.mark.django_db
def test_a_thousand_deeds_do_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sealing.MOST_DEEDS == 1_000
    conference = make.conference()
    make_record.deeds(conference)
    Entry.objects.update(at=make.NOON)
    monkeypatch.setattr(sealing, "MOST_DEEDS", 9)
    assert seal_all(make.NOON) == 0
    monkeypatch.setattr(sealing, "MOST_DEEDS", 8)

    assert seal_all(make.NOON) == 8


@pytest.mark.django_db
def test_a_seal_gives_no_reason_for_another() -> None:
    make_record.deeds(make.conference())
    Entry.objects.update(at=make.NOON)

    counts = [seal_all(make.NOON + timedelta(hours=hour)) for hour in (1, 2, 3)]

    assert counts == [8, 0, 0]


@pytest.mark.django_db
def test_deeds_that_come_while_a_record_is_sealed_wait_for_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    conference = make.conference()
    secretary = make_record.deeds(conference)
    real = actions.seal

    def seal_while_others_work(*given: Any, **named: Any) -> int:
        count: int = real(*given, **named)
        # Whoever chased them would be done when nobody works.
        if Seal.objects.count() < 5:
            add_room(secretary, conference, name=f"Annex {Seal.objects.count()}", seats=9, booths=0)
        return count

    monkeypatch.setattr(sealing, "seal", seal_while_others_work)

    counts = [seal_all(make.NOON, everything=True) for _time in range(2)]

    assert counts == [8, 1]
    assert Seal.objects.count() == 2


@pytest.mark.django_db
def test_a_record_that_cannot_be_sealed_keeps_no_other_from_its_seal(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    one, other = make.conference(), make.conference("geneva-2031")
    make_record.deeds(one)
    make_record.deeds(other)
    real = actions.seal

    def seal(actor: Any, record: Any, **details: Any) -> int:
        if record.pk == one.pk:
            raise RuntimeError("broken")
        return real(actor, record, **details)

    monkeypatch.setattr(sealing, "seal", seal)

    assert seal_all(make.NOON, everything=True) == 8
    assert "could not be sealed; it is tried again" in caplog.text
    assert Seal.objects.get().conference_id == other.pk


def test_what_fails_is_begun_again_after_a_pause(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    """This test may not reach the database, as a worker may not whose database is gone for a while."""
    paused: list[float] = []

    class Over(BaseException):
        pass

    def sleep(seconds: float) -> None:
        paused.append(seconds)
        if len(paused) == 5:
            raise Over

    monkeypatch.setattr("secretariat.config.hands.time.sleep", sleep)
    with caplog.at_level(logging.ERROR), pytest.raises(Over):
        sealing.seal_on()

    assert paused == [60.0, 120.0, 240.0, 300.0, 300.0]
    assert "Records could not be sealed" in caplog.text


@pytest.mark.django_db
def test_the_key_is_made_once_and_signs_what_is_sealed(key_file: Path, capsys: Any) -> None:
    assert key_of_the_house() is None
    call_command("seal_key")
    public = capsys.readouterr().out.strip()
    make_record.deeds(make.conference())
    seal_all(make.NOON, everything=True)

    made = Seal.objects.get()
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert made.key == public
    assert is_signed(public, bytes(made.signature), bytes(made.hash))
    call_command("verify", key=[public])
    assert "signed: 1 of 1; by a known key: 1" in capsys.readouterr().out
    with pytest.raises(CommandError, match="there already"):
        call_command("seal_key")
    with pytest.raises(CommandError, match="1 of 2 records are not"):
        call_command("verify", key=["ab" * 32])


@pytest.mark.django_db
def test_a_chain_made_anew_without_the_key_of_the_house_is_found(capsys: Any) -> None:
    make_record.deeds(make.conference())
    seal_all(make.NOON, everything=True)
    call_command("seal_key")
    call_command("verify")
    assert "signed: 0 of 1" in capsys.readouterr().out
    Seal.objects.all().delete()
    make_record.sealed(Conference.objects.get(), at=timezone.now() + timedelta(minutes=1))

    with pytest.raises(CommandError):
        call_command("verify")

    assert "SIGNATURE: no seal is signed by a key that is known" in capsys.readouterr().out


@pytest.mark.django_db
def test_seals_are_printed_one_a_line_without_their_leaves(capsys: Any) -> None:
    conference = make.conference()
    make_record.deeds(conference)

    call_command("seals", conference.slug, now=True)

    (line,) = capsys.readouterr().out.splitlines()
    assert read_published(line).number == 1
    assert set(json.loads(line)) == {
        "conference", "number", "first", "last", "count", "uneven", "root", "previous", "at", "key", "hash", "signature",
    }  # fmt: skip
    with pytest.raises(CommandError, match="There is no conference nowhere"):
        call_command("seals", "nowhere")


def _outside(*words: str | Path, folder: Path) -> tuple[int, str]:
    """Run without database and settings; if either were asked for, this ends with a traceback."""
    environment = {"DJANGO_SETTINGS_MODULE": "nowhere.settings", "PYTHONPATH": str(ROOT), "SECRETARIAT_VAR": "/nowhere"}
    done = subprocess.run(  # noqa: S603 - this package's own command
        [sys.executable, *map(str, words)], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.django_db
def test_a_record_in_a_file_verifies_without_the_house(key_file: Path, tmp_path: Path, capsys: Any) -> None:
    call_command("seal_key")
    public = capsys.readouterr().out.strip()
    conference = make.conference()
    make_record.deeds(conference)
    seal_all(make.NOON, everything=True)
    make_record.deeds(conference, rooms=1)
    place, kept = tmp_path / "record.jsonl", tmp_path / "seals.jsonl"
    call_command("record", conference.slug, to=place)
    capsys.readouterr()
    call_command("seals", conference.slug)
    kept.write_text(capsys.readouterr().out)

    code, said = _outside(
        "-m", "secretariat.engines.sealing", place, "--key", public, "--against", kept, folder=tmp_path
    )

    assert (code, place.stat().st_mode & 0o777) == (0, 0o600)
    assert "damascus-2020: entries sealed: 8 up to revision 8" in said
    assert "not sealed yet: 2" in said
    assert _outside("-m", "secretariat", "verify", "--record", place, folder=tmp_path)[0] == 0
    place.write_text(place.read_text().replace('"Room 3"', '"Room 9"').replace('\\"Room 3\\"', '\\"Room 9\\"'))
    code, said = _outside("-m", "secretariat", "verify", f"--record={place}", folder=tmp_path)
    assert code == 1
    assert "FIRST ENTRY: revision 5, conference.add_room of " in said


@pytest.mark.django_db
def test_a_file_that_was_rewritten_whole_is_found_by_its_key_and_by_a_published_seal(
    tmp_path: Path, capsys: Any
) -> None:
    conference = make.conference()
    make_record.deeds(conference)
    seal_all(make.NOON, everything=True)
    call_command("seals", conference.slug)
    kept, place = tmp_path / "seals.jsonl", tmp_path / "record.jsonl"
    kept.write_text(capsys.readouterr().out)
    Seal.objects.all().delete()
    Entry.objects.filter(revision=2).update(thing_label="Other")
    seal_all(make.NOON, everything=True)
    call_command("record", conference.slug, to=place)

    with pytest.raises(CommandError) as error:
        call_command("verify", record=str(place), against=str(kept))
    with pytest.raises(CommandError):
        call_command("verify", record=str(place), key=["ab" * 32])

    assert error.value.returncode == 1
    assert "PUBLISHED: seal 1 is not the one that was published" in capsys.readouterr().out
    call_command("verify", record=str(place))


@pytest.mark.parametrize("text", ["", "{}", "[]", "no json", '{"form": "secretariat record 1"}'])
def test_what_is_no_record_is_refused_in_one_line(text: str, tmp_path: Path) -> None:
    place = tmp_path / "record.jsonl"
    place.write_text(text)

    code, said = _outside("-m", "secretariat.engines.sealing", place, folder=tmp_path)

    assert code == 2
    assert said.startswith("It cannot be read: ")
    assert len(said.splitlines()) == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_works_once_seals_what_is_due() -> None:
    make.house()
    make_record.deeds(make.conference())
    Entry.objects.update(at=make.NOON)

    call_command("work", "--once")

    assert Seal.objects.get().count == 8


def _record_and_seals(tmp_path: Path, capsys: Any) -> tuple[Path, Path]:
    """A record in a file, and its published seals in another."""
    conference = make.conference()
    make_record.deeds(conference)
    seal_all(make.NOON, everything=True)
    capsys.readouterr()
    call_command("seals", conference.slug)
    kept, place = tmp_path / "seals.jsonl", tmp_path / "record.jsonl"
    kept.write_text(capsys.readouterr().out)
    call_command("record", conference.slug, to=place)
    return place, kept


@pytest.mark.django_db
def test_a_file_that_claims_to_be_another_record_does_not_get_round_published_seals(
    tmp_path: Path, capsys: Any
) -> None:
    place, kept = _record_and_seals(tmp_path, capsys)
    call_command("verify", record=str(place), against=str(kept))
    assert "compared with published seals: 1" in capsys.readouterr().out
    first, *others = place.read_text().splitlines()
    told = json.loads(first)
    place.write_text("\n".join([json.dumps({**told, "conference": told["conference"] + 1}), *others]))

    with pytest.raises(CommandError):
        call_command("verify", record=str(place), against=str(kept))
    said = capsys.readouterr().out
    assert "PUBLISHED: none of the published seals is of this record" in said
    assert "SEAL: seal 1 is of another record" in said
    with pytest.raises(CommandError):
        call_command("verify", record=str(place))
    assert "of another record" in capsys.readouterr().out


@pytest.mark.django_db
def test_published_seals_of_no_record_compare_nothing_and_that_is_a_fault(tmp_path: Path, capsys: Any) -> None:
    place, kept = _record_and_seals(tmp_path, capsys)
    empty = tmp_path / "empty.jsonl"
    empty.write_text("")

    with pytest.raises(CommandError):
        call_command("verify", record=str(place), against=str(empty))
    with pytest.raises(CommandError, match="No seal stands in"):
        call_command("verify", against=empty)
    with pytest.raises(CommandError):
        call_command("verify", conference="house", against=kept)
    call_command("verify", against=kept)


@pytest.mark.django_db
def test_where_a_key_is_demanded_a_record_without_seals_is_not_whole(tmp_path: Path, capsys: Any) -> None:
    place, _kept = _record_and_seals(tmp_path, capsys)
    place.write_text("\n".join(line for line in place.read_text().splitlines() if '"seal":' not in line[:8]))
    Seal.objects.all().delete()

    for options in ({"record": str(place)}, {"conference": "damascus-2020"}):
        capsys.readouterr()
        call_command("verify", **options)
        assert "whole as far as it is sealed: nothing is" in capsys.readouterr().out
        with pytest.raises(CommandError):
            call_command("verify", key=["ab" * 32], **options)
        assert "SIGNATURE: no seal is signed by a key that is known" in capsys.readouterr().out
