"""The languages of a paper: how far each has come, its file, and what translators have before them."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.archive.queries import as_sheet
from secretariat.audit.forms import attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.documents import actions, permissions
from secretariat.documents.forms.papers import LanguageVersionForm, what_is_said_of_language
from secretariat.documents.models import Document, LanguageVersion
from secretariat.documents.queries.naming import name_of_file
from secretariat.documents.queries.papers import file_seen, sees_drafts
from secretariat.documents.queries.translations import translations as work_of
from secretariat.documents.views.negotiation_parts import document_seen
from secretariat.documents.views.papers import FORM, on_the_way, today_at
from secretariat.documents.views.sheet import sheet_of_translations
from secretariat.ui.answering import answered_with, asked, sent, unless
from secretariat.ui.spreadsheets import as_file
from secretariat.ui.templatetags.ui import own_name

# So many lines of a language are shown; the whole is saved as a table.
MOST_OF_EACH, MOST_OF_ONE = 50, 500


@require_http_methods(["GET", "POST"])
def set_language_version(request: OfficeRequest, pk: int, language: str) -> HttpResponse:
    """Say how far a language has come, by when it is due, and hand in its file."""
    seen, user = document_seen(request, pk), request.user
    unless(permissions.may_set_language_version(user, seen))
    kept = _kept(seen, language)
    if kept is None and language not in request.conference.languages:
        raise Http404
    needs = {"has_file": bool(kept and kept.file_id)}
    files = request.FILES if request.method == "POST" else None
    form = LanguageVersionForm(sent(request), files, initial=what_is_said_of_language(kept), **needs)
    done = attempt_revision(
        form,
        lambda: actions.set_language_version(
            user,
            seen,
            language=language,
            details=form.details,
            on=today_at(request),
            version=seen_version(form),
        ),
        now=lambda: what_is_said_of_language(_kept(seen, language)),
        **needs,
    )
    way = on_the_way(request, seen)
    words = {
        "conference": request.conference,
        "crumbs": way,
        "title": _("%(symbol)s in %(language)s")
        % {"symbol": seen.symbol or seen.title, "language": own_name(language)},
        "text": _("The file that is there: %(name)s") % {"name": kept.file.name} if kept and kept.file else "",
        "button": _("Save"),
        "done": _("The language version is kept."),
    }
    return answered_with(request, FORM, done, words, lambda: f"{way[-1].url}#languages")


@require_GET
def document_file(request: OfficeRequest, pk: int, language: str) -> FileResponse:
    """The file of a paper in a language, to be kept and never shown as a page of this house."""
    seen = document_seen(request, pk)
    file = file_seen(request.user, seen, language)
    if file is None:
        raise Http404
    answer = FileResponse(file.content.open("rb"), as_attachment=True, filename=name_of_file(seen, language, file))
    answer["Content-Type"] = file.content_type
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@require_GET
def translations(request: OfficeRequest) -> HttpResponse:
    """What translators have before them: what is missing and what is late, by language."""
    held, user, language = request.conference, request.user, asked(request, "language")
    unless(sees_drafts(user, held.pk))
    sections = work_of(user, held, today_at(request), language)
    kind = request.GET.get("format")
    if kind in {"csv", "xlsx"}:
        sheet = as_sheet(sheet_of_translations(sections), str(kind), title=_("Translations"))
        return as_file(sheet, str(kind), name=f"{held.slug}-translations")
    context = {
        "conference": held,
        "crumbs": on_the_way(request),
        "sections": sections,
        "most": f":{MOST_OF_ONE if language else MOST_OF_EACH}",
        "languages_offered": [
            {"code": code, "name": own_name(code), "is_chosen": code == language} for code in held.languages
        ],
        "chosen": language,
        "may_set": permissions.works_on_texts(user, held.pk),
    }
    return render(request, "documents/translations.html", context)


def _kept(seen: Document, language: str) -> LanguageVersion | None:
    return seen.languages.filter(language=language).select_related("file").first()
