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
their own, which the proxy before the house would tell.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

from locust import between, task

from trials.load_forms import filled, form_with
from trials.load_venue import Officer, Program, Tablet
from trials.load_visitor import Visitor, tag_of

LANGUAGES = ("en", "ar", "fr", "es", "ru", "zh")
WORDS = ("return", "paper", "schools", "Haddad", "minister", "round table")
PAGES_OF_A_VISIT = 10
MOST_NAMED = 3
_STATIC = re.compile(r'(?:href|src)="?(/static/[^" >]+\.(?:css|js|svg|woff2))')
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


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
            self.kept[path] = tag_of(answer)
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


USERS: tuple[type[Visitor], ...] = (Reader, FocalPoint, Tablet, Program, Officer)
