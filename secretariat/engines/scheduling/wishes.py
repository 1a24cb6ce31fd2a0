"""What people asked for, wish by wish, and the problem that is left when only some of the wishes are heard."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from secretariat.engines.scheduling.problem import Absence, Meeting, Party, Problem, Room

__all__ = ["KINDS", "Kind", "Wish", "keeping", "wishes_of"]

Kind = Literal[
    "apart",  # Two parties are not in rooms beside each other.
    "travel",  # There is time to change rooms.
    "not_next_to",  # The second meeting does not touch the first.
    "spread",  # Breaks differ by no more than ``number``.
    "keep_free",  # ``number`` tables stay free.
    "closed",  # A room is closed in some slots.
    "equipment",
    "seats",  # A meeting needs ``number`` seats.
    "room",  # A meeting is held in this room.
    "language",  # A meeting is interpreted.
    "interpreters",  # There are interpreters of a language for ``number`` rooms at once.
    "rooms",  # There are ``number`` rooms, and each meeting needs one.
    "after",  # The second meeting comes after the first.
    "window",  # Some meetings lie in these slots.
    "absence",  # A party is away in these slots; ``word`` is why.
    "fixed",  # A meeting begins in this slot.
    "required",  # Some meetings are held.
]
# Those that one would rather not be told of come first, for they are tried to be done without first.
KINDS: tuple[Kind, ...] = (
    "apart",
    "travel",
    "not_next_to",
    "spread",
    "keep_free",
    "closed",
    "equipment",
    "seats",
    "room",
    "language",
    "interpreters",
    "rooms",
    "after",
    "window",
    "absence",
    "fixed",
    "required",
)
_ABUNDANT = 10**6


@dataclass(frozen=True)
class Wish:
    """One thing that was asked for, and whom and what it concerns, by index; ``number`` and ``word`` as the kind says.

    Of ``required`` and ``window`` one wish is for several meetings. Of ``required`` ``parties`` are those who take part
    in all of them, ``slots`` those in which they could lie as far as the other wishes of an explanation let them, and
    ``number`` is how many slots that is.
    """

    kind: Kind
    parties: tuple[int, ...] = ()
    meetings: tuple[int, ...] = ()
    slots: tuple[int, ...] = ()
    rooms: tuple[int, ...] = ()
    number: int | None = None
    word: str = ""


def wishes_of(problem: Problem) -> tuple[Wish, ...]:
    """All that a problem asks for."""
    found = [*_of_meetings(problem), *_of_parties(problem), *_of_rooms(problem)]
    return tuple(sorted(found, key=lambda wish: (KINDS.index(wish.kind), wish.meetings, wish.parties)))


def _of_meetings(problem: Problem) -> Iterator[Wish]:
    windows: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for index, meeting in enumerate(problem.meetings):
        if meeting.window is not None:
            windows[meeting.window].append(index)
        yield from _of_times(index, meeting)
        if problem.rooms:
            yield from _of_needs(index, meeting)
        if meeting.languages:
            yield Wish("language", meeting.parties, (index,), number=len(meeting.languages), word=meeting.languages[0])
    for window, meetings in windows.items():
        yield Wish("window", meetings=tuple(meetings), slots=window)
    required = tuple(index for index, meeting in enumerate(problem.meetings) if meeting.required)
    if required:
        yield Wish("required", meetings=required)


def _of_times(index: int, meeting: Meeting) -> Iterator[Wish]:
    if meeting.start is not None:
        yield Wish("fixed", meeting.parties, (index,), (meeting.start,))
    for other in dict.fromkeys(meeting.after):
        yield Wish("after", meetings=(other, index))
    for other in dict.fromkeys(meeting.not_next_to):
        yield Wish("not_next_to", meetings=(other, index))


def _of_needs(index: int, meeting: Meeting) -> Iterator[Wish]:
    if meeting.seats:
        yield Wish("seats", meeting.parties, (index,), number=meeting.seats)
    if meeting.equipment:
        yield Wish("equipment", meeting.parties, (index,), word=meeting.equipment[0])
    if meeting.room is not None:
        yield Wish("room", meeting.parties, (index,), rooms=(meeting.room,))


def _of_parties(problem: Problem) -> Iterator[Wish]:
    for index, party in enumerate(problem.parties):
        reasons: dict[str, set[int]] = defaultdict(set)
        for absence in party.absences:
            reasons[absence.reason].update(absence.slots)
        for reason, slots in reasons.items():
            if slots:
                yield Wish("absence", (index,), slots=tuple(sorted(slots)), word=reason)
    if problem.spread is not None:
        yield Wish("spread", number=problem.spread)
    for pair in problem.apart if problem.adjacent else ():
        yield Wish("apart", pair)


def _of_rooms(problem: Problem) -> Iterator[Wish]:
    if problem.rooms:
        yield Wish("rooms", number=len(problem.rooms))
    if problem.travel:
        yield Wish("travel", number=max(minutes for _, _, minutes in problem.travel))
    if problem.keep_free:
        yield Wish("keep_free", number=problem.keep_free)
    for index, room in enumerate(problem.rooms):
        if room.closed:
            yield Wish("closed", slots=room.closed, rooms=(index,))
    spoken = sorted({language for meeting in problem.meetings for language in meeting.languages})
    for language in spoken:
        yield Wish("interpreters", number=problem.interpreters.get(language, 0), word=language)


def keeping(problem: Problem, wishes: Collection[Wish]) -> Problem:
    """The same problem with these wishes and no others: what is not wished for is as easy as can be."""
    kept = _Kept(wishes)
    has_rooms = bool(kept.of("rooms"))
    languages = {language for meeting in problem.meetings for language in meeting.languages}
    heard = {language for language in languages if language in kept.words}
    return replace(
        problem,
        parties=tuple(_party(index, party, kept) for index, party in enumerate(problem.parties)),
        meetings=tuple(_meeting(index, meeting, kept) for index, meeting in enumerate(problem.meetings)),
        rooms=tuple(_room(index, room, kept) for index, room in enumerate(problem.rooms)) if has_rooms else (),
        interpreters={
            **dict.fromkeys(languages, _ABUNDANT),
            **{one: problem.interpreters.get(one, 0) for one in heard},
        },
        travel=problem.travel if has_rooms and kept.of("travel") else (),
        adjacent=problem.adjacent if has_rooms else (),
        apart=tuple(pair for pair in problem.apart if has_rooms and pair in kept.apart),
        spread=problem.spread if kept.of("spread") else None,
        keep_free=problem.keep_free if has_rooms and kept.of("keep_free") else 0,
        published=None,
    )


class _Kept:
    """Wishes by what they are about."""

    def __init__(self, wishes: Collection[Wish]) -> None:
        self.by_kind: dict[Kind, list[Wish]] = defaultdict(list)
        for wish in wishes:
            self.by_kind[wish.kind].append(wish)
        self.single = {
            kind: {index for wish in self.by_kind[kind] for index in wish.meetings}
            for kind in ("required", "fixed", "window", "seats", "equipment", "room", "language")
        }
        self.pairs = {kind: {wish.meetings for wish in self.by_kind[kind]} for kind in ("after", "not_next_to")}
        self.absences = {(wish.parties[0], wish.word) for wish in self.by_kind["absence"]}
        self.closed = {wish.rooms[0] for wish in self.by_kind["closed"]}
        self.apart = {wish.parties for wish in self.by_kind["apart"]}
        self.words = {wish.word for wish in self.by_kind["interpreters"]}

    def of(self, kind: Kind) -> list[Wish]:
        """The wishes of a kind."""
        return self.by_kind[kind]


def _party(index: int, party: Party, kept: _Kept) -> Party:
    absences = tuple(
        Absence(each.slots, each.reason) for each in party.absences if (index, each.reason) in kept.absences
    )
    return party if absences == party.absences else replace(party, absences=absences)


def _meeting(index: int, meeting: Meeting, kept: _Kept) -> Meeting:
    single, has_rooms = kept.single, bool(kept.of("rooms"))
    return replace(
        meeting,
        required=index in single["required"],
        start=meeting.start if index in single["fixed"] else None,
        window=meeting.window if index in single["window"] else None,
        room=meeting.room if has_rooms and index in single["room"] else None,
        seats=meeting.seats if index in single["seats"] else 0,
        equipment=meeting.equipment if index in single["equipment"] else (),
        languages=meeting.languages if index in single["language"] else (),
        after=tuple(other for other in meeting.after if (other, index) in kept.pairs["after"]),
        not_next_to=tuple(other for other in meeting.not_next_to if (other, index) in kept.pairs["not_next_to"]),
    )


def _room(index: int, room: Room, kept: _Kept) -> Room:
    return room if index in kept.closed or not room.closed else replace(room, closed=())
