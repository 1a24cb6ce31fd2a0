"""Who has the floor, who comes next, and how long each may speak and has spoken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db.models import QuerySet

from secretariat.accounts.models import Sensitivity
from secretariat.conference.models import Conference, ShownName
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.models import WITH_A_PLACE, Delegate, DelegateRole, Delegation, Rank
from secretariat.delegations.queries import protocol_key
from secretariat.programme.models import (
    Intervention,
    InterventionKind,
    InterventionState,
    Session,
    SpeakersList,
    SpeakersRule,
)
from secretariat.programme.queries.feeds import fingerprint

# The usual practice of the United Nations (rules of procedure of the General Assembly and its decision 34/401).
MOST_REPLIES = 2
_RANKS = {str(rank): place for place, rank in enumerate(Rank.values)}
_NO_RANK = len(_RANKS)
_SCRIPTS = {"ar": "Arabic", "ru": "Cyrillic", "zh": "Chinese"}
# A point of order interrupts; rights of reply come when all have spoken.
_TURNS = {InterventionKind.POINT_OF_ORDER: 0, InterventionKind.STATEMENT: 1, InterventionKind.REPLY: 2}


@dataclass(frozen=True)
class Turn:
    """One turn as it is shown: whose it is, and how its time stands at a moment."""

    intervention: Intervention
    party_name: object
    speaker: Delegate | None
    at: datetime
    place: int = 0
    other_name: str = ""

    @property
    def used(self) -> int:
        """Seconds used up to this moment."""
        return used_seconds(self.intervention, self.at)

    @property
    def left(self) -> int:
        """Seconds left; less than nothing once the time is over."""
        return self.intervention.limit_seconds - self.used

    @property
    def over(self) -> int:
        """Seconds beyond the time given."""
        return max(0, -self.left)

    @property
    def clock(self) -> str:
        """What is left, as a clock shows it: 4:05; beyond the time given with a sign before it."""
        return f"−{as_clock(self.over)}" if self.over else as_clock(self.left)

    @property
    def used_clock(self) -> str:
        """What was used, as a clock shows it."""
        return as_clock(self.used)

    @property
    def given_clock(self) -> str:
        """What was given, as a clock shows it."""
        return as_clock(self.intervention.limit_seconds)

    @property
    def is_running(self) -> bool:
        """Whether the clock runs."""
        return self.intervention.running_since is not None

    @property
    def is_interrupted(self) -> bool:
        """Whether somebody had the floor already and waits to go on."""
        return self.intervention.state == InterventionState.WAITING and self.intervention.began_at is not None


@dataclass(frozen=True)
class Floor:
    """A speakers' list at a moment: who has the floor, who waits in which order, who has spoken."""

    speakers_list: SpeakersList
    speaking: Turn | None
    waiting: list[Turn]
    done: list[Turn]

    @property
    def next(self) -> Turn | None:
        """Who has the floor next."""
        return self.waiting[0] if self.waiting else None

    @property
    def mark(self) -> str:
        """Another one as soon as anything but the clock has changed."""
        rows = [turn.intervention for turn in (*self.waiting, *self.done, *([self.speaking] if self.speaking else []))]
        kept = self.speakers_list
        told: list[object] = [
            str(kept.rule),
            kept.is_open,
            kept.limit_seconds,
            kept.reply_seconds,
            bool(kept.screen_hash),
        ]
        told.append(self.speaking is not None and self.speaking.over > 0)
        told += [(row.pk, str(row.state), row.running_since, row.used_seconds, row.limit_seconds) for row in rows]
        return sha256(repr(told).encode()).hexdigest()[:16]


def as_clock(seconds: int) -> str:
    """Seconds as minutes and seconds: 4:05."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def used_seconds(intervention: Intervention, at: datetime) -> int:
    """The seconds that a turn has used up to a moment, by the clock of the server."""
    since = intervention.running_since
    running = max(0, int((at - since).total_seconds())) if since is not None else 0
    return intervention.used_seconds + running


def floor_of(speakers_list: SpeakersList, *, at: datetime, language: str, beside: str = "") -> Floor:
    """The list as it stands, in the alphabet of a language; parties are named in another beside. Three queries."""
    names = shown_names(speakers_list.conference)
    rows = list(_turns(speakers_list))
    heads = _heads(speakers_list.conference_id, {row.delegation_id for row in rows})

    def turn(row: Intervention, place: int = 0) -> Turn:
        name = name_of(row.delegation.party, names)
        return Turn(row, name, _named(row, heads), at, place, _in(beside, name) if beside else "")

    speaking = next((turn(row) for row in rows if row.state == InterventionState.SPEAKING), None)
    waiting = in_order(speakers_list, rows, heads=heads, names=names, language=language)
    # A conference file need not know when somebody ended.
    spoken = (row for row in rows if row.state == InterventionState.DONE)
    done = sorted(spoken, key=lambda row: (row.ended_at or row.began_at or row.asked_at, row.pk))
    return Floor(
        speakers_list,
        speaking,
        [turn(row, place) for place, row in enumerate(waiting, start=1)],
        [turn(row) for row in done],
    )


def in_order(
    speakers_list: SpeakersList,
    rows: Sequence[Intervention],
    *,
    heads: dict[int, Delegate],
    names: dict[int, ShownName],
    language: str,
) -> list[Intervention]:
    """Those who wait, in the order in which they have the floor.

    Points of order come first, then whoever one of them interrupted; rights of reply come last. Among statements the
    places that the chair gave come first; then the rule: the order of request, or protocol order (rank of the speaker,
    then the party's name).
    """
    is_by_protocol = speakers_list.rule == SpeakersRule.PROTOCOL

    def key(row: Intervention) -> tuple[object, ...]:
        by_rule: tuple[object, ...] = ()
        if is_by_protocol and row.kind == InterventionKind.STATEMENT:
            speaker = row.delegate or heads.get(row.delegation_id)
            rank = _RANKS.get(speaker.rank, _NO_RANK) if speaker is not None else _NO_RANK
            by_rule = (rank, *protocol_key(row.delegation.party, names, language))
        return (
            row.kind != InterventionKind.POINT_OF_ORDER,
            row.began_at is None,
            _TURNS[InterventionKind(row.kind)],
            row.position is None,
            row.position or 0,
            by_rule,
            row.asked_at,
            row.pk,
        )

    return sorted((row for row in rows if row.state == InterventionState.WAITING), key=key)


def waiting_of(speakers_list: SpeakersList, *, language: str) -> list[Intervention]:
    """Those who wait, in order. Three queries."""
    rows = list(_turns(speakers_list))
    heads = _heads(speakers_list.conference_id, {row.delegation_id for row in rows})
    return in_order(speakers_list, rows, heads=heads, names=shown_names(speakers_list.conference), language=language)


@dataclass(frozen=True)
class TimeUsed:
    """How often a delegation spoke, and for how long in all."""

    party_name: object
    turns: int
    seconds: int

    @property
    def clock(self) -> str:
        """How long in all, as a clock shows it."""
        return as_clock(self.seconds)


def time_used(floor: Floor) -> list[TimeUsed]:
    """How long each delegation has spoken, longest first."""
    found: dict[int, tuple[object, int, int]] = {}
    interrupted = [turn for turn in floor.waiting if turn.is_interrupted]
    for turn in [*floor.done, *interrupted, *([floor.speaking] if floor.speaking else [])]:
        _name, turns, seconds = found.get(turn.intervention.delegation_id, ("", 0, 0))
        found[turn.intervention.delegation_id] = (turn.party_name, turns + 1, seconds + turn.used)
    told = [TimeUsed(name, turns, seconds) for name, turns, seconds in found.values()]
    return sorted(told, key=lambda each: -each.seconds)


def lists_of(conference: Conference, sessions: QuerySet[Session]) -> list[SpeakersList]:
    """The speakers' lists of these sessions, in the order of time."""
    found = SpeakersList.objects.filter(conference=conference, session__in=sessions).select_related("session__room")
    return list(found.order_by("session__day", "session__starts_at", "pk"))


def list_on_screen(conference_slug: str, secret: str) -> SpeakersList | None:
    """The list that a secret address shows; nothing for an address that was never given or was ended."""
    found = SpeakersList.objects.filter(conference__slug=conference_slug, screen_hash=fingerprint(secret))
    return found.exclude(screen_hash="").select_related("session__room", "conference").first()


def _turns(speakers_list: SpeakersList) -> QuerySet[Intervention]:
    found = Intervention.objects.filter(list=speakers_list).exclude(state=InterventionState.WITHDRAWN)
    return found.select_related("delegation__party", "delegate", "answers__delegation__party").order_by(
        "asked_at", "pk"
    )


def language_beside(language: str, conference: Conference) -> str:
    """A language of the conference in other letters than this one: both stand on the screen of a room."""
    script = _SCRIPTS.get(language, "")
    wanted = [conference.original_language, "ar", "en", *conference.languages]
    return next((code for code in wanted if code in conference.languages and _SCRIPTS.get(code, "") != script), "")


def _named(row: Intervention, heads: dict[int, Delegate]) -> Delegate | None:
    """Who speaks: the person who is named, or else the head; nobody who is known to secretaries alone."""
    speaker = row.delegate or heads.get(row.delegation_id)
    return speaker if speaker is not None and speaker.sensitivity != Sensitivity.RESTRICTED else None


def _in(language: str, name: object) -> str:
    kept = getattr(name, "data", None)
    return str(kept.get(language) or "") if isinstance(kept, dict) else ""


def _heads(conference_id: int, delegations: set[int]) -> dict[int, Delegate]:
    found = Delegate.objects.filter(
        conference_id=conference_id,
        delegation_id__in=delegations,
        role=DelegateRole.HEAD,
        state__in=sorted(WITH_A_PLACE),
    )
    return {head.delegation_id: head for head in found}


def those_who_may_ask(conference: Conference) -> QuerySet[Delegation]:
    """The delegations to the conference."""
    return Delegation.objects.filter(conference=conference, occasion="conference").select_related("party")
