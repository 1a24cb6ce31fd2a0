"""What people fill in about releases: what they are called, how they are laid out, why they are sent back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.archive.forms.facts import said_field
from secretariat.conference.models import Conference
from secretariat.figures.actions import DISCLOSURE_FIELDS, Laid, Words
from secretariat.figures.models import DisclosureRules, Edition, Release
from secretariat.figures.queries.releases import Dimension, TableLayout, datasets_for, editions_of, layout_from
from secretariat.figures.queries.releases.choices import choices_of_filters, what_can_be_chosen
from secretariat.ui.revising import RevisingForm, remember_what_was_seen

MOST_ROWS = 8
DIMENSIONS = [(each.value, each.label) for each in Dimension]


class PrepareReleaseForm(forms.Form):
    """What a release is called, and from which dataset it is drawn."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_words(self, conference)
        self.fields["dataset"] = forms.ModelChoiceField(
            label=_("Dataset"),
            queryset=datasets_for(conference, user),
            help_text=_("A release is drawn from one dataset: figures of two are never added."),
        )

    @property
    def words(self) -> Words:
        """Title and note."""
        return Words(self.cleaned_data["title"], self.cleaned_data["note"])


class LayOutReleaseForm(RevisingForm):
    """Whom the table counts, what stands in rows and columns, and what is filtered."""

    def __init__(self, *args: Any, user: User, conference: Conference, release: Release, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.release = user, release
        dataset = release.layout.get("dataset", "")
        found = list(editions_of(conference, dataset))
        self.editions = {str(each.number): each for each in found}
        _ask_for_words(self, conference)
        self.fields["edition"] = forms.ChoiceField(
            label=_("Edition"), choices=[(str(each.number), f"{each.number} · {each.source}") for each in found]
        )
        _ask_for_layout(self, self._edition(), found[0] if found else None)
        remember_what_was_seen(self)

    def _edition(self) -> Edition | None:
        """The edition whose choices are offered: the one chosen, else the one stated."""
        given = self.data.get("edition") if self.is_bound else str(self.initial.get("edition", ""))
        return self.editions.get(str(given))

    @property
    def laid(self) -> Laid:
        """The release as it was laid out."""
        kept = self.cleaned_data
        filters = {each.value: tuple(kept.get(f"only_{each.value}") or ()) for each in Dimension}
        layout = TableLayout(
            dataset=self.release.layout["dataset"],
            groups=tuple(kept["groups"]),
            measure=kept["measure"],
            unit=kept["unit"],
            rows=kept["rows"],
            columns=kept["columns"],
            filters={name: codes for name, codes in filters.items() if codes},
            has_margins=kept["has_margins"],
        )
        return Laid(Words(kept["title"], kept["note"]), layout, self.editions[kept["edition"]])


class ReasonForm(forms.Form):
    """Why something is sent back or taken away."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )


class DisclosureRulesForm(RevisingForm):
    """By which rules numbers are hidden and rounded."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in DISCLOSURE_FIELDS:
            field: Any = DisclosureRules._meta.get_field(name)
            self.fields[name] = forms.IntegerField(label=field.verbose_name, min_value=0, max_value=1_000_000)
        self.fields["national_rounding"].help_text = _("1 leaves numbers exact.")
        self.fields["protection"].help_text = _("The higher it is, the more must be hidden.")
        remember_what_was_seen(self)


def what_is_said_of_release(release: Release) -> dict[str, Any]:
    """A release as its form shows it."""
    said: dict[str, Any] = {"title": release.title, "note": release.note, "version": release.version}
    said["edition"] = str(release.editions[0]["number"]) if release.editions else ""
    layout = layout_from(release.layout)
    if layout is None:
        return {**said, "has_margins": True, "unit": "persons"}
    said |= {"groups": list(layout.groups), "measure": layout.measure, "unit": layout.unit}
    said |= {"rows": layout.rows, "columns": layout.columns, "has_margins": layout.has_margins}
    return said | {f"only_{name}": list(codes) for name, codes in layout.filters.items()}


def what_the_rules_say(rules: DisclosureRules) -> dict[str, Any]:
    """The rules as their form shows them."""
    return {**{name: getattr(rules, name) for name in DISCLOSURE_FIELDS}, "version": rules.version}


def _ask_for_words(form: forms.Form, conference: Conference) -> None:
    form.fields["title"] = said_field(_("Title"), conference.languages)
    form.fields["note"] = said_field(_("Note to readers"), conference.languages, long=True)
    form.fields["note"].help_text = _("Whatever you write here is published as it stands: write no hidden number.")


def _ask_for_layout(form: forms.Form, stated: Edition | None, newest: Edition | None) -> None:
    edition = stated or newest
    known = what_can_be_chosen(edition) if edition is not None else {"measure": [], "groups": [], "unit": []}
    form.fields["groups"] = forms.MultipleChoiceField(
        label=_("Population groups"), choices=known["groups"], widget=forms.CheckboxSelectMultiple
    )
    form.fields["measure"] = forms.ChoiceField(label=_("Measure"), choices=known["measure"])
    form.fields["unit"] = forms.ChoiceField(label=_("Unit"), choices=known["unit"])
    form.fields["rows"] = forms.ChoiceField(label=_("Rows"), choices=DIMENSIONS, initial=Dimension.ASYLUM)
    form.fields["columns"] = forms.ChoiceField(label=_("Columns"), choices=DIMENSIONS, initial=Dimension.YEAR)
    form.fields["has_margins"] = forms.BooleanField(label=_("With totals"), required=False, initial=True)
    if edition is None:
        return
    for name, choices in choices_of_filters(edition).items():
        if len(choices) > 1:
            form.fields[f"only_{name}"] = forms.MultipleChoiceField(
                label=_("Only: %(dimension)s") % {"dimension": Dimension(name).label},
                choices=choices,
                required=False,
                widget=forms.SelectMultiple(attrs={"size": min(MOST_ROWS, len(choices))}),
            )
