"""A file of any kind becomes clean text with its head matter, or is refused with the reason."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import pypdf
import pytest

from secretariat.engines import reading
from secretariat.engines.reading import models, opening

STORY = (
    "Ministers meet in Amman\nAMMAN, 3 March 2031 (Petra) – The two ministers met in Amman and discussed refugees.\n"
)


def code_of(data: bytes, name: str) -> str:
    """Return the code with which a file is refused."""
    with pytest.raises(models.Unopenable) as refused:
        reading.open_report(data, name)
    return refused.value.code


def pdf_of(*lines: str) -> bytes:
    """Write a PDF of one page by hand, with a line of text for each argument, or with none."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 12 Tf 40 700 Td {shown} ET".encode("latin-1") if lines else b"0 0 m 10 10 l S"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length " + str(len(stream)).encode() + b" >>\nstream\n" + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    foot = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n".encode()
    return out + head + table + foot


def docx_of(*paragraphs: str) -> bytes:
    """Write a Word file with these paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_text_gives_its_title_publisher_and_day() -> None:
    opened = reading.open_report(STORY.encode(), "story.txt")

    assert opened.kind == "txt"
    assert opened.head.title == "Ministers meet in Amman"
    assert opened.head.publisher == "Petra"
    assert opened.head.published == "2031-03-03"
    assert opened.notes == ()


def test_byline_and_day_on_lines_of_their_own_go_into_the_head() -> None:
    words = "Donors meet again\nBy Ingrid Solheim\nJune 11, 2032\nThe donors met in Paris and spoke of the camps for an hour.\n"

    opened = reading.open_report(words.encode(), "a.txt")

    assert (opened.head.byline, opened.head.published) == ("Ingrid Solheim", "2032-06-11")
    assert "Ingrid Solheim" not in opened.text


def test_a_first_line_that_is_a_whole_sentence_is_a_title_only_where_it_is_repeated() -> None:
    first = "The president received the Russian envoy in his office on Monday to speak of the conference."

    alone = reading.open_report(f"{first}\nThey spoke for more than two hours about it.\n".encode(), "a.txt")
    twice = reading.open_report(f"{first}\nThey spoke for more than two hours.\n{first}\n".encode(), "a.txt")

    assert alone.head.title == ""
    assert twice.head.title == first.rstrip(".")
    assert [line.rule for line in twice.furniture] == ["repeated-title"]


@pytest.mark.parametrize(
    ("encoding", "is_guessed"),
    [
        ("utf-8", False),
        ("utf-8-sig", False),
        ("utf-16", False),
        ("cp1251", True),
        ("koi8-r", True),
        ("utf-16-le", True),
    ],
)
def test_russian_is_read_in_every_usual_encoding(encoding: str, is_guessed: bool) -> None:
    words = "Министр иностранных дел принял посла Китая. Стороны обсудили подготовку конференции по беженцам."

    opened = reading.open_report(words.encode(encoding), "a.txt")

    assert "Министр иностранных дел" in opened.text
    assert ("encoding_guessed" in opened.notes) is is_guessed


def test_arabic_and_french_of_old_encodings_are_read() -> None:
    arabic = "استقبل وزير الخارجية المبعوث الخاص وبحث الجانبان التحضيرات للمؤتمر الدولي"
    french = (
        "Le ministre des Affaires étrangères a reçu l'ambassadeur à Genève, où il a été décidé de réunir les délégués."
    )

    assert "وزير الخارجية" in reading.open_report(arabic.encode("cp1256"), "a.txt").text
    assert "Affaires étrangères a reçu" in reading.open_report(french.encode("cp1252"), "a.txt").text


def test_an_empty_file_is_refused() -> None:
    assert code_of(b"", "a.txt") == "empty"
    assert code_of(b" \n\t\x00 ", "a.txt") == "empty"
    assert code_of(b"\xef\xbb\xbf", "a.html") == "empty"


def test_fifty_megabytes_of_text_are_refused() -> None:
    assert code_of(b"word " * 10_000_000, "a.txt") == "too_large"
    assert code_of(b"word " * (opening.TEXT_LIMIT // 4), "a.txt") == "too_large"


def test_bytes_that_are_no_text_are_refused() -> None:
    assert code_of(bytes(range(128, 256)) * 40, "a.txt") == "wrong_encoding"
    assert code_of(b"\x00\x01\x02\x03" * 200, "a.txt") == "wrong_encoding"


def test_an_unknown_ending_is_refused() -> None:
    assert code_of(b"MZ\x90\x00", "setup.exe") == "unknown_kind"
    assert code_of(b"\x89PNG\r\n", "picture.png") == "unknown_kind"


def test_a_pdf_gives_its_text_with_lines_joined() -> None:
    opened = reading.open_report(pdf_of("Ministers meet in Amman", "The two ministers met in Amman."), "a.pdf")

    assert opened.kind == "pdf"
    assert "The two ministers met in Amman." in opened.text


def test_a_pdf_of_pictures_has_no_text() -> None:
    assert code_of(pdf_of(), "scan.pdf") == "no_text"


def test_a_pdf_with_a_password_stays_shut() -> None:
    writer = pypdf.PdfWriter()
    writer.append(pypdf.PdfReader(io.BytesIO(pdf_of("Secret"))))
    writer.encrypt("password")
    buffer = io.BytesIO()
    writer.write(buffer)

    assert code_of(buffer.getvalue(), "secret.pdf") == "protected"


def test_a_pdf_in_name_alone_or_cut_in_half_is_broken() -> None:
    assert code_of(b"This is no PDF at all.", "a.pdf") == "broken"
    assert code_of(b"%PDF-1.7\n1 0 obj\n<< /Type", "a.pdf") == "broken"


def test_a_word_file_gives_its_paragraphs_and_those_of_tables() -> None:
    opened = reading.open_report(docx_of("Ministers meet in Amman", "The two ministers met on Monday."), "a.docx")

    assert opened.kind == "docx"
    assert opened.text.split("\n") == ["Ministers meet in Amman", "The two ministers met on Monday."]


def test_a_zip_named_docx_is_broken_and_one_named_txt_is_of_unknown_kind() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("hello.txt", "hello")

    assert code_of(buffer.getvalue(), "a.docx") == "broken"
    assert code_of(buffer.getvalue(), "a.txt") == "unknown_kind"
    assert code_of(b"PK\x03\x04 and nothing more", "a.docx") == "broken"


def test_an_empty_word_file_has_no_text() -> None:
    assert code_of(docx_of(), "a.docx") == "no_text"


def test_a_word_file_with_a_password_is_said_to_be_protected() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512 + "EncryptedPackage".encode("utf-16-le")

    assert code_of(data, "a.docx") == "protected"
    assert code_of(data, "a.doc") == "unknown_kind"


def test_a_letter_gives_subject_sender_day_and_body() -> None:
    letter = EmailMessage()
    letter["Subject"], letter["From"] = "Press release", "Rana Khalil <press@example.org>"
    letter["Date"] = "Thu, 29 Oct 2020 10:00:00 +0200"
    letter.set_content("The ministry welcomed the decision of the conference on refugees.\n")
    letter.add_attachment(b"1234", maintype="application", subtype="octet-stream", filename="a.bin")

    opened = reading.open_report(letter.as_bytes(), "a.eml")

    assert opened.kind == "eml"
    assert (opened.head.title, opened.head.byline) == ("Press release", "Rana Khalil")
    assert (opened.head.publisher, opened.head.published) == ("example.org", "2020-10-29")
    assert opened.text == "The ministry welcomed the decision of the conference on refugees."
    assert opened.notes == ("attachments_left_out",)


def test_a_letter_of_html_alone_is_read_as_a_page() -> None:
    letter = EmailMessage()
    letter["Subject"], letter["From"] = "News", "a@example.org"
    letter.set_content(
        "<html><body><p>The two sides met in Cairo and agreed on a date.</p></body></html>", subtype="html"
    )

    opened = reading.open_report(letter.as_bytes(), "a.eml")

    assert "The two sides met in Cairo and agreed on a date." in opened.text
    assert "<p>" not in opened.text


def test_a_page_is_known_by_its_content_whatever_its_name() -> None:
    page = b"<!DOCTYPE html><html><body><article><p>The two sides met in Cairo on Monday.</p></article></body></html>"

    assert reading.open_report(page, "a.txt").kind == "html"
    assert reading.open_report(page, "a.html").text == "The two sides met in Cairo on Monday."


def test_the_press_report_of_the_model_case_opens_without_furniture() -> None:
    path = Path(__file__).resolve().parents[3] / "shared" / "case" / "press-report.txt"
    if not path.exists():
        pytest.skip("the model case does not lie beside this copy")

    opened = reading.open_report(path.read_bytes(), path.name)

    assert opened.head.byline == "Khaled Iskef"
    assert not {"Show More", "Related Articles", "Leave a Reply", "Back to top button"} & set(opened.text.split("\n"))
    assert len(opened.furniture) == 6


def heads() -> list[tuple[str, bytes]]:
    """Return a file of every kind whose head matter is hostile: controls, overrides, and lines that break."""
    odd = "Envoys\x07 \u202emeet\nagain"
    mail = (
        b"Subject: =?utf-8?b?RW52b3lzB+KAriBtZWV0AA==?=\r\nFrom: =?utf-8?b?QW5uYeKAriBMaW5kAA==?= <anna@paper.example>\r\n"
        b"Date: Mon, 03 Mar 2031 10:00:00 +0000\r\n"
    )
    page = (
        f'<html><head><title>{odd}</title><meta property="og:site_name" content="The \u202ePaper">'
        f'<meta name="author" content="Anna \u202eLind"><link rel="canonical" href="https://paper.example/\u202ea">'
        f"</head><body><article><h1>{odd}</h1><p>The two ministers met in Amman on Monday and discussed the return of"
        " refugees to their homes.</p></article></body></html>"
    )
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "Envoys \u202emeet", "Anna\u2028Lind \u202e"
    document.add_paragraph("The two ministers met in Amman on Monday.")
    word = io.BytesIO()
    document.save(word)
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of("The two ministers met in Amman on Monday.")))
    writer.add_metadata({"/Title": "Envoys\x07 \u202emeet", "/Author": "Anna \u202eLind"})
    paper = io.BytesIO()
    writer.write(paper)
    return [
        ("a.eml", mail + b"Content-Type: text/plain\r\n\r\nThe two ministers met in Amman on Monday.\r\n"),
        ("b.eml", mail + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()),
        ("a.html", page.encode()),
        ("a.docx", word.getvalue()),
        ("a.pdf", paper.getvalue()),
        (
            "a.txt",
            "Envoys of Jordan \u202emeet in Amman\x00\n3 March 2031\nThe two ministers met in Amman on Monday.\n".encode(),
        ),
    ]


@pytest.mark.parametrize(("name", "data"), heads())
def test_head_matter_of_every_kind_of_file_is_one_line_of_what_can_be_seen(name: str, data: bytes) -> None:
    head = reading.open_report(data, name).head

    values = [value for value in vars(head).values() if value]
    assert head.title
    assert any("⟦RLO⟧" in value for value in values)
    for value in values:
        assert value == reading.visible(value)
        assert value == " ".join(value.split())
