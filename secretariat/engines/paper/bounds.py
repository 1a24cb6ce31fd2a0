"""Laying out within bounds of time, memory and size, in a process of its own and a folder of its own."""

import json
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from secretariat.engines.paper.models import Unprintable

__all__ = ["LONGEST_SOURCE", "Bounds", "draw", "lay_out"]

LONGEST_SOURCE = 100_000

_ROOT = str(Path(__file__).resolve().parents[3])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from secretariat.engines.paper.child import main; main()"
# Names that the folder needs itself.
_OWN = frozenset({"main.typ", "data.json"})
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")
# Nothing of the parent's environment. Whatever would ask for the network is sent to where nobody listens.
_NOWHERE = "http://127.0.0.1:0"
_ENVIRONMENT = {
    **{name: _NOWHERE for each in ("http_proxy", "https_proxy", "all_proxy") for name in (each, each.upper())},
    "HOME": "/nonexistent",
    "RAYON_NUM_THREADS": "2",
}


@dataclass(frozen=True)
class Bounds:
    """How much one piece of work may cost.

    ``seconds`` by the clock and of the processor, ``memory`` of address space in bytes (where the system can),
    ``size`` of what comes out in bytes, ``pages`` in number.
    """

    seconds: float = 5.0
    memory: int = 512 * 1024 * 1024
    size: int = 64 * 1024 * 1024
    pages: int = 2000


_USUAL = Bounds()


def lay_out(source: str, data: object, files: Mapping[str, bytes] | None = None, *, bounds: Bounds = _USUAL) -> bytes:
    """Return the PDF of a Typst text that reads its data with ``json("data.json")`` and the files by their names.

    ``data`` is anything JSON can hold. Names of files are plain, without folders. Raises ``Unprintable``.
    """
    return _asked(source, data, files or {}, bounds, {"task": "lay out"})[0]


def draw(
    source: str,
    data: object,
    files: Mapping[str, bytes] | None = None,
    *,
    dots: int = 96,
    bounds: Bounds = _USUAL,
) -> list[bytes]:
    """Return the pages as PNG, ``dots`` to the inch; as ``lay_out`` otherwise."""
    return _asked(source, data, files or {}, bounds, {"task": "draw", "dots": dots})


def _asked(
    source: str, data: object, files: Mapping[str, bytes], bounds: Bounds, request: Mapping[str, Any]
) -> list[bytes]:
    if len(source) > LONGEST_SOURCE:
        raise Unprintable("too_large")
    with tempfile.TemporaryDirectory(prefix="paper-") as folder:
        _lay_ready(Path(folder), source, data, files)
        limits = {
            "seconds": bounds.seconds,
            "memory": bounds.memory,
            "size": bounds.size,
            "pages_at_most": bounds.pages,
        }
        return _answer(_run({**request, **limits, "folder": folder}, bounds.seconds))


def _lay_ready(folder: Path, source: str, data: object, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        if name in _OWN or not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name for a file beside the text.")
        (folder / name).write_bytes(content)
    # A lone half of a pair is no text; the fault is Typst's to tell otherwise.
    (folder / "main.typ").write_text(source, encoding="utf-8", errors="replace")
    (folder / "data.json").write_text(json.dumps(data), encoding="ascii")
    (folder / "packages").mkdir()


def _run(request: Mapping[str, Any], seconds: float) -> subprocess.CompletedProcess[bytes]:
    try:
        # The arguments are this package's own; the text is a file and is never an argument.
        return subprocess.run(  # noqa: S603
            [sys.executable, "-I", "-c", _START, _ROOT],
            input=json.dumps(request).encode("ascii"),
            capture_output=True,
            # The start of the process itself is not what is bounded.
            timeout=seconds + 1,
            check=False,
            cwd=request["folder"],
            env=_ENVIRONMENT,
        )
    except subprocess.TimeoutExpired as error:
        raise Unprintable("too_slow") from error


def _answer(done: subprocess.CompletedProcess[bytes]) -> list[bytes]:
    if done.returncode in {-getattr(signal, name, 1) for name in ("SIGXCPU", "SIGKILL")}:
        raise Unprintable("too_slow")
    head, _, rest = done.stdout.partition(b"\n")
    try:
        answer: dict[str, Any] = json.loads(head)
    except ValueError as error:
        # What is written in other languages ends the process itself when it gets no memory.
        is_hungry = done.returncode < 0 or b"MemoryError" in done.stderr or b"alloc" in done.stderr
        raise Unprintable("too_much" if is_hungry else "broken") from error
    if "refused" in answer:
        raise Unprintable(answer["refused"], answer.get("sentence", ""), int(answer.get("line", 0)))
    ends = list(accumulate(answer["sizes"], initial=0))
    return [rest[start:end] for start, end in pairwise(ends)]
