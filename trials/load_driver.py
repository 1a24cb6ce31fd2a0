"""Drives the profile of opening day against a house that stands: ``python -m trials.load_driver JOB``.

``JOB`` is a file with what to do (:class:`trials.load_house.Job`); what came of it is printed as JSON. It is a process of
its own, since Locust lets all sockets of its process wait together, and shares the machine's cores with the house.
"""

# Locust changes how sockets wait, and has to come before whatever else knows of them.
import locust.env  # isort: skip

import json
import random
import resource
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import gevent  # type: ignore[import-untyped]

from trials.load_profile import USERS
from trials.load_visitor import Visitor

# Who is waiting for an answer when the time is over is let wait so long: what is slow must count.
LAST_ANSWERS = 60


class Heard:
    """Every answer by its kind: how long it took in milliseconds, and what was wrong with it."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = defaultdict(list)
        self.failures: dict[str, Counter[str]] = defaultdict(Counter)
        self.cpu = _cpu()

    def hear(self, name: str, response_time: float, exception: Any = None, **_rest: Any) -> None:
        """Note one answer."""
        self.times[name].append(response_time)
        if exception:
            self.failures[name][str(exception)[:200]] += 1

    def hear_of_a_slip(self, exception: BaseException, **_rest: Any) -> None:
        """Note that a visitor could not go on with what was answered."""
        self.failures["a visitor's next step"][f"{type(exception).__name__}: {exception}"[:200]] += 1

    def begin(self) -> None:
        """Count times from now on; what was answered wrong while they came stays wrong."""
        self.times.clear()
        self.cpu = _cpu()

    def end(self) -> None:
        """The time is over; answers that are on their way still come."""
        self.cpu = _cpu() - self.cpu


def _cpu() -> float:
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime


def drive(job: dict[str, Any]) -> dict[str, Any]:
    """Let so many users come, and count what they are answered for so many seconds; or each thing once."""
    Visitor.known, Visitor.seed = json.loads(Path(job["known"]).read_text()), str(job["seed"])
    random.seed(job["seed"])
    for each in USERS:
        each.host = f"http://127.0.0.1:{job['port']}"
    environment: Any = locust.env.Environment(user_classes=list(USERS), stop_timeout=LAST_ANSWERS)
    heard = Heard()
    environment.events.request.add_listener(heard.hear)
    environment.events.user_error.add_listener(heard.hear_of_a_slip)
    if job["users"]:
        _come(environment, heard, job)
    else:
        _each_once(environment)
    return {"seconds": job["seconds"], "times": heard.times, "failures": heard.failures, "cpu": heard.cpu}


def _come(environment: Any, heard: Heard, job: dict[str, Any]) -> None:
    """They come one after another, which is not counted, stay, and go once they have their answers."""
    runner = environment.create_local_runner()
    runner.start(job["users"], spawn_rate=job["users"] / job["coming"])
    gevent.sleep(job["coming"])
    runner.spawning_greenlet.join()
    heard.begin()
    gevent.sleep(job["seconds"])
    heard.end()
    runner.stop()


def _each_once(environment: Any) -> None:
    for kind in USERS:
        visitor = kind(environment)
        visitor.on_start()
        tasks: list[Any] = list(dict.fromkeys(kind.tasks))
        for each in tasks:
            for _time in range(kind.whole):
                each(visitor)


if __name__ == "__main__":
    print(json.dumps(drive(json.loads(Path(sys.argv[1]).read_text()))))
