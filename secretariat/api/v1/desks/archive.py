"""What a program may read and do at the desk ``archive``.

Citations are told with the facts that they stand on: a source alone does not say who may read the fact.
"""

from datetime import date
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import AfterValidator, Field

from secretariat.api.v1.asking import Asking
from secretariat.api.v1.deeds import FILE, Deed, Given
from secretariat.api.v1.given import DAY_OR_MONTH, MAYBE_PAST_DAY, SOURCE, text
from secretariat.api.v1.refusals import wrong
from secretariat.api.v1.resources import (
    FACT,
    Computed,
    Person,
    Resource,
    in_office_or_public,
    sits_in_office,
)
from secretariat.api.v1.shapes import Id, Shape, words
from secretariat.archive.models import Fact, File, Source
from secretariat.archive.queries import fact_in_office
from secretariat.conference.models import Conference
from secretariat.engines.conferencefile.limits import LANGUAGE_CODE, SOURCE_KEY

SOURCES, FILES = "archive/sources", "archive/files"
BROWSABLE = ("https://", "http://")


def _files(user: Person, conference: Conference) -> "QuerySet[Any]":
    """Files of sources: their bytes are handed out by the office, and never here."""
    return File.objects.visible_to(user).filter(conference=conference)


def _browsable(url: str) -> str:
    return url if url.startswith(BROWSABLE) else ""


RESOURCES: tuple[Resource, ...] = (
    Resource(
        SOURCES,
        Source,
        in_office_or_public(Source),
        (
            "key",
            "title",
            "publisher",
            "byline",
            "published_date",
            "seen_date",
            "language",
            "kind",
            "licence",
            "file",
            "file_name",
            *FACT,
        ),
        "What facts rest on: who published what, when, in which language; or a letter, a call, minutes.",
        filters=(
            "key",
            "publisher",
            "published_date",
            "published_date_from",
            "published_date_until",
            "seen_date_from",
            "seen_date_until",
            "language",
            "kind",
            "sensitivity",
        ),
        computed=(Computed("url", str, ("url",), _browsable),),
        told_to=dict.fromkeys((*FACT, "file", "file_name"), sits_in_office),
        is_public=True,
    ),
    Resource(
        FILES,
        File,
        _files,
        ("name", "content_type", "size", "sha256", "entered_at"),
        "Files that were handed in for sources; what a file is was judged by its content.",
        filters=("name", "content_type", "sha256", "entered_at_from", "entered_at_until"),
    ),
)

# ---- deeds ----------------------------------------------------------------------------------------------------------


class FactShape(Shape):
    """A fact by its kind, as ``delegations.answer``, and its number."""

    kind: Annotated[str, Field(min_length=3, max_length=60, pattern=r"^[a-z]+\.[a-z]+$")]
    id: Id


def _fact(value: Any, asking: Asking) -> Fact:
    found = fact_in_office(asking.user, asking.conference.pk, value.kind, value.id)
    if found is None:
        raise wrong(_("There is no row %(id)s of this kind here.") % {"id": value.id}, pointer="/thing")
    return found


def _published(value: str, asking: Asking, pointer: str) -> str:
    """A day or a month that has come; a month has come when its first day has."""
    today: date = timezone.localdate(asking.at, asking.conference.zone)
    if value > today.isoformat()[: len(value)]:
        raise wrong(_("This day has not come yet."), pointer=pointer)
    return DAY_OR_MONTH.made(value, asking, pointer)  # type: ignore[no-any-return]


def _of_the_web(value: str) -> str:
    try:
        return value if not value else _checked(value)
    except ValidationError as error:
        raise ValueError(error.messages[0]) from error


def _checked(value: str) -> str:
    URLValidator(schemes=["http", "https"])(value)
    return value


def _matching(pattern: str, longest: int) -> Any:
    return Annotated[str, Field(max_length=longest, pattern=f"^$|{pattern}")]


OF_A_SOURCE: dict[str, Given] = {
    "details.published_date": Given(DAY_OR_MONTH.shape, _published, is_needed=False),
    "details.seen_date": MAYBE_PAST_DAY,
    "details.language": Given(_matching(LANGUAGE_CODE, 35), is_needed=False),
    "details.url": Given(Annotated[words(1_000, is_line=True), AfterValidator(_of_the_web)], is_needed=False),
}
COLUMNS = ("title", "publisher", "byline", "kind", "licence", "sensitivity")
DEEDS: tuple[Deed, ...] = (
    Deed(
        "archive.add_source",
        details=COLUMNS,
        of=Source,
        makes=True,
        given={"key": Given(_matching(SOURCE_KEY, 80), is_needed=False), **OF_A_SOURCE},
    ),
    Deed("archive.revise_source", SOURCES, details=COLUMNS, given=OF_A_SOURCE),
    Deed("archive.attach", SOURCES, given={"upload": FILE}, has_file=True),
    Deed(
        "archive.cite",
        named=FactShape,
        thing=_fact,
        given={"source": SOURCE, "passage": text(8_000, is_needed=False)},
    ),
)
LEFT_OUT: dict[str, str] = {}
