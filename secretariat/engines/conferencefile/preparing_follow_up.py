"""Other words for the keys of pledges and figures, put into those of the models."""

import re
from collections.abc import Iterator
from typing import Any

from secretariat.engines.conferencefile.figures import ABROAD, GROUPS_IN_OTHER_WORDS
from secretariat.engines.conferencefile.limits import COUNTRY_CODE
from secretariat.engines.conferencefile.parsing import Keyed, Listed
from secretariat.engines.conferencefile.problems import N_, Path, Problem, shortened, spoken

_COUNTRY = re.compile(COUNTRY_CODE)
_YEARS = re.compile(r"([0-9]{4})(?:/([0-9]{4}))?")


def prepared_pledge(pledge: Keyed, path: Path) -> Iterator[Problem]:
    """A partner alone becomes a party of the pledge, and a period of years its first and its last."""
    if "partner" in pledge:
        if "parties" in pledge:
            message = N_("partner is another word for a party of parties; only one may stand here")
            yield Problem(pledge.lines["partner"], spoken((*path, "partner")), message)
        line, partner = pledge.lines["partner"], pledge.pop("partner")
        if partner is not None:
            pledge["parties"], pledge.lines["parties"] = _alone({"party": partner, "role": "partner"}, line), line
    if "period" in pledge:
        yield from _prepared_period(pledge, path)


def prepared_figure(figure: Keyed, path: Path) -> Iterator[Problem]:
    """What is counted in words becomes the code of a group; a place that is a country is that of asylum."""
    if "indicator" in figure:
        yield from _prepared_indicator(figure, path)
    place = figure.get("place")
    if "asylum" not in figure and isinstance(place, str) and (place == ABROAD or _COUNTRY.fullmatch(place)):
        figure["asylum"], figure.lines["asylum"] = figure.pop("place"), figure.lines["place"]


def _prepared_period(pledge: Keyed, path: Path) -> Iterator[Problem]:
    line, period = pledge.lines["period"], pledge.pop("period")
    years = _YEARS.fullmatch(str(period)) if isinstance(period, int | str) else None
    if "from" in pledge or "until" in pledge:
        message = N_("period is another word for from and until; only one may stand here")
        yield Problem(line, spoken((*path, "period")), message)
    elif years is None:
        message = N_("a period is a year or two, written 2020 or 2020/2021, not %(given)s")
        yield Problem(line, spoken((*path, "period")), message, {"given": shortened(period)})
    else:
        pledge["from"], pledge["until"] = years[1], years[2] or years[1]
        pledge.lines["from"] = pledge.lines["until"] = line


def _prepared_indicator(figure: Keyed, path: Path) -> Iterator[Problem]:
    line, words = figure.lines["indicator"], figure.pop("indicator")
    group = GROUPS_IN_OTHER_WORDS.get(words) if isinstance(words, str) else None
    if "group" in figure:
        message = N_("indicator is another word for group; only one may stand here")
        yield Problem(line, spoken((*path, "indicator")), message)
        return
    if group is None:
        values = {"given": shortened(words), "choices": ", ".join(GROUPS_IN_OTHER_WORDS)}
        message = N_("%(given)s cannot stand here; it must be one of: %(choices)s")
        yield Problem(line, spoken((*path, "indicator")), message, values)
    figure["group"], figure.lines["group"] = group or "REF", line


def _alone(values: dict[str, Any], line: int) -> Listed:
    row, rows = Keyed(), Listed()
    row.update(values)
    row.lines.update(dict.fromkeys(values, line))
    rows.append(row)
    rows.lines.append(line)
    return rows
