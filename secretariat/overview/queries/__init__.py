"""What the morning page says, what a search finds, and what the record tells of a row."""

from secretariat.overview.queries.at_the_door import AtTheDoor, at_the_door
from secretariat.overview.queries.followed_up import FollowThrough, follow_through
from secretariat.overview.queries.morning import (
    Ahead,
    SecondLook,
    ahead,
    look_of,
    office_rows,
    second_look,
    silent_by_region,
)
from secretariat.overview.queries.papers_and_press import PapersAndPress, papers_and_press
from secretariat.overview.queries.record import Change, Told, actors_in, deeds_in, plain_changes, told, whole_deeds
from secretariat.overview.queries.record_search import Found
from secretariat.overview.queries.rows import entries_open_to, row_for_history, rows_shown
from secretariat.overview.queries.search import found_by
from secretariat.overview.queries.words import KINDS, VERBS, deeds_like, kind_in_words

__all__ = [
    "KINDS",
    "VERBS",
    "Ahead",
    "AtTheDoor",
    "Change",
    "FollowThrough",
    "Found",
    "PapersAndPress",
    "SecondLook",
    "Told",
    "actors_in",
    "ahead",
    "at_the_door",
    "deeds_in",
    "deeds_like",
    "entries_open_to",
    "follow_through",
    "found_by",
    "kind_in_words",
    "look_of",
    "office_rows",
    "papers_and_press",
    "plain_changes",
    "row_for_history",
    "rows_shown",
    "second_look",
    "silent_by_region",
    "told",
    "whole_deeds",
]
