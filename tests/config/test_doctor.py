"""Whoever keeps an installation is told what is wrong with it, in sentences, whatever is wrong."""

import json
import os
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from socketserver import StreamRequestHandler, TCPServer
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.conference.actions import add_room
from secretariat.config import seen
from secretariat.config.doctor import data, environment, examining, machine, reaching
from secretariat.config.doctor.findings import Finding, Grade
from secretariat.config.sealing import seal_all
from secretariat.engines.sealing import new_key_file
from tests import make, outside

ROOT = Path(__file__).resolve().parents[2]


def doctor(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command itself, in an environment of its own."""
    around = {"PATH": os.environ["PATH"], "SECRETARIAT_VAR": str(folder), **outside.guarded(str(ROOT)), **environment}
    command = [sys.executable, "-m", "secretariat", "doctor", *words]
    return subprocess.run(command, cwd=ROOT, env=around, capture_output=True, text=True, check=False, timeout=120)  # noqa: S603


def grave(found: Iterator[Finding]) -> str:
    return " ".join(each.sentence for each in found if each.grade == Grade.BROKEN)


def lesser(found: Iterator[Finding]) -> str:
    return " ".join(each.sentence for each in found if each.grade == Grade.WARNING)


def test_settings_that_cannot_be_read_are_told_by_the_variable(tmp_path: Path) -> None:
    told = doctor(tmp_path, EMAIL_PORT="twenty-five")

    assert told.returncode == 1
    assert "EMAIL_PORT is no number." in told.stdout
    assert "Traceback" not in told.stdout + told.stderr


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "a-file").touch()

    told = doctor(tmp_path / "a-file" / "var", "--json")

    assert told.returncode == 1
    (finding,) = json.loads(told.stdout)["findings"]
    assert (finding["part"], finding["grade"]) == ("settings", "broken")
    assert "SECRETARIAT_VAR" in finding["remedy"]


def test_a_folder_for_counts_that_cannot_be_made_is_told_by_its_own_variable(tmp_path: Path) -> None:
    (tmp_path / "a-file").touch()

    told = doctor(tmp_path / "var", "--json", PROMETHEUS_MULTIPROC_DIR=str(tmp_path / "a-file" / "counts"))

    (finding,) = json.loads(told.stdout)["findings"]
    assert "PROMETHEUS_MULTIPROC_DIR" in finding["remedy"]
    assert "SECRETARIAT_VAR" not in finding["remedy"]


@pytest.mark.parametrize("password", ["hunter/22", "hunter?22", "hunter#22", "hunter[22"])
def test_a_password_that_breaks_the_address_is_told_without_it(tmp_path: Path, password: str) -> None:
    told = doctor(tmp_path, "--json", DATABASE_URL=f"postgres://house:{password}@127.0.0.1:5432/house")

    (finding,) = json.loads(told.stdout)["findings"]
    assert finding["sentence"].startswith("DATABASE_URL is")
    assert "letters and digits alone" in finding["remedy"]
    assert "hunter" not in told.stdout + told.stderr


def test_a_database_that_is_down_keeps_the_rest_from_nothing(tmp_path: Path) -> None:
    told = doctor(tmp_path, "--json", DATABASE_URL="postgres://house:hunter22@127.0.0.1:1/house")

    found = json.loads(told.stdout)
    assert (told.returncode, found["well"]) == (1, False)
    sentences = {each["part"]: each["sentence"] for each in found["findings"] if each["grade"] == "broken"}
    assert "does not answer" in sentences["database"]
    assert "Style sheets are not built" in sentences["files"]
    assert "hunter22" not in told.stdout + told.stderr
    assert all(each["remedy"] for each in found["findings"] if each["grade"] != "fine")


def test_a_new_folder_is_told_what_to_do_first(tmp_path: Path) -> None:
    told = doctor(tmp_path)

    assert told.returncode == 1
    assert "migrations are to come" in told.stdout
    assert "→ Run secretariat setup" in told.stdout
    assert told.stdout.splitlines()[-1].endswith("broken.")


@pytest.fixture
def opened(settings: Any) -> Any:
    """Settings of a house that is open to all, as they should be."""
    settings.BASE_URL = "https://conference.example"
    settings.ALLOWED_HOSTS = ["conference.example"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.SECOND_FACTOR_REQUIRED = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "secretariat@conference.example"
    settings.SECRET_KEY = "vq8mJ2s-XbB1n7T_pQ4wYz6kLd0hRfGcUeAoNiVt"
    settings.DEMO = settings.DEBUG = False
    return settings


def test_settings_as_they_should_be_are_not_found_fault_with(opened: Any) -> None:
    assert grave(environment.settings_are_safe()) == ""


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DEBUG", True, "DEBUG is on"),
        ("SECRET_KEY", "secret", "SECRET_KEY can be guessed"),
        ("SECRET_KEY", "a" * 60, "SECRET_KEY can be guessed"),
        ("ALLOWED_HOSTS", ["*"], "lets any name in"),
        ("ALLOWED_HOSTS", ["elsewhere.example"], "does not answer to conference.example"),
        ("BASE_URL", "conference.example", "BASE_URL is no address"),
        ("SECURE_PROXY_SSL_HEADER", None, "Every form is refused"),
        ("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend", "Mail is printed"),
        ("SECOND_FACTOR_REQUIRED", False, "password alone"),
    ],
)
def test_each_setting_that_is_wrong_is_told(opened: Any, name: str, value: Any, sentence: str) -> None:
    setattr(opened, name, value)

    assert sentence in grave(environment.settings_are_safe())


def test_a_redirect_that_never_ends_is_told(opened: Any) -> None:
    opened.SECURE_PROXY_SSL_HEADER, opened.SECURE_SSL_REDIRECT = None, True

    assert "round in a circle" in grave(environment.settings_are_safe())


def test_on_trial_what_is_not_safe_to_open_is_no_fault_yet(opened: Any) -> None:
    opened.BASE_URL, opened.ALLOWED_HOSTS, opened.DEBUG = "http://localhost:8000", ["localhost"], True

    assert grave(environment.settings_are_safe()) == ""
    assert "DEBUG is on" in lesser(environment.settings_are_safe())


def test_secrets_that_others_can_read_are_told(settings: Any, tmp_path: Path) -> None:
    settings.VAR = settings.MEDIA_ROOT = tmp_path
    (tmp_path / "secret-key").write_text("x")
    (tmp_path / "secret-key").chmod(0o644)
    assert "Others on this machine can read" in grave(machine.folders_are_ours())

    (tmp_path / "secret-key").chmod(0o600)
    assert grave(machine.folders_are_ours()) == ""


def test_backups_are_missed_when_there_are_none_or_none_of_late(settings: Any, tmp_path: Path) -> None:
    settings.BACKUP_FOLDER = ""
    assert "No backups are made" in lesser(machine.backups_are_made())
    settings.BACKUP_FOLDER = str(tmp_path)
    assert "There is no backup" in grave(machine.backups_are_made())
    kept = tmp_path / "nightly-20261129T023000Z.backup"
    kept.touch()
    assert grave(machine.backups_are_made()) == ""
    os.utime(kept, (time.time() - 5 * 86400,) * 2)
    assert "5 days old" in grave(machine.backups_are_made())


@pytest.mark.django_db
def test_a_worker_that_is_gone_and_a_task_that_waits_are_told() -> None:
    cache.clear()
    make.conference()
    assert "No worker was seen in the last days" in grave(data.work_is_done())
    seen.say_so()
    assert grave(data.work_is_done()) == ""
    fields: dict[str, Any] = {"task_path": "a.b", "args_kwargs": {"args": [], "kwargs": {}}, "backend_name": "default"}
    waiting = DBTaskResult.objects.create(run_after=get_date_max(), **fields)
    DBTaskResult.objects.create(run_after=get_date_max(), status="FAILED", **fields)
    DBTaskResult.objects.filter(pk=waiting.pk).update(enqueued_at=make.NOON)

    assert "A task has waited" in grave(data.work_is_done())
    assert "1 tasks failed" in lesser(data.work_is_done())


@pytest.mark.django_db
def test_a_record_that_nobody_seals_and_seals_that_nobody_signs_are_told(settings: Any, tmp_path: Path) -> None:
    settings.SEAL_KEY_FILE = tmp_path / "seal-key.pem"
    held = make.conference()
    add_room(make.user(Role.SECRETARY, held), held, name={"en": "Hall"})
    assert lesser(data.record_is_sealed()) == "Seals are not signed: there is no key."
    new_key_file(settings.SEAL_KEY_FILE)
    Entry.objects.update(at=make.NOON)

    assert "No seal was made yet" in lesser(data.record_is_sealed())
    seal_all(timezone.now(), everything=True)
    assert lesser(data.record_is_sealed()) == ""
    add_room(make.user(Role.SECRETARY, held), held, name={"en": "Foyer"})
    assert lesser(data.record_is_sealed()) == ""
    Entry.objects.update(at=make.NOON)

    assert f"no seal was made of what was done in {held.slug}" in lesser(data.record_is_sealed())


@pytest.mark.django_db
def test_the_database_of_the_tests_is_told_by_its_kind() -> None:
    found = list(data.database_answers())

    kind = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    assert any(each.grade == Grade.FINE and each.sentence.startswith(kind) for each in found)


def test_a_look_that_fails_keeps_nobody_from_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> Iterator[Finding]:
        raise RuntimeError("postgres://house:hunter22@db/house")
        yield

    monkeypatch.setattr(examining, "LOOKS", (fails, environment.settings_are_safe))

    found = examining.examine()

    assert found[0].grade == Grade.BROKEN
    assert "hunter22" not in found[0].sentence
    assert len(found) > 1


class Greeter(StreamRequestHandler):
    """A mail server that knows nobody."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        for line in self.rfile:
            word = line.split()[0].upper()
            said = {b"EHLO": b"250-here\r\n250 AUTH PLAIN\r\n", b"AUTH": b"535 no\r\n", b"QUIT": b"221 bye\r\n"}
            self.wfile.write(said.get(word, b"250 fine\r\n"))


@pytest.fixture
def post_office(settings: Any) -> Iterator[TCPServer]:
    """A mail server on this machine, to which the settings lead."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    with TCPServer(("127.0.0.1", 0), Greeter) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()


def test_a_mail_server_that_answers_is_fine(post_office: TCPServer) -> None:
    assert [each.grade for each in reaching.mail_leaves()] == [Grade.FINE]


def test_a_mail_server_that_does_not_know_the_house_is_told_without_the_password(
    post_office: TCPServer, settings: Any
) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "house", "hunter22"

    assert "does not know the house" in grave(reaching.mail_leaves())


def test_a_mail_server_that_is_not_there_is_told(post_office: TCPServer, settings: Any) -> None:
    settings.EMAIL_PORT = 1

    told = grave(reaching.mail_leaves())
    assert "takes nothing" in told
    assert "hunter22" not in told


def test_an_address_that_cannot_be_reached_is_no_fault_of_the_certificate(settings: Any) -> None:
    settings.BASE_URL = "https://127.0.0.1:1"

    assert grave(reaching.certificate_is_good()) == ""
    assert "could not be reached" in lesser(reaching.certificate_is_good())


@pytest.fixture
def of_its_own_making(tmp_path: Path) -> Iterator[TCPServer]:
    """A server with a certificate that it signed itself."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    begins = timezone.now() - timedelta(days=1)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / "both.pem").write_bytes(private + made.public_bytes(pem))
    secured = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secured.load_cert_chain(tmp_path / "both.pem")
    with TCPServer(("127.0.0.1", 0), StreamRequestHandler) as server:
        server.socket = secured.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_a_certificate_that_nobody_trusts_is_told(of_its_own_making: TCPServer, settings: Any) -> None:
    settings.BASE_URL = f"https://localhost:{of_its_own_making.server_address[1]}"

    assert "Visitors of localhost are warned of its certificate" in grave(reaching.certificate_is_good())


def test_a_certificate_that_is_trusted_is_told_with_its_days(
    of_its_own_making: TCPServer, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.BASE_URL = f"https://localhost:{of_its_own_making.server_address[1]}"
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "both.pem"))

    (finding,) = reaching.certificate_is_good()

    assert finding.grade == Grade.FINE
    assert "29 days" in finding.sentence
