"""A text as Akoma Ntoso 3.0."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from secretariat.engines.akomantoso.metadata import add_metadata
from secretariat.engines.akomantoso.models import NAMESPACE, Item, Text

__all__ = ["write"]

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# What no XML file can hold.
_UNFIT = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Under = Mapping[str | None, Sequence[Item]]


def write(text: Text) -> bytes:
    """Return a text as the bytes of a file, UTF-8, the same for the same text.

    Keys must differ. What XML cannot hold is left out; a parent that does not come before counts as none.
    """
    from lxml import etree  # noqa: PLC0415 - heavy, and only few pages need it

    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE})
    name = "statement" if text.is_outcome else "doc"
    main = _add(root, name, name=name, contains="singleVersion")
    add_metadata(main, text, _add)
    _add_preface(main, text)
    items = _in_order(text.items)
    under: dict[str | None, list[Item]] = defaultdict(list)
    for item in items:
        under[item.parent].append(item)
    top = under[None]
    first = _end_of_preamble(top)
    if first:
        preamble = _add(main, "preamble", eId="preamble", **{_LANGUAGE: text.language})
        _add_preamble(preamble, top[:first], under)
    body = _add(main, "mainBody", eId="body", **{_LANGUAGE: text.language})
    _add_body(body, top[first:], under)
    if not len(body):
        _add(body, "p")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _add(parent: Any, name: str, words: str = "", /, **attributes: str) -> Any:
    """Add an element of the standard; line ends in its words become breaks."""
    from lxml import etree  # noqa: PLC0415 - see above

    said = {key: _UNFIT.sub("", value) for key, value in attributes.items() if value}
    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", said)
    first, *others = _UNFIT.sub("", words).split("\n")
    made.text = first or None
    for line in others:
        etree.SubElement(made, f"{{{NAMESPACE}}}br").tail = line or None
    return made


def _add_preface(main: Any, text: Text) -> None:
    preface = _add(main, "preface", eId="preface", **{_LANGUAGE: text.language})
    if text.conference:
        _add(preface, "p", text.conference, **{"class": "conference"})
    if text.symbol:
        _add(_add(preface, "p", **{"class": "symbol"}), "docNumber", text.symbol)
    _add(_add(preface, "p", **{"class": "title"}), "docTitle", text.title)
    for each in text.organisations:
        if each.role == "author":
            holder = _add(preface, "p", **{"class": "submitted-by"})
            _add(holder, "docProponent", each.name, refersTo=f"#party-{each.code}")
    if text.distribution:
        _add(preface, "p", text.distribution, **{"class": "distribution"})
    if text.adopted_date:
        holder = _add(preface, "p", **{"class": "adopted"})
        _add(holder, "docDate", text.adopted_date, date=text.adopted_date, refersTo="#adoption")
        if text.manner:
            _add(preface, "p", text.manner, **{"class": "manner"})


def _in_order(items: Sequence[Item]) -> list[Item]:
    """The paragraphs with parents that come before them."""
    seen: set[str] = set()
    kept = []
    for item in items:
        is_under = item.parent in seen
        kept.append(item if is_under or item.parent is None else _without_parent(item))
        seen.add(item.key)
    return kept


def _without_parent(item: Item) -> Item:
    return Item(item.key, item.kind, item.words, None, item.number, item.language)


def _end_of_preamble(top: Sequence[Item]) -> int:
    """How many paragraphs stand before the first operative one, up to the last preambular one."""
    end = 0
    for place, item in enumerate(top, start=1):
        if item.kind == "operative":
            break
        if item.kind == "preambular":
            end = place
    return end


def _about(item: Item, eid: str) -> dict[str, str]:
    said = {"eId": eid, "wId": item.key, "class": item.kind}
    return {**said, _LANGUAGE: item.language} if item.language else said


def _add_preamble(preamble: Any, items: Sequence[Item], under: Under) -> None:
    recitals = None
    count = 0
    for item in items:
        if recitals is None or item.kind != "preambular":
            count += 1
            recitals = _add(preamble, "recitals", eId=f"recs_{count}")
        if item.kind == "heading" and not under.get(item.key):
            # A heading stands at the head of the recitals that follow.
            _add(recitals, "heading", item.words, **_about(item, f"recs_{count}__heading"))
            _keep_valid(recitals, items, item)
        else:
            _add_recital(recitals, item, under, f"recs_{count}")


def _keep_valid(recitals: Any, items: Sequence[Item], heading: Item) -> None:
    """Recitals hold at least one: a heading before another heading, or before a plain paragraph, has an empty one."""
    place = items.index(heading) + 1
    if place >= len(items) or items[place].kind != "preambular":
        _add(_add(recitals, "recital"), "p")


def _add_recital(recitals: Any, item: Item, under: Under, before: str) -> None:
    eid = f"{before}__rec_{item.key}"
    recital = _add(recitals, "recital", **_about(item, eid))
    if item.number:
        _add(recital, "num", item.number)
    _add_block(recital, item, under, eid)


def _add_block(holder: Any, item: Item, under: Under, eid: str) -> None:
    """The words of a paragraph of the preamble, and a list of what stands under it."""
    if not under.get(item.key):
        _add(holder, "p", item.words)
        return
    listed = _add(holder, "blockList", eId=f"{eid}__list_1")
    _add(listed, "listIntroduction", item.words)
    for each in under[item.key]:
        inner = f"{eid}__list_1__item_{each.key}"
        made = _add(listed, "item", **_about(each, inner))
        if each.number:
            _add(made, "num", each.number)
        _add_block(made, each, under, inner)


def _add_body(body: Any, items: Sequence[Item], under: Under) -> None:
    """Paragraphs, in sections where there are headings."""
    holder, before = body, ""
    for item in items:
        if item.kind == "heading" and not under.get(item.key):
            before = f"sec_{item.key}"
            holder = _add(body, "section", **_about(item, before))
            _add(holder, "heading", item.words)
        else:
            _add_level(holder, "paragraph", item, under, f"{before}__para_{item.key}".lstrip("_"))


def _add_level(holder: Any, name: str, item: Item, under: Under, eid: str) -> None:
    made = _add(holder, name, **_about(item, eid))
    if item.number:
        _add(made, "num", item.number)
    if not under.get(item.key):
        _add(_add(made, "content"), "p", item.words)
        return
    listed = _add(made, "list", eId=f"{eid}__list_1")
    _add(_add(listed, "intro"), "p", item.words)
    for each in under[item.key]:
        _add_level(listed, "point", each, under, f"{eid}__list_1__point_{each.key}")
