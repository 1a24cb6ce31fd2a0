"""Setting the house up goes on where the program itself belongs to somebody else."""

import errno
import io
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from secretariat.config.management.commands import translations


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The catalogue of one language, newer than what was compiled of it."""
    place = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    place.parent.mkdir(parents=True)
    shutil.copy(translations.LOCALE / "fr" / "LC_MESSAGES" / "django.po", place)
    place.with_suffix(".mo").write_bytes(b"of the version before")
    os.utime(place.with_suffix(".mo"), (0, 0))
    monkeypatch.setattr(translations, "LOCALE", tmp_path)
    return place


def refused_by(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """What is compiled may not be written to; tests may be run as root, who may write anywhere."""
    opened = Path.open

    def refused(path: Path, mode: str = "r", *words: Any, **how: Any) -> Any:
        if path.suffix == ".mo" and "w" in mode:
            raise OSError(number, os.strerror(number), str(path))
        return opened(path, mode, *words, **how)

    monkeypatch.setattr(Path, "open", refused)


@pytest.mark.django_db
@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_setup_passes_over_a_language_that_it_may_not_compile_and_says_so(
    catalogue: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    refused_by(monkeypatch, number)
    out, told = io.StringIO(), io.StringIO()

    call_command("setup", stdout=out, stderr=told)

    assert "The house is ready" in out.getvalue()
    assert f"fr stays as it was compiled, for {catalogue.with_suffix('.mo')} may not be written to" in told.getvalue()
    assert catalogue.with_suffix(".mo").read_bytes() == b"of the version before"


def test_a_disk_that_is_full_is_not_passed_over(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused_by(monkeypatch, errno.ENOSPC)

    with pytest.raises(OSError, match="No space left"):
        call_command("translations", "compile")


def test_a_language_that_may_be_written_is_compiled(catalogue: Path) -> None:
    call_command("translations", "compile")

    assert catalogue.with_suffix(".mo").read_bytes() != b"of the version before"
    assert catalogue.with_suffix(".mo").stat().st_mtime >= catalogue.stat().st_mtime
