"""Single cells by their kind, as OpenSlides reads and writes them."""

import csv
import io
import re
from collections.abc import Iterable
from decimal import Decimal

__all__ = ["WEIGHT", "flag_in", "is_mail", "names_in", "one_line", "weight_in", "written_flag"]
__all__ += ["written_names", "written_weight"]

# Six decimals, as the type "decimal" of OpenSlides has them.
WEIGHT = Decimal("0.000001")
_HEAVIEST = Decimal(999_999_999)
_FLAGS = {
    **dict.fromkeys(("1", "true", "yes", "y", "t"), True),
    **dict.fromkeys(("0", "false", "no", "n", "f"), False),
}
_WEIGHT = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6}0*)?")
_MAIL = re.compile(r'[^\s@,;:<>"()\[\]\\]+@[^\s@,;:<>"()\[\]\\]+')
# RFC 5321, 4.5.3.1.3, without its brackets.
_LONGEST_MAIL = 254


def one_line(text: str) -> str:
    """Return a text in one line with single blanks."""
    return " ".join(text.replace("\x00", "").split())


def is_mail(text: str) -> bool:
    """Whether a text has the form of one bare mail address; whether it exists is not known here."""
    return len(text) <= _LONGEST_MAIL and bool(_MAIL.fullmatch(text))


def flag_in(text: str) -> bool | None:
    """Return whether a cell says yes (1, true, yes, y, t) or no (0, false, no, n, f) in any case, or None."""
    return _FLAGS.get(text.lower())


def written_flag(flag: bool | None) -> str:  # noqa: FBT001 - a value, not a switch
    """Return 1, 0, or nothing where nothing is known."""
    return "" if flag is None else str(int(flag))


def weight_in(text: str) -> Decimal | None:
    """Return a number with six decimals; None where the text is none: a sign, an exponent or a comma is refused."""
    return Decimal(text).quantize(WEIGHT) if _WEIGHT.fullmatch(text) else None


def written_weight(weight: Decimal | None) -> str:
    """Return a weight with six decimals; nothing where there is none, or none that could be read back."""
    is_right = weight is not None and weight.is_finite() and WEIGHT <= weight <= _HEAVIEST
    return f"{weight.quantize(WEIGHT):f}" if weight is not None and is_right else ""


def names_in(text: str) -> tuple[str, ...]:
    """Return the names of a cell, parted by commas, each once; a name with a comma in it stands in quotation marks."""
    cells = next(csv.reader([one_line(text)], skipinitialspace=True), [])
    return tuple(dict.fromkeys(name for cell in cells if (name := one_line(cell))))


def written_names(names: Iterable[str]) -> str:
    """Return names as one cell that ``names_in`` and OpenSlides read back."""
    cell = io.StringIO()
    kept = [name for each in names if (name := one_line(each))]
    csv.writer(cell, lineterminator="").writerow(kept)
    return cell.getvalue()
