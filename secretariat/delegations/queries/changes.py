"""Changes to accredited delegates that their delegations ask for, with what is kept now beside what is wanted."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from i18nfield.fields import I18nCharField
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import User
from secretariat.audit.action import plain
from secretariat.conference.models import Conference
from secretariat.delegations.models import (
    WITH_A_PLACE,
    Change,
    ChangeState,
    Delegate,
    Particulars,
)
from secretariat.delegations.queries.particulars import PARTICULARS
from secretariat.ui.templatetags.ui import day, own_name

# What a delegation may ask to change: the delegate's own fields, and the particulars that few see.
OWN = (
    "name",
    "original_name",
    "spellings",
    "honorific",
    "role",
    "capacity",
    "body",
    "rank",
    "mail",
    "languages",
)
PHOTO = "photo"
# What not everybody reads who reads a delegate's page.
PRIVATE = (*PARTICULARS, PHOTO, "mail")
NOTHING: tuple[Any, ...] = ("", None, [], {})


@dataclass(frozen=True)
class WantedLine:
    """A field that is to change: as it was when this was asked, as it is now, and as it is to be."""

    label: str
    was: str
    now: str
    wanted: str
    has_changed_meanwhile: bool
    is_photo: bool = False


@dataclass(frozen=True)
class Wanted:
    """A change that waits, laid out for whoever decides."""

    change: Change
    lines: list[WantedLine]
    # Says what was shown, so that nothing is overwritten that nobody looked at.
    seen: str

    @property
    def has_changed_meanwhile(self) -> bool:
        """Whether somebody changed a field after the change was asked for."""
        return any(line.has_changed_meanwhile for line in self.lines)


def changes_waiting(conference: Conference, user: User) -> models.QuerySet[Change]:
    """Changes of delegates that the office shows this person, the longest waiting first."""
    return (
        Change.objects.filter(conference=conference, state=ChangeState.WAITING)
        .filter(delegate__in=Delegate.objects.in_office_of(user).filter(state__in=sorted(WITH_A_PLACE)))
        .select_related("delegate__particulars", "delegate__party", "entered_by")
        .order_by("entered_at", "pk")
    )


def laid_out(change: Change, *, with_particulars: bool) -> Wanted:
    """A change, line by line; the particulars only for whoever may see them."""
    kept = kept_of(change.delegate)
    fields = [*change.wanted, *([PHOTO] if change.photo else [])]
    shown = [name for name in fields if with_particulars or name not in PRIVATE]
    lines = [line for name in shown for line in _lines(change, name, kept)]
    if len(shown) < len(fields):
        lines.append(WantedLine(_("Particulars"), "", "", _("are to change"), has_changed_meanwhile=False))
    return Wanted(change, lines, token_of(change, kept))


def kept_of(delegate: Delegate) -> dict[str, Any]:
    """What is kept of a delegate now, as plain values, by field; the photo by its digest."""
    particulars = getattr(delegate, "particulars", None) or Particulars()
    return {
        **{name: plain(getattr(delegate, name)) for name in OWN},
        **{name: plain(getattr(particulars, name)) for name in PARTICULARS},
        PHOTO: particulars.photo_sha256,
    }


def as_it_was(kept: Mapping[str, Any], fields: Iterable[str]) -> dict[str, Any]:
    """What a change remembers of these fields: particulars only as a digest, for they are not kept twice."""
    return {name: kept[name] if name in OWN else _digest(kept[name]) for name in fields}


def token_of(change: Change, kept: Mapping[str, Any]) -> str:
    """What stands for the change as it is, and for what is kept of its fields now."""
    fields = sorted([*change.wanted, PHOTO])
    return _digest([change.wanted, change.photo.name or "", [[name, kept[name]] for name in fields]])


def is_as_seen(change: Change, kept: Mapping[str, Any], seen: str) -> bool:
    """Whether the change and what is kept are still what somebody saw when they decided."""
    return constant_time_compare(token_of(change, kept), seen)


def differing(kept: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Of what is wanted, what is not so already, as plain values."""
    asked = {name: plain(value) for name, value in wanted.items() if name in (*OWN, *PARTICULARS)}
    return {name: value for name, value in asked.items() if not _is_same(kept[name], value)}


def as_details(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The delegate's own fields of a change, as a revision takes them."""
    details: dict[str, Any] = {}
    for name in OWN:
        if name in wanted:
            is_in_languages = isinstance(Delegate._meta.get_field(name), I18nCharField)
            details[name] = LazyI18nString(wanted[name]) if is_in_languages else wanted[name]
    return details


def _is_same(one: Any, other: Any) -> bool:
    return one == other or (one in NOTHING and other in NOTHING)


def _digest(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return salted_hmac("secretariat.delegations.changes", text, algorithm="sha256").hexdigest()


def _lines(change: Change, name: str, kept: Mapping[str, Any]) -> list[WantedLine]:
    model = Delegate if name in OWN else Particulars
    field = model._meta.get_field(name)
    label = str(getattr(field, "verbose_name", name))
    is_changed = name in change.was and as_it_was(kept, [name])[name] != change.was[name]
    if name == PHOTO:
        words = (_("the photo kept now") if kept[name] else "", _("another photo"))
        return [WantedLine(label, "", *words, has_changed_meanwhile=is_changed, is_photo=True)]
    was, now, wanted = change.was.get(name) if name in OWN else None, kept[name], change.wanted[name]
    if isinstance(field, I18nCharField):
        return _by_language(label, _read(was), _read(now), _read(wanted))
    said = [_in_words(name, value) for value in (was, now, wanted)]
    return [WantedLine(label, said[0], said[1], said[2], has_changed_meanwhile=is_changed)]


def _by_language(label: str, was: dict[str, str], now: dict[str, str], wanted: dict[str, str]) -> list[WantedLine]:
    return [
        WantedLine(
            f"{label} ({_language(code)})",
            was.get(code, ""),
            now.get(code, ""),
            wanted.get(code, ""),
            has_changed_meanwhile=was.get(code, "") != now.get(code, ""),
        )
        for code in dict.fromkeys([*wanted, *now])
        if now.get(code, "") != wanted.get(code, "") or was.get(code, "") != now.get(code, "")
    ]


def _language(code: str) -> str:
    return str(dict(settings.LANGUAGES).get(code, code))


def _read(value: Any) -> dict[str, str]:
    if isinstance(value, Mapping):
        return {str(code): str(words) for code, words in value.items() if words}
    return {settings.LANGUAGE_CODE: str(value)} if value else {}


def _in_words(name: str, value: Any) -> str:
    if value in NOTHING:
        return ""
    if name == "birth_date":
        return day(str(value))
    if name == "languages":
        return " · ".join(own_name(code) for code in value)
    if isinstance(value, list):
        return " · ".join(map(str, value))
    field = (Delegate if name in OWN else Particulars)._meta.get_field(name)
    labels = {str(key): str(label) for key, label in getattr(field, "choices", None) or ()}
    return labels.get(str(value), str(value))
