"""What a file may say in other words is put into those of the models, before they judge it."""

from collections.abc import Iterator, Mapping
from typing import Any

from secretariat.engines.conferencefile.parsing import Keyed, Listed
from secretariat.engines.conferencefile.preparing_documents import prepared_document
from secretariat.engines.conferencefile.preparing_follow_up import prepared_figure, prepared_pledge
from secretariat.engines.conferencefile.problems import N_, Path, Problem, shortened, spoken
from secretariat.engines.conferencefile.record import OBSTACLES_IN_OTHER_WORDS
from secretariat.engines.conferencefile.writing import FORMAT


def prepared(data: Keyed, names: Mapping[str, str]) -> Iterator[Problem]:
    """Settle what the models do not know of: the name of the format, other words for a key, one item for a list."""
    given = data.get("format", FORMAT)
    if given != FORMAT:
        values = {"format": FORMAT, "given": shortened(given)}
        yield Problem(data.lines["format"], "format", N_("this must be %(format)s, not %(given)s"), values)
    yield from _renamed_sections(data, names)
    for path, invitation in _rows(data, "invitations"):
        message = N_("level is another word for capacity; only one may stand here")
        yield from _renamed(invitation, path, ("level", "capacity"), message)
    for path, mission in _rows(data, "missions"):
        message = N_("month is another word for from; only one may stand here")
        yield from _renamed(mission, path, ("month", "from"), message)
        _listed(mission, "reported_back")
    for _path, meeting in _rows(data, "meetings"):
        _listed(meeting, "visitors")
    for _path, obstacle in _rows(data, "obstacles"):
        _known_again(obstacle)
    yield from _prepared_follow_up(data)
    for path, document in _rows(data, "documents"):
        yield from prepared_document(document, path)


def _prepared_follow_up(data: Keyed) -> Iterator[Problem]:
    for path, pledge in _rows(data, "pledges"):
        yield from prepared_pledge(pledge, path)
    for path, figure in _rows(data, "figures"):
        yield from prepared_figure(figure, path)


def _rows(data: Keyed, section: str) -> Iterator[tuple[Path, Keyed]]:
    rows: Any = data.get(section)
    for number, row in enumerate(rows if isinstance(rows, Listed) else []):
        if isinstance(row, Keyed):
            yield (section, number), row


def _renamed(row: Keyed, path: Path, words: tuple[str, str], message: str) -> Iterator[Problem]:
    word, key = words
    if word not in row:
        return
    if key in row:
        yield Problem(row.lines[word], spoken((*path, word)), message)
    row[key], row.lines[key] = row.pop(word), row.lines[word]


def _renamed_sections(data: Keyed, names: Mapping[str, str]) -> Iterator[Problem]:
    for name, section in names.items():
        if name in data and section in data:
            message = N_("%(name)s is another word for %(section)s; only one may stand here")
            yield Problem(data.lines[name], name, message, {"name": name, "section": section})
            del data[name]
        elif name in data:
            data[section], data.lines[section] = data.pop(name), data.lines[name]


def _listed(row: Keyed, key: str) -> None:
    alone = row.get(key)
    if isinstance(alone, Keyed):
        row[key] = Listed()
        row[key].append(alone)
        row[key].lines.append(row.lines[key])


def _known_again(obstacle: Keyed) -> None:
    """Give an obstacle its kind where it is called by another name; no wording is lost."""
    words = obstacle.get("kind")
    kind = OBSTACLES_IN_OTHER_WORDS.get(words) if isinstance(words, str) else None
    if kind is None:
        return
    obstacle["kind"] = kind
    if obstacle.get("text") is None:
        obstacle["text"] = {"en": words}
        obstacle.lines["text"] = obstacle.lines["kind"]
