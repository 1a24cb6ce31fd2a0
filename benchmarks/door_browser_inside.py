"""What the tablet at the gate is measured with: a conference, its badges, a gate, and a code for one tablet.

``python -m benchmarks.door_browser_inside BADGES TEXTS`` works on the database that the environment names and prints
one line of JSON.
"""

import json
import os
import sys
from datetime import timedelta
from typing import Any

import django

SLUG = "geneva-2031"
FIRST = ("Amal", "أمل", "Сергей", "Marie-Françoise", "José", "小明", "Kari")
LAST = ("Haddad", "حدّاد", "Константинопольский", "N’Diaye Traoré", "Núñez de la Vega", "王", "Solberg")


def fill(number: int, shown: int) -> dict[str, Any]:
    """So many accredited delegates with signed badges that are good today, and the texts of some of them."""
    from django.utils import timezone  # noqa: PLC0415 - once the apps are ready
    from i18nfield.strings import LazyI18nString  # noqa: PLC0415

    from secretariat.accounts.models import Role, User  # noqa: PLC0415
    from secretariat.conference.models import Conference, Membership  # noqa: PLC0415
    from secretariat.config.house import hand_of_the_house  # noqa: PLC0415
    from secretariat.delegations.models import Delegate, DelegateState, Delegation  # noqa: PLC0415
    from secretariat.door.actions import enrol_device, issue_badges, lay_out_door, new_code  # noqa: PLC0415
    from secretariat.door.models import Badge, BadgeState, Gate  # noqa: PLC0415
    from secretariat.parties.models import Party  # noqa: PLC0415

    hand, parties = hand_of_the_house(), list(Party.objects.states().order_by("code"))
    today = timezone.localdate()
    held = Conference.objects.create(
        slug=SLUG,
        title=LazyI18nString({"en": "International Conference on the Return of Refugees"}),
        host=parties[0],
        time_zone="Europe/Zurich",
        start_date=today - timedelta(days=1),
        end_date=today + timedelta(days=1),
    )
    common = {"conference": held, "entered_by": hand, "sensitivity": "delegations"}
    delegations = Delegation.objects.bulk_create(Delegation(party=party, **common) for party in parties)
    Delegate.objects.bulk_create(
        Delegate(
            delegation=delegations[place % len(delegations)],
            party=delegations[place % len(delegations)].party,
            name=f"{FIRST[place % 7]} {LAST[place // 7 % 7]} {place}",
            state=DelegateState.ACCREDITED,
            **common,
        )
        for place in range(number)
    )
    officer = User.objects.create_user("officer@example.org", name="Officer")
    Membership.objects.create(conference=held, user=officer, role=Role.SECRETARY)
    lay_out_door(officer, held)
    done = issue_badges(officer, held)
    code = new_code()
    gate = Gate.objects.select_related("zone").get(conference=held)
    enrol_device(officer, held, name="Tablet 1", gate=gate, code=code)
    issued = Badge.objects.filter(conference=held, state=BadgeState.ISSUED).order_by("number")
    if done.skipped or issued.count() != number:
        sys.exit(f"{issued.count()} badges were issued; skipped: {done.skipped[:3]}")
    texts = [badge.text for badge in issued if gate.zone.code in badge.zones][:shown]
    return {"slug": SLUG, "code": code, "texts": texts}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    django.setup()
    print(json.dumps(fill(int(sys.argv[1]), int(sys.argv[2]))))
