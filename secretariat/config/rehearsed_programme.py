"""The programme of the rehearsal: sessions, rooms with tables, and delegations that ask each other for meetings."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Sensitivity, User
from secretariat.conference.actions import add_room
from secretariat.conference.models import Conference, Room
from secretariat.delegations.models import Delegation, Occasion
from secretariat.meetings.actions import accept_bilateral, block_time, decline_bilateral, request_bilateral, set_stay
from secretariat.meetings.models import BilateralRank, PartOfDay
from secretariat.programme.actions import add_agenda_item, add_session, publish, revise_rules, set_hours
from secretariat.programme.models import SessionKind

TABLES = 5
REQUESTS = 48
TOPICS = (
    "Schools and recognised certificates",
    "Health care at the crossing points",
    "Clearance of explosive remnants",
    "Documents lost in flight",
    "Winter shelter",
    "Power and water in returning towns",
    "Family reunification",
    "Financing of the follow-up",
)
ROOMS: tuple[tuple[dict[str, str], dict[str, Any]], ...] = (
    (
        {"en": "Plenary hall", "ar": "القاعة العامة", "fr": "Salle plénière", "es": "Sala plenaria"},
        {"seats": 300, "booths": 6, "equipment": ["screen", "microphones"]},
    ),
    (
        {"en": "Round-table room", "ar": "قاعة الموائد المستديرة", "fr": "Salle des tables rondes"},
        {"seats": 60, "booths": 2, "equipment": ["screen"]},
    ),
    (
        {"en": "Salon of the delegations", "ar": "صالون الوفود", "fr": "Salon des délégations"},
        {"seats": 12, "booths": 1, "tables": TABLES},
    ),
    ({"en": "Press room", "ar": "قاعة الصحافة", "fr": "Salle de presse"}, {"seats": 80, "booths": 2}),
)
# Title, kind, day from the first, hours at the venue, room.
SESSIONS: tuple[tuple[dict[str, str], str, int, tuple[int, int], int], ...] = (
    ({"en": "Opening session", "ar": "الجلسة الافتتاحية"}, SessionKind.OPENING, 1, (9, 10), 0),
    ({"en": "General debate", "ar": "المناقشة العامة"}, SessionKind.PLENARY, 1, (10, 13), 0),
    ({"en": "Documents and civil status", "ar": "الوثائق والأحوال المدنية"}, SessionKind.ROUND_TABLE, 2, (9, 11), 1),
    ({"en": "Work and housing", "ar": "العمل والسكن"}, SessionKind.ROUND_TABLE, 2, (11, 13), 1),
    ({"en": "Press conference", "ar": "مؤتمر صحفي"}, SessionKind.PRESS, 2, (18, 19), 3),
    ({"en": "Closing session", "ar": "الجلسة الختامية"}, SessionKind.CLOSING, 3, (16, 18), 0),
)


def rehearse_programme(hand: User, conference: Conference, *, at: datetime) -> None:
    """Lay out rooms, sessions and hours, and let delegations ask each other for many meetings."""
    rooms = [_room(hand, conference, name, said) for name, said in ROOMS]
    first = conference.start_date
    hours = [
        (_at(conference, first, day, begins), _at(conference, first, day, ends))
        for day in (1, 2, 3)
        for begins, ends in ((time(9), time(13)), (time(14), time(16)))
    ]
    set_hours(hand, conference, hours=hours)
    interpreters = {"ar": 3, "en": 3, "fr": 2, "ru": 2, "zh": 1}
    revise_rules(hand, conference, details={"slot_minutes": 30, "interpreters": interpreters})
    _sessions(hand, conference, rooms)
    _bilaterals(hand, conference, at)
    publish(hand, conference, at=at, seen=0, note="The programme of the sessions")


def _room(hand: User, conference: Conference, name: dict[str, str], said: dict[str, Any]) -> Room:
    details = {"seats": None, "booths": 0, "languages": [], "equipment": [], "tables": 0, "position": 0, **said}
    return add_room(hand, conference, name=LazyI18nString(name), **details)


def _at(conference: Conference, first: date, day: int, hour: time) -> datetime:
    return datetime.combine(first + timedelta(days=day), hour, tzinfo=conference.zone)


def _sessions(hand: User, conference: Conference, rooms: list[Room]) -> None:
    item = {"number": "1", "title": LazyI18nString({"en": "Return and its conditions", "ar": "العودة وشروطها"})}
    treated = add_agenda_item(hand, conference, details={**item, "sensitivity": Sensitivity.PUBLIC})
    for title, kind, day, (begins, ends), room in SESSIONS:
        details = {
            "title": LazyI18nString(title),
            "kind": kind,
            "day": conference.start_date + timedelta(days=day),
            "starts_at": _at(conference, conference.start_date, day, time(begins)),
            "ends_at": _at(conference, conference.start_date, day, time(ends)),
            "room": rooms[room],
            "languages": ["ar", "en"],
            "sensitivity": Sensitivity.PUBLIC,
        }
        add_session(hand, conference, details=details, items=[treated])


def _bilaterals(hand: User, conference: Conference, at: datetime) -> None:
    # The same wishes in every demo.
    chance = Random(5)  # noqa: S311
    sent = list(Delegation.objects.filter(conference=conference, occasion=Occasion.CONFERENCE).order_by("id"))
    first = conference.start_date
    late, early, busy = sent[1], sent[2], sent[0]
    set_stay(hand, late, arrives_at=_at(conference, first, 2, time(11)), departs_at=None)
    set_stay(hand, early, arrives_at=None, departs_at=_at(conference, first, 3, time(12)))
    call = {"starts_at": _at(conference, first, 1, time(14)), "ends_at": _at(conference, first, 1, time(15))}
    block_time(hand, busy, **call, reason="A call home")
    pairs = [(one, other) for place, one in enumerate(sent) for other in sent[place + 1 :]]
    for asking, asked in chance.sample(pairs, min(REQUESTS, len(pairs))):
        details = {
            "rank": chance.choice(BilateralRank.values),
            "minutes": chance.choice((30, 30, 30, 60)),
            "topic": chance.choice(TOPICS),
            "part_of_day": chance.choice((PartOfDay.ANY, PartOfDay.ANY, PartOfDay.MORNING)),
        }
        bilateral = request_bilateral(hand, asking, asked=asked, details=details, at=at)
        answered = chance.random()
        if answered < 0.8:
            accept_bilateral(hand, bilateral, at=at)
        elif answered < 0.9:
            decline_bilateral(hand, bilateral, at=at, answer="With regret; our delegation leaves early.")
