"""What people fill in to invite others to a meeting by mail, and to hand in what came back."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secretariat.conference.models import Conference
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.models import Delegate
from secretariat.engines import calendars
from secretariat.programme.actions import MOST_INVITED, Guest
from secretariat.programme.forms.parts import moment_field
from secretariat.programme.queries.convening import Told

_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<mail>[^<>\s]+)>")
_LONGEST_LINE, _LONGEST_NAME, _LONGEST_MAIL = 900, 500, 254


class AddressesField(forms.CharField):
    """Mail addresses, one on a line, each with a name before it if there is one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=50_000, widget=forms.Textarea(attrs={"rows": 3}), **options)

    def clean(self, value: Any) -> list[Guest]:
        """Whoever is to be invited; of a line that is none, its number is told."""
        lines = str(super().clean(value) or "").splitlines()
        return [_guest(number, line) for number, line in enumerate(lines, start=1) if line.strip()]


class ConveneForm(forms.Form):
    """Who is invited to a meeting, what they are told beside its time and place, and in which language."""

    def __init__(
        self, *args: Any, people: Iterable[Delegate], conference: Conference, asks_times: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known, names = list(people), shown_names(conference)
        if asks_times:
            self.fields["starts_at"] = moment_field(_("Begins"))
            self.fields["ends_at"] = moment_field(_("Ends"))
            self.fields["place"] = forms.CharField(label=_("Place"), required=False, max_length=500)
        if known:
            self.fields["people"] = _people(known, names)
        self.fields["others"] = AddressesField(
            label=_("Others, by mail address"),
            help_text=_("One on a line: an address alone, or a name with the address behind it in angle brackets."),
        )
        self.fields["text"] = forms.CharField(
            label=_("Text of the invitation"), required=False, max_length=10_000, widget=forms.Textarea
        )
        spoken = [(code, name) for code, name in settings.LANGUAGES]
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), choices=spoken, initial=conference.original_language
        )

    def clean(self) -> dict[str, Any]:
        """Somebody is invited, and each once."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "others" in self.errors or "people" in self.errors:
            return cleaned
        guests = [Guest(each.mail, each.name, each) for each in cleaned.get("people") or ()]
        mails = {guest.mail.lower() for guest in guests}
        for guest in cleaned.get("others") or ():
            if guest.mail.lower() in mails:
                self.add_error("others", _("%(mail)s is named twice.") % {"mail": guest.mail})
                return cleaned
            mails.add(guest.mail.lower())
            guests.append(guest)
        if not guests:
            self.add_error(None, _("Choose somebody to invite, or give an address."))
        if len(guests) > MOST_INVITED:
            sentence = _("At most %(most)s people are invited to one meeting by mail.")
            self.add_error(None, sentence % {"most": MOST_INVITED})
        self.guests = guests
        return cleaned

    def told(self, before: Told) -> Told:
        """What an invitation says whose times are asked for here."""
        data = self.cleaned_data
        return Told(before.summary, data["place"], data["starts_at"], data["ends_at"], data["text"], data["language"])


class CallOffForm(forms.Form):
    """Why a meeting is not held."""

    why = forms.CharField(
        label=gettext_lazy("What those who were invited are told"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReplyForm(forms.Form):
    """An answer that came by mail: as a file, or pasted."""

    file = forms.FileField(
        label=gettext_lazy("The mail or the calendar file"),
        required=False,
        help_text=gettext_lazy("As your mail program saves it: .eml or .ics."),
    )
    pasted = forms.CharField(
        label=gettext_lazy("Or its text, pasted here"),
        required=False,
        strip=False,
        max_length=1_000_000,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "ltr"}),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two, and not too large."""
        cleaned: dict[str, Any] = super().clean() or {}
        upload, pasted = cleaned.get("file"), cleaned.get("pasted") or ""
        if self.errors:
            return cleaned
        if upload is not None and upload.size > calendars.MAIL_LIMIT:
            raise ValidationError(_("This file is too large: a mail with an answer is small."))
        cleaned["content"] = upload.read() if upload is not None else pasted.encode("utf-8", "replace")
        if not cleaned["content"].strip():
            raise ValidationError(_("Hand in the mail or the calendar file, or paste its text."))
        return cleaned


def _people(known: list[Delegate], names: dict[int, Any]) -> forms.ModelMultipleChoiceField[Delegate]:
    people = Delegate.objects.filter(pk__in=[each.pk for each in known]).select_related("party")
    field = forms.ModelMultipleChoiceField(
        label=_("People of the delegations concerned"),
        queryset=people,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those with a mail address. Nobody learns who else is invited."),
    )
    field.choices = [(each.pk, f"{each.name} – {name_of(each.party, names)}") for each in known]
    return field


def _guest(number: int, line: str) -> Guest:
    said = " ".join(line.split())
    found = _NAMED.fullmatch(said)
    name, mail = (found["name"].strip().strip('"').strip(), found["mail"]) if found else ("", said)
    if not _is_address(mail) or len(said) > _LONGEST_LINE or len(name) > _LONGEST_NAME or not said.isprintable():
        sentence = _("Line %(number)s is no mail address: %(said)s")
        raise ValidationError(sentence % {"number": number, "said": said[:100]})
    return Guest(mail, name)


def _is_address(mail: str) -> bool:
    try:
        validate_email(mail)
    except ValidationError:
        return False
    return len(mail) <= _LONGEST_MAIL
