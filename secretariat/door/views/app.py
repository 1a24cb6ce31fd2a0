"""The page at the gate: a shell that is the same for everybody, its worker, and what makes it installable."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, pgettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET
from i18nfield.strings import LazyI18nString

from secretariat.conference.models import Conference
from secretariat.door.views.gate_words import words_of_the_gate

# Everything the page is made of; a test finds each file that one of them asks for in this list.
FILES = (
    "ui/mark.svg",
    "ui/house.css",
    "ui/parts.css",
    "ui/forms.css",
    "ui/house.js",
    "door/gate.css",
    "door/gate.js",
    "door/admission.js",
    "door/carried.js",
    "door/door.js",
    "door/list.js",
    "door/queue.js",
    "door/scanner.js",
    "door/shown.js",
    "door/signatures.js",
    "door/sounds.js",
    "door/store.js",
    "door/wire.js",
    "door/words.js",
    "door/worker-page.js",
    "door/vendor/noble-ed25519.js",
    "door/vendor/qr/decode.js",
    "door/vendor/qr/index.js",
    "door/icon.svg",
    "door/icon-192.png",
    "door/icon-512.png",
)
BACKGROUND, THEME = "#f7f9fa", "#0b5468"


@require_GET
@cache_control(no_cache=True)
def app(request: HttpRequest, slug: str) -> HttpResponse:
    """The shell. It holds the title of a public conference and nothing else, so that it tells nobody what there is."""
    return render(request, "door/app.html", _shell(slug))


@require_GET
@cache_control(no_cache=True)
def worker(request: HttpRequest, slug: str) -> HttpResponse:
    """The worker that keeps the shell and its files for when there is no network."""
    page = reverse("door:app", args=[slug])
    # A newer page, or a newer file of it, makes another worker: browsers compare the two letter by letter.
    shell = render_to_string("door/app.html", _shell(slug), request)
    edition = hashlib.sha256((shell + "".join(map(_digest, FILES))).encode()).hexdigest()[:16]
    context = {
        "edition": edition,
        "name": f"door {get_language()} {slug}",
        "page": page,
        "files": json.dumps([staticfiles_storage.url(name) for name in FILES]),
    }
    text = render_to_string("door/worker.js", context)
    return HttpResponse(text, content_type="text/javascript", headers={"Service-Worker-Allowed": page})


@require_GET
@cache_control(no_cache=True)
def manifest(_request: HttpRequest, slug: str) -> HttpResponse:
    """What a tablet needs to know to install the page."""
    page = reverse("door:app", args=[slug])
    title = _title(slug)
    name = pgettext("place", "Door")
    icons = [
        _icon("door/icon.svg", "any", "image/svg+xml"),
        _icon("door/icon-192.png", "192x192", "image/png"),
        _icon("door/icon-512.png", "512x512", "image/png"),
    ]
    said = {
        "id": page,
        "name": f"{name} · {title}" if title else name,
        "short_name": name,
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": page,
        "scope": page,
        "display": "standalone",
        "background_color": BACKGROUND,
        "theme_color": THEME,
        "icons": [*icons, {**icons[-1], "purpose": "maskable"}],
    }
    return JsonResponse(said, content_type="application/manifest+json")


def _shell(slug: str) -> dict[str, Any]:
    return {"slug": slug, "title": _title(slug), "words": words_of_the_gate()}


def _title(slug: str) -> str:
    titles = Conference.objects.filter(slug=slug, is_public=True).values_list("title", flat=True)
    title: LazyI18nString | str = titles.first() or ""
    return str(title)


def _icon(name: str, sizes: str, kind: str) -> dict[str, str]:
    return {"src": staticfiles_storage.url(name), "sizes": sizes, "type": kind, "purpose": "any"}


def _digest(name: str) -> str:
    """What tells one edition of a file from another: its hashed name, or its content where names are plain."""
    address = staticfiles_storage.url(name)
    found = finders.find(name)
    if isinstance(found, str) and address.endswith(name):
        return hashlib.sha256(Path(found).read_bytes()).hexdigest()
    return address
