"""What people fill in to open a text, to amend it, and to decide about amendments."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import CitingForm, DayOrMonthField, SaidField, Words, said_field
from secretariat.archive.queries import sources_of
from secretariat.conference.models import Conference
from secretariat.documents.actions import AMENDMENT_FIELDS, REVISED_FIELDS, Seen
from secretariat.documents.models import Amendment, AmendmentKind, Paragraph, ParagraphKind
from secretariat.documents.queries.reading import words_without
from secretariat.engines.conferencefile.limits import LONGEST_TEXT
from secretariat.ui.languages import TextInLanguages
from secretariat.ui.revising import RevisingForm, remember_what_was_seen

Choices = Sequence[tuple[str, str]]
_SALT = "documents.words_shown"


class OpenForm(RevisingForm):
    """Until when amendments are taken."""

    deadline = forms.DateTimeField(
        label=_("Amendments until"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"],
        help_text=_("By the clocks of the venue; without it, until the text is closed."),
    )


class _AmendmentWords(forms.Form):
    """The words of an amendment, and why they are proposed."""

    def remember_words(self) -> None:
        """Send along which words of the paragraph the page showed; nobody can send others than it did."""
        self.fields["base"] = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_base(self) -> tuple[int, dict[str, str]] | None:
        """The paragraph by its number, and its words as the page showed them."""
        sent = self.cleaned_data["base"]
        if not sent:
            return None
        try:
            number, words = signing.loads(sent, salt=_SALT)
        except signing.BadSignature:
            raise forms.ValidationError(_("This page was changed on its way. Open it again.")) from None
        return int(number), dict(words)

    def ask_words(self, conference: Conference) -> None:
        """Ask for the words in each language of the conference."""
        self.fields["text"] = _words_field(_("Proposed text"), conference)
        self.fields["text"].help_text = _("The whole paragraph as it should read. To strike it out, leave this empty.")
        self.fields["explanation"] = said_field(pgettext_lazy("amendment", "Why"), conference.languages, long=True)
        self.fields["said_date"] = DayOrMonthField(_("Handed in on"))


class AmendForm(_AmendmentWords, CitingForm):
    """What one or more parties would have the text say."""

    def __init__(
        self, *args: Any, user: User, conference: Conference, paragraphs: Choices, parties: Choices, **kwargs: Any
    ) -> None:
        # Whoever knows of no source is asked for none.
        rows = 2 if sources_of(conference.pk, user).exists() else 0
        super().__init__(*args, user=user, conference=conference, rows=rows, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label=_("What it does"), choices=AmendmentKind.choices, widget=forms.RadioSelect
        )
        self.fields["paragraph"] = forms.ChoiceField(
            label=_("Paragraph"),
            required=False,
            choices=[("", _("First of all")), *paragraphs],
            help_text=_("The paragraph it is about; a new one comes after it."),
        )
        self.fields["new_kind"] = forms.ChoiceField(
            label=_("What a new paragraph is"), required=False, choices=[("", "–"), *ParagraphKind.choices]
        )
        self.ask_words(conference)
        self.fields["parties"] = forms.MultipleChoiceField(
            label=_("Handed in by"), choices=parties, widget=forms.CheckboxSelectMultiple
        )
        self.remember_words()
        self.order_fields(("parties", "kind", "paragraph", "new_kind", "text", "explanation", "said_date"))

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the amendment; the paragraph by its number."""
        return {name: self.cleaned_data[name] for name in AMENDMENT_FIELDS}

    @property
    def base(self) -> LazyI18nString | None:
        """The words of the paragraph that the page showed, if it showed those of the one that was chosen."""
        shown = self.cleaned_data["base"]
        return LazyI18nString(shown[1]) if shown and str(shown[0]) == self.cleaned_data["paragraph"] else None


class ReviseAmendmentForm(_AmendmentWords, RevisingForm):
    """What an amendment says, with a note of what this person saw."""

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_words(conference)
        remember_what_was_seen(self)
        self.remember_words()

    @property
    def base(self) -> LazyI18nString | None:
        """The words of the paragraph when the form was opened."""
        shown = self.cleaned_data["base"]
        return LazyI18nString(shown[1]) if shown else None


class PartyForm(forms.Form):
    """One party of those that can be named here."""

    party = forms.ChoiceField(label=_("Party"))

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["party"]
        field.choices = [("", "–"), *parties] if len(parties) != 1 else parties


class WithdrawForm(RevisingForm):
    """Whether one party leaves an amendment, or it is taken back as a whole."""

    party = forms.ChoiceField(label=_("Who leaves it"), required=False)

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["party"]
        field.choices = [("", _("All: the amendment is taken back")), *parties]


class AcceptForm(RevisingForm):
    """The words that the paragraph is to say."""

    def __init__(self, *args: Any, conference: Conference, is_strike: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paragraph_version"] = forms.IntegerField(widget=forms.HiddenInput, required=False)
        self.fields["text"] = _words_field(_("The paragraph will say"), conference)
        self.fields["text"].help_text = (
            _("Left empty, the paragraph is struck out.")
            if is_strike
            else _("A language left empty is translated anew: what it said no longer stands.")
        )

    @property
    def seen(self) -> Seen:
        """The versions that this person had before their eyes."""
        return Seen(self.cleaned_data.get("version"), self.cleaned_data.get("paragraph_version"))


def _words_field(label: Words, conference: Conference) -> SaidField:
    return SaidField(
        label=label, widget=TextInLanguages, locales=list(conference.languages), required=False, max_length=LONGEST_TEXT
    )


def what_is_said_of_amendment(amendment: Amendment, hidden: Collection[str] = ()) -> dict[str, Any]:
    """An amendment as its form shows it; of the words that it is against, none in languages that are hidden."""
    said = {name: getattr(amendment, name) for name in REVISED_FIELDS}
    return {**said, "base": words_shown(amendment.paragraph, hidden), "version": amendment.version}


def words_shown(paragraph: Paragraph | None, hidden: Collection[str] = ()) -> str:
    """The words of a paragraph as a page sends them along, signed; nothing where there is none.

    Whoever has the page can read them: none are among them in languages that are hidden.
    """
    if paragraph is None:
        return ""
    return signing.dumps([paragraph.pk, words_without(paragraph.text, hidden)], salt=_SALT, compress=True)
