"""The style sheets hold in both directions of reading, in light and in dark, and weigh little."""

import gzip
import re
from pathlib import Path

import pytest

import secretariat.ui

STYLE = Path(secretariat.ui.__file__).parent / "static" / "ui"
SHEETS = sorted(STYLE.glob("*.css"))
PHYSICAL = re.compile(
    r"(?<![-\w])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)\b"
    r"|(?:left|right|top|bottom)\s*:"
    r"|(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)\b"
    r"|border-(?:top|bottom)-(?:left|right)-radius"
    r"|(?:min-|max-)?(?:width|height)\s*:)"
)
MEDIA_QUERY = re.compile(r"@media[^{]*")
TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\b")
PAIRS = [
    (text, ground)
    for text in ("ink", "ink-soft", "accent", "accent-strong", "alert")
    for ground in ("paper", "surface", "sunk")
] + [
    ("ink", "accent-wash"),
    ("ink-soft", "accent-wash"),
    ("accent", "accent-wash"),
    ("accent-strong", "accent-wash"),
    ("ink", "alert-wash"),
    ("alert", "alert-wash"),
    ("accent", "alert-wash"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-alert", "alert"),
]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_style_sheet_speaks_of_start_and_end_and_never_of_left_and_right(sheet: Path) -> None:
    rules = MEDIA_QUERY.sub("", sheet.read_text())

    assert PHYSICAL.findall(rules) == []


def test_the_search_for_physical_sides_finds_them() -> None:
    wrong = "a { margin-left: 1px; } b { left : 0 } c { text-align:right } d { padding-top: 1px } e { width: 1px }"

    assert len(PHYSICAL.findall(wrong)) == 5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(theme: str, text: str, ground: str) -> None:
    tokens = _themes()[theme]

    assert _contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "surface", "sunk"])
def test_the_edge_of_a_control_can_be_seen(theme: str, ground: str) -> None:
    tokens = _themes()[theme]

    assert _contrast(tokens["edge"], tokens[ground]) >= 3


def test_contrast_is_reckoned_as_the_guidelines_do() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_all_styles_together_weigh_at_most_twelve_kilobytes_on_the_wire() -> None:
    assert sum(len(gzip.compress(sheet.read_bytes())) for sheet in SHEETS) <= 12_000


def test_every_standing_has_its_own_sign() -> None:
    signs = re.findall(r"\.standing-\w+::before \{ content: \"(.)\";", (STYLE / "parts.css").read_text())

    assert len(signs) == 9
    assert len(set(signs)) == 9


def _themes() -> dict[str, dict[str, str]]:
    light, dark = (STYLE / "house.css").read_text().split("prefers-color-scheme: dark", 1)
    dark = dark.split("@layer base", 1)[0]
    daylight = dict(TOKEN.findall(light))
    return {"light": daylight, "dark": {**daylight, **dict(TOKEN.findall(dark))}}


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
