"""What is measured of the search inside the house's own process.

``python -m benchmarks.searching_inside SLUG`` fills the conference with 20,000 public things, lets the search read
them, asks it questions of every kind, and prints one line of JSON.
"""

import json
import os
import random
import sys
import time
from collections.abc import Iterable
from itertools import islice
from statistics import median
from typing import Any

import django
from django.db import connection
from django.test import Client

THINGS = 20_000
ROUNDS = 15
QUESTIONS = (
    "refugees", "return of refugees", '"safe return"', "reconstruction hospital water", "lebanon", "schools in aleppo",
    "homs", "voluntary dignif", "Lavrentyev", "Лаврентьев", "nothing like this anywhere", "A/CONF.1/L.2",
)  # fmt: skip
_WORDS = (  # noqa: SIM905 - a list of words reads as a text
    "refugees return safe dignified voluntary reconstruction hospitals schools water electricity villages families "
    "aid sanctions border crossing Aleppo Homs Damascus Daraa conference ministers statement support housing property "
    "documents registry agencies funding million dollars camps neighbours demining health roads bridges farmers seed "
    "training teachers vaccines winter shelter monitoring committee meeting agreement progress report"
).split()


def fill(slug: str) -> None:
    """Public sources, pledges and meetings, with texts of some forty words."""
    from i18nfield.strings import LazyI18nString  # noqa: PLC0415 - once the apps are ready

    from secretariat.archive.models import Source  # noqa: PLC0415
    from secretariat.conference.models import Conference  # noqa: PLC0415
    from secretariat.config.house import hand_of_the_house  # noqa: PLC0415
    from secretariat.meetings.models import Meeting  # noqa: PLC0415
    from secretariat.parties.models import Party  # noqa: PLC0415
    from secretariat.pledges.models import Pledge  # noqa: PLC0415

    chance = random.Random(7)
    conference, hand = Conference.objects.get(slug=slug), hand_of_the_house()
    parties = list(Party.objects.all()[:100])

    def said(count: int) -> LazyI18nString:
        return LazyI18nString({"en": " ".join(chance.choices(_WORDS, k=count))})

    kept: dict[str, Any] = {"conference": conference, "entered_by": hand, "sensitivity": "public"}

    def day() -> str:
        return f"2020-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"

    many = range(THINGS // 4)
    _put(
        Source,
        (Source(**kept, key=f"b{each}", title=str(said(8)), publisher="Agency", published_date=day()) for each in many),
    )
    _put(
        Pledge,
        (Pledge(
            **kept, number=100_000 + each, party=chance.choice(parties), kind="policy", title=said(7), text=said(40),
            said_date=day(),
        )
        for each in range(THINGS // 2)),
    )  # fmt: skip
    _put(
        Meeting,
        (Meeting(
            **kept, key=f"b{each}", title=said(7), subject=said(40), held_date=day(),
            host_person="Alexander Lavrentiev" if each % 100 == 0 else "",
        )
        for each in many),
    )  # fmt: skip


def _put(model: Any, rows: Iterable[Any]) -> None:
    # PostgreSQL takes 65,535 values in a statement.
    left = iter(rows)
    while some := list(islice(left, 1_000)):
        model.objects.bulk_create(some)


def bare(terms: str) -> None:
    """The least a developer would write: one full-text query, its best rows by rank, and how many there are."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT title, text, count(*) OVER () FROM public_searchedtext, CAST(%s AS tsquery) AS asked"
                " WHERE words @@ asked ORDER BY ts_rank(words, asked) DESC LIMIT 20",
                [" & ".join(f"'{term}'" for term in terms.split())],
            )
        else:
            cursor.execute(
                "SELECT row.title, row.text FROM public_searchindex JOIN public_searchedtext AS row"
                " ON row.id = public_searchindex.rowid WHERE public_searchindex MATCH %s ORDER BY rank LIMIT 20",
                [" ".join(f'"{term}"' for term in terms.split())],
            )
        cursor.fetchall()


def main() -> None:
    """Fill, read, ask."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    django.setup()
    from secretariat.engines.searching import asked as asked_for  # noqa: PLC0415 - once the apps are ready

    slug = sys.argv[1]
    fill(slug)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    browser = Client(SERVER_NAME="127.0.0.1")
    path = f"/en/{slug}/search/"
    began = time.perf_counter()
    browser.get(path, {"q": "refugees"})
    reading = time.perf_counter() - began
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE public_searchedtext")
    asked: dict[str, dict[str, float]] = {}
    for question in QUESTIONS:
        # The same words: those that say nothing alone are left out by both.
        words = " ".join(term for piece in asked_for(question, "en").pieces for term in piece.runs[0])
        times: dict[str, list[float]] = {"page": [], "bare": []}
        for _ in range(ROUNDS):
            began = time.perf_counter()
            answer = browser.get(path, {"q": question})
            middle = time.perf_counter()
            bare(words)
            times["page"].append(middle - began)
            times["bare"].append(time.perf_counter() - middle)
        asked[question] = {name: 1000 * median(each) for name, each in times.items()}
        asked[question]["hits"] = answer.content.decode().count('class="hit-kind"')
    from secretariat.public.models import SearchedText  # noqa: PLC0415 - once the apps are ready

    print(json.dumps({"reading": reading, "rows": SearchedText.objects.count(), "asked": asked}))


if __name__ == "__main__":
    main()
