"""What the journeys at the gate stand on: a conference with gates and badges that are good today, and a tablet."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from secretariat.conference.models import Conference
from secretariat.door.models import Badge, Device, Gate
from secretariat.door.queries import fingerprint
from tests import make, make_door

CODE, SECOND_CODE = "ABCD2345", "WXYZ6789"
PEOPLE = (("Amal Haddad", "LB"), ("أمل حداد", "SY"), ("王小明", "CN"), ("Kari Solberg", "NO"))


@dataclass
class Venue:
    """A conference, its gates, and who may come in."""

    conference: Conference
    entrance: Gate
    garden: Gate
    badges: list[Badge] = field(default_factory=list)

    @property
    def path(self) -> str:
        """The page at the gate, in English."""
        return f"/en/{self.conference.slug}/door/"


def venue(*, people: int = 4) -> Venue:
    """Two gates of the plenary, and badges that are good from yesterday to tomorrow."""
    conference = make.conference("damascus-2020")
    entrance = make_door.gate(conference, "Main entrance")
    garden = make_door.gate(conference, "Garden gate", zone=entrance.zone)
    make_door.badge_class(conference, colour="blue")
    made = Venue(conference, entrance, garden)
    for place in range(people):
        name, party = PEOPLE[place % len(PEOPLE)]
        name = name if place < len(PEOPLE) else f"{name} {place}"
        made.badges.append(badge(conference, name, party))
    return made


def badge(conference: Conference, name: str, party: str = "LB", **fields: Any) -> Badge:
    """A badge that is good today."""
    values = {"valid_from": today() - timedelta(days=1), "valid_until": today() + timedelta(days=1), **fields}
    return make_door.badge(make_door.delegate(conference, name, party), **values)


def today() -> date:
    """The day at the venue."""
    return timezone.localdate()


def enrolment(gate: Gate, code: str = CODE, name: str = "Tablet 1") -> Device:
    """A tablet that the office has enrolled and that nobody has taken up yet."""
    return make_door.device(gate, code, name=name, seen_at=None)


@contextmanager
def tablet(browser: Browser, address: str, **options: Any) -> Iterator[tuple[BrowserContext, Page]]:
    """A tablet with a browser of its own."""
    given = {"viewport": {"width": 800, "height": 1100}, "reduced_motion": "reduce", **options}
    context = browser.new_context(base_url=address, **given)
    page = context.new_page()
    page.set_default_timeout(15_000)
    try:
        yield context, page
    finally:
        context.close()


def enrol(page: Page, place: Venue, code: str = CODE) -> None:
    """Open the page by the link of the enrolment, and wait until it carries the list."""
    page.goto(f"{place.path}#{code[:4]}-{code[4:]}")
    expect(page.locator("[data-door]")).to_have_attribute("data-state", "ready")
    expect(page.locator("[data-badges]")).not_to_be_empty()
    # The worker has to be there before the network may go.
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def reload(page: Page) -> None:
    """Load the page again, and wait until it listens."""
    page.reload()
    ready(page)


def ready(page: Page) -> None:
    """Wait until the page listens."""
    expect(page.locator("[data-door][data-ready]")).to_have_count(1)


def scan(page: Page, text: str) -> None:
    """A hand scanner types what it read, anywhere on the page, and ends with Enter."""
    page.evaluate("document.activeElement.blur()")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def says(page: Page, colour: str, code: str) -> None:
    """The verdict that the page shows."""
    panel = page.locator("[data-verdict]")
    expect(panel).to_have_attribute("data-colour", colour)
    expect(panel).to_have_attribute("data-code", code)


__all__ = [
    "CODE",
    "SECOND_CODE",
    "Venue",
    "badge",
    "enrol",
    "enrolment",
    "fingerprint",
    "reload",
    "says",
    "scan",
    "tablet",
    "venue",
]
