"""Delegates who may be one person: proposed with the reasons, never merged; a pair that was settled comes no more."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from django.db.models import QuerySet

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.delegations.models import WITH_A_PLACE, Delegate, Occasion, Particulars, SettledPair
from secretariat.delegations.queries.alike import ALIKE, SURE, Alike, keys_of, with_birth_dates
from secretariat.engines import reading

# What everybody shares, like the mail address of an embassy, tells nobody apart.
MOST_SHARING = 10
# Where names are so alike that comparing them all would take too long, the likeliest are compared, and it is said.
MOST_NEAR = 300_000
MOST_COMPARED = 25_000
NEAR = 0.6
MAIL = 0.9
Numbers = tuple[int, int]


@dataclass(frozen=True)
class Pair:
    """Two delegates who may be one person: the one named earlier first, how alike they are, and why."""

    one: Delegate
    other: Delegate
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Pairs:
    """The pairs that are proposed, the most alike first, how many there are, and whether all names were compared."""

    shown: list[Pair]
    count: int
    is_whole: bool


@dataclass(frozen=True)
class _Person:
    """What a delegate is compared by."""

    delegation_id: int
    mail: str
    names: tuple[str, ...]
    born: date | None


def pairs_of(conference: Conference, user: User, *, most: int) -> Pairs:
    """Delegates to the conference who may be one person, as far as this person may see both. Five queries."""
    people = _people(conference, user)
    near, is_whole = _near(people)
    found = _compared(people, near)
    _add_same_mail(people, found)
    for settled in SettledPair.objects.filter(conference=conference).values_list("one_id", "other_id"):
        found.pop(settled, None)
    best = sorted(found.items(), key=lambda each: (-each[1].score, each[0]))
    rows = Delegate.objects.select_related("party", "delegation").in_bulk(
        {pk for numbers, _alike in best[:most] for pk in numbers}
    )
    shown = [Pair(rows[one], rows[other], alike.score, alike.reasons) for (one, other), alike in best[:most]]
    return Pairs(shown, len(best), is_whole)


def settled_pairs(conference: Conference, user: User) -> QuerySet[SettledPair]:
    """What was found of pairs, the latest first, as far as this person may see both."""
    seen = SettledPair.objects.in_office_of(user).filter(conference=conference)
    return seen.select_related("one__party", "other__party", "entered_by").order_by("-pk")


def _people(conference: Conference, user: User) -> dict[int, _Person]:
    """Whoever has a place in a delegation to the conference itself: to other occasions the same people may come."""
    rows = Delegate.objects.in_office_of(user).filter(
        conference=conference, delegation__occasion=Occasion.CONFERENCE, state__in=sorted(WITH_A_PLACE)
    )
    born = dict(
        Particulars.objects.filter(conference=conference)
        .exclude(birth_date=None)
        .values_list("delegate_id", "birth_date")
    )
    fields = ("pk", "delegation_id", "mail", "name", "original_name", "spellings")
    return {
        pk: _Person(
            delegation,
            mail.casefold(),
            tuple(dict.fromkeys(each for each in (name, original, *spellings) if each)),
            born.get(pk),
        )
        for pk, delegation, mail, name, original, spellings in rows.order_by().values_list(*fields)
    }


def _near(people: dict[int, _Person]) -> tuple[list[tuple[Numbers, str, str]], bool]:
    """Spellings of two people that sound near, the nearest first, and whether that is all of them."""
    by_key: dict[str, list[tuple[int, str]]] = defaultdict(list)
    spoken_by = [(name, pk) for pk, person in people.items() for name in person.names]
    sounds = {name: reading.sounded(name) for name, _pk in spoken_by}
    for name, pk in spoken_by:
        for key in keys_of(name):
            by_key[key].append((pk, name))
    found: dict[tuple[Numbers, str, str], float] = {}
    looked = 0
    # Rare sounds first: what many share says least.
    for block in sorted(by_key.values(), key=len):
        looked += len(block) * (len(block) - 1) // 2
        if looked > MOST_NEAR:
            break
        for spoken in _spoken_together(block):
            if spoken not in found:
                found[spoken] = reading.nearness_of_sounds(sounds[spoken[1]], sounds[spoken[2]])
    nearest = sorted((spoken for spoken, near in found.items() if near >= NEAR), key=lambda spoken: -found[spoken])
    return nearest[:MOST_COMPARED], looked <= MOST_NEAR and len(nearest) <= MOST_COMPARED


def _spoken_together(block: list[tuple[int, str]]) -> Iterator[tuple[Numbers, str, str]]:
    for (one, name), (other, other_name) in combinations(block, 2):
        if one < other:
            yield (one, other), name, other_name
        elif other < one:
            yield (other, one), other_name, name


def _compared(people: dict[int, _Person], near: Iterable[tuple[Numbers, str, str]]) -> dict[Numbers, Alike]:
    found: dict[Numbers, Alike] = {}
    for (one, other), name, other_name in near:
        likeness = reading.likeness_of_names(name, other_name)
        born, other_born = people[one].born, people[other].born
        alike = with_birth_dates(Alike(likeness.score, name, other_name, likeness.reasons), born, other_born)
        if alike.score >= ALIKE and ((one, other) not in found or alike.score > found[one, other].score):
            found[one, other] = alike
    return found


def _add_same_mail(people: dict[int, _Person], found: dict[Numbers, Alike]) -> None:
    """Raise pairs that write from one address, and add those who do so from two delegations."""
    by_mail: dict[str, list[int]] = defaultdict(list)
    for pk, person in people.items():
        if person.mail:
            by_mail[person.mail].append(pk)
    for sharing in by_mail.values():
        if len(sharing) > MOST_SHARING:
            continue
        for one, other in combinations(sorted(sharing), 2):
            alike = found.get((one, other))
            if alike is not None:
                raised = round(min(SURE, max(alike.score, MAIL) + 0.05), 3)
                found[one, other] = replace(alike, score=raised, reasons=(*alike.reasons, "same mail"))
            elif people[one].delegation_id != people[other].delegation_id:
                found[one, other] = Alike(MAIL, people[one].names[0], people[other].names[0], ("same mail",))
