"""What the tests of strict JSON ask for."""

from secretariat.engines.strictjson import DEFAULT, Limits, Unreadable, parse


def refused(data: bytes | str, *, limits: Limits = DEFAULT, decimals: bool = False) -> Unreadable:
    """Return the refusal of a text, or fail where it is read."""
    try:
        value = parse(data.encode("utf-8") if isinstance(data, str) else data, limits=limits, decimals=decimals)
    except Unreadable as refusal:
        return refusal
    raise AssertionError(f"read as {value!r:.200}")


def code(data: bytes | str, *, limits: Limits = DEFAULT) -> str:
    """Return the code of the refusal of a text."""
    return refused(data, limits=limits).code
