"""Where the rows are: one database, a primary on several machines, and copies of it that pages are read from."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import dj_database_url

REPLICA = "replica-"
# Whoever has several machines to ask goes on to the next one soon.
SECONDS_TO_CONNECT = 3
_READS_ONLY = "-c default_transaction_read_only=on"


def databases(url: str, *, copies: list[str], synchronous: str = "NORMAL") -> dict[str, dict[str, Any]]:
    """The primary, and its copies as ``replica-1``, ``replica-2`` …; how SQLite waits for its disk."""
    named = {f"{REPLICA}{number}": _copy(_database(each, synchronous)) for number, each in enumerate(copies, 1)}
    return {"default": _database(url, synchronous), **named}


def _copy(found: dict[str, Any]) -> dict[str, Any]:
    if not found["ENGINE"].endswith("sqlite3"):
        told = found["OPTIONS"].get("options", "")
        # Nobody writes there by mistake, not even once it has become the primary.
        found["OPTIONS"]["options"] = f"{told} {_READS_ONLY}".strip()
        found["OPTIONS"].setdefault("connect_timeout", SECONDS_TO_CONNECT)
    found["CONN_HEALTH_CHECKS"] = True
    return found


def _database(url: str, synchronous: str) -> dict[str, Any]:
    hosts = _hosts(url)
    found: dict[str, Any] = dict(dj_database_url.parse(_of_first(url), conn_max_age=600, conn_health_checks=False))
    if found["ENGINE"].endswith("sqlite3"):
        found["OPTIONS"] = {**_sqlite(synchronous), **found.get("OPTIONS", {})}
        if found["NAME"] != ":memory:":
            Path(found["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        return found
    # Statements that come again are prepared once: the query of a kept page costs half.
    options: dict[str, Any] = {"server_side_binding": True, "prepare_threshold": 3}
    if len(hosts) > 1:
        found["HOST"] = ",".join(host for host, _port in hosts)
        found["PORT"] = ",".join(port for _host, port in hosts)
        # The machine that takes writes is the primary, whichever it is by now.
        options |= {"target_session_attrs": "read-write", "connect_timeout": SECONDS_TO_CONNECT}
        # A connection to a primary that is gone is found out before a request is lost with it.
        found["CONN_HEALTH_CHECKS"] = True
    found["OPTIONS"] = {**options, **found.get("OPTIONS", {})}
    return found


def _sqlite(synchronous: str) -> dict[str, Any]:
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous}; PRAGMA cache_size=-20000;",
    }


def _hosts(url: str) -> list[tuple[str, str]]:
    """Host and port of each machine that an address names."""
    told = urlsplit(url).netloc.rpartition("@")[2]
    return [_parted(each) for each in told.split(",")]


def _parted(told: str) -> tuple[str, str]:
    host, colon, port = told.rpartition(":")
    if not colon or "]" in port:
        host, port = told, ""
    return host.strip("[]"), port or "5432"


def _of_first(url: str) -> str:
    """The address with its first machine alone: no parser of addresses takes several."""
    scheme, netloc, *rest = urlsplit(url)
    if "," not in netloc:
        return url
    who, at, hosts = netloc.rpartition("@")
    return urlunsplit((scheme, f"{who}{at}{hosts.partition(',')[0]}", *rest))
