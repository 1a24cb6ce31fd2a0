"""What people fill in about a paper: its masthead, when it is handed out, and how far a language of it has come."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import CitingForm, day_field, limit_to_what_is_seen, said_field
from secretariat.conference.models import Conference
from secretariat.conference.queries import name_of, shown_names
from secretariat.documents.actions.papers import DOCUMENT_FIELDS
from secretariat.documents.models import Distribution, Document, DocumentKind, LanguageVersion, VersionState
from secretariat.documents.queries.papers import documents_seen, items_seen, place_of, symbol_key
from secretariat.parties.models import Party
from secretariat.programme.models import AgendaItem, Session
from secretariat.ui.revising import RevisingForm, remember_what_was_seen
from secretariat.ui.templatetags.ui import own_name

NONE = ("", "–")
FILES = (".pdf", ".docx", ".odt", ".txt", ".xlsx", ".csv")


class _AboutDocument(forms.Form):
    """The masthead of a paper: what it is, who submitted it, what it belongs to, and for whom it is."""

    def ask(self, user: User, conference: Conference, document: Document | None = None) -> None:
        """Ask about the paper; the parties, items and papers offered are those that this person knows of."""
        self.fields["symbol"] = forms.CharField(
            label=pgettext_lazy("document", "Symbol"),
            max_length=60,
            required=False,
            widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}),
        )
        self.fields["title"] = said_field(_("Title"), conference.languages)
        self.fields["title"].one_required = True  # type: ignore[attr-defined]
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=DocumentKind.choices)
        self.fields["distribution"] = forms.ChoiceField(label=_("Distribution"), choices=Distribution.choices)
        self.fields["distribution"].help_text = _("What is restricted is never public.")
        self._ask_whose(user, conference, document)
        limit_to_what_is_seen(self, user, conference)
        self.fields["sensitivity"].help_text = _("Who may read it once it is issued.")

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the paper itself."""
        return {name: self.cleaned_data[name] for name in DOCUMENT_FIELDS if name in self.fields}

    def _ask_whose(self, user: User, conference: Conference, document: Document | None) -> None:
        names, parties = shown_names(conference), Party.objects.in_protocol_order(get_language() or "en")
        party = forms.ModelChoiceField(label=_("Submitted by"), queryset=parties, required=False)
        party.choices = [NONE, *((each.pk, str(name_of(each, names))) for each in parties)]
        self.fields["party"] = party
        items = forms.ModelChoiceField(
            label=_("Agenda item"),
            queryset=AgendaItem.objects.visible_to(user).filter(conference=conference),
            required=False,
        )
        items.choices = [NONE, *((pk, str(item)) for pk, item in items_seen(user, conference).items())]
        self.fields["item"] = items
        sessions = Session.objects.visible_to(user).filter(conference=conference)
        session = forms.ModelChoiceField(label=_("Session"), queryset=sessions, required=False)
        session.choices = [NONE, *((each.pk, str(each)) for each in sessions)]
        self.fields["session"] = session
        earlier = documents_seen(user, conference)
        if document is not None:
            earlier = earlier.exclude(pk=document.pk)
        revises = forms.ModelChoiceField(label=_("Revises"), queryset=earlier, required=False)
        known = sorted(earlier, key=lambda each: symbol_key(each.symbol))
        revises.choices = [NONE, *((each.pk, str(each)) for each in known)]
        self.fields["revises"] = revises


class RegisterDocumentForm(_AboutDocument, CitingForm):
    """A new paper, the language in which it is written, and the sources that tell of it."""

    def __init__(self, *args: Any, user: User, conference: Conference, proposed: tuple[str, ...] = (), **kwargs: Any):
        super().__init__(*args, user=user, conference=conference, rows=1, **kwargs)
        sources = {name: self.fields.pop(name) for name in list(self.fields)}
        self.ask(user, conference)
        if proposed:
            self.fields["symbol"].help_text = _("Free are: %(symbols)s") % {
                "symbols": " · ".join(f"\u2066{symbol}\u2069" for symbol in proposed)
            }
        spoken = sorted(conference.languages, key=place_of)
        self.fields["original"] = forms.ChoiceField(
            label=_("Written in"),
            choices=[NONE, *((code, own_name(code)) for code in spoken)],
            required=False,
            help_text=_("The language of the original; there is one."),
        )
        self.fields.update(sources)


class ReviseDocumentForm(_AboutDocument, RevisingForm):
    """What is kept of a paper."""

    def __init__(self, *args: Any, user: User, conference: Conference, document: Document, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.ask(user, conference, document)
        remember_what_was_seen(self)


class IssueDocumentForm(forms.Form):
    """The day on which a paper is handed out."""

    def __init__(self, *args: Any, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["issued_date"] = day_field(_("Issued on"), latest=today, required=True)
        self.fields["issued_date"].initial = today


class WithdrawDocumentForm(forms.Form):
    """Why a paper is taken back."""

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["reason"] = said_field(_("Why it is withdrawn"), conference.languages, long=True)
        self.fields["reason"].one_required = True  # type: ignore[attr-defined]


class LanguageVersionForm(RevisingForm):
    """How far one language of a paper has come, and its file."""

    state = forms.ChoiceField(label=_("State"), choices=VersionState.choices)
    due_date = forms.DateField(
        label=_("Due"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    upload = forms.FileField(
        label=_("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(FILES)}),
        help_text=_("PDF, Word, OpenDocument or text; its kind is judged by its content."),
    )
    without_file = forms.BooleanField(label=_("Take the file away that is there"), required=False)

    def __init__(self, *args: Any, has_file: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not has_file:
            del self.fields["without_file"]
        remember_what_was_seen(self)
        for name in {"upload", "without_file"} & set(self.fields):
            self.fields[name].show_hidden_initial = False

    @property
    def details(self) -> dict[str, Any]:
        """What was entered, with the file to keep, or that none is to be kept."""
        said = {name: self.cleaned_data[name] for name in ("state", "due_date", "note")}
        gone = False if self.cleaned_data.get("without_file") else None
        return {**said, "upload": self.cleaned_data.get("upload") or gone}


def what_is_said_of_document(document: Document) -> dict[str, Any]:
    """A paper as its form shows it."""
    return {**{name: getattr(document, name) for name in DOCUMENT_FIELDS}, "version": document.version}


def what_is_said_of_language(version: LanguageVersion | None) -> dict[str, Any]:
    """A language of a paper as its form shows it."""
    if version is None:
        return {"state": VersionState.MISSING, "version": 0}
    said = {name: getattr(version, name) for name in ("state", "due_date", "note")}
    return {**said, "version": version.version}
