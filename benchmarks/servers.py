"""Servers of one run: started on free ports of this machine, watched, and stopped by their own number."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.report import UnexpectedError

ROOT = Path(__file__).resolve().parents[1]
PROCESSES = 2
THREADS = 2
PATIENCE = 60.0
# What would make the house another one than a plain installation.
# fmt: off
_LEFT_OUT = frozenset({
    "ALLOWED_HOSTS", "BASE_URL", "BEHIND_TLS_PROXY", "DATABASE_URL", "DEBUG", "DEMO", "DJANGO_SETTINGS_MODULE",
    "LOG_LEVEL", "PUBLIC_PAGES_KEPT", "PYTHONDONTWRITEBYTECODE", "SECRET_KEY", "SECURE_SSL_REDIRECT",
    "STATIC_ROOT", "TRUSTED_PROXY_COUNT",
})
# fmt: on


@dataclass(frozen=True)
class Server:
    """A server that answers, with everything it started."""

    port: int
    process: "subprocess.Popen[bytes]"
    seconds_to_first_answer: float

    def cpu_seconds(self) -> float:
        """What all its processes have used up to now."""
        return sum(sum(process.cpu_times()[:2]) for process in tree(self.process.pid))

    def wait_for_worker(self) -> None:
        """Wait until the worker beside the server has started and come to rest."""
        deadline = time.perf_counter() + PATIENCE
        while time.perf_counter() < deadline:
            workers = [each for each in tree(self.process.pid) if "work" in each.cmdline()]
            before = [sum(each.cpu_times()[:2]) for each in workers]
            time.sleep(1.5)
            if workers and all(
                sum(each.cpu_times()[:2]) - was < 0.05 for each, was in zip(workers, before, strict=True)
            ):
                return
        raise UnexpectedError("the worker beside the server did not come to rest")

    def memory(self) -> tuple[float, float]:
        """Megabytes of all its processes: the sum of what is resident, and the same with shared pages shared out."""
        figures = [process.memory_full_info() for process in tree(self.process.pid)]
        return sum(each.rss for each in figures) / 1e6, sum(each.pss for each in figures) / 1e6


def environment(url: str, folder: Path) -> dict[str, str]:
    """A plain installation: not the demo, no debugging, its data in this folder."""
    kept = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    return {
        **kept,
        "DATABASE_URL": url,
        "SECRETARIAT_VAR": str(folder),
        "SECOND_FACTOR_REQUIRED": "0",
        "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), kept.get("PYTHONPATH")))),
    }


def run(arguments: list[str], given: dict[str, str]) -> str:
    """Run a module to its end and answer what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, env=given, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise UnexpectedError(f"{' '.join(arguments[:3])} failed:\n{done.stderr[-3000:]}")
    return done.stdout


@contextmanager
def house(given: dict[str, str], *, has_worker: bool = False, processes: int = PROCESSES) -> Iterator[Server]:
    """The house as it is served; its first answer is the front page."""
    arguments = ["secretariat", "serve", "--processes", str(processes), "--threads", str(THREADS)]
    arguments += [] if has_worker else ["--without-worker"]
    with _serving(lambda port: [*arguments, "--port", str(port)], "/en/", given) as server:
        yield server


@contextmanager
def bare(given: dict[str, str], settings: str) -> Iterator[Server]:
    """The bare project under the same server."""
    chosen = {**given, "DJANGO_SETTINGS_MODULE": f"benchmarks.bare.{settings}"}
    with _serving(
        lambda port: ["benchmarks.bare", str(port), str(PROCESSES), str(THREADS)], "/en/bare/", chosen
    ) as server:
        yield server


@contextmanager
def _serving(command: Callable[[int], list[str]], path: str, given: dict[str, str]) -> Iterator[Server]:
    port = _free_port()
    log = Path(given["SECRETARIAT_VAR"]) / f"server-{port}.log"
    with log.open("wb") as said:
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", *command(port)], cwd=ROOT, env=given, stdout=said, stderr=subprocess.STDOUT
        )
        try:
            _wait_for_answer(process, port, path, log)
            yield Server(port, process, time.perf_counter() - began)
        finally:
            _stop(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for_answer(process: "subprocess.Popen[bytes]", port: int, path: str, log: Path) -> None:
    deadline = time.perf_counter() + PATIENCE
    while time.perf_counter() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as asking:
            asking.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
            head = asking.recv(4096)[:12]
            if head == b"HTTP/1.1 200":
                return
            break
        time.sleep(0.005)
    raise UnexpectedError(f"no answer from the server of {path}:\n{log.read_text()[-3000:]}")


def tree(pid: int) -> list[psutil.Process]:
    """A process and its children, as they are now."""
    with contextlib.suppress(psutil.NoSuchProcess):
        first = psutil.Process(pid)
        return [first, *first.children(recursive=True)]
    return []


def _stop(process: "subprocess.Popen[bytes]") -> None:
    started = tree(process.pid)
    process.terminate()
    _gone, left = psutil.wait_procs(started, timeout=10)
    for each in left:
        with contextlib.suppress(psutil.NoSuchProcess):
            each.kill()
    process.wait()
