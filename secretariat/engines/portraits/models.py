"""The limits of a photo, and the words in which it is refused."""

from typing import Literal

__all__ = ["FILE_LIMIT", "HEIGHT", "LEAST_HEIGHT", "LEAST_WIDTH", "PIXEL_LIMIT", "WIDTH", "Code", "Unusable"]

FILE_LIMIT = 15 * 1024 * 1024
# Cameras of telephones stay below; a header that claims more is refused before a single pixel is read.
PIXEL_LIMIT = 40_000_000
WIDTH, HEIGHT = 360, 480
LEAST_WIDTH, LEAST_HEIGHT = 240, 320

Code = Literal[
    "empty", "too_large", "unknown", "too_many_pixels", "moving", "too_small", "broken", "too_slow", "too_much"
]


class Unusable(Exception):  # noqa: N818 - it says what the photo is, not what went wrong here
    """A photo of which no portrait can be made; ``code`` says why."""

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code: Code = code
