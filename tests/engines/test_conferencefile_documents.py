"""Texts in a conference file are no longer and no deeper than a text may be, and are looked at once."""

from collections.abc import Iterator
from typing import Any

import pytest

from secretariat.documents.actions.texts import DEEPEST
from secretariat.documents.actions.texts import MOST_PARAGRAPHS as MOST_IN_THE_HOUSE
from secretariat.engines.conferencefile import Unreadable, read
from secretariat.engines.conferencefile.documents_checks import across_the_documents
from secretariat.engines.conferencefile.limits import DEEPEST_PARAGRAPH, MOST_PARAGRAPHS
from secretariat.engines.conferencefile.parsing import Keyed, Listed
from tests.engines.test_conferencefile_accreditation import HEAD

PAPER = HEAD + "documents:\n- key: draft\n  title: Draft\n"


def chain(length: int, rest: str = "") -> str:
    """Paragraphs of which each stands under the one before it."""
    rows = [
        f"  - {{key: p{at}, text: To go{f', parent: p{at - 1}' if at > 1 else ''}{rest}}}" for at in range(1, length)
    ]
    return "\n".join(rows) + "\n"


def said_of(text: str) -> list[str]:
    with pytest.raises(Unreadable) as refusal:
        read(text)
    return [f"{each.where}: {each.message % each.values}" for each in refusal.value.problems]


def test_a_text_in_a_file_may_be_what_a_text_in_the_house_may_be() -> None:
    assert (MOST_PARAGRAPHS, DEEPEST_PARAGRAPH) == (MOST_IN_THE_HOUSE, DEEPEST)
    assert len(read(f"{PAPER}  paragraphs:\n{chain(DEEPEST + 2)}").documents[0].paragraphs) == DEEPEST + 1
    assert read(f"{PAPER}  paragraphs:\n{chain(DEEPEST + 9, ', struck: true')}").documents


@pytest.mark.parametrize("place", ["paragraphs:\n", "versions:\n  - name: First\n    paragraphs:\n"])
def test_what_stands_too_deep_is_said_once_of_each_branch(place: str) -> None:
    rows = chain(200).replace("  - ", "    - ") if "versions" in place else chain(200)
    list_of = "documents[0].versions[0].paragraphs" if "versions" in place else "documents[0].paragraphs"

    assert said_of(f"{PAPER}  {place}{rows}") == [
        f"{list_of}[5].parent: paragraphs stand under each other 4 deep at most"
    ]


def test_a_text_of_too_many_paragraphs_is_refused_and_what_was_struck_does_not_count() -> None:
    rows = "  - {text: To go}\n" * MOST_PARAGRAPHS

    assert read(f"{PAPER}  paragraphs:\n{rows}  - {{text: Gone, struck: true}}\n").documents
    assert said_of(f"{PAPER}  paragraphs:\n{rows}  - {{text: One more}}\n") == [
        "documents[0].paragraphs: a text has at most 2000 paragraphs; this one has 2001"
    ]


class Told(Listed):
    """A list that counts how often it is gone through."""

    times = 0

    def __iter__(self) -> Iterator[Any]:
        type(self).times += 1
        return super().__iter__()


def _paragraphs_gone_through(count: int) -> int:
    data, document = Keyed(), Keyed()
    rows = Told()
    for place in range(count):
        row = Keyed()
        row.update({"key": f"p{place}", "text": "To go", "parent": "p0"} if place else {"key": "p0", "text": "Calls:"})
        row.lines.update(dict.fromkeys(row, 1))
        rows.append(row)
    rows.lines.extend([1] * count)
    document.update({"key": "draft", "paragraphs": rows})
    documents = Listed()
    documents.append(document)
    documents.lines.append(1)
    data["documents"] = documents
    document.lines.update(dict.fromkeys(document, 1))
    data.lines["documents"] = 1
    Told.times = 0
    assert not list(across_the_documents(data))
    return Told.times


def test_a_long_text_is_gone_through_as_often_as_a_short_one() -> None:
    assert _paragraphs_gone_through(200) == _paragraphs_gone_through(20)
