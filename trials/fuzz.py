"""``python -m trials.fuzz [--minutes 10] [--target NAME]``: every reader of what strangers hand in, under fire.

Each reader works in a process of its own, which may use 500 MB more than it needs to stand ready; one input may take
5 seconds of a core. A reader that answers with another error than its own, takes longer or needs more is broken. What
broke one is kept in ``var/fuzz``, and the trial ends with 1. ``--minutes`` are minutes of processor time, for all
readers together; ``--seed`` gives the same inputs again. ``--guided`` leaves the making of inputs to atheris where that
is installed (``pip install atheris``; its wheels are for Linux on x86-64).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import django
import psutil

from trials.fuzz_inside import STATE

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "var" / "fuzz"
SECONDS, MEMORY = 5.0, 500 * 1024 * 1024
# A process that waits for others on a busy machine uses no time of its own: beyond this it hangs all the same.
PATIENCE = 120.0
EXITED = "fuzz target exited"


@dataclass
class Outcome:
    """What came of one reader."""

    name: str
    inputs: int = 0
    read: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    peak: int = 0
    findings: list[tuple[str, str, str, str]] = field(default_factory=list)


def main() -> int:
    """Try all readers, or those that are named."""
    parser = argparse.ArgumentParser(prog="python -m trials.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="of processor time, all readers together")
    parser.add_argument("--target", action="append", help="one reader, by its name; may be given again")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--guided", action="store_true", help="by atheris, where that is installed")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="readers under fire at a time")
    options = parser.parse_args()
    weights = _weights()
    names = options.target or list(weights)
    unknown = [name for name in names if name not in weights]
    if unknown:
        print(f"There is no reader {unknown[0]}. These are: {', '.join(weights)}.")
        return 2
    share = 60 * options.minutes / sum(weights[name] for name in names)
    print(f"{len(names)} readers, {options.minutes:g} minutes of processor time, seed {options.seed}\n")
    print(f"{'reader':<25} {'inputs':>9} {'read':>9} {'seconds':>8} {'peak':>7} {'slowest':>9}")
    with ThreadPoolExecutor(options.processes) as pool:
        outcomes = list(pool.map(lambda name: _shown(_tried(name, share * weights[name], options)), names))
    return _summed_up(outcomes)


def _weights() -> dict[str, int]:
    """The readers there are, and how much of the time falls to each."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    django.setup()
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - once the apps are ready

    return {name: target.weight for name, target in TARGETS.items()}


def _shown(outcome: Outcome) -> Outcome:
    print(
        f"{outcome.name:<25} {outcome.inputs:>9,} {outcome.read:>9,} {outcome.seconds:>6.1f} s"
        f" {outcome.peak / 1e6:>4.0f} MB {1000 * outcome.slowest:>6.0f} ms",
        flush=True,
    )
    for kind, what, where, name in outcome.findings:
        print(
            f"    {kind.upper()}: {what}\n        at {where or 'an unknown place'}, kept as {KEPT / name}", flush=True
        )
    return outcome


def _summed_up(outcomes: list[Outcome]) -> int:
    broken = [each for each in outcomes if each.findings]
    print(
        f"\n{sum(each.inputs for each in outcomes):,} inputs in {sum(each.seconds for each in outcomes) / 60:.1f} minutes;"
        f" the slowest took {1000 * max(each.slowest for each in outcomes):,.0f} ms,"
        f" the largest process {max(each.peak for each in outcomes) / 1e6:,.0f} MB."
    )
    print(f"{len(broken)} reader(s) broke." if broken else "No crash, no hang, no memory beyond the bound.")
    return 1 if broken else 0


def _tried(name: str, seconds: float, options: argparse.Namespace) -> Outcome:
    """One reader for so long; if an input ends its process, the rest of the time is spent by another."""
    outcome = Outcome(name)
    left = seconds
    while left > 0:
        with tempfile.TemporaryDirectory(prefix="secretariat-fuzz-") as place:
            given = [name, str(left), str(options.seed + outcome.inputs), place, *(["guided"] * options.guided)]
            told = _watched(given, Path(place))
            outcome.inputs += told["inputs"]
            outcome.read += told["read"]
            outcome.seconds += told["seconds"]
            outcome.slowest = max(outcome.slowest, told["slowest"])
            outcome.peak = max(outcome.peak, told["peak"])
            _keep(outcome, told["findings"], Path(place))
        left -= max(told["seconds"], 1.0)
        if len(outcome.findings) >= 5:
            break
    if outcome.peak > MEMORY:
        outcome.findings.append(("memory", f"{outcome.peak / 1e6:.0f} MB in all", "", ""))
    return outcome


def _keep(outcome: Outcome, findings: list[list[str]], folder: Path) -> None:
    for kind, what, where, file in findings:
        KEPT.mkdir(parents=True, exist_ok=True)
        (KEPT / f"{outcome.name}-{file}").write_bytes((folder / file).read_bytes())
        outcome.findings.append((kind, what, where, f"{outcome.name}-{file}"))


def _watched(given: list[str], folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "trials.fuzz_inside", *given]
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=said)
    watch = _Watch(process, folder / "hand")
    watch.start()
    answer = process.communicate()[0]
    watch.join()
    if process.returncode == 0:
        # Others may have printed before.
        return dict(json.loads(answer.splitlines()[-1]))
    return _ended(folder, watch)


def _ended(folder: Path, watch: "_Watch") -> dict[str, Any]:
    """What is known of a process that an input ended: that input, and that it is a finding."""
    hand = folder / "hand"
    told: dict[str, Any] = {"inputs": 0, "read": 0, "seconds": watch.used, "slowest": 0.0, "peak": watch.peak}
    if not hand.exists():
        raise SystemExit(f"a reader did not even stand ready:\n{(folder / 'said').read_text()[-2000:]}")
    raw = hand.read_bytes()
    _began, _at, told["inputs"], length = STATE.unpack(raw[: STATE.size])
    (folder / "ended").write_bytes(raw[STATE.size : STATE.size + length])
    lines = (folder / "said").read_text(errors="replace").strip().splitlines()
    what = next((line for line in lines if "ERROR" in line or "Error" in line), lines[-1] if lines else "")[:200]
    told["findings"] = []
    if EXITED in what and not watch.is_hanging:
        # Atheris ends by itself at times, with an input that is read well again; another process goes on.
        return told
    kind = "hang" if watch.is_hanging else "crash"
    told["slowest"] = watch.stood if watch.is_hanging else 0.0
    told["findings"] = [[kind, f"{watch.stood:.1f} s" if watch.is_hanging else what or "the process died", "", "ended"]]
    return told


class _Watch(threading.Thread):
    """Ends a process in whose hand one input stays too long."""

    def __init__(self, process: "subprocess.Popen[bytes]", hand: Path) -> None:
        super().__init__(daemon=True)
        self.process, self.hand = process, hand
        self.is_hanging = False
        self.used = self.stood = 0.0
        self.peak = 0

    def run(self) -> None:
        """Look five times a second until the process is over."""
        while self.process.poll() is None:
            time.sleep(0.2)
            try:
                self._look(psutil.Process(self.process.pid))
            except (psutil.Error, OSError, ValueError):
                continue

    def _look(self, seen: psutil.Process) -> None:
        self.used = sum(seen.cpu_times()[:2])
        self.peak = max(self.peak, seen.memory_info().rss)
        with self.hand.open("rb") as file:
            raw = file.read(STATE.size)
        if len(raw) < STATE.size:
            return
        began, at, _inputs, _length = STATE.unpack(raw)
        if not at:
            return
        self.stood = self.used - began
        # Twice over: what takes a little too long says so itself.
        if self.stood > 2 * SECONDS or time.time() - at > PATIENCE:
            self.is_hanging = True
            self.process.kill()


if __name__ == "__main__":
    sys.exit(main())
