"""What must be true across a conference file: codes that exist, sources that are listed, dates in order."""

import re
from collections.abc import Collection, Hashable, Iterator
from datetime import date
from difflib import get_close_matches
from typing import Any

from secretariat.engines.conferencefile import limits
from secretariat.engines.conferencefile.accreditation_checks import across_accreditation, has_place
from secretariat.engines.conferencefile.documents_checks import across_the_documents, codes_in_the_documents
from secretariat.engines.conferencefile.figures_checks import across_the_figures, codes_in_the_figures
from secretariat.engines.conferencefile.news_checks import across_the_news, codes_in_the_news
from secretariat.engines.conferencefile.parsing import LONGEST_KEY, Keyed, Listed, Tree
from secretariat.engines.conferencefile.pledges_checks import across_the_pledges, codes_in_the_pledges
from secretariat.engines.conferencefile.problems import N_, Path, Problem, shortened, spoken
from secretariat.engines.conferencefile.programme_checks import across_the_programme, codes_in_the_programme
from secretariat.engines.conferencefile.record_checks import across_the_record, codes_in_the_record
from secretariat.engines.conferencefile.walking import repeated_in

MOST_HINTS = 50
MOST_HINTED_FROM = 2_000

_STATE_CODE = re.compile(r"[A-Z]{2}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def across(tree: Tree, known: Collection[str]) -> Iterator[Problem]:
    """Find what is wrong between the parts of a file; parts that are malformed in themselves are passed over."""
    conference = tree.data.get("conference")
    if isinstance(conference, Keyed):
        yield from _period(conference)
        yield from _repeated_values(conference)
    yield from _codes(tree.data, known)
    yield from _repeated_rows(tree.data)
    yield from _repeated_delegates(tree.data)
    yield from across_accreditation(tree.data)
    yield from _answers(tree.data)
    yield from across_the_record(tree.data)
    yield from across_the_programme(tree.data)
    yield from across_the_pledges(tree.data)
    yield from across_the_figures(tree.data)
    yield from across_the_documents(tree.data)
    yield from across_the_news(tree.data)
    yield from _citations(tree)
    yield from _passages(tree)


def _rows(parent: Keyed, key: str, path: Path = ()) -> Iterator[tuple[Path, Keyed, int]]:
    rows = parent.get(key)
    if isinstance(rows, Listed):
        for number, row in enumerate(rows):
            if isinstance(row, Keyed):
                yield (*path, key, number), row, rows.lines[number]


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and _DAY.fullmatch(value) is not None


def _day_in(value: Any) -> date | None:
    """The day that a text names, if it names one."""
    try:
        return date.fromisoformat(value) if _is_day(value) else None
    except ValueError:
        return None


def _period(conference: Keyed) -> Iterator[Problem]:
    days = {key: _day_in(conference.get(key)) for key in ("starts", "ends")}
    for key, day in days.items():
        if day is not None and not limits.FIRST_YEAR <= day.year <= limits.LAST_YEAR:
            message = N_("a conference is held between the years %(first)s and %(last)s")
            years = {"first": str(limits.FIRST_YEAR), "last": str(limits.LAST_YEAR)}
            yield Problem(conference.lines[key], f"conference.{key}", message, years)
            return
    starts, ends = days["starts"], days["ends"]
    if starts is None or ends is None:
        return
    if ends < starts:
        message = N_("the conference ends on %(ends)s, before it starts on %(starts)s")
        yield Problem(conference.lines["ends"], "conference.ends", message, {"ends": str(ends), "starts": str(starts)})
    elif (ends - starts).days >= limits.MOST_DAYS:
        message = N_("a conference lasts at most %(days)s days")
        yield Problem(conference.lines["ends"], "conference.ends", message, {"days": str(limits.MOST_DAYS)})


def _repeated_values(conference: Keyed) -> Iterator[Problem]:
    for key in ("co_organisers", "languages"):
        values = conference.get(key)
        if isinstance(values, Listed):
            yield from repeated_in(values, ("conference", key))


def _codes(data: Keyed, known: Collection[str]) -> Iterator[Problem]:
    defined = {row.get("code") for _, row, _ in _rows(data, "parties") if row.get("name")}
    for path, code, line in _codes_used(data):
        is_place_of_all = path == ("conference", "place", "country")
        if code in known or (not is_place_of_all and code in defined):
            continue
        is_state_code = _STATE_CODE.fullmatch(code) is not None
        if is_state_code and not known:
            continue
        values = {"code": shortened(code)}
        if is_place_of_all:
            message = N_("there is no country with the code %(code)s")
        elif path[0] == "parties":
            message = N_("the register does not know the code %(code)s, so the party needs a name here")
        else:
            message = N_("no party has the code %(code)s: it is no ISO 3166-1 code, and it is not listed under parties")
        yield Problem(line, spoken(path), message, values)


def _codes_used(data: Keyed) -> Iterator[tuple[Path, str, int]]:
    conference = data.get("conference")
    if isinstance(conference, Keyed):
        yield from _codes_of_conference(conference)
    for section, key in (("parties", "code"), ("invitations", "party"), ("delegations", "party")):
        for path, row, _ in _rows(data, section):
            yield from _code_in(row, key, path)
    yield from codes_in_the_record(data)
    yield from codes_in_the_programme(data)
    yield from codes_in_the_pledges(data)
    yield from codes_in_the_figures(data)
    yield from codes_in_the_documents(data)
    yield from codes_in_the_news(data)


def _codes_of_conference(conference: Keyed) -> Iterator[tuple[Path, str, int]]:
    yield from _code_in(conference, "host", ("conference",))
    organisers = conference.get("co_organisers")
    organisers = organisers if isinstance(organisers, Listed) else Listed()
    for number, code in enumerate(organisers):
        if isinstance(code, str):
            yield ("conference", "co_organisers", number), code, organisers.lines[number]
    for path, row, _ in _rows(conference, "names", ("conference",)):
        yield from _code_in(row, "party", path)
    place = conference.get("place")
    if isinstance(place, Keyed):
        yield from _code_in(place, "country", ("conference", "place"))


def _code_in(row: Keyed, key: str, path: Path) -> Iterator[tuple[Path, str, int]]:
    code = row.get(key)
    if isinstance(code, str):
        yield (*path, key), code, row.lines[key]


def _repeated_rows(data: Keyed) -> Iterator[Problem]:
    conference = data.get("conference")
    if isinstance(conference, Keyed):
        message = N_("%(what)s is given a name already, on line %(first)s")
        yield from _repeats(conference, "names", ("party",), message, ("conference",))
    yield from _repeats(data, "parties", ("code",), N_("the party %(what)s is listed already, on line %(first)s"))
    yield from _repeats(data, "invitations", ("party",), N_("the party %(what)s is invited already, on line %(first)s"))
    message = N_("the delegation %(what)s is given already, on line %(first)s")
    yield from _repeats(data, "delegations", ("party", "occasion"), message)


def _repeats(parent: Keyed, section: str, keys: tuple[str, ...], message: str, path: Path = ()) -> Iterator[Problem]:
    first: dict[Hashable, int] = {}
    for place, row, _ in _rows(parent, section, path):
        identity = tuple(row.get(key, "conference" if key == "occasion" else None) for key in keys)
        if not all(isinstance(each, str) for each in identity):
            continue
        line = row.lines[keys[0]]
        if identity in first:
            values = {"what": ", ".join(shortened(each) for each in identity), "first": str(first[identity])}
            yield Problem(line, spoken((*place, keys[0])), message, values)
        first.setdefault(identity, line)


def _repeated_delegates(data: Keyed) -> Iterator[Problem]:
    for path, delegation, _ in _rows(data, "delegations"):
        head: Keyed | None = None
        names: dict[str, int] = {}
        for place, delegate, line in _rows(delegation, "delegates", path):
            name = delegate.get("name")
            if isinstance(name, str):
                if name in names:
                    values = {"name": shortened(name), "first": str(names[name])}
                    message = N_("%(name)s is in this delegation already, on line %(first)s")
                    yield Problem(delegate.lines["name"], spoken((*place, "name")), message, values)
                names.setdefault(name, line)
            if delegate.get("role") == "head" and has_place(delegate):
                if head is not None:
                    values = {"head": shortened(head.get("name"))}
                    message = N_("a delegation has one head, and %(head)s is named as head already")
                    yield Problem(delegate.lines["role"], spoken((*place, "role")), message, values)
                head = head or delegate


def _answers(data: Keyed) -> Iterator[Problem]:
    for path, invitation, _ in _rows(data, "invitations"):
        sent = invitation.get("sent", "")
        for place, answer, _ in _rows(invitation, "answers", path):
            said = answer.get("said", "")
            if _is_day(sent) and _is_day(said) and said < sent:
                message = N_("this answer of %(said)s is dated before the invitation was sent, on %(sent)s")
                where = spoken((*place, "said"))
                yield Problem(answer.lines["said"], where, message, {"said": said, "sent": sent})
            corrects = answer.get("corrects")
            position = int(place[-1]) + 1
            if isinstance(corrects, int) and corrects >= position:
                message = N_("this is answer %(position)s; it can correct only an earlier one, not answer %(corrects)s")
                values = {"position": str(position), "corrects": str(corrects)}
                yield Problem(answer.lines["corrects"], spoken((*place, "corrects")), message, values)


def _citations(tree: Tree) -> Iterator[Problem]:
    sources = tree.data.get("sources")
    listed = set(sources) if isinstance(sources, Keyed) else set()
    unlisted = (each for each in _cited_keys(tree) if each[1] not in listed)
    for number, (path, key, line) in enumerate(unlisted):
        # Looking for a near key takes time, and a long list of problems is not mended by hints.
        may_hint = number < MOST_HINTS and len(listed) < MOST_HINTED_FROM
        nearest = get_close_matches(key[:LONGEST_KEY], listed, n=1) if may_hint else []
        if nearest:
            values = {"key": shortened(key), "nearest": nearest[0]}
            message = N_("the source %(key)s is not listed under sources; did you mean %(nearest)s?")
        else:
            values = {"key": shortened(key)}
            message = N_("the source %(key)s is not listed under sources")
        yield Problem(line, spoken(path), message, values)


def _cited_keys(tree: Tree) -> Iterator[tuple[Path, str, int]]:
    for path, cited in tree.cited:
        for number, citation in enumerate(cited):
            key = citation.get("source") if isinstance(citation, Keyed) else citation
            if isinstance(key, str):
                yield (*path, number), key, cited.lines[number]


def _passages(tree: Tree) -> Iterator[Problem]:
    for path, cited in tree.cited:
        for number, citation in enumerate(cited):
            if not isinstance(citation, Keyed):
                continue
            start, end = citation.get("start"), citation.get("end")
            if isinstance(start, int) and isinstance(end, int) and end < start:
                where = spoken((*path, number, "end"))
                yield Problem(citation.lines["end"], where, N_("a passage cannot end before it starts"))
