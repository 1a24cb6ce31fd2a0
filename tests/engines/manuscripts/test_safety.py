"""Files that somebody made to do harm, or by mistake: each is refused with a code."""

import io
import zipfile

import pytest

from secretariat.engines.manuscripts import FILE_LIMIT, Unreadable, read_file
from tests.engines.manuscripts.made import by_lines, changed

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
GOOD = by_lines("1. Decides.")


def bomb() -> bytes:
    """A few kilobytes that unpack to more than a document has."""
    return changed(GOOD, "word/media/image1.xml", lambda _content: b"a" * (101 * 1024 * 1024))


def archive(**parts: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return kept.getvalue()


def what_comes_of(data: bytes) -> str:
    try:
        read_file(data)
    except Unreadable as refused:
        return refused.code
    return "read"


def with_declaration(content: bytes) -> bytes:
    return b'<!DOCTYPE a [<!ENTITY b "c">]>' + content


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"  ", "empty"),
        (b"PK\x03\x04" + b"x" * FILE_LIMIT, "too large"),
        (b"%PDF-1.7", "not docx"),
        (b"Decides to meet.", "not docx"),
        (OLD, "old word"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "protected"),
        (b"PK\x03\x04broken", "broken"),
        (GOOD[: len(GOOD) // 2], "broken"),
        (archive(readme=b"hello"), "not docx"),
        (changed(GOOD, "word/vbaProject.bin", lambda _content: b"x"), "macros"),
        (changed(GOOD, "word/settings.xml", with_declaration), "declarations"),
        (changed(GOOD, "word/document.xml", lambda content: content[:-40]), "broken"),
        (by_lines(), "no text"),
        (by_lines(*["1. Decides."] * 1901), "too many"),
    ],
    ids=[
        "empty",
        "large",
        "pdf",
        "text",
        "old",
        "password",
        "no archive",
        "cut",
        "other archive",
        "macros",
        "entities",
        "broken part",
        "no words",
        "many",
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_file(data)

    assert refused.value.code == code


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(Unreadable) as refused:
        read_file(bomb())

    assert refused.value.code == "too large unpacked"


@pytest.mark.parametrize("place", [60, 300, 900, 1500, 2400])
def test_a_document_that_is_spoilt_anywhere_is_read_or_refused(place: int) -> None:
    whole = by_lines("Recalling,", "1. Decides.", "(a) To go;")
    spoilt = changed(whole, "word/document.xml", lambda content: content[:place] + b"w:val" + content[place + 9 :])

    assert what_comes_of(spoilt) in {"read", "broken", "no text"}


def test_what_takes_too_long_is_given_up() -> None:
    with pytest.raises(Unreadable) as refused:
        read_file(GOOD, seconds=0.01)

    assert refused.value.code == "too slow"
