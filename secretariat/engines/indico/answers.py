"""What somebody answered to one question of a registration form, as text."""

from collections.abc import Iterator, Mapping

from secretariat.engines.indico.models import LONGEST_TEXT, MOST_LISTED
from secretariat.engines.indico.values import Node, cut, flag, line_of, nodes, path, scalar, tell

__all__ = ["answer"]

_JOINED = "; "
_MOST_PLACES = 1_000_000


def answer(node: Node) -> str:
    """Return the answer of a field ``{title, input_type, data, choices}`` as the lists on the screen show it.

    Choices are told by their captions, with the further places taken in brackets; nights by their days; accompanying
    persons by their names, or by their number where they have none; blocks of sessions by their numbers; yes and no as
    "Yes" and "No". A file is told by its name. Several are parted by semicolons.
    """
    return cut(node.ground, path(node.where, "data"), _said(node), LONGEST_TEXT)


def _said(node: Node) -> str:
    value, where = node.data.get("data"), path(node.where, "data")
    if isinstance(value, bool):
        return "Yes" if value else "No"
    text = scalar(value)
    if text is not None:
        return _lines(node, where, text)
    if isinstance(value, Mapping):
        return _of_object(Node(value, where, node.ground), node)
    if isinstance(value, list | tuple):
        return _of_list(node, list(value), where)
    if value is not None:
        tell(node.ground, where, "shape")
    return ""


def _lines(node: Node, where: str, text: str) -> str:
    """An answer cleaned; what was written in lines stays in lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line_of(node.ground, where, each, LONGEST_TEXT) for each in lines).strip("\n")


def _of_object(value: Node, field: Node) -> str:
    if "choice" in value.data:
        return _nights(value, field)
    # An affiliation that was chosen from the list of the server, or typed.
    if "text" in value.data:
        return line_of(value.ground, path(value.where, "text"), value.data["text"])
    if len(value.data) > MOST_LISTED:
        tell(value.ground, value.where, "too many", str(len(value.data)))
    captions = _captions(field)
    chosen = [key for key, _ in zip(value.data, range(MOST_LISTED), strict=False) if isinstance(key, str)]
    order = {key: place for place, key in enumerate(captions)}
    chosen.sort(key=lambda key: order.get(key, len(order)))
    return _JOINED.join(each for each in (_chosen(value, key, captions) for key in chosen) if each)


def _chosen(value: Node, key: str, captions: Mapping[str, str]) -> str:
    """A choice by its caption; one that no choice names is told, and shown as it stands."""
    places = value.data[key]
    if places is False or places is None or places == 0:
        return ""
    if key not in captions:
        tell(value.ground, path(value.where, key), "missing", key)
    said = captions.get(key) or line_of(value.ground, path(value.where, key), key)
    further = places - 1 if isinstance(places, int) and not isinstance(places, bool) else 0
    return f"{said} (+{further})" if 0 < further < _MOST_PLACES else said


def _captions(field: Node) -> dict[str, str]:
    return dict(_named(field))


def _named(field: Node) -> Iterator[tuple[str, str]]:
    for each in nodes(field, "choices"):
        known = scalar(each.data.get("id"))
        if known is not None:
            yield known, line_of(each.ground, path(each.where, "caption"), each.data.get("caption"))


def _nights(value: Node, field: Node) -> str:
    choice = scalar(value.data.get("choice")) or ""
    said = _captions(field).get(choice) or line_of(value.ground, path(value.where, "choice"), choice)
    if flag(value, "isNoAccommodation"):
        return said
    days = [
        line_of(value.ground, path(value.where, name), value.data.get(name))
        for name in ("arrivalDate", "departureDate")
    ]
    return f"{said} ({' – '.join(days)})" if all(days) else said


def _of_list(field: Node, values: list[object], where: str) -> str:
    if len(values) > MOST_LISTED:
        tell(field.ground, where, "too many", str(len(values)))
    found = []
    for place, each in enumerate(values[:MOST_LISTED]):
        spot = path(where, place)
        if isinstance(each, Mapping):
            names = (line_of(field.ground, spot, each.get(name)) for name in ("firstName", "lastName"))
            found.append(" ".join(name for name in names if name))
        else:
            found.append(line_of(field.ground, spot, each))
    return _JOINED.join(each for each in found if each)
