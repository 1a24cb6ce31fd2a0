"""What ``secretariat check --deploy`` says about an installation that is not safe yet."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, Warning, register  # noqa: A004 - the framework's names


@register(Tags.security, deploy=True)
def the_house_is_safe_to_open(app_configs: Sequence[AppConfig] | None, **_kwargs: Any) -> list[CheckMessage]:
    """Name every setting that would let somebody in, lose a mail, or send secrets in clear."""
    del app_configs
    found: list[CheckMessage] = []
    if settings.DEMO:
        found.append(Error("DEMO is on: accounts with printed passwords exist.", hint="Unset DEMO.", id="house.E001"))
    if not settings.BASE_URL.startswith("https://"):
        found.append(
            Error(
                "BASE_URL is not https: cookies and passwords travel in clear.",
                hint="Set BASE_URL=https://your.address and put a proxy with TLS before the house.",
                id="house.E002",
            )
        )
    if set(settings.ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]"}:
        found.append(Error("ALLOWED_HOSTS names this machine only.", hint="Set ALLOWED_HOSTS.", id="house.E003"))
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        found.append(Error("Mail is printed, not sent.", hint="Set EMAIL_BACKEND and EMAIL_HOST.", id="house.E004"))
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        found.append(Error("Mail has no real sender.", hint="Set DEFAULT_FROM_EMAIL.", id="house.E005"))
    if not settings.SECOND_FACTOR_REQUIRED:
        found.append(
            Error(
                "The office may be entered with a password alone.",
                hint="Unset SECOND_FACTOR_REQUIRED or set it to 1.",
                id="house.E006",
            )
        )
    return found + _advice()


def _advice() -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        found.append(
            Info(
                "The data are in SQLite: one machine, no replica.",
                hint="Set DATABASE_URL=postgres://… when several machines serve.",
                id="house.I001",
            )
        )
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT == 0:
        found.append(
            Warning(
                "No proxy is trusted: behind one, all visitors share one sign-in limit.",
                hint="Set TRUSTED_PROXY_COUNT to the number of proxies before the house.",
                id="house.W001",
            )
        )
    if settings.SECOND_FACTOR_REQUIRED and settings.SECOND_FACTOR_FOR == "keepers":
        found.append(
            Warning(
                "Most of the office may be entered with a password alone: SECOND_FACTOR_FOR is keepers.",
                hint="Unset SECOND_FACTOR_FOR or set it to office.",
                id="house.W003",
            )
        )
    if settings.BADGE_SECRET_IS_A_FILE:
        found.append(
            Warning(
                "The secret that seals the keys of badges lies in a file beside the data.",
                hint="Set BADGE_SECRET, and keep it where the database is not.",
                id="house.W002",
            )
        )
    return found
