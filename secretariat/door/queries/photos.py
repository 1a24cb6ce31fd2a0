"""Small portraits for devices, where the rules of the door allow it."""

import base64
import io
from typing import Any

from secretariat.delegations.models import DelegateState
from secretariat.door.models import Badge, BadgeState

PHOTOS_AT_ONCE = 200
SIZE = (96, 128)
QUALITY = 70


def photos_after(conference_id: int, number: str) -> tuple[list[tuple[str, str]], str | None]:
    """Up to 200 portraits of good badges after a number, and the number after which there are more. One query."""
    rows = list(
        Badge.objects.filter(
            conference_id=conference_id,
            state=BadgeState.ISSUED,
            delegate__state=DelegateState.ACCREDITED,
            delegate__particulars__photo__gt="",
            number__gt=number,
        )
        .select_related("delegate__particulars")
        .only("number", "delegate__particulars__photo")
        .order_by("number")[: PHOTOS_AT_ONCE + 1]
    )
    shown = rows[:PHOTOS_AT_ONCE]
    found = [(badge.number, small) for badge in shown if (small := _small(badge.delegate.particulars.photo))]
    return found, shown[-1].number if len(rows) > PHOTOS_AT_ONCE else None


def _small(photo: Any) -> str:
    from PIL import Image  # noqa: PLC0415 - read only where photos go to the door

    try:
        with photo.open("rb") as file, Image.open(file) as picture:
            picture.draft("RGB", SIZE)
            small = picture.convert("RGB").resize(SIZE)
    except OSError:
        # A file that is gone or cannot be read is a face the door does not know.
        return ""
    written = io.BytesIO()
    small.save(written, "JPEG", quality=QUALITY)
    return base64.b64encode(written.getvalue()).decode("ascii")
