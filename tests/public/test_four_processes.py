"""Four server processes that are asked by many at once never serve a page that is older than the last deed."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.django_db
def test_no_process_serves_a_page_older_than_the_last_deed() -> None:
    name = "postgres" if connection.vendor == "postgresql" else "sqlite"
    # The arguments are this test's own.
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "benchmarks.stale", "--database", name, "--articles", "1", "--delegates", "1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 stale page(s)" in done.stdout
    assert "search" in done.stdout
