"""What people fill in to have something printed, and the templates they write."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.conference.models import Conference
from secretariat.door.models import BadgeTemplate, PrintKind
from secretariat.engines.paper import LONGEST_SOURCE
from secretariat.parties.models import Party
from secretariat.ui.revising import RevisingForm, remember_what_was_seen
from secretariat.ui.templatetags.ui import own_name

LONGEST_LIST = 100_000


class PrintForm(forms.Form):
    """What is to be printed, of whom, and in which language."""

    only = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST_LIST)
    kind = forms.ChoiceField(label=_("What to print"), choices=PrintKind.choices)
    language = forms.ChoiceField(label=_("Language"))
    party = forms.ModelChoiceField(
        label=_("Only of this party"), queryset=Party.objects.none(), required=False, empty_label=_("All parties")
    )
    again = forms.BooleanField(label=_("Badges that were printed before, too"), required=False)

    def __init__(self, *args: Any, conference: Conference, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(code, own_name(code)) for code in conference.languages]  # type: ignore[attr-defined]
        self.fields["language"].initial = language if language in conference.languages else conference.original_language
        self.fields["party"].queryset = Party.objects.in_protocol_order(language)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[int]:
        """The numbers of the badges that were chosen one by one, if any were."""
        parts = self.cleaned_data["only"].split(",")
        return [int(part) for part in parts if part.isascii() and part.isdecimal() and len(part) < 19]


class AddTemplateForm(forms.Form):
    """A Typst file of the conference's own."""

    kind = forms.ChoiceField(widget=forms.HiddenInput, choices=PrintKind.choices)
    name = forms.CharField(label=_("Name"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"] = _source_field()


class ReviseTemplateForm(RevisingForm):
    """What a template is called, and its Typst."""

    name = forms.CharField(label=_("Name"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"] = _source_field()
        remember_what_was_seen(self)


def what_is_said_of_template(template: BadgeTemplate) -> dict[str, Any]:
    """A template as its form shows it."""
    return {"name": template.name, "source": template.source, "version": template.version}


class _SourceField(forms.CharField):
    """A text whose lines end as Typst counts them."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")


def _source_field() -> forms.CharField:
    attrs = {"rows": 30, "cols": 90, "dir": "ltr", "spellcheck": "false", "class": "typst", "wrap": "off"}
    return _SourceField(
        label="Typst",
        max_length=LONGEST_SOURCE,
        strip=False,
        widget=forms.Textarea(attrs=attrs),
        help_text=_("What it reads from data.json and may import from house.typ is told in the guide."),
    )
