"""A release and all that was told before as one system of sums, which the engine protects and tries to break.

Of observations that always stand in the same sums one number is made. What an earlier release showed joins as sums a
stranger knows; what the two differ by is a number of its own, shown nowhere, that must stay uncertain when it is small.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from secretariat.engines.disclosure import Cell, Known, Relation, Rules, Tables
from secretariat.figures.queries.releases.drawing import Places
from secretariat.figures.queries.releases.earlier import Drawn, Earlier
from secretariat.figures.queries.releases.layouts import TOTAL
from secretariat.figures.queries.releases.links import Link, links_of
from secretariat.figures.queries.releases.tabling import BETWEEN, Sum, Table, key_of


def tables_alone(ours: Drawn, rules: Rules) -> Tables:
    """The system of a table over people of whom nothing was told before."""
    return Tables(_cells(ours.table, rules, {}), _relations(ours.table), rules)


def tables_of(ours: Drawn, rules: Rules, earlier: Iterable[Earlier], places: Places) -> Tables:
    """The system of the new table, with what each earlier one told."""
    before = list(earlier)
    if not before:
        return tables_alone(ours, rules)
    counted = dict(ours.counted)
    for each in before:
        counted |= each.drawn.counted
    editions = {ours.edition, *(each.drawn.edition for each in before)}
    return _Linked(ours, rules, before, links_of(counted.values(), editions, places)).tables()


def fingerprint_of(tables: Tables) -> str:
    """What the engine was asked, in one word: another value, rule or earlier release makes another."""
    data = json.dumps(asdict(tables), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(data.encode("ascii")).hexdigest()


def _cells(table: Table, rules: Rules, own: Mapping[tuple[str, str], Rules]) -> tuple[Cell, ...]:
    return tuple(
        Cell(key_of(at), found.value, cost=_cost(at), rules=own.get(at) if own.get(at) != rules else None)
        for at, found in sorted(table.cells.items())
    )


def _cost(at: tuple[str, str]) -> int:
    """Totals are missed more than single numbers."""
    return 1 + 2 * sum(each == TOTAL for each in at)


def _relations(table: Table) -> tuple[Relation, ...]:
    return tuple(Relation(key_of(total), tuple(key_of(each) for each in parts)) for total, parts in table.relations)


class _Linked:
    """Tables over the same people: cells of the new one, cells of earlier ones, and what all are made of."""

    def __init__(self, ours: Drawn, rules: Rules, earlier: list[Earlier], links: list[Link]) -> None:
        self.ours, self.rules, self.earlier, self.links = ours, rules, earlier, links
        self.counted = dict(ours.counted)
        for each in earlier:
            self.counted |= each.drawn.counted
        self.strictest: dict[str, Rules] = {}
        self.atoms = self._merged()
        self.cells: dict[str, Cell] = {}
        self.relations: list[Relation] = []
        self.known: list[Known] = []
        # Which key stands for a set of atoms already.
        self.named: dict[frozenset[str], str] = {}

    def tables(self) -> Tables:
        """The whole system."""
        for cell in _cells(self.ours.table, self.rules, self._as_before()):
            self.cells[cell.key] = cell
        self.relations += _relations(self.ours.table)
        for at, found in sorted(self.ours.table.cells.items()):
            self._made_of(key_of(at), found)
        for each in self.earlier:
            self._tell(each)
        for number, link in enumerate(self.links):
            self._join(number, link)
        self._fill_in()
        return Tables(tuple(self.cells.values()), tuple(self.relations), self.rules, tuple(self.known))

    def _merged(self) -> dict[int, str]:
        """Each observation's atom: those that stand in the same sums throughout are one."""
        stands_in: dict[int, list[str]] = defaultdict(list)
        by: dict[int, Rules] = dict.fromkeys(self.counted, self.rules)
        tables = [("new", self.ours.table, self.rules)]
        tables += [(str(each.number), each.drawn.table, each.rules) for each in self.earlier]
        for name, table, rules in tables:
            for at, found in sorted(table.cells.items()):
                for part in found.parts:
                    stands_in[part].append(f"{name}{BETWEEN}{key_of(at)}")
                    by[part] = _stricter(by[part], rules)
        for number, link in enumerate(self.links):
            for part in (link.total, *link.parts):
                # In a sum with a sign of its own no two are alike, unless both are its parts.
                stands_in[part].append(f"link {number} {'total' if part == link.total else 'part'}")
        words: dict[tuple[str, ...], str] = {}
        atoms = {pk: words.setdefault(tuple(signs), f"atom {len(words)}") for pk, signs in sorted(stands_in.items())}
        for pk, atom in atoms.items():
            self.strictest[atom] = _stricter(self.strictest.get(atom, by[pk]), by[pk])
        return atoms

    def _atoms_of(self, parts: Iterable[int]) -> frozenset[str]:
        return frozenset(self.atoms[each] for each in parts)

    def _made_of(self, key: str, found: Sum) -> None:
        """Say of which atoms a cell is the sum; a rest is told by its own table."""
        if not found.parts:
            return
        atoms = self._atoms_of(found.parts)
        if atoms in self.named:
            if self.named[atoms] != key:
                self.relations.append(Relation(key, (self.named[atoms],)))
            return
        self.named[atoms] = key
        if len(atoms) > 1:
            self.relations.append(Relation(key, tuple(sorted(atoms))))

    def _as_before(self) -> dict[tuple[str, str], Rules]:
        """By which rules a cell is shown that an earlier release had: numbers that everybody knows are shown as they
        were there, and what was hidden there is hidden here.
        """
        shown: dict[frozenset[int], Rules] = {}
        hidden: dict[frozenset[int], Rules] = {}
        for each in self.earlier:
            for at, found in each.drawn.table.cells.items():
                if found.parts and at in each.shown:
                    shown[found.parts] = each.rules
                elif found.parts and found.value < each.rules.threshold:
                    hidden[found.parts] = _stricter(hidden.get(found.parts, self.rules), each.rules)
        before = {**hidden, **shown}
        return {at: before[found.parts] for at, found in self.ours.table.cells.items() if found.parts in before}

    def _tell(self, each: Earlier) -> None:
        names: dict[tuple[str, str], str] = {}
        for at, found in sorted(each.drawn.table.cells.items()):
            atoms = self._atoms_of(found.parts)
            same = self.named.get(atoms) if atoms else None
            names[at] = same or f"release {each.number} {' / '.join(at)}"
            if same is None:
                rules = each.rules if each.rules != self.rules else None
                self.cells[names[at]] = Cell(names[at], found.value, 0, rules, is_published=False)
                self._made_of(names[at], found)
            if at in each.told:
                self.known.append(Known((names[at],), each.told[at]))
        for total, parts in each.drawn.table.relations:
            sum_ = Relation(names[total], tuple(dict.fromkeys(names[part] for part in parts)))
            if sum_.parts != (sum_.total,):
                self.relations.append(sum_)

    def _join(self, number: int, link: Link) -> None:
        """A total and its parts are one sum, whoever publishes which."""
        parts = sorted({self.atoms[part] for part in link.parts})
        if link.rest:
            rest = f"rest {number}"
            self.cells[rest] = Cell(rest, link.rest, 0, is_published=False)
            parts.append(rest)
        self.relations.append(Relation(self.atoms[link.total], tuple(parts)))

    def _fill_in(self) -> None:
        """Atoms that sums speak of: either a cell is the same, or they are numbers of their own."""
        alone = {next(iter(atoms)): key for atoms, key in self.named.items() if len(atoms) == 1}
        self.relations = [
            Relation(alone.get(each.total, each.total), tuple(alone.get(part, part) for part in each.parts))
            for each in self.relations
        ]
        values: dict[str, int] = defaultdict(int)
        for pk, atom in self.atoms.items():
            values[atom] += self.counted[pk].value
        used = {key for each in self.relations for key in (each.total, *each.parts)}
        for atom in sorted(used & set(values)):
            rules = self.strictest[atom]
            own = rules if rules != self.rules else None
            self.cells[atom] = Cell(atom, values[atom], 0, own, is_published=False)


def _stricter(one: Rules, other: Rules) -> Rules:
    return other if (other.threshold, other.protection) > (one.threshold, one.protection) else one
