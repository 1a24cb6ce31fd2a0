"""Paragraphs are recognised in documents that other programs and people made."""

import docx
import pytest

from secretariat.engines.manuscripts import read_file
from tests.engines.manuscripts.made import element, saved, seen


def test_a_resolution_as_it_is_typed() -> None:
    found = seen(
        "Recalling the Charter of the United Nations,",
        "Deeply concerned at the suffering of refugees,",
        "1. Calls upon all parties:",
        "(a) To remove obstacles;",
        "(i) At crossings;",
        "(ii) At offices;",
        "(b) To report;",
        "2. Decides to meet again.",
    )

    assert [each[:3] for each in found] == [
        ("preambular", 0, ""),
        ("preambular", 0, ""),
        ("operative", 0, "1"),
        ("operative", 1, "a"),
        ("operative", 2, "i"),
        ("operative", 2, "ii"),
        ("operative", 1, "b"),
        ("operative", 0, "2"),
    ]
    assert found[3][3] == "To remove obstacles;"


@pytest.mark.parametrize(
    ("preamble", "decision"),
    [
        ("Rappelant la Charte,", "Décide de se réunir."),
        ("Recordando la Carta,", "Decide reunirse."),
        ("Ссылаясь на Устав,", "Постановляет собраться."),
        ("إذ يشير إلى الميثاق،", "تقرر الاجتماع."),
        ("إِذْ يشير إلى الميثاق،", "يدعو إلى الاجتماع."),
        ("回顾《宪章》，", "决定再次开会。"),
        ("Également rappelant la Charte,", "Prie le Secrétaire général."),
        ("Profundamente preocupada por la situación,", "Exhorta a todos."),
        ("Вновь подтверждая Устав,", "Вновь подтверждает Устав."),
    ],
)
def test_the_word_with_which_it_opens_says_what_it_is(preamble: str, decision: str) -> None:
    assert [each[0] for each in seen(preamble, decision)] == ["preambular", "operative"]


@pytest.mark.parametrize(
    ("line", "number", "words"),
    [
        ("OP3. Calls for peace", "OP3", "Calls for peace"),
        ("OP3 bis: Calls for peace", "OP3 bis", "Calls for peace"),
        ("OP3-Calls for peace", "OP3", "Calls for peace"),
        ("OP 3 - calls for peace", "OP 3", "calls for peace"),
        ("op 12 Calls", "op 12", "Calls"),
        ("١٢- يدعو", "12", "يدعو"),
        ("٣ - يدعو", "3", "يدعو"),
        ("۴. می‌خواهد", "4", "می‌خواهد"),
        ("1.决定再次开会", "1", "决定再次开会"),
        ("2、决定", "2", "决定"),
        ("3) Decides", "3", "Decides"),
    ],
)
def test_numbers_are_known_as_people_type_them(line: str, number: str, words: str) -> None:
    assert seen(line) == [("operative", 0, number, words)]


@pytest.mark.parametrize(
    "line",
    [
        "2020 was a hard year.",
        "(The text was agreed.)",
        "3.5 million people returned.",
        "3-year plans are made.",
        "20-foot containers came.",
        "20–foot containers came.",
        "2011 – 2020 was a decade of war.",
        "2011 – the first year.",
        "1.5 - 2 million people returned.",
        "10 - 12 people returned.",
        "1951-Convention states met.",
        "OP 20 million returned.",
        "OP 3.5 million returned.",
        "OP 20-foot containers came.",
        "OP 20,000 homes stand.",
        "OP 20 – 30 homes stand.",
        "٢٠١١ – ٢٠٢٠ كان عقدا.",
    ],
)
def test_what_only_looks_like_a_number_is_none(line: str) -> None:
    found = seen("1. Decides", line)

    assert found[1] == ("plain", 0, "", line)


def test_what_was_taken_off_the_words_is_told() -> None:
    document = docx.Document()
    document.add_paragraph("3 – Calls for peace.")
    document.add_paragraph("Decides.", style="List Number")

    assert [each.typed for each in read_file(saved(document)).items] == ["3 –", ""]


def test_preambular_paragraphs_may_be_named_and_lettered_in_any_script() -> None:
    found = seen("PP1 Recalling the Charter,", "1. يدعو:", "(أ) إلى العودة؛", "(ب) إلى السلام؛")

    assert [each[:3] for each in found] == [
        ("preambular", 0, "PP1"),
        ("operative", 0, "1"),
        ("operative", 1, "أ"),
        ("operative", 1, "ب"),
    ]


def test_after_h_comes_the_letter_i_and_not_the_roman_one() -> None:
    lines = ["1. Calls:", *(f"({letter}) To do;" for letter in "abcdefghij")]

    assert [each[1] for each in seen(*lines)] == [0, *[1] * 10]


def test_figures_with_points_say_how_deep_they_stand() -> None:
    found = seen("1. Return", "1.1. Calls for return", "1.1.1. To homes", "1.2. Calls for safety", "2. Peace")

    assert [each[1] for each in found] == [0, 1, 2, 1, 0]


def test_a_preamble_that_is_numbered_is_a_preamble_still() -> None:
    found = seen("1. Recalling the Charter,", "2. Noting the report,", "3. Decides to meet.")

    assert [each[0] for each in found] == ["preambular", "preambular", "operative"]


def test_lists_that_word_counts_are_read_with_their_levels() -> None:
    document = docx.Document()
    document.add_paragraph("Recalling the Charter,")
    document.add_paragraph("Calls upon all:", style="List Number")
    document.add_paragraph("To go;", style="List Bullet")
    document.add_paragraph("Decides.", style="List Number")

    found = read_file(saved(document)).items

    assert [(each.kind, each.depth, each.number) for each in found] == [
        ("preambular", 0, ""),
        ("operative", 0, "1."),
        ("operative", 1, "•"),
        ("operative", 0, "2."),
    ]


def test_headings_and_titles_are_known_by_their_style_or_by_being_short() -> None:
    document = docx.Document()
    document.add_heading("Draft statement", 0)
    document.add_heading("Return", 2)
    document.add_paragraph().add_run("Reconstruction").bold = True
    document.add_paragraph("1. Calls for return.")

    found = read_file(saved(document)).items

    assert [(each.kind, each.why) for each in found] == [
        ("", "title"),
        ("heading", "style"),
        ("heading", "short"),
        ("operative", "number"),
    ]


def test_a_short_line_that_ends_no_sentence_is_a_heading_unless_it_is_the_last() -> None:
    found = seen("Return and reconstruction", "1. Calls for return.", "Damascus, 12 November 2020")

    assert [each[0] for each in found] == ["heading", "operative", "plain"]


def test_changes_are_read_as_accepted_and_counted() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("1. Calls for ")
    added, gone = element("w:ins", id="1", author="A"), element("w:del", id="2", author="A")
    run, words = element("w:r"), element("w:t")
    words.text = "safe return"
    run.append(words)
    added.append(run)
    run, words = element("w:r"), element("w:delText")
    words.text = "return"
    run.append(words)
    gone.append(run)
    paragraph._p.extend([added, gone])
    reference = element("w:r")
    reference.append(element("w:commentReference", id="0"))
    paragraph._p.append(reference)

    found = read_file(saved(document))

    assert [each.words for each in found.items] == ["Calls for safe return"]
    assert {note.code: note.count for note in found.notes} == {"tracked": 2, "comments": 1}


def test_what_is_left_out_is_said() -> None:
    document = docx.Document()
    document.add_paragraph("1. Decides.")
    document.add_table(1, 1).cell(0, 0).text = "in a table"
    document.add_paragraph()._p.append(element("w:drawing"))
    hidden = document.add_paragraph("2. Calls.").add_run("secret")
    hidden.font.hidden = True

    found = read_file(saved(document))

    assert [each.words for each in found.items] == ["Decides.", "Calls."]
    assert {note.code: note.count for note in found.notes} == {"tables": 1, "pictures": 1, "hidden": 1}
