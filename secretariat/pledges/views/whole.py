"""What the page of a pledge shows."""

from itertools import groupby
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from secretariat.conference.permissions import OfficeRequest
from secretariat.engines.charts import Series, bars
from secretariat.pledges import permissions, queries
from secretariat.pledges.models import Pledge
from secretariat.pledges.queries import Sum, Whole
from secretariat.pledges.queries.words import beneficiaries_in_words, sectors_in_words
from secretariat.pledges.views.office import today
from secretariat.pledges.views.parts import Told, sight_of
from secretariat.ui.templatetags.ui import direction_of


def context_of(request: OfficeRequest, pledge: Pledge) -> dict[str, Any]:
    """Everything the page says of a pledge, with the sources of each fact."""
    whole = queries.whole_pledge(sight_of(request), pledge, today(request))
    told = Told(request, whole.facts)
    language = get_language() or "en"
    return {
        "pledge": pledge,
        "whole": whole,
        "marks": told.of(pledge),
        "beneficiaries": beneficiaries_in_words(pledge.beneficiaries),
        "sectors": sectors_in_words(pledge.sectors, language),
        "moneys": _moneys(whole.sums, from_right=direction_of(language) == "rtl"),
        "flows": [
            {
                "row": row,
                "marks": told.of(row.flow),
                "may_revise": permissions.may_revise_flow(request.user, row.flow),
            }
            for row in whole.flows
        ],
        "targets": [
            {
                "row": row,
                "marks": told.of(row.target),
                "is_self_reported": whole.is_self_reported(row.target),
                "reports": [
                    {"report": each, "marks": told.of(each), "is_self_reported": whole.is_own_word(each)}
                    for each in row.reports[::-1]
                ],
            }
            for row in whole.targets
        ],
        "updates": _updates(whole, told),
        "evidence": [
            {"row": each, "is_self_reported": whole.is_self_reported(each.evidence)} for each in whole.evidence
        ],
    }


def _updates(whole: Whole, told: Told) -> list[dict[str, object]]:
    return [
        {
            "update": each,
            "marks": told.of(each),
            "word": whole.word_of(each),
            "is_self_reported": whole.is_own_word(each),
        }
        for each in whole.updates
    ]


def _moneys(sums: list[Sum], *, from_right: bool) -> list[dict[str, Any]]:
    """The money of each currency: its kinds beside each other, in numbers and as bars, and never as one sum."""
    found = []
    for currency, group in groupby(sums, key=lambda each: each.currency):
        kinds = list(group)
        # What is taken back beyond what there was has no length; a kind of which nobody said anything has no bar.
        values = tuple(max(float(each.amount), 0.0) for each in kinds)
        chart = bars([each.label for each in kinds], [Series(currency, values)], from_right=from_right)
        title = _("Money of this pledge in %(currency)s") % {"currency": currency}
        found.append({"currency": currency, "kinds": kinds, "chart": chart, "title": title})
    return found
