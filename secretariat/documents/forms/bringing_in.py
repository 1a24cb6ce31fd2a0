"""What is filled in when a text comes in from a file: the file and its language, then what each paragraph is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.conference.models import Conference
from secretariat.documents.models import ParagraphKind
from secretariat.documents.queries.bringing_in import DEEPEST, LEFT_OUT, Proposed
from secretariat.engines.conferencefile.limits import LONGEST_TEXT
from secretariat.engines.manuscripts import MOST_PARAGRAPHS
from secretariat.ui.templatetags.ui import direction_of, own_name


class FileForm(forms.Form):
    """A Word document or a text in Akoma Ntoso, and the language in which it is."""

    upload = forms.FileField(
        label=_("File"),
        help_text=_("A Word document (.docx) or Akoma Ntoso (.xml). Nothing is written before you have looked at it."),
        widget=forms.FileInput(attrs={"accept": ".docx,.xml"}),
    )

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), choices=[(code, own_name(code)) for code in conference.languages]
        )


@dataclass(frozen=True)
class Row:
    """The fields of one paragraph, why it was taken for what it is, and what was taken off its words."""

    number: int
    kind: forms.BoundField
    depth: forms.BoundField
    words: forms.BoundField
    why: str
    typed: str


class LookForm(forms.Form):
    """Every paragraph of a file: what it is, how deep it stands, its words."""

    language = forms.CharField(widget=forms.HiddenInput, max_length=12)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    file_name = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)
    # The names that the paragraphs bear in the text, of a file that was handed out here.
    keys = forms.CharField(widget=forms.HiddenInput, max_length=50_000, required=False)

    def __init__(
        self,
        *args: Any,
        conference: Conference,
        count: int,
        language: str,
        told: Sequence[Proposed] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.count, self.told, self.codes = count, told, set(conference.languages)
        words = {"rows": 2, "lang": language, "dir": direction_of(language)}
        kinds = [*ParagraphKind.choices, (LEFT_OUT, pgettext_lazy("paragraph", "Left out"))]
        depths = [(str(depth), str(depth)) for depth in range(DEEPEST + 1)]
        for place in range(count):
            self.fields[f"kind-{place}"] = forms.ChoiceField(label=_("Kind"), choices=kinds, required=False)
            self.fields[f"depth-{place}"] = forms.ChoiceField(label=_("Depth"), choices=depths)
            self.fields[f"words-{place}"] = forms.CharField(
                label=_("Text"), max_length=LONGEST_TEXT, required=False, widget=forms.Textarea(attrs=words)
            )

    @property
    def rows(self) -> list[Row]:
        """The paragraphs as the page shows them."""
        told = [(each.why, each.typed) for each in self.told] or [("", "")] * self.count
        return [
            Row(place + 1, self[f"kind-{place}"], self[f"depth-{place}"], self[f"words-{place}"], why, typed)
            for place, (why, typed) in enumerate(told)
        ]

    @property
    def proposed(self) -> list[Proposed]:
        """What was decided of each paragraph; one without words is left out."""
        said = self.cleaned_data
        keys = said["keys"].split(",")
        keys += [""] * (self.count - len(keys))
        return [
            Proposed(
                said[f"kind-{place}"] if said[f"words-{place}"] else LEFT_OUT,
                int(said[f"depth-{place}"]),
                said[f"words-{place}"],
                keys[place],
            )
            for place in range(self.count)
        ]

    def clean_language(self) -> str:
        """One of the conference's languages."""
        code = str(self.cleaned_data["language"])
        if code not in self.codes:
            raise forms.ValidationError(_("The conference has no such language."))
        return code


def what_is_proposed(proposed: Sequence[Proposed], **said: str) -> dict[str, Any]:
    """A file as the form shows it."""
    initial: dict[str, Any] = {**said, "keys": ",".join(each.key for each in proposed)}
    for place, each in enumerate(proposed):
        initial |= {f"kind-{place}": each.kind, f"depth-{place}": str(each.depth), f"words-{place}": each.words}
    return initial


def count_handed_in(data: Any) -> int:
    """How many paragraphs a form has that was handed in; no more than a text can have."""
    count = 0
    while count < MOST_PARAGRAPHS and f"depth-{count}" in data:
        count += 1
    return count
