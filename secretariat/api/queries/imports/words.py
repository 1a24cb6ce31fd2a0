"""Everything that is said of an import in sentences: findings, files that cannot be read, and what was left out."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from i18nfield.strings import LazyI18nString

from secretariat.api.queries.drafted import LeftOut, Unreadable
from secretariat.api.queries.reading import losses
from secretariat.api.queries.reading import words as of_readers
from secretariat.delegations.models import DelegateState
from secretariat.programme.queries.clash_words import WHAT
from secretariat.ui.templatetags.ui import listed

FINDINGS: dict[str, str | Promise] = {
    "hidden": gettext_lazy("Hidden characters were taken out."),
    "too long": gettext_lazy("This is %(length)s characters long; at most %(most)s can be kept."),
    "too long together": gettext_lazy("The text in all its languages is longer than can be kept."),
    "other language": gettext_lazy("The house keeps no texts in this language: %(said)s."),
    "no number": gettext_lazy("“%(said)s” is no whole number."),
    "out of bounds": gettext_lazy("Give a number from %(least)s to %(most)s."),
    "no flag": gettext_lazy("“%(said)s” says neither yes nor no."),
    "no such word": gettext_lazy("“%(said)s” is none of the words that are known here. It is left out."),
    "no such language": gettext_lazy("These are no languages that are known here, and are left out: %(said)s."),
    "no mail": gettext_lazy("This is no mail address."),
    "no moment": gettext_lazy("“%(said)s” is no day with a time. Write 2026-11-30 14:00."),
    "no day": gettext_lazy("“%(said)s” is no day. Write 2026-11-30."),
    "time without day": gettext_lazy("There is a time of day, and no day."),
    "half a time": gettext_lazy("Give both the beginning and the end, or neither."),
    "ends first": gettext_lazy("It ends before it begins."),
    "required": gettext_lazy("This must not be empty."),
    "in file already": gettext_lazy("The same stands in the file already: %(line)s."),
    "several called so": gettext_lazy("Several rows of the house are called so. Correct the name, or skip this row."),
    "changed here": gettext_lazy("Somebody changed this here since the last import. It stays as it is here."),
    "hidden twin": gettext_lazy("Something that is kept for others may be called so."),
    "name kept for others": gettext_lazy("Somebody of this name is named in this delegation already."),
    "name taken": gettext_lazy("Somebody of this name is named in this delegation already."),
    "no such room": gettext_lazy("There is no room “%(name)s”."),
    "no such session": gettext_lazy("There is no session “%(name)s”."),
    "not brought in": gettext_lazy("What this names is not brought in: %(line)s."),
    "number taken": gettext_lazy("There is an agenda item with this number already."),
    "no party": gettext_lazy("Say which party this person comes from."),
    "unknown party": gettext_lazy("The register of parties knows no “%(said)s”."),
    "in another delegation": gettext_lazy("%(name)s is named in another delegation. People stay in theirs."),
    "another person": gettext_lazy(
        "The house knows this row of the list as %(name)s. If it is somebody else, give the list other numbers."
    ),
    "no place any more": gettext_lazy(
        "Is named already, and has no place any more: %(state)s. Nominate again on their page."
    ),
    "accredited": gettext_lazy("Is accredited already. A badge may say something else afterwards."),
    "another head": gettext_lazy("Somebody else heads this delegation."),
    "no place left": gettext_lazy("The delegation has no place left: %(quota)s were given."),
    "overflow": gettext_lazy("Takes an overflow place."),
}
UNREADABLE: dict[str, str | Promise] = {
    "no format": gettext_lazy("The format of this file is not known. Choose it."),
    "too large": gettext_lazy("This file is too large."),
    "empty": gettext_lazy("There is nothing in it."),
    "nothing": gettext_lazy("There is nothing in this file that could be brought in."),
}


def finding_in_words(code: str, said: Mapping[str, Any]) -> str:
    """What is to be said of a cell."""
    if code == "clash":
        return _clash(said)
    values = dict(said)
    if code == "no place any more":
        values["state"] = DelegateState(said["state"]).label
    return _filled(FINDINGS.get(code), values) or of_readers.finding_in_words(code, said) or code


def unreadable_in_words(error: Unreadable) -> str:
    """Why a file was not read."""
    own = _filled(UNREADABLE.get(error.code), error.values)
    return own or of_readers.unreadable_in_words(error.code, error.values) or error.code


def left_out_in_words(left: LeftOut) -> str:
    """What a file holds and the house has no place for: how often, and the first of it."""
    values = {"what": losses.LEFT_OUT.get(left.code, left.code), "count": left.count, "example": left.example}
    if not left.example:
        return _("%(what)s: %(count)s") % values
    return _("%(what)s: %(count)s, for instance “%(example)s”") % values


def _filled(sentence: Any, said: Mapping[str, Any]) -> str:
    return str(sentence) % dict(said) if sentence is not None else ""


def _clash(said: Mapping[str, Any]) -> str:
    code = said.get("clash")
    what = next((str(sentence) for name, sentence in WHAT.items() if name == code), str(code))
    things = [str(LazyI18nString(title)) for title in said.get("things", []) if title]
    if not things:
        return _("%(what)s.") % {"what": what}
    named = listed(_("“%(title)s”") % {"title": title} for title in things)
    return _("%(what)s: %(things)s.") % {"what": what, "things": named}
