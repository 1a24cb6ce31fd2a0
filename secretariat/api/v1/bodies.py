"""Bodies: read once it is known who sends them, within bounds, as JSON in the narrow sense."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pydantic
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from pydantic import BaseModel

from secretariat.api.v1.refusals import Trouble
from secretariat.api.v1.sentences import fault_in_words, unreadable
from secretariat.engines import strictjson

MOST_ERRORS = 50
_LONGEST_FILE = settings.UPLOAD_LIMIT * 4 // 3 + 16
PLAIN = strictjson.DEFAULT
WITH_FILE = strictjson.Limits(most_bytes=_LONGEST_FILE + 65_536, longest_string=_LONGEST_FILE)


class Body(NamedTuple):
    """The bytes of a body, and what they say."""

    raw: bytes
    said: BaseModel | None


def body_of(request: HttpRequest, shape: type[BaseModel] | None, *, has_file: bool = False) -> Body:
    """The body of a request in the shape it must have; raises ``Trouble`` with the place of every fault."""
    raw = _bytes_of(request, WITH_FILE if has_file else PLAIN)
    if shape is None:
        if raw and _json(raw, PLAIN) not in ({}, None):
            raise Trouble(422, _("There is nothing to be said to this deed; send no body."))
        return Body(raw, None)
    if not raw and not any(field.is_required() for field in shape.model_fields.values()):
        return Body(raw, shape())
    if request.content_type != "application/json":
        raise Trouble(415, _("Send the body as application/json."))
    said = _json(raw, WITH_FILE if has_file else PLAIN)
    try:
        return Body(raw, shape.model_validate(said))
    except pydantic.ValidationError as error:
        raise invalid(error.errors(include_url=False), said) from error


def _bytes_of(request: HttpRequest, limits: strictjson.Limits) -> bytes:
    most = limits.most_bytes
    declared = request.META.get("CONTENT_LENGTH") or "0"
    # Figures of other scripts are no length, and one without end is more than any.
    is_told = declared.isascii() and declared.isdigit()
    is_more = is_told and (len(declared) > 18 or int(declared) > most)
    raw = None if is_more else request.read(most + 1)
    if raw is None or len(raw) > most:
        raise Trouble(413, _("A body has at most %(most)s bytes here.") % {"most": most})
    return bytes(raw)


def _json(raw: bytes, limits: strictjson.Limits) -> Any:
    try:
        return strictjson.parse(raw, limits=limits)
    except strictjson.Unreadable as error:
        sentence = unreadable(error.code, error.line, error.column)
        raise Trouble(400, sentence, errors=[{"detail": sentence, "pointer": error.pointer}]) from error


def invalid(found: Sequence[Mapping[str, Any]], said: Any = None) -> Trouble:
    """What is wrong in a body (``said``) or in parameters, with the place of each fault."""
    errors = [_one_of(each, said) for each in found[:MOST_ERRORS]]
    sentence = errors[0]["detail"]
    if len(found) != 1:
        sentence = _("%(count)s things in this request are wrong.") % {"count": len(found)}
    return Trouble(422, sentence, errors=errors)


def _one_of(error: Mapping[str, Any], said: Any) -> dict[str, str]:
    path, sentence = list(error["loc"]), fault_in_words(error)
    if path[:1] in (["query"], ["path"]):
        return {"detail": sentence, "parameter": str(path[-1])}
    return {"detail": sentence, "pointer": strictjson.pointer(_place(path, said))}


def _place(path: Sequence[str | int], said: Any) -> Iterator[str | int]:
    """Where in a body it is, or where it is missing; without the names of shapes that were tried there."""
    for at, step in enumerate(path):
        is_there = step in said if isinstance(said, Mapping) else isinstance(said, list) and isinstance(step, int)
        if is_there:
            said = said[step]
            yield step
        elif at == len(path) - 1 and isinstance(said, Mapping) and step != "[key]":
            yield step
