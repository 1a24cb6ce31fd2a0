"""Nothing leaves this machine while tests run: whoever would reach another is refused, and the test fails.

Python asks before every connection, datagram and name, also of those made in C. A program that a test starts loads
this file by ``tests/guarded/sitecustomize.py``; what is refused anywhere is written down for the test to find.
"""

# Every program that a test starts loads this: little is loaded before something is to be refused.
import os
import sys
from typing import Any

TOLD_IN = "OUTSIDE_TOLD_IN"
_GUARDED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "guarded")  # noqa: PTH100, PTH118, PTH120
_TO = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_NAMES = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})
_stands: list[bool] = []


def stand_guard() -> None:
    """Refuse from now on, for as long as this process lives."""
    if not _stands:
        _stands.append(True)
        sys.addaudithook(_judge)


def guard_children(told_in: str) -> None:
    """Let every Python that this process starts stand guard as well, and write what is refused to this file."""
    os.environ[TOLD_IN] = told_in
    paths = [_GUARDED, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys(paths))


def guarded(*paths: str) -> dict[str, str]:
    """What a program needs in an environment of its own to stand guard; the paths are those of its modules."""
    return {TOLD_IN: os.environ[TOLD_IN], "PYTHONPATH": os.pathsep.join((_GUARDED, *paths))}


def refused() -> list[str]:
    """What was refused since this was asked last."""
    told_in = os.environ[TOLD_IN]
    if not os.path.exists(told_in):  # noqa: PTH110
        return []
    with open(told_in, encoding="utf-8") as told:  # noqa: PTH123
        found = told.read().splitlines()
    os.remove(told_in)  # noqa: PTH107
    return found


def is_here(host: object) -> bool:
    """Whether an address is this machine's own; a name is, if nobody else has to be asked for it."""
    from socket import gethostname  # noqa: PLC0415

    name = _text(host).lower()
    address = _address(name)
    if address is None:
        return name in {"", "localhost", gethostname().lower()}
    mapped = getattr(address, "ipv4_mapped", None) or address
    return bool(mapped.is_loopback or mapped.is_unspecified)


def _judge(event: str, args: tuple[Any, ...]) -> None:
    if event in _TO:
        line, address = args[0], args[1]
        # A datagram without an address goes where its line was connected to, which was judged then; what is no pair
        # is the name of a socket among the files.
        if isinstance(address, tuple) and not is_here(address[0]):
            _refuse(f"{event} {line.family} {address}")
    elif event in _NAMES and _address(_text(args[0])) is None and not is_here(args[0]):
        # RFC 6761: a name that is nobody's, which a test may try; whoever asks for another meant it.
        _refuse("" if _text(args[0]).endswith(".invalid") else f"{event} {args[0]}")


def _text(host: object) -> str:
    return host.decode() if isinstance(host, bytes) else str(host or "")


def _address(name: str) -> Any:
    from ipaddress import ip_address  # noqa: PLC0415

    try:
        return ip_address(name.partition("%")[0])
    except ValueError:
        return None


def _refuse(what: str) -> None:
    from socket import gaierror  # noqa: PLC0415

    if what:
        with open(os.environ[TOLD_IN], "a", encoding="utf-8") as told:  # noqa: PTH123
            told.write(f"{what}\n")
    # A program that minds its network takes it for one that is down.
    raise gaierror(-2, f"Tests reach no other machine: {what}.")
