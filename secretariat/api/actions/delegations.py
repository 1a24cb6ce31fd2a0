"""The delegations of a conference file: their people, how far each has come, who replaces whom, and credentials."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from secretariat.api.actions.record import fact
from secretariat.api.actions.rows import Loading, numbered
from secretariat.api.queries import parties_of_the_media, text_of, who_is_watched, words_of
from secretariat.audit.action import Refused
from secretariat.delegations.actions import DELEGATE_FIELDS, look_at_watch_list, spelling_key
from secretariat.delegations.models import Body, Credentials, Delegate, DelegateRole, DelegateState, Delegation

if TYPE_CHECKING:
    from secretariat.engines.conferencefile.models import DelegateData

    Said = Sequence[tuple[DelegateData, Delegate]]

# How far a person has come on the way to accreditation, and on which place.
STATE_FIELDS = ("state", "state_since", "reason", "is_overflow", "is_media")
# A delegate is known again by name; the folded spellings follow from the others.
PERSON_FIELDS = (*(name for name in DELEGATE_FIELDS if name != "name"), "search", *STATE_FIELDS)
CREDENTIALS_FIELDS = ("state", "received_date", "signed_by", "remark", "sensitivity")
# Where nobody comes whom the watch list holds, before a secretary has looked.
MOVED_ON = frozenset({DelegateState.NOMINATED, DelegateState.CONFIRMED, DelegateState.ACCREDITED})

People = Mapping[tuple[int, str], Delegate]


def load_delegations(loading: Loading) -> None:
    """Bring in who was sent, by party and occasion."""
    there = {(row.party_id, row.occasion): row for row in Delegation.objects.filter(conference=loading.conference)}
    wanted = []
    for said in loading.file.delegations:
        row = Delegation(conference=loading.conference, party=loading.parties[said.party], occasion=said.occasion)
        row.sensitivity, row.entered_by = said.sensitivity, loading.actor
        wanted.append(((row.party_id, row.occasion), row))
    rows = loading.ledger.put(wanted, there, ("sensitivity",))
    _bodies(loading, rows)
    _people(loading, rows)
    _credentials(loading, rows)


def _bodies(loading: Loading, delegations: Sequence[Delegation]) -> None:
    language = loading.conference.original_language
    held = Body.objects.filter(conference=loading.conference).order_by("id")
    there = dict(numbered(((body.delegation_id, words_of(body.name, language)), body) for body in held))
    wanted = []
    for delegation, said in zip(delegations, loading.file.delegations, strict=True):
        for name in said.bodies:
            body = Body(conference=loading.conference, delegation=delegation, name=text_of(name, language))
            wanted.append(((delegation.pk, words_of(body.name, language)), body))
    loading.ledger.put(numbered(wanted), there, ("name",))


def _people(loading: Loading, delegations: Sequence[Delegation]) -> None:
    media = parties_of_the_media(loading.conference)
    given: list[tuple[DelegateData, Delegate]] = []
    for delegation, said in zip(delegations, loading.file.delegations, strict=True):
        for each in said.delegates:
            row = _delegate(loading, delegation, each)
            is_among_them = row.role == DelegateRole.PRESS or row.party_id in media
            row.is_media = is_among_them if each.media is None else each.media
            given.append((each, row))
    people: dict[Any, Delegate] = {}
    for delegate in Delegate.objects.filter(conference=loading.conference):
        people[delegate.delegation_id, delegate.name] = delegate
    _keep_what_is_not_said(loading, given, people)
    wanted = {(row.delegation_id, row.name): row for _said, row in given}
    _free_the_heads(loading, wanted, people)
    kept = loading.ledger.put(list(wanted.items()), people, PERSON_FIELDS)
    loading.ledger.cite(((row, said.sources) for row, (said, _row) in zip(kept, given, strict=True)), loading.sources)
    _replace(loading, [(said, row) for row, (said, _row) in zip(kept, given, strict=True)], people)
    # A file is no way round the watch list.
    look_at_watch_list(loading.actor, (row for row in kept if loading.ledger.has_touched(row)))


def _delegate(loading: Loading, delegation: Delegation, said: "DelegateData") -> Delegate:
    language = loading.conference.original_language
    row = Delegate(conference=loading.conference, delegation=delegation, party_id=delegation.party_id, name=said.name)
    row.original_name, row.spellings = said.original or "", list(said.spellings)
    row.honorific, row.role, row.rank = said.honorific or "", said.role, said.rank or ""
    row.capacity, row.body = text_of(said.capacity, language), text_of(said.body, language)
    row.mail, row.languages = said.mail or "", list(said.languages)
    row.state, row.state_since = said.state or DelegateState.NOMINATED, said.state_since
    row.reason, row.is_overflow = said.reason or "", bool(said.overflow)
    row.sensitivity, row.entered_by = said.sensitivity, loading.actor
    row.search = spelling_key(row)
    return row


def _keep_what_is_not_said(loading: Loading, given: "Said", people: People) -> None:
    """A file that does not say how far somebody has come leaves them there; none moves on whom the watch list holds."""
    watched = who_is_watched(loading.conference)
    for said, row in given:
        there = people.get((row.delegation_id, row.name))
        if there is None:
            continue
        if said.overflow is None:
            row.is_overflow = there.is_overflow
        if said.state is None:
            _leave(row, there)
        elif there.pk in watched and row.state in MOVED_ON and row.state != there.state:
            loading.ledger.skipped.append((row.name, _("the secretaries must look first")))
            _leave(row, there)
        elif row.state == there.state:
            row.state_since, row.reason = row.state_since or there.state_since, row.reason or there.reason


def _leave(row: Delegate, there: Delegate) -> None:
    row.state, row.state_since, row.reason = there.state, there.state_since, there.reason


def _free_the_heads(loading: Loading, wanted: People, present: People) -> None:
    """Where the file names another head, the one there steps back first: of those with a place, one is head."""
    heads = {delegation_id: name for (delegation_id, name), row in wanted.items() if _is_head(row)}
    others = {
        (delegation_id, name): row
        for (delegation_id, name), row in present.items()
        if _is_head(row) and heads.get(delegation_id, name) != name
    }
    loading.ledger.step_back(others, wanted, "role", DelegateRole.MEMBER)


def _is_head(row: Delegate) -> bool:
    return row.role == DelegateRole.HEAD and row.has_place


def _replace(loading: Loading, given: "Said", people: People) -> None:
    """Say who comes in whose place; refused where somebody else does already, or two come in each other's."""
    rows = {(row.delegation_id, row.name): row for _said, row in given}
    replaced = {row: rows[row.delegation_id, said.in_place_of] for said, row in given if said.in_place_of is not None}
    changed = {row: other for row, other in replaced.items() if row.substitutes_id != other.pk}
    if not changed:
        return
    _unless_taken({row.pk: row for row in (*people.values(), *rows.values())}, changed)
    before = {row: row.substitutes_id for row in changed}
    # Let go first, for of those who swap, one would for a moment come in a place that is still taken.
    Delegate.objects.filter(pk__in=[row.pk for row, there in before.items() if there is not None]).update(
        substitutes=None
    )
    for row, other in changed.items():
        row.substitutes = other
    Delegate.objects.bulk_update(changed, ["substitutes"], batch_size=500)
    loading.ledger.raise_changed({row: {"substitutes_id": [before[row], other.pk]} for row, other in changed.items()})


def _unless_taken(people: Mapping[int, Delegate], changed: Mapping[Delegate, Delegate]) -> None:
    after = {pk: row.substitutes_id for pk, row in people.items() if row.substitutes_id is not None}
    after |= {row.pk: other.pk for row, other in changed.items()}
    by: dict[int, Delegate] = {}
    for pk, other in after.items():
        names = {"name": people[pk].name, "other": people[other].name}
        if other in by:
            names["name"] = by[other].name if people[pk] in changed else people[pk].name
            raise Refused(_("%(name)s comes in the place of %(other)s already.") % names)
        by[other] = people[pk]
    for row in changed:
        seen, here = {row.pk}, after.get(row.pk)
        while here is not None and here not in seen:
            seen.add(here)
            here = after.get(here)
        if here is not None:
            names = {"name": row.name, "other": changed[row].name}
            raise Refused(_("%(name)s and %(other)s cannot each come in the place of the other.") % names)


def _credentials(loading: Loading, delegations: Sequence[Delegation]) -> None:
    there = {row.delegation_id: row for row in Credentials.objects.filter(conference=loading.conference)}
    wanted, given = [], []
    for delegation, said in zip(delegations, loading.file.delegations, strict=True):
        letter = said.credentials
        if letter is None:
            continue
        values = {"delegation": delegation, "party_id": delegation.party_id, "state": letter.state}
        row = fact(loading, Credentials, letter, **values)
        row.received_date, row.signed_by, row.remark = letter.received, letter.signed_by or "", letter.remark or ""
        wanted.append((delegation.pk, row))
        given.append(letter.sources)
    rows = loading.ledger.put(wanted, there, CREDENTIALS_FIELDS)
    loading.ledger.cite(zip(rows, given, strict=True), loading.sources)
