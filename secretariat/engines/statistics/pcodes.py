"""Lists of P-codes: administrative areas with their codes, levels, names and parents (common operational data)."""

from collections.abc import Iterator

from secretariat.engines.statistics.codes import Undated, day_in
from secretariat.engines.statistics.models import Area, Chunk, Matching, Problem, Register, Unreadable
from secretariat.engines.statistics.text import Opened

__all__ = ["areas"]


def areas(table: Opened, matching: Matching, register: Register, *, chunk: int = 4_000) -> Iterator[Chunk]:
    """Read the areas of a list; ``matching.fixed["countries"]`` names the countries that are wanted, or all are.

    Parents come before their parts, in the file or in ``register.areas``: an area whose parent is missing is refused,
    or kept as provisional beneath its country if the matching says so.
    """
    at = {name: number for number, name in enumerate(table.header)}
    missing = next((name for name in matching.roles.values() if name not in at), "")
    if missing:
        raise Unreadable("column missing", missing)
    column = {role: at[name] for role, name in matching.roles.items()}
    listed = _Listed(matching, register, column)
    for _line, cells in table.rows():
        # Read once beforehand, for a part may stand before the area it is a part of.
        listed.known.add(listed.cell(cells, "p-code"))
    made, rows = Chunk(), 0
    for line, cells in table.rows():
        rows += 1
        listed.take(made, line, cells)
        if rows % chunk == 0:
            made.rows = rows
            yield made
            made = Chunk()
    made.rows = rows
    yield made


class _Listed:
    """One reading of a list."""

    def __init__(self, matching: Matching, register: Register, column: dict[str, int]) -> None:
        self._matching, self._register, self._column = matching, register, column
        self._wanted = frozenset(matching.fixed.get("countries", "").upper().split())
        self.known = set(register.areas)
        self._seen: dict[str, int] = {}

    def cell(self, cells: list[str], role: str) -> str:
        """What a row says in this role."""
        at = self._column.get(role)
        return cells[at].strip() if at is not None and at < len(cells) else ""

    def take(self, made: Chunk, line: int, cells: list[str]) -> None:
        """Read one row into a chunk."""
        country = self.cell(cells, "location").upper() or self._matching.fixed.get("asylum", "")
        if self._wanted and country not in self._wanted:
            return
        problem = self._wrong(line, cells, country)
        if problem is not None:
            made.problems.append(problem)
            if problem.is_refused:
                return
        try:
            given = self.cell(cells, "valid from date")
            valid_from = day_in(given)[0] if given else None
        except Undated as error:
            made.problems.append(Problem(line, self._name("valid from date"), error.code, given))
            return
        code, level = self.cell(cells, "p-code"), self.cell(cells, "admin level") or "1"
        self._seen[code] = line
        parent = "" if problem is not None else self.cell(cells, "parent p-code")
        # The parent of the first level is the country itself.
        parent = "" if level == "1" else parent
        made.areas.append(
            Area(line, code, int(level), self.cell(cells, "name"), country, parent, valid_from, problem is not None)
        )

    def _wrong(self, line: int, cells: list[str], country: str) -> Problem | None:
        code, name, level = (self.cell(cells, role) for role in ("p-code", "name", "admin level"))
        if country not in self._register.countries:
            return Problem(line, self._name("location"), "unknown country", country[:80])
        if not name or not code or len(code) > 80:
            return Problem(line, self._name("name" if code else "p-code"), "no name", code[:80])
        if level and level not in {"1", "2", "3", "4"}:
            return Problem(line, self._name("admin level"), "unknown level", level[:80])
        if code in self._seen:
            return Problem(line, self._name("p-code"), "duplicate", code, said=str(self._seen[code]))
        parent = self.cell(cells, "parent p-code")
        if level not in {"", "1"} and parent not in self.known:
            is_kept = self._matching.keeps_provisional
            return Problem(line, self._name("parent p-code"), "parent missing", parent[:80], is_refused=not is_kept)
        return None

    def _name(self, role: str) -> str:
        return self._matching.roles.get(role, "")
