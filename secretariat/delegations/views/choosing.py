"""Which lines of the participation board are asked for, in which order, with which columns."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from secretariat.delegations.models import UNANSWERED, Standing
from secretariat.delegations.views.sheet import COLUMNS, Line
from secretariat.engines.folding import folded

ADDRESSES = ("invite", "invite_many", "claim_total", "remind", "send_invitations")


@dataclass(frozen=True)
class Asked:
    """What the address of the board asks for."""

    words: str
    standing: str
    region: str
    answered: str
    sort: str
    columns: tuple[str, ...]

    def choose(self, lines: list[Line]) -> list[Line]:
        """The lines asked for, in the order asked for; what is unknown stands last."""
        found = [line for line in lines if self._wants(line)]
        key = self.sort.removeprefix("-")
        if key == "party":
            return found[::-1] if self.sort.startswith("-") else found
        if key not in COLUMNS:
            return found
        known = sorted((line for line in found if line.keys[key] != ""), key=lambda line: line.keys[key])
        unknown = [line for line in found if line.keys[key] == ""]
        return [*(known[::-1] if self.sort.startswith("-") else known), *unknown]

    def filters(self, regions: list[tuple[str, str]]) -> list[dict[str, Any]]:
        """The choices above the table."""
        answers = [("no", _("Not answered yet")), ("yes", _("Answered"))]
        return [
            _filter("standing", _("Standing"), Standing.choices, self.standing),
            _filter("region", _("Region"), regions, self.region),
            _filter("answered", _("Answer"), answers, self.answered),
        ]

    def tallies(self, counted: list[tuple[str, str, int]]) -> list[dict[str, Any]]:
        """How many parties stand where, each a link to them."""
        return [
            {
                "label": label,
                "count": count,
                "url": f"?{_query(standing=key)}",
                "is_current": key == self.standing,
            }
            for key, label, count in counted
        ]

    def _wants(self, line: Line) -> bool:
        is_silent = line.standing in UNANSWERED
        return (
            all(word in line.search for word in folded(self.words).split())
            and self.standing in {"", line.standing}
            and (not self.region or self.region in line.places)
            and self.answered in {"", "no" if is_silent else "yes"}
        )


def asked(query: QueryDict) -> Asked:
    """Read an address; what makes no sense is not asked for."""
    columns = tuple(key for key in COLUMNS if key in query.getlist("col"))
    standing, answered = query.get("standing", ""), query.get("answered", "")
    return Asked(
        words=query.get("q", "")[:200],
        standing=standing if standing in Standing.values else "",
        region=query.get("region", ""),
        answered=answered if answered in {"yes", "no"} else "",
        sort=query.get("sort", ""),
        columns=columns or tuple(COLUMNS),
    )


def waiting(counted: list[tuple[str, str, int, int]]) -> list[dict[str, Any]]:
    """By region, how many have not answered, each a link to them."""
    return [
        {"label": label, "count": silent, "total": total, "url": f"?{_query(region=code, answered='no')}"}
        for code, label, silent, total in counted
    ]


def numbers(values: list[str]) -> list[int]:
    """The ids among what a browser sent."""
    return [int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 19]


def known(query: str) -> str:
    """The view of the board to go back to, as an address writes it."""
    view = QueryDict(query[:2000], mutable=True)
    view.pop("format", None)
    return view.urlencode()


def _filter(name: str, label: str, choices: list[tuple[str, Any]], chosen: str) -> dict[str, Any]:
    offered = [("", _("All")), *choices]
    return {
        "name": name,
        "label": label,
        "choices": [{"value": value, "label": text, "is_chosen": value == chosen} for value, text in offered],
    }


def _query(**asked_for: str) -> str:
    query = QueryDict(mutable=True)
    query.update(asked_for)
    return query.urlencode()
