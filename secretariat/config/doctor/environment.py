"""The environment and the settings made of it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from secretariat.config.doctor.findings import Finding, broken, fine, warning

PART = "settings"
NUMBERS = (
    "API_REQUESTS_PER_MINUTE",
    "API_REQUESTS_PER_MINUTE_WITHOUT_TOKEN",
    "EMAIL_PORT",
    "PUBLIC_PAGES_KEPT",
    "SECURE_HSTS_SECONDS",
    "SESSION_LASTS_DAYS",
    "SESSION_RESTS_HOURS",
    "TRUSTED_PROXY_COUNT",
    "UPLOAD_LIMIT",
)
FOLDERS = ("SECRETARIAT_VAR", "STATIC_ROOT", "PROMETHEUS_MULTIPROC_DIR")
DATABASES = ("sqlite", "postgres", "postgresql", "pgsql", "postgis")
_HERE = {"localhost", "127.0.0.1", "::1"}
_SHORTEST_SECRET = 32
_THREE = re.compile(r"\s*\d+\s*(,\s*\d+\s*){2}")
# Names that are kept free for examples: no mail arrives there, and nobody is found by them.
_OF_AN_EXAMPLE = re.compile(r"(^|[@./])example\.(org|com|net)\b")


def why_unreadable(error: Exception) -> Iterator[Finding]:
    """Why settings could not be made of the environment, by the variables that hold what nobody can read."""
    wrong = [name for name in NUMBERS if os.environ.get(name) and not os.environ[name].strip().isdigit()]
    for name in wrong:
        yield broken(PART, f"{name} is no number.", f"Set {name} to a whole number, or unset it.")
    if not _THREE.fullmatch(os.environ.get("BACKUP_KEEP") or "7,4,12"):
        wrong.append("BACKUP_KEEP")
        yield broken(PART, "BACKUP_KEEP is not three numbers.", "Set BACKUP_KEEP=7,4,12: days, weeks and months.")
    for name in _folders_in(error):
        wrong.append(name)
        yield broken(
            PART,
            f"The house may not write to {os.environ[name]}: {type(error).__name__}: {error}",
            f"Set {name} to a folder that the house may write to, or unset it.",
        )
    if trouble := _trouble_with_address(os.environ.get("DATABASE_URL", "")):
        yield broken(PART, f"DATABASE_URL {trouble}", _ADDRESS)
    elif not wrong:
        yield broken(
            PART,
            f"The settings cannot be read: {type(error).__name__}: {error}",
            "Look at the variables of the environment; the README lists them. SECRETARIAT_VAR must be a folder "
            "that the house may write to.",
        )


_ADDRESS = (
    "Set DATABASE_URL=postgres://user:password@host/name, with a password of letters and digits alone "
    "(openssl rand -hex 24 makes one), or unset it for SQLite."
)


def _folders_in(error: Exception) -> list[str]:
    """The variables whose folder is the one that could not be made or written to."""
    named = error.filename if isinstance(error, OSError) else None
    if not isinstance(named, str):
        return []
    refused = Path(named).resolve()
    told = {name: Path(os.environ[name]).resolve() for name in FOLDERS if os.environ.get(name)}
    return [name for name, folder in told.items() if refused.is_relative_to(folder) or folder.is_relative_to(refused)]


def _trouble_with_address(url: str) -> str:
    """What is wrong with the address of a database, without telling any of it."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "is no address."
    if parts.scheme not in DATABASES:
        return "names no database that the house knows."
    # A slash, a question mark or a hash in the password ends the part of an address that names the host.
    if "@" not in parts.netloc and "@" in url:
        return "is cut short by its password: a slash, a question mark or a hash in it ends the address."
    return ""


def is_on_trial() -> bool:
    """Whether the house is only for this machine, so that what is not safe to open is no fault yet."""
    from django.conf import settings  # noqa: PLC0415 - they may be unreadable

    return (urlsplit(settings.BASE_URL).hostname or "") in _HERE


def settings_are_safe() -> Iterator[Finding]:
    """What would let somebody in, or keep everybody out."""
    from django.conf import settings  # noqa: PLC0415 - they may be unreadable

    from secretariat.config.checks import the_house_is_safe_to_open  # noqa: PLC0415

    grave = warning if is_on_trial() else broken
    if settings.DEBUG:
        yield grave(PART, "DEBUG is on: errors show strangers what the house holds.", "Unset DEBUG.")
    if len(settings.SECRET_KEY) < _SHORTEST_SECRET or len(set(settings.SECRET_KEY)) < 8:
        yield broken(
            PART,
            "SECRET_KEY can be guessed: whoever does signs in as anybody.",
            "Set SECRET_KEY to 50 random characters, or unset it: the house makes one.",
        )
    if settings.METRICS_TOKEN and len(settings.METRICS_TOKEN) < 16:
        yield warning(PART, "METRICS_TOKEN can be guessed.", "Set it to 32 random characters.")
    if not settings.METRICS_TOKEN and settings.ALLAUTH_TRUSTED_PROXY_COUNT == 0 and not is_on_trial():
        yield warning(
            PART,
            "Whatever comes from this machine may read /metrics: through a proxy that adds no heading, everybody may.",
            "Set METRICS_TOKEN to 32 random characters, or TRUSTED_PROXY_COUNT to the number of proxies.",
        )
    for message in the_house_is_safe_to_open(None):
        is_grave = message.level >= 40
        if message.level >= 30:
            yield (grave if is_grave else warning)(PART, message.msg, message.hint or "")
    yield from _addresses()
    yield from _names_of_examples()
    yield from _mail_that_goes_nowhere()


def _addresses() -> Iterator[Finding]:
    """Whether the names, the proxy and TLS fit together."""
    from django.conf import settings  # noqa: PLC0415 - they may be unreadable

    base = urlsplit(settings.BASE_URL)
    if not base.hostname or base.scheme not in {"http", "https"}:
        yield broken(PART, "BASE_URL is no address.", "Set BASE_URL=https://your.address")
        return
    if "*" in settings.ALLOWED_HOSTS:
        yield broken(
            PART,
            "ALLOWED_HOSTS lets any name in: links in mails can be made to lead elsewhere.",
            f"Set ALLOWED_HOSTS={base.hostname}",
        )
    elif not _is_named(base.hostname, settings.ALLOWED_HOSTS):
        yield broken(
            PART,
            f"The house does not answer to {base.hostname}, the name in BASE_URL: every page is refused.",
            f"Set ALLOWED_HOSTS={base.hostname}",
        )
    if base.scheme == "https" and not getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        yield from _does_not_know_of_tls(f"{base.scheme}://{base.netloc}")
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None) and settings.ALLAUTH_TRUSTED_PROXY_COUNT == 0:
        yield warning(
            PART,
            "A proxy brings TLS, and none is trusted to tell who asks: all visitors share one limit of sign-ins.",
            "Set TRUSTED_PROXY_COUNT to the number of proxies before the house.",
        )
    yield fine(PART, f"The house is at {settings.BASE_URL}.")


def _names_of_examples() -> Iterator[Finding]:
    from django.conf import settings  # noqa: PLC0415 - they may be unreadable

    grave = warning if is_on_trial() else broken
    told = {
        "BASE_URL": settings.BASE_URL,
        "ALLOWED_HOSTS": ",".join(settings.ALLOWED_HOSTS),
        "EMAIL_HOST": settings.EMAIL_HOST,
        "DEFAULT_FROM_EMAIL": settings.DEFAULT_FROM_EMAIL,
    }
    for name, value in told.items():
        if _OF_AN_EXAMPLE.search(value):
            yield grave(PART, f"{name} is as in an example: {value}.", f"Set {name} to a name of your own.")


def _mail_that_goes_nowhere() -> Iterator[Finding]:
    from django.conf import settings  # noqa: PLC0415 - they may be unreadable

    grave = warning if is_on_trial() else broken
    kind = settings.EMAIL_BACKEND.rpartition(".mail.backends.")[2].partition(".")[0]
    if kind in {"dummy", "locmem", "filebased"}:
        yield grave(PART, f"Mail is kept or thrown away ({kind}), not sent.", "Set EMAIL_BACKEND and EMAIL_HOST.")
    is_in_clear = not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL)
    if kind == "smtp" and settings.EMAIL_HOST_PASSWORD and is_in_clear and settings.EMAIL_HOST not in _HERE:
        yield grave(
            PART, "The password of the mail server travels in clear.", "Set EMAIL_USE_TLS=1 and EMAIL_PORT=587."
        )


def _is_named(host: str, allowed: list[str]) -> bool:
    return any(host == each.strip("[]") or (each.startswith(".") and f".{host}".endswith(each)) for each in allowed)


def _does_not_know_of_tls(origin: str) -> Iterator[Finding]:
    from django.conf import settings  # noqa: PLC0415 - they may be unreadable

    remedy = "Set BEHIND_TLS_PROXY=1 if the proxy sets X-Forwarded-Proto, as those in deploy/ do."
    if settings.SECURE_SSL_REDIRECT:
        yield broken(PART, "SECURE_SSL_REDIRECT sends every visitor round in a circle: the house sees no TLS.", remedy)
    elif origin not in settings.CSRF_TRUSTED_ORIGINS:
        yield broken(PART, "Every form is refused: BASE_URL is https, and the house sees requests without TLS.", remedy)
