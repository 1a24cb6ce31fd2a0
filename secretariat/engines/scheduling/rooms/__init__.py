"""Rooms and tables for meetings: what must be known of them before there are times, and their names afterwards.

``narrowed`` takes slots from windows in which there can be no room; ``capacity.capacities`` says how many meetings may
be held at once. ``housed`` then gives each meeting its room: the published one, one in which a party was before, and so
that as few as possible, and the least weighty, find none; those are given another time, or are left out.
"""

from secretariat.engines.scheduling.rooms.mending import Housed, housed
from secretariat.engines.scheduling.rooms.narrowing import narrowed
from secretariat.engines.scheduling.site import Site

__all__ = ["Housed", "Site", "housed", "narrowed"]
