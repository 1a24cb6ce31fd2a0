"""What machines read of a page: where it stands, in which languages it is told, and what it tells as linked data."""

import json
from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()

# What would end a script or begin a tag is written as JSON writes it; the text stays the same.
_ESCAPED = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@register.filter
def as_linked(data: object) -> SafeString:
    """A piece of linked data as it may stand within a script element, whatever its texts hold."""
    if isinstance(data, SafeString):
        return data
    # Written by json.dumps, and nothing in it can end the element.
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPED))  # noqa: S308


@register.filter
def whole(path: str) -> str:
    """The whole address of a path on this site."""
    return settings.BASE_URL.rstrip("/") + str(path)


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context) -> dict[str, Any]:
    """The way to a page of a conference from the list of all, as schema.org tells it; empty for the list itself."""
    conference, sections = context.get("conference"), list(context.get("sections") or [])
    if not conference or not sections:
        return {}
    home = sections[0]["url"]
    steps = [(_("All conferences"), home.rstrip("/").rpartition("/")[0] + "/"), (str(conference.title), home)]
    steps += [(str(each["label"]), each["url"]) for each in sections[1:] if each["current"]]
    card = context.get("card")
    if isinstance(card, Mapping) and card.get("title") and context["request"].path not in {url for _name, url in steps}:
        steps.append((str(card["title"]), context["request"].path))
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": whole(url)}
            for number, (name, url) in enumerate(steps, 1)
        ],
    }
