"""Kept versions of a text: one as it stood, two side by side, and two put together."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.audit.forms import attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.documents import actions, permissions
from secretariat.documents.forms.texts import KeepVersionForm, MergeForm
from secretariat.documents.models import Document, TextVersion
from secretariat.documents.queries.texts import (
    compared,
    content_of,
    digest_of_text,
    languages_in,
    shown_text,
    versions_of,
    written_of,
)
from secretariat.documents.queries.versions import base_of, is_unbroken
from secretariat.documents.views.negotiation_parts import Crumb, drafts_seen, way_to
from secretariat.engines.wording import Written, called, merge, numbers
from secretariat.ui.answering import asked, sent, unless
from secretariat.ui.templatetags.ui import direction_of, own_name

# The text that is worked on, where a version is asked for by its number.
NOW = "now"


@require_POST
def keep_version(request: OfficeRequest, pk: int) -> HttpResponse:
    """Keep the words as they stand."""
    seen, user = drafts_seen(request, pk), request.user
    unless(permissions.may_keep_version(user, seen))
    form = KeepVersionForm(request.POST)
    name = form.cleaned_data["name"] if form.is_valid() else ""
    kept = actions.keep_version(user, seen, name=name)
    messages.success(request, _("“%(name)s” is kept.") % {"name": kept.name})
    return redirect(f"{reverse('documents:text', args=[request.conference.slug, pk])}#versions")


@require_GET
def version(request: OfficeRequest, pk: int, number: int) -> HttpResponse:
    """A kept version, as it stood."""
    seen = drafts_seen(request, pk)
    kept = get_object_or_404(TextVersion.objects.filter(document=seen).select_related("entered_by"), number=number)
    text = content_of(kept)
    context = {
        "conference": request.conference,
        "document": seen,
        "version": kept,
        "holds": is_unbroken(kept),
        "paragraphs": shown_text(text, get_language() or "en"),
        "crumbs": _way(request, seen),
        "wanted": get_language() or "en",
    }
    return render(request, "documents/version.html", context)


@require_GET
def compare(request: OfficeRequest, pk: int) -> HttpResponse:
    """Two versions side by side, paragraph by paragraph and word by word."""
    seen = drafts_seen(request, pk)
    versions = versions_of(seen)
    newest = str(versions[0].number) if versions else NOW
    old, new = asked(request, "old") or newest, asked(request, "new") or NOW
    one, other = _text(seen, old), _text(seen, new)
    languages = list(dict.fromkeys((*languages_in(other), *languages_in(one)))) or [get_language() or "en"]
    preferred = asked(request, "language") or get_language() or "en"
    language = preferred if preferred in languages else languages[0]
    told = compared(one, other, language)
    context = {
        "conference": request.conference,
        "document": seen,
        "told": told,
        "rows": _rows(told.pairs, one, other),
        "language": language,
        "direction": direction_of(language),
        "filters": _choices(versions, old=old, new=new) | {"language": _marked(_languages(languages), language)},
        "old_name": _name(versions, old),
        "new_name": _name(versions, new),
        "crumbs": _way(request, seen),
        "may_merge": permissions.may_merge_versions(request.user, seen) and not hasattr(seen, "adoption"),
        "old": old,
        "new": new,
    }
    return render(request, "documents/compare.html", context)


@require_http_methods(["GET", "POST"])
def merge_versions(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put two versions together: what only one changed is taken, where both did somebody chooses."""
    seen, user = drafts_seen(request, pk), request.user
    unless(permissions.may_merge_versions(user, seen))
    versions = versions_of(seen)
    one, other = asked(request, "one"), asked(request, "other") or NOW
    if not one:
        one = str(versions[0].number) if versions else NOW
    said_base = asked(request, "base")
    base = _version(seen, said_base) if said_base else base_of(seen, _version(seen, one), _version(seen, other))
    merged = merge(content_of(base) if base else (), _text(seen, one), _text(seen, other))
    form = MergeForm(sent(request), conflicts=merged.conflicts, names=called(merged.text))
    said = {"one": _name(versions, one), "other": _name(versions, other)}
    name = _("“%(one)s” and “%(other)s” put together") % said
    done = attempt(
        form,
        lambda: actions.merge_versions(
            user, seen, paragraphs=form.decided(merged.text), name=name, seen=request.POST.get("seen", "")
        ),
    )
    if done.is_done:
        messages.success(request, _("The two versions are put together."))
        return redirect(reverse("documents:text", args=[request.conference.slug, pk]))
    context = {
        "conference": request.conference,
        "document": seen,
        "form": form,
        "conflicts": [
            {"name": called(merged.text).get(each.key) or each.key, "row": each, "fields": _fields(form, each.key)}
            for each in merged.conflicts
        ],
        "base": base,
        "seen": digest_of_text(written_of(seen)),
        "paragraphs": shown_text(merged.text, get_language() or "en"),
        "wanted": get_language() or "en",
        "filters": _choices(versions, one=one, other=other)
        | {"base": _marked([(str(each.number), each.name) for each in versions], str(base.number if base else ""))},
        "crumbs": _way(request, seen),
        **{f"{side}_name": said[side] for side in ("one", "other")},
    }
    return render(request, "documents/merge.html", context, status=422 if form.errors else 200)


def _fields(form: MergeForm, key: str) -> list[Any]:
    return [form[name] for name in form.fields if name.rpartition("-")[0] == key]


def _rows(pairs: Sequence[Any], one: Sequence[Written], other: Sequence[Written]) -> list[dict[str, Any]]:
    before, after = numbers(one), numbers(other)
    labels = {
        "changed": _("changed"),
        "moved": _("moved"),
        "gone": _("gone"),
        "new": _("new"),
        "split": _("split off"),
        "joined": _("joined with another"),
    }
    return [
        {
            "pair": pair,
            "label": labels.get(pair.change, ""),
            "old_number": before.get(pair.old.key, "") if pair.old else "",
            "new_number": after.get(pair.new.key, "") if pair.new else "",
        }
        for pair in pairs
    ]


def _version(seen: Document, asked_for: str) -> TextVersion | None:
    if asked_for == NOW:
        return None
    if not (asked_for.isascii() and asked_for.isdecimal() and len(asked_for) < 9):
        raise Http404
    return get_object_or_404(TextVersion, document=seen, number=int(asked_for))


def _text(seen: Document, asked_for: str) -> tuple[Written, ...]:
    kept = _version(seen, asked_for)
    return written_of(seen) if kept is None else content_of(kept)


def _name(versions: Sequence[TextVersion], asked_for: str) -> str:
    found = next((each.name for each in versions if str(each.number) == asked_for), None)
    return found or str(_("The text as it is now"))


def _choices(versions: Sequence[TextVersion], **chosen: str) -> dict[str, Any]:
    offered = [(NOW, str(_("The text as it is now"))), *((str(each.number), each.name) for each in versions)]
    return {name: _marked(offered, value) for name, value in chosen.items()}


def _marked(offered: Sequence[tuple[str, str]], chosen: str) -> list[dict[str, Any]]:
    return [{"value": value, "label": label, "is_chosen": value == chosen} for value, label in offered]


def _languages(codes: Sequence[str]) -> list[tuple[str, str]]:
    return [(code, own_name(code)) for code in codes]


def _way(request: OfficeRequest, seen: Document) -> list[Crumb]:
    address = reverse("documents:text", args=[request.conference.slug, seen.pk])
    return [*way_to(request, seen), Crumb(address, _("Text"))]
