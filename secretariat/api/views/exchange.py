"""Pages of the exchange: load a conference file, take one out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from secretariat.accounts.models import Role, User
from secretariat.api import actions, permissions, queries
from secretariat.api.forms.exchange import LoadForm
from secretariat.audit.action import Refused
from secretariat.audit.queries import house
from secretariat.conference.permissions import OfficeRequest
from secretariat.engines import conferencefile


@login_required
def load(request: HttpRequest) -> HttpResponse:
    """Load a conference file, or list everything that is wrong with it."""
    user = request.user
    if not isinstance(user, User) or not (user.is_superuser or user.conferences_as({Role.SECRETARY})):
        raise PermissionDenied
    form = LoadForm(request.POST or None, request.FILES or None)
    problems: list[dict[str, object]] = []
    if request.method == "POST" and form.is_valid():
        try:
            file = conferencefile.read(form.cleaned_data["file"], known=queries.known_codes())
            batch = actions.load(user, house(), file=file)
        except conferencefile.Unreadable as error:
            problems = [_in_words(problem) for problem in error.problems]
        except Refused as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _summary(file, batch.done))
            for name, why in batch.skipped:
                messages.warning(request, f"{name}: {why}")
            return redirect("overview:offices")
    status = 422 if problems or form.errors else 200
    return render(request, "api/load.html", {"form": form, "problems": problems}, status=status)


@require_GET
def export(request: OfficeRequest) -> HttpResponse:
    """The conference as a conference file."""
    if not permissions.may_export(request.user, request.conference):
        raise PermissionDenied
    try:
        text = queries.conference_file_text(request.conference)
    except conferencefile.Unreadable as error:
        for problem in error.problems:
            said = _in_words(problem)
            messages.error(request, _("No file can hold %(where)s: %(sentence)s") % said)
        return redirect("conference:conference", request.conference.slug)
    response = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{request.conference.slug}.yaml"'
    return response


def _in_words(problem: "conferencefile.Problem") -> dict[str, object]:
    return {"line": problem.line, "where": problem.where, "sentence": _(problem.message) % problem.values}


def _summary(file: "conferencefile.ConferenceFile", done: int) -> str:
    waiting = ", ".join(f"{name} ({conferencefile.count(text)})" for name, text in file.kept.items())
    loaded = _("%(slug)s is loaded: %(done)s rows were added or changed.") % {
        "slug": file.conference.slug,
        "done": done,
    }
    return f"{loaded} " + (
        _("Held word for word, no desk keeps them yet: %(names)s.") % {"names": waiting} if waiting else ""
    )
