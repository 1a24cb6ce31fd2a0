"""Tables with HXL hashtags (https://hxlstandard.org): what each column says, told by its tag and attributes."""

import re
from collections.abc import Iterable

from secretariat.engines.statistics.models import Matching, Unreadable, ValueColumn

__all__ = ["matching_of"]

_COUNTS = {"#affected", "#reached", "#inneed", "#population", "#targeted"}
_COUNTRIES = {"#country", "#adm0"}
_ROLES = {"#group": "group", "#sex": "sex", "#age": "age"}
_WORDED: dict[str, tuple[tuple[str, set[str]], ...]] = {
    "#population": (("group", {"type", "code", "group"}), ("sex", {"sex", "gender"})),
    "#affected": (("group", {"type", "code", "group"}),),
    "#gender": (("sex", {"sex", "gender"}),),
}
_GROUPS = (
    ({"returnees", "idps"}, "RDP"),
    ({"returnees"}, "RET"),
    ({"refugees"}, "REF"),
    ({"asylum"}, "ASY"),
    ({"asylum_seekers"}, "ASY"),
    ({"asylumseekers"}, "ASY"),
    ({"idps"}, "IDP"),
    ({"displaced"}, "IDP"),
    ({"stateless"}, "STA"),
    ({"host"}, "HST"),
    ({"hosts"}, "HST"),
    ({"oip"}, "OIP"),
    ({"ooc"}, "OOC"),
    ({"others"}, "OOC"),
)
_AGE = re.compile(r"age_?(\d{1,3})_(\d{1,3})")
_OLDER = re.compile(r"age_?(\d{1,3})(?:_?plus|_?up)?")


def matching_of(header: tuple[str, ...], tags: tuple[str, ...]) -> Matching:
    """Return what the hashtags of a table say of its columns; columns whose tags say nothing here are passed over."""
    if not tags:
        raise Unreadable("no hashtags")
    # Read only when a file with hashtags comes; of this library nothing but its reading of tags is used, and it fetches
    # nothing.
    from hxl.model import Column  # noqa: PLC0415

    roles: dict[str, str] = {}
    values: list[ValueColumn] = []
    for name, tag in zip(header, tags, strict=True):
        column = Column.parse(tag) if tag else None
        # What is no hashtag is told as nothing, or as false.
        if not isinstance(column, Column):
            continue
        attributes = frozenset(column.attributes)
        role = _role(column.tag, attributes)
        if role:
            roles.setdefault(role, name)
        elif column.tag in _COUNTS and not attributes & {"pct", "text", "list", "label"}:
            values.append(_value(name, attributes))
    return Matching("hxl", roles, tuple(values), is_tagged=True)


def _role(tag: str, attributes: frozenset[str]) -> str:
    if tag == "#date":
        return next((role for role in ("start", "end", "year") if role in attributes), "date")
    if tag in _COUNTRIES and attributes.isdisjoint({"name", "v_iso2", "iso2"}):
        return "origin" if "origin" in attributes else "asylum"
    wanted = _WORDED.get(tag, ())
    found = next((role for role, words in wanted if attributes & words), "")
    if re.fullmatch(r"#adm[1-4]", tag):
        return "area" if attributes & {"code", "pcode", "v_pcode"} else ""
    if tag == "#loc":
        return "" if attributes & {"code", "type"} else "place"
    return found or _ROLES.get(tag, "")


def _value(name: str, attributes: frozenset[str]) -> ValueColumn:
    group = next((code for wanted, code in _GROUPS if wanted <= attributes), "")
    sex = next((code for code in ("f", "m", "x") if code in attributes), "")
    first, last = _ages(attributes)
    measure = "flow" if attributes & {"flow", "new", "arrivals"} else ""
    return ValueColumn(name, group, measure, sex, first, last)


def _ages(attributes: Iterable[str]) -> tuple[int | None, int | None]:
    for each in attributes:
        between = _AGE.fullmatch(each)
        if between:
            return int(between[1]), int(between[2])
        older = _OLDER.fullmatch(each)
        if older:
            return int(older[1]), None
    return None, None
