"""Typst texts in, PDF and pictures out."""

import io
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from secretariat.engines.paper import Bounds, Unprintable, direction_of, draw, lay_out, mark, printable, script_of


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_text_becomes_a_pdf_with_the_data_it_reads() -> None:
    pdf = lay_out('#let data = json("data.json")\nDelegates of #data.party', {"party": "Lebanon"})

    assert pdf.startswith(b"%PDF-")
    assert text_of(pdf) == "Delegates of Lebanon"


def test_pages_become_pictures_of_their_size() -> None:
    pages = draw("#set page(width: 90mm, height: 130mm)\na #pagebreak() b", {}, dots=100)

    assert [Image.open(io.BytesIO(page)).size for page in pages] == [(354, 512), (354, 512)]


def test_files_are_read_by_their_names() -> None:
    files = {"dot.png": mark("X"), "words.typ": b'#let greeting = "Welcome"'}

    pdf = lay_out('#import "words.typ": greeting\n#greeting #image("dot.png", width: 2cm)', {}, files)

    page = PdfReader(io.BytesIO(pdf)).pages[0]
    assert page.extract_text().strip() == "Welcome"
    assert len(page.images) == 1


@pytest.mark.parametrize("name", ["main.typ", "data.json", "../x", "a/b", "/etc/x", "a\\b", "..", ""])
def test_a_name_that_leads_elsewhere_is_no_name(name: str) -> None:
    with pytest.raises(ValueError, match="no name for a file"):
        lay_out("x", {}, {name: b"x"})


def test_what_is_hostile_is_data_and_never_code() -> None:
    hostile = '<b>"=1+1\' #read("/etc/passwd") #panic() $x$ \\ @ref `raw` *bold* _it_ [x] // --- ~ https://x.org'

    pdf = lay_out('#set page(width: auto)\n#json("data.json")', hostile)

    assert text_of(pdf) == hostile


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Amal\t  Haddad\n", "Amal Haddad"),
        ("Amal 🕊️ Haddad", "Amal Haddad"),
        ("👩‍👩‍👧", "\u200d\u200d"),
        ("أمل حدّاد", "أمل حدّاد"),
        ("می‌خواهم", "می‌خواهم"),
        ("王小明", "王小明"),
        ("ქართული", ""),
        ("a\u202eb\x00c\ud800", "abc"),
        ("№ 7 °", "№ 7 °"),
        ("é", "é"),
    ],
)
def test_what_no_font_has_is_left_out(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_scripts_and_directions_are_told_by_letters() -> None:
    names = ["Amal", "أمل", "Амаль", "王", "やまだ 太郎", "太郎", "김", "12"]

    assert [script_of(name) for name in names] == [
        "latin",
        "arabic",
        "cyrillic",
        "chinese",
        "japanese",
        "chinese",
        "korean",
        "",
    ]
    assert [direction_of(text) for text in ("12 أمل", "12 Amal", "", "٣")] == ["rtl", "ltr", "ltr", "ltr"]


def test_a_code_holds_the_modules_of_its_text_and_a_quiet_zone() -> None:
    import segno  # noqa: PLC0415

    text = "S1" + "A" * 250
    picture = Image.open(io.BytesIO(mark(text))).convert("L")

    wide = picture.size[0]
    pixels = [[picture.getpixel((x, y)) == 0 for x in range(wide)] for y in range(wide)]
    expected = segno.make(text, mask=3, error="m", boost_error=False, micro=False)
    assert [[bool(each) for each in row] for row in expected.matrix_iter(border=4)] == pixels
    assert expected.error == "M"
    assert not any(pixels[0])


def test_a_text_that_is_too_long_for_a_code_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        mark("A" * 1001)


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("a\nb\n#foo()", 3, "unknown variable: foo"),
        ("#let x =\n", 1, "expected expression"),
        ('\n#json("data.json").name', 2, 'does not contain key "name"'),
        ('\n\n#panic("the badge has no name")', 3, "the badge has no name"),
        ('#let f(x) = panic("deep")\n\n\n#f(1)', 4, "deep"),
    ],
)
def test_a_fault_is_told_with_the_line_and_what(source: str, line: int, said: str) -> None:
    with pytest.raises(Unprintable) as told:
        lay_out(source, {})

    assert (told.value.code, told.value.line) == ("wrong", line)
    assert said in told.value.sentence


def test_a_fault_in_a_file_beside_is_told_at_the_line_that_called_it() -> None:
    beside = {"house.typ": b"#let fit(x) = {\n  x.nothing\n}"}

    with pytest.raises(Unprintable) as told:
        lay_out('#import "house.typ": *\n\n#fit((a: 1))', {}, beside)

    assert told.value.line == 3


def test_a_fault_tells_no_folder_of_the_machine() -> None:
    for source in ('#read("/etc/passwd")', '#image("nothing.png")', '#import "other.typ": x', '#plugin("a.wasm")'):
        with pytest.raises(Unprintable) as told:
            lay_out(source, {})

        assert told.value.sentence == "file not found"
        assert told.value.line == 1


def test_nothing_outside_of_the_folder_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    steps = "../" * 12

    for path in (str(secret), f"{steps}{str(secret)[1:]}", f"packages/{steps}etc/passwd", "../../etc/hostname"):
        for way in ("read", "json", "image", "csv", "plugin"):
            with pytest.raises(Unprintable) as told:
                lay_out(f'#{way}("{path}")', {})
            assert "secret words" not in str(told.value)


def test_bounds_are_kept() -> None:
    with pytest.raises(Unprintable, match="too_large"):
        lay_out("#for i in range(20) [x #pagebreak()]", {}, bounds=Bounds(pages=10))
    with pytest.raises(Unprintable, match="too_large"):
        draw("#for i in range(20) [x #pagebreak()]", {}, bounds=Bounds(pages=10))
    with pytest.raises(Unprintable, match="too_large"):
        lay_out("x", {}, bounds=Bounds(size=1000))
    with pytest.raises(Unprintable, match="too_large"):
        lay_out("x" * 100_001, {})
