"""The watch list: whose name is like one on it, and what secretaries are shown of that."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.delegations.models import (
    WITH_A_PLACE,
    Delegate,
    HitState,
    Occasion,
    Particulars,
    WatchedName,
    WatchHit,
)
from secretariat.delegations.queries.alike import (
    ALIKE,
    SAME_DAY,
    Alike,
    Sounds,
    is_one_word,
    keys_of_words,
    most_alike,
    with_birth_dates,
)


@dataclass(frozen=True)
class Found:
    """A delegate whose name is like a watched one, and how alike they are."""

    watched_id: int
    delegate_id: int
    alike: Alike


@dataclass(frozen=True)
class Looked:
    """A delegate as the watch list looks at them: every spelling, and the date of birth if it is known."""

    delegate_id: int
    names: tuple[str, ...]
    born: date | None


def present_in(conference: Conference) -> list[Looked]:
    """Everybody who has a place in a delegation to the conference itself, whoever may see them. Two queries."""
    rows = Delegate.objects.filter(
        conference=conference, delegation__occasion=Occasion.CONFERENCE, state__in=sorted(WITH_A_PLACE)
    )
    return _looked(rows)


def these_present(delegates: Iterable[Delegate]) -> list[Looked]:
    """Those among these who have a place in a delegation to the conference itself. Two queries."""
    ids = [delegate.pk for delegate in delegates if delegate.has_place]
    return _looked(Delegate.objects.filter(pk__in=ids, delegation__occasion=Occasion.CONFERENCE)) if ids else []


def found_among(people: Iterable[Looked], watched: Iterable[WatchedName]) -> list[Found]:
    """Who of these people has a name like a watched one; the order of words, spelling and script do not matter.

    A watched name of one word is listened for in each word of a person's name.
    """
    names, sounds, single = {each.pk: each for each in watched}, Sounds(), Sounds()
    for each in names.values():
        spellings = [each.name, *each.spellings]
        sounds.add(each.pk, spellings)
        single.add(each.pk, filter(is_one_word, spellings))
    found = []
    for person in people:
        heard = [*sounds.near(person.names), *_within(single, person.names)]
        near = most_alike(heard, least=ALIKE - SAME_DAY)
        for pk, alike in near.items():
            judged = with_birth_dates(alike, names[pk].birth_date, person.born)
            if judged.score >= ALIKE:
                found.append(Found(pk, person.delegate_id, judged))
    return found


def watched_names(conference: Conference, user: User) -> QuerySet[WatchedName]:
    """The names on the list as secretaries see it, those still watched for first, each with its open hits."""
    seen = WatchedName.objects.in_office_of(user).filter(conference=conference)
    is_open = Q(hits__state=HitState.OPEN)
    return (
        seen.annotate(hit_count=Count("hits"), open_count=Count("hits", filter=is_open))
        .select_related("entered_by")
        .order_by("ended_at", "name", "pk")
    )


def hits_of(conference: Conference, user: User) -> QuerySet[WatchHit]:
    """The hits as secretaries see them, the most alike first."""
    seen = WatchHit.objects.in_office_of(user).filter(conference=conference)
    return seen.select_related("watched", "delegate__party", "delegate__delegation", "decided_by").order_by(
        "-likeness", "pk"
    )


def open_hits(conference: Conference, user: User) -> int:
    """How many hits wait for a secretary; none for anybody else. One query."""
    return hits_of(conference, user).filter(state=HitState.OPEN).count()


def has_other_open_hits(hit: WatchHit) -> bool:
    """Whether the same person is like another watched name too, and nobody has looked yet."""
    return WatchHit.objects.filter(delegate=hit.delegate_id, state=HitState.OPEN).exclude(pk=hit.pk).exists()


def _within(single: Sounds, names: Iterable[str]) -> Iterable[tuple[int, str, str]]:
    return single.near(names, keys=keys_of_words) if single.by_key else ()


def _looked(rows: QuerySet[Delegate]) -> list[Looked]:
    people = list(rows.order_by("pk").values_list("pk", "name", "original_name", "spellings"))
    particulars = Particulars.objects.filter(delegate__in=rows.order_by().values("pk")).exclude(birth_date=None)
    born = dict(particulars.values_list("delegate_id", "birth_date"))
    return [
        Looked(pk, tuple(dict.fromkeys(each for each in (name, original, *spellings) if each)), born.get(pk))
        for pk, name, original, spellings in people
    ]
