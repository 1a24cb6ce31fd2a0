"""What is told of the pinned dependencies: a known fault, a fault of ours, or that nobody could be asked."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tools import audit

NOBODY = "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='pypi.org'): Max retries exceeded with url"
KNOWN = {"name": "one", "version": "1", "vulns": []}


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one list of pinned versions."""
    (tmp_path / "constraints.txt").write_text("one==1\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def answered(monkeypatch: pytest.MonkeyPatch, stdout: str, stderr: str = "") -> None:
    """The program that is asked says this."""
    said = f"import sys; sys.stdout.write({stdout!r}); sys.stderr.write({stderr!r})"
    run = subprocess.run

    def asked(_words: list[str], **how: Any) -> "subprocess.CompletedProcess[str]":
        return run([sys.executable, "-c", said], **how)

    monkeypatch.setattr(subprocess, "run", asked)


def told(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = audit.main()
    return code, capsys.readouterr().out


@pytest.mark.parametrize(
    "said",
    [
        NOBODY,
        "requests.exceptions.ReadTimeout: no answer",
        "requests.exceptions.ProxyError: refused",
        "requests.exceptions.SSLError: certificate verify failed",
        "urllib3.exceptions.NewConnectionError: refused",
    ],
)
def test_nobody_to_ask_is_no_fault(
    lists: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], said: str
) -> None:
    answered(monkeypatch, "", f"Traceback (most recent call last):\n{said}\n")

    assert told(capsys) == (
        0,
        "constraints.txt: NOT LOOKED THROUGH, the database of advisories was not reached.\n",
    )


@pytest.mark.parametrize(
    "said",
    [
        "No module named pip_audit",
        "Traceback (most recent call last):\n  File one\nrequests.exceptions.InvalidURL: no host",
        "Traceback (most recent call last):\n  File one\nrequests.exceptions.HTTPError: 400 Client Error",
        "ERROR:pip_audit._cli:requirement file constraints.txt contains invalid specifier at line 1",
        "",
        "Traceback (most recent call last):\n  File one\nKeyError: 'x'",
    ],
)
def test_a_fault_of_ours_is_told_as_what_it_is(
    lists: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], said: str
) -> None:
    answered(monkeypatch, "", said)

    code, line = told(capsys)

    assert code == 1
    assert f"pip-audit failed: {said.rpartition(chr(10))[2] or 'it said nothing.'}" in line
    assert "not reached" not in line


@pytest.mark.parametrize(
    ("found", "outcome", "line"),
    [
        ([KNOWN], 0, "1 looked through, 0 with a known fault."),
        ([{**KNOWN, "vulns": [{"id": "PYSEC-1"}]}], 1, "one 1: PYSEC-1"),
        ([{"name": "two", "skip_reason": "not found"}], 0, "NOT LOOKED THROUGH for want of the database: 1 of 1."),
    ],
)
def test_what_was_looked_through_is_told(
    lists: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    found: list[dict[str, Any]],
    outcome: int,
    line: str,
) -> None:
    answered(monkeypatch, json.dumps({"dependencies": found}))

    code, said = told(capsys)

    assert code == outcome
    assert line in said
