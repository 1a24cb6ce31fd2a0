"""How good a draft is, tier by tier, in words: what was found, and what is proved that nobody can beat."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from secretariat.meetings.models import BilateralRank
from secretariat.programme.models import Draft
from secretariat.ui.templatetags.ui import listed, number

LABELS: Mapping[str, str | Promise] = {
    "unmet": gettext_lazy("Wishes left out"),
    "breaks": gettext_lazy("Breaks"),
    "fairness": gettext_lazy("Fairness"),
    "preferences": gettext_lazy("Preferences"),
    "changes": gettext_lazy("Changes"),
}
MEANINGS: Mapping[str, str | Promise] = {
    "unmet": gettext_lazy(
        "Comes first. One essential meeting counts for more than all important ones together, one important meeting "
        "for more than all useful ones together."
    ),
    "breaks": gettext_lazy(
        "Second: how often a delegation waits between two of its meetings or sessions on one day, summed over all."
    ),
    "fairness": gettext_lazy(
        "Third: by how much the numbers of breaks of two delegations differ at most, and by how much the numbers of "
        "their meetings that are left out do."
    ),
    "preferences": gettext_lazy("Fourth: meetings that are not in the part of the day that was preferred."),
    "changes": gettext_lazy("Last: meetings of the published timetable that are moved or left out."),
}


@dataclass(frozen=True)
class Tier:
    """One thing by which a timetable is judged: what was found, what is proved, and whether it can be no better."""

    code: str
    label: str
    meaning: str
    found: str
    proved: str
    is_best: bool


def tiers_in_words(draft: Draft) -> list[Tier]:
    """How good the best so far is, in the order in which it counts."""
    score, bound = draft.score or {}, draft.bound or {}
    return [
        Tier(
            code,
            str(LABELS[code]),
            str(MEANINGS[code]),
            _found(code, score),
            _proved(code, score, bound),
            is_best=bound.get(code) is not None and bound[code] >= score[code],
        )
        for code in LABELS
        if code in score
    ]


def outcome_in_words(draft: Draft) -> str:
    """What came of it, in one sentence."""
    if draft.status == "infeasible":
        return _("No timetable can keep all of this. Two different searches agree.")
    if not draft.score:
        return _("No timetable was found yet.")
    if draft.status == "optimal":
        return _("This is the best timetable there is: it is proved that there is none better.")
    left = sum(draft.score.get("left", {}).values())
    if not left:
        return _("Every meeting that was asked for has a place.")
    sentence = ngettext("%(number)s meeting is left out.", "%(number)s meetings are left out.", left)
    return sentence % {"number": number(left)}


def by_rank(left: Mapping[str, int]) -> str:
    """Numbers of meetings by rank: "1 essential, 2 useful"."""
    told = [
        _("%(rank)s: %(number)s") % {"rank": BilateralRank(rank).label, "number": number(count)}
        for rank, count in left.items()
        if count
    ]
    return listed(told)


def _found(code: str, score: Mapping[str, Any]) -> str:
    if code == "unmet":
        left = score.get("left", {})
        total = sum(left.values())
        return f"{number(total)} ({by_rank(left)})" if total else str(number(0))
    return str(number(score[code]))


def _proved(code: str, score: Mapping[str, Any], bound: Mapping[str, Any]) -> str:
    """What is known that no timetable can be better than."""
    least = bound.get(code)
    if least is None:
        return _("Nothing is proved yet.")
    if least >= score[code]:
        return _("It is proved that there is none better.")
    if code == "unmet":
        told = by_rank(bound.get("left", {}))
        return _("No timetable leaves out less than this: %(ranks)s.") % {"ranks": told} if told else _nothing_known()
    if not least:
        return _nothing_known()
    return _("No timetable has less than %(number)s.") % {"number": number(least)}


def _nothing_known() -> str:
    return _("It may be that nothing has to be; that is not proved.")
