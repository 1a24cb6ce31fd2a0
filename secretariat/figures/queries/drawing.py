"""Charts as pictures that stand for themselves: with title, source, date and licence."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from secretariat.engines.paper import Bounds, direction_of, draw, printable
from secretariat.ui.templatetags.ui import direction_of as direction_of_language

PAPER = Path(__file__).resolve().parents[1] / "paper"
# A map of the world holds many outlines.
BOUNDS = Bounds(seconds=20.0, memory=1024 * 1024 * 1024)
DOTS = 192


def as_png(
    template: str, context: Mapping[str, Any], *, title: str, lines: Sequence[str], note: str = "", is_map: bool = False
) -> bytes:
    """The chart that a template draws as a PNG, with these lines under it; raises ``Unprintable``."""
    language = get_language() or "en"
    data = {
        "language": language,
        "direction": direction_of_language(language),
        "title": _said(title),
        "lines": [_said(line) for line in lines],
        "note": _said(note),
        "boundaries": _said(_boundaries() if is_map else ""),
    }
    pages = draw(_text("chart.typ"), data, {"chart.svg": _alone(template, context)}, dots=DOTS, bounds=BOUNDS)
    return pages[0]


def _alone(template: str, context: Mapping[str, Any]) -> bytes:
    """The drawing as a file of its own: outside a page nothing comes before it, and its colours stand within it."""
    drawn = render_to_string(template, {"key": "chart", **context})
    start, words = drawn.index("<svg"), drawn.index("</desc>") + len("</desc>")
    return f"{drawn[start:words]}<style>{_text('chart.css')}</style>{drawn[words:]}".encode()


def _boundaries() -> str:
    return _("The boundaries and names shown on this map do not imply official endorsement or acceptance of any kind.")


def _said(text: str) -> dict[str, str]:
    shown = printable(text)
    return {"text": shown, "direction": direction_of(shown) if shown else "ltr"}


@cache
def _text(name: str) -> str:
    return (PAPER / name).read_text("utf-8")
