"""A text goes out as a Word document and comes back as it was."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from secretariat.engines.manuscripts import Item, Manuscript, write
from secretariat.engines.manuscripts.reading import read
from tests.engines.manuscripts.made import as_items, as_written

ITEMS = (
    Item("p1", "preambular", "Recalling the Charter,"),
    Item("p2", "heading", "Return"),
    Item("p3", "operative", "Calls upon all:", 0, is_numbered=True),
    Item("p4", "operative", "To remove obstacles;", 1, is_numbered=True),
    Item("p5", "operative", "To report:\nevery year;", 2, is_numbered=True),
    Item("p6", "plain", "A line between.", 0),
    Item("p7", "plain", "Under it.", 1, is_numbered=True),
    Item("p8", "operative", "Décide de se réunir.", 0, is_numbered=True, language="fr"),
)
WORDS = {"en": "Final statement", "ar": "البيان الختامي", "zh": "最后声明"}


def told(language: str = "en", items: tuple[Item, ...] = ITEMS) -> Manuscript:
    return Manuscript(
        language, WORDS[language], "A/CONF.1/L.2", "Conference", (("Distribution", "General"),), items, ("Adopted.",)
    )


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_a_text_comes_back_as_it_was(language: str) -> None:
    found = read(write(told(language)))

    assert as_items(found) == as_written(ITEMS)
    assert found.language == language
    assert found.notes == ()


def test_numbers_are_words_own_and_begin_anew_under_what_is_not_counted() -> None:
    found = read(write(told()))

    assert [each.number for each in found.items if each.kind] == ["", "", "1.", "(a)", "(i)", "", "(a)", "2."]


def test_paragraphs_have_styles_and_a_bookmark_with_their_name() -> None:
    document = docx.Document(io.BytesIO(write(told())))

    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles[:4] == ["Text masthead"] * 4
    assert styles[4:7] == ["Text preambular paragraph", "Text heading", "Text operative paragraph"]
    assert styles[-1] == "Text closing"
    marks = [each.get(qn("w:name")) for each in document.element.body.iter(qn("w:bookmarkStart"))]
    assert marks == [f"paragraph_p{number}" for number in range(1, 9)]


def test_a_paragraph_says_of_which_text_it_was() -> None:
    written = Manuscript("en", "Final statement", items=ITEMS, origin="0a1b2c3d")

    found = read(write(written))
    assert as_items(found) == as_written(ITEMS)
    assert {each.origin for each in found.items} == {"0a1b2c3d"}
    assert {each.origin for each in read(write(told())).items} == {""}
    longest = Item("k" * 20, "plain", "Words.")
    assert read(write(replace(written, items=(longest,)))).items[0].key == longest.key


def test_arabic_runs_from_the_right_and_says_its_language() -> None:
    document = docx.Document(io.BytesIO(write(told("ar"))))

    paragraph = document.paragraphs[4]._p
    assert paragraph.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    properties = paragraph.find(f"{qn('w:r')}/{qn('w:rPr')}")
    assert properties.find(qn("w:rtl")) is not None
    assert properties.find(qn("w:lang")).get(qn("w:bidi")) == "ar-SA"
    french = document.paragraphs[11]._p
    assert french.find(f"{qn('w:pPr')}/{qn('w:bidi')}").get(qn("w:val")) == "0"
    assert document.sections[0]._sectPr.find(qn("w:bidi")) is not None


def test_the_direction_stands_where_the_schema_of_word_wants_it() -> None:
    document = docx.Document(io.BytesIO(write(told("ar"))))

    later = {qn(f"w:{name}") for name in ("spacing", "ind", "outlineLvl", "docGrid")}
    holders = [*document.element.iter(qn("w:pPr")), *document.styles.element.iter(qn("w:pPr"))]
    turned = [
        [each.tag for each in holder]
        for holder in [*holders, document.sections[0]._sectPr]
        if holder.find(qn("w:bidi")) is not None
    ]
    assert len(turned) > 10
    assert all(not later & set(tags[: tags.index(qn("w:bidi"))]) for tags in turned)


def test_no_person_and_no_time_is_in_the_file() -> None:
    data = write(told())

    known = docx.Document(io.BytesIO(data)).core_properties
    assert (known.author, known.last_modified_by, known.comments) == ("", "", "")
    assert (known.title, known.subject, known.language) == ("Final statement", "A/CONF.1/L.2", "en-GB")
    assert {part.date_time[0] for part in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {1980}
    assert data == write(told())


def test_what_xml_cannot_hold_is_left_out() -> None:
    found = read(write(told(items=(Item("p1", "plain", "a\x00b\ud800c<&>"),))))

    assert as_items(found) == [("plain", "abc<&>", 0, "p1")]


@st.composite
def texts(draw: st.DrawFn) -> tuple[Item, ...]:
    """Up to eight paragraphs, each at most one deeper than the one before it."""
    made: list[Item] = []
    letters = st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), exclude_characters="\ufffe\uffff")
    words = st.lists(st.text(letters, min_size=1, max_size=8), min_size=1, max_size=4)
    for place in range(draw(st.integers(1, 8))):
        deepest = made[-1].depth + 1 if made else 0
        depth = draw(st.integers(0, min(deepest, 4)))
        kind = draw(st.sampled_from(["heading", "preambular", "operative", "plain"]))
        is_numbered = kind != "heading" and (depth > 0 or kind == "operative")
        said = draw(st.sampled_from([" ", "\n"])).join(draw(words))
        made.append(Item(f"p{place}", kind, said, depth, is_numbered=is_numbered))
    return tuple(made)


@settings(max_examples=60, deadline=None)
@given(texts())
def test_every_text_comes_back(items: tuple[Item, ...]) -> None:
    assert as_items(read(write(told(items=items)))) == as_written(items)
