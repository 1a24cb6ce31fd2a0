"""What is done inside the house's own process for the load of opening day: its conference, and who comes to it.

``python -m trials.load_inside SIZE FOLDER`` works on the database that the environment names. The conference goes in
by a conference file, as ``secretariat load`` would bring it in, and opens today. What the visitors must know (mail
addresses, tokens, badges) is written to ``known.json`` in the folder.
"""

import json
import os
import sys
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import django
import yaml

from benchmarks.data import SLUG, conference_file

KNOWN = "known.json"
PASSWORD = "opening-day-of-the-trial"
FIRST_DAY = date(2031, 6, 2)
HALLS, SESSIONS_OF_A_DAY = 6, 12
FAMILIES = ("Haddad", "Okafor", "Lindqvist", "Moreau", "Tanaka", "Ferreira")


# The same in C, where that is at hand.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True)
class Size:
    """How large a conference is; of a delegation all are accredited but the last two."""

    delegations: int
    delegates: int
    documents: int
    articles: int
    pledges: int
    of_the_record: int
    doors: int = 4
    programs: int = 3
    officers: int = 4


SIZES = {
    "whole": Size(delegations=120, delegates=13, documents=30, articles=20, pledges=60, of_the_record=400),
    "small": Size(delegations=6, delegates=4, documents=3, articles=2, pledges=3, of_the_record=20),
}


def content(size: Size, today: date) -> dict[str, Any]:
    """The conference file as it stands parsed: the large conference of the benchmarks, cut to size and opened today."""
    large = yaml.load(conference_file(size.delegates), Loader=_Loader)
    told: dict[str, Any] = _moved(large, today - FIRST_DAY)
    for section in ("meetings", "missions", "positions", "challenges", "initiatives", "obstacles"):
        told[section] = told[section][: size.of_the_record]
    told["conference"]["rooms"] = [{"name": {"en": f"Hall {place}"}, "seats": 300} for place in range(1, HALLS + 1)]
    told["delegations"] = told["delegations"][: size.delegations]
    for invitation in told["invitations"]:
        # Nobody is turned away for want of a place, however long the trial lasts.
        invitation.pop("quota", None)
    for delegation in told["delegations"]:
        for person in delegation["delegates"]:
            person["state"] = "accredited"
        *_others, confirmed, nominated = delegation["delegates"]
        confirmed["state"], nominated["state"] = "confirmed", "nominated"
    told["documents"], told["articles"] = told["documents"][: size.documents], told["articles"][: size.articles]
    codes = [each["party"] for each in told["delegations"]]
    told["pledges"] = [_pledge(number, codes) for number in range(1, size.pledges + 1)]
    told["programme"] = [_session(day, place, today) for day in range(3) for place in range(SESSIONS_OF_A_DAY)]
    told["figures"] = [
        {"group": "REF", "origin": "SY", "asylum": code, "value": 1000 * place, "as_of": 2025, "said_by": code}
        for place, code in enumerate(("LB", "JO", "TR", "IQ", "EG"), start=1)
    ]
    return told


def _moved(told: Any, by: timedelta) -> Any:
    """The same with every day moved."""
    if isinstance(told, dict):
        return {name: _moved(value, by) for name, value in told.items()}
    if isinstance(told, list):
        return [_moved(value, by) for value in told]
    return told + by if isinstance(told, date) and not isinstance(told, datetime) else told


def _pledge(number: int, codes: list[str]) -> dict[str, Any]:
    return {
        "number": number,
        "party": codes[number % len(codes)],
        "kind": "financial",
        "text": {"en": f"Schools and clinics, pledge {number}"},
        "amount": 1_000_000 * number,
        "currency": "USD",
    }


def _session(day: int, place: int, today: date) -> dict[str, Any]:
    begins = datetime.combine(today + timedelta(days=day), time(9 + place // HALLS * 2), ZoneInfo("Europe/Zurich"))
    return {
        "key": f"session-{day}-{place}",
        "title": {"en": f"Round table {place + 1} of day {day + 1}"},
        "kind": "round table",
        "day": begins.date(),
        "starts": begins.isoformat(),
        "ends": (begins + timedelta(minutes=90)).isoformat(),
        "room": f"Hall {place % HALLS + 1}",
        "sensitivity": "public",
    }


def prepare(size: Size, folder: Path) -> None:
    """Load the conference, publish its timetable, issue badges, and give everybody what they come in with."""
    from django.utils import timezone  # noqa: PLC0415 - once the apps are ready

    from secretariat.accounts.models import Role  # noqa: PLC0415
    from secretariat.api.actions import load  # noqa: PLC0415
    from secretariat.api.queries import known_codes  # noqa: PLC0415
    from secretariat.audit.queries import house  # noqa: PLC0415
    from secretariat.conference.models import Conference, Membership  # noqa: PLC0415
    from secretariat.config.house import hand_of_the_house  # noqa: PLC0415
    from secretariat.door.actions import issue_badges, lay_out_door  # noqa: PLC0415
    from secretariat.engines.conferencefile import read  # noqa: PLC0415
    from secretariat.programme.actions import publish  # noqa: PLC0415

    hand, told = hand_of_the_house(), content(size, timezone.now().date())
    text = yaml.dump(told, Dumper=_Dumper, allow_unicode=True, sort_keys=False)
    load(hand, house(), file=read(text.encode(), known=known_codes()))
    conference = Conference.objects.get(slug=SLUG)
    Membership.objects.create(conference=conference, user=hand, role=Role.SECRETARY)
    publish(hand, conference, seen=0, at=timezone.now())
    lay_out_door(hand, conference)
    issue_badges(hand, conference)
    known = {
        "slug": SLUG,
        "password": PASSWORD,
        "documents": [f"paper-{number:03}" for number in range(1, size.documents + 1)],
        "articles": [f"article-{number:03}" for number in range(1, size.articles + 1)],
        "pledges": size.pledges,
        "focal_points": _focal_points(conference),
        "doors": _doors(conference, size.doors),
        "badges": _badges(conference),
        **_office(conference, size),
    }
    (folder / KNOWN).write_text(json.dumps(known))


def _focal_points(conference: Any) -> list[dict[str, Any]]:
    """An account for each delegation; all have one password, so that its digest is reckoned once."""
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415

    from secretariat.accounts.models import Role, User  # noqa: PLC0415
    from secretariat.conference.models import Membership  # noqa: PLC0415
    from secretariat.delegations.models import Delegation  # noqa: PLC0415

    digest = make_password(PASSWORD)
    sent = list(Delegation.objects.filter(conference=conference).order_by("pk"))
    people = [
        User.objects.create(email=f"focal-point-{each.pk}@example.org", name=f"Focal point {each.pk}", password=digest)
        for each in sent
    ]
    Membership.objects.bulk_create(
        Membership(conference=conference, user=person, role=Role.FOCAL_POINT, party_id=each.party_id)
        for person, each in zip(people, sent, strict=True)
    )
    return [
        {"mail": person.email, "delegation": each.pk, "family": FAMILIES[place % len(FAMILIES)]}
        for place, (person, each) in enumerate(zip(people, sent, strict=True))
    ]


def _doors(conference: Any, number: int) -> list[str]:
    """Gates into the first zone, each with a tablet that was taken up before."""
    from django.utils import timezone  # noqa: PLC0415
    from i18nfield.strings import LazyI18nString  # noqa: PLC0415

    from secretariat.config.house import hand_of_the_house  # noqa: PLC0415
    from secretariat.door.models import Device, Gate  # noqa: PLC0415
    from secretariat.door.queries import fingerprint  # noqa: PLC0415

    zone = Gate.objects.filter(conference=conference).earliest("pk").zone
    tokens = [f"token-of-door-{place}" for place in range(number)]
    for place, token in enumerate(tokens):
        gate = Gate.objects.create(conference=conference, zone=zone, name=LazyI18nString({"en": f"Door {place}"}))
        Device.objects.create(
            conference=conference,
            gate=gate,
            name=f"Tablet {place}",
            token_sha256=fingerprint(token),
            seen_at=timezone.now(),
            entered_by=hand_of_the_house(),
        )
    return tokens


def _badges(conference: Any) -> list[str]:
    from secretariat.door.models import Badge  # noqa: PLC0415

    return list(Badge.objects.filter(conference=conference).order_by("number").values_list("text", flat=True))


def _office(conference: Any, size: Size) -> dict[str, Any]:
    """Sessions of secretaries who have signed in with their second factor in the morning, and tokens of programs."""
    from allauth.mfa.models import Authenticator  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from secretariat.accounts.models import Role, User  # noqa: PLC0415
    from secretariat.api.models import Token  # noqa: PLC0415
    from secretariat.api.queries import SCOPES, SHOWN, fingerprint_of, new_text  # noqa: PLC0415
    from secretariat.conference.models import Membership  # noqa: PLC0415

    sessions, tokens = [], []
    for place in range(size.officers):
        person = User.objects.create_user(f"secretary-{place}@example.org", name=f"Secretary {place}")
        Membership.objects.create(conference=conference, user=person, role=Role.SECRETARY)
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
        browser = Client()
        browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        sessions.append(browser.cookies["sessionid"].value)
    for place in range(size.programs):
        tokens.append(text := new_text())
        Token.objects.create(
            conference=conference,
            user=User.objects.get(email="secretary-0@example.org"),
            name=f"Program {place}",
            beginning=text[:SHOWN],
            fingerprint=fingerprint_of(text),
            scopes=list(SCOPES),
        )
    return {"sessions": sessions, "tokens": tokens}


def main() -> None:
    """Make the house ready."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    django.setup()
    prepare(SIZES[sys.argv[1]], Path(sys.argv[2]))


if __name__ == "__main__":
    main()
