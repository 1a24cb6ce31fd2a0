"""Servers of PostgreSQL of one trial, on loopback: a primary, and a synchronous copy that can take its place."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

ACCOUNT = "postgres"
PATIENCE = 120.0
# The server refuses to run as root.
AS_ROOT = os.geteuid() == 0
PRIMARY, STANDBY = "one", "two"


@dataclass(frozen=True)
class Server:
    """One server: its folder and its port."""

    data: Path
    port: int

    def address(self, database: str) -> str:
        """How a database of it is named."""
        return f"postgres://postgres@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        tool(
            "pg_ctl", "start", "--wait", f"--timeout={PATIENCE:.0f}", f"--pgdata={self.data}", f"--log={self.data}/said"
        )

    def stop(self) -> None:
        """Stop it, if it runs."""
        if (self.data / "postmaster.pid").exists():
            with contextlib.suppress(SystemExit):
                tool("pg_ctl", "stop", "--mode=immediate", f"--pgdata={self.data}")

    def kill(self) -> None:
        """End every process of it at once; nobody is asked."""
        first = psutil.Process(int((self.data / "postmaster.pid").read_text().splitlines()[0]))
        all_of_it = [first, *first.children(recursive=True)]
        for each in all_of_it:
            with contextlib.suppress(psutil.NoSuchProcess):
                each.send_signal(signal.SIGKILL)
        psutil.wait_procs(all_of_it, timeout=PATIENCE)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def promote(self) -> None:
        """Make the copy the primary."""
        tool("pg_ctl", "promote", "--wait", f"--timeout={PATIENCE:.0f}", f"--pgdata={self.data}")


def pair(folder: Path) -> tuple[Server, Server]:
    """A primary, and a copy without whose word no deed is acknowledged."""
    if AS_ROOT:
        folder.chmod(0o711)
    place = folder / "servers"
    place.mkdir(mode=0o700)
    if AS_ROOT:
        shutil.chown(place, ACCOUNT, ACCOUNT)
    one, two = (Server(place / name, free_port()) for name in (PRIMARY, STANDBY))
    tool("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", f"--pgdata={one.data}")
    # An acknowledged deed can be read on the copy as well, and not only found in its log.
    configure(one, {"synchronous_commit": "remote_apply", "max_connections": "80", "shared_buffers": "64MB"})
    one.start()
    whence = f"host=127.0.0.1 port={one.port} user=postgres application_name={STANDBY}"
    tool("pg_basebackup", f"--pgdata={two.data}", "--checkpoint=fast", "--write-recovery-conf", f"--dbname={whence}")
    configure(two, {})
    two.start()
    with psycopg.connect(one.address("postgres"), autocommit=True) as there:
        there.execute(f"ALTER SYSTEM SET synchronous_standby_names = '{STANDBY}'".encode())
        there.execute("SELECT pg_reload_conf()")
        there.execute("CREATE DATABASE house")
        deadline = time.monotonic() + PATIENCE
        while there.execute("SELECT sync_state FROM pg_stat_replication").fetchall() != [("sync",)]:
            if time.monotonic() > deadline:
                raise SystemExit("the copy does not follow")
            time.sleep(0.1)
    return one, two


def configure(server: Server, settings: dict[str, str]) -> None:
    """Give a server its port, and these settings."""
    told = {"port": str(server.port), "listen_addresses": "'127.0.0.1'", "unix_socket_directories": f"'{server.data}'"}
    with (server.data / "postgresql.conf").open("a") as file:
        file.write("".join(f"{name} = {value}\n" for name, value in {**told, **settings}.items()))


def free_port() -> int:
    """A port of loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def tool(name: str, *words: str) -> None:
    """Run a program of the server to its end."""
    done = subprocess.run(
        [_program(name), *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        user=ACCOUNT if AS_ROOT else None,
        group=ACCOUNT if AS_ROOT else None,
        extra_groups=[] if AS_ROOT else None,
        cwd="/",
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{name} failed: {done.stderr.strip()}")


def _program(name: str) -> str:
    """A program of the server: of the newest that is installed."""
    found = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda each: int(re.sub(r"\D", "", each.parts[4]))
    )
    return str(found[-1]) if found else shutil.which(name) or name
