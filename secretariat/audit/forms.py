"""How a form hands a deed to the one door, and answers when it says no; the pages of every desk use it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms

from secretariat.audit.action import Refused, Stale
from secretariat.ui.revising import Difference, RevisingForm


@dataclass(frozen=True)
class Attempt:
    """What came of a form that was handed in: it was done, or there is something to look at."""

    is_done: bool
    form: Any
    differences: list[Difference] = field(default_factory=list)


def seen_version(form: RevisingForm) -> int:
    """The version of the row this person saw; whoever does not say has seen none."""
    return int(form.cleaned_data.get("version") or 0)


def refuse(form: forms.Form, error: Refused) -> None:
    """Put the sentence at the field it speaks of."""
    form.add_error(error.field if error.field in form.fields else None, str(error))


def attempt(form: forms.Form, deed: Callable[[], object]) -> Attempt:
    """Do the deed if the form is filled in well."""
    if not form.is_bound or not form.is_valid():
        return Attempt(is_done=False, form=form)
    try:
        deed()
    except Refused as error:
        refuse(form, error)
        return Attempt(is_done=False, form=form)
    return Attempt(is_done=True, form=form)


def attempt_revision(
    form: RevisingForm,
    deed: Callable[[], object],
    *,
    now: Callable[[], Mapping[str, Any]],
    **needs: Any,
) -> Attempt:
    """Do the deed unless somebody changed the row meanwhile; then say what differs, and keep what was entered."""
    if not form.is_bound or not form.is_valid():
        return Attempt(is_done=False, form=form)
    try:
        deed()
    except Stale:
        present = now()
        return Attempt(is_done=False, form=form.renewed(present, **needs), differences=form.differences(present))
    except Refused as error:
        refuse(form, error)
        return Attempt(is_done=False, form=form)
    return Attempt(is_done=True, form=form)
