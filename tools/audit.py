"""Look through the pinned dependencies for known faults, and say plainly of what nobody could be asked.

``python -m tools.audit`` ends with 1 if a dependency has a known fault, or if pip-audit fails by a fault of ours (it is
not installed, it cannot read the list); with 0 where none has one, or the database of advisories is not reached.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

PINNED = ("constraints.txt", "constraints-dev.txt")
LONGEST = 300
# What the program says, in whatever words, when it had nobody to ask.
_NOT_REACHED = re.compile(
    r"(requests|urllib3)\.exceptions\.\w*(ConnectionError|Timeout|ProxyError|SSLError)|could not connect|timed out",
    re.IGNORECASE,
)


def main() -> int:
    """Ask about each list of pinned versions."""
    return max(_told(name) for name in PINNED if Path(name).exists())


def _told(name: str) -> int:
    words = [sys.executable, "-m", "pip_audit", "--requirement", name, "--disable-pip", "--require-hashes"]
    words += ["--format", "json", "--progress-spinner", "off", "--timeout", "10"]
    try:
        done = subprocess.run(words, check=False, capture_output=True, text=True, timeout=LONGEST)  # noqa: S603 - our words
    except subprocess.TimeoutExpired:
        return _not_looked_through(name, "timed out")
    try:
        found = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return _not_looked_through(name, done.stderr)
    # Where the database does not know a version, pip-audit passes it over as if all were well.
    passed_over = [each["name"] for each in found if "skip_reason" in each]
    if passed_over:
        print(f"{name}: NOT LOOKED THROUGH for want of the database: {len(passed_over)} of {len(found)}.")  # noqa: T201
    faulty = [each for each in found if each.get("vulns")]
    for each in faulty:
        print(f"{name}: {each['name']} {each['version']}: {', '.join(v['id'] for v in each['vulns'])}")  # noqa: T201
    print(f"{name}: {len(found) - len(passed_over)} looked through, {len(faulty)} with a known fault.")  # noqa: T201
    return 1 if faulty else 0


def _not_looked_through(name: str, said: str) -> int:
    if _NOT_REACHED.search(said):
        print(f"{name}: NOT LOOKED THROUGH, the database of advisories was not reached.")  # noqa: T201
        return 0
    lines = said.strip().splitlines() or ["it said nothing."]
    # A traceback ends with what went wrong; what it says itself begins with it.
    why = lines[-1] if lines[0].startswith("Traceback") else lines[0]
    print(f"{name}: NOT LOOKED THROUGH, pip-audit failed: {why}")  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main())
