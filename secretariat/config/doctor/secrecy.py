"""Secrets: whether somebody else knows them, since they stand in an example, or can guess them."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from secretariat.config.doctor.environment import is_on_trial
from secretariat.config.doctor.findings import Finding, broken, warning

PART = "secrets"
# What stands in examples, those of deploy/ among them, and what people write until they think of something.
_OF_AN_EXAMPLE = re.compile(r"change.?(me|it|this)|replace.?(me|this)|insecure|example|your.?(secret|password)|…")
_FIRST_GUESSES = {"", "admin", "password", "passphrase", "postgres", "root", "secret", "secretariat", "test"}
_RANDOM = "openssl rand -base64 48 makes one."


def is_known(secret: str) -> bool:
    """Whether it is one that stands in an example, or that whoever guesses tries first."""
    said = secret.strip().lower()
    return said in _FIRST_GUESSES or bool(_OF_AN_EXAMPLE.search(said))


def secrets_are_secret() -> Iterator[Finding]:
    """Whether any secret was left as an example has it, or is another one's as well."""
    from django.conf import settings  # noqa: PLC0415 - they may be unreadable

    grave = warning if is_on_trial() else broken
    given = {
        "SECRET_KEY": (settings.SECRET_KEY, "Whoever knows it signs in as anybody."),
        "BADGE_SECRET": (settings.BADGE_SECRET, "Whoever knows it and has the database makes badges."),
        "METRICS_TOKEN": (settings.METRICS_TOKEN or None, "Whoever knows it reads /metrics."),
    }
    for name, (secret, why) in given.items():
        if secret is not None and is_known(secret):
            yield grave(PART, f"{name} is as in an example. {why}", f"Set {name} to a secret of your own. {_RANDOM}")
    if settings.EMAIL_HOST_PASSWORD and is_known(settings.EMAIL_HOST_PASSWORD):
        yield grave(
            PART,
            "EMAIL_HOST_PASSWORD is as in an example. Whoever knows it sends mail as the house.",
            "Set EMAIL_HOST_PASSWORD to the one that the mail server gave to EMAIL_HOST_USER.",
        )
    if settings.SECRET_KEY == settings.BADGE_SECRET:
        yield grave(
            PART,
            "SECRET_KEY and BADGE_SECRET are the same: whoever learns one has both.",
            f"Set BADGE_SECRET to another one before badges are issued. {_RANDOM}",
        )
    if len(settings.BADGE_SECRET) < 32 and not is_known(settings.BADGE_SECRET):
        yield grave(PART, "BADGE_SECRET can be guessed: it is short.", f"Set it to 50 random characters. {_RANDOM}")
    yield from _of_databases()
    yield from _of_the_cache()
    yield from _of_the_bucket()


def _of_databases() -> Iterator[Finding]:
    from django.conf import settings  # noqa: PLC0415 - they may be unreadable

    grave = warning if is_on_trial() else broken
    for alias, told in settings.DATABASES.items():
        password = told.get("PASSWORD") or ""
        if password and (is_known(password) or password == told.get("USER")):
            variable = "DATABASE_URL" if alias == "default" else "REPLICA_URLS"
            yield grave(
                PART,
                f"The password of the database in {variable} is as in an example: whoever reaches it reads all.",
                f"Give the role another (ALTER ROLE … PASSWORD …), and write it into {variable}.",
            )


def _of_the_cache() -> Iterator[Finding]:
    from django.conf import settings  # noqa: PLC0415 - they may be unreadable

    grave = warning if is_on_trial() else broken
    address = urlsplit(settings.CACHE_URL)
    password = unquote(address.password or "") or parse_qs(address.query).get("password", [""])[-1]
    if password and is_known(password):
        yield grave(
            PART,
            "The password in CACHE_URL is as in an example: whoever reaches the cache signs in as anybody.",
            "Give the cache another (requirepass), and write it into CACHE_URL. openssl rand -hex 24 makes one.",
        )


def _of_the_bucket() -> Iterator[Finding]:
    grave = warning if is_on_trial() else broken
    url, secret = os.environ.get("FILES_URL", ""), os.environ.get("AWS_SECRET_ACCESS_KEY", "")
    if "@" in url:
        yield grave(
            PART,
            "FILES_URL holds a name or a password, which is not asked for there and may be shown.",
            "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and let FILES_URL name bucket and endpoint alone.",
        )
    if url and secret and is_known(secret):
        yield grave(
            PART,
            "AWS_SECRET_ACCESS_KEY is as in an example: whoever guesses it reads all files.",
            "Make another key for the bucket, and set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
        )


def passphrase_is_good() -> Iterator[Finding]:
    """Whether the file that seals backups of nights can be read by the house alone, and holds a passphrase."""
    from django.conf import settings  # noqa: PLC0415 - they may be unreadable

    from secretariat.config.keeping.envelope import Unusable  # noqa: PLC0415
    from secretariat.config.keeping.reading import passphrase_in  # noqa: PLC0415

    named = settings.BACKUP_PASSPHRASE_FILE
    if not named:
        return
    remedy = f"Run (umask 077; openssl rand -base64 32 > {named}), give it to the house, and keep a copy on paper."
    try:
        passphrase = passphrase_in(Path(named))
    except Unusable as error:
        yield broken(PART, f"No backup can be made at night: {error}", remedy)
        return
    if is_known(passphrase):
        yield broken(PART, f"The passphrase in {named} is as in an example: whoever has a backup reads it.", remedy)
    if stat.S_IMODE(Path(named).stat().st_mode) & 0o007:
        yield broken(PART, f"Everybody on this machine can read {named}.", f"Run chmod o= {named}")
