"""What is done inside the house's own process for the scans: the badges and doors they need, and counting them.

``python -m benchmarks.door_scans_inside DEED …`` works on the database that the environment names.
"""

import json
import os
import sys
from datetime import date
from pathlib import Path

import django

SLUG = "doors"
BADGES, DOORS = 10_000, 8


def prepare(path: str) -> None:
    """A conference with badges for everybody and a device at each of its doors; tokens and texts go into a file."""
    from django.utils import timezone  # noqa: PLC0415 - once the apps are ready
    from i18nfield.strings import LazyI18nString  # noqa: PLC0415

    from secretariat.conference.models import Conference, Membership  # noqa: PLC0415
    from secretariat.config.house import hand_of_the_house  # noqa: PLC0415
    from secretariat.delegations.models import Delegate, Delegation  # noqa: PLC0415
    from secretariat.door.actions import issue_badges, lay_out_door  # noqa: PLC0415
    from secretariat.door.models import Badge, Device, Gate  # noqa: PLC0415
    from secretariat.door.queries import fingerprint  # noqa: PLC0415
    from secretariat.parties.models import Party  # noqa: PLC0415

    hand = hand_of_the_house()
    host = Party.objects.order_by("pk").first()
    if host is None:
        raise SystemExit("the register of parties is empty")
    today = timezone.now().date()
    conference = Conference.objects.create(
        slug=SLUG,
        title=LazyI18nString({"en": "Doors"}),
        host=host,
        time_zone="Asia/Damascus",
        start_date=date(today.year - 1, 1, 1),
        end_date=date(today.year + 1, 12, 31),
    )
    Membership.objects.create(conference=conference, user=hand, role="secretary")
    lay_out_door(hand, conference)
    for party in Party.objects.order_by("pk")[:100]:
        delegation = Delegation.objects.create(conference=conference, party=party, entered_by=hand)
        Delegate.objects.bulk_create(
            Delegate(
                conference=conference,
                delegation=delegation,
                party=party,
                name=f"Muhammad Abdurrahman al-Khatib {number}",
                original_name="محمد عبد الرحمن الخطيب",
                state="accredited",
                entered_by=hand,
            )
            for number in range(BADGES // 100)
        )
    issue_badges(hand, conference)
    zone = Gate.objects.get(conference=conference).zone
    tokens = []
    for number in range(DOORS):
        gate = Gate.objects.create(conference=conference, zone=zone, name=LazyI18nString({"en": f"Door {number}"}))
        tokens.append(f"token-of-door-{number}")
        Device.objects.create(
            conference=conference,
            gate=gate,
            name=f"Tablet {number}",
            token_sha256=fingerprint(tokens[-1]),
            seen_at=timezone.now(),
            entered_by=hand,
        )
    texts = list(Badge.objects.filter(conference=conference).order_by("number").values_list("text", flat=True))
    Path(path).write_text(json.dumps({"tokens": tokens, "texts": texts}))
    device, badge = Device.objects.latest("pk"), Badge.objects.latest("pk")
    keys = [conference.pk, device.pk, device.gate_id, badge.pk]
    print(json.dumps({"badges": len(texts), "doors": len(tokens), "keys": keys}))


def count() -> None:
    """How many scans there are, and how many different nonces."""
    from secretariat.door.models import Scan  # noqa: PLC0415

    found = Scan.objects.filter(conference__slug=SLUG)
    print(json.dumps({"scans": found.count(), "nonces": found.values("nonce").distinct().count()}))


def empty() -> None:
    """Take all scans away, so that every turn begins with the same table, and what was deleted is really gone."""
    from django.db import connection  # noqa: PLC0415

    deed = "TRUNCATE door_scan" if connection.vendor == "postgresql" else "DELETE FROM door_scan"
    with connection.cursor() as cursor:
        cursor.execute(deed)
    print("{}")


def main() -> None:
    """Do the deed that is named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    django.setup()
    deed, *rest = sys.argv[1:]
    if deed == "prepare":
        prepare(rest[0])
    elif deed == "count":
        count()
    else:
        empty()


if __name__ == "__main__":
    main()
