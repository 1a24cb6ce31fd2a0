"""What is shipped to put the house into service fits the house: names, ports, addresses and commands."""

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands, load_command_class

from secretariat.api.v1 import bodies
from secretariat.config import health, metrics, server
from secretariat.config.keeping.making import name_of

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
SETTINGS = (DEPLOY.parent / "secretariat" / "config" / "settings.py").read_text()
BACKUPS, PASSPHRASE = "/var/backups/secretariat", "/etc/secretariat.passphrase"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
MANIFESTS = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
PORT = "8000"


def documents() -> list[dict[str, Any]]:
    return [each for path in MANIFESTS for each in yaml.safe_load_all(path.read_text()) if each]


def of_kind(kind: str) -> list[dict[str, Any]]:
    return [each for each in documents() if each["kind"] == kind]


def containers() -> Iterator[dict[str, Any]]:
    for each in (*of_kind("Deployment"), *of_kind("Job")):
        yield from each["spec"]["template"]["spec"]["containers"]


def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose" / "compose.yaml").read_text())
    return read


def unit(path: Path) -> ConfigParser:
    read = ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read_string(path.read_text())
    return read


def is_understood(words: list[str]) -> bool:
    """Whether the command takes these words."""
    name, *rest = words
    if name == "serve":
        given = server._given(rest)
        return str(given.port) == PORT
    command = load_command_class(get_commands()[name.replace("-", "_")], name.replace("-", "_"))
    command.create_parser("secretariat", name).parse_args(rest)
    return True


def is_known(variable: str) -> bool:
    return f'"{variable}"' in SETTINGS


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_runs_a_command_of_the_house_and_may_do_little(path: Path) -> None:
    service = unit(path)["Service"]
    program, *words = service["ExecStart"].split()

    assert program == "/opt/secretariat/.venv/bin/secretariat"
    assert is_understood(words)
    assert (service["User"], service["EnvironmentFile"]) == ("secretariat", "/etc/secretariat.env")
    assert (service["NoNewPrivileges"], service["ProtectSystem"], service["UMask"]) == ("yes", "strict", "0077")
    assert (service["StateDirectory"], service["StateDirectoryMode"]) == ("secretariat", "0700")
    if service.get("Type") != "oneshot":
        assert service["Restart"] == "always"
        # It never gives up, however long the database is away.
        assert unit(path)["Unit"]["StartLimitIntervalSec"] == "0"


def test_units_that_are_given_a_folder_for_counts_and_no_others_count_there() -> None:
    services = {path.stem.removeprefix("secretariat-"): unit(path)["Service"] for path in UNITS}
    counting = {name for name, service in services.items() if metrics.FOLDER in service.get("Environment", "")}

    assert counting == {name for name, service in services.items() if "RuntimeDirectory" in service} == {"web", "work"}
    for name in counting:
        folder = services[name]["Environment"].removeprefix(f"{metrics.FOLDER}=")
        assert folder == f"/run/{services[name]['RuntimeDirectory']}/counts"
    # Whatever stands there is given to each of them.
    assert metrics.FOLDER not in (DEPLOY / "systemd" / "secretariat.env.example").read_text()


def test_backups_lie_in_one_place_that_is_made_and_may_be_written_to() -> None:
    folder = DEPLOY / "systemd"
    example = (folder / "secretariat.env.example").read_text()
    made = (folder / "secretariat.tmpfiles.conf").read_text()
    backup, work = (unit(folder / f"secretariat-{each}.service")["Service"] for each in ("backup", "work"))

    assert f"BACKUP_FOLDER={BACKUPS}\n" in example
    assert f"BACKUP_PASSPHRASE_FILE={PASSPHRASE}\n" in example
    assert f"d {BACKUPS} 0700 secretariat secretariat" in made
    # Root's file, which the house may read.
    assert f"z {PASSPHRASE} 0640 root secretariat" in made
    assert [backup["ReadWritePaths"], work["ReadWritePaths"].removeprefix("-")] == [BACKUPS] * 2
    assert f"--to {BACKUPS} --passphrase-file {PASSPHRASE}" in backup["ExecStart"]
    # Whoever makes three a day lets go of them again.
    assert f'find {BACKUPS} -maxdepth 1 -type f -name "secretariat-*.backup" -mtime' in backup["ExecStartPost"]
    assert name_of("secretariat", datetime(2026, 5, 1, tzinfo=UTC)).startswith("secretariat-")


def test_no_page_names_another_file_for_the_passphrase() -> None:
    pages = [*DEPLOY.rglob("*"), DEPLOY.parent / "docs" / "trust" / "backup.md"]
    found = {
        name for page in pages if page.is_file() for name in re.findall(r"/etc/[\w./-]*passphrase", page.read_text())
    }

    assert found == {PASSPHRASE}


def test_pods_that_make_backups_have_where_to_and_what_to_seal_them_with() -> None:
    given = of_kind("ConfigMap")[0]["data"]
    (worker,) = [each for each in of_kind("Deployment") if each["metadata"]["name"] == "secretariat-worker"]
    pod = worker["spec"]["template"]["spec"]
    mounts = {each["mountPath"]: each["name"] for each in pod["containers"][0]["volumeMounts"]}

    assert mounts[given["BACKUP_FOLDER"]] == "backups"
    assert mounts[given["BACKUP_PASSPHRASE_FILE"].rpartition("/")[0]] == "passphrase"
    assert set(mounts.values()) == {each["name"] for each in pod["volumes"]}
    claimed = {each["persistentVolumeClaim"]["claimName"] for each in pod["volumes"] if "persistentVolumeClaim" in each}
    assert claimed == {each["metadata"]["name"] for each in of_kind("PersistentVolumeClaim")}
    # A disk that belongs to one pod at a time is given up before the next pod asks for it.
    assert worker["spec"]["strategy"] == {"type": "Recreate"}


def test_identifiers_are_taken_from_a_proxy_that_gives_its_own_alone() -> None:
    # ingress-nginx hands on what a visitor says.
    assert of_kind("ConfigMap")[0]["data"]["REQUEST_ID_FROM_PROXY"] == "0"
    assert compose()["services"]["web"]["environment"]["REQUEST_ID_FROM_PROXY"] == "1"


def test_the_builder_is_handed_what_the_image_is_made_of_and_no_more() -> None:
    let_through = (DEPLOY / "compose" / "Containerfile.dockerignore").read_text()
    image = (DEPLOY / "compose" / "Containerfile").read_text()
    copied = {word for line in re.findall(r"^COPY ([^-].*) \S+$", image, re.MULTILINE) for word in line.split()}

    assert {f"!{each}" for each in copied} == set(re.findall(r"^!.*$", let_through, re.MULTILINE))
    assert "\n*\n" in let_through


def test_every_file_of_units_is_put_in_its_place_by_the_page() -> None:
    page = (DEPLOY / "README.md").read_text()

    for path in (DEPLOY / "systemd").iterdir():
        assert f"deploy/systemd/{path.name}" in page or f"deploy/systemd/*{path.suffix}" in page, path.name
    for path in MANIFESTS:
        assert f"`{path.name}`" in page, path.name


def test_the_timer_belongs_to_a_unit() -> None:
    timers = list((DEPLOY / "systemd").glob("*.timer"))

    assert [each.with_suffix(".service").exists() for each in timers] == [True]
    assert unit(timers[0])["Timer"]["OnCalendar"]


@pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="systemd-analyze is not on this machine: units are read, not verified"
)
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    for path in (*UNITS, *(DEPLOY / "systemd").glob("*.timer")):
        # The program is not installed here, so another stands in its place.
        text = path.read_text().replace("/opt/secretariat/.venv/bin/secretariat", sys.executable)
        (tmp_path / path.name).write_text(text)
    done = subprocess.run(  # noqa: S603
        ["systemd-analyze", "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    # What other units of this machine lack is no matter of ours.
    said = [line for line in done.stderr.splitlines() if "secretariat" in line and "ignoring" in line.lower()]
    assert said == []


@pytest.mark.parametrize(
    "path", [DEPLOY / "systemd" / "secretariat.env.example", DEPLOY / "compose" / "env.example"], ids=str
)
def test_an_example_of_settings_names_settings_that_there_are(path: Path) -> None:
    named = re.findall(r"^([A-Z_]+)=", path.read_text(), re.MULTILINE)

    of_compose = {"SITE_ADDRESS", "POSTGRES_PASSWORD"} if path.parent.name == "compose" else set()
    assert len(named) > 5
    assert [each for each in named if not is_known(each) and each not in of_compose] == []


def test_what_compose_sets_the_house_reads_and_what_it_asks_for_the_example_gives() -> None:
    text = (DEPLOY / "compose" / "compose.yaml").read_text()
    services = compose()["services"]

    assert [each for each in services["web"]["environment"] if not is_known(each)] == []
    asked = set(re.findall(r"\$\{([A-Z_]+)", text))
    assert asked == set(re.findall(r"^([A-Z_]+)=", (DEPLOY / "compose" / "env.example").read_text(), re.MULTILINE))
    for name in ("setup", "web", "worker"):
        assert is_understood([str(word) for word in services[name]["command"]])
    assert services["caddy"]["environment"]["UPSTREAM"] == f"web:{PORT}"
    assert set(services["db"]["environment"]) == {
        "POSTGRES_USER",
        "POSTGRES_DB",
        "POSTGRES_PASSWORD",
        "POSTGRES_INITDB_ARGS",
    }
    assert services["web"]["environment"]["BACKUP_PASSPHRASE_FILE"] == f"/run/secrets/{services['web']['secrets'][0]}"
    assert set(services["web"]["secrets"]) == set(compose()["secrets"])
    assert f"backups:{services['web']['environment']['BACKUP_FOLDER']}" in services["worker"]["volumes"]
    volumes = {each.split(":")[0] for service in services.values() for each in service.get("volumes", [])}
    assert volumes - {"../caddy/Caddyfile"} == set(compose()["volumes"])


def test_every_probe_asks_an_address_that_answers_before_all_else() -> None:
    probes = [
        container[kind]["httpGet"]["path"]
        for container in containers()
        for kind in ("startupProbe", "livenessProbe", "readinessProbe")
        if kind in container
    ]
    probes += re.findall(r"http://127\.0\.0\.1:8000(/[^\"]*)\"", (DEPLOY / "compose" / "compose.yaml").read_text())
    probes += re.findall(r"health_uri (\S+)", (DEPLOY / "caddy" / "Caddyfile").read_text())

    assert len(probes) == 5
    assert {each.partition("?")[0] for each in probes} <= set(health._VIEWS)
    # A worker that is gone turns no visitor away, and a database that is gone kills no process.
    assert {each for each in probes if each.startswith("/readyz")} == {"/readyz?without=worker"}
    (live,) = [each["livenessProbe"]["httpGet"]["path"] for each in containers() if "livenessProbe" in each]
    assert live == "/healthz"


def test_manifests_are_whole_and_point_to_each_other() -> None:
    assert {each["kind"] for each in documents()} == {
        "ConfigMap",
        "Deployment",
        "Ingress",
        "Job",
        "PersistentVolumeClaim",
        "PodDisruptionBudget",
        "Service",
    }
    assert all(each["apiVersion"] and each["metadata"]["name"] for each in documents())
    assert [name for name in of_kind("ConfigMap")[0]["data"] if not is_known(name)] == []
    assert all(isinstance(value, str) for value in of_kind("ConfigMap")[0]["data"].values())
    labels = [each["spec"]["template"]["metadata"]["labels"] for each in of_kind("Deployment")]
    for deployment, told in zip(of_kind("Deployment"), labels, strict=True):
        assert deployment["spec"]["selector"]["matchLabels"] == told
    assert of_kind("Service")[0]["spec"]["selector"] in labels
    assert of_kind("PodDisruptionBudget")[0]["spec"]["selector"]["matchLabels"] in labels
    paths = of_kind("Ingress")[0]["spec"]["rules"][0]["http"]["paths"]
    behind = {each["path"]: each["backend"]["service"]["name"] for each in paths}
    services = {each["metadata"]["name"]: each["spec"] for each in of_kind("Service")}
    assert services[behind["/"]]["selector"] in labels
    # Numbers are for machines inside: from outside they are behind a service that no pod belongs to.
    assert "selector" not in services[behind["/metrics"]]
    assert set(behind.values()) == set(services)


def test_containers_run_commands_of_the_house_as_nobody_special() -> None:
    for container in containers():
        assert is_understood([str(word) for word in container["args"]])
        assert container["securityContext"]["allowPrivilegeEscalation"] is False
        assert container["resources"]["limits"]["memory"]
        assert {"secretRef", "configMapRef"} == {key for each in container["envFrom"] for key in each}
    image = (DEPLOY / "compose" / "Containerfile").read_text()
    contexts = [
        each["spec"]["template"]["spec"]["securityContext"] for each in (*of_kind("Deployment"), *of_kind("Job"))
    ]
    assert all(each["runAsNonRoot"] and each["seccompProfile"] == {"type": "RuntimeDefault"} for each in contexts)
    numbers = {each[name] for each in contexts for name in ("runAsUser", "runAsGroup", "fsGroup")}
    assert numbers == {int(number) for number in re.findall(r"--[ug]id (\d+)", image)} == {10001}
    assert f"EXPOSE {PORT}" in image


@pytest.mark.parametrize("path", [DEPLOY / "caddy" / "Caddyfile", DEPLOY / "nginx" / "secretariat.conf"], ids=str)
def test_a_proxy_keeps_numbers_inside_and_overwrites_what_visitors_say_of_themselves(path: Path) -> None:
    text = path.read_text()

    assert text.count("{") == text.count("}")
    assert f"127.0.0.1:{PORT}" in text
    assert re.search(r"/metrics[\s\S]{0,40}404", text)
    assert re.search(r"X-Request-ID (\$request_id|\{http\.request\.uuid\})", text)
    assert re.search(r"X-Forwarded-For (\$remote_addr|\{remote_host\})", text)


def test_no_proxy_tells_an_address_in_its_log() -> None:
    of_caddy = (DEPLOY / "caddy" / "Caddyfile").read_text()
    of_nginx = (DEPLOY / "nginx" / "secretariat.conf").read_text()

    (told,) = re.findall(r"log \{\s+format filter \{([^}]+)\}", of_caddy)
    # A page that one came from stands among the headings.
    assert {"request>uri delete", "request>headers delete"} <= {line.strip() for line in told.splitlines()}
    assert of_nginx.count("access_log off;") == of_nginx.count("server {") == 2
    assert re.search(r"^    error_log \S+ crit;$", of_nginx, re.MULTILINE)


def test_every_proxy_lets_the_largest_file_through_and_not_much_more() -> None:
    of_caddy = re.findall(r"max_size (\d+)MiB", (DEPLOY / "caddy" / "Caddyfile").read_text())
    of_nginx = re.findall(r"client_max_body_size (\d+)m;", (DEPLOY / "nginx" / "secretariat.conf").read_text())
    of_ingress = of_kind("Ingress")[0]["metadata"]["annotations"]["nginx.ingress.kubernetes.io/proxy-body-size"]
    largest = bodies.WITH_FILE.most_bytes

    assert [*of_caddy, *of_nginx, of_ingress.removesuffix("m")] == ["34"] * 3
    assert largest <= 34 * 1024 * 1024 < 1.1 * largest


@pytest.mark.skipif(
    os.getuid() != 0 or not shutil.which("systemd-tmpfiles"),
    reason="systemd-tmpfiles is not here, or not for this user",
)
def test_the_account_and_the_place_for_backups_are_made(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / PASSPHRASE.lstrip("/")).write_text("of root")
    for program, words, name in (
        ("systemd-sysusers", [], "secretariat.sysusers.conf"),
        ("systemd-tmpfiles", ["--create"], "secretariat.tmpfiles.conf"),
    ):
        command = [program, f"--root={tmp_path}", *words, str(DEPLOY / "systemd" / name)]
        subprocess.run(command, capture_output=True, check=True, timeout=60)  # noqa: S603

    assert "secretariat:" in (tmp_path / "etc" / "passwd").read_text()
    assert stat.S_IMODE((tmp_path / BACKUPS.lstrip("/")).stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / PASSPHRASE.lstrip("/")).stat().st_mode) == 0o640


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not on this machine: its file is read, not verified")
def test_nginx_understands_its_file(tmp_path: Path) -> None:
    text = (DEPLOY / "nginx" / "secretariat.conf").read_text()
    plain = re.sub(r"^\s*(ssl_|error_log ).*$", "", text, flags=re.MULTILINE).replace(" ssl http2;", ";")
    whole = f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ {plain} }}"
    (tmp_path / "nginx.conf").write_text(whole.replace("listen 443", "listen 8443").replace("[::]:443", "[::]:8443"))
    done = subprocess.run(  # noqa: S603
        ["nginx", "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    # Whether its folders are here as well is a matter of the machine.
    assert "syntax is ok" in done.stderr, done.stderr


@pytest.mark.skipif(not shutil.which("caddy"), reason="caddy is not on this machine: its file is read, not verified")
def test_caddy_understands_its_file() -> None:
    done = subprocess.run(  # noqa: S603
        ["caddy", "validate", "--adapter", "caddyfile", "--config", str(DEPLOY / "caddy" / "Caddyfile")],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 0, done.stderr


def test_the_page_says_when_to_go_where_and_every_file_is_named() -> None:
    page = (DEPLOY / "README.md").read_text()

    assert {f"({each.name})" for each in DEPLOY.iterdir() if each.is_dir()} <= set(re.findall(r"\(\w+\)", page))
    named = set(re.findall(r"`(tests/[\w/.]+)`", page))
    assert named
    assert all((DEPLOY.parent / each).exists() for each in named)
    for metric in re.findall(r"secretariat_[a-z_]+", page):
        text = (Path(health.__file__).with_name("metrics.py").read_text()) + (
            Path(health.__file__).with_name("measuring.py").read_text()
        )
        assert metric.removesuffix("_count").removesuffix("_bucket") in text
