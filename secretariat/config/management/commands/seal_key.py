"""``secretariat seal-key``: make the key that signs seals."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from secretariat.engines.sealing import new_key_file


class Command(BaseCommand):
    """Make the private key once, and print the public one, which is to be published."""

    help = "Make the key that signs seals, in the file that SEAL_KEY_FILE names, and print its public half."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Make it; a key that is there is never written over."""
        path = settings.SEAL_KEY_FILE
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            public = new_key_file(path)
        except FileExistsError as error:
            raise CommandError(f"{path} is there already. Move it away to make another.") from error
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        self.stdout.write(public)
        self.stderr.write(f"{path} holds the private key. Publish the public one above: who knows it can tell whose")
        self.stderr.write("seals they are. Seals that were made before stay unsigned.")
