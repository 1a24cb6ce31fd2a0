"""What every export of Indico is wrapped in: ``{count, _type, complete, url, ts, results}``."""

from collections.abc import Mapping

from secretariat.engines.indico.models import Unreadable

__all__ = ["is_complete", "refuse_error", "results_of"]


def results_of(data: object) -> object:
    """Return what an export holds. Raises ``Unreadable`` ("not indico", "error answer")."""
    if not isinstance(data, Mapping):
        raise Unreadable("not indico")
    if "results" not in data:
        refuse_error(data)
        raise Unreadable("not indico")
    return data["results"]


def refuse_error(data: Mapping[str, object]) -> None:
    """Refuse what is the answer of a server that gives nothing: ``HTTPAPIError``, ``message``, ``error``."""
    if data.get("_type") == "HTTPAPIError" or "message" in data or "error" in data:
        raise Unreadable("error answer")


def is_complete(data: object) -> bool:
    """Return whether the server left nothing out; former versions say so where they reach their limit."""
    return not isinstance(data, Mapping) or data.get("complete") is not False
