"""The command line brings in what a page would: it tells first, and writes only when it is told to."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from secretariat.accounts.models import Role
from secretariat.api.models import Import, ImportState
from secretariat.audit.models import Entry
from secretariat.delegations.models import Delegate
from tests import make, make_brought_in

pytestmark = pytest.mark.django_db


def _run(held: str, file: Path, *words: str, **options: Any) -> str:
    out = io.StringIO()
    call_command("import", held, str(file), *words, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """A table of two people."""
    file = tmp_path / "people.csv"
    file.write_text(make_brought_in.PEOPLE)
    return file


def test_without_yes_it_tells_what_it_would_do_and_writes_nothing(people: Path) -> None:
    held = make.conference()
    make.party("LB"), make.party("JO")

    said = _run(held.slug, people)

    assert "delegate new: 2" in said
    assert "Amal Haddad" in said
    assert "delegations opened: 2" in said
    assert not Import.objects.exists()
    assert not Entry.objects.exists()


def test_with_yes_it_writes_and_a_second_time_there_is_nothing_to_do(people: Path) -> None:
    held = make.conference()
    make.party("LB"), make.party("JO")
    officer = make_brought_in.officer(held)

    first = _run(held.slug, people, "--yes", mail=officer.email)
    second = _run(held.slug, people, "--yes", mail=officer.email)

    assert "Brought in: 4 row(s)" in first
    assert "all of it is here already" in second
    assert Delegate.objects.count() == 2
    assert (Import.objects.get().state, Import.objects.get().entered_by) == (ImportState.DONE, officer)


def test_rows_that_cannot_be_brought_in_stop_it_with_a_code_of_their_own(people: Path) -> None:
    held = make.conference()
    make.party("LB")

    with pytest.raises(CommandError, match="1 row") as stopped:
        _run(held.slug, people, "--yes")
    assert (stopped.value.returncode, Delegate.objects.count()) == (3, 0)
    said = _run(held.slug, people, "--yes", "--leave-out")

    assert "The register of parties knows no “Jordan”." in said
    assert [delegate.name for delegate in Delegate.objects.all()] == ["Amal Haddad"]


def test_columns_are_matched_by_word(tmp_path: Path) -> None:
    held = make.conference()
    make.party("LB")
    file = tmp_path / "list.csv"
    file.write_text("Who,Country\nAmal,Lebanon\n")

    _run(held.slug, file, "--yes", "--kind", "delegate", columns=["Who=name"])

    assert Delegate.objects.get().name == "Amal"
    for wrong, says in (("Nobody=name", "No column"), ("Who=password", "no cell")):
        with pytest.raises(CommandError, match=says):
            _run(held.slug, file, "--kind", "delegate", columns=[wrong])


def test_what_cannot_be_is_refused(people: Path, tmp_path: Path) -> None:
    held = make.conference()
    picture = tmp_path / "a.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")

    for slug, file, options, says in (
        ("nowhere", people, {}, "no conference"),
        (held.slug, tmp_path / "missing.csv", {}, "No such file"),
        (held.slug, picture, {}, "not known"),
        (held.slug, people, {"mail": make.user(Role.READER, held).email}, "may not"),
        (held.slug, people, {"mail": make_brought_in.officer(held, "programme").email}, "may not"),
    ):
        with pytest.raises(CommandError, match=says):
            _run(slug, file, **options)


@pytest.mark.parametrize("options", [(), ("--format", "calendar"), ("--format", "table")])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, options: tuple[str, ...]) -> None:
    held = make.conference()
    file = tmp_path / "empty.ics"
    file.write_text("")

    with pytest.raises(CommandError, match="There is nothing in it"):
        _run(held.slug, file, *options)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a file without end")
def test_of_what_has_no_end_no_more_is_read_than_a_file_may_have() -> None:
    held = make.conference()

    with pytest.raises(CommandError, match="zero is larger than 25 MB"):
        _run(held.slug, Path("/dev/zero"))


@pytest.mark.parametrize(
    ("option", "said", "sentence"),
    [
        ("--zone", "Mars/Olympus", "There is no time zone 'Mars/Olympus'"),
        ("--zone", "../etc/passwd", "There is no time zone '../etc/passwd'"),
        ("--zone", "asia/damascus", "There is no time zone 'asia/damascus'"),
        ("--language", "de", "The conference does not speak 'de'. It speaks: en, ar."),
        ("--language", "x" * 3000, "The conference does not speak 'xx"),
    ],
)
def test_zones_and_languages_that_are_none_are_refused_before_anything_is_read(
    people: Path, option: str, said: str, sentence: str
) -> None:
    held = make.conference(languages=["en", "ar"])
    make.party("LB"), make.party("JO")
    officer = make_brought_in.officer(held)

    with pytest.raises(CommandError) as refused:
        _run(held.slug, people, option, said, "--yes", mail=officer.email)

    assert str(refused.value).startswith(sentence)
    assert refused.value.returncode == 1
    assert not Import.objects.exists()
    assert not Delegate.objects.exists()


def test_zones_and_languages_that_are_known_are_taken(people: Path) -> None:
    held = make.conference(languages=["en", "ar"])
    make.party("LB"), make.party("JO")
    officer = make_brought_in.officer(held)

    _run(held.slug, people, "--zone", "Asia/Amman", "--language", "ar", "--yes", mail=officer.email)

    chosen = Import.objects.get().chosen
    assert (chosen["zone"], chosen["language"]) == ("Asia/Amman", "ar")


def test_what_a_file_says_moves_no_cursor(tmp_path: Path) -> None:
    held = make.conference()
    file = tmp_path / "list.csv"
    file.write_text("Name,Country\nAmal\x1b[2J,At\x1b[31mlantis\n")

    with pytest.raises(CommandError):
        _run(held.slug, file)
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import", held.slug, str(file), stdout=out)
    assert "\x1b" not in out.getvalue()
