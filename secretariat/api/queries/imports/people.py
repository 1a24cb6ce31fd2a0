"""Delegates of an import: the party they come from, their delegation and its places, and who they are already."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from secretariat.api.models import Verdict
from secretariat.api.queries.accreditation import parties_of_the_media
from secretariat.api.queries.drafted import ERROR, WARNING
from secretariat.api.queries.imports.affiliations import Affiliations
from secretariat.api.queries.imports.judged import Judged, Looking
from secretariat.api.queries.imports.known import names_in
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate, DelegateRole, DelegateState, Delegation, Occasion
from secretariat.delegations.queries.accreditation import Places, places_of_each
from secretariat.engines.folding import folded
from secretariat.parties.models import Party


@dataclass
class Register:
    """The parties, and the delegations that they send to the conference."""

    affiliations: Affiliations
    delegations: dict[int, Delegation]
    heads: dict[int, int]
    # The parties that are invited as media.
    media: frozenset[int]
    # How often each mail address stands in the file.
    mails: Counter[str] = field(default_factory=Counter)


def find_parties(looking: Looking, rows: Iterable[Judged]) -> None:
    """The party of each person: as the file names it, or what the affiliation means. None is invented."""
    looking.register = register = _register(looking.conference)
    for each in rows:
        code = each.cells.get("party")
        affiliation = each.cells.get("affiliation") or ""
        party = register.affiliations.of_code(code) if code else None
        if party is None and (code or affiliation):
            meant = register.affiliations.meant(code or affiliation)
            party = register.affiliations.parties.get(meant.party_id) if meant.party_id else None
        each.party = party
        if each.cells.get("mail") and not each.row.is_skipped:
            register.mails[each.cells["mail"].casefold()] += 1
        each.cells.pop("party", None)
        if party is not None:
            each.cells["party"] = party.code
        elif code or affiliation:
            each.say("party", ERROR, "unknown party", {"said": code or affiliation})


def delegate_called(looking: Looking, each: Judged, in_file: Mapping[Hashable, int]) -> int | None:
    """A person of this mail address, if one alone has it, or of this name in the party's delegation."""
    del in_file
    known = looking.house.kinds["delegate"]
    mail = (each.cells.get("mail") or "").casefold()
    # An address that several people share tells nobody apart.
    if mail and looking.register.mails[mail] == 1:
        pk = known.one(("mail", mail))
        if pk is not None:
            return pk
    delegation = looking.register.delegations.get(each.party.pk) if each.party is not None else None
    if delegation is None:
        return None
    for name in sorted(map(str, names_in("delegate", each.cells))):
        found = known.by_name.get((delegation.pk, name), [])
        if found:
            return found[0]
        if (delegation.pk, name) in known.hidden:
            each.say("name", ERROR, "name kept for others", {})
    return None


def new_people(looking: Looking, each: Judged) -> list[Hashable]:
    """A person who is new is known by the name, in the party's delegation."""
    del looking
    party = each.party.pk if each.party is not None else each.cells.get("affiliation")
    return [("delegate", party, folded(each.cells["name"]))] if each.cells.get("name") else []


def judge_people(looking: Looking, rows: list[Judged]) -> None:
    """Whether each person has a party, a name, a role and a place that can be theirs."""
    for each in rows:
        _judge_party(each)
        _judge_media(looking, each)
        if each.thing is not None and each.old:
            _judge_change(looking, each, each.thing)
    _judge_names(rows)
    _judge_heads(looking, rows)
    _give_places(looking, rows)


def opened_by(looking: Looking) -> list[Party]:
    """The parties whose delegations would be opened, in the order of the file."""
    found: dict[int, Party] = {}
    for each in looking.rows["delegate"]:
        is_new = each.thing is None and each.is_brought_in and each.party is not None
        if is_new and each.party is not None and each.party.pk not in looking.register.delegations:
            found.setdefault(each.party.pk, each.party)
    return list(found.values())


def _register(conference: Conference) -> Register:
    rows = Delegation.objects.filter(conference=conference, occasion=Occasion.CONFERENCE)
    heads = Delegate.objects.with_a_place().filter(conference=conference, role=DelegateRole.HEAD)
    return Register(
        Affiliations(conference),
        {row.party_id: row for row in rows},
        dict(heads.values_list("delegation_id", "pk")),
        parties_of_the_media(conference),
    )


def _judge_party(each: Judged) -> None:
    if each.thing is None:
        if each.party is None and not each.is_wrong_in("party"):
            each.say("party", ERROR, "no party", {})
        return
    if each.party is None:
        # Who is there already stays where they are.
        each.findings.pop("party", None)
    elif each.party.pk != each.thing.party_id:
        each.say("party", ERROR, "in another delegation", {"name": each.thing.name})


def _judge_names(rows: Iterable[Judged]) -> None:
    """A name that a person is given is nobody else's in the file, in the same delegation."""
    taken: dict[Hashable, Judged] = {}
    for each in rows:
        is_given = each.thing is None or "name" in each.old
        party = each.thing.party_id if each.thing is not None else each.party.pk if each.party is not None else None
        if not is_given or party is None or not each.is_brought_in or not each.cells.get("name"):
            continue
        if taken.setdefault((party, folded(each.cells["name"])), each) is not each:
            each.say("name", ERROR, "name taken", {})


def _judge_media(looking: Looking, each: Judged) -> None:
    """Press, and whoever a party of the media sends, stand among the media whatever a file says."""
    if each.thing is None or each.cells.get("is_media") is not False:
        return
    if each.will_be("role") == DelegateRole.PRESS or each.thing.party_id in looking.register.media:
        each.cells.pop("is_media")
        each.old.pop("is_media", None)


def _judge_change(looking: Looking, each: Judged, there: Delegate) -> None:
    if not there.has_place:
        each.say("", ERROR, "no place any more", {"state": there.state})
        return
    if there.state == DelegateState.ACCREDITED:
        each.say("", WARNING, "accredited", {})
    if "name" in each.old:
        known = looking.house.kinds["delegate"]
        name = (there.delegation_id, folded(each.cells["name"]))
        if name in known.hidden or any(pk != there.pk for pk in known.by_name.get(name, [])):
            each.say("name", ERROR, "name taken", {})


def _judge_heads(looking: Looking, rows: list[Judged]) -> None:
    """One heads a delegation; whoever is head now and something else in the file makes room."""
    heads: dict[int, Any] = {}
    by_delegation = {delegation.pk: party for party, delegation in looking.register.delegations.items()}
    stepping = {each.thing.pk for each in rows if each.is_brought_in and each.thing is not None and "role" in each.old}
    for delegation, head in looking.register.heads.items():
        if head not in stepping:
            heads[by_delegation.get(delegation, -delegation)] = head
    for each in rows:
        if each.cells.get("role") != DelegateRole.HEAD or each.is_wrong or each.row.is_skipped:
            continue
        party = each.thing.party_id if each.thing is not None else each.party.pk if each.party is not None else 0
        mine = each.thing.pk if each.thing is not None else each.key
        if heads.setdefault(party, mine) != mine:
            each.say("role", ERROR, "another head", {})


def _give_places(looking: Looking, rows: list[Judged]) -> None:
    """Within the quota a main place, then one beyond it, in the order of the file."""
    fresh = [each for each in rows if each.thing is None and each.party is not None and each.is_brought_in]
    if not fresh:
        return
    delegations: dict[int, Delegation] = looking.register.delegations
    wanted = {}
    for each in fresh:
        if each.party is not None:
            unopened = Delegation(pk=-each.party.pk, conference=looking.conference, party=each.party)
            wanted[each.party.pk] = delegations.get(each.party.pk) or unopened
    given = places_of_each(wanted.values())
    places: dict[int, Places] = {party: given[delegation.pk] for party, delegation in wanted.items()}
    for each in fresh:
        party = each.party.pk if each.party is not None else 0
        if not places[party].has_main_place and not places[party].has_overflow_place:
            each.say("party", ERROR, "no place left", {"quota": places[party].quota})
            each.verdict = Verdict.ERROR
            continue
        each.is_overflow = not places[party].has_main_place
        if each.is_overflow:
            each.say("party", WARNING, "overflow", {})
        places[party] = places[party].with_one_more(is_overflow=each.is_overflow)
