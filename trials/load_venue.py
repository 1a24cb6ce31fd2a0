"""Who is at the venue on opening day, however many look on: tablets at the doors, programs, and the secretariat."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, ClassVar

from locust import between, constant_pacing, task

from trials.load_visitor import WHOLE, Visitor, tag_of

QUEUE = 25


class Tablet(Visitor):
    """A tablet at a door."""

    fixed_count = 4
    wait_time = constant_pacing(3)
    numbers_of_doors: ClassVar[Iterator[int]] = count()

    def on_start(self) -> None:
        """Stand at a door, with a share of those who come."""
        super().on_start()
        doors = self.known["doors"]
        door = next(Tablet.numbers_of_doors) % len(doors)
        self.badges = self.known["badges"][door :: len(doors)]
        self.chance.shuffle(self.badges)
        self.signed = {"Authorization": f"Device {doors[door]}", "Content-Type": "application/json"}
        self.tag, self.passed = "", 0

    @task(20)
    def scan(self) -> None:
        """Somebody comes."""
        self._hand_in("scan", 1)

    @task(1)
    def list(self) -> None:
        """Ask whether the list is still the newest."""
        known = {"If-None-Match": self.tag} if self.tag else {}
        path = f"/en/{self.slug}/door/snapshot/"
        answer = self.ask("list of a door", path, expects=(200, 304), mark='"badges"', headers={**self.signed, **known})
        self.tag = tag_of(answer)

    @task(1)
    def queue(self) -> None:
        """The network was away for a while."""
        self._hand_in("queue of scans", QUEUE)

    def _hand_in(self, kind: str, number: int) -> None:
        now = datetime.now(UTC)
        scans = [self._scan(now - timedelta(seconds=3 * (number - place - 1)), number > 1) for place in range(number)]
        body = json.dumps({"device_at": now.isoformat(), "scans": scans})
        self.ask(kind, f"/en/{self.slug}/door/scans/", mark='"is_new":true', body=body, headers=self.signed)

    def _scan(self, at: datetime, was_offline: bool) -> dict[str, Any]:  # noqa: FBT001 - a part of what is sent
        """The next person; once all are in, they go out, and so on."""
        rounds, place = divmod(self.passed, len(self.badges))
        self.passed += 1
        digits = f"{self.chance.getrandbits(128):032x}"
        return {
            "nonce": f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-8{digits[17:20]}-{digits[20:]}",
            "text": self.badges[place],
            "direction": "exit" if rounds % 2 else "entry",
            "at": at.isoformat(),
            "verdict": "valid",
            "admitted": True,
            "offline": was_offline,
            "follows": "",
            "by_hand": False,
        }


class Program(Visitor):
    """A program of another house, with a token."""

    fixed_count = 3
    wait_time = between(1, 3)
    turns: ClassVar[Iterator[int]] = count()

    def on_start(self) -> None:
        """Have a token."""
        super().on_start()
        tokens = self.known["tokens"]
        token = tokens[next(Program.turns) % len(tokens)]
        self.signed = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self.first = f"/api/v1/{self.slug}/delegations/delegates?limit=100"
        self.next = self.first

    @task(5)
    def delegates(self) -> None:
        """The next hundred delegates; after the last, from the beginning."""
        answer = self.ask("program: delegates", self.next, mark='"data"', headers=self.signed)
        told = answer.json() if answer.status_code == 200 else {}
        self.next = told.get("next") or self.first

    @task(2)
    def figures(self) -> None:
        """Numbers of people."""
        self.ask("program: figures", f"/api/v1/{self.slug}/figures/observations", mark='"data"', headers=self.signed)

    @task(2)
    def plan_task(self) -> None:
        """Plan a task; every tenth time the answer is lost on the way, and it is asked for again."""
        key = f"opening-{self.chance.getrandbits(64):x}"
        body = json.dumps({"details": {"title": {"en": f"Call back {key[-6:]}"}}})
        path, signed = f"/api/v1/{self.slug}/preparation/plan_task", {**self.signed, "Idempotency-Key": key}
        for _time in range(2 if self.chance.random() < 0.1 else 1):
            self.ask("program: plan a task", path, expects=(201,), mark='"made"', body=body, headers=signed)


class Officer(Visitor):
    """Somebody of the secretariat, signed in since the morning."""

    fixed_count = 4
    wait_time = between(4, 10)
    turns: ClassVar[Iterator[int]] = count()

    def on_start(self) -> None:
        """Have a session."""
        super().on_start()
        sessions = self.known["sessions"]
        self.signed = {"Cookie": f"sessionid={sessions[next(Officer.turns) % len(sessions)]}"}

    def _look(self, kind: str, path: str, mark: str = WHOLE) -> None:
        self.ask(kind, f"/en/{self.slug}/office/{path}", mark=mark, headers=self.signed)

    @task(4)
    def morning(self) -> None:
        """What changed."""
        self._look("office: morning page", "", 'id="changed"')

    @task(4)
    def queue(self) -> None:
        """Who waits to be accredited."""
        self._look("office: accreditation", "accreditation/", 'class="tabs"')

    @task(2)
    def delegates(self) -> None:
        """Look for a person."""
        self._look("office: delegates", "delegates/?q=Haddad")

    @task(1)
    def presence(self) -> None:
        """Who is in."""
        self._look("office: who is inside", "presence/")
