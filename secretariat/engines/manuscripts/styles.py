"""The styles and the numbering that a document of the house has, by which it is known again."""

from typing import Any

__all__ = ["AFTER_BIDI", "BOOKMARK", "CLOSING", "HEADING", "MASTHEAD", "STYLES", "add_styles", "new_list", "put_before"]

BOOKMARK = "paragraph_"
MASTHEAD, CLOSING, HEADING = "TextMasthead", "TextClosing", "TextHeading"
# The style of a paragraph, by what it is in a text.
STYLES = {
    "heading": (HEADING, "Text heading"),
    "preambular": ("TextPreambular", "Text preambular paragraph"),
    "operative": ("TextOperative", "Text operative paragraph"),
    "plain": ("TextPlain", "Text plain paragraph"),
}
# Times has Latin, Cyrillic, Greek and Arabic letters, SimSun Chinese ones; every machine has them or the like.
_FONTS = {"w:ascii": "Times New Roman", "w:hAnsi": "Times New Roman", "w:cs": "Times New Roman", "w:eastAsia": "SimSun"}
_LEVELS = (
    ("decimal", "%1."),
    ("lowerLetter", "(%2)"),
    ("lowerRoman", "(%3)"),
    ("decimal", "(%4)"),
    ("decimal", "(%5)"),
)
_STEP = 567
# What stands behind the direction, in the properties of a paragraph and of a section.
AFTER_BIDI = ("spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr", "sectPr", "rtlGutter", "docGrid")


def add_styles(document: Any, is_from_right: bool) -> None:  # noqa: FBT001 - the way the document runs
    """Give a document the styles of the house, and the list in which its operative paragraphs are counted."""
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 - heavy, and only few pages need it
    from docx.shared import Pt  # noqa: PLC0415 - see above

    normal = document.styles["Normal"]
    _set_fonts(normal)
    normal.font.size = Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    wanted = [*STYLES.values(), (MASTHEAD, "Text masthead"), (CLOSING, "Text closing")]
    for name, shown in wanted:
        style = document.styles.add_style(shown, WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(_q("w:styleId"), name)
        style.base_style = normal
        style.quick_style = True
        if name == HEADING:
            style.font.bold = True
            _switch_on(style.element.get_or_add_rPr(), "w:bCs")
            style.paragraph_format.keep_with_next = True
            style.paragraph_format.space_before = Pt(10)
            _put(style.element.get_or_add_pPr(), "w:outlineLvl", "w:val", "0")
        if is_from_right:
            put_before(style.element.get_or_add_pPr(), "w:bidi", AFTER_BIDI)
    _add_levels(document)


def put_before(holder: Any, name: str, later: tuple[str, ...], **attributes: str) -> None:
    """Put an element where the schema of Word wants it: before those that come later."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - see above

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(_q(f"w:{key}"), value)
    names = {_q(f"w:{each}") for each in later}
    place = next((index for index, each in enumerate(holder) if each.tag in names), len(holder))
    holder.insert(place, made)


def new_list(document: Any) -> int:
    """Return the number of a new list, in which what stands under a paragraph is lettered from (a)."""
    numbering = document.part.numbering_part.element
    made = numbering.add_num(_ABSTRACT)
    for level in range(1, len(_LEVELS)):
        made.add_lvlOverride(level).add_startOverride(1)
    return int(made.numId)


_ABSTRACT = 900


def _add_levels(document: Any) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - see above

    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(_q("w:abstractNumId"), str(_ABSTRACT))
    _put(abstract, "w:multiLevelType", "w:val", "multilevel")
    for place, (form, shown) in enumerate(_LEVELS):
        level = OxmlElement("w:lvl")
        level.set(_q("w:ilvl"), str(place))
        for name, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", shown), ("w:lvlJc", "left")):
            _put(level, name, "w:val", value)
        about = OxmlElement("w:pPr")
        indent = OxmlElement("w:ind")
        indent.set(_q("w:left"), str(_STEP * place))
        indent.set(_q("w:hanging" if place else "w:firstLine"), str(_STEP) if place else "0")
        about.append(indent)
        level.append(about)
        abstract.append(level)
    # All kinds of lists stand before the lists themselves.
    place = next((index for index, each in enumerate(numbering) if each.tag == _q("w:num")), len(numbering))
    numbering.insert(place, abstract)


def _set_fonts(style: Any) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name, font in _FONTS.items():
        fonts.set(_q(name), font)


def _switch_on(properties: Any, name: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - see above

    properties.append(OxmlElement(name))


def _put(holder: Any, name: str, attribute: str, value: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - see above

    made = OxmlElement(name)
    made.set(_q(attribute), value)
    holder.append(made)


def _q(name: str) -> str:
    from docx.oxml.ns import qn  # noqa: PLC0415 - see above

    return str(qn(name))
