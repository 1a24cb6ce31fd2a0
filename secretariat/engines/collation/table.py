"""The default table, of which only the lines are understood that a text needs."""

from pathlib import Path

from pyuca.collator import COLL_ELEMENT_PATTERN, Collator_10_0_0


class Collator(Collator_10_0_0):  # type: ignore[misc]  # pyuca has no types
    """pyuca's collator, ready after a tenth of the time: a name has a dozen of the table's 34,000 lines."""

    def load(self, filename: str) -> None:
        """Sort the lines of the table by the character that each begins with."""
        self._waiting: dict[int, str] = {}
        for line in Path(filename).read_text(encoding="utf-8").split("\n"):
            if line.startswith("@implicitweights"):
                self._take_range(line)
            elif line and line[0] not in "#@":
                first, said = int(line[: line.index(" ")], 16), line[: line.index("#")]
                self._waiting[first] = f"{self._waiting[first]}\n{said}" if first in self._waiting else said

    def collation_elements(self, normalized_string: str) -> list[list[int]]:
        """Return the weights of a text's elements, in their order."""
        for character in map(ord, set(normalized_string)):
            # Taken away when all of it is in the table: another thread may ask for the same character now.
            for line in self._waiting.get(character, "").splitlines():
                self._take_line(line)
            self._waiting.pop(character, None)
        found: list[list[int]] = super().collation_elements(normalized_string)
        return found

    def _take_range(self, line: str) -> None:
        characters, base = line.removeprefix("@implicitweights").split("#")[0].split(";")
        first, last = characters.split("..")
        self.implicit_weights.append([int(first, 16), int(last, 16), int(base, 16)])

    def _take_line(self, line: str) -> None:
        characters, weights = line.split(";")
        elements = [[int(weight, 16) for weight in found.groups()] for found in COLL_ELEMENT_PATTERN.finditer(weights)]
        self.table.add([int(character, 16) for character in characters.split()], elements)
