"""Why two pledges may fit, in sentences that a person can check."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from secretariat.conference.models import ShownName
from secretariat.conference.queries import name_of
from secretariat.engines.iati import names_of
from secretariat.parties.models import Party, Region
from secretariat.pledges.models import CompactObjective
from secretariat.pledges.queries.words import BENEFICIARIES, sectors_in_words
from secretariat.ui.templatetags.ui import day, listed

LABELS: dict[str, str | Promise] = {
    "said": pgettext_lazy("match", "Named by each other"),
    "country": pgettext_lazy("match", "Same country"),
    "area": pgettext_lazy("match", "Same area"),
    "sector": pgettext_lazy("match", "Same sector"),
    "sector group": pgettext_lazy("match", "Related sectors"),
    "beneficiaries": pgettext_lazy("match", "Same people"),
    "period": pgettext_lazy("match", "Same time"),
    "objective": pgettext_lazy("match", "Same objective"),
    "region": pgettext_lazy("match", "Same region"),
}
OTHER = gettext_lazy("Another reason")


class ReasonsInWords:
    """Reasons as they are kept with a match, in words; the names they need are read once. At most two queries."""

    def __init__(self, reasons: Iterable[Mapping[str, Any]], names: Mapping[int, ShownName]) -> None:
        self._names = dict(names)
        known = [(str(each.get("code")), [str(one) for one in each.get("shared", ())]) for each in reasons]
        countries = {one for code, shared in known if code == "country" for one in shared}
        parties = {int(one) for code, shared in known if code == "said" for one in shared if one.isdecimal()}
        regions = {one for code, shared in known if code == "region" for one in shared}
        rows = Party.objects.filter(code__in=countries) | Party.objects.filter(pk__in=parties)
        found = list(rows) if countries or parties else []
        self._countries = {party.code: self._name(party) for party in found}
        self._parties = {str(party.pk): self._name(party) for party in found}
        rows_of_regions = Region.objects.filter(code__in=regions) if regions else ()
        self._regions = {region.code: str(region.name) for region in rows_of_regions}

    def of(self, reasons: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Label, what is shared, and points of each."""
        return [
            {
                "label": LABELS.get(str(each.get("code")), OTHER),
                "shared": self._shared(str(each.get("code")), [str(one) for one in each.get("shared", ())]),
                "points": each.get("points", 0),
            }
            for each in reasons
        ]

    def _shared(self, code: str, shared: list[str]) -> str:
        if code == "period":
            return _period(*([*shared, "", ""])[:2])
        words: dict[str, Callable[[str], str]] = {
            "said": lambda one: self._parties.get(one, one),
            "country": lambda one: self._countries.get(one, one),
            "region": lambda one: self._regions.get(one, one),
            "sector": lambda one: sectors_in_words([one], get_language() or "en")[0],
            "sector group": lambda one: names_of("SectorCategory", get_language() or "en").get(one, one),
            "beneficiaries": lambda one: str(BENEFICIARIES.get(one, one)),
            "objective": _objective,
        }
        return listed(words.get(code, str)(one) for one in shared)

    def _name(self, party: Party) -> str:
        return str(name_of(party, self._names))


def _objective(number: str) -> str:
    return str(CompactObjective(int(number)).label) if number in {"1", "2", "3", "4"} else number


def _period(first: str, last: str) -> str:
    if first and last:
        return _("%(first)s to %(last)s") % {"first": day(first), "last": day(last)}
    return _("from %(first)s") % {"first": day(first)} if first else _("until %(last)s") % {"last": day(last)}
