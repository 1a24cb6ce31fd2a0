"""What the house counts of itself, in the text format of Prometheus.

Each process counts for itself; where ``PROMETHEUS_MULTIPROC_DIR`` is set (``secretariat serve`` sets it), all processes
count into one folder, and whichever is asked tells the sum. No label names a person, a conference or an address: routes
have the names that the program gives them, deeds those of their desks.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
CONTENT_TYPE = CONTENT_TYPE_LATEST
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

if os.environ.get(FOLDER):
    # The library counts into files there from its first metric on.
    Path(os.environ[FOLDER]).mkdir(parents=True, exist_ok=True)
_own = CollectorRegistry()
_requests = Histogram(
    "secretariat_request_seconds",
    "Requests, by method, name of the route and class of the status.",
    ["method", "route", "status"],
    buckets=(0.025, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0),
    registry=_own,
)
_queries = Counter("secretariat_queries", "Questions to the database, by name of the route.", ["route"], registry=_own)
_deeds = Counter("secretariat_deeds", "Deeds, by desk and how they went.", ["desk", "outcome"], registry=_own)
_revisions = Histogram(
    "secretariat_revision_seconds",
    "How long a deed waited for the record and wrote itself down.",
    buckets=(0.002, 0.01, 0.05, 0.25, 1.0, 5.0),
    registry=_own,
)
_tasks = Histogram(
    "secretariat_task_seconds",
    "Tasks of the worker, by name and how they went.",
    ["task", "outcome"],
    buckets=(0.1, 1.0, 10.0, 60.0, 600.0),
    registry=_own,
)


def count_request(asked: tuple[str, str, int], seconds: float, queries: int) -> None:
    """Count one answered request: its method, the name of its route and its status."""
    method, route, status = asked
    known = method if method in METHODS else "other"
    _requests.labels(known, route, f"{status // 100}xx").observe(seconds)
    if queries:
        _queries.labels(route).inc(queries)


def count_deed(told: Any) -> None:
    """Count one deed, as the door tells it."""
    _deeds.labels(told.verb.partition(".")[0], told.outcome).inc()
    if told.seconds_to_write:
        _revisions.observe(told.seconds_to_write)


def count_task(path: str, status: str, seconds: float) -> None:
    """Count one task that is over."""
    _tasks.labels(path.removeprefix("secretariat."), status.lower()).observe(seconds)


def all_of_them(gauges: dict[str, tuple[str, float]]) -> bytes:
    """What all processes counted, their memory, and what was measured now: by name, what it is and how much."""
    registry = CollectorRegistry()
    folder = os.environ.get(FOLDER)
    if folder:
        MultiProcessCollector(registry, path=folder)  # type: ignore[no-untyped-call]
    else:
        registry.register(_own)
    registry.register(_Now(gauges | _memory(folder)))
    return generate_latest(registry)


class _Now:
    """Numbers of this moment, as the library wants them."""

    def __init__(self, gauges: dict[str, tuple[str, float]]) -> None:
        self._gauges = gauges

    def collect(self) -> list[GaugeMetricFamily]:
        """Each as a family of its own."""
        return [GaugeMetricFamily(name, text, value=value) for name, (text, value) in self._gauges.items()]


def _memory(folder: str | None) -> dict[str, tuple[str, float]]:
    """The memory of the processes that count here and still live; nothing where the system does not tell."""
    numbers = {path.stem.rpartition("_")[2] for path in Path(folder).glob("*.db")} if folder else set()
    sizes = [size for number in numbers | {str(os.getpid())} if (size := _resident(number))]
    if not sizes:
        return {}
    return {
        "secretariat_processes": ("Processes of the house that count here.", len(sizes)),
        "secretariat_memory_bytes": ("Resident memory of these processes together.", sum(sizes)),
        "secretariat_largest_process_bytes": ("Resident memory of the largest of them.", max(sizes)),
    }


def _resident(number: str) -> int:
    with suppress(OSError, ValueError, IndexError):
        return int(Path(f"/proc/{number}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0
