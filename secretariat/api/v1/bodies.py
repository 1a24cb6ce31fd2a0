"""Bodies: read once it is known who sends them, within bounds, as JSON in the narrow sense."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pydantic
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from pydantic import BaseModel

from secretariat.api.v1.refusals import Trouble
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
    try:
        return Body(raw, shape.model_validate(_json(raw, WITH_FILE if has_file else PLAIN)))
    except pydantic.ValidationError as error:
        raise invalid(error.errors(include_url=False, include_context=False)) from error


def _bytes_of(request: HttpRequest, limits: strictjson.Limits) -> bytes:
    most = limits.most_bytes
    declared = request.META.get("CONTENT_LENGTH") or "0"
    raw = request.read(most + 1) if not declared.isdigit() or int(declared) <= most else None
    if raw is None or len(raw) > most:
        raise Trouble(413, _("A body has at most %(most)s bytes here.") % {"most": most})
    return bytes(raw)


def _json(raw: bytes, limits: strictjson.Limits) -> Any:
    try:
        return strictjson.parse(raw, limits=limits)
    except strictjson.Unreadable as error:
        sentence = _("This is not JSON as it is read here: %(code)s, line %(line)s, column %(column)s.") % {
            "code": error.code,
            "line": error.line,
            "column": error.column,
        }
        raise Trouble(400, sentence, errors=[{"detail": sentence, "pointer": error.pointer}]) from error


def invalid(found: Sequence[Mapping[str, Any]]) -> Trouble:
    """What is wrong in a body or in parameters, with the place of each fault."""
    errors = [_one_of(each) for each in found[:MOST_ERRORS]]
    sentence = errors[0]["detail"]
    if len(found) != 1:
        sentence = _("%(count)s things in this request are wrong.") % {"count": len(found)}
    return Trouble(422, sentence, errors=errors)


def _one_of(error: Mapping[str, Any]) -> dict[str, str]:
    path, said = list(error["loc"]), str(error["msg"]).removeprefix("Value error, ")
    if path[:1] in (["query"], ["path"]):
        return {"detail": said, "parameter": str(path[-1])}
    return {"detail": said, "pointer": strictjson.pointer(path)}
