"""Cards as files hold them."""

from secretariat.engines import cards

__all__ = ["GIF", "JPEG", "PNG", "card", "codes", "one"]

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00rest of a picture"
PNG = b"\x89PNG\r\n\x1a\nrest of a picture"
GIF = b"GIF89a rest of a picture"


def card(*lines: str, version: str = "4.0") -> bytes:
    """A file of one card with these lines."""
    return "".join(f"{line}\r\n" for line in ("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD")).encode()


def one(*lines: str, version: str = "4.0") -> cards.Card:
    """The card with these lines, nothing in it being wrong."""
    read = cards.read_vcf(card(*lines, version=version))
    assert read.problems == ()
    return read.cards[0]


def codes(data: bytes) -> list[tuple[str, str]]:
    """Where something is wrong in a file, and what."""
    return [(problem.where, problem.code) for problem in cards.read_vcf(data).problems]
