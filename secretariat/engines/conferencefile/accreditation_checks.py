"""What must be true of accreditation and the door across a conference file: one substitute each, zones that exist."""

from collections.abc import Iterator

from secretariat.engines.conferencefile.accreditation import WITHOUT_A_PLACE
from secretariat.engines.conferencefile.parsing import Keyed, Listed
from secretariat.engines.conferencefile.problems import N_, Path, Problem, shortened, spoken
from secretariat.engines.conferencefile.record_checks import circle_in
from secretariat.engines.conferencefile.walking import EACH, at, once, repeated_in

# Where the door names a zone by its code.
_ZONES: tuple[tuple[str, ...], ...] = (("door", "gates", EACH, "zone"), ("door", "classes", EACH, "zones", EACH))
# Lists of a class in which each stands once.
_ONCE = tuple(("door", "classes", EACH, name) for name in ("zones", "capacities", "roles"))


def across_accreditation(data: Keyed) -> Iterator[Problem]:
    """Find what is wrong between the people of a delegation and between the parts of the door."""
    for path, delegates, _line in at(data, ("delegations", EACH, "delegates")):
        if isinstance(delegates, Listed):
            yield from _states(delegates, path)
            yield from _substitutes(delegates, path)
    yield from _door(data)


def has_place(delegate: Keyed) -> bool:
    """Whether a person of a file takes a place in the delegation."""
    state = delegate.get("state")
    return not isinstance(state, str) or state not in WITHOUT_A_PLACE


def _states(delegates: Listed, path: Path) -> Iterator[Problem]:
    for number, delegate in enumerate(delegates):
        if not isinstance(delegate, Keyed) or delegate.get("state") is not None:
            continue
        for key in ("state_since", "reason"):
            if delegate.get(key) is not None:
                message = N_("%(key)s speaks of a state, so state is needed beside it")
                yield Problem(delegate.lines[key], spoken((*path, number, key)), message, {"key": key})


def _substitutes(delegates: Listed, path: Path) -> Iterator[Problem]:
    replacing = [
        (number, delegate, delegate["in_place_of"])
        for number, delegate in enumerate(delegates)
        if isinstance(delegate, Keyed) and isinstance(delegate.get("in_place_of"), str)
    ]
    if not replacing:
        return
    places = {each["name"]: place for place, each in enumerate(delegates) if _is_named(each)}
    first: dict[str, Keyed] = {}
    for number, delegate, name in replacing:
        message, values = "", {"name": shortened(name)}
        if name not in places:
            message = N_("%(name)s is not in this delegation, so nobody can come in the place of %(name)s")
        elif name in first:
            message = N_("%(who)s comes in the place of %(name)s already, on line %(first)s")
            values |= {"who": shortened(first[name].get("name")), "first": str(first[name].lines["in_place_of"])}
        if message:
            yield Problem(delegate.lines["in_place_of"], spoken((*path, number, "in_place_of")), message, values)
        first.setdefault(name, delegate)
    circle = circle_in({number: (places[name],) for number, _delegate, name in replacing if name in places})
    if circle:
        people = [shortened(delegates[place]["name"]) for place in (*circle, circle[0])]
        message = N_("these people come in each other's place in a circle: %(circle)s")
        line = delegates[circle[0]].lines["in_place_of"]
        yield Problem(line, spoken((*path, circle[0], "in_place_of")), message, {"circle": " → ".join(people)})


def _is_named(delegate: object) -> bool:
    return isinstance(delegate, Keyed) and isinstance(delegate.get("name"), str)


def _door(data: Keyed) -> Iterator[Problem]:
    message = N_("the zone %(what)s is given already, on line %(first)s")
    yield from once(at(data, ("door", "zones", EACH, "code")), message)
    message = N_("the class %(what)s is given already, on line %(first)s")
    yield from once(at(data, ("door", "classes", EACH, "code")), message)
    for listed in _ONCE:
        for path, values, _line in at(data, listed):
            if isinstance(values, Listed):
                yield from repeated_in(values, path)
    zones = {code for _path, code, _line in at(data, ("door", "zones", EACH, "code")) if isinstance(code, str)}
    for place in _ZONES:
        for path, code, line in at(data, place):
            if isinstance(code, str) and code not in zones:
                message = N_("there is no zone %(code)s in this file")
                yield Problem(line, spoken(path), message, {"code": shortened(code)})
    in_use = [
        ((*path, "in_use"), template.get("kind"), template.lines["in_use"])
        for path, template, _line in at(data, ("door", "templates", EACH))
        if isinstance(template, Keyed) and template.get("in_use") is True
    ]
    yield from once(in_use, N_("another template of the kind %(what)s is in use already, on line %(first)s"))
