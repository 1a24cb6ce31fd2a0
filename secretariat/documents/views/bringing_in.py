"""A text brought in from a Word document: handed in, looked at, corrected, and only then written."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from secretariat.audit.action import Refused
from secretariat.audit.forms import attempt, refuse
from secretariat.conference.permissions import OfficeRequest
from secretariat.documents import actions, permissions
from secretariat.documents.forms.bringing_in import FileForm, LookForm, count_handed_in, what_is_proposed
from secretariat.documents.models import Document
from secretariat.documents.queries.bringing_in import (
    Proposed,
    UnreadText,
    as_text,
    differences,
    notes_in_words,
    placed,
    proposed_of,
    read_text_of,
)
from secretariat.documents.queries.texts import digest_of_text, written_of
from secretariat.documents.views.negotiation_parts import drafts_seen, way_to
from secretariat.engines.wording import Written
from secretariat.ui.answering import unless
from secretariat.ui.templatetags.ui import own_name


@require_http_methods(["GET", "POST"])
def bring_in_text(request: OfficeRequest, pk: int) -> HttpResponse:
    """Hand in a Word document, look at what each paragraph would be, put it right, and have it written."""
    document = drafts_seen(request, pk)
    unless(permissions.may_bring_in_text(request.user, document))
    if request.method == "POST" and "depth-0" in request.POST:
        return _looked_at(request, document)
    # A form with a file and without fields is bound all the same.
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FileForm(*bound, conference=request.conference, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        answer = _read(request, document, form)
        if answer is not None:
            return answer
    context = {
        **_frame(request, document),
        "form": form,
        "is_adopted": hasattr(document, "adoption"),
        "has_text": bool(written_of(document)),
    }
    return render(request, "documents/bring_in.html", context, status=422 if form.errors else 200)


def _read(request: OfficeRequest, document: Document, form: FileForm) -> HttpResponse | None:
    """The page on which a file is looked at; nothing where it cannot be read, and the form says why."""
    upload, language = form.cleaned_data["upload"], form.cleaned_data["language"]
    try:
        found = read_text_of(upload.read())
    except UnreadText as error:
        refuse(form, Refused(str(error), field="upload"))
        return None
    proposed = proposed_of(found, document)
    present = written_of(document)
    said = {"language": language, "seen": digest_of_text(present), "file_name": str(upload.name)[:200]}
    look = LookForm(
        conference=request.conference,
        count=len(proposed),
        language=language,
        told=proposed,
        initial=what_is_proposed(proposed, **said),
    )
    notes = notes_in_words(found.notes)
    if found.language and found.language != language and found.language in request.conference.languages:
        notes.append(_("The file says that it is in %(language)s.") % {"language": own_name(found.language)})
    return _look(request, document, look, _shown(proposed, language, present) | {"notes": notes})


def _looked_at(request: OfficeRequest, document: Document) -> HttpResponse:
    """What was put right: written, or shown once more as it would be."""
    language = str(request.POST.get("language", ""))
    present = written_of(document)
    handed = request.POST.copy()
    if "write" not in handed:
        # What is shown now is what it is compared with.
        handed["seen"] = digest_of_text(present)
    form = LookForm(handed, conference=request.conference, count=count_handed_in(handed), language=language)
    if "write" in request.POST:
        done = attempt(form, lambda: _write(request, document, form, present))
        if done.is_done:
            return redirect(f"{reverse('documents:document', args=[request.conference.slug, document.pk])}#wording")
    shown = _shown(form.proposed, language, present) if form.is_valid() else {}
    return _look(request, document, form, shown, status=422 if form.errors else 200)


def _write(request: OfficeRequest, document: Document, form: LookForm, present: Sequence[Written]) -> None:
    said = form.cleaned_data
    text = as_text(form.proposed, said["language"], present)
    name = said["file_name"] or _("A text from a file")
    done = actions.bring_in_text(request.user, document, paragraphs=text, name=name, seen=said["seen"]).done
    told = ngettext("%(count)s paragraph was written.", "%(count)s paragraphs were written.", done)
    messages.success(request, told % {"count": done})


def _shown(proposed: Sequence[Proposed], language: str, present: Sequence[Written]) -> dict[str, Any]:
    """The text as it would be, and beside the present one, if there is one."""
    text = as_text(proposed, language, present)
    context: dict[str, Any] = {"coming": placed(text), "language": language, "language_name": own_name(language)}
    if present:
        told = differences(present, text, language)
        context |= {"counts": told.counts, "pairs": [pair for pair in told.pairs if pair.change != "same"]}
        context["has_words"] = any(each.text.get(language) for each in present)
    return context


def _look(
    request: OfficeRequest, document: Document, form: LookForm, shown: dict[str, Any], status: int = 200
) -> HttpResponse:
    context = {**_frame(request, document), "form": form, **shown}
    return render(request, "documents/bring_in_look.html", context, status=status)


def _frame(request: OfficeRequest, document: Document) -> dict[str, Any]:
    return {
        "conference": request.conference,
        "document": document,
        "crumbs": way_to(request, document),
        "leave": reverse("documents:document", args=[request.conference.slug, document.pk]),
    }
