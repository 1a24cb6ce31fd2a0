"""From text to plain data: what stands where in a conference file, and on which line.

The text is read in one pass over the events of the YAML parser with a stack of its own, so that neither depth
nor aliases can make a small file large. Plain words keep their meaning: only null, true, false and whole numbers
are anything but text, and so the country code NO stays Norway.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from yaml import CBaseLoader, YAMLError
from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from secretariat.engines.conferencefile.problems import MOST_PROBLEMS, N_, Path, Problem, Unreadable, shortened, spoken
from secretariat.engines.conferencefile.wording import ill_formed, unknown_key

MOST_BYTES = 32 * 1024 * 1024
MOST_EVENTS = 750_000
DEEPEST = 24
LONGEST_KEY = 200
LONGEST_TEXT = 20_000
# Beyond this many problems in the form alone the rest of the file is not worth reading.
ENOUGH = 4 * MOST_PROBLEMS

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
# Line ends and separators may be written as escapes: then they are text. Browsers send both signs of a line's end.
_FORBIDDEN_ESCAPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_NO_COLON = re.compile(r"\s*[,}]")
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}


class Keyed(dict[str, Any]):
    """A mapping of the file that remembers the line of each key."""

    __slots__ = ("awaits_value", "is_flow", "key", "lines")

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.lines: dict[str, int] = {}
        self.key = ""
        self.is_flow = False
        self.awaits_value = False


class Listed(list[Any]):
    """A list of the file that remembers the line of each item."""

    __slots__ = ("lines",)

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.lines: list[int] = []


@dataclass
class Tree:
    """What stands in a file: its data, the exact text of its sections, what it cites, what is wrong with its form."""

    data: Keyed = field(default_factory=Keyed)
    slices: dict[str, str] = field(default_factory=dict)
    cited: list[tuple[Path, Listed]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    broken_paths: set[Path] = field(default_factory=set)
    is_complete: bool = False


def text_of(raw: str | bytes) -> str:
    """Take the bytes of a file as text; refuse what is too long, not UTF-8, or not printable.

    Line ends become `\\n`, a byte order mark goes, and the last line is always ended.
    """
    octets = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    if len(octets) > MOST_BYTES:
        raise Unreadable([Problem(1, "", N_("the file is longer than %(most)s bytes"), {"most": str(MOST_BYTES)})])
    try:
        text = octets.decode("utf-8")
    except UnicodeDecodeError as error:
        line = octets.count(b"\n", 0, error.start) + 1
        raise Unreadable([Problem(line, "", N_("this is not text in UTF-8"))]) from None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    _refuse_control_characters(text)
    return text if text.endswith("\n") else text + "\n"


def without_forbidden(data: Any) -> Any:
    """Data without the signs that no file may hold; of a text that holds nothing else, nothing is left."""
    if isinstance(data, str):
        return data if _FORBIDDEN_ESCAPED.search(data) is None else _FORBIDDEN_ESCAPED.sub("", data).strip() or None
    if isinstance(data, dict):
        kept = {key: without_forbidden(each) for key, each in data.items()}
        left = {key: each for key, each in kept.items() if each is not None or data[key] is None}
        return left if left or not data else None
    if isinstance(data, list | tuple):
        items = [(each, without_forbidden(each)) for each in data]
        return [now for each, now in items if now is not None or each is None]
    return data


def parse(text: str, *, sections: Collection[str], verbatim: Collection[str]) -> Tree:
    """Read the text into plain data; `sections` are the keys it may have, `verbatim` those whose text is kept."""
    builder = _Builder(text, sections, verbatim)
    builder.run()
    return builder.tree


def _refuse_control_characters(text: str) -> None:
    problems: dict[int, Problem] = {}
    line, since = 1, 0
    for match in islice(_FORBIDDEN.finditer(text), MOST_PROBLEMS):
        line += text.count("\n", since, match.start())
        since = match.start()
        code = {"code": f"U+{ord(match.group()):04X}"}
        problems.setdefault(line, Problem(line, "", N_("the invisible character %(code)s may not stand here"), code))
    if problems:
        raise Unreadable(problems.values())


class _Stopped(Exception):  # noqa: N818 - it ends the reading, it is no fault
    """Nothing after this point can be understood."""


class _Builder:
    """Builds a tree from the parser's events."""

    def __init__(self, text: str, sections: Collection[str], verbatim: Collection[str]) -> None:
        self.tree = Tree()
        self._text = text
        self._sections = sections
        self._verbatim = verbatim
        self._stack: list[Keyed | Listed] = []
        self._section: tuple[str, int] | None = None
        self._last: Any = None
        self._is_begun = False
        self._is_block = False
        self._is_continued = False
        self._rows: list[str] = []
        self._takes: dict[type, Callable[[Any], None]] = {
            ScalarEvent: self._take_scalar,
            MappingStartEvent: self._take_start,
            SequenceStartEvent: self._take_start,
            MappingEndEvent: self._take_end,
            SequenceEndEvent: self._take_end,
            AliasEvent: self._take_alias,
            DocumentStartEvent: self._take_document,
            DocumentEndEvent: self._take_document_end,
        }

    def run(self) -> None:
        """Read to the end, or to the first place after which nothing can be understood."""
        try:
            self._read_events()
        except _Stopped:
            return
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            message, values = ill_formed(error.problem or "")
            self._note(mark.line + 1 if mark else 1, message, values)
            return
        except YAMLError as error:
            message, values = ill_formed(str(error))
            self._note(1, message, values)
            return
        self.tree.is_complete = True

    def _read_events(self) -> None:
        next_event = CBaseLoader(self._text).get_event
        takes = self._takes
        for _ in range(MOST_EVENTS):
            event: Any = next_event()
            take = takes.get(type(event))
            if take is not None:
                take(event)
            elif type(event) is StreamEndEvent:
                if not self._is_begun:
                    self._stop(1, N_("the file is empty"))
                return
        line = event.start_mark.line + 1
        self._stop(line, N_("the file holds more than %(most)s values"), {"most": str(MOST_EVENTS)})

    def _take_document(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if self._is_begun:
            self._stop(line, N_("a second document begins here; a conference file holds one"))
        if event.tags:
            self._stop(line, N_("tags are not allowed"))
        self._is_begun = True

    def _take_document_end(self, event: Any) -> None:
        self._close_section(event.start_mark.line)

    def _take_scalar(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if not self._stack:
            self._stop(line, N_("a conference file begins with keys, such as conference:"))
        parent = self._stack[-1]
        if type(parent) is Keyed and not parent.awaits_value:
            self._take_key(parent, event, line)
            return
        if self._is_continued and isinstance(parent, Keyed):
            self._is_continued = False
            parent.awaits_value = False
            return
        value = event.value
        if not event.style:
            if value in _WORDS:
                value = _WORDS[value]
            elif value[0] in "-0123456789" and _WHOLE_NUMBER.fullmatch(value):
                value = int(value)
        self._last = event
        self._place(parent, value, line)
        self._refuse_extras(event, line)

    def _take_key(self, parent: Keyed, event: Any, line: int) -> None:
        key = event.value
        if parent.is_flow and self._continues_text(parent, event):
            parent[parent.key] = f"{self._so_far(parent)}, {key}"
            parent.awaits_value = self._is_continued = True
            return
        if len(key) > LONGEST_KEY:
            self._stop(line, N_("this key is longer than %(most)s characters"), {"most": str(LONGEST_KEY)})
        first = parent.lines.get(key)
        parent.key = key
        parent.lines[key] = line
        if len(self._stack) == 1:
            self._take_section(event, line)
        if first is not None:
            self._note(line, N_("this key stands twice; it stands on line %(first)s already"), {"first": str(first)})
        parent.awaits_value = True
        self._refuse_extras(event, line)

    def _continues_text(self, parent: Keyed, event: Any) -> bool:
        """Whether this is no key but the rest of the text before it, which a comma between braces cuts in two."""
        if event.style or not parent or not _NO_COLON.match(self._text, event.end_mark.index):
            return False
        if type(self._last) is not ScalarEvent or self._last.style or not self._last.value:
            return False
        return len(self._so_far(parent)) <= LONGEST_TEXT

    def _so_far(self, parent: Keyed) -> str:
        value = parent[parent.key]
        return value if isinstance(value, str) else str(self._last.value)

    def _take_section(self, event: Any, line: int) -> None:
        self._close_section(line - 1)
        name = event.value
        if name not in self._sections:
            message, values = unknown_key(name, self._sections)
            self._note(line, message, values)
        if name in self._verbatim and self._is_block and event.start_mark.column == 0:
            self._section = (name, line - 1)

    def _take_start(self, event: Any) -> None:
        line = event.start_mark.line + 1
        container = Keyed() if type(event) is MappingStartEvent else Listed()
        if isinstance(container, Keyed):
            container.is_flow = event.flow_style
        if self._stack:
            self._place_container(container, line)
        elif isinstance(container, Keyed):
            self.tree.data = container
            self._is_block = not container.is_flow
        else:
            self._stop(line, N_("a conference file begins with keys, such as conference:"))
        self._refuse_extras(event, line)
        self._stack.append(container)
        if len(self._stack) > DEEPEST:
            self._stop(line, N_("this is nested more than %(most)s deep"), {"most": str(DEEPEST)})

    def _place_container(self, container: Keyed | Listed, line: int) -> None:
        parent = self._stack[-1]
        if type(parent) is Keyed:
            if not parent.awaits_value:
                self._stop(line, N_("a key must be a plain word, not a list or a mapping"))
            if parent.key == "sources" and type(container) is Listed:
                self.tree.cited.append((self._path(), container))
        self._place(parent, container, line)

    def _take_end(self, event: Any) -> None:
        self._stack.pop()
        # The end of a block lies where the next thing begins; only a bracket marks the end itself.
        if event.start_mark.index != event.end_mark.index:
            self._last = event

    def _take_alias(self, event: Any) -> None:
        line = event.start_mark.line + 1
        parent = self._stack[-1] if self._stack else None
        if parent is None or (isinstance(parent, Keyed) and not parent.awaits_value):
            self._stop(line, N_("anchors and aliases (& and *) are not allowed"))
            return
        self._last = event
        self._place(parent, None, line)
        self._note(line, N_("anchors and aliases (& and *) are not allowed"))

    def _place(self, parent: Keyed | Listed, value: Any, line: int) -> None:
        if isinstance(parent, Keyed):
            parent[parent.key] = value
            parent.awaits_value = False
        else:
            parent.append(value)
            parent.lines.append(line)

    def _refuse_extras(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            self._note(line, N_("anchors and aliases (& and *) are not allowed"))
        if event.tag is not None:
            self._note(line, N_("tags are not allowed; take away %(tag)s"), {"tag": shortened(event.tag)})
        if type(event) is ScalarEvent and event.style == '"':
            found = _FORBIDDEN_ESCAPED.search(event.value)
            if found:
                code = {"code": f"U+{ord(found.group()):04X}"}
                self._note(line, N_("the invisible character %(code)s may not stand here"), code)

    def _path(self) -> Path:
        return tuple(each.key if isinstance(each, Keyed) else max(len(each) - 1, 0) for each in self._stack)

    def _note(self, line: int, message: str, values: dict[str, str] | None = None) -> None:
        path = self._path()
        self.tree.broken_paths.add(path)
        self.tree.problems.append(Problem(line, spoken(path), message, values or {}))
        if len(self.tree.problems) > ENOUGH:
            self.tree.problems.append(Problem(line, "", N_("there are too many problems; reading ended here")))
            raise _Stopped

    def _stop(self, line: int, message: str, values: dict[str, str] | None = None) -> None:
        self._note(line, message, values)
        raise _Stopped

    def _close_section(self, next_row: int) -> None:
        if self._section is None:
            return
        name, first = self._section
        self._section = None
        self._rows = self._rows or self._text.split("\n")
        end = self._last.end_mark
        rows = self._rows[first : min(end.line + (end.column > 0), next_row)]
        if type(self._last) is ScalarEvent:
            _drop_trailing_rows(rows, self._last)
        self.tree.slices[name] = "\n".join(rows) + "\n"


def _drop_trailing_rows(rows: list[str], last: Any) -> None:
    """Take away the empty lines and comments after a section's last value, unless they belong to the value."""
    if last.style in ("|", ">"):
        keeps_empty_rows = last.value.endswith("\n\n") or (last.value and not last.value.strip("\n"))
        while not keeps_empty_rows and rows[-1] == "":
            rows.pop()
    elif not last.style and not last.value:
        while rows[-1].strip() == "" or rows[-1].lstrip().startswith("#"):
            rows.pop()
