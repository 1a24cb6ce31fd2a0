"""Photos as cameras and strangers hand them in, and the portraits that come of them."""

import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image, ImageCms

from secretariat.engines.portraits.bounds import portrait_bounded
from secretariat.engines.portraits.models import FILE_LIMIT, Unusable
from secretariat.engines.portraits.picture import portrait

RED, GREEN, BLUE = (200, 30, 30), (30, 200, 30), (30, 30, 200)
POSITION, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F


def picture(size: tuple[int, int] = (600, 800), colour: object = RED, mode: str = "RGB") -> Image.Image:
    return Image.new(mode, size, colour)  # type: ignore[arg-type]


def written(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def read(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header promises a wall."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\x00" * 64)), (b"IEND", b""))
    parts = [
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def is_near(pixel: object, colour: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 12 for one, other in zip(pixel, colour, strict=True))  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("kind", "mode", "colour", "seen"),
    [
        ("JPEG", "RGB", RED, RED),
        ("PNG", "RGB", RED, RED),
        ("WEBP", "RGB", RED, RED),
        ("JPEG", "L", 90, (90, 90, 90)),
        ("JPEG", "CMYK", (0, 255, 255, 0), (255, 0, 0)),
        ("PNG", "RGBA", (*RED, 255), RED),
        ("PNG", "RGBA", (*RED, 0), (255, 255, 255)),
        ("PNG", "LA", (90, 255), (90, 90, 90)),
        ("PNG", "I;16", 128 * 256, (128, 128, 128)),
        ("PNG", "1", 1, (255, 255, 255)),
        ("WEBP", "RGBA", (*RED, 0), (255, 255, 255)),
    ],
)
def test_every_kind_of_pixel_becomes_a_portrait_in_three_colours(
    kind: str, mode: str, colour: object, seen: tuple[int, int, int]
) -> None:
    made = read(portrait(written(picture(colour=colour, mode=mode), kind)))

    assert (made.format, made.mode, made.size) == ("JPEG", "RGB", (360, 480))
    assert is_near(made.getpixel((180, 240)), seen)


def test_a_palette_with_a_colour_that_lets_through_lies_on_white() -> None:
    coloured = picture(colour=RED).quantize(4)

    made = read(portrait(written(coloured, "PNG", transparency=coloured.getpixel((0, 0)))))

    assert is_near(made.getpixel((180, 240)), (255, 255, 255))


def test_position_maker_and_everything_else_a_camera_adds_is_gone() -> None:
    exif = Image.Exif()
    exif[MAKER] = "A maker of telephones"
    exif.get_ifd(POSITION).update({1: "N", 2: (33.0, 30.0, 47.0), 3: "E", 4: (36.0, 17.0, 31.0)})
    handed_in = written(picture(), exif=exif, comment=b"taken at home", dpi=(300, 300))
    assert read(handed_in).getexif().get_ifd(POSITION)

    made = portrait(handed_in)

    assert not read(made).getexif()
    assert {"exif", "comment", "icc_profile", "dpi", "xmp"} & set(read(made).info) == set()
    assert b"Exif" not in made
    assert b"maker" not in made.lower()
    assert b"taken at home" not in made


def test_text_in_a_png_and_xmp_in_a_webp_do_not_come_along() -> None:
    from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415

    notes = PngInfo()
    notes.add_text("Author", "somebody")

    for handed_in in (
        written(picture(), "PNG", pnginfo=notes),
        written(picture(), "WEBP", xmp=b"<x:xmpmeta>somebody</x:xmpmeta>"),
    ):
        assert b"somebody" in handed_in
        assert b"somebody" not in portrait(handed_in)


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_picture_taken_on_its_side_stands_upright(orientation: int) -> None:
    upright = picture((600, 800), BLUE)
    upright.paste(GREEN, (0, 0, 600, 400))
    turned = {1: 0, 3: 180, 6: 90, 8: 270}[orientation]
    exif = Image.Exif()
    exif[ORIENTATION] = orientation

    made = read(portrait(written(upright.rotate(turned, expand=True), exif=exif)))

    assert is_near(made.getpixel((180, 40)), GREEN)
    assert is_near(made.getpixel((180, 440)), BLUE)


def test_a_wide_picture_is_cut_at_both_sides_and_a_tall_one_more_below_than_above() -> None:
    wide = picture((1600, 800), BLUE)
    wide.paste(RED, (500, 0, 1100, 800))
    tall = picture((600, 1400), BLUE)
    tall.paste(RED, (0, 200, 600, 1000))

    for image in (wide, tall):
        made = read(portrait(written(image, "PNG")))
        assert {is_near(made.getpixel(at), RED) for at in ((8, 8), (351, 8), (8, 471), (351, 471))} == {True}


def test_the_colours_of_a_cameras_own_profile_are_worked_in() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    made = read(portrait(written(picture(), icc_profile=profile)))
    broken = read(portrait(written(picture(), icc_profile=b"no profile at all")))

    assert "icc_profile" not in made.info
    assert is_near(made.getpixel((180, 240)), RED)
    assert is_near(broken.getpixel((180, 240)), RED)


@pytest.mark.parametrize(
    "tail",
    [b"<html><script>alert(1)</script></html>", b"%PDF-1.7\n%%EOF", b"PK\x03\x04", b"GIF89a", b"\x00" * 5000],
)
def test_what_hangs_behind_a_picture_is_left_behind(tail: bytes) -> None:
    made = portrait(written(picture()) + tail)

    assert read(made).size == (360, 480)
    assert tail not in made


def test_a_picture_that_is_an_archive_too_is_only_a_picture_afterwards() -> None:
    file = io.BytesIO(written(picture()))
    file.seek(0, io.SEEK_END)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("run.js", "alert(1)")
    assert zipfile.is_zipfile(io.BytesIO(file.getvalue()))

    assert not zipfile.is_zipfile(io.BytesIO(portrait(file.getvalue())))


def test_the_first_of_several_pictures_in_a_jpeg_is_the_photo() -> None:
    file = io.BytesIO()
    picture().save(file, "MPO", save_all=True, append_images=[picture(colour=BLUE)])

    assert is_near(read(portrait(file.getvalue())).getpixel((180, 240)), RED)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xff" * (FILE_LIMIT + 1), "too_large"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "unknown"),
        (b"<!doctype html><script>alert(1)</script>", "unknown"),
        (b"just words", "unknown"),
        (written(picture(), "GIF"), "unknown"),
        (written(picture(), "TIFF"), "unknown"),
        (written(picture(), "BMP"), "unknown"),
        (png_that_claims(8000, 5001), "too_many_pixels"),
        (png_that_claims(60_000, 60_000), "too_many_pixels"),
        (png_that_claims(600, 800), "broken"),
        (written(picture())[:2000], "broken"),
        (written(picture(), "PNG")[:-40], "broken"),
        (written(picture(), "WEBP")[:60], "broken"),
        (written(picture((1, 10_000))), "too_small"),
        (written(picture((10_000, 1))), "too_small"),
        (written(picture((239, 320))), "too_small"),
        (written(picture((320, 240))), "too_small"),
        (written(picture(), "PNG", save_all=True, append_images=[picture(colour=BLUE)]), "moving"),
        (written(picture(), "WEBP", save_all=True, append_images=[picture(colour=BLUE)]), "moving"),
    ],
)
def test_what_cannot_become_a_portrait_is_refused_by_a_word(data: bytes, code: str) -> None:
    with pytest.raises(Unusable) as here:
        portrait(data)
    with pytest.raises(Unusable) as bounded:
        portrait_bounded(data)

    assert (here.value.code, bounded.value.code) == (code, code)


def test_the_smallest_photo_that_is_enough_is_taken() -> None:
    assert read(portrait(written(picture((240, 320))))).size == (360, 480)


def test_forty_million_pixels_are_read_within_the_bounds_of_the_process() -> None:
    for image in (picture((8000, 5000)), picture((8000, 5000), (*RED, 128), "RGBA")):
        made = read(portrait_bounded(written(image, "PNG")))
        assert made.size == (360, 480)


def test_a_process_that_needs_too_much_or_too_long_is_ended() -> None:
    large = written(picture((8000, 5000)), "PNG")

    with pytest.raises(Unusable) as hungry:
        portrait_bounded(large, memory=90 * 1024 * 1024)
    with pytest.raises(Unusable) as slow:
        portrait_bounded(large, seconds=0.05)

    assert hungry.value.code == "too_much"
    assert slow.value.code == "too_slow"
