"""What is measured of printing inside the house's own process.

``python -m benchmarks.door_printing_inside DEED NUMBER`` works on the database that the environment names and prints
one line of JSON.
"""

import io
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from statistics import mean, median
from typing import Any

import django
from django.test import Client

SLUG = "geneva-2031"
NAMES = ("Amal Haddad", "Wang Xiaoming", "Sergei Konstantinopolskii", "Marie-Françoise N’Diaye", "José Núñez")
ORIGINAL = ("أمل حدّاد", "王小明", "Сергей Константинопольский", "", "")


def fill(number: int) -> dict[str, Any]:
    """A conference with so many accredited delegates, each with a photo and a signed badge."""
    from django.core.files.base import ContentFile  # noqa: PLC0415 - once the apps are ready
    from i18nfield.strings import LazyI18nString  # noqa: PLC0415

    from secretariat.accounts.models import Role, User  # noqa: PLC0415
    from secretariat.conference.models import Conference, Membership  # noqa: PLC0415
    from secretariat.config.house import hand_of_the_house  # noqa: PLC0415
    from secretariat.delegations.models import Delegate, DelegateState, Delegation, Particulars  # noqa: PLC0415
    from secretariat.door.models import Badge, BadgeClass, Zone  # noqa: PLC0415
    from secretariat.parties.models import Party  # noqa: PLC0415

    hand, parties = hand_of_the_house(), list(Party.objects.states().order_by("code"))
    held = Conference.objects.create(
        slug=SLUG,
        title=LazyI18nString({"en": "International Conference on the Return of Refugees"}),
        host=parties[0],
        time_zone="Europe/Zurich",
        start_date=date(2031, 6, 2),
        end_date=date(2031, 6, 4),
    )
    Zone.objects.create(conference=held, code="A", name=LazyI18nString({"en": "Plenary"}))
    kind = BadgeClass.objects.create(conference=held, code="DEL", name=LazyI18nString({"en": "Delegate"}), zones=["A"])
    officer = User.objects.create_user("officer@example.org", name="Officer")
    Membership.objects.create(conference=held, user=officer, role=Role.SECRETARY)
    common = {"conference": held, "entered_by": hand, "sensitivity": "delegations"}
    delegations = Delegation.objects.bulk_create(Delegation(party=party, **common) for party in parties)
    people = Delegate.objects.bulk_create(
        Delegate(
            delegation=delegations[place % len(delegations)],
            party=delegations[place % len(delegations)].party,
            name=f"{NAMES[place % 5]} {place}",
            original_name=f"{ORIGINAL[place % 5]} {place}" if ORIGINAL[place % 5] else "",
            honorific="H.E.",
            capacity=LazyI18nString({"en": "Deputy Head of the Department of International Organisations"}),
            state=DelegateState.ACCREDITED,
            **common,
        )
        for place in range(number)
    )
    sizes = []
    for place, each in enumerate(people):
        photo = _photo(place)
        sizes.append(len(photo))
        Particulars(conference=held, delegate=each).photo.save(f"{place}.jpg", ContentFile(photo))
    badges = Badge.objects.bulk_create(_badges(held, kind, people, hand))
    return {"photo": mean(sizes), "text": len(badges[0].text)}


def printed(_number: int) -> dict[str, Any]:
    """Print every badge, as the worker does when the task comes, and look from beside how far it is."""
    from secretariat.accounts.models import User  # noqa: PLC0415
    from secretariat.conference.models import Conference  # noqa: PLC0415
    from secretariat.door.actions import carry_out, print_badges  # noqa: PLC0415
    from secretariat.door.models import Badge, PrintJob  # noqa: PLC0415

    held, officer = Conference.objects.get(slug=SLUG), User.objects.get(email="officer@example.org")
    began = time.perf_counter()
    wanted = list(Badge.objects.values_list("pk", flat=True))
    job = print_badges(officer, held, kind="badge", wanted=wanted, language="en", at=datetime.now(UTC))
    seen: set[int] = set()
    is_over = threading.Event()

    def look() -> None:
        while not is_over.is_set():
            seen.add(PrintJob.objects.values_list("done", flat=True).get(pk=job.pk))
            time.sleep(0.1)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    state = carry_out.call(job.pk)
    seconds = time.perf_counter() - began
    is_over.set()
    watcher.join()
    job.refresh_from_db()
    if state != "done":
        sys.exit(f"{state}: {job.reason}")
    return {
        "seconds": seconds,
        "steps": len(seen),
        "size": job.file.size,
        "counted": Badge.objects.filter(times_printed=1).count(),
    }


def pages(_number: int) -> dict[str, Any]:
    """Count the pages of the file that was made, with another library than the one that joined it."""
    from pypdf import PdfReader  # noqa: PLC0415

    from secretariat.door.models import PrintJob  # noqa: PLC0415

    return {"pages": len(PdfReader(PrintJob.objects.get().file.path).pages)}


def single(number: int) -> dict[str, Any]:
    """Ask for one badge so many times, as a browser does."""
    from secretariat.accounts.models import User  # noqa: PLC0415
    from secretariat.door.models import Badge  # noqa: PLC0415

    browser = Client()
    browser.force_login(
        User.objects.get(email="officer@example.org"), "allauth.account.auth_backends.AuthenticationBackend"
    )
    took = []
    for badge in Badge.objects.order_by("pk")[: number + 1]:
        began = time.perf_counter()
        answer = browser.get(f"/en/{SLUG}/office/badges/{badge.pk}/pdf/", headers={"host": "localhost"})
        took.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200 or not answer.content.startswith(b"%PDF-"):
            sys.exit(f"a badge was answered with {answer.status_code}")
    # The first finds nothing in memory: neither the addresses nor the files.
    return {"ms": took[1:], "median": median(took[1:])}


def _badges(held: Any, kind: Any, people: list[Any], hand: Any) -> list[Any]:
    from secretariat.door.actions.keys import key_for  # noqa: PLC0415
    from secretariat.door.models import Badge  # noqa: PLC0415
    from secretariat.door.queries import private_half  # noqa: PLC0415
    from secretariat.engines import admission  # noqa: PLC0415

    key = key_for(held)
    private, made = private_half(key), []
    for place, each in enumerate(people, start=1):
        number = admission.number_for(place)
        text = admission.badge_text(
            {
                "conference": held.slug,
                "number": number,
                "name": each.name,
                "badge_class": kind.code,
                "zones": ["A"],
                "valid_from": held.start_date.isoformat(),
                "valid_until": held.end_date.isoformat(),
            },
            private,
        )
        made.append(
            Badge(
                conference=held,
                number=number,
                delegate=each,
                badge_class=kind,
                name=each.name,
                zones=["A"],
                valid_from=held.start_date,
                valid_until=held.end_date,
                key=key,
                text=text,
                entered_by=hand,
            )
        )
    return made


def _photo(place: int) -> bytes:
    """A picture as large as portraits are, and no two alike."""
    from PIL import Image, ImageChops  # noqa: PLC0415

    grain = Image.effect_noise((360, 480), 22).convert("RGB")
    face = Image.linear_gradient("L").resize((360, 480)).convert("RGB")
    written = io.BytesIO()
    ImageChops.offset(ImageChops.blend(face, grain, 0.5), place).save(written, "JPEG", quality=82)
    return written.getvalue()


DEEDS: dict[str, Callable[[int], dict[str, Any]]] = {"fill": fill, "print": printed, "pages": pages, "single": single}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    django.setup()
    print(json.dumps(DEEDS[sys.argv[1]](int(sys.argv[2]) if len(sys.argv) > 2 else 0)))
