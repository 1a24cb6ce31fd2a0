"""Marks of charts that come by the hundred: written at once, since a tag for each would take longer than the page."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from secretariat.ui.templatetags.ui import number

register = template.Library()


@register.simple_tag
def chart_circles(circles: Iterable[Any]) -> SafeString:
    """Circles on a map, each with its name and number."""
    # What is marked safe holds numbers of the engine alone.
    rows = ((mark_safe(each.box), each.label, number(each.value)) for each in circles)  # noqa: S308
    return format_html_join("\n", '<circle class="chart-circle" {}><title>{}: {}</title></circle>', rows)


@register.simple_tag
def chart_bars(bars: Iterable[Any], key: str, is_hatched: object) -> SafeString:
    """Bars, each with what it says; the hatch is that of the series, where there are several."""
    rows = (
        (
            each.index,
            mark_safe(f' fill="url(#{key}-hatch-{each.index})"' if is_hatched and each.index else ""),  # noqa: S308
            mark_safe(each.box),  # noqa: S308
            f"{each.category}, {each.series}" if each.series else each.category,
            number(each.value),
        )
        for each in bars
        if each.value
    )
    return format_html_join("\n", '<rect class="chart-bar series-{}"{} {}><title>{}: {}</title></rect>', rows)
