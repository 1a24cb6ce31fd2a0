"""How files are handed out under the name of what is in them; to whoever has it already, nothing is sent again."""

from collections.abc import Callable
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags


def handed_out_packed(request: HttpRequest, tag: str, name: str, opened: Callable[[], BinaryIO]) -> HttpResponseBase:
    """A pack as a file to be kept, under the name of its edition."""
    if has_it(request, tag):
        return signed(HttpResponseNotModified(), tag)
    answer = FileResponse(opened(), as_attachment=True, filename=name, content_type="application/zip")
    return signed(answer, tag)


def has_it(request: HttpRequest, tag: str) -> bool:
    """Whether whoever asks has what bears this name."""
    given = parse_etags(request.headers.get("If-None-Match", ""))
    return any(each.removeprefix("W/").strip('"') == tag for each in given)


def signed(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    """The answer with its name, to be asked about again each time, and never shown as a page of this house."""
    response.headers["ETag"] = f'"{tag}"'
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
