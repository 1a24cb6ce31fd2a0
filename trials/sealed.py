"""The record in a trial: it is sealed before the accident, and compared with those seals afterwards."""

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.servers import ROOT, run

if TYPE_CHECKING:
    from trials.restore_drill import Promises


def publish(slug: str, given: dict[str, str], file: Path) -> Path:
    """Seal all that is there now, and keep the seals in this file, where no accident reaches them."""
    file.write_text(run(["secretariat", "seals", slug, "--now"], given))
    return file


def compare(given: dict[str, str], file: Path) -> tuple[int, str]:
    """How many of these seals the record verifies against, none if it does not; and what was said."""
    done = subprocess.run(
        [sys.executable, "-m", "secretariat", "verify", "--against", str(file)],
        cwd=ROOT,
        env=given,
        capture_output=True,
        text=True,
        check=False,
    )
    return (compared(done.stdout) if done.returncode == 0 else 0), (done.stdout + done.stderr)[-500:]


def compared(said: str) -> int:
    """How many published seals a verification says it found again."""
    return sum(int(each.replace(",", "")) for each in re.findall(r"compared with published seals: ([\d,]+)", said))


def judge(given: dict[str, str], file: Path, promises: "Promises") -> None:
    """Whether the record is as it was sealed before."""
    number, said = compare(given, file)
    of = f"{number} seal" if number == 1 else f"{number} seals"
    promises.kept(f"the record verifies against {of} of before", is_kept=number > 0, why=said)
