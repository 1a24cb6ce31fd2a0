"""What the doctor finds of secrets that others know, of clocks and zones, of places for backups, and of numbers."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.conference.actions import add_room
from secretariat.conference.models import Conference
from secretariat.config.doctor import clock, environment, examining, machine, secrecy
from secretariat.config.doctor.findings import Finding, Grade
from tests import make

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
OWN = "vq8mJ2s-XbB1n7T_pQ4wYz6kLd0hRfGcUeAoNiVt"
OTHER = "Kd0hRfGcUeAoNiVtvq8mJ2s-XbB1n7T_pQ4wYz6l"


def said(found: Iterator[Finding], grade: Grade = Grade.BROKEN) -> str:
    return " ".join(each.sentence for each in found if each.grade == grade)


@pytest.fixture
def opened(settings: Any) -> Any:
    """Settings of a house that is open to all, with secrets of its own."""
    settings.BASE_URL, settings.ALLOWED_HOSTS = "https://conference.test", ["conference.test"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.SECOND_FACTOR_REQUIRED, settings.DEMO, settings.DEBUG = True, False, False
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "mail.conference.test", "office@conference.test"
    settings.SECRET_KEY, settings.BADGE_SECRET, settings.METRICS_TOKEN = OWN, OTHER, OWN[::-1]
    return settings


def test_secrets_of_ones_own_are_not_found_fault_with(opened: Any) -> None:
    assert list(secrecy.secrets_are_secret()) == []
    assert said(environment.settings_are_safe()) == ""


def test_every_value_that_examples_give_for_a_secret_is_known() -> None:
    paths = (DEPLOY / "systemd" / "secretariat.env.example", DEPLOY / "compose" / "env.example")
    lines = [line for path in paths for line in path.read_text().splitlines() if "change" in line and "=" in line]

    assert len(lines) >= 5
    for line in lines:
        assert secrecy.is_known(line.partition("=")[2]), line


@pytest.mark.parametrize("name", ["SECRET_KEY", "BADGE_SECRET", "METRICS_TOKEN", "EMAIL_HOST_PASSWORD"])
@pytest.mark.parametrize("value", ["change-me-50-other-random-characters-and-more", "ChangeMe", "secret", "…"])
def test_a_secret_as_in_an_example_is_told_without_it(opened: Any, name: str, value: str) -> None:
    setattr(opened, name, value)

    (finding,) = [each for each in secrecy.secrets_are_secret() if name in each.sentence]

    assert finding.grade == Grade.BROKEN
    assert value not in finding.sentence.removeprefix(name) or value == "secret"
    assert ("openssl rand" if name != "EMAIL_HOST_PASSWORD" else "the mail server gave") in finding.remedy


@pytest.mark.parametrize(
    ("alias", "password", "variable"),
    [
        ("default", "change-me", "DATABASE_URL"),
        ("default", "house-of-2020", "DATABASE_URL"),
        ("default", "change-me-letters-and-digits-alone", "DATABASE_URL"),
        ("replica-1", "postgres", "REPLICA_URLS"),
    ],
)
def test_a_password_of_the_database_as_in_an_example_is_told(
    opened: Any, monkeypatch: pytest.MonkeyPatch, alias: str, password: str, variable: str
) -> None:
    told = {**opened.DATABASES["default"], "USER": "house-of-2020", "PASSWORD": password}
    monkeypatch.setitem(opened.DATABASES, alias, told)

    assert f"The password of the database in {variable}" in said(secrecy.secrets_are_secret())


@pytest.mark.parametrize(
    ("address", "is_told"),
    [
        ("redis://:change-me@cache.test:6379/0", True),
        ("redis://cache.test:6379/0?password=secret", True),
        (f"redis://house:{OWN}@cache.test:6379/0", False),
        ("redis://cache.test:6379/0", False),
        ("", False),
    ],
)
def test_a_password_of_the_cache_as_in_an_example_is_told(opened: Any, address: str, is_told: bool) -> None:
    opened.CACHE_URL = address

    assert ("The password in CACHE_URL" in said(secrecy.secrets_are_secret())) == is_told


def test_keys_of_the_bucket_in_its_address_or_as_in_an_example_are_told(
    opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FILES_URL", "s3://files?endpoint=https://s3.test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", OWN)
    assert said(secrecy.secrets_are_secret()) == ""
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "change-me")
    assert "AWS_SECRET_ACCESS_KEY is as in an example" in said(secrecy.secrets_are_secret())
    monkeypatch.setenv("FILES_URL", f"s3://house:{OWN}@files")

    found = said(secrecy.secrets_are_secret())

    assert "FILES_URL holds a name or a password" in found
    assert OWN not in found


def test_one_secret_for_two_and_a_short_one_are_told(opened: Any) -> None:
    opened.BADGE_SECRET = OWN
    assert "are the same" in said(secrecy.secrets_are_secret())
    opened.BADGE_SECRET = "k3Yq9"

    assert "BADGE_SECRET can be guessed" in said(secrecy.secrets_are_secret())


def test_on_trial_a_secret_of_an_example_is_no_fault_yet(opened: Any) -> None:
    opened.BASE_URL, opened.BADGE_SECRET = "http://localhost:8000", "change-me"

    assert said(secrecy.secrets_are_secret()) == ""
    assert "BADGE_SECRET is as in an example" in said(secrecy.secrets_are_secret(), Grade.WARNING)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(None, "cannot be read"), ("\n", "is empty"), ("change-me\n", "as in an example"), (f"{OWN}\n", "")],
)
def test_a_file_that_holds_no_passphrase_is_told(
    settings: Any, tmp_path: Path, content: str | None, sentence: str
) -> None:
    settings.BACKUP_PASSPHRASE_FILE = str(tmp_path / "passphrase")
    if content is not None:
        (tmp_path / "passphrase").write_text(content)
        (tmp_path / "passphrase").chmod(0o640)

    told = said(secrecy.passphrase_is_good())

    assert sentence in told
    assert bool(told) == bool(sentence)


def test_a_passphrase_that_everybody_can_read_is_told(settings: Any, tmp_path: Path) -> None:
    settings.BACKUP_PASSPHRASE_FILE = str(tmp_path / "passphrase")
    (tmp_path / "passphrase").write_text(OWN)
    (tmp_path / "passphrase").chmod(0o644)

    assert "Everybody on this machine can read" in said(secrecy.passphrase_is_good())


def test_a_place_for_backups_that_is_not_there_is_told(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "a-file").touch()
    for named, sentence in (
        (str(tmp_path / "gone"), "is not there"),
        (str(tmp_path / "a-file"), "is no folder"),
        ("backups", "elsewhere for each process"),
    ):
        settings.BACKUP_FOLDER = named
        (finding,) = machine.backups_are_made()

        assert finding.grade == Grade.BROKEN
        assert sentence in finding.sentence
        assert "install -d" in finding.remedy


def test_a_place_for_backups_that_the_house_may_not_write_to_is_told(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.BACKUP_FOLDER = str(tmp_path)
    # Tests may be run as root, who may write anywhere.
    monkeypatch.setattr(os, "access", lambda place, _how: Path(place) != tmp_path)

    assert "may not write to" in said(machine.backups_are_made())


def test_root_is_told_that_it_looks_with_other_eyes(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VAR = settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(os, "getuid", lambda: 0)
    assert "The doctor is root" not in said(machine.folders_are_ours(), Grade.WARNING) or tmp_path.stat().st_uid
    stat = Path.stat
    owned = os.stat_result([*tmp_path.stat()[:4], 10001, *tmp_path.stat()[5:]])
    monkeypatch.setattr(Path, "stat", lambda path, **how: owned if path == tmp_path else stat(path, **how))

    (finding,) = [each for each in machine.folders_are_ours() if "The doctor is root" in each.sentence]
    assert "the house is uid 10001" in finding.sentence
    way = "systemd-run --pipe --wait --uid={} --property=EnvironmentFile=/etc/secretariat.env"
    assert way.format(10001) in finding.remedy
    assert way.format("secretariat") in (DEPLOY / "README.md").read_text()


def test_numbers_that_are_open_are_told(opened: Any) -> None:
    opened.METRICS_TOKEN, opened.ALLAUTH_TRUSTED_PROXY_COUNT = "", 0
    assert "may read /metrics" in said(environment.settings_are_safe(), Grade.WARNING)
    opened.METRICS_TOKEN = OWN

    assert "may read /metrics" not in said(environment.settings_are_safe(), Grade.WARNING)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("EMAIL_HOST", "mail.example.org", "EMAIL_HOST is as in an example"),
        ("DEFAULT_FROM_EMAIL", "secretariat@conference.example.org", "DEFAULT_FROM_EMAIL is as in an example"),
        ("BASE_URL", "https://conference.example.org", "BASE_URL is as in an example"),
        ("ALLOWED_HOSTS", ["conference.test", "conference.example.org"], "ALLOWED_HOSTS is as in an example"),
        ("EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend", "thrown away (dummy), not sent"),
        ("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend", "(filebased), not sent"),
        ("EMAIL_HOST_PASSWORD", OWN, "travels in clear"),
    ],
)
def test_a_setting_as_in_an_example_and_mail_that_goes_astray_are_told(
    opened: Any, name: str, value: Any, sentence: str
) -> None:
    setattr(opened, name, value)

    assert sentence in said(environment.settings_are_safe())


@pytest.mark.parametrize(
    ("name", "value"), [("SESSION_RESTS_HOURS", "twelve"), ("SESSION_LASTS_DAYS", "a week"), ("BACKUP_KEEP", "7")]
)
def test_numbers_that_nobody_can_read_are_told_by_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)

    assert [name in each.sentence for each in environment.why_unreadable(ValueError("x"))] == [True]


@pytest.mark.django_db
def test_a_clock_that_stands_before_what_was_done_is_told() -> None:
    held = make.conference()
    add_room(make.user(Role.SECRETARY, held), held, name={"en": "Hall"})
    assert said(clock.clock_is_right()) == ""
    Entry.objects.update(at=timezone.now() + timedelta(days=1))

    assert "The last deed was recorded at" in said(clock.clock_is_right())


@pytest.mark.django_db
def test_a_clock_before_the_program_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: clock.OLDEST - timedelta(days=9))

    assert "The clock says that it is 2024-12-23" in said(clock.clock_is_right())


@pytest.mark.django_db
def test_a_zone_that_this_machine_does_not_know_is_told() -> None:
    held = make.conference()
    Conference.objects.filter(pk=held.pk).update(time_zone="Mars/Olympus_Mons")

    assert "does not know the time in Mars/Olympus_Mons" in said(clock.clock_is_right())


def test_every_look_is_one_of_the_doctor() -> None:
    for look in (secrecy.secrets_are_secret, secrecy.passphrase_is_good, clock.clock_is_right):
        assert look in examining.LOOKS
    assert clock.clock_is_right in examining.OF_THE_DATABASE
