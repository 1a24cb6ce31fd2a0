"""Putting the facts of the record: known again by what they say, in the order of the file, with the rows they hold."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from math import inf
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from secretariat.api.actions.rows import Loading, numbered
from secretariat.api.queries import text_of, words_of
from secretariat.archive.models import Fact
from secretariat.audit.action import Refused, plain
from secretariat.delegations.models import Delegation, Occasion
from secretariat.parties.models import Party

if TYPE_CHECKING:
    from secretariat.engines.conferencefile.values import PassageData

SomeFact = TypeVar("SomeFact", bound=Fact)
Key = Callable[[Any], Hashable]


class Sourced(Protocol):
    """What a file says of anything that cites sources."""

    @property
    def sources(self) -> "Sequence[str | PassageData]":
        """What it rests on."""


class Said(Sourced, Protocol):
    """What a file says of any fact."""

    @property
    def sensitivity(self) -> str:
        """For whom it is kept."""


class Words:
    """Texts, parties and delegations as a file names them, and as the house keeps them."""

    def __init__(self, loading: Loading) -> None:
        self._loading = loading
        self._language = loading.conference.original_language
        self._delegations: dict[tuple[int, str], Delegation] | None = None

    def text(self, given: object) -> Any:
        """A text by language."""
        return text_of(given, self._language)

    def of(self, text: Any) -> str:
        """The words by which a text is known again."""
        return words_of(text, self._language)

    def party(self, code: str | None) -> Party | None:
        """The party of a code, if one is named."""
        return self._loading.parties[code] if code else None

    def parties(self, codes: Iterable[str]) -> list[Party]:
        """The parties of these codes."""
        return [self._loading.parties[code] for code in codes]

    def delegation(self, code: str, occasion: str | None) -> Delegation | None:
        """The delegation that a party sent to an occasion, if one is named; refused if there is none."""
        if occasion is None:
            return None
        if self._delegations is None:
            rows = Delegation.objects.filter(conference=self._loading.conference)
            self._delegations = {(row.party_id, row.occasion): row for row in rows}
        found = self._delegations.get((self._loading.parties[code].pk, occasion))
        if found is None:
            names = {"party": code, "occasion": occasion}
            raise Refused(_("There is no delegation %(party)s, %(occasion)s, neither in the file nor here.") % names)
        return found

    def sent(self, code: str) -> Delegation:
        """The delegation that a party sent to the conference itself; refused if there is none."""
        found = self.delegation(code, Occasion.CONFERENCE)
        if found is None:  # pragma: no cover - an occasion is named, so there is one or it was refused
            raise LookupError(code)
        return found


def fact(loading: Loading, model: type[SomeFact], said: Said, **values: Any) -> SomeFact:
    """A fact ready to be put."""
    return model(conference=loading.conference, entered_by=loading.actor, sensitivity=said.sensitivity, **values)


def put_facts(
    loading: Loading,
    given: Sequence[tuple[Sourced, SomeFact]],
    fields: Sequence[str],
    key: Key,
    *,
    unsaid: Mapping[str, Any] | None = None,
    within: str = "",
) -> list[SomeFact]:
    """Add or change facts known again by this key, and cite their sources; answers them in the order given.

    Where the first of the `unsaid` fields is None, the row that is there keeps of them what the file does not say;
    a new one takes these values.
    With `within`, the facts stand in an order under the row that this names, and it becomes that of the file.
    """
    if not given:
        return []
    model: Any = type(given[0][1])
    order = ("position", "id") if within else ("id",)
    there = model._default_manager.filter(conference=loading.conference).order_by(*order)
    present: dict[Hashable, Any] = dict(numbered((key(row), row) for row in there))
    wanted = numbered((key(row), row) for _said, row in given)
    _fill(wanted, present, unsaid or {})
    if within:
        _keep_order(wanted, present, within)
    kept = loading.ledger.put(wanted, present, [*fields, "position"] if within else fields)
    loading.ledger.cite(((row, said.sources) for row, (said, _row) in zip(kept, given, strict=True)), loading.sources)
    return kept


def put_parts(
    loading: Loading,
    held: Iterable[tuple[models.Model, Iterable[models.Model]]],
    name: str,
    key: Key,
    fields: Sequence[str] = (),
) -> None:
    """Let facts hold these rows and no others, as a point its speakers; a change of them is a change of the fact."""
    owners = list(held)
    if not owners:
        return
    parts = _Parts(loading, type(owners[0][0]), name, key)
    wanted: dict[Hashable, Any] = {(owner.pk, key(part)): part for owner, its_parts in owners for part in its_parts}
    kept = loading.ledger.put(list(wanted.items()), parts.present, fields)
    by_id = {owner.pk: owner for owner, _its_parts in owners}
    gone = [part for each, part in parts.present.items() if each[0] in by_id and each not in wanted]
    if gone:
        parts.model.objects.filter(pk__in=[part.pk for part in gone]).delete()
    touched = {*parts.owners_of(gone), *parts.owners_of(part for part in kept if loading.ledger.has_touched(part))}
    after = parts.told(kept)
    changes = {by_id[pk]: {name: [parts.before.get(pk, []), after.get(pk, [])]} for pk in sorted(touched)}
    loading.ledger.raise_changed(changes)


class _Parts:
    """The rows of one kind that facts hold, as they were before the load."""

    def __init__(self, loading: Loading, owner: Any, name: str, key: Key) -> None:
        relation = owner._meta.get_field(name)
        self.model = relation.related_model
        self._owner_id, self._said = relation.field.attname, owner.audit_parts[name]
        rows = self.model.objects.filter(conference=loading.conference).order_by("id")
        if any(field.name == "party" for field in self.model._meta.concrete_fields):
            rows = rows.select_related("party")
        self.present: dict[Any, Any] = {(getattr(row, self._owner_id), key(row)): row for row in rows}
        self.before = self.told(self.present.values())

    def told(self, rows: Iterable[Any]) -> dict[int, list[Any]]:
        """What each fact holds, as the record writes it."""
        found: dict[int, list[Any]] = defaultdict(list)
        for row in rows:
            found[getattr(row, self._owner_id)].append(plain(getattr(row, self._said)))
        return found

    def owners_of(self, rows: Iterable[Any]) -> set[int]:
        """The facts that hold these rows."""
        return {getattr(row, self._owner_id) for row in rows}


def _fill(wanted: Iterable[tuple[Hashable, Any]], present: Mapping[Hashable, Any], unsaid: Mapping[str, Any]) -> None:
    for each, row in wanted:
        there = present.get(each)
        if unsaid and getattr(row, next(iter(unsaid))) is None:
            for name, value in unsaid.items():
                if not plain(getattr(row, name)):
                    setattr(row, name, value if there is None else getattr(there, name))


def _keep_order(wanted: Iterable[tuple[Hashable, Any]], present: Mapping[Hashable, Any], within: str) -> None:
    """Give places so that rows stand as in the file; those that stand so already keep their place."""
    last: dict[int, tuple[int, float]] = {}
    for each, row in wanted:
        parent, there = getattr(row, within), present.get(each)
        before = last.get(parent, (-1, inf))
        if there is not None and (there.position, there.pk) > before:
            row.position, last[parent] = there.position, (there.position, there.pk)
        else:
            row.position, last[parent] = before[0] + 1, (before[0] + 1, inf)
