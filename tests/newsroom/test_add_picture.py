"""Handing in a picture: it is drawn anew, or refused with a sentence."""

import io
import struct
import zlib
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from PIL import Image

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.newsroom.actions import add_picture
from secretariat.newsroom.models import Picture
from secretariat.newsroom.queries.pictures import Drawn, drawn_from
from tests.make_news import said
from tests.newsroom.articles import Newsroom, photo, upload

pytestmark = pytest.mark.django_db


def told(**fields: Any) -> dict[str, Any]:
    return {"name": "hall", "alternative": said("The hall"), "credit": "Press service", **fields}


def bomb(side: int = 30_000) -> bytes:
    """A PNG of a few kilobytes that says it has nine hundred megapixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(100_000)))
        + chunk(b"IEND", b"")
    )


def with_place() -> bytes:
    """A photo that says where it was taken, and by what."""
    drawn, exif = io.BytesIO(), Image.Exif()
    exif[0x0110] = "Camera of a person"
    Image.new("RGB", (640, 480), "teal").save(drawn, "JPEG", exif=exif)
    return drawn.getvalue()


def test_a_picture_is_kept_in_two_sizes_with_nothing_of_what_else_the_file_held(newsroom: Newsroom) -> None:
    handed = with_place()
    made = add_picture(newsroom.press, newsroom.held, drawn=drawn_from(upload(handed)), details=told())

    assert b"Camera of a person" in handed
    assert (made.width, made.height, made.credit) == (640, 480, "Press service")
    for file in (made.large, made.small):
        kept = file.content.read()
        assert (file.content_type, b"Camera of a person" in kept) == ("image/jpeg", False)
    assert Entry.objects.get(verb="newsroom.add_picture").made_id == made.pk


def test_a_large_picture_is_drawn_smaller(newsroom: Newsroom) -> None:
    drawn = drawn_from(upload(photo(3200, 1600, "PNG"), "hall.png"))

    assert max(drawn.width, drawn.height) <= 1600
    assert max(Image.open(io.BytesIO(drawn.small)).size) <= 640
    assert newsroom.held.pk


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "not as SVG"),
        (b"\xff\xd8\xff\xe0 nothing of a picture", "no picture|damaged"),
        (b"", "empty"),
        (b"GIF89a" + bytes(200), "no picture"),
        (bomb(), "megapixels"),
        (photo()[:3000], "damaged"),
        (photo(20, 20), "at least 240 pixels"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50 * 1024 * 1024), "larger than 15 MB"),
    ],
    ids=["svg", "no picture", "empty", "gif", "bomb", "cut off", "tiny", "50 MB"],
)
def test_what_comes_to_no_picture_is_refused_with_a_sentence(newsroom: Newsroom, content: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        drawn_from(upload(content))

    assert refused.value.field == "file"
    assert not Picture.objects.filter(conference=newsroom.held).exists()


@pytest.mark.parametrize(
    ("missing", "field"), [({"credit": " "}, "credit"), ({"alternative": said("")}, "alternative")]
)
def test_whom_to_credit_and_what_it_shows_must_be_said(newsroom: Newsroom, missing: dict[str, Any], field: str) -> None:
    drawn = Drawn(photo(), photo(), 640, 480)
    with pytest.raises(Refused) as refused:
        add_picture(newsroom.press, newsroom.held, drawn=drawn, details=told(**missing))

    assert refused.value.field == field


def test_a_stranger_may_not(newsroom: Newsroom) -> None:
    for person in newsroom.strangers:
        with pytest.raises(PermissionDenied):
            add_picture(person, newsroom.held, drawn=Drawn(photo(), photo(), 640, 480), details=told())


def test_the_page_takes_a_picture_and_shows_it_to_the_newsroom_alone(newsroom: Newsroom) -> None:
    sent = {"alternative_en": "The hall", "credit": "Press service"}
    assert newsroom.post("add_picture", **sent, file=upload(b"<svg/>")).status_code == 422
    assert newsroom.post("add_picture", **sent, file=upload()).status_code == 302
    made = Picture.objects.get(conference=newsroom.held)

    assert newsroom.page("picture_file", made.pk, "small").headers["Content-Type"] == "image/jpeg"
    assert newsroom.page("picture_file", made.pk, "huge").status_code == 404
    assert newsroom.page("picture_file", made.pk, "small", user=newsroom.focal).status_code == 404
    assert "Press service" in newsroom.page("pictures").content.decode()
