"""The installed application that carries the command line and the deployment checks."""

from django.apps import AppConfig


class HouseConfig(AppConfig):
    """The house as an installed application."""

    name = "secretariat.config"
    label = "config"

    def ready(self) -> None:
        """Register the checks that ``secretariat check`` runs."""
        from secretariat.config import checks  # noqa: F401, PLC0415 - registers itself
