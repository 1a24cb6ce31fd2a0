"""Pages of datasets, of files handed in, and of what their import changed."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.engines.statistics import Unreadable
from secretariat.figures import actions, permissions
from secretariat.figures.forms.imports import DatasetForm, HandInForm, MatchForm
from secretariat.figures.models import Dataset, Edition, EditionState
from secretariat.figures.queries import changes
from secretariat.figures.queries.editions import (
    UNDER_WAY,
    current_counts,
    datasets_of,
    editions_of,
    is_stuck,
    latest_editions,
)
from secretariat.figures.queries.files import look_into, matching_of
from secretariat.figures.queries.previewing import first_rows
from secretariat.figures.queries.problem_words import fault_in_words, problems_in_words, reason_in_words
from secretariat.figures.views.counts import told_counts
from secretariat.figures.views.office import answered, needs_of
from secretariat.ui.answering import sent, unless
from secretariat.ui.spreadsheets import harmless

MOST_PROBLEMS = 100
CHANGED = ("year", "group", "measure", "origin", "asylum", "place", "sex", "from age", "to age", "before", "after")


@require_GET
def datasets(request: OfficeRequest) -> HttpResponse:
    """All datasets of the conference, with their newest editions."""
    held, user = request.conference, request.user
    found = list(datasets_of(held, user))
    latest, counts = latest_editions(found), current_counts(found)
    context = {
        "conference": held,
        "rows": [{"dataset": each, "edition": latest.get(each.pk), "count": counts.get(each.pk, 0)} for each in found],
        "may_add": permissions.may_add_dataset(user, held),
    }
    return render(request, "figures/datasets.html", context)


@require_http_methods(["GET", "POST"])
def add_dataset(request: OfficeRequest) -> HttpResponse:
    """Name what a publisher brings out again and again."""
    held, user = request.conference, request.user
    unless(permissions.may_add_dataset(user, held))
    form = DatasetForm(sent(request), **needs_of(request))
    made: list[Dataset] = []
    done = attempt(form, lambda: made.append(actions.add_dataset(user, held, details=form.cleaned_data)))
    if done.is_done:
        messages.success(request, _("The dataset is kept. Hand in its first file."))
        return redirect("figures:hand_in_edition", held.slug, made[0].pk)
    words = {"title": _("Add a dataset"), "button": _("Keep"), "done": ""}
    return answered(request, done, words, lambda: reverse("figures:datasets", args=[held.slug]))


@require_GET
def dataset(request: OfficeRequest, pk: int) -> HttpResponse:
    """One dataset and its editions."""
    kept = _dataset(request, pk)
    context = {
        "conference": request.conference,
        "dataset": kept,
        "editions": list(editions_of(request.conference, request.user).filter(dataset=kept)),
        "count": current_counts([kept]).get(kept.pk, 0),
        "may_hand_in": permissions.may_hand_in_edition(request.user, kept),
    }
    return render(request, "figures/dataset.html", context)


@require_http_methods(["GET", "POST"])
def hand_in_edition(request: OfficeRequest, pk: int) -> HttpResponse:
    """Hand in a file of a dataset."""
    kept, user = _dataset(request, pk), request.user
    unless(permissions.may_hand_in_edition(user, kept))
    given = {"publisher": kept.publisher, "licence": kept.licence, "sensitivity": kept.sensitivity, "title": kept.name}
    # A form with a file and without fields is bound all the same.
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = HandInForm(*bound, initial=given, **needs_of(request))
    made: list[Edition] = []

    def deed() -> None:
        upload = form.cleaned_data["upload"]
        made.append(
            actions.hand_in_edition(user, kept, upload=upload, source=form.chosen, details=form.details)
        )  # fmt: skip

    done = attempt(form, deed)
    if done.is_done:
        messages.success(request, _("The file is kept. Look at what its import would do."))
        return redirect("figures:edition", request.conference.slug, made[0].pk)
    words = {"title": _("Hand in a file: %(dataset)s") % {"dataset": kept}, "button": _("Hand in"), "done": ""}
    return answered(request, done, words, lambda: reverse("figures:dataset", args=[request.conference.slug, pk]))


@require_GET
def edition(request: OfficeRequest, pk: int) -> HttpResponse:
    """An edition: what its import would do, how far it is, or what it did."""
    kept, user, at = _edition(request, pk), request.user, timezone.now()
    problems = problems_in_words(kept.problems)
    is_under_way = kept.state in UNDER_WAY
    context: dict[str, Any] = {
        "conference": request.conference,
        "edition": kept,
        "is_under_way": is_under_way,
        "is_stuck": is_stuck(kept, at),
        "is_looked_through": kept.state == EditionState.HANDED_IN and not kept.counts and not kept.reason,
        "counts": told_counts(kept.counts),
        "problems": problems[:MOST_PROBLEMS],
        "reason": reason_in_words(kept.reason) if kept.reason else "",
        "may_import": permissions.may_import_edition(user, kept) and kept.state != EditionState.IMPORTED,
        "may_stop": permissions.may_stop_import(user, kept) and is_under_way,
    }
    if not is_under_way and kept.state != EditionState.IMPORTED:
        try:
            context["preview"] = first_rows(kept)
        except Unreadable as error:
            context["reason"] = fault_in_words(error.code, error.name)
    return render(request, "figures/edition.html", context)


@require_http_methods(["GET", "POST"])
def match_columns(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say which column says what."""
    kept, user = _edition(request, pk), request.user
    unless(permissions.may_match_columns(user, kept))
    try:
        needs: dict[str, Any] = {"looked": look_into(kept), "matching": matching_of(kept)}
    except Unreadable as error:
        messages.error(request, fault_in_words(error.code, error.name))
        return redirect("figures:edition", request.conference.slug, pk)

    def now() -> dict[str, Any]:
        return {"version": _edition(request, pk).version, "leaves_out_refused": kept.leaves_out_refused}

    form = MatchForm(sent(request), initial=now(), **needs)

    def deed() -> Edition:
        leaves_out = form.cleaned_data["leaves_out_refused"]
        return actions.match_columns(
            user, kept, matching=form.matching, leaves_out_refused=leaves_out, version=seen_version(form)
        )

    done = attempt_revision(form, deed, now=now, **needs)
    if done.is_done:
        messages.success(request, _("The columns are matched; the file is looked through anew."))
        return redirect("figures:edition", request.conference.slug, pk)
    context = {"conference": request.conference, "edition": kept, "form": done.form, "differences": done.differences}
    return render(request, "figures/match_columns.html", context, status=422 if done.form.errors else 200)


@require_POST
def import_edition(request: OfficeRequest, pk: int) -> HttpResponse:
    """Have the worker import an edition."""
    actions.import_edition(request.user, _edition(request, pk), at=timezone.now())
    messages.success(request, _("The import is begun."))
    return redirect("figures:edition", request.conference.slug, pk)


@require_POST
def stop_import(request: OfficeRequest, pk: int) -> HttpResponse:
    """Stop an import; nothing of it is kept."""
    kept = _edition(request, pk)
    if kept.state == EditionState.WRITING and not is_stuck(kept, timezone.now()):
        # Said without waiting for the lock that the writing holds.
        messages.warning(request, _("It is being written already, which takes seconds; it can no longer be stopped."))
    else:
        actions.stop_import(request.user, kept, at=timezone.now())
        messages.success(request, _("It is stopped. Nothing of it is kept."))
    return redirect("figures:edition", request.conference.slug, pk)


@require_GET
def edition_changes(request: OfficeRequest, pk: int) -> HttpResponse:
    """What an edition changed: by year, by country, and number by number."""
    kept = _edition(request, pk)
    if request.GET.get("as") == "csv":
        return _as_csv(kept)
    years, countries = changes.changes_summed(kept, changes.places_of_changes(kept))
    context = {
        "conference": request.conference,
        "edition": kept,
        "counts": told_counts(changes.counts_of_changes(kept)),
        "years": years,
        "countries": countries,
        "numbers": list(changes.single_changes(kept)),
        "most": changes.MOST,
    }
    return render(request, "figures/edition_changes.html", context)


def _as_csv(kept: Edition) -> HttpResponse:
    sheet = io.StringIO()
    table = csv.writer(sheet)
    table.writerow(CHANGED)
    for each in changes.single_changes(kept, most=None):
        table.writerow(_row(each.observation, each.before, each.after))
    for observation in changes.new_numbers(kept).iterator(chunk_size=5_000):
        table.writerow(_row(observation, None, observation.value))
    # With its mark, so that a spreadsheet takes it for the Unicode that it is.
    answer = HttpResponse("\ufeff" + sheet.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{kept.dataset.key}-{kept.number}-changes.csv"'
    return answer


def _row(observation: Any, before: int | None, after: int | None) -> Iterable[str]:
    said = (
        observation.year,
        observation.group,
        observation.measure,
        observation.origin.code if observation.origin else "",
        observation.asylum.code if observation.asylum else "",
        observation.place or "",
        observation.sex,
        observation.min_age,
        observation.max_age,
        before,
        after,
    )
    return ["" if value is None else harmless(value) for value in said]


def _dataset(request: OfficeRequest, pk: int) -> Dataset:
    return get_object_or_404(datasets_of(request.conference, request.user), pk=pk)


def _edition(request: OfficeRequest, pk: int) -> Edition:
    return get_object_or_404(editions_of(request.conference, request.user), pk=pk)
