"""Amounts as people write them: with separators of any language, in words, with a number of millions before them."""

import re
import unicodedata
from decimal import Decimal

from django.utils.translation import gettext as _

# Groups of three are parted by these as well; none of them is ever a decimal mark.
BLANKS = re.compile("[\\s\u00a0\u2009\u202f'’_٬]")
INVISIBLE = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
DIGITS = re.compile(r"[+-]?[\d.,]*\d[\d.,]*")
THOUSAND, MILLION, MILLIARD = Decimal(1_000), Decimal(1_000_000), Decimal(1_000_000_000)
MOST = Decimal(10) ** 17
MANY: dict[str, Decimal] = {
    **dict.fromkeys(
        [
            "thousand",
            "thousands",
            "k",
            "tsd",
            "mille",
            "mil",
            "millier",
            "milliers",
            "тыс",
            "тысяч",
            "тысяча",
            "тысячи",
            "ألف",
            "آلاف",
            "千",
        ],
        THOUSAND,
    ),
    **dict.fromkeys(
        [
            "million",
            "millions",
            "m",
            "mn",
            "mio",
            "mln",
            "millón",
            "millones",
            "миллион",
            "миллиона",
            "миллионов",
            "млн",
            "مليون",
            "ملايين",
            "百万",
        ],
        MILLION,
    ),
    **dict.fromkeys(
        [
            "milliard",
            "milliards",
            "bn",
            "mrd",
            "md",
            "миллиард",
            "миллиарда",
            "миллиардов",
            "млрд",
            "مليار",
            "مليارات",
            "十亿",
        ],
        MILLIARD,
    ),
    "万": Decimal(10_000),
    "亿": Decimal(100_000_000),
}
# A thousand million to some, a million million to others.
TWO_MEANINGS = frozenset({"billion", "billions", "billón", "billones", "trillion", "trillions"})
ENGLISH = {"billion": MILLIARD, "billions": MILLIARD, "trillion": MILLIARD * 1000, "trillions": MILLIARD * 1000}
SMALL = {
    word: Decimal(value)
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    word: Decimal(10 * value)
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
SMALL |= {"a": Decimal(1), "half": Decimal("0.5")}


class Unclear(ValueError):  # noqa: N818 - the house's word
    """An amount that cannot be read, or in two ways; the message is a sentence that says which."""


def read_amount(written: str, language: str = "en") -> Decimal:
    """The amount that somebody wrote; raises ``Unclear`` with a sentence where it cannot be read, or in two ways.

    ``language`` decides what a billion is: a thousand million in English, and never guessed in other languages.
    """
    text = _folded(written)
    words = text.split()
    number, rest = _number_and_words(words, written)
    for word in rest:
        number *= _times(word, written, language)
    if abs(number) >= MOST:
        raise Unclear(_("“%(written)s” is more money than there is.") % {"written": written})
    if number != round(number, 2):
        sentence = _("“%(written)s” has parts of a cent: write no more than two decimal places.")
        raise Unclear(sentence % {"written": written})
    return round(number, 2)


def _folded(written: str) -> str:
    text = INVISIBLE.sub("", written).replace("٫", ".").replace("−", "-").replace("–", "-").replace("\u066c", "'")
    text = "".join(str(unicodedata.decimal(char, char)) for char in text)
    text = re.sub(r"(?<=\d)" + BLANKS.pattern + r"(?=\d{3}(?!\d))", "", text)
    # A number that stands close to its word: 20m, 10mio, 3万.
    return re.sub(r"(?<=\d)(?=[^\W\d_])", " ", text).casefold().strip()


def _number_and_words(words: list[str], written: str) -> tuple[Decimal, list[str]]:
    if not words:
        raise Unclear(_not_an_amount(written))
    if DIGITS.fullmatch(words[0]):
        return _digits(words[0], written), words[1:]
    small = Decimal(0)
    rest: list[str] = []
    for place, word in enumerate(words):
        if word == "hundred" and small:
            small *= 100
        elif word in SMALL:
            small += SMALL[word]
        elif word != "and":
            rest = words[place:]
            break
    if not small:
        raise Unclear(_not_an_amount(written))
    # Half a million.
    return (small - 1 if words[:2] == ["half", "a"] else small), rest


def _times(word: str, written: str, language: str) -> Decimal:
    name = word.strip(".")
    if name in TWO_MEANINGS and (language != "en" or name not in ENGLISH):
        raise Unclear(
            _(
                "“%(word)s” is a thousand million to some and a million million to others. Write the number in digits:"
                " 1000000000 or 1000000000000."
            )
            % {"word": word}
        )
    found = MANY.get(name) or ENGLISH.get(name)
    if found is None:
        raise Unclear(_not_an_amount(written))
    return found


def _digits(said: str, written: str) -> Decimal:
    sign, digits = (said[0], said[1:]) if said[0] in "+-" else ("", said)
    marks = [char for char in digits if char in ".,"]
    if not marks:
        plain = digits
    elif len(set(marks)) == 2:
        plain = _with_both(digits, marks, written)
    elif len(marks) > 1:
        plain = _in_threes(digits, marks[0], written)
    else:
        plain = _with_one(digits, marks[0], written)
    return Decimal(f"{sign}{plain}")


def _with_both(digits: str, marks: list[str], written: str) -> str:
    """The last mark is the decimal one, and stands once: 1.000.000,00 and 1,000,000.00."""
    decimal = marks[-1]
    if marks.count(decimal) != 1:
        raise Unclear(_not_an_amount(written))
    whole, _mark, part = digits.rpartition(decimal)
    if not part:
        raise Unclear(_not_an_amount(written))
    return f"{_in_threes(whole, marks[0], written)}.{part}"


def _in_threes(digits: str, mark: str, written: str) -> str:
    first, *others = digits.split(mark)
    if not 1 <= len(first) <= 3 or any(len(each) != 3 for each in others):
        sentence = _("The separators in “%(written)s” do not part groups of three digits: write it without them.")
        raise Unclear(sentence % {"written": written})
    return first + "".join(others)


def _with_one(digits: str, mark: str, written: str) -> str:
    whole, _mark, part = digits.partition(mark)
    if len(part) == 3 and 1 <= len(whole) <= 3 and whole.strip("0"):
        short = part.rstrip("0").ljust(2, "0")
        raise Unclear(
            _(
                "“%(written)s” can be read as %(many)s or as %(few)s. Write it without the separator, or with two"
                " decimal places."
            )
            % {"written": written, "many": f"{whole}{part}", "few": f"{whole}.{short}"}
        )
    return f"{whole or '0'}.{part or '0'}"


def _not_an_amount(written: str) -> str:
    sentence = _(
        "“%(written)s” is not an amount. Write digits, such as 20000000 or 20 million; the currency has a field of its"
        " own."
    )
    return sentence % {"written": written}
