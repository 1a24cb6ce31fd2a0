"""The annotated reports, as README.md describes them, loaded and checked: a quote that is not in its text is an error."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
MODEL_TEXT = HERE.parents[2] / "shared" / "case" / "press-report.txt"
SPLITS = ("train", "test")
KEYS = frozenset(
    [
        "language",
        "kind",
        "relevant",
        "manner",
        "given",
        "head",
        "head_lines",
        "furniture",
        "content",
        "parties",
        "persons",
        "bodies",
        "statements",
        "meetings",
        "missions",
        "challenges",
        "initiatives",
        "figures",
        "conference",
        "dates",
        "sentences",
        "text",
        "html",
    ]
)
QUOTED = (("statements", "content"), ("challenges", "passage"), ("initiatives", "passage"))
MEETING_KINDS = frozenset({"preparatory", "bilateral", "margins", "working group", "video", "other"})
CHALLENGE_KINDS = frozenset(
    {
        "obstruction",
        "pressure",
        "call not to attend",
        "boycott",
        "collective decision not to attend",
        "security",
        "funding",
        "logistics",
        "sanctions",
        "health",
    }
)
VERBS = (
    "discussed",
    "stressed",
    "agreed",
    "affirmed",
    "reported",
    "offered",
    "supported",
    "thanked",
    "objected",
    "stated",
    "called",
    "proposed",
    "rejected",
    "welcomed",
    "condemned",
    "pledged",
    "expressed concern",
    "announced",
)


class AnnotationError(Exception):
    """An annotation that does not fit its text or the guide."""


@dataclass(frozen=True)
class Report:
    """One report with what a careful reader finds in it; the entries of each kind are mappings as in the file."""

    name: str
    source: str
    kind: str
    language: str
    is_relevant: bool
    given: str = ""
    manner: tuple[str, ...] = ()
    head: dict[str, str] = field(default_factory=dict)
    furniture: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    parties: frozenset[str] = frozenset()
    persons: tuple[dict[str, Any], ...] = ()
    bodies: tuple[str, ...] = ()
    statements: tuple[dict[str, Any], ...] = ()
    meetings: tuple[dict[str, Any], ...] = ()
    missions: tuple[dict[str, Any], ...] = ()
    challenges: tuple[dict[str, Any], ...] = ()
    initiatives: tuple[dict[str, Any], ...] = ()
    figures: tuple[dict[str, Any], ...] = ()
    conference: dict[str, str] = field(default_factory=dict)
    dates: tuple[str, ...] = ()
    sentences: int = 0

    @property
    def file(self) -> tuple[bytes, str]:
        """The report as the file that an officer would upload: its bytes and its name."""
        return self.source.encode(), f"report.{self.kind}"


def load(split: str) -> list[Report]:
    """The reports of a split in English, by name."""
    return [_report(path) for path in sorted((HERE / split).glob("*.yaml"))]


def load_other(split: str) -> list[Report]:
    """The short reports of a split in other languages, by name."""
    return [_report(path) for path in sorted((HERE / split / "other").glob("*.yaml"))]


def load_model() -> Report | None:
    """The press report of the model case, or nothing where its text is not at hand."""
    if not MODEL_TEXT.exists():
        return None
    return _report(HERE / "model.yaml", text=MODEL_TEXT.read_text(encoding="utf-8"))


def plain(text: str) -> str:
    """The text on one line, with single blanks and straight quotation marks, so that quotes can be compared."""
    return re.sub(r"\s+", " ", text.translate(_MARKS)).strip()


def find(quote: str, text: str) -> tuple[int, int] | None:
    """Where a quote stands in a text, as offsets of that text; ``#2`` at its end asks for the second place."""
    quote, number = _numbered(quote)
    places = list(_pattern(quote).finditer(text.translate(_MARKS)))
    if not places:
        return None
    place = places[min(number, len(places)) - 1]
    return place.span()


_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "\u00a0": " "})


def _numbered(quote: str) -> tuple[str, int]:
    match = re.fullmatch(r"(.*\S)\s*#(\d)", quote, re.DOTALL)
    return (match[1], int(match[2])) if match else (quote, 1)


def _pattern(quote: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(word) for word in plain(quote).split(" ")))


def _report(path: Path, text: str = "") -> Report:
    name = "/".join(path.with_suffix("").parts[len(HERE.parts) :])
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    unknown = set(raw) - KEYS
    if unknown:
        raise AnnotationError(f"{name}: unknown keys {sorted(unknown)}")
    kind = raw.get("kind", "txt")
    removed, content = _lines(name, raw, kind, text)
    report = Report(
        name=name,
        furniture=removed,
        content=content,
        source=text or raw["html" if kind == "html" else "text"],
        kind=kind,
        language=raw["language"],
        is_relevant=raw.get("relevant", True),
        given=str(raw.get("given", "")),
        manner=tuple(raw.get("manner", ())),
        head={key: str(value) for key, value in raw.get("head", {}).items()},
        parties=frozenset(raw.get("parties", ())),
        conference={key: str(value) for key, value in raw.get("conference", {}).items()},
        dates=tuple(str(value) for value in raw.get("dates", ())),
        sentences=raw.get("sentences", 0),
        **{key: tuple(raw.get(key, ())) for key in _TUPLES},
    )
    _check(report)
    return report


_TUPLES = ("persons", "bodies", "statements", "meetings", "missions", "challenges", "initiatives", "figures")


def _lines(name: str, raw: dict[str, Any], kind: str, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The furniture, line for line, and the content; of a line that is head and furniture, the first is the head."""
    furniture = [plain(line) for line in raw.get("furniture", ())]
    if kind == "html":
        return tuple(furniture), tuple(plain(line) for line in raw["content"])
    lines = [plain(line) for line in (text or raw["text"]).splitlines() if line.strip()]
    head = [plain(line) for line in raw.get("head_lines", ())]
    for line in (*furniture, *head):
        if line not in lines:
            raise AnnotationError(f"{name}: no such line: {line}")
    removed: list[str] = []
    content: list[str] = []
    for line in lines:
        if line in head:
            head.remove(line)
        elif line in furniture:
            removed.append(line)
        else:
            content.append(line)
    return tuple(removed), tuple(content)


def _check(report: Report) -> None:
    text = " ".join((*report.content, report.head.get("title", "")))
    for key, part in QUOTED:
        for entry in getattr(report, key):
            _check_quote(report.name, entry[part], text)
    for statement in report.statements:
        _expect(report.name, statement["verb"] in VERBS, f"verb {statement['verb']}")
        _expect(report.name, bool(statement["speakers"]), f"no speaker: {statement['content']}")
        _expect(report.name, set(statement["speakers"]) <= report.parties, f"speaker is no party: {statement}")
    for meeting in report.meetings:
        _expect(report.name, meeting["kind"] in MEETING_KINDS, f"kind {meeting['kind']}")
        _expect(report.name, set(meeting["parties"]) <= report.parties, f"party of a meeting: {meeting}")
    for challenge in report.challenges:
        _expect(report.name, challenge["kind"] in CHALLENGE_KINDS, f"kind {challenge['kind']}")
    for person in report.persons:
        _expect(report.name, find(person["name"], text) is not None, f"no such name: {person['name']}")
        _expect(
            report.name,
            find(person["capacity"].casefold(), text.casefold()) is not None,
            f"no such capacity: {person['capacity']}",
        )


def _check_quote(name: str, quote: str, text: str) -> None:
    bare, number = _numbered(quote)
    places = len(_pattern(bare).findall(plain(text)))
    _expect(name, places >= number, f"no such quote: {quote}")
    _expect(name, places == 1 or bare != quote, f"stands {places} times, say which by #1, #2: {quote}")


def _expect(name: str, holds: bool, otherwise: str) -> None:  # noqa: FBT001 - an assertion's first argument
    if not holds:
        raise AnnotationError(f"{name}: {otherwise}")
