"""Hostile files and texts cost bounded time and memory, run nothing, fetch nothing and show harmlessly."""

import io
import socket
import subprocess
import sys
import threading
import zipfile

import pytest

from secretariat.engines import reading
from secretariat.engines.reading import bounds, models, opening
from secretariat.engines.reading.report import READ_LIMIT

PAGE = "<html><body><article><p>{}</p></article></body></html>"
SENTENCE = "The two ministers met in Amman on Monday and discussed the return of refugees."


def outcome(data: bytes, name: str) -> str:
    """Open and read a file within bounds, and say how it went: "read", or the code it is refused with."""
    try:
        opened = reading.open_bounded(data, name, seconds=30)
        read = reading.read_bounded(opened, seconds=30)
    except models.Unopenable as refused:
        return refused.code
    return "read" if len(read.text) <= READ_LIMIT else "too long"


def test_control_characters_are_made_visible_and_ordinary_marks_are_kept() -> None:
    assert reading.visible("a\x00b\x1bc\u202ed\u2066e") == "a⟦NUL⟧b⟦ESC⟧c⟦RLO⟧d⟦LRI⟧e"
    assert reading.visible("tab\tand\r\nline\u2028more") == "tab\tand\nline\nmore"
    assert reading.visible("می\u200cخواهم") == "می\u200cخواهم"
    assert reading.visible("Rus\u00adsia\ufeff") == "Russia"
    assert reading.visible("\ud800\U000e0041") == "⟦U+D800⟧⟦U+E0041⟧"


def test_the_text_of_a_reading_is_visible_and_its_offsets_hold() -> None:
    words = f"Ministers meet\nJordan \u202ewelcomed\u202c the offer of Norway.\n{SENTENCE}"

    read = reading.read(reading.open_report(words.encode(), "a.txt"))

    assert "\u202e" not in read.text
    assert "⟦RLO⟧" in read.text
    for party in read.parties:
        assert read.text[party.span.start : party.span.end] in {"Jordan", "Norway"}


def test_scripts_and_formulas_are_text_or_gone() -> None:
    page = PAGE.format(SENTENCE + "<script>alert('x')</script><img src=x onerror=alert(1)>")
    plain = "Title of it\n<script>alert(1)</script> said the minister of Jordan to the envoy of Norway.\n=cmd()|' /C calc'!A0"

    assert "alert" not in reading.open_report(page.encode(), "a.html").text
    assert "<script>alert(1)</script>" in reading.open_report(plain.encode(), "a.txt").text


def test_nothing_is_fetched_whatever_a_page_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError("the network was called")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = (
        '<!DOCTYPE html SYSTEM "http://example.org/x.dtd"><html><head><link rel="canonical" href="http://example.org/a">'
        '<meta http-equiv="refresh" content="0;url=http://example.org/"><base href="http://example.org/"></head>'
        f'<body><iframe src="http://example.org/"></iframe><article><p>{SENTENCE}</p></article></body></html>'
    )

    opened = reading.open_report(page.encode(), "a.html")

    assert SENTENCE in opened.text


def test_an_entity_bomb_in_a_word_file_does_not_unfold() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)
    )
    body = f'<?xml version="1.0"?>{bomb}]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "word/document.xml", body + "<w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
        )

    with pytest.raises(models.Unopenable) as refused:
        reading.open_bounded(buffer.getvalue(), "a.docx")

    assert refused.value.code in {"broken", "too_much", "too_large", "no_text"}


def test_a_zip_bomb_named_docx_is_too_large() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\x20" * 150_000_000)

    with pytest.raises(models.Unopenable) as refused:
        reading.open_report(buffer.getvalue(), "a.docx")

    assert refused.value.code == "too_large"


def test_a_page_nested_a_hundred_thousand_deep_is_bounded() -> None:
    page = "<html><body>" + "<div>" * 100_000 + SENTENCE + "</div>" * 100_000 + "</body></html>"

    assert outcome(page.encode(), "a.html") in {"read", "too_slow", "too_much", "no_text", "broken"}


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "(",
        '"',
        "“",
        "the ",
        "said that ",
        "The minister of ",
        "1",
        "1,000 ",
        ", ",
        ".",
        "-",
        "and that ",
        "\u202e",
        "A. ",
        "a\n",
        "Iraq said Iran said ",
        "Mr. X, ",
    ],
)
def test_two_megabytes_of_one_thing_open_and_read_within_bounds(piece: str) -> None:
    data = (piece * (1_900_000 // len(piece.encode()))).encode()

    assert outcome(data, "a.txt") in {"read", "no_text", "too_large"}


def test_a_long_text_is_read_to_its_limit_and_says_so() -> None:
    opened = models.Opened(text="\n".join([SENTENCE] * 4000), head=models.Title(), kind="txt")

    read = reading.read(opened)

    assert "cut" in read.notes
    assert len(read.text) <= READ_LIMIT


def test_what_takes_too_long_is_too_slow() -> None:
    with pytest.raises(models.Unopenable) as refused:
        reading.open_bounded(SENTENCE.encode(), "a.txt", seconds=0.001)

    assert refused.value.code == "too_slow"


def test_what_needs_too_much_memory_is_too_much() -> None:
    # As long as a text may be: the less it needs, the likelier a library gets along without what it was refused.
    page = PAGE.format((SENTENCE + "<b>x</b>") * 23_000)

    with pytest.raises(models.Unopenable) as refused:
        reading.open_bounded(page.encode(), "a.html", memory=96 * 1024 * 1024, seconds=30)

    assert refused.value.code == "too_much"


def test_the_bounded_way_gives_what_the_plain_way_gives_also_from_a_thread() -> None:
    data = f"Ministers meet\n3 March 2031\n{SENTENCE}\n".encode()
    known = (models.KnownParty("XX-1", ("Return Forum",), is_state=False),)
    found: list[tuple[models.Opened, models.Reading]] = []

    def work() -> None:
        opened = reading.open_bounded(data, "a.txt")
        found.append((opened, reading.read_bounded(opened, parties=known, published="2031-03-04")))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    opened = reading.open_report(data, "a.txt")

    assert found == [(opened, reading.read(opened, parties=known, published="2031-03-04"))]


def test_a_refusal_crosses_from_the_child_with_its_code() -> None:
    for data, name, code in ((b"", "a.txt", "empty"), (b"x", "a.pdf", "broken"), (b"x", "a.exe", "unknown_kind")):
        with pytest.raises(models.Unopenable) as refused:
            reading.open_bounded(data, name)
        assert refused.value.code == code


def test_a_file_over_the_limit_never_reaches_the_child() -> None:
    with pytest.raises(models.Unopenable) as refused:
        reading.open_bounded(b"x" * (opening.FILE_LIMIT + 1), "a.txt", seconds=0.001)

    assert refused.value.code == "too_large"


def test_a_file_is_opened_and_read_in_one_process_as_in_two_steps() -> None:
    data = f"Ministers meet\n3 March 2031\n{SENTENCE}\n".encode()
    known = (models.KnownParty("XX-1", ("Return Forum",), is_state=False),)

    once = reading.read_file_bounded(data, "a.txt", parties=known, published="2031-03-04")

    assert once == reading.read(reading.open_report(data, "a.txt"), parties=known, published="2031-03-04")


def test_opening_and_reading_share_one_budget_and_the_refusals() -> None:
    cases = ((b"", "a.txt", 5.0, "empty"), (b"x", "a.pdf", 5.0, "broken"), (b"x y", "a.txt", 0.001, "too_slow"))
    for data, name, seconds, code in cases:
        with pytest.raises(models.Unopenable) as refused:
            reading.read_file_bounded(data, name, seconds=seconds)
        assert refused.value.code == code


def test_the_child_sees_nothing_of_the_environment_of_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "kept-from-strangers")
    monkeypatch.setenv("DATABASE_URL", "postgres://nobody@nowhere/nothing")
    # Python itself sets LC_CTYPE where there is no locale at all.
    told = 'import json, os, sys; sys.stdin.read(); names = sorted(set(os.environ) - {"LC_CTYPE"}); '
    monkeypatch.setattr(bounds, "_START", told + 'print(json.dumps({"refused": " ".join(names)}))')

    with pytest.raises(models.Unopenable) as refused:
        reading.read_file_bounded(SENTENCE.encode(), "a.txt")

    assert refused.value.code == ""


def test_the_web_process_loads_none_of_the_libraries_that_open_files() -> None:
    heavy = ("trafilatura", "dateparser", "pypdf", "docx", "lxml", "charset_normalizer")
    program = f"import sys, secretariat.engines.reading; print([name for name in {heavy} if name in sys.modules])"

    # The interpreter is this one and the program stands above.
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603

    assert done.stdout.strip() == "[]"
