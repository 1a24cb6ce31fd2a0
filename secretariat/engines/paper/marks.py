"""QR codes as pictures."""

import struct
import zlib

__all__ = ["LONGEST", "QUIET", "mark"]

# Bytes that a code of this strength holds; what is signed for a badge is far shorter.
LONGEST = 1000
# Modules that stay white around a code, as its standard asks.
QUIET = 4
_INK = bytes([255, 0]) + bytes(254)


def mark(text: str) -> bytes:
    """Draw a QR code as PNG, one grey pixel a module, with the quiet zone of four modules around it.

    Strength M: 15 in 100 of it may be scratched. The pattern of the mask is fixed, for speed; any reader reads each.
    Raises ``ValueError`` for a text of more than ``LONGEST`` bytes.
    """
    if len(text.encode()) > LONGEST:
        raise ValueError("The text is too long for a code.")
    import segno  # noqa: PLC0415 - pages that draw no code do without it

    code = segno.make(text, mask=3, error="m", boost_error=False, micro=False)
    wide = len(code.matrix) + 2 * QUIET
    beside = b"\xff" * QUIET
    above = (b"\x00" + b"\xff" * wide) * QUIET
    rows = b"".join(b"\x00" + beside + bytes(row).translate(_INK) + beside for row in code.matrix)
    head = struct.pack(">IIBBBBB", wide, wide, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(above + rows + above, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(kind, content) for kind, content in parts)


def _part(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
