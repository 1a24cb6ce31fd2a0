"""Releases: preparing, laying out, handing to a second person, publishing, withdrawing, replacing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action, plain, unless_stale
from secretariat.conference.models import Conference
from secretariat.figures import permissions
from secretariat.figures.actions.publishing import publish_content
from secretariat.figures.actions.reviewing import ask_for_review, review_for
from secretariat.figures.models import Dataset, Edition, EditionState, Release, ReleaseState, ReviewState
from secretariat.figures.queries.releases import TableLayout, asked_of, editions_of

OPEN = frozenset({ReleaseState.PREPARED, ReleaseState.RETURNED})


@dataclass(frozen=True)
class Words:
    """What a release is called, and what its readers are told."""

    title: object
    note: object = ""


@dataclass(frozen=True)
class Laid:
    """A release as a person laid it out, over one edition."""

    words: Words
    layout: TableLayout
    edition: Edition


@action(allow=permissions.may_prepare_release)
def prepare_release(actor: User, conference: Conference, *, words: Words, dataset: Dataset) -> Release:
    """Begin a release over the newest edition of a dataset."""
    if dataset.conference_id != conference.pk or not Dataset.objects.in_office_of(actor).filter(pk=dataset.pk).exists():
        raise Refused(_("This dataset is not here."), field="dataset")
    newest = editions_of(conference, dataset.key).first()
    if newest is None:
        raise Refused(_("Nothing of this dataset is imported yet."), field="dataset")
    release = Release(conference=conference, prepared_by=actor, number=_next_number(conference))
    release.editions = [_stated(newest)]
    release.layout = {"dataset": dataset.key}
    _name(release, words)
    release.save()
    return release


@action(allow=permissions.may_lay_out_release)
def lay_out_release(actor: User, release: Release, *, laid: Laid, at: datetime, version: int | None = None) -> Release:
    """Say what stands in rows and columns; whoever did so last cannot be the one who approves."""
    unless_stale(release, version)
    _refuse_unless(release, OPEN)
    layout, edition = laid.layout, laid.edition
    if edition.conference_id != release.conference_id or edition.state != EditionState.IMPORTED:
        raise Refused(_("This edition is not imported here."), field="edition")
    if edition.dataset.key != layout.dataset or layout.dataset != release.layout.get("dataset", layout.dataset):
        raise Refused(_("A release is drawn from one dataset: figures of two are never added."), field="edition")
    _name(release, laid.words)
    release.layout, release.editions = layout.as_data(), [_stated(edition)]
    release.prepared_by, release.state, release.reason = actor, ReleaseState.PREPARED, ""
    asked = asked_of(release)
    release.save(update_fields=["title", "note", "layout", "editions", "prepared_by", "state", "reason"])
    ask_for_review(release, asked, at=at)
    return release


@action(allow=permissions.may_review_release)
def review_release(actor: User, release: Release, *, at: datetime) -> Release:
    """Have it computed anew what is to be hidden, since something changed or the worker fell silent."""
    del actor
    _refuse_unless(release, OPEN | {ReleaseState.SUBMITTED})
    review = review_for(release)
    if review is not None and review.is_under_way and not review.is_stuck(at):
        raise Refused(_("It is being computed already."))
    ask_for_review(release, asked_of(release), at=at)
    return release


@action(allow=permissions.may_submit_release)
def submit_release(actor: User, release: Release, *, version: int | None = None) -> Release:
    """Hand a release to a second person."""
    del actor
    unless_stale(release, version)
    _refuse_unless(release, OPEN)
    _refuse_unless_protected(release)
    release.state, release.reason = ReleaseState.SUBMITTED, ""
    release.save(update_fields=["state", "reason"])
    return release


@action(allow=permissions.may_return_release)
def return_release(actor: User, release: Release, *, reason: str, version: int | None = None) -> Release:
    """Send a release back to whoever prepared it, and say why."""
    del actor
    unless_stale(release, version)
    _refuse_unless(release, {ReleaseState.SUBMITTED})
    release.state, release.reason = ReleaseState.RETURNED, _said(reason)
    release.save(update_fields=["state", "reason"])
    return release


@action(allow=permissions.may_approve_release)
def approve_release(actor: User, release: Release, *, at: datetime, version: int | None = None) -> Release:
    """Publish a release that somebody else prepared, after all has been counted and tried once more."""
    unless_stale(release, version)
    _refuse_unless(release, {ReleaseState.SUBMITTED})
    if release.prepared_by_id == actor.pk:
        raise Refused(_("A second person approves what one has prepared."))
    # Of two that are approved at once the second sees the first.
    Conference.objects.select_for_update(no_key=True).get(pk=release.conference_id)
    content, rules = publish_content(release)
    release.content, release.rules = content, rules
    release.state, release.approved_by, release.published_at = ReleaseState.PUBLISHED, actor, at
    release.save(update_fields=["content", "rules", "state", "approved_by", "published_at"])
    return release


@action(allow=permissions.may_withdraw_release)
def withdraw_release(actor: User, release: Release, *, reason: str, version: int | None = None) -> Release:
    """Take a published table away; its address stays and says why."""
    del actor
    unless_stale(release, version)
    _refuse_unless(release, {ReleaseState.PUBLISHED})
    release.state, release.reason = ReleaseState.WITHDRAWN, _said(reason)
    release.save(update_fields=["state", "reason"])
    return release


@action(allow=permissions.may_replace_release)
def replace_release(actor: User, release: Release) -> Release:
    """Begin a release that takes the place of a published one, over the newest edition of its dataset."""
    _refuse_unless(release, {ReleaseState.PUBLISHED, ReleaseState.WITHDRAWN})
    unfinished = Release.objects.filter(replaces=release).exclude(state=ReleaseState.WITHDRAWN).first()
    if unfinished is not None:
        raise Refused(_("Release %(number)s replaces it already.") % {"number": unfinished.number})
    held = Conference.objects.select_for_update(no_key=True).get(pk=release.conference_id)
    newest = editions_of(held, release.layout.get("dataset", "")).first()
    if newest is None:
        raise Refused(_("Nothing of this dataset is imported yet."))
    made = Release(conference=held, prepared_by=actor, number=_next_number(held), replaces=release)
    made.title, made.note, made.layout, made.editions = release.title, release.note, release.layout, [_stated(newest)]
    made.save()
    return made


def _next_number(conference: Conference) -> int:
    """The door holds the conference, so no number is given twice."""
    highest: int | None = Release.objects.filter(conference=conference).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def _stated(edition: Edition) -> dict[str, Any]:
    return {"dataset": edition.dataset.key, "number": edition.number}


def _name(release: Release, words: Words) -> None:
    release.title, release.note = words.title, words.note
    said = plain(release.title)
    if not (said if isinstance(said, dict) else str(said or "").strip()):
        raise Refused(_("A release needs a title."), field="title")


def _said(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise Refused(_("Say why."), field="reason")
    return reason


def _refuse_unless(release: Release, states: Collection[str]) -> None:
    if release.state not in states:
        raise Refused(
            _("This cannot be done with a release that is: %(state)s.") % {"state": release.get_state_display()}
        )


def _refuse_unless_protected(release: Release) -> None:
    review = review_for(release)
    if review is None or review.is_under_way:
        raise Refused(_("It is not computed yet what must be hidden. Look at the review first."))
    if review.state != ReviewState.PASSED:
        raise Refused(_("It cannot be published like this. The review says why."))
