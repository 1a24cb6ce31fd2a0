"""QR codes as pictures."""

import io

import segno

__all__ = ["LONGEST", "mark"]

# Bytes that a code of this strength holds; what is signed for a badge is far shorter.
LONGEST = 1000


def mark(text: str) -> bytes:
    """Draw a QR code as PNG, one pixel a module, with the quiet zone of four modules around it.

    Strength M: 15 in 100 of it may be scratched. The pattern of the mask is fixed, for speed; any reader reads each.
    Raises ``ValueError`` for a text of more than ``LONGEST`` bytes.
    """
    if len(text.encode()) > LONGEST:
        raise ValueError("The text is too long for a code.")
    picture = io.BytesIO()
    segno.make(text, mask=3, error="m", boost_error=False, micro=False).save(picture, kind="png", scale=1, border=4)
    return picture.getvalue()
