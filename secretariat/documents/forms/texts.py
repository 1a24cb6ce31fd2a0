"""What a rapporteur fills in: paragraphs, whole texts, names of versions, and choices in a merge."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import CitingForm, SaidField
from secretariat.conference.models import Conference
from secretariat.documents.models import Paragraph, ParagraphKind
from secretariat.documents.queries.bringing_in import Proposed
from secretariat.engines.conferencefile.limits import LONGEST_TEXT
from secretariat.engines.wording import MergedParagraph, Written, depths
from secretariat.ui.languages import TextInLanguages
from secretariat.ui.revising import RevisingForm, remember_what_was_seen
from secretariat.ui.templatetags.ui import own_name

# Of a whole text, in letters.
LONGEST_WHOLE = 2_000_000


def words_field(conference: Conference) -> SaidField:
    """The words of a paragraph in each language of the conference."""
    return SaidField(
        label=_("Text"),
        widget=TextInLanguages,
        locales=list(conference.languages),
        required=False,
        max_length=LONGEST_TEXT,
    )


class ParagraphForm(CitingForm):
    """A new paragraph, and the sources that give its words."""

    kind = forms.ChoiceField(label=_("What it is in the text"), choices=ParagraphKind.choices)

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, rows=1, **kwargs)
        self.fields["text"] = words_field(conference)
        self.order_fields(("kind", "text"))


class ReviseParagraphForm(RevisingForm):
    """The words of a paragraph, with a note of what this person saw."""

    kind = forms.ChoiceField(label=_("What it is in the text"), choices=ParagraphKind.choices)

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = words_field(conference)
        self.order_fields(("text", "kind"))
        remember_what_was_seen(self)


class TranslateParagraphForm(RevisingForm):
    """Words of an adopted paragraph in languages that have none."""

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = words_field(conference)
        remember_what_was_seen(self)


def what_is_said(paragraph: Paragraph) -> dict[str, Any]:
    """What the form of a paragraph is opened with."""
    return {"text": paragraph.text, "kind": paragraph.kind, "version": paragraph.version}


class WholeTextForm(forms.Form):
    """A whole text as it was typed or pasted."""

    language = forms.ChoiceField(label=_("Language"))
    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST_WHOLE,
        widget=forms.Textarea(attrs={"rows": 20, "dir": "auto"}),
        help_text=_("Blank lines part paragraphs. 1., (a) and (i) before a paragraph say where it stands."),
    )

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, own_name(code)) for code in conference.languages]
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=choices)
        self.order_fields(("language", "text"))


class RecognisedForm(forms.Form):
    """The paragraphs that were recognised, each to be corrected or left out before anything is written."""

    count = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2000)

    def __init__(self, *args: Any, conference: Conference, paragraphs: Sequence[Written] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            widget=forms.HiddenInput,
            choices=[(code, own_name(code)) for code in conference.languages],
            error_messages={"invalid_choice": _("The conference has no such language.")},
        )
        count = len(paragraphs) or self._counted()
        kinds = [("", _("Leave out")), *ParagraphKind.choices]
        for row in range(1, count + 1):
            self.fields[f"kind_{row}"] = forms.ChoiceField(label=_("Kind"), choices=kinds, required=False)
            self.fields[f"depth_{row}"] = forms.IntegerField(label=_("Level"), min_value=0, max_value=4, required=False)
            self.fields[f"words_{row}"] = forms.CharField(
                label=_("Text"),
                required=False,
                max_length=LONGEST_TEXT,
                widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            )
        deep = depths(paragraphs)
        for row, each in enumerate(paragraphs, start=1):
            language = next(iter(each.text), "")
            self.initial[f"kind_{row}"], self.initial[f"words_{row}"] = each.kind, each.words(language)
            self.initial[f"depth_{row}"] = deep[each.key]
        self.initial.setdefault("count", count)

    @property
    def rows(self) -> list[dict[str, forms.BoundField]]:
        """The fields of each paragraph."""
        count = len([name for name in self.fields if name.startswith("kind_")])
        return [{name: self[f"{name}_{row}"] for name in ("kind", "depth", "words")} for row in range(1, count + 1)]

    def proposed(self) -> list[Proposed]:
        """The paragraphs as they were corrected, without those that are left out."""
        said = self.cleaned_data
        rows = range(1, int(said["count"]) + 1)
        return [
            Proposed(said[f"kind_{row}"], int(said.get(f"depth_{row}") or 0), said[f"words_{row}"])
            for row in rows
            if said.get(f"kind_{row}") and said.get(f"words_{row}")
        ]

    def _counted(self) -> int:
        given = str(self.data.get("count", "")) if self.is_bound else ""
        return min(int(given), 2000) if given.isascii() and given.isdecimal() and len(given) < 5 else 0


class KeepVersionForm(forms.Form):
    """What a version is called."""

    name = forms.CharField(label=_("Name"), max_length=120, required=False)


class MergeForm(forms.Form):
    """What is to stand where two versions want different things."""

    def __init__(self, *args: Any, conflicts: Sequence[MergedParagraph], names: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._conflicts = conflicts
        for each in conflicts:
            label = names.get(each.key) or each.key
            self._ask_what_it_is(each, label)
            self._ask_where_it_stands(each, label, names)
            for language, words in (each.written.text if each.written else {}).items():
                self.fields[f"{each.key}-{language}"] = forms.CharField(
                    label=f"{label} · {own_name(language)}",
                    required=False,
                    max_length=LONGEST_TEXT,
                    initial=words,
                    widget=forms.Textarea(attrs={"rows": 4, "lang": language, "dir": "auto"}),
                )

    def decided(self, text: Sequence[Written]) -> tuple[Written, ...]:
        """The merged text with what was decided; a paragraph that was left without words goes."""
        open_keys = {each.key for each in self._conflicts}
        found = []
        for each in text:
            if each.key not in open_keys:
                found.append(each)
                continue
            words = {code: self._said(f"{each.key}-{code}", said) for code, said in each.text.items()}
            if any(words.values()):
                kind = self._said(f"{each.key}-kind", each.kind)
                parent = self._said(f"{each.key}-parent", each.parent or "") or None
                found.append(Written(each.key, kind, {code: said for code, said in words.items() if said}, parent))
        kept = {each.key for each in found}
        return tuple(
            Written(each.key, each.kind, each.text, each.parent if each.parent in kept else None) for each in found
        )

    def _said(self, name: str, otherwise: str) -> str:
        """What was chosen; a field that was not handed in chooses nothing."""
        return str(self.cleaned_data.get(name, "")) if name in self.data else otherwise

    def _ask_what_it_is(self, each: MergedParagraph, label: str) -> None:
        if "kind" in each.conflicts and each.one and each.other:
            kinds = {each.one.kind, each.other.kind}
            self.fields[f"{each.key}-kind"] = forms.ChoiceField(
                label=f"{label} · {_('What it is in the text')}",
                choices=[choice for choice in ParagraphKind.choices if choice[0] in kinds],
                initial=each.one.kind,
            )

    def _ask_where_it_stands(self, each: MergedParagraph, label: str, names: dict[str, str]) -> None:
        if "parent" in each.conflicts and each.one and each.other:
            places = dict.fromkeys((each.one.parent or "", each.other.parent or ""))
            self.fields[f"{each.key}-parent"] = forms.ChoiceField(
                label=f"{label} · {_('Under which paragraph it stands')}",
                choices=[(key, (names.get(key) or key) if key else _("Under none")) for key in places],
                initial=each.one.parent or "",
                required=False,
            )
