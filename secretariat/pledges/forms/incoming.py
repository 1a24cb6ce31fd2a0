"""What people fill in to bring in money flows from an activity file, and to say to which pledge money belongs."""

from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import limit_to_what_is_seen
from secretariat.conference.models import Conference
from secretariat.conference.queries import name_of, shown_names
from secretariat.engines import iati
from secretariat.pledges.forms.rates import source_field
from secretariat.pledges.models import MoneyFlow, Pledge
from secretariat.pledges.queries.incoming import MOST_FLOWS, unreadable_in_words
from secretariat.ui.revising import RevisingForm

SALT = "pledges.flows"
# As far as a browser's form is taken.
MOST_SENT = 2_000_000
DAYS, AMOUNTS = frozenset({"day", "value_day"}), frozenset({"amount"})


class FlowsForm(forms.Form):
    """An activity file, the source that it is, and for whom its money is kept."""

    upload = forms.FileField(
        label=_("An activity file of the IATI Standard (XML)"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".xml,application/xml,text/xml"}),
    )
    # What was read of the file, as it was shown: between looking and writing nothing has to be handed in again.
    seen = forms.CharField(required=False, max_length=MOST_SENT, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, conference: Conference, language: str, **kwargs: Any) -> None:
        del language
        super().__init__(*args, **kwargs)
        self.fields["source"] = source_field(user, conference, _("The source that this file is"))
        limit_to_what_is_seen(self, user, conference)

    def clean(self) -> dict[str, Any]:
        """The transactions of the file, or those that were shown before."""
        cleaned: dict[str, Any] = super().clean() or {}
        upload, seen = cleaned.get("upload"), cleaned.get("seen") or ""
        if upload is not None:
            self._read(upload, cleaned)
        elif seen:
            cleaned["flows"] = _unpacked(seen)
            if cleaned["flows"] is None:
                self.add_error("upload", _("Hand in the file again."))
        else:
            self.add_error("upload", _("Choose a file."))
        return cleaned

    def _read(self, upload: Any, cleaned: dict[str, Any]) -> None:
        try:
            if upload.size > settings.UPLOAD_LIMIT:
                self.add_error("upload", unreadable_in_words("too large"))
                return
            flows = list(islice(iati.flows(upload.read()), MOST_FLOWS + 1))
        except iati.Unreadable as error:
            self.add_error("upload", unreadable_in_words(error.code, error.line))
            return
        packed = signing.dumps([_plain(flow) for flow in flows], salt=SALT, compress=True)
        if len(flows) > MOST_FLOWS or len(packed) > MOST_SENT:
            self.add_error("upload", unreadable_in_words("too many"))
            return
        cleaned["flows"], cleaned["seen"] = flows, packed

    @property
    def flows(self) -> list[iati.Flow]:
        """The transactions of the file."""
        return list(self.cleaned_data["flows"])


class AssignForm(RevisingForm):
    """To which pledge money belongs; to none, if it is left open."""

    def __init__(self, *args: Any, user: User, conference: Conference, language: str, **kwargs: Any) -> None:
        del language
        super().__init__(*args, **kwargs)
        rows = Pledge.objects.in_office_of(user).filter(conference=conference).select_related("party")
        names = shown_names(conference)
        field = forms.ModelChoiceField(label=_("Pledge"), queryset=rows, required=False)
        field.choices = [("", "–"), *((str(each.pk), _called(each, name_of(each.party, names))) for each in rows)]
        self.fields["pledge"] = field


def what_is_said_of_flow(flow: MoneyFlow) -> dict[str, Any]:
    """A flow as the form that assigns it shows it."""
    return {"pledge": flow.pledge_id, "version": flow.version}


def _called(pledge: Pledge, party_name: object) -> str:
    title = str(pledge.title) or str(pledge.text)
    return f"{pledge.number} · {party_name} · {title[:80]}"


def _plain(flow: iati.Flow) -> list[Any]:
    return [str(value) if isinstance(value, date | Decimal) else value for value in asdict(flow).values()]


def _unpacked(seen: str) -> list[iati.Flow] | None:
    try:
        rows = signing.loads(seen, salt=SALT, max_age=24 * 3600)
    except signing.BadSignature:
        return None
    names = [field.name for field in fields(iati.Flow)]
    return [iati.Flow(**{name: _typed(name, value) for name, value in zip(names, row, strict=True)}) for row in rows]


def _typed(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in DAYS:
        return date.fromisoformat(value)
    return Decimal(value) if name in AMOUNTS else value
