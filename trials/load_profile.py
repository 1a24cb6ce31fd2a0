"""Who asks the house on opening day, how often, and what each must be answered.

**How many of each.** A venue has as many doors, programs and officers as it has, however many people look on: four
tablets, three programs and four officers are always there. All others are readers and focal points, four to one: in the
last hour of registration the delegations are at work, and on the day of the opening the public looks on. It is they who
grow from step to step.

**Readers** look at a page for three to nine seconds, in one of six languages, and come back: a browser that has a page
asks with its ``ETag``. Every tenth page they begin anew, as somebody else who has nothing kept, who fetches styles and
scripts too. Half of what they ask for is the front page and the conference's; every twentieth is a search.

**Focal points** sign in by the form, look at their delegation, name one to three persons, correct the last of them,
look at the delegation again and sign out. They take four to twelve seconds for a page: less than who types, about as
much as who pastes. Each person named raises the conference's revision, so that every public page is made anew.

**Tablets** send a scan every three seconds (four doors let in 80 a minute, 1,300 in a quarter of an hour), ask for their
list as often as the page at the gate does, once a minute, and now and then send a queue of 25 that waited.

**Programs** read delegates page by page, read figures, and plan a task under a key, now and then twice under the same.

**Officers** look at the morning page, the queue of accreditation, the delegates and who is inside.

An answer is an error if its status or a mark of the expected page is not what it must be. Each visitor has an address of
their own, which the proxy before the house would tell. Importing this module makes sockets wait together (gevent): it is
for the driver's own process.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from typing import Any, ClassVar
from urllib.parse import urlencode

from locust import between, constant_pacing, task
from locust.contrib.fasthttp import FastHttpUser, FastResponse

from trials.load_forms import filled, form_with

LANGUAGES = ("en", "ar", "fr", "es", "ru", "zh")
WORDS = ("return", "paper", "schools", "Haddad", "minister", "round table")
PAGES_OF_A_VISIT = 10
MOST_NAMED = 3
QUEUE = 25
_STATIC = re.compile(r'(?:href|src)="?(/static/[^" >]+\.(?:css|js|svg|woff2))')
# What a kind of page always has in it, in whatever language.
WHOLE = "</html>"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Visitor(FastHttpUser):
    """Somebody with an address of their own, and chance of their own."""

    abstract = True
    network_timeout = connection_timeout = 60.0
    # How often each of the tasks is done where each is tried once.
    whole = 1
    known: ClassVar[dict[str, Any]] = {}
    seed: ClassVar[str] = ""
    numbers: ClassVar[Iterator[int]] = count()

    def on_start(self) -> None:
        """Come in."""
        self.number = next(Visitor.numbers)
        self.chance = Random(f"{self.seed} {self.number}")
        self.slug = self.known["slug"]
        self.has_address()

    def has_address(self) -> None:
        """Take an address; these are kept for trials of speed and belong to nobody (RFC 2544)."""
        at = self.chance.randrange(1, 2**17 - 1)
        self.address = f"198.{18 + (at >> 16)}.{(at >> 8) & 255}.{at & 255}"

    def ask(
        self,
        kind: str,
        path: str,
        *,
        expects: tuple[int, ...] = (200,),
        mark: str = WHOLE,
        body: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> FastResponse:
        """Ask for one thing; the answer counts as an error if it isn't as expected."""
        told = {"X-Forwarded-For": self.address, **(headers or {})}
        method = "GET" if body is None else "POST"
        with self.client.request(
            method, path, name=kind, data=body, headers=told, catch_response=True, allow_redirects=False
        ) as answer:
            told_back: FastResponse = answer
            if answer.status_code not in expects:
                answer.failure(f"{answer.status_code} instead of {' or '.join(map(str, expects))}")
            elif answer.status_code in {200, 201} and mark not in (answer.text or ""):
                answer.failure(f"{answer.status_code}, but without {mark[:40]!r}")
            return told_back


class Reader(Visitor):
    """Somebody of the public."""

    weight = 4
    wait_time = between(3, 9)

    def on_start(self) -> None:
        """Come in with nothing kept."""
        super().on_start()
        self._come_anew()

    def _come_anew(self) -> None:
        self.left = PAGES_OF_A_VISIT
        self.language = self.chance.choice(LANGUAGES)
        self.kept: dict[str, str] = {}
        self.client.cookiejar.clear()
        self.has_address()

    def look(self, kind: str, path: str) -> None:
        """Open a page as a browser does: it asks whether what it keeps still holds."""
        is_first = not self.kept
        tag = self.kept.get(path)
        answer = self.ask(kind, path, expects=(200, 304), headers={"If-None-Match": tag} if tag else {})
        if answer.status_code == 200:
            self.kept[path] = _tag(answer)
        if is_first:
            for each in sorted(set(_STATIC.findall(answer.text or ""))):
                self.ask("style or script", each, mark="")
        self.left -= 1
        if not self.left:
            self._come_anew()

    @property
    def home(self) -> str:
        """The conference's own page, under which all others stand."""
        return f"/{self.language}/{self.slug}/"

    @task(5)
    def front(self) -> None:
        """The front page."""
        self.look("front page", f"/{self.language}/")

    @task(5)
    def conference(self) -> None:
        """The page of the conference."""
        self.look("conference page", self.home)

    @task(3)
    def programme(self) -> None:
        """The programme."""
        self.look("programme", f"{self.home}programme/")

    @task(2)
    def documents(self) -> None:
        """The list of documents."""
        self.look("documents", f"{self.home}documents/")

    @task(2)
    def document(self) -> None:
        """A document."""
        self.look("document", f"{self.home}documents/{self.chance.choice(self.known['documents'])}/")

    @task(2)
    def article(self) -> None:
        """What the newsroom wrote."""
        self.look("news article", f"{self.home}news/{self.chance.choice(self.known['articles'])}/")

    @task(1)
    def pledge(self) -> None:
        """A pledge."""
        self.look("pledge", f"{self.home}pledges/{self.chance.randint(1, self.known['pledges'])}/")

    @task(1)
    def search(self) -> None:
        """Look for a word."""
        self.look("search", f"{self.home}search/?{urlencode({'q': self.chance.choice(WORDS)})}")


class FocalPoint(Visitor):
    """Somebody who registers a delegation."""

    weight = 1
    wait_time = between(4, 12)
    whole = 20

    def on_start(self) -> None:
        """Be about to sign in."""
        super().on_start()
        self.me = self.known["focal_points"][self.number % len(self.known["focal_points"])]
        self.steps = self._registering()

    @task
    def go_on(self) -> None:
        """Take the next step; who has signed out is followed by a colleague."""
        if next(self.steps, None) is None:
            self.client.cookiejar.clear()
            self.steps = self._registering()
            next(self.steps)

    def _registering(self) -> Iterator[bool]:
        """One visit from signing in to signing out; waits at each ``yield``, true each time."""
        yield self._step_in()
        yield self._sign_in()
        for _each in range(self.chance.randint(1, MOST_NAMED)):
            self._look()
            yield True
            form = self._open("form to name", f"delegations/{self.me['delegation']}/name/")
            yield True
            yield self._name(form)
        person = self._person()
        if person:
            form = self._open("form to correct", f"delegates/{person}/revise/")
            yield True
            yield self._correct(person, form)
        self._look()
        yield True
        yield self._sign_out()

    def _step_in(self) -> bool:
        page = self.ask("sign-in page", "/en/accounts/login/", mark='name="login"')
        self.form = form_with("login", page.text or "")
        return True

    def _sign_in(self) -> bool:
        """With mail and password; a focal point is not asked for a second factor."""
        self.has_address()
        entered = filled(self.form, login=self.me["mail"], password=self.known["password"])
        self._send("sign in", "/en/accounts/login/", entered)
        return True

    def _sign_out(self) -> bool:
        page = self.ask("sign-out page", "/en/accounts/logout/")
        self._send("sign out", "/en/accounts/logout/", form_with("csrfmiddlewaretoken", page.text or ""))
        return True

    def _look(self) -> None:
        page = self.ask("own delegation", self._office(f"delegations/{self.me['delegation']}/"), mark="data-label")
        self.page = page.text or ""

    def _open(self, kind: str, path: str) -> list[tuple[str, str]]:
        page = self.ask(kind, self._office(path), mark='name="original_name"')
        return form_with("original_name", page.text or "")

    def _name(self, form: list[tuple[str, str]]) -> bool:
        self.named = f"{self.me['family']} {self.chance.getrandbits(48):x}"
        entered = filled(form, name=self.named, original_name="ليلى حداد", mail="delegate@example.org")
        self._send("name a delegate", self._office(f"delegations/{self.me['delegation']}/name/"), entered)
        return True

    def _person(self) -> str:
        """The number of the person named last, as the page of the delegation links to them."""
        self._look()
        found = re.search(rf'delegates/(\d+)/"?><bdi>[^<]*{re.escape(self.named)}', self.page)
        return found[1] if found else ""

    def _correct(self, person: str, form: list[tuple[str, str]]) -> bool:
        self._send("correct a delegate", self._office(f"delegates/{person}/revise/"), filled(form, honorific="Dr"))
        return True

    def _office(self, path: str) -> str:
        return f"/en/{self.slug}/office/{path}"

    def _send(self, kind: str, path: str, form: list[tuple[str, str]]) -> None:
        """Send a form; what is done answers with another page to go to, what is not with the form again."""
        self.ask(kind, path, expects=(302,), body=urlencode(form), headers=FORM)


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
        self.tag = _tag(answer)

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


def _tag(answer: FastResponse) -> str:
    return str(answer.headers.get("ETag") or "") if answer.headers else ""


USERS: tuple[type[Visitor], ...] = (Reader, FocalPoint, Tablet, Program, Officer)
