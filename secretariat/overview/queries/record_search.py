"""What a search finds in the diplomatic record: meetings, missions, tasks, challenges, positions and what they hold."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.documents.models import Amendment, Document, Explanation, Paragraph
from secretariat.dossier.models import Initiative, Obstacle, Position, Report
from secretariat.engines.folding import folded
from secretariat.figures.models import Place, PlaceKind, Release
from secretariat.meetings.models import FollowUp, Meeting, Mission, Point, Stop
from secretariat.newsroom.models import Article
from secretariat.overview.queries.rows import rows_shown
from secretariat.pledges.models import Pledge
from secretariat.preparation.models import Challenge, Task
from secretariat.ui.templatetags.ui import day


@dataclass(frozen=True)
class Found:
    """Something a search found."""

    kind: str
    label: str
    detail: str
    url: str


@dataclass(frozen=True)
class _Searched:
    """A kind of rows, the fields that are searched, and how one is told."""

    model: type[models.Model]
    kind: str | Promise
    fields: tuple[str, ...]
    page: Callable[[Any], tuple[str, tuple[int, ...], str]]
    detail: Callable[[Any], object] = lambda _row: ""
    label: Callable[[Any], object] = str
    related: tuple[str, ...] = ()
    only: Q = field(default_factory=Q)


def _text(row: Any) -> object:
    return row.text


def _title(row: Any) -> object:
    return row.title


def _own(name: str) -> Callable[[Any], tuple[str, tuple[int, ...], str]]:
    return lambda row: (name, (row.pk,), "")


def _among(name: str, kind: str) -> Callable[[Any], tuple[str, tuple[int, ...], str]]:
    """A place on the page of all rows of a kind."""
    return lambda row: (name, (), f"#{kind}-{row.pk}")


_SEARCHED = (
    _Searched(
        Meeting,
        _("Meeting"),
        ("title", "subject", "host_person", "venue", "city"),
        _own("meetings:meeting"),
        lambda row: day(row.held_date),
    ),
    _Searched(
        Point,
        _("Point of a meeting"),
        ("text",),
        lambda row: ("meetings:meeting", (row.meeting_id,), f"#point-{row.pk}"),
        lambda row: row.meeting,
        _text,
        ("meeting",),
    ),
    _Searched(
        FollowUp,
        _("Follow-up"),
        ("text",),
        _own("meetings:follow_up"),
        lambda row: row.meeting,
        _text,
        ("meeting",),
    ),
    _Searched(
        Mission,
        _("Mission"),
        ("head", "purpose"),
        _own("meetings:mission"),
        lambda row: row.purpose,
        lambda row: " – ".join(part for part in (str(row.party), row.head) if part),
        ("party",),
    ),
    _Searched(
        Stop,
        _("Stop of a mission"),
        ("city", "met", "result"),
        lambda row: ("meetings:mission", (row.mission_id,), ""),
        lambda row: row.result,
        related=("country",),
    ),
    _Searched(Task, _("Task"), ("title", "details"), _own("preparation:task"), lambda row: row.get_state_display()),
    _Searched(
        Challenge,
        _("Challenge"),
        ("text",),
        _own("preparation:challenge"),
        lambda row: row.get_kind_display(),
        _text,
    ),
    _Searched(
        Position,
        _("Position"),
        ("text", "said_by"),
        lambda row: ("dossier:topic", (row.topic_id,), f"#position-{row.pk}"),
        lambda row: row.party,
        _text,
        ("party",),
    ),
    _Searched(
        Initiative,
        _("Initiative"),
        ("text",),
        _among("dossier:initiatives", "initiative"),
        lambda row: row.party,
        _text,
        ("party",),
    ),
    _Searched(
        Obstacle,
        _("Obstacle to return"),
        ("text", "area", "groups"),
        _among("dossier:obstacles", "obstacle"),
        lambda row: row.area,
    ),
    _Searched(Report, _("Report"), ("name", "text"), _own("dossier:report")),
    _Searched(
        Pledge,
        _("Pledge"),
        ("title", "text", "conditions"),
        _own("pledges:pledge"),
        lambda row: row.party,
        lambda row: row.title or row.text,
        ("party",),
    ),
    _Searched(
        Place,
        _("Area of return"),
        ("name", "code"),
        _own("dossier:area"),
        lambda row: row.code,
        only=Q(is_area_of_return=True),
    ),
    _Searched(
        Place,
        _("Camp or site"),
        ("name",),
        _own("figures:camp"),
        lambda row: row.country,
        related=("party", "country", "country__party"),
        only=Q(kind=PlaceKind.SITE),
    ),
    _Searched(
        Release,
        _("Release of figures"),
        ("title", "note"),
        _own("figures:release"),
        lambda row: row.get_state_display(),
    ),
    _Searched(
        Document,
        _("Document"),
        ("symbol", "title"),
        _own("documents:document"),
        lambda row: row.get_kind_display(),
    ),
    _Searched(
        Paragraph,
        _("Paragraph"),
        ("text",),
        lambda row: ("documents:text", (row.document_id,), f"#paragraph-{row.key}"),
        lambda row: row.document,
        _text,
        ("document",),
        Q(is_struck=False),
    ),
    _Searched(
        Amendment,
        _("Amendment"),
        ("text", "explanation"),
        _own("documents:amendment"),
        lambda row: row.document,
        lambda row: row.text if str(row.text) else row,
        ("document",),
    ),
    _Searched(
        Explanation,
        _("Explanation of vote or position"),
        ("text",),
        lambda row: ("documents:adoption", (row.document_id,), ""),
        lambda row: row.document,
        related=("document", "party"),
    ),
    _Searched(
        Article,
        _("Article"),
        ("title", "lead", "body", "byline"),
        _own("newsroom:article"),
        lambda row: row.get_state_display(),
        _title,
    ),
)


def record_found(conference: Conference, user: User, words: str, *, most: int) -> list[Found]:
    """Rows of the record that hold all the words in one of their languages, so many of a kind. One query a kind."""
    wanted = folded(words).split()
    found = []
    for kind in _SEARCHED:
        rows = rows_shown(kind.model, conference, user).filter(kind.only)
        rows = (rows.select_related(*kind.related) if kind.related else rows).order_by("-pk")
        holding = [row for row in rows if _holds(row, kind.fields, wanted)]
        found += [_told(kind, row, conference.slug) for row in holding[:most]]
    return found


def _holds(row: models.Model, fields: Iterable[str], wanted: list[str]) -> bool:
    # Compared here and not in the database: SQLite knows the two cases of Latin letters alone.
    said = folded(" ".join(words for name in fields for words in _in_every_language(getattr(row, name))))
    return all(word in said for word in wanted)


def _in_every_language(text: Any) -> list[str]:
    data = getattr(text, "data", text)
    return [words for words in data.values() if words] if isinstance(data, dict) else [str(data or "")]


def _told(kind: _Searched, row: models.Model, slug: str) -> Found:
    name, numbers, place = kind.page(row)
    address = f"{reverse(name, args=[slug, *numbers])}{place}"
    return Found(str(kind.kind), str(kind.label(row)), str(kind.detail(row) or ""), address)
