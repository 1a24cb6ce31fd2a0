"""What can be wrong with a problem, as codes with the place of each."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["FATAL", "Code", "Fault"]

Code = Literal[
    # Fatal: the data cannot be what was meant.
    "too_many",  # More of ``word`` than this engine takes.
    "unknown_index",  # ``word`` is the field.
    "negative",  # ``word`` is the field.
    "length_below_one",
    "slot_ends_first",
    "slots_in_disorder",  # They overlap, or are not in the order of time or of days.
    "same_key",  # ``word`` is the key.
    "with_itself",
    "after_in_a_circle",
    "wrong_tiers",
    "published_shape",
    # Contradictions.
    "one_party_only",
    "room_for_nobody",
    "too_many_people",
    "no_such_equipment",
    "no_interpreter",
    "too_few_booths",
    "no_room_at_all",
    "no_time_at_all",
    "fixed_outside_window",
    "fixed_while_absent",
    "fixed_in_closed_room",
    "fixed_room_too_small",
    "fixed_on_one_slot",
    "fixed_in_one_room",
    "fixed_before_after",
    "fixed_past_the_end",
    "window_before_arrival",
]

FATAL: frozenset[Code] = frozenset(
    {
        "too_many",
        "unknown_index",
        "negative",
        "length_below_one",
        "slot_ends_first",
        "slots_in_disorder",
        "same_key",
        "with_itself",
        "after_in_a_circle",
        "wrong_tiers",
        "published_shape",
    }
)


@dataclass(frozen=True)
class Fault:
    """Something wrong with a problem, and what it concerns, by index."""

    code: Code
    meetings: tuple[int, ...] = ()
    parties: tuple[int, ...] = ()
    slots: tuple[int, ...] = ()
    rooms: tuple[int, ...] = ()
    number: int | None = None
    limit: int | None = None
    word: str = ""

    @property
    def is_fatal(self) -> bool:
        """Whether the problem cannot be solved, nor a plan be judged, while it is there."""
        return self.code in FATAL
