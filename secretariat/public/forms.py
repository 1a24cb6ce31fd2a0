"""What visitors of the public site hand in."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.engines.searching.asking import MOST_CHARACTERS
from secretariat.newsroom.actions.media import Sent
from secretariat.newsroom.models import OutletKind
from secretariat.newsroom.queries import has_control, is_legible
from secretariat.newsroom.queries.formtoken import FORGED, TOO_OLD, TOO_QUICK, judge_token, token_for
from secretariat.newsroom.queries.judging import without_turns
from secretariat.parties.models import Party
from secretariat.public.queries.searchable import GROUPS

MOST_PAGES = 1000
MOST_PEOPLE_ASKED = 6
# Of a reply.
MOST_LETTERS = 5000
_UNFIT: dict[str, str | Promise] = {
    FORGED: _("This form is not one that was shown here. Your words are kept below; please send them again."),
    TOO_QUICK: _("That was very quick. Please read once more what you wrote, and send it again."),
    TOO_OLD: _("This form was open for more than a day. Your words are kept below; please send them again."),
}


class PlainField(forms.CharField):
    """A text of letters and lines, and nothing that no page can show."""

    def __init__(self, *, is_line: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.is_line = is_line
        if is_line:
            self.widget.attrs["dir"] = "auto"

    def to_python(self, value: Any) -> Any:
        """The text with its lines as they are, of a name in one line."""
        said = super().to_python(value) or ""
        if has_control(said):
            raise forms.ValidationError(_("This holds characters that no page can show; please take them out."))
        if self.is_line:
            return " ".join(said.split())
        return said.replace("\r\n", "\n")


class NameField(PlainField):
    """What somebody or something is called: one line in which there is something to read."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(is_line=True, **kwargs)

    def validate(self, value: Any) -> None:
        """A name that nobody could see is none."""
        super().validate(value)
        if value and not is_legible(value):
            raise forms.ValidationError(_("A name has a letter or a figure that people can read."))


class SearchForm(forms.Form):
    """Words to look for, and the kind of thing and the page on which to look; what is odd in them is left out."""

    q = forms.CharField(required=False)
    kind = forms.CharField(required=False)
    page = forms.CharField(required=False)

    def asked(self) -> tuple[str, str, int]:
        """The words, the kind and the page; every question is taken for one, however odd."""
        words = str(self.data.get("q", ""))[:MOST_CHARACTERS].replace("\x00", "")
        kind, page = str(self.data.get("kind", "")), str(self.data.get("page", ""))
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1
        return words, kind if kind in GROUPS else "", min(max(number, 1), MOST_PAGES)


class SignedForm(forms.Form):
    """A form of the public site that needs no cookie: it holds a signed token, and a field that people leave empty."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    # Named as what a machine likes to fill in.
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, about: tuple[str, object], at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about, self.at = about, at
        # A form that is shown again is shown with a token of now.
        self.initial["token"] = token_for(*about, at)

    @property
    def shown_token(self) -> str:
        """The token of the form as it is shown now, whatever was handed in."""
        return str(self.initial["token"])

    def clean(self) -> dict[str, Any]:
        """Take nothing from what filled in the field that people leave empty, or sent a form that was not shown."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("website"):
            raise forms.ValidationError(_("The field that is to be left empty holds something; please empty it."))
        sentence = _UNFIT.get(judge_token(str(self.data.get("token", "")), *self.about, self.at))
        if sentence:
            raise forms.ValidationError(str(sentence))
        return cleaned


class ReplyForm(SignedForm):
    """A reply to an article."""

    name = NameField(label=_("Name"), max_length=100, help_text=_("It is shown above your reply."))
    mail = forms.EmailField(
        label=_("Mail"),
        max_length=254,
        help_text=_("It is never shown, and deleted after a while."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
    text = PlainField(
        label=pgettext_lazy("reply", "Text"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
    field_order = ("name", "mail", "text")


class ReportForm(SignedForm):
    """What is wrong with a published reply."""

    reason = PlainField(
        label=_("What is wrong with it"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    field_order = ("reason",)


class MediaForm(forms.Form):
    """What an outlet asks for, and the people it would send; marks that nobody sees are left out."""

    outlet = NameField(label=_("Name of the outlet"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "–"), *OutletKind.choices])
    website = forms.URLField(label=_("Website"), max_length=500, required=False, assume_scheme="https")
    contact_name = NameField(label=_("Your name"), max_length=200)
    contact_mail = forms.EmailField(label=_("Mail"), max_length=254)
    # Nobody sees it; what fills in every field fills in this one.
    address = forms.CharField(required=False)
    token = forms.CharField(required=False, max_length=1000)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language, self.status = language, 422
        states = Party.objects.states().in_protocol_order(language)
        self.fields["country"] = forms.ModelChoiceField(
            label=_("Country"), queryset=states, required=False, empty_label="–"
        )
        self.fields["contact_mail"].help_text = _("The secretariat answers there. It is published nowhere.")
        for row in range(1, MOST_PEOPLE_ASKED + 1):
            is_first = row == 1
            self.fields[f"name_{row}"] = NameField(label=_("Name"), max_length=200, required=is_first)
            self.fields[f"task_{row}"] = PlainField(label=_("Task"), max_length=100, required=False, is_line=True)
            self.fields[f"mail_{row}"] = forms.EmailField(label=_("Mail"), max_length=254, required=False)

    @property
    def of_outlet(self) -> list[forms.BoundField]:
        """The fields about the outlet itself."""
        return [self[name] for name in ("outlet", "kind", "country", "website", "contact_name", "contact_mail")]

    @property
    def of_people(self) -> list[list[forms.BoundField]]:
        """The fields about each person."""
        rows = range(1, MOST_PEOPLE_ASKED + 1)
        return [[self[f"{name}_{row}"] for name in ("name", "task", "mail")] for row in rows]

    @property
    def is_caught(self) -> bool:
        """Whether the field that nobody sees was filled in."""
        return bool(self.cleaned_data["address"])

    @property
    def said(self) -> dict[str, Any]:
        """What was entered about the outlet."""
        lines = {name: _one_line(self.cleaned_data[name]) for name in ("outlet", "contact_name")}
        given = {name: self.cleaned_data[name] for name in ("kind", "country", "website", "contact_mail")}
        return {**given, **lines, "language": self.language}

    @property
    def people(self) -> list[Sent]:
        """The people who are named."""
        rows = range(1, MOST_PEOPLE_ASKED + 1)
        given = [[self.cleaned_data[f"{name}_{row}"] for name in ("name", "task", "mail")] for row in rows]
        return [Sent(_one_line(name), _one_line(task), mail) for name, task, mail in given if _one_line(name)]


def _one_line(text: str) -> str:
    return " ".join(without_turns(text).split())
