"""What must be true across the pledges of a conference file: stages with their grounds, parts of a hundred, ties."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from secretariat.engines.conferencefile.parsing import Keyed, Listed
from secretariat.engines.conferencefile.problems import N_, Path, Problem, shortened, spoken
from secretariat.engines.conferencefile.walking import EACH, at, once, periods, repeated_in, within_the_list, words_at

# Where pledges name a party or a country by its code.
_CODES: tuple[tuple[str, ...], ...] = (
    ("pledges", EACH, "party"),
    ("pledges", EACH, "parties", EACH, "party"),
    ("pledges", EACH, "countries", EACH, "country"),
    ("pledges", EACH, "updates", EACH, "by"),
    *(
        (*flows, EACH, key)
        for flows in (("pledges", EACH, "flows"), ("money_flows",))
        for key in ("provider", "receiver", "country")
    ),
)
_FLOWS = (("pledges", EACH, "flows", EACH), ("money_flows", EACH))
# What stands once in a pledge, and the sentence that says where it stood first.
_ONCE: tuple[tuple[tuple[str, ...], str], ...] = (
    (("parties", EACH, "party"), N_("the party %(what)s has a part in this pledge already, on line %(first)s")),
    (("countries", EACH, "country"), N_("this pledge is for %(what)s already, on line %(first)s")),
    (("areas", EACH, "code"), N_("this pledge is for the area %(what)s already, on line %(first)s")),
    (("announced", EACH, "session"), N_("this pledge is announced in %(what)s already, on line %(first)s")),
)
_NEED_A_REASON = ("suspended", "cancelled")
_BINDING = ("obstacle", "initiative", "meeting")


def across_the_pledges(data: Keyed) -> Iterator[Problem]:
    """Find what is wrong within and between pledges; parts malformed in themselves are passed over."""
    yield from _numbers(data)
    for path, pledge, _line in at(data, ("pledges", EACH)):
        if isinstance(pledge, Keyed):
            yield from _amount(pledge, path)
            yield from _parts(pledge, path)
            yield from _stages(pledge, path)
            yield from _matches(pledge, path)
            yield from _ties(pledge, path)
    yield from periods(data, (("pledges", EACH), "from", "until"))
    yield from periods(data, (("pledges", EACH, "targets", EACH, "progress", EACH), "from", "until"))
    yield from within_the_list(data, ("pledges", EACH, "matches", EACH, "offer"), "pledges")
    yield from within_the_list(data, ("pledges", EACH, "addresses", EACH, "obstacle"), "obstacles")
    yield from within_the_list(data, ("pledges", EACH, "addresses", EACH, "initiative"), "initiatives")
    yield from _flows(data)
    yield from _rates(data)
    yield from _single_sources(data)


def codes_in_the_pledges(data: Keyed) -> Iterator[tuple[Path, str, int]]:
    """Every code of a party or a country that pledges use, with its place and line."""
    return words_at(data, _CODES)


def _numbers(data: Keyed) -> Iterator[Problem]:
    first: dict[int, int] = {}
    for path, number, line in at(data, ("pledges", EACH, "number")):
        if not isinstance(number, int):
            continue
        if number in first:
            message = N_("pledge %(number)s is given already, on line %(first)s")
            yield Problem(line, spoken(path), message, {"number": str(number), "first": str(first[number])})
        first.setdefault(number, line)


def _amount(pledge: Keyed, path: Path) -> Iterator[Problem]:
    if pledge.get("amount") is not None and pledge.get("currency") is None:
        yield Problem(pledge.lines["amount"], spoken((*path, "amount")), N_("an amount needs its currency"))
    for key in ("qualifier", "value_date"):
        if pledge.get(key) is not None and pledge.get("amount") is None:
            message = N_("there is no amount that this could speak of")
            yield Problem(pledge.lines[key], spoken((*path, key)), message)


def _parts(pledge: Keyed, path: Path) -> Iterator[Problem]:
    for place, message in _ONCE:
        yield from once(at(pledge, place, path), message)
    leading = pledge.get("party")
    for where, code, line in at(pledge, ("parties", EACH, "party"), path):
        if code is not None and code == leading:
            message = N_("%(party)s leads this pledge and has no second part in it")
            yield Problem(line, spoken(where), message, {"party": shortened(code)})
    for key in ("beneficiaries", "sectors"):
        values = pledge.get(key)
        if isinstance(values, Listed):
            yield from repeated_in(values, (*path, key))
    shares = [_decimal(percent) for _where, percent, _line in at(pledge, ("countries", EACH, "percent"), path)]
    total = sum((share for share in shares if share is not None), Decimal(0))
    if total > 100:
        message = N_("the parts of the countries come to %(total)s per cent, more than the whole")
        yield Problem(
            pledge.lines["countries"], spoken((*path, "countries")), message, {"total": f"{total.normalize():f}"}
        )


def _decimal(value: Any) -> Decimal | None:
    text = str(value)
    is_number = isinstance(value, str | int) and text.isascii() and text.replace(".", "", 1).isdigit()
    return Decimal(text) if is_number and len(text) < 30 else None


def _stages(pledge: Keyed, path: Path) -> Iterator[Problem]:
    for where, update, _line in at(pledge, ("updates", EACH), path):
        if not isinstance(update, Keyed):
            continue
        stage = update.get("stage")
        if stage in _NEED_A_REASON and not update.get("reason"):
            message = N_("a pledge that is %(stage)s needs a reason")
            yield Problem(update.lines["stage"], spoken((*where, "stage")), message, {"stage": str(stage)})
        if stage == "fulfilled" and not pledge.get("evidence"):
            message = N_("a pledge that is fulfilled needs evidence of it")
            yield Problem(update.lines["stage"], spoken((*where, "stage")), message)
    targets = pledge.get("targets")
    most = len(targets) if isinstance(targets, Listed) else 0
    for where, place, line in at(pledge, ("evidence", EACH, "target"), path):
        if isinstance(place, int) and place > most:
            message = N_("there is no target %(place)s; the pledge has %(most)s")
            yield Problem(line, spoken(where), message, {"place": str(place), "most": str(most)})


def _matches(pledge: Keyed, path: Path) -> Iterator[Problem]:
    own = int(path[-1]) + 1
    seen: dict[int, int] = {}
    for where, offer, line in at(pledge, ("matches", EACH, "offer"), path):
        if offer == own:
            yield Problem(line, spoken(where), N_("a pledge does not support itself"))
        elif isinstance(offer, int) and offer in seen:
            values = {"offer": str(offer), "first": str(seen[offer])}
            message = N_("pledge %(offer)s of the list is a match already, on line %(first)s")
            yield Problem(line, spoken(where), message, values)
        elif isinstance(offer, int):
            seen[offer] = line


def _ties(pledge: Keyed, path: Path) -> Iterator[Problem]:
    bound: dict[tuple[Any, ...], int] = {}
    for where, tie, line in at(pledge, ("addresses", EACH), path):
        if not isinstance(tie, Keyed):
            continue
        if sum(tie.get(key) is not None for key in _BINDING) != 1:
            message = N_("this names one of obstacle, initiative and meeting")
            yield Problem(line, spoken(where), message)
        elif tie.get("point") is not None and tie.get("meeting") is None:
            yield Problem(tie.lines["point"], spoken((*where, "point")), N_("a point is one of a meeting"))
        what = tuple(str(tie.get(key)) for key in (*_BINDING, "point"))
        if what in bound:
            message = N_("this is tied to the pledge already, on line %(first)s")
            yield Problem(line, spoken(where), message, {"first": str(bound[what])})
        bound.setdefault(what, line)


def _flows(data: Keyed) -> Iterator[Problem]:
    first: dict[tuple[Any, Any], int] = {}
    for place in _FLOWS:
        for path, flow, line in at(data, place):
            if not isinstance(flow, Keyed) or flow.get("activity_key") is None:
                continue
            key = flow.get("activity"), flow["activity_key"]
            if not all(isinstance(each, str | int | None) for each in key):
                continue
            if key in first:
                message = N_("this transaction of an IATI activity is given already, on line %(first)s")
                yield Problem(line, spoken(path), message, {"first": str(first[key])})
            first.setdefault(key, line)


def _rates(data: Keyed) -> Iterator[Problem]:
    first: dict[tuple[Any, ...], int] = {}
    for path, rate, line in at(data, ("exchange_rates", EACH)):
        if not isinstance(rate, Keyed):
            continue
        into = rate.get("into", "USD")
        if rate.get("currency") == into:
            yield Problem(line, spoken(path), N_("a rate of exchange is between two currencies"))
        key = tuple(str(each) for each in (rate.get("currency"), into, rate.get("date"), rate.get("source")))
        if key in first:
            message = N_("this source gives that rate for the day already, on line %(first)s")
            yield Problem(line, spoken(path), message, {"first": str(first[key])})
        first.setdefault(key, line)


def _single_sources(data: Keyed) -> Iterator[Problem]:
    sources = data.get("sources")
    listed = set(sources) if isinstance(sources, Keyed) else set()
    for place in (("pledges", EACH, "evidence", EACH, "source"), ("exchange_rates", EACH, "source")):
        for path, key, line in at(data, place):
            if isinstance(key, str) and key not in listed:
                message = N_("the source %(key)s is not listed under sources")
                yield Problem(line, spoken(path), message, {"key": shortened(key)})
