"""Closing the network to this process for good, where the system can."""

import ctypes
import platform
import struct
import sys

__all__ = ["close_network"]

# Numbers of the system's calls "socket", "execve", "execveat" and "io_uring_setup", and the mark of the machine's kind.
_CALLS = {
    "x86_64": (0xC000003E, (41, 59, 322, 425)),
    "aarch64": (0xC00000B7, (198, 221, 281, 425)),
}
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13
# A word is loaded, compared, answered.
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
# Calls of the other numbering of the same machine.
_OTHER_NUMBERING = 0x40000000


def close_network() -> bool:
    """Let this process open no socket and start no other program any more; say whether the system could do it.

    Files that are open and those that it opens later stay as they are.
    """
    known = _CALLS.get(platform.machine())
    if not sys.platform.startswith("linux") or known is None or struct.calcsize("P") != 8:
        return False
    machine, calls = known
    lines = _filter(machine, calls)
    library = ctypes.CDLL(None, use_errno=True)
    code = ctypes.create_string_buffer(b"".join(lines))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(lines), ctypes.addressof(code)))
    if library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(library.prctl(_SECCOMP, _FILTER, program, 0, 0) == 0)


def _filter(machine: int, calls: tuple[int, ...]) -> list[bytes]:
    """Whatever is none of these calls of this machine goes on; the others are told that they may not."""
    left = len(calls)
    lines = [
        _line(_LOAD, value=4),
        _line(_EQUAL, otherwise=left + 3, value=machine),
        _line(_LOAD, value=0),
        _line(_AT_LEAST, then=left + 1, value=_OTHER_NUMBERING),
    ]
    lines += [_line(_EQUAL, then=left - place, value=call) for place, call in enumerate(calls)]
    return [*lines, _line(_RETURN, value=_ALLOW), _line(_RETURN, value=_REFUSE)]


def _line(code: int, *, then: int = 0, otherwise: int = 0, value: int) -> bytes:
    return struct.pack("HBBI", code, then, otherwise, value)
