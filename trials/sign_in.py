"""``python -m trials.sign_in [--times 100]``: nobody finds out by the clock which accounts there are.

A house is served as ever. By turns somebody tries a wrong password at an address that has an account and at one that
has none, then asks for a new password at both: each time another account, from another address of the network, in a
fresh browser, so that nothing is slowed because it was tried too often. Told is the middle of each, and how often an
answer about a known address took longer than one about an unknown: half of the times, if the clock tells nothing.
Ends with 1 if it is further from a half than chance makes it once in ten thousand times.
"""

import argparse
import math
import random
import re
import sys
import tempfile
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import product
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from benchmarks.report import UnexpectedError
from benchmarks.servers import environment, house, run
from trials.load_forms import filled, form_with
from trials.load_house import QUICK, set_up

INSIDE = ["trials.sign_in_inside"]
COOKIE = re.compile(r"csrftoken=([^;]+)")
# One in ten thousand, either side of a normal distribution together.
STRAYS = 3.89
FIRST = 8


@dataclass(frozen=True)
class Way:
    """A form that somebody sends about an address, and what the answer has to be."""

    name: str
    path: str
    field: str
    password: str
    status: int


WAYS = (
    Way("sign-in with a wrong password", "/en/accounts/login/", "login", "wrong-words-of-nobody", 200),
    Way("asking for a new password", "/en/accounts/password/reset/", "email", "", 302),
)


@dataclass
class Times:
    """Milliseconds of answers about addresses that have an account, and about such as have none."""

    known: list[float] = field(default_factory=list)
    unknown: list[float] = field(default_factory=list)

    def longer(self) -> float:
        """Return how often a known one took longer than an unknown (the area under the curve of Mann and Whitney)."""
        pairs = list(product(self.known, self.unknown))
        return sum((known > unknown) + (known == unknown) / 2 for known, unknown in pairs) / len(pairs)

    def bound(self) -> float:
        """Return how far from a half that may be by chance."""
        one, other = len(self.known), len(self.unknown)
        return STRAYS * math.sqrt((one + other + 1) / (12 * one * other))


def asked(port: int, way: Way, mail: str, number: int) -> float:
    """Send the form once as a fresh browser, and return the milliseconds until its answer is there."""
    line = HTTPConnection("127.0.0.1", port, timeout=60)
    # Behind a proxy each has an address of their own.
    told = {"X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}
    line.request("GET", way.path, headers=told)
    page = line.getresponse()
    form, cookie = form_with(way.field, page.read().decode()), COOKIE.search(page.getheader("Set-Cookie") or "")
    if not form or cookie is None:
        raise UnexpectedError(f"{way.path} has no form")
    form = filled(form, **{way.field: mail}, password=way.password)
    told |= {"Cookie": f"csrftoken={cookie[1]}", "Content-Type": "application/x-www-form-urlencoded"}
    began = time.perf_counter()
    line.request("POST", way.path, urlencode(form), told)
    answer = line.getresponse()
    answer.read()
    took = (time.perf_counter() - began) * 1000
    line.close()
    if answer.status != way.status:
        raise UnexpectedError(f"{way.name} was answered with {answer.status}")
    return took


def measured(port: int, way: Way, times: int, chance: random.Random) -> Times:
    """Ask about known and unknown addresses in a random order; the first answers of a process are not counted."""
    found = Times()
    turns = [(is_known, number) for is_known in (True, False) for number in range(times)]
    chance.shuffle(turns)
    offset = WAYS.index(way) * 100_000
    for turn in range(FIRST):
        asked(port, way, f"first-{turn}@example.org", offset + 50_000 + turn)
    for turn, (is_known, number) in enumerate(turns):
        took = asked(port, way, f"{'known' if is_known else 'nobody'}-{number}@example.org", offset + turn)
        (found.known if is_known else found.unknown).append(took)
    return found


def main() -> int:
    """Measure both ways and judge them."""
    given = argparse.ArgumentParser(prog="python -m trials.sign_in", description=__doc__)
    given.add_argument("--times", type=int, default=100, help="addresses with an account, and as many without")
    given.add_argument("--seed", type=int, default=1)
    asked_for = given.parse_args()
    chance = random.Random(asked_for.seed)
    is_kept = True
    with tempfile.TemporaryDirectory(prefix="secretariat-sign-in-") as folder:
        place = environment(f"sqlite:///{folder}/house.sqlite3", Path(folder)) | {"TRUSTED_PROXY_COUNT": "1"}
        set_up(place, QUICK)
        run([*INSIDE, str(asked_for.times)], place)
        with house(place, has_worker=True, processes=1) as server:
            server.wait_for_worker()
            for way in WAYS:
                times = measured(server.port, way, asked_for.times, chance)
                longer, bound = times.longer(), times.bound()
                tells = abs(longer - 0.5) > bound
                is_kept = is_kept and not tells
                print(
                    f"{way.name}: known {median(times.known):.1f} ms, unknown {median(times.unknown):.1f} ms in the middle"
                )
                print(
                    f"  {'BROKEN' if tells else 'kept'}  a known one takes longer {longer:.0%} of the times (by chance 50% ± {bound:.0%})",
                    flush=True,
                )
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
