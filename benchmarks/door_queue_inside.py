"""What is measured inside the house's own process of the desks before the door.

``python -m benchmarks.door_queue_inside FEW MANY`` fills the database that the environment names with two conferences,
asks for the queue of each by turns, and prints one line of JSON. Times are milliseconds and seconds of CPU.
"""

import json
import os
import re
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Any

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

# Each queue, and what puts a delegate in it.
TABS: dict[str, dict[str, Any]] = {
    "examine": {"state": "confirmed", "is_media": False},
    "hold": {"state": "on hold", "is_media": False},
    "media": {"state": "confirmed", "is_media": True},
    "accredited": {"state": "accredited", "is_media": False},
}
TURNS = 15
SLUGS = {"few": "queue-few", "many": "queue-many"}
STARTS = ("Ka", "Mo", "Sa", "Tu", "Ri", "Be", "Lo", "Fa", "Gu", "Ne")
ENDS = ("lim", "dan", "rus", "kov", "bert", "shan", "zek", "moud", "pin", "tar")
PARTS = [start + end for start in STARTS for end in ENDS]
_BODY = re.compile(r"<tbody.*?</tbody>", re.DOTALL)


def main() -> None:
    """Measure, and print what came of it."""
    few, many = (int(word) for word in sys.argv[1:3])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    django.setup()
    for slug, size in ((SLUGS["few"], few), (SLUGS["many"], many)):
        _fill(slug, size)
    pages = {tab: _measured(tab) for tab in TABS}
    print(json.dumps({"pages": pages, "deeds": _deeds(SLUGS["many"])}))


def _fill(slug: str, size: int) -> None:
    """A conference of ten delegations with so many people."""
    from i18nfield.strings import LazyI18nString  # noqa: PLC0415 - once the apps are ready

    from secretariat.conference.actions import convene  # noqa: PLC0415
    from secretariat.config.house import hand_of_the_house  # noqa: PLC0415
    from secretariat.delegations.actions import spelling_key  # noqa: PLC0415
    from secretariat.delegations.models import Delegate, Delegation, Invitation  # noqa: PLC0415
    from secretariat.parties.models import Party  # noqa: PLC0415

    hand = hand_of_the_house()
    details = {
        "title": LazyI18nString({"en": slug}),
        "time_zone": "UTC",
        "start_date": date(2031, 6, 1),
        "end_date": date(2031, 6, 3),
    }
    conference = convene(hand, Party.objects.get(code="SY"), slug=slug, details=details)
    shared: dict[str, Any] = {"conference": conference, "entered_by": hand}
    parties = list(Party.objects.filter(is_state=True).order_by("code")[:10])
    Invitation.objects.bulk_create(Invitation(**shared, party=party) for party in parties)
    delegations = [Delegation.objects.create(**shared, party=party) for party in parties]
    people = [
        Delegate(
            **shared,
            delegation=delegations[number % 10],
            party=parties[number % 10],
            name=f"{PARTS[number % 100]} {PARTS[number // 100 % 100]}{ENDS[number % 7]} {number}",
            state_since=datetime(2031, 5, 1, tzinfo=timezone.utc) + timedelta(minutes=number),  # noqa: UP017
            sensitivity="secretariat",
        )
        for number in range(size)
    ]
    for person in people:
        person.search = spelling_key(person)
    Delegate.objects.bulk_create(people, batch_size=500)


def _measured(tab: str) -> dict[str, dict[str, float]]:
    """Everybody in this queue, and its page by turns; the least of the times counts: other work only adds to them."""
    from secretariat.delegations.models import Delegate  # noqa: PLC0415 - once the apps are ready

    Delegate.objects.update(**TABS[tab])
    browsers = {name: (_browser(slug), f"/en/{slug}/office/accreditation/?tab={tab}") for name, slug in SLUGS.items()}
    figures: dict[str, dict[str, float]] = {}
    for name, (browser, path) in browsers.items():
        browser.get(path)
        with CaptureQueriesContext(connection) as asked:
            text = browser.get(path).content.decode()
        rows = sum(table.count("<tr") for table in _BODY.findall(text))
        figures[name] = {"queries": len(asked), "rows": rows, "ms": float("inf")}
    for _turn in range(TURNS):
        for name, (browser, path) in browsers.items():
            figures[name]["ms"] = min(figures[name]["ms"], 1000 * _seconds(lambda b=browser, p=path: b.get(p)))  # type: ignore[misc]
    return figures


def _deeds(slug: str) -> dict[str, float]:
    """What a whole conference costs at once: who may be one person, a new name on the watch list, all badges."""
    from secretariat.conference.models import Conference  # noqa: PLC0415 - once the apps are ready
    from secretariat.config.house import hand_of_the_house  # noqa: PLC0415
    from secretariat.delegations.actions import watch_for  # noqa: PLC0415
    from secretariat.delegations.queries import pairs_of  # noqa: PLC0415
    from secretariat.door.actions import issue_badges, lay_out_door  # noqa: PLC0415

    hand, conference = hand_of_the_house(), Conference.objects.get(slug=slug)
    name: dict[str, Any] = {"name": "Kalim Modanrus", "spellings": [], "birth_date": None, "reason": "A rehearsal."}
    pairs = _seconds(lambda: pairs_of(conference, hand, most=100))
    watched = _seconds(lambda: watch_for(hand, conference, details=name))
    lay_out_door(hand, conference)
    return {"pairs": pairs, "watch list": watched, "badges": _seconds(lambda: issue_badges(hand, conference))}


def _seconds(deed: Callable[[], object]) -> float:
    began = time.process_time()
    deed()
    return time.process_time() - began


def _browser(slug: str) -> Client:
    from secretariat.accounts.models import Role, User  # noqa: PLC0415 - once the apps are ready
    from secretariat.conference.models import Conference, Membership  # noqa: PLC0415

    mail = f"secretary@{slug}.example.org"
    secretary = User.objects.filter(email=mail).first() or User.objects.create_user(mail, name="Secretary")
    Membership.objects.get_or_create(
        conference=Conference.objects.get(slug=slug), user=secretary, role=Role.SECRETARY, defaults={"desks": []}
    )
    browser = Client(SERVER_NAME="127.0.0.1")
    browser.force_login(secretary, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


if __name__ == "__main__":
    main()
