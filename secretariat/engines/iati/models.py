"""What an activity file is made of, what is read from one, and what is wrong with one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

__all__ = [
    "SIZE_LIMIT",
    "VERSION",
    "Activity",
    "Document",
    "Flow",
    "Indicator",
    "Located",
    "Organisation",
    "Period",
    "Problem",
    "Share",
    "Transaction",
    "Unreadable",
]

VERSION = "2.03"
# Bytes; UNHCR's whole publication of a year stays under it.
SIZE_LIMIT = 64 * 1024 * 1024
# A text by the code of its language.
Texts = Mapping[str, str]


class Unreadable(Exception):  # noqa: N818 - it says what the file is
    """A file that is not read at all.

    Codes: "empty", "too large", "not xml", "declarations", "not iati". ``line`` is 0 where no line is known.
    """

    def __init__(self, code: str, line: int = 0, said: str = "") -> None:
        super().__init__(code)
        self.code, self.line, self.said = code, line, said


@dataclass(frozen=True)
class Problem:
    """Something wrong with a file.

    ``stage`` is "schema" or "rules"; ``code`` the number of the rule in the standard ("3.7.1") or libxml's name of the
    fault; ``severity`` "error" or "warning"; ``said`` the sentence of the standard or of libxml, in English; ``about``
    the identifier of the activity or organisation, if it has one.
    """

    stage: str
    code: str
    severity: str
    line: int
    said: str
    about: str = ""


@dataclass(frozen=True)
class Organisation:
    """An organisation or state: its name by language, its identifier and its code of OrganisationType, if known."""

    name: Texts
    ref: str = ""
    kind: str = ""
    # OrganisationRole, where it takes part in an activity: 1 funding, 2 accountable, 4 implementing.
    role: str = ""


@dataclass(frozen=True)
class Share:
    """A country or sector by its code, and which per cent of the activity it has; None where it is the only one."""

    code: str
    percent: Decimal | None = None


@dataclass(frozen=True)
class Located:
    """An administrative area by its P-code and name."""

    ref: str
    name: Texts


@dataclass(frozen=True)
class Transaction:
    """Money that moved or was promised: ``kind`` is a code of TransactionType."""

    kind: str
    day: date
    amount: Decimal
    currency: str
    value_day: date | None = None
    ref: str = ""
    description: Texts = field(default_factory=dict)
    provider: Organisation | None = None
    receiver: Organisation | None = None


@dataclass(frozen=True)
class Document:
    """A document on the web that shows what was done."""

    url: str
    title: Texts
    language: str = ""
    media_type: str = "text/html"
    # A code of DocumentCategory: A08 is results, outcomes and outputs.
    category: str = "A08"


@dataclass(frozen=True)
class Period:
    """What was to be reached in a period, what was reached, or both."""

    start: date
    end: date
    target: Decimal | None = None
    actual: Decimal | None = None


@dataclass(frozen=True)
class Indicator:
    """What is counted: from where, and what was to be and was reached by when."""

    title: Texts
    periods: tuple[Period, ...] = ()
    baseline: Decimal | None = None
    baseline_year: int = 0
    # A code of IndicatorMeasure: 1 unit, 2 percentage.
    measure: str = "1"


@dataclass(frozen=True)
class Activity:
    """One activity; what is empty is not written.

    ``descriptions`` are pairs of a code of DescriptionType and a text, ``dates`` of a code of ActivityDateType and a
    day, ``related`` of an identifier and a code of RelatedActivityType, ``others`` of a reference and a code of
    OtherIdentifierType. ``status`` is a code of ActivityStatus.
    """

    identifier: str
    reporting: Organisation
    title: Texts
    descriptions: tuple[tuple[str, Texts], ...]
    participants: tuple[Organisation, ...]
    status: str
    dates: tuple[tuple[str, date], ...]
    language: str = "en"
    currency: str = ""
    updated: str = ""
    others: tuple[tuple[str, str], ...] = ()
    countries: tuple[Share, ...] = ()
    regions: tuple[Share, ...] = ()
    places: tuple[Located, ...] = ()
    sectors: tuple[Share, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    documents: tuple[Document, ...] = ()
    related: tuple[tuple[str, str], ...] = ()
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True)
class Flow:
    """One transaction of a file.

    ``key`` tells it from the others of its activity and stays the same when the file is read again. ``problem`` is
    empty, or why it cannot be kept: "kind" (no pledge, commitment, disbursement or expenditure), "amount", "zero",
    "currency", "date". ``line`` is where it begins.
    """

    activity: str
    title: str
    key: str
    line: int
    code: str
    kind: str = ""
    amount: Decimal | None = None
    currency: str = ""
    day: date | None = None
    value_day: date | None = None
    provider: str = ""
    provider_ref: str = ""
    receiver: str = ""
    receiver_ref: str = ""
    country: str = ""
    description: str = ""
    problem: str = ""
