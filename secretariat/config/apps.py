"""The installed application that carries the command line and the deployment checks."""

from typing import Any

from django.apps import AppConfig


class HouseConfig(AppConfig):
    """The house as an installed application."""

    name = "secretariat.config"
    label = "config"

    def ready(self) -> None:
        """Register the checks that ``secretariat check`` runs, and what upper desks add to what lower ones do."""
        from secretariat.api.queries.recorded import OPEN_ENTRIES, PLAIN_CHANGES  # noqa: PLC0415 - models are ready
        from secretariat.api.queries.webhooks_words import IN_WORDS  # noqa: PLC0415 - models are ready only now
        from secretariat.audit.action import WITNESSES  # noqa: PLC0415 - models are ready only now
        from secretariat.config import checks, erasing  # noqa: F401, PLC0415 - both say themselves to the desks
        from secretariat.config.metrics import count_deed  # noqa: PLC0415
        from secretariat.delegations.queries import BESIDE_BOARD, BESIDE_DELEGATE  # noqa: PLC0415
        from secretariat.door.queries import badge_beside  # noqa: PLC0415
        from secretariat.preparation.queries import pressure_on_parties  # noqa: PLC0415

        if count_deed not in WITNESSES:
            WITNESSES.append(count_deed)
        if _deed_in_words not in IN_WORDS:
            IN_WORDS.append(_deed_in_words)
        if _open_entries not in OPEN_ENTRIES:
            OPEN_ENTRIES.append(_open_entries)
            PLAIN_CHANGES.append(_plain_changes)
        if pressure_on_parties not in BESIDE_BOARD:
            BESIDE_BOARD.append(pressure_on_parties)
        if badge_beside not in BESIDE_DELEGATE:
            BESIDE_DELEGATE.append(badge_beside)


def _deed_in_words(verb: str) -> str:
    """What the record calls a deed, for the desks beside it."""
    from secretariat.overview.queries.words import deed_in_words  # noqa: PLC0415 - read when it is first needed

    return deed_in_words(verb)


def _open_entries(user: Any, conference: Any) -> Any:
    """Which deeds the pages of the record tell this person."""
    from secretariat.overview.queries import entries_open_to  # noqa: PLC0415 - read when it is first needed

    return entries_open_to(user, conference)


def _plain_changes(entries: Any, conference: Any, user: Any) -> Any:
    """What those deeds changed, as far as the pages tell it."""
    from secretariat.overview.queries import plain_changes  # noqa: PLC0415 - read when it is first needed

    return plain_changes(entries, conference, user)
