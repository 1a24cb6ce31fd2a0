"""What the morning page says, what a search finds, and what the record tells of a row."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secretariat.accounts.models import User
from secretariat.archive.models import Citation, Fact, Source
from secretariat.audit.action import HIDDEN
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference, Message, Objective
from secretariat.delegations.models import Answer, Delegate, Invitation
from secretariat.delegations.queries import BoardRow, Difference, board, differences, unanswered
from secretariat.overview.models import Look

VERBS: dict[str, str | Promise] = {
    "api.load": gettext_lazy("loaded a conference file"),
    "archive.add_source": gettext_lazy("added a source"),
    "archive.attach": gettext_lazy("attached a file to a source"),
    "archive.cite": gettext_lazy("cited a source"),
    "archive.revise_source": gettext_lazy("revised a source"),
    "conference.add_room": gettext_lazy("added a room"),
    "conference.admit": gettext_lazy("admitted a member"),
    "conference.convene": gettext_lazy("convened the conference"),
    "conference.deliver": gettext_lazy("sent a message"),
    "conference.dismiss": gettext_lazy("took a role away"),
    "conference.resend": gettext_lazy("put a message in the outbox again"),
    "conference.revise_conference": gettext_lazy("revised the conference"),
    "conference.revise_objective": gettext_lazy("revised an objective"),
    "conference.revise_room": gettext_lazy("revised a room"),
    "conference.show_party_as": gettext_lazy("chose the name shown for a party"),
    "conference.state_objective": gettext_lazy("stated an objective"),
    "delegations.claim_total": gettext_lazy("recorded a total that somebody gave"),
    "delegations.correct_answer": gettext_lazy("corrected an answer"),
    "delegations.form_delegation": gettext_lazy("formed a delegation"),
    "delegations.invite": gettext_lazy("put a party on the list"),
    "delegations.invite_many": gettext_lazy("put parties on the list"),
    "delegations.name_delegate": gettext_lazy("named a delegate"),
    "delegations.record_answer": gettext_lazy("recorded an answer"),
    "delegations.remind": gettext_lazy("sent reminders"),
    "delegations.revise_delegate": gettext_lazy("revised a delegate"),
    "delegations.revise_delegation": gettext_lazy("revised a delegation"),
    "delegations.revise_invitation": gettext_lazy("revised an invitation"),
    "delegations.send_invitations": gettext_lazy("sent invitations"),
    "parties.refresh": gettext_lazy("brought the register up to date"),
    "parties.register": gettext_lazy("added an organisation to the register"),
}


KINDS: dict[str, str | Promise] = {
    "api.keptsection": gettext_lazy("sections held word for word"),
    "api.listedparty": gettext_lazy("parties listed"),
    "archive.citation": gettext_lazy("citations"),
    "archive.source": gettext_lazy("sources"),
    "conference.conference": gettext_lazy("conference"),
    "conference.coorganiser": gettext_lazy("co-organisers"),
    "conference.objective": gettext_lazy("objectives and expected results"),
    "conference.room": gettext_lazy("rooms"),
    "conference.shownname": gettext_lazy("names shown"),
    "delegations.answer": gettext_lazy("answers"),
    "delegations.body": gettext_lazy("bodies"),
    "delegations.claimedtotal": gettext_lazy("totals as they were given"),
    "delegations.delegate": gettext_lazy("delegates"),
    "delegations.delegation": gettext_lazy("delegations"),
    "delegations.invitation": gettext_lazy("invitations"),
    "invitations": gettext_lazy("invitations"),
    "messages": gettext_lazy("messages"),
    "parties.party": gettext_lazy("parties"),
}
WITH_HISTORY = frozenset(
    {
        "archive.source",
        "conference.conference",
        "conference.objective",
        "conference.room",
        "conference.shownname",
        "delegations.answer",
        "delegations.claimedtotal",
        "delegations.delegate",
        "delegations.delegation",
        "delegations.invitation",
    }
)


@dataclass(frozen=True)
class Change:
    """One field of a row: what it was and what it became."""

    label: str
    old: str
    new: str
    is_hidden: bool


@dataclass(frozen=True)
class Told:
    """An entry of the record in words."""

    entry: Entry
    verb: str
    changes: list[Change] = field(default_factory=list)
    counts: list[tuple[str, int]] = field(default_factory=list)
    history_url: str = ""


@dataclass(frozen=True)
class Found:
    """Something a search found."""

    kind: str
    label: str
    detail: str
    url: str


@dataclass
class SecondLook:
    """What somebody should look at again."""

    unsourced: list[tuple[str, str]] = field(default_factory=list)
    contradicting: list[BoardRow] = field(default_factory=list)
    totals: list[Difference] = field(default_factory=list)
    failed: int = 0
    untranslated: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing needs a second look."""
        return not (self.unsourced or self.contradicting or self.totals or self.failed or self.untranslated)


def look_of(user: User, conference: Conference) -> Look | None:
    """How far this person has read the record."""
    return Look.objects.filter(user=user, conference=conference).first()


def told(entries: Iterable[Entry], slug: str) -> list[Told]:
    """Entries in words: the verb, each changed field old and new, the counts of a batch."""
    return [
        Told(
            entry=entry,
            verb=str(VERBS.get(entry.verb, entry.verb)),
            changes=_changes(entry),
            counts=[(_kind_name(kind), number) for kind, number in entry.batch.get("counts", {}).items()],
            history_url=_history_url(entry, slug),
        )
        for entry in entries
    ]


def office_rows(conference: Conference, user: User, language: str) -> list[BoardRow]:
    """The participation board as the office shows it to this person."""
    return board(
        conference, user, Invitation.objects.in_office_of(user).filter(conference=conference), language=language
    )


def silent_by_region(rows: list[BoardRow]) -> list[tuple[str, list[BoardRow]]]:
    """Parties that have not answered, by region."""
    by_region: dict[str, list[BoardRow]] = defaultdict(list)
    for row in unanswered(rows):
        by_region[str(row.party.region.name) if row.party.region else _("Organisations")].append(row)
    return sorted(by_region.items())


def second_look(conference: Conference, user: User, rows: list[BoardRow]) -> SecondLook:
    """Facts without a source, answers that contradict each other, totals that differ, mail that did not go out."""
    found = SecondLook()
    found.unsourced = _unsourced(conference, user)
    found.contradicting = [row for row in rows if _contradicts(row)]
    found.totals = [
        each for each in differences(conference, user, rows) if each.states_unknown or each.organisations_unknown
    ]
    found.failed = (
        Message.objects.in_office_of(user).filter(conference=conference, result=Message.Result.FAILED).count()
    )
    found.untranslated = _untranslated(conference, user)
    return found


def found_by(conference: Conference, user: User, words: str) -> list[Found]:
    """Parties, delegates and sources of the conference that hold these words, as far as this person may see."""
    folded = " ".join(words.casefold().split())
    if len(folded) < 2:
        return []
    return [
        *_found_parties(conference, user, folded),
        *_found_delegates(conference, user, words),
        *_found_sources(conference, user, words),
    ]


def row_for_history(conference: Conference, user: User, kind: str, pk: int) -> models.Model | None:
    """A row of the conference whose history this person may read; nothing if there is none."""
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return None
    if issubclass(model, Fact):
        rows: Any = model._default_manager
        row: models.Model | None = rows.in_office_of(user).filter(conference=conference, pk=pk).first()
        return row
    if not user.sits_in_office_of(conference.pk):
        return None
    if model is Conference:
        return conference if pk == conference.pk else None
    return _row_of_office(model, conference, pk)


def _row_of_office(model: type[models.Model], conference: Conference, pk: int) -> models.Model | None:
    ours = {"conference.room", "conference.shownname", "delegations.body"}
    if model._meta.label_lower not in ours:
        return None
    return model._default_manager.filter(conference=conference, pk=pk).first()


def _history_url(entry: Entry, slug: str) -> str:
    kind, pk = (entry.made_type, entry.made_id) if entry.made_id else (entry.thing_type, entry.thing_id)
    if entry.batch or entry.conference_id == 0 or kind not in WITH_HISTORY:
        return ""
    return reverse("overview:history", args=[slug, kind, pk])


def _changes(entry: Entry) -> list[Change]:
    kind = entry.made_type or entry.thing_type
    found = []
    for name, pair in entry.changes.items():
        if isinstance(pair, list):
            found.append(_change(kind, name, pair))
        else:
            row_kind = name.split(":")[0]
            found += [_change(row_kind, inner, inner_pair) for inner, inner_pair in pair.items()]
    return [change for change in found if change.old or change.new]


def _change(kind: str, name: str, pair: list[Any]) -> Change:
    old, new = pair
    return Change(_field_name(kind, name), _shown(old), _shown(new), is_hidden=HIDDEN in (old, new))


def _shown(value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, dict):
        return " · ".join(f"{code}: {text}" for code, text in value.items() if text)
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    return str(value)


def _field_name(kind: str, name: str) -> str:
    try:
        field: Any = apps.get_model(kind)._meta.get_field(name.removesuffix("_id"))
    except (LookupError, ValueError, FieldDoesNotExist):
        return name
    # Rows that are part of the thing are named by what they are.
    return str(field.related_model._meta.verbose_name_plural if field.one_to_many else field.verbose_name)


def _kind_name(kind: str) -> str:
    return str(KINDS.get(kind, kind))


def _unsourced(conference: Conference, user: User) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for model, address in ((Answer, "delegations:invitation"), (Delegate, "delegations:delegate"), (Objective, "")):
        cited = Citation.objects.filter(thing_type=model._meta.label_lower, conference=conference).values("thing_id")
        rows: Any = model._default_manager
        if model is not Objective:
            rows = rows.select_related("party")
        for row in rows.visible_to(user).filter(conference=conference).exclude(pk__in=cited)[:25]:
            key = row.invitation_id if isinstance(row, Answer) else row.pk
            url = reverse(address, args=[conference.slug, key]) if address else ""
            found.append((str(row), url))
    return found


def _contradicts(row: BoardRow) -> bool:
    """Two answers of one day on different words that do not say the same, neither corrected."""
    holding = [each.answer for each in row.told if not each.is_corrected]
    by_day: dict[Any, set[tuple[Any, str]]] = defaultdict(set)
    for answer in holding:
        by_day[answer.said_date].add((answer.said_by_party_id or str(answer.said_by), answer.standing))
    return any(
        len({standing for _word, standing in said}) > 1 and len({word for word, _s in said}) > 1
        for said in by_day.values()
    )


def _untranslated(conference: Conference, user: User) -> int:
    missing: Counter[str] = Counter()
    for objective in Objective.objects.visible_to(user).filter(conference=conference):
        missing.update(_missing(objective.text, conference.languages))
    missing.update(_missing(conference.title, conference.languages))
    missing.update(_missing(conference.subject, conference.languages))
    return sum(missing.values())


def _missing(text: Any, languages: list[str]) -> list[str]:
    data = getattr(text, "data", None)
    if not isinstance(data, dict) or not any(data.values()):
        return []
    return [code for code in languages if not data.get(code)]


def _found_parties(conference: Conference, user: User, folded: str) -> list[Found]:
    rows = Invitation.objects.in_office_of(user).filter(conference=conference).select_related("party")
    found = []
    for row in rows:
        names = getattr(row.party.name, "data", {})
        words = [row.party.code, row.party.iso3, *(names.values() if isinstance(names, dict) else [str(names)])]
        if any(folded in str(word).casefold() for word in words):
            address = reverse("delegations:invitation", args=[conference.slug, row.pk])
            found.append(Found(_("Party"), str(row.party), row.party.code, address))
    return found


def _found_delegates(conference: Conference, user: User, words: str) -> list[Found]:
    rows = Delegate.objects.in_office_of(user).filter(conference=conference).named(words).select_related("party")[:50]
    return [
        Found(_("Delegate"), row.name, str(row.party), reverse("delegations:delegate", args=[conference.slug, row.pk]))
        for row in rows
    ]


def _found_sources(conference: Conference, user: User, words: str) -> list[Found]:
    rows = Source.objects.in_office_of(user).filter(conference=conference)
    for word in words.split():
        rows = rows.filter(
            Q(title__icontains=word) | Q(publisher__icontains=word) | Q(byline__icontains=word) | Q(key__icontains=word)
        )
    return [
        Found(_("Source"), str(row), row.publisher, reverse("archive:source", args=[conference.slug, row.pk]))
        for row in rows[:50]
    ]
