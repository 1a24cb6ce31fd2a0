"""What is wrong in a body or in parameters, in sentences of the house: by the kind of fault that was found."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from secretariat.api.queries.reading.words import unreadable_in_words
from secretariat.api.v1.shapes import ONE_LINE

_WHOLE, _YES_OR_NO = _("A whole number is asked for."), _("Say true or false.")
_DAY, _MOMENT = _("A day is written 2020-11-30."), _("A moment is written 2020-11-30T14:00:00Z, with its time zone.")
# By the kind of fault; what is not here is told in general.
_SENTENCES: Mapping[str, str | Promise] = {
    "missing": _("This must be said."),
    "extra_forbidden": _("Nothing of this name is asked for here."),
    "model_type": _("An object is asked for, with a name for each thing that is said."),
    "dict_type": _("An object is asked for, with a name for each thing that is said."),
    "list_type": _("A list is asked for."),
    "string_type": _("A text is asked for."),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "bool_type": _YES_OR_NO,
    "bool_parsing": _YES_OR_NO,
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "datetime_type": _MOMENT,
    "datetime_parsing": _MOMENT,
    "datetime_from_date_parsing": _MOMENT,
    "timezone_aware": _MOMENT,
    "greater_than_equal": _("This is %(ge)s at least."),
    "less_than_equal": _("This is %(le)s at most."),
}
_UNREADABLE: Mapping[str, str | Promise] = {
    "empty": _("There is nothing in the body."),
    "unfinished": _("The body ends in the middle, at line %(line)s, column %(column)s."),
    "too many values": _("The body holds more than is read at once: line %(line)s, column %(column)s."),
    "too deep": _("It is nested more deeply than anything that is asked for: line %(line)s, column %(column)s."),
    "byte order mark": _("The body begins with a byte order mark. Leave it out."),
    "utf-16": _("The body is written in UTF-16. Send it in UTF-8."),
    "not utf-8": _("The body is not written in UTF-8: line %(line)s, column %(column)s."),
}


def fault_in_words(fault: Mapping[str, Any]) -> str:
    """What is wrong in one place, as pydantic found it."""
    kind = str(fault["type"])
    values: dict[str, Any] = fault.get("ctx", {})
    if kind == "value_error":
        return str(values["error"])
    if kind in _SENTENCES:
        return str(_SENTENCES[kind]) % values
    if kind in {"literal_error", "enum"}:
        words = ", ".join(re.findall(r"'([^']*)'", values["expected"])) or values["expected"].replace(" or ", ", ")
        return gettext("One of these is asked for: %(words)s.") % {"words": words}
    return _of_length(kind, values) or _of_writing(values)


def unreadable(code: str, line: int, column: int) -> str:
    """Why a body is not JSON as it is read here."""
    values = {"line": line, "column": column}
    sentence = _UNREADABLE.get(code)
    return str(sentence) % values if sentence is not None else unreadable_in_words(f"json {code}", values)


def _of_length(kind: str, values: Mapping[str, Any]) -> str:
    least, most = values.get("min_length", 0), values.get("max_length", 0)
    if kind == "string_too_short":
        return ngettext("Write %(count)s letter at least.", "Write %(count)s letters at least.", least) % {
            "count": least
        }
    if kind == "string_too_long":
        return ngettext("Write %(count)s letter at most.", "Write %(count)s letters at most.", most) % {"count": most}
    if kind == "too_short":
        return ngettext("There is %(count)s at least.", "There are %(count)s at least.", least) % {"count": least}
    if kind == "too_long":
        return ngettext("There is %(count)s at most.", "There are %(count)s at most.", most) % {"count": most}
    return ""


def _of_writing(values: Mapping[str, Any]) -> str:
    pattern = values.get("pattern", "")
    if pattern == ONE_LINE:
        return gettext("This must stand on one line.")
    if pattern.startswith(("^[0-9]{1", "^-?[0-9]{1")):
        return gettext("A decimal number is written 1250.50, in quotes, with no more places than are kept.")
    if pattern:
        return gettext("This must be written as the pattern %(pattern)s says.") % {"pattern": pattern}
    return gettext("This is not as it is asked for; see the description of the API.")
