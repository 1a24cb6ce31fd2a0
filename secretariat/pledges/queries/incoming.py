"""Money flows of a file, judged before any is written: what is new, what differs, what is left out and why."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secretariat.conference.models import Conference
from secretariat.engines.folding import folded
from secretariat.engines.iati import Flow
from secretariat.parties.models import Party
from secretariat.parties.queries import in_all_languages
from secretariat.pledges.models import MoneyFlow
from secretariat.pledges.queries.money import Sum, is_currency

MOST_FLOWS = 5_000
UNREADABLE: dict[str, str | Promise] = {
    "empty": gettext_lazy("There is nothing in it."),
    "too large": gettext_lazy("The file is too large. Hand it in in parts."),
    "not xml": gettext_lazy("This is no XML, or it breaks off: see line %(line)s."),
    "declarations": gettext_lazy(
        "The file declares entities, which no publisher needs: see line %(line)s. It was not read."
    ),
    "not iati": gettext_lazy("This is no activity file of the IATI Standard."),
    "too many": gettext_lazy("The file has more than %(most)s transactions. Hand it in in parts."),
}
PROBLEMS: dict[str, str | Promise] = {
    "kind": gettext_lazy("A transaction of the kind %(code)s is no pledge, commitment, payment or spending."),
    "amount": gettext_lazy("The amount is no number."),
    "zero": gettext_lazy("The amount is nothing."),
    "currency": gettext_lazy("There is no currency of ISO 4217."),
    "date": gettext_lazy("There is no date."),
    "activity": gettext_lazy("The activity has no identifier, or one that is too long."),
}
# What a flow takes over, and how long it may be.
LENGTHS = {"provider_name": 500, "receiver_name": 500, "description": 1000}
KEPT = ("kind", "amount", "currency", "flow_date", "value_date", "provider_name", "receiver_name", "description")


@dataclass(frozen=True)
class LeftOut:
    """A transaction that is not taken: the line where it stands, its activity, and why."""

    line: int
    activity: str
    sentence: str


@dataclass
class Incoming:
    """What a file would bring: rows to write, rows to correct, how many are kept already, and what is left out."""

    new: list[MoneyFlow] = field(default_factory=list)
    changed: list[MoneyFlow] = field(default_factory=list)
    known: int = 0
    wrong: list[LeftOut] = field(default_factory=list)
    # Flows of the same activities that came in before and stand no longer in the file.
    gone: list[MoneyFlow] = field(default_factory=list)

    @property
    def sums(self) -> list[Sum]:
        """What is new or differs, by kind and currency; kinds are never added."""
        found: dict[tuple[str, str], Sum] = {}
        for flow in (*self.new, *self.changed):
            key, one = (flow.kind, flow.currency), Sum(flow.kind, flow.currency, flow.amount)
            found[key] = found[key] + one if key in found else one
        return [found[key] for key in sorted(found)]

    @property
    def wrong_by_reason(self) -> list[tuple[str, int, list[int]]]:
        """Why transactions are left out, how many, and the first lines."""
        counted = Counter(each.sentence for each in self.wrong)
        lines: dict[str, list[int]] = {}
        for each in self.wrong:
            lines.setdefault(each.sentence, []).append(each.line)
        return [(sentence, count, lines[sentence][:5]) for sentence, count in counted.most_common()]


def judge_flows(conference: Conference, flows: Iterable[Flow]) -> Incoming:
    """What these transactions would bring to a conference. Four queries."""
    found, given = Incoming(), list(flows)
    parties = _Parties()
    activities = sorted({each.activity for each in given})
    rows = MoneyFlow.objects.filter(conference=conference, external_activity__in=activities).exclude(external_key="")
    kept = {(each.external_activity, each.external_key): each for each in rows}
    seen: set[tuple[str, str]] = set()
    for each in given:
        sentence = _why_left_out(each)
        if sentence:
            found.wrong.append(LeftOut(each.line, each.activity, sentence))
            continue
        key = (each.activity, each.key)
        seen.add(key)
        _take(found, parties.as_row(conference, each), kept.get(key))
    found.gone = [row for key, row in kept.items() if key not in seen]
    return found


def _take(found: Incoming, row: MoneyFlow, kept: MoneyFlow | None) -> None:
    if kept is None:
        found.new.append(row)
    elif all(getattr(kept, name) == getattr(row, name) for name in KEPT):
        found.known += 1
    else:
        for name in KEPT:
            setattr(kept, name, getattr(row, name))
        found.changed.append(kept)


def _why_left_out(flow: Flow) -> str:
    problem = flow.problem
    if not problem and not is_currency(flow.currency):
        problem = "currency"
    if not problem and not 0 < len(flow.activity) <= 300:
        problem = "activity"
    return str(PROBLEMS[problem]) % {"code": flow.code or "–"} if problem else ""


class _Parties:
    """The register of parties, by name and by code. One query."""

    def __init__(self) -> None:
        self._named: dict[str, Party] = {}
        self._coded: dict[str, Party] = {}
        for party in Party.objects.all():
            for name in in_all_languages(party.name, party.formal_name):
                self._named.setdefault(folded(name), party)
            self._coded[party.code] = party

    def as_row(self, conference: Conference, flow: Flow) -> MoneyFlow:
        """The transaction as a row that is not written yet; a party is known by its whole name alone."""
        row = MoneyFlow(conference=conference, kind=flow.kind, amount=flow.amount or Decimal(0))
        row.currency, row.value_date = flow.currency, flow.value_day
        if flow.day is not None:
            row.flow_date = flow.day
        row.external_activity, row.external_key = flow.activity, flow.key
        row.provider, row.receiver = (self._party(name) for name in (flow.provider, flow.receiver))
        row.country = self._coded.get(flow.country) if flow.country else None
        said: Mapping[str, str] = {
            "provider_name": flow.provider or flow.provider_ref,
            "receiver_name": flow.receiver or flow.receiver_ref,
            "description": _described(flow),
        }
        for name, longest in LENGTHS.items():
            setattr(row, name, said[name][:longest])
        return row

    def _party(self, name: str) -> Party | None:
        return self._named.get(folded(name)) if name else None


def unreadable_in_words(code: str, line: int = 0) -> str:
    """Why a file was not read."""
    return str(UNREADABLE[code]) % {"line": line, "most": MOST_FLOWS}


def flows_in_words(count: int) -> str:
    """What an import is called in the record."""
    return _("Money flows from a file: %(count)s") % {"count": count}


def _described(flow: Flow) -> str:
    """The name of the activity and what is said of the amount; a file that says both in one says it once."""
    if flow.description == flow.title or flow.description.startswith(f"{flow.title} – "):
        return flow.description
    return " – ".join(part for part in (flow.title, flow.description) if part)
