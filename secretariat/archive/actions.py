"""What the archive can do: keep sources, hold their files, cite them on facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import User
from secretariat.archive import permissions, queries
from secretariat.archive.models import Citation, Fact, File, Source
from secretariat.audit.action import Refused, action, unless_stale

SOURCE_FIELDS = (
    "title",
    "publisher",
    "byline",
    "published_date",
    "seen_date",
    "language",
    "kind",
    "url",
    "licence",
    "sensitivity",
)


@dataclass(frozen=True)
class Cited:
    """A source to cite on a fact that is being entered, with the passage that says it."""

    source: Source
    passage: str = ""
    start: int | None = None
    end: int | None = None


@action(allow=permissions.may_add_source)
def add_source(
    actor: User, conference: models.Model, *, key: str = "", details: Mapping[str, Any], file: File | None = None
) -> Source:
    """Keep a source for the conference, with its file if there is one; a key is made from publisher and date."""
    _unless_nameless(details)
    return keep_source(actor, conference.pk, details, key=key, file=file)


@action(allow=permissions.may_revise_source)
def revise_source(
    actor: User,
    source: Source,
    *,
    version: int | None = None,
    details: Mapping[str, Any],
    file: File | None = None,
) -> Source:
    """Correct what is kept about a source, or give it a file that is kept already."""
    del actor
    unless_stale(source, version)
    _set(source, details)
    if "title" in details or "publisher" in details:
        _unless_nameless({"title": source.title, "publisher": source.publisher})
    _hold(source, file)
    source.save(update_fields=[*SOURCE_FIELDS, "file", "file_name"])
    return source


@action(allow=permissions.may_attach)
def attach(actor: User, source: Source, *, upload: "UploadedFile[Any]") -> File:
    """Keep the file of a source; its kind is judged by its content."""
    return keep_file(actor, source, upload)


@action(allow=permissions.may_cite)
def cite(actor: User, fact: Fact, *, source: Source, passage: str = "") -> Citation:
    """Name a source for a fact, with the passage that says it."""
    del actor
    if source.conference_id != fact.conference_id:
        raise Refused(_("This source belongs to another conference."), field="source")
    if Citation.objects.of([fact]).filter(source=source, start=None).exists():
        raise Refused(_("This source is cited here already."), field="source")
    citation = citations_for(fact, [Cited(source, passage)])[0]
    citation.save()
    return citation


def citations_for(fact: Fact, cited: Iterable[Cited]) -> list[Citation]:
    """The citations of a fact, ready to be kept; for actions of the desks that enter facts."""
    kind = fact._meta.label_lower
    return [
        Citation(
            conference_id=fact.conference_id,
            source=each.source,
            thing_type=kind,
            thing_id=fact.pk,
            passage=each.passage,
            start=each.start,
            end=each.end,
        )
        for each in cited
    ]


def _set(source: Source, details: Mapping[str, Any]) -> None:
    for name in SOURCE_FIELDS:
        if name in details:
            setattr(source, name, details[name])


def _hold(source: Source, file: File | None) -> None:
    """Take a file that is kept already as that of a source."""
    if file is None:
        return
    if file.conference_id != source.conference_id:
        raise Refused(_("This file belongs to another conference."), field="file")
    source.file, source.file_name = file, file.name


def _unless_nameless(details: Mapping[str, Any]) -> None:
    """A source says at least what it is called or who published it."""
    if not details.get("title") and not details.get("publisher"):
        raise Refused(_("Give a title or a publisher."), field="title")


def _free_key(source: Source) -> str:
    stem = (
        slugify(f"{source.publisher or source.title or 'source'}-{source.published_date}")[:50].strip("-") or "source"
    )
    taken = set(
        Source.objects.filter(conference_id=source.conference_id, key__startswith=stem).values_list("key", flat=True)
    )
    if stem not in taken:
        return stem
    return next(key for key in (f"{stem}-{number}" for number in range(2, len(taken) + 3)) if key not in taken)


def keep_source(
    actor: User, conference_id: int, details: Mapping[str, Any], *, key: str = "", file: File | None = None
) -> Source:
    """Keep a source; for the actions that bring one in with a fact."""
    source = Source(conference_id=conference_id, entered_by=actor)
    _set(source, details)
    _hold(source, file)
    source.key = key or _free_key(source)
    if Source.objects.filter(conference_id=conference_id, key=source.key).exists():
        raise Refused(_("There is a source with this key already."), field="key")
    source.save()
    return source


def keep_file(actor: User, source: Source, upload: "UploadedFile[Any]") -> File:
    """Keep the bytes of a source's file; for the actions that bring files in."""
    file = _file(actor, source.conference_id, upload, queries.look_into(upload))
    source.file, source.file_name = file, file.name
    source.save(update_fields=["file", "file_name"])
    return file


def hold_report(actor: User, conference_id: int, upload: "UploadedFile[Any]") -> File:
    """Keep the bytes of a report as they came, whatever its content is; they are handed out as bytes alone."""
    return _file(actor, conference_id, upload, queries.look_into_report(upload))


def hold_table(actor: User, conference_id: int, upload: "UploadedFile[Any]") -> File:
    """Keep the bytes of a table of figures as they came; they are handed out as bytes alone."""
    return _file(actor, conference_id, upload, queries.look_into_table(upload))


def hold_file(actor: User, conference_id: int, upload: "UploadedFile[Any]") -> File:
    """Keep the bytes of a file that belongs to no source; its kind is judged by its content all the same."""
    return _file(actor, conference_id, upload, queries.look_into(upload))


def _file(actor: User, conference_id: int, upload: "UploadedFile[Any]", seen: "queries.LookedInto") -> File:
    file = File(conference_id=conference_id, entered_by=actor, name=seen.name, sha256=seen.sha256)
    file.content_type, file.size = seen.content_type, seen.size
    file.content.save(seen.stored_name, upload, save=False)
    file.save()
    return file
