"""One reader under fire, in a process of its own: ``python -m trials.fuzz_inside TARGET SECONDS SEED FOLDER [guided]``.

The input in hand stands in the folder before it is tried, so that whoever watches has it if this process never answers.
``guided`` leaves the making of inputs to atheris, which sees by what they reach which of them are worth changing.
"""

import contextlib
import json
import mmap
import os
import resource
import struct
import sys
import time
import warnings
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import django

# Since when the input in hand is tried (processor seconds of this process, the clock), how many were, and its length.
STATE = struct.Struct("<ddQQ")
HAND = 1_048_576
AT_ONCE = 400


def main() -> None:
    """Try inputs for so many seconds of processor time, and say in JSON what came of it."""
    name, seconds, seed, folder = sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
    is_guided = sys.argv[5:] == ["guided"]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    warnings.simplefilter("ignore")
    with _watched() if is_guided else contextlib.nullcontext():
        django.setup()
        from tests.fuzz.targets import TARGETS, seeds_of  # noqa: PLC0415 - once the apps are ready
        from tests.fuzz.trying import MEMORY, tried  # noqa: PLC0415

        target = TARGETS[name]
        seeds = seeds_of(target)
        for each in seeds:
            # What is loaded when it is first needed is no input's own.
            tried(target, each)
    _limit(MEMORY)
    tally = Tally(target, tried, folder)
    for each in seeds:
        tally.take(each)
    if is_guided:
        _guided(tally, seeds, seed, seconds)
    began = time.process_time()
    while time.process_time() - began < seconds:
        seed += 1
        _round(tally, seeds, seed, began + seconds)
    print(json.dumps(tally.told()))


class Tally:
    """What was tried, and what came of it."""

    def __init__(self, target: Any, tried: Callable[[Any, bytes], Any], folder: Path) -> None:
        self.target, self.tried, self.folder = target, tried, folder
        self.inputs = self.read = 0
        self.began = time.process_time()
        self.slowest = 0.0
        self.findings: dict[tuple[str, str], Any] = {}
        with (folder / "hand").open("w+b") as file:
            file.truncate(STATE.size + HAND)
            self.hand = mmap.mmap(file.fileno(), STATE.size + HAND)

    def take(self, data: bytes) -> None:
        """Try one input, having written down which."""
        self.hand[: STATE.size] = STATE.pack(time.process_time(), time.time(), self.inputs, len(data))
        self.hand[STATE.size : STATE.size + len(data)] = data
        outcome = self.tried(self.target, data)
        self.inputs += 1
        self.read += outcome.is_read
        if outcome.seconds > self.slowest:
            self.slowest = outcome.seconds
            (self.folder / "slowest").write_bytes(data)
        found = outcome.finding
        if found is not None:
            known = self.findings.get((found.kind, found.where))
            # Of many inputs that break the same place the shortest is kept.
            if known is None or len(known.data) > len(data):
                self.findings[found.kind, found.where] = found

    def told(self) -> dict[str, Any]:
        """Everything, in plain JSON; what broke something stands in the folder."""
        for found in self.findings.values():
            (self.folder / found.name).write_bytes(found.data)
        return {
            "seconds": time.process_time() - self.began,
            "inputs": self.inputs,
            "read": self.read,
            "slowest": self.slowest,
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
            "findings": [[each.kind, each.what, each.where, each.name] for each in self.findings.values()],
        }


def _round(tally: Tally, seeds: list[bytes], seed: int, end: float) -> None:
    import hypothesis  # noqa: PLC0415 - as all that is of tests

    from tests.fuzz.mutating import inputs  # noqa: PLC0415

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=AT_ONCE,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(inputs(seeds, form=tally.target.form, words=tally.target.words))
    def one(data: bytes) -> None:
        if time.process_time() < end:
            tally.take(data[:HAND])

    one()


def _watched() -> Any:
    """What is imported from now on tells which of its lines are reached."""
    return _atheris().instrument_imports(include=["secretariat.engines", "secretariat.api"])


def _atheris() -> Any:
    """Installed by whoever wants it: ``pip install atheris``."""
    return import_module("atheris")


def _guided(tally: Tally, seeds: list[bytes], seed: int, seconds: float) -> None:
    """Hand the reader to atheris, which ends the process itself."""
    begun = tally.folder / "seeds"
    begun.mkdir()
    for number, each in enumerate(seeds):
        (begun / str(number)).write_bytes(each)
    began = time.process_time()

    def one(data: bytes) -> None:
        if time.process_time() - began > seconds:
            # Nobody returns from here in any other way.
            print(json.dumps(tally.told()), flush=True)
            os._exit(0)
        tally.take(data)

    most = ["-rss_limit_mb=0", "-timeout=0", "-max_len=60000", f"-seed={seed % 2**31}"]
    most.append(f"-artifact_prefix={tally.folder}/")
    atheris = _atheris()
    atheris.Setup([sys.argv[0], *most, str(begun)], one)
    atheris.Fuzz()


def _limit(memory: int) -> None:
    """So much more than what is loaded already, and no file beyond a few megabytes."""
    loaded = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (loaded + memory, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
