"""The installed application that carries the command line and the deployment checks."""

from django.apps import AppConfig


class HouseConfig(AppConfig):
    """The house as an installed application."""

    name = "secretariat.config"
    label = "config"

    def ready(self) -> None:
        """Register the checks that ``secretariat check`` runs, and what upper desks add to what lower ones do."""
        from secretariat.config import checks  # noqa: F401, PLC0415 - registers itself
        from secretariat.delegations.actions import ALSO_PURGED  # noqa: PLC0415 - models are ready only now
        from secretariat.delegations.queries import BESIDE_BOARD, BESIDE_DELEGATE  # noqa: PLC0415
        from secretariat.door.actions import forget_all_prints  # noqa: PLC0415
        from secretariat.door.queries import badge_beside  # noqa: PLC0415
        from secretariat.preparation.queries import pressure_on_parties  # noqa: PLC0415

        if pressure_on_parties not in BESIDE_BOARD:
            BESIDE_BOARD.append(pressure_on_parties)
        if badge_beside not in BESIDE_DELEGATE:
            BESIDE_DELEGATE.append(badge_beside)
        if forget_all_prints not in ALSO_PURGED:
            ALSO_PURGED.append(forget_all_prints)
