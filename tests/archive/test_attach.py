"""Handing in the file of a source, and getting it back."""

import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from secretariat.accounts.models import Role, Sensitivity
from secretariat.archive.actions import attach
from secretariat.archive.models import File, Source
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from tests import make

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"
HTML = b"<!doctype html><title>x</title><script>alert(1)</script>"
POLYGLOT = PDF + b"<html><script>alert(document.cookie)</script></html>"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 300


def upload(name: str = "note.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def address(source: Source, language: str = "en") -> str:
    return f"/{language}/damascus-2020/office/sources/{source.pk}/attach/"


def download(file: File) -> str:
    return f"/en/damascus-2020/office/files/{file.pk}/"


def test_a_file_is_kept_with_the_kind_its_content_shows_and_recorded() -> None:
    source = make.source(make.conference())

    file = attach(make.user(Role.SECRETARY, source.conference), source, upload=upload())

    assert (file.content_type, file.size, source.file_name) == ("application/pdf", len(PDF), "note.pdf")
    entry = Entry.objects.get()
    assert (entry.verb, entry.made_id) == ("archive.attach", file.pk)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("note.pdf", HTML, r"named \.pdf, but its content is something else"),
        ("note.pdf", PNG, r"named \.pdf, but its content is something else"),
        ("note.txt", HTML, r"named \.txt, but its content is something else"),
        ("note.txt", b"\xff\xfe\x00binary", r"named \.txt, but its content is something else"),
        ("note.html", HTML, "Files of this kind are not taken"),
        ("note.svg", b"<svg onload='alert(1)'/>", "Files of this kind are not taken"),
        ("note", PDF, "Files of this kind are not taken"),
        ("note.pdf.exe", PDF, "Files of this kind are not taken"),
    ],
)
def test_a_file_that_is_not_what_it_is_called_is_refused_with_a_sentence_at_the_field(
    name: str, content: bytes, sentence: str
) -> None:
    source = make.source(make.conference())
    amal = make.user(Role.SECRETARY, source.conference)

    with pytest.raises(Refused, match=sentence):
        attach(amal, source, upload=upload(name, content))
    page = make.client(amal).post(address(source), {"upload": upload(name, content)})

    assert "upload" in page.context["form"].errors
    assert not File.objects.exists()
    assert not Entry.objects.exists()


def test_an_empty_file_and_none_at_all_are_refused_at_the_field() -> None:
    source = make.source(make.conference())
    client = make.client(make.user(Role.SECRETARY, source.conference))

    empty, none = client.post(address(source), {"upload": upload(content=b"")}), client.post(address(source), {})

    assert "upload" in empty.context["form"].errors
    assert "upload" in none.context["form"].errors


def test_a_file_that_is_too_large_is_refused(settings: pytest.FixtureRequest) -> None:
    source = make.source(make.conference())
    settings.UPLOAD_LIMIT = 20  # type: ignore[attr-defined]

    with pytest.raises(Refused, match="larger than"):
        attach(make.user(Role.SECRETARY, source.conference), source, upload=upload())


def test_a_picture_a_text_and_a_letter_are_taken() -> None:
    source = make.source(make.conference())
    amal = make.user(Role.SECRETARY, source.conference)

    kinds = [
        attach(amal, source, upload=upload(name, content)).content_type
        for name, content in (("a.png", PNG), ("b.txt", "نص\n".encode()), ("c.docx", _letter()))
    ]

    assert kinds[:2] == ["image/png", "text/plain"]
    assert kinds[2].endswith("wordprocessingml.document")


def test_a_name_that_leads_out_of_the_folder_is_brought_back_into_it() -> None:
    source = make.source(make.conference())

    file = attach(make.user(Role.SECRETARY, source.conference), source, upload=upload("../../etc/\x00note.pdf"))

    assert file.name == "note.pdf"
    assert str(file.content.name).startswith("files/")


def test_a_reader_may_not_attach_but_may_download() -> None:
    source = make.source(make.conference())
    file = attach(make.user(Role.SECRETARY, source.conference), source, upload=upload())
    reader = make.user(Role.READER, source.conference)

    with pytest.raises(PermissionDenied):
        attach(reader, source, upload=upload())

    client = make.client(reader)
    assert client.get(address(source)).status_code == 403
    assert b"".join(client.get(download(file)).streaming_content) == PDF  # type: ignore[attr-defined]


@pytest.mark.parametrize("content", [PDF, POLYGLOT])
def test_a_file_is_handed_out_to_be_kept_and_never_runs_as_a_page(content: bytes) -> None:
    source = make.source(make.conference())
    file = attach(make.user(Role.SECRETARY, source.conference), source, upload=upload(content=content))

    answer = make.client(make.user(Role.READER, source.conference)).get(download(file))

    assert answer.headers["Content-Disposition"] == 'attachment; filename="note.pdf"'
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "script-src" not in answer.headers["Content-Security-Policy"]


def test_a_file_is_handed_out_only_to_those_who_see_its_source_here() -> None:
    conference = make.conference()
    source = make.source(conference, sensitivity=Sensitivity.RESTRICTED)
    elsewhere = make.source(make.conference("geneva-2021"))
    amal = make.user(Role.SECRETARY, conference)
    hidden = attach(amal, source, upload=upload())
    other = attach(make.user(Role.SECRETARY, elsewhere.conference), elsewhere, upload=upload())
    focal = make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))

    assert make.client(amal).get(download(hidden)).status_code == 200
    assert make.client(amal).get(download(other)).status_code == 404
    assert make.client(make.user(Role.READER, conference)).get(download(hidden)).status_code == 404
    assert make.client(focal).get(download(hidden)).status_code == 404
    assert make.client().get(download(hidden)).status_code == 302


def test_a_new_file_takes_the_place_of_the_old_one() -> None:
    source = make.source(make.conference())
    amal = make.user(Role.SECRETARY, source.conference)
    old, new = (attach(amal, source, upload=upload(name)) for name in ("old.pdf", "new.pdf"))

    page = make.client(amal).get(f"/en/damascus-2020/office/sources/{source.pk}/")

    assert download(new) in page.content.decode()
    assert make.client(amal).get(download(old)).status_code == 404


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers_and_takes_a_file(language: str) -> None:
    source = make.source(make.conference())
    client = make.client(make.user(Role.DESK_OFFICER, source.conference, desks=["archive"]))

    assert client.get(address(source, language)).status_code == 200
    page = client.post(address(source, language), {"upload": upload("رسالة.pdf")}, follow=True)

    assert "رسالة.pdf" in page.content.decode()


def _letter() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as letter:
        letter.writestr("[Content_Types].xml", "<Types/>")
        letter.writestr("_rels/.rels", "<Relationships/>")
        letter.writestr("word/document.xml", "<document/>")
    return made.getvalue()
