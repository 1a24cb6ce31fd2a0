"""What reading a report gives: the clean text, and everything found in it with its place, confidence and rule.

Offsets are counted in characters of ``Reading.text`` (start included, end excluded). A confidence is a number from 0
to 1: how often the rule that found it was right on the annotated reports, not a claim about the world.
"""

from dataclasses import dataclass
from typing import Literal

Precision = Literal["day", "month", "year", "open"]


@dataclass(frozen=True)
class Span:
    """A stretch of the clean text."""

    start: int
    end: int


@dataclass(frozen=True)
class Found:
    """What every finding carries: where it stands, how sure the rule is, and which rule it was."""

    span: Span
    confidence: float
    rule: str


@dataclass(frozen=True)
class KnownParty:
    """A party the reader may meet: its code and every name it goes by, in any language."""

    code: str
    names: tuple[str, ...]
    is_state: bool = True


@dataclass(frozen=True)
class Line:
    """A line of the file that was taken for furniture of the page, and by which rule."""

    text: str
    rule: str


@dataclass(frozen=True)
class Title:
    """The report's own head matter; each value is empty where the report does not say it.

    ``published`` is ISO 8601: a day, a month, or empty.
    """

    title: str = ""
    byline: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""


@dataclass(frozen=True)
class Opened:
    """A file made into text: paragraphs parted by a newline, with the head matter its format carries."""

    text: str
    head: Title
    kind: Literal["txt", "html", "pdf", "docx", "eml"]
    furniture: tuple[Line, ...] = ()
    # Sentences for a person, by code: what was odd about the file and what was done.
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartyFound(Found):
    """A mention of a state or organisation."""

    code: str


@dataclass(frozen=True)
class PersonFound(Found):
    """A person with the capacity in which the report names them.

    ``name`` as the report writes it, without quotation marks and titles; ``party`` is a code or empty; ``body`` the
    ministry or office, as the report writes it, or empty.
    """

    name: str
    capacity: str = ""
    party: str = ""
    body: str = ""
    honorific: str = ""


@dataclass(frozen=True)
class BodyFound(Found):
    """A ministry, agency or office of a party."""

    name: str
    party: str = ""


@dataclass(frozen=True)
class PlaceFound(Found):
    """A city or country as a place; ``country`` is an ISO 3166-1 alpha-2 code or empty."""

    name: str
    country: str = ""


@dataclass(frozen=True)
class DateFound(Found):
    """A date as it stands, and what it comes to.

    ``value`` is ISO 8601 (day, month or year as ``precision`` says) and empty where it is open: a relative date in a
    report that carries no date of its own.
    """

    words: str
    value: str
    precision: Precision
    is_relative: bool = False


@dataclass(frozen=True)
class StatementFound(Found):
    """Somebody said something: the span covers the content, not the speaker or verb.

    ``speakers`` are codes of parties; ``person`` the speaker's name if a person speaks; ``verb`` one of
    ``reading.VERBS``; ``said`` is the date of the statement where the report gives one.
    """

    speakers: tuple[str, ...]
    verb: str
    content: str
    person: str = ""
    passage: Span = Span(0, 0)


@dataclass(frozen=True)
class MeetingFound(Found):
    """A meeting that the report tells of; the span is the sentence that says so.

    ``kind``: preparatory, bilateral, margins, working group, video, other. ``when`` is ISO 8601 or empty.
    """

    kind: str
    host: str = ""
    host_person: str = ""
    visitors: tuple[str, ...] = ()
    head: str = ""
    bodies: tuple[str, ...] = ()
    city: str = ""
    country: str = ""
    when: str = ""
    when_words: str = ""
    subject: str = ""


@dataclass(frozen=True)
class StopFound:
    """One stop of a tour: a country's code, perhaps the city, the day and whom they met."""

    country: str
    city: str = ""
    when: str = ""
    met: str = ""


@dataclass(frozen=True)
class MissionFound(Found):
    """A tour; ``reports_back`` says that the report has its results told at the meeting."""

    party: str
    head: str = ""
    purpose: str = ""
    stops: tuple[StopFound, ...] = ()
    reports_back: bool = False


@dataclass(frozen=True)
class ChallengeFound(Found):
    """Something that stands in the conference's way, as somebody says.

    ``kind``: obstruction, pressure, call not to attend, boycott, collective decision not to attend, security, funding,
    logistics, sanctions, health. ``said_by`` who says so, ``done_by`` who is said to do it, ``done_to`` to whom.
    """

    kind: str
    text: str
    said_by: tuple[str, ...] = ()
    done_by: tuple[str, ...] = ()
    done_to: tuple[str, ...] = ()


@dataclass(frozen=True)
class InitiativeFound(Found):
    """An initiative that a party is said to have made or proposed."""

    party: str
    text: str


@dataclass(frozen=True)
class FigureFound(Found):
    """A number with what it counts.

    ``unit``: persons, households, USD, EUR … (ISO 4217) or another noun; ``counts`` what is counted, in the words of
    the report; ``place`` a code or name; ``qualifier``: about, more than, less than, up to, or empty; ``as_of`` ISO
    or empty.
    """

    value: float
    unit: str
    counts: str
    qualifier: str = ""
    place: str = ""
    as_of: str = ""


@dataclass(frozen=True)
class ConferenceFound(Found):
    """What the report says of the conference itself: where it is held and when."""

    city: str = ""
    country: str = ""
    when: str = ""
    precision: Precision = "open"
    when_words: str = ""


@dataclass(frozen=True)
class Reading:
    """A report as it was read: the clean text, its head matter, and what was found."""

    text: str
    language: str
    head: Title
    furniture: tuple[Line, ...] = ()
    sentences: tuple[Span, ...] = ()
    parties: tuple[PartyFound, ...] = ()
    persons: tuple[PersonFound, ...] = ()
    bodies: tuple[BodyFound, ...] = ()
    places: tuple[PlaceFound, ...] = ()
    dates: tuple[DateFound, ...] = ()
    statements: tuple[StatementFound, ...] = ()
    meetings: tuple[MeetingFound, ...] = ()
    missions: tuple[MissionFound, ...] = ()
    challenges: tuple[ChallengeFound, ...] = ()
    initiatives: tuple[InitiativeFound, ...] = ()
    figures: tuple[FigureFound, ...] = ()
    conferences: tuple[ConferenceFound, ...] = ()
    # Whether the report has anything to do with a conference, refugees or diplomacy; without it nothing is drafted.
    is_relevant: bool = True
    # Codes of what could not be settled, such as "date_open" or "language_unsupported"; the desk has the sentences.
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Likeness:
    """How alike two names or two reports are, from 0 to 1, and why."""

    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class EventKey:
    """By what a meeting is known again in another publisher's report.

    ``kind`` is that of ``MeetingFound``; ``when`` ISO 8601 (a day or a month) or empty; ``parties`` codes of states and
    organisations; ``persons`` names in any spelling; ``city`` and ``country`` where it was, or empty.
    """

    kind: str = ""
    when: str = ""
    parties: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    city: str = ""
    country: str = ""


class Unopenable(Exception):  # noqa: N818 - the house's word
    """A file that cannot be made into text; ``code`` names the reason, and the desk has the sentence.

    Codes: empty, too_large, no_text (a PDF of pictures), protected (asks for a password), broken (not what its name
    says), unknown_kind, wrong_encoding, too_slow (took longer than allowed), too_much (needed more memory than
    allowed).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
