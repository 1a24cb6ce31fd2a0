"""What people fill in about a pledge: who promises what, whom it is for, until when and under which conditions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.accounts.models import Role, User
from secretariat.archive.forms.facts import CitingForm, limit_to_what_is_seen, said_field
from secretariat.conference.models import Conference
from secretariat.pledges.actions import PLEDGE_FIELDS, Area, Reach, Share, Sharing, reach_of
from secretariat.pledges.forms.parts import (
    AmountField,
    Parties,
    WhenField,
    any_day,
    choice,
    currency_field,
    required_text,
)
from secretariat.pledges.models import (
    AmountQualifier,
    Answered,
    CompactObjective,
    Earmarking,
    Pledge,
    PledgeKind,
    PledgeRole,
)
from secretariat.pledges.permissions import DESK
from secretariat.pledges.queries.words import beneficiary_choices, sector_choices
from secretariat.ui.revising import RevisingForm, remember_what_was_seen

ROLES = {"co_leads": PledgeRole.CO_LEAD, "implementers": PledgeRole.IMPLEMENTER, "partners": PledgeRole.PARTNER}
LEAST_COUNTRIES = 3
_AREA = re.compile(r"(?P<pcode>[A-Z]{2}[A-Z0-9]*)(?:[\s,;:–-]+(?P<name>.+))?")
_NUMBERED = re.compile(r"(country|percent)_\d+")
GROUPS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    ("", ("party", *ROLES, "kind", "title", "text", "said_date")),
    (_("Money"), ("amount", "currency", "qualifier", "value_date", "additional", "earmarking")),
    (_("When, where and for whom"), ("start_date", "end_date", "countries", "areas", "beneficiaries")),
    (_("What it is about"), ("objective", "sectors", "consulted")),
    (_("What it depends on"), ("conditions", "support_needed")),
    ("", ("iati_identifier", "sensitivity")),
)


@dataclass(frozen=True)
class Group:
    """Fields that stand together under a name."""

    legend: str | Promise
    fields: list[BoundField]


class _AboutPledge(forms.Form):
    """The fields of a pledge, its further parties, and a row for each country."""

    country_rows: range = range(0)

    def ask(self, user: User, conference: Conference, language: str) -> None:
        """Ask about the promise, the money, the time and place, and what it depends on."""
        spoken, parties = conference.languages, Parties(conference)
        self._ask_who(user, conference, parties)
        self.fields["kind"] = choice(_("Kind of contribution"), PledgeKind.choices, required=True)
        self.fields["title"] = said_field(_("Title"), spoken)
        self.fields["text"] = required_text(_("What is promised, in the words in which it was"), spoken)
        self.fields["said_date"] = WhenField(_("Said on"))
        self._ask_how_much()
        self.fields["start_date"] = WhenField(_("Period from"))
        self.fields["end_date"] = WhenField(_("Period to"))
        self._ask_countries(parties)
        self.fields["areas"] = AreasField()
        self.fields["beneficiaries"] = forms.MultipleChoiceField(
            label=_("Beneficiaries"),
            choices=beneficiary_choices(self.initial.get("beneficiaries", ())),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["objective"] = forms.TypedChoiceField(
            label=_("Objective of the Global Compact on Refugees"),
            choices=[("", "–"), *CompactObjective.choices],
            coerce=int,
            empty_value=None,
            required=False,
        )
        sectors = sector_choices(language, self.initial.get("sectors", ()))
        self.fields["sectors"] = forms.MultipleChoiceField(label=_("Sectors"), choices=sectors, required=False)
        self.fields["sectors"].help_text = _("Hold Ctrl or Cmd to choose several.")
        self.fields["consulted"] = choice(
            _("Refugees were consulted"), Answered.choices, required=True, initial=Answered.UNKNOWN
        )
        self.fields["conditions"] = said_field(_("Conditions"), spoken, long=True)
        self.fields["support_needed"] = said_field(_("Support needed"), spoken, long=True)
        self.fields["support_needed"].help_text = _(
            "What others would have to give so that it can be kept. Offers that fit are looked for."
        )
        self._ask_for_whom(user, conference)

    def clean(self) -> dict[str, Any]:
        """A part belongs to a country, and the row says which."""
        cleaned: dict[str, Any] = super().clean() or {}
        for row in self.country_rows:
            if cleaned.get(f"percent_{row}") is not None and not cleaned.get(f"country_{row}"):
                self.add_error(f"country_{row}", _("Say which country this part is for."))
        return cleaned

    @property
    def groups(self) -> list[Group]:
        """The fields as the page shows them: by what they ask about."""
        known = {bound.name: bound for bound in self.visible_fields()}
        groups = [Group(legend, list(self._of_group(names, known))) for legend, names in GROUPS]
        return [*groups, Group(_("Sources"), list(known.values()))] if known else groups

    @property
    def details(self) -> dict[str, Any]:
        """What was entered about the pledge itself."""
        return {name: self.cleaned_data[name] for name in PLEDGE_FIELDS if name in self.fields}

    @property
    def reach(self) -> Reach:
        """Whom it binds and whom it is for."""
        said = self.cleaned_data
        return Reach(
            [Sharing(party, role) for name, role in ROLES.items() for party in said[name]],
            [
                Share(said[f"country_{row}"], said.get(f"percent_{row}"))
                for row in self.country_rows
                if said.get(f"country_{row}")
            ],
            _areas_of(said["areas"]),
        )

    def _of_group(self, names: tuple[str, ...], known: dict[str, BoundField]) -> Iterator[BoundField]:
        for name in names:
            if name == "countries":
                for numbered in [each for each in known if _NUMBERED.fullmatch(each)]:
                    yield known.pop(numbered)
            elif name in known:
                yield known.pop(name)

    def _ask_who(self, user: User, conference: Conference, parties: Parties) -> None:
        own = None if user.works_on(DESK, conference.pk) else _spoken_for(user, conference)
        self.fields["party"] = parties.field(_("Party that leads it"), required=True, among=own)
        if own is not None and len(own) == 1:
            self.fields["party"].initial = own[0]
        self.fields["co_leads"] = parties.several(_("Parties that lead it together with it"))
        self.fields["implementers"] = parties.several(_("Parties that carry it out"))
        self.fields["partners"] = parties.several(pgettext_lazy("pledge", "Partners"))

    def _ask_how_much(self) -> None:
        self.fields["amount"] = AmountField(_("Amount"))
        self.fields["currency"] = currency_field(str(self.initial.get("currency") or ""))
        self.fields["qualifier"] = choice(_("Qualifier"), AmountQualifier.choices)
        self.fields["value_date"] = any_day(_("Value date"))
        self.fields["additional"] = choice(
            _("Additional to what was promised before"), Answered.choices, required=True, initial=Answered.UNKNOWN
        )
        self.fields["earmarking"] = choice(_("Earmarking"), Earmarking.choices)

    def _ask_countries(self, parties: Parties) -> None:
        # As many as were shown when the form was opened, and some that are empty.
        kept = sum(name.startswith("country_") for name in self.initial)
        numbered = [int(name.rpartition("_")[2]) for name in (self.data or ()) if _NUMBERED.fullmatch(name)]
        self.country_rows = range(1, min(max(LEAST_COUNTRIES, kept + 1, *numbered, 0), 60) + 1)
        for row in self.country_rows:
            self.fields[f"country_{row}"] = parties.states(_("Country %(number)s") % {"number": row})
            percent = forms.DecimalField(
                label=_("Part of country %(number)s, in per cent") % {"number": row},
                min_value=Decimal(0),
                max_value=Decimal(100),
                decimal_places=2,
                max_digits=5,
                required=False,
            )
            self.fields[f"percent_{row}"] = percent

    def _ask_for_whom(self, user: User, conference: Conference) -> None:
        if not user.works_on(DESK, conference.pk):
            return
        self.fields["iati_identifier"] = forms.CharField(
            label=_("IATI identifier"), max_length=200, required=False, widget=forms.TextInput(attrs={"dir": "ltr"})
        )
        limit_to_what_is_seen(self, user, conference)


class AreasField(forms.CharField):
    """Areas by their P-codes, one on a line, each with its name if somebody knows it."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Areas"), required=False, max_length=8000, widget=forms.Textarea(attrs={"dir": "auto", "rows": 3})
        )
        self.help_text = _("One on a line: the P-code, then the name, such as SY02 Aleppo.")

    def to_python(self, value: Any) -> str:
        """The lines, each beginning with a P-code."""
        lines = [line.strip() for line in str(super().to_python(value) or "").splitlines() if line.strip()]
        for line in lines:
            if _AREA.fullmatch(line) is None:
                sentence = _("“%(line)s” does not begin with a P-code, such as SY02.") % {"line": line[:60]}
                raise forms.ValidationError(sentence)
        return "\n".join(lines)


class PledgeForm(_AboutPledge, CitingForm):
    """What a party promises, and the sources that say so."""

    def __init__(self, *args: Any, user: User, conference: Conference, language: str, **kwargs: Any) -> None:
        is_officer = user.works_on(DESK, conference.pk)
        super().__init__(*args, user=user, conference=conference, rows=2 if is_officer else 0, **kwargs)
        self.ask(user, conference, language)


class RevisePledgeForm(_AboutPledge, RevisingForm):
    """What is kept of a pledge, with a note of what this person saw."""

    def __init__(self, *args: Any, user: User, conference: Conference, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask(user, conference, language)
        remember_what_was_seen(self)


def what_is_said_of_pledge(pledge: Pledge) -> dict[str, Any]:
    """A pledge as its form shows it."""
    said = {name: getattr(pledge, name) for name in PLEDGE_FIELDS}
    reach = reach_of(pledge)
    for name, role in ROLES.items():
        said[name] = [each.party.pk for each in reach.parties if each.role == role]
    for row, each in enumerate(reach.countries, start=1):
        said |= {f"country_{row}": each.party.pk, f"percent_{row}": each.percent}
    lines = "\n".join(" ".join(filter(None, each)) for each in reach.areas)
    return {**said, "areas": lines, "party": pledge.party_id, "version": pledge.version}


def _areas_of(lines: str) -> list[Area]:
    read = [_AREA.fullmatch(line) for line in lines.splitlines()]
    return [Area(each["pcode"][:80], (each["name"] or "").strip()[:300]) for each in read if each is not None]


def _spoken_for(user: User, conference: Conference) -> list[int]:
    return [
        seat.party_id
        for seat in user.seats
        if seat.conference_id == conference.pk and seat.role == Role.FOCAL_POINT and seat.party_id is not None
    ]
