"""What a language changes in the common order, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# Stands after every letter, so that "n" with it stands after "n" with anything else.
LAST = "\uffff"


@dataclass(frozen=True)
class Tailoring:
    """Where the letters of one language stand.

    `script` holds the first letter of the script that comes before all other scripts and the first letter of the
    script after it. `letters` says of a letter which letters it is sorted as, and by how many steps it follows them
    where nothing but the accent differs.
    """

    script: tuple[str, str] | None = None
    letters: Mapping[str, tuple[str, int]] = field(default_factory=dict)


TAILORINGS: Mapping[str, Tailoring] = {
    "ar": Tailoring(
        script=("ء", "ܐ"),
        letters={
            "ء": ("ا", 0),
            "أ": ("ا", 1),
            "ؤ": ("ا", 2),
            "إ": ("ا", 3),
            "ئ": ("ا", 4),
            "ا": ("ا", 5),
            # Alef with madda is a hamza and an alef.
            "آ": ("اا", 0),
            "ة": ("ت", 1),
            "ى": ("ي", 1),
        },
    ),
    "en": Tailoring(),
    "es": Tailoring(letters={"ñ": ("n" + LAST, 0), "Ñ": ("N" + LAST, 0)}),
    "fr": Tailoring(),
    "ru": Tailoring(script=("а", "ⰰ")),
    # The characters come before all letters, in the order of pinyin: see `pinyin.txt`.
    "zh": Tailoring(),
}
