"""From the bytes of a photo to a portrait, within one process."""

import contextlib
import io
import warnings

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from secretariat.engines.portraits.models import (
    FILE_LIMIT,
    HEIGHT,
    LEAST_HEIGHT,
    LEAST_WIDTH,
    PIXEL_LIMIT,
    WIDTH,
    Unusable,
)

__all__ = ["fitted", "portrait"]

QUALITY = 82
# A JPEG that holds further pictures after the first, as some telephones write it, is read as a JPEG: the first counts.
KINDS = ("JPEG", "PNG", "WEBP")
# Half of the smaller sides is still twice what is kept.
AMPLE = 2 * HEIGHT
PAPER = (255, 255, 255)


def portrait(data: bytes) -> bytes:
    """Return a JPEG of 360 × 480 pixels, upright, in sRGB, cut to 3 : 4, without anything that a camera adds.

    ``data`` is a JPEG, PNG or WebP of at most 15 MB and 40 million pixels; its name and what it claims to be are not
    asked. A picture that leaves less than 240 × 320 pixels when it is cut raises ``Unusable``, as do broken ones.
    """
    if not data:
        raise Unusable("empty")
    if len(data) > FILE_LIMIT:
        raise Unusable("too_large")
    picture = _opened(data)
    _judge(picture)
    profile = picture.info.get("icc_profile")
    try:
        with picture:
            # A JPEG is read at a fraction of its size, which is enough and quicker.
            picture.draft(None, (AMPLE, AMPLE))
            picture.load()
            plain = _cut(ImageOps.exif_transpose(_plain(picture)))
    except (OSError, ValueError, SyntaxError, IndexError, ZeroDivisionError) as error:
        raise Unusable("broken") from error
    return _written(_in_srgb(plain, profile))


def fitted(data: bytes, widths: tuple[int, ...]) -> list[bytes]:
    """Return a JPEG for each width in pixels, upright, in sRGB, whole, without anything that a camera adds.

    A picture that is narrower is not drawn larger. ``data`` is as in ``portrait``; one of less than 240 × 240 pixels
    raises ``Unusable``, as do broken ones.
    """
    if not data:
        raise Unusable("empty")
    if len(data) > FILE_LIMIT:
        raise Unusable("too_large")
    picture = _opened(data)
    _judge(picture, least=(LEAST_WIDTH, LEAST_WIDTH))
    profile = picture.info.get("icc_profile")
    try:
        with picture:
            picture.draft(None, (2 * max(widths), 2 * max(widths)))
            picture.load()
            whole = _in_srgb(ImageOps.exif_transpose(_plain(picture, ample=2 * max(widths))), profile)
    except (OSError, ValueError, SyntaxError, IndexError, ZeroDivisionError) as error:
        raise Unusable("broken") from error
    made = []
    for width in widths:
        wide = min(width, whole.width)
        tall = max(1, round(whole.height * wide / whole.width))
        made.append(_written(whole.resize((wide, tall), Image.Resampling.LANCZOS)))
    return made


def _opened(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            # Its size is judged in the next step, by our own measure.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return Image.open(io.BytesIO(data), formats=KINDS)
    except Image.DecompressionBombError as error:
        raise Unusable("too_many_pixels") from error
    except UnidentifiedImageError as error:
        raise Unusable("unknown") from error
    except (OSError, ValueError, SyntaxError, IndexError) as error:
        raise Unusable("broken") from error


def _judge(picture: Image.Image, *, least: tuple[int, int] = (LEAST_WIDTH, LEAST_HEIGHT)) -> None:
    """Refuse by what the header says, before anything is decoded."""
    width, height = picture.size
    if width * height > PIXEL_LIMIT:
        raise Unusable("too_many_pixels")
    if min(width, height) < least[0] or max(width, height) < least[1]:
        raise Unusable("too_small")
    if picture.format in {"PNG", "WEBP"} and getattr(picture, "is_animated", False):
        raise Unusable("moving")


def _plain(picture: Image.Image, *, ample: int = AMPLE) -> Image.Image:
    """The picture in eight bits a colour, at no more than is needed, on white where it lets through."""
    exif = picture.getexif()
    factor = max(1, min(picture.size) // ample)
    if picture.mode.startswith("I") or picture.mode == "F":
        # Sixteen bits a pixel: the upper eight are what is seen.
        small: Image.Image = picture.convert("I").point(lambda value: value / 256).convert("L")
        small = small.reduce(factor) if factor > 1 else small
    elif picture.mode in {"P", "PA", "LA", "1", "RGBa", "La"} or "transparency" in picture.info:
        whole = picture.convert("RGBA")
        small = whole.reduce(factor) if factor > 1 else whole
    else:
        small = picture.reduce(factor) if factor > 1 else picture.copy()
    if small.mode == "RGBA":
        paper = Image.new("RGB", small.size, PAPER)
        paper.paste(small, mask=small.getchannel("A"))
        small = paper
    elif small.mode not in {"RGB", "CMYK"}:
        small = small.convert("RGB")
    # Which way is up is asked of the small picture.
    small.info.pop("exif", None)
    small.getexif()[0x0112] = exif.get(0x0112, 1)
    return small


def _cut(picture: Image.Image) -> Image.Image:
    """The largest part of 3 : 4: from the middle of a wide picture, a little above the middle of a tall one."""
    width, height = picture.size
    wide = min(width, height * WIDTH // HEIGHT)
    tall = min(height, wide * HEIGHT // WIDTH)
    if wide < LEAST_WIDTH or tall < LEAST_HEIGHT:
        raise Unusable("too_small")
    start, top = (width - wide) // 2, (height - tall) // 3
    return picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS, box=(start, top, start + wide, top + tall))


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as every screen shows them: what the camera's own profile means is worked in, and the profile dropped."""
    if profile:
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError):
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
            return turned or picture.convert("RGB")
    return picture.convert("RGB")


def _written(picture: Image.Image) -> bytes:
    """The pixels alone, on a new sheet: no position, no maker, no thumbnail, no text goes along."""
    sheet = Image.new("RGB", picture.size, PAPER)
    sheet.paste(picture)
    kept = io.BytesIO()
    sheet.save(kept, "JPEG", quality=QUALITY, optimize=True)
    return kept.getvalue()
