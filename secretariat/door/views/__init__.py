"""Pages of the door desk, and what devices at the gates ask."""

from secretariat.door.views.wire import photos, receive, snapshot, take_up

__all__ = ["photos", "receive", "snapshot", "take_up"]
