"""The process in which a Typst text is laid out: it limits itself, works, and writes one line of JSON, then the pages.

The parent starts it with the folder of the packages as its only argument; nothing else of the parent is known here.
"""

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

__all__ = ["main"]

_LINE = re.compile(r"─ \S*?main\.typ:(\d+):\d+")
# Typst tells where it looked, and that is a folder of this machine.
_WHERE = re.compile(r"\s*\((?:searched (?:at|for) |https?:)[^)]*\)")
_PAGES = re.compile(rb"/Count (\d+)")
_PACKAGE = re.compile(r"\bpackage\b")
_LONGEST_SENTENCE = 300


def main() -> None:
    """Read one request from the standard input and write its answer to the standard output."""
    request = json.loads(sys.stdin.buffer.read())
    _limit(int(request["memory"]), float(request["seconds"]))
    # What a library prints must not get between the lines of the answer.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    made: list[bytes] = []
    answer: dict[str, Any]
    try:
        made = _worked(request)
        answer = {"sizes": [len(each) for each in made]}
    except MemoryError:
        answer = {"refused": "too_much"}
    except _Refusal as refusal:
        answer = refusal.answer
    answers.write(json.dumps(answer, ensure_ascii=True).encode("ascii") + b"\n")
    answers.writelines(made)
    answers.close()


class _Refusal(Exception):  # noqa: N818 - it is an answer
    """It is not laid out, and this is why."""

    def __init__(self, code: str, sentence: str = "", line: int = 0) -> None:
        super().__init__(code)
        self.answer = {"refused": code, "sentence": sentence, "line": line}


def _worked(request: dict[str, Any]) -> list[bytes]:
    from secretariat.engines.paper.closing import close_network  # noqa: PLC0415 - limits come first

    close_network()
    import typst  # noqa: PLC0415 - its threads begin when the network is closed

    from secretariat.engines.paper.fonts import folders  # noqa: PLC0415

    folder = request["folder"]
    try:
        compiler = typst.Compiler(
            str(Path(folder) / "main.typ"),
            root=folder,
            font_paths=typst.Fonts(False, False, folders()),  # noqa: FBT003 - the library's own way
            package_path=str(Path(folder) / "packages"),
            package_cache_path=str(Path(folder) / "packages"),
        )
        return _laid(compiler, request)
    except typst.TypstError as error:
        raise _fault(error.message, error.diagnostic) from error


def _laid(compiler: Any, request: dict[str, Any]) -> list[bytes]:
    if request["task"] == "draw":
        drawn = compiler.compile(format="png", ppi=request["dots"])
        made: list[bytes] = drawn if isinstance(drawn, list) else [drawn]
        pages = len(made)
    else:
        made = [compiler.compile(pdf_tags=False)]
        # The tree of pages says how many there are; its root counts them all.
        pages = max((int(each) for each in _PAGES.findall(made[0])), default=0)
    if pages > request["pages_at_most"] or sum(map(len, made)) > request["size"]:
        raise _Refusal("too_large")
    return made


def _fault(message: str, diagnostic: str) -> _Refusal:
    """What Typst says, without any folder of this machine, and the last line of the text itself that it names."""
    lines = _LINE.findall(diagnostic)
    line = int(lines[-1]) if lines else 0
    if _PACKAGE.search(message):
        return _Refusal("package", line=line)
    sentence = _WHERE.sub("", " ".join(message.split()))[:_LONGEST_SENTENCE]
    return _Refusal("wrong", sentence, line)


def _limit(memory: int, seconds: float) -> None:
    try:
        import resource  # noqa: PLC0415 - only systems of the Unix kind have it
    except ImportError:
        return
    for kind, amount in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, int(seconds) + 1),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        # An administrator's own limit may be lower, and then it stands.
        resource.setrlimit(kind, (amount, hard) if hard == resource.RLIM_INFINITY or hard >= amount else (hard, hard))
