"""A rehearsal for the demo: a conference of these days with invented people, to try door and timetable in."""

from datetime import date, datetime, timedelta

from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Sensitivity, User
from secretariat.conference.actions import convene
from secretariat.conference.models import Conference
from secretariat.config.rehearsed_papers import rehearse_papers
from secretariat.config.rehearsed_programme import rehearse_programme
from secretariat.delegations.actions import (
    accredit_many,
    confirm_delegate,
    form_delegation,
    invite,
    name_delegate,
    revise_terms,
)
from secretariat.delegations.models import Delegate, DelegateRole, DelegateState, Delegation, Occasion, Rank
from secretariat.door.actions import issue_badges, lay_out_door
from secretariat.parties.models import Party

SLUG = "rehearsal"
TITLE = {
    "en": "Rehearsal: everybody here is invented",
    "ar": "تمرين: كل من هنا شخصيات متخيَّلة",
    "fr": "Répétition : toutes les personnes sont inventées",
    "es": "Ensayo: todas las personas son inventadas",
    "ru": "Репетиция: все люди здесь вымышлены",
    "zh": "演练:此处人物均为虚构",
}
DAYS = 13
# Party, quota, overflow; then name, original script, role, rank.
PEOPLE: dict[tuple[str, int, int], list[tuple[str, str, str, str]]] = {
    ("LB", 3, 1): [
        ("Rima Example-Haddad", "ريما حدّاد (متخيَّلة)", DelegateRole.HEAD, Rank.MINISTER),
        ("Karim Example", "كريم (متخيَّل)", DelegateRole.ADVISER, Rank.EXPERT),
    ],
    ("CN", 4, 0): [
        ("Li Example", "李示例", DelegateRole.HEAD, Rank.AMBASSADOR),
        ("Wang Example", "王示例", DelegateRole.INTERPRETER, Rank.EXPERT),
    ],
    ("RU", 4, 0): [
        ("Anna Primerova", "Анна Примерова", DelegateRole.HEAD, Rank.DEPUTY_MINISTER),
        ("Pyotr Primerov", "Пётр Примеров", DelegateRole.SECURITY, ""),
    ],
    ("FR", 4, 1): [("Élodie Exemple", "", DelegateRole.HEAD, Rank.SENIOR_OFFICIAL)],
}
# More parties with a head alone, so that there are many to meet.
OTHERS = ("IQ", "JO", "TR", "EG", "IR", "VE", "AE", "PK", "OM", "DE", "NO", "BR", "IN", "KZ")
# Those whom the officer still has to decide about.
TO_EXAMINE = ("Karim Example", "Pyotr Primerov")


def rehearse(hand: User, *, at: datetime) -> Conference:
    """Convene the rehearsal, with a door laid out and badges issued; the one that is there stays as it is."""
    there = Conference.objects.filter(slug=SLUG).first()
    if there is not None:
        return there
    conference = _convened(hand, at.date())
    revise_terms(hand, conference, details={"photo_required": False})
    named = [
        each for (code, *places), people in PEOPLE.items() for each in _named(hand, conference, code, places, people)
    ]
    for code in OTHERS:
        head = (f"Head Example ({code})", "", DelegateRole.HEAD, Rank.AMBASSADOR)
        named += _named(hand, conference, code, [3, 0], [head])
    for delegate in named:
        confirm_delegate(hand, delegate, at=at)
    wanted = Delegate.objects.filter(conference=conference, state=DelegateState.CONFIRMED).exclude(name__in=TO_EXAMINE)
    accredit_many(hand, conference, delegates=wanted, at=at)
    lay_out_door(hand, conference)
    issue_badges(hand, conference)
    rehearse_programme(hand, conference, at=at)
    rehearse_papers(hand, conference, at=at)
    return conference


def _convened(hand: User, today: date) -> Conference:
    host = Party.objects.get(code="SY")
    details = {
        "title": LazyI18nString(TITLE),
        "city": LazyI18nString({"en": "Damascus", "ar": "دمشق"}),
        "country": host,
        "time_zone": "Asia/Damascus",
        "start_date": today,
        "end_date": today + timedelta(days=DAYS),
        "is_public": False,
    }
    return convene(hand, host, slug=SLUG, details=details)


def _named(
    hand: User, conference: Conference, code: str, places: list[int], people: list[tuple[str, str, str, str]]
) -> list[Delegate]:
    party, (quota, overflow) = Party.objects.get(code=code), places
    invite(hand, conference, party=party, details={"quota": quota, "overflow": overflow})
    delegation: Delegation = form_delegation(hand, conference, party=party, occasion=Occasion.CONFERENCE)
    return [
        name_delegate(
            hand,
            delegation,
            details={
                "name": name,
                "original_name": original,
                "role": role,
                "rank": rank,
                "languages": [],
                "sensitivity": Sensitivity.SECRETARIAT,
            },
        )
        for name, original, role, rank in people
    ]
