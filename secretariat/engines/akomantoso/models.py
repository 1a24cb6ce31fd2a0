"""What is written as Akoma Ntoso, and what is read of it."""

from dataclasses import dataclass

__all__ = ["KINDS", "NAMESPACE", "SIZE_LIMIT", "Item", "Organisation", "Read", "Text", "Unreadable"]

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
SIZE_LIMIT = 20 * 1024 * 1024
KINDS = ("heading", "preambular", "operative", "plain")


@dataclass(frozen=True)
class Item:
    """A paragraph in one language.

    ``key`` is its name in the text (ASCII letters, figures, ``-`` and ``_``); ``kind`` one of ``KINDS``; ``words`` may
    have line ends; ``parent`` the key of one that comes before it, or None; ``number`` as it is printed; ``language``
    (BCP 47) where it is not that of the text.
    """

    key: str
    kind: str
    words: str
    parent: str | None = None
    number: str = ""
    language: str = ""


@dataclass(frozen=True)
class Organisation:
    """A party that the text speaks of: its code, its name, and what it is to the text (``author``, ``for`` …)."""

    code: str
    name: str
    role: str = ""


@dataclass(frozen=True)
class Text:
    """A text in one language.

    ``language`` is BCP 47, ``country`` ISO 3166-1 alpha-2 in small letters, ``collection`` the conference's word in
    addresses, ``work_date``, ``expression_date`` and ``adopted_date`` are ISO 8601 days; the last is "" where it is not
    adopted, or its day is not known. ``address`` is where the text is found.
    """

    key: str
    symbol: str
    title: str
    language: str
    items: tuple[Item, ...]
    work_date: str
    expression_date: str
    country: str = "xx"
    collection: str = "conference"
    conference: str = ""
    address: str = ""
    adopted_date: str = ""
    manner: str = ""
    is_outcome: bool = False
    is_original: bool = False
    version: str = ""
    distribution: str = ""
    organisations: tuple[Organisation, ...] = ()


@dataclass(frozen=True)
class Read:
    """What was read of a file: ``language`` in three letters as the file says it."""

    kind: str
    symbol: str
    title: str
    language: str
    uri: str
    adopted_date: str
    items: tuple[Item, ...]
    organisations: tuple[Organisation, ...] = ()


class Unreadable(Exception):  # noqa: N818 - it says what the file is
    """A file that is not read. Codes: "empty", "too large", "declarations", "not xml", "not akoma ntoso"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
