"""Accounts for the trial of how long a sign-in takes, made inside the house's own process: ``python -m … NUMBER``."""

import os
import sys

import django

PASSWORD = "three-cedars-of-lebanon"


def prepare(number: int) -> None:
    """As many accounts with a password as are asked about, one each: none is asked often enough to be closed."""
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415 - once the apps are ready

    from secretariat.accounts.models import User  # noqa: PLC0415

    hashed = make_password(PASSWORD)
    User.objects.bulk_create(
        User(email=f"known-{each}@example.org", name=f"Known {each}", password=hashed) for each in range(number)
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    django.setup()
    prepare(int(sys.argv[1]))
