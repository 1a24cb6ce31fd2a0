"""4,000 badges with photos as one file, and a single badge: time, progress that is seen, and memory of all processes."""

import json
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks import databases
from benchmarks.report import Report, UnexpectedError
from benchmarks.servers import ROOT, environment, run, tree

BADGES = 4_000
SINGLE = 20
MIB = 1024 * 1024


def measure(report: Report) -> None:
    """Print them as the worker does, in a process of its own that is watched."""
    with tempfile.TemporaryDirectory(prefix="secretariat-benchmark-") as place, databases.sqlite(Path(place)) as kept:
        given = environment(kept.url, Path(place))
        report.part(f"{BADGES:,} badges with photos as one PDF")
        run(["secretariat", "setup"], given)
        made = json.loads(run(["benchmarks.door_printing_inside", "fill", str(BADGES)], given))
        report.note(f"photos of {made['photo']:,.0f} bytes each, codes of {made['text']} characters")
        said, peak = _watched(["benchmarks.door_printing_inside", "print"], given)
        counted = json.loads(run(["benchmarks.door_printing_inside", "pages"], given))
        report.exactly("printing: pages", counted["pages"], BADGES, "")
        report.at_most("printing: one file of all", said["seconds"], 30, "s")
        report.at_most("printing: memory of the process and its children, at their peak", peak / MIB, 600, "MB")
        report.at_least("printing: steps of progress seen from beside", said["steps"], 10, "")
        report.note(f"the file has {said['size'] / MIB:,.0f} MB; counted as printed: {said['counted']:,}")
        single = json.loads(run(["benchmarks.door_printing_inside", "single", str(SINGLE)], given))
        report.note(f"a single badge, {SINGLE} times: {', '.join(f'{each:.0f}' for each in sorted(single['ms']))} ms")
        report.at_most("printing: a single badge with its page, in the middle", single["median"], 150, "ms")


def _watched(arguments: list[str], given: dict[str, str]) -> tuple[dict[str, float], int]:
    """Run a module to its end, and say how much memory it and its children held at most at one time."""
    with subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        peak, is_over = [0], threading.Event()

        def look() -> None:
            while not is_over.is_set():
                peak[0] = max(peak[0], sum(_memory(process.pid)))
                time.sleep(0.1)

        watcher = threading.Thread(target=look, daemon=True)
        watcher.start()
        said, complaint = process.communicate()
        is_over.set()
        watcher.join()
    if process.returncode:
        raise UnexpectedError(f"{' '.join(arguments)} failed:\n{complaint[-3000:]}")
    return json.loads(said), peak[0]


def _memory(pid: int) -> list[int]:
    import psutil  # noqa: PLC0415

    held = []
    for each in tree(pid):
        try:
            held.append(each.memory_info().rss)
        except psutil.NoSuchProcess:
            continue
    return held
