"""Who holds what: by topic, side by side, and by party, over time."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.archive.permissions import may_cite
from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.dossier import actions, permissions
from secretariat.dossier.forms.positions import (
    PositionForm,
    RevisePositionForm,
    TopicForm,
    what_is_said_of_position,
    what_is_said_of_topic,
)
from secretariat.dossier.models import Position, Topic
from secretariat.dossier.queries.brief import sides
from secretariat.dossier.queries.positions import matrix, silent_on, taking_part, topic_sheets, topics_seen
from secretariat.dossier.queries.sight import Sight
from secretariat.dossier.views.office import answered, asked_for, needs_of, sight_in_office
from secretariat.parties.models import Party
from secretariat.ui.answering import sent, unless


@require_GET
def positions(request: OfficeRequest) -> HttpResponse:
    """All topics, and who holds what on each, in one table."""
    sight = sight_in_office(request)
    sheets = topic_sheets(sight)
    rows = matrix(sight, sheets)
    speaking = {row.party.pk for row in rows}
    context = {
        "conference": request.conference,
        "sheets": sheets,
        "rows": rows,
        "silent": [sight.name(party) for party in taking_part(sight) if party.pk not in speaking],
        **_may(request),
    }
    return render(request, "dossier/positions.html", context)


@require_GET
def topic(request: OfficeRequest, pk: int) -> HttpResponse:
    """A topic with all parties side by side: for, against, neutral, not stated, silent."""
    sight = sight_in_office(request)
    found = _topic(sight, pk)
    sheet = topic_sheets(sight, topic=found)[0]
    context = {
        "conference": request.conference,
        "sheet": sheet,
        "silent": silent_on(sight, sheet),
        "may_rename": permissions.may_rename_topic(request.user, found),
        "may_cite": may_cite(request.user, Position(conference=request.conference)),
        **_may(request),
    }
    return render(request, "dossier/topic.html", context)


@require_GET
def party(request: OfficeRequest, pk: int) -> HttpResponse:
    """A party: its line over time on every topic, what it answered, proposes and says, and the meetings with it."""
    sight, found = sight_in_office(request), get_object_or_404(Party, pk=pk)
    context = {
        "conference": request.conference,
        "side": sides(sight, [found])[0],
        "may_cite": may_cite(request.user, Position(conference=request.conference)),
        **_may(request),
    }
    return render(request, "dossier/party.html", context)


@require_http_methods(["GET", "POST"])
def open_topic(request: OfficeRequest) -> HttpResponse:
    """Open a matter on which parties hold positions."""
    held, user = request.conference, request.user
    unless(permissions.may_open_topic(user, held))
    form = TopicForm(sent(request), conference=held)
    done = attempt(form, lambda: actions.open_topic(user, held, **form.details))
    words = {"title": _("Open a topic"), "button": pgettext("button", "Open"), "done": _("The topic is open.")}
    return answered(request, done, words, lambda: _all(request))


@require_http_methods(["GET", "POST"])
def rename_topic(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change what a topic is called."""
    held, user = request.conference, request.user
    found = _topic(sight_in_office(request), pk)
    unless(permissions.may_rename_topic(user, found))
    form = TopicForm(sent(request), initial=what_is_said_of_topic(found), conference=held)
    done = attempt_revision(
        form,
        lambda: actions.rename_topic(user, found, version=seen_version(form), **form.details),
        now=lambda: what_is_said_of_topic(found),
        conference=held,
    )
    words = {"title": _("Rename the topic"), "button": _("Save"), "done": _("The topic is renamed.")}
    return answered(request, done, words, lambda: _address_of(found))


@require_http_methods(["GET", "POST"])
def record_position(request: OfficeRequest) -> HttpResponse:
    """Write down what a party holds on a topic."""
    held, user = request.conference, request.user
    unless(permissions.may_record_position(user, held))
    form = PositionForm(sent(request), initial=asked_for(request, "party", "topic"), **needs_of(request))
    done = attempt(form, lambda: actions.record_position(user, held, details=form.details, cited=form.cited))
    words = {
        "title": _("Record a position"),
        "button": pgettext("button", "Record"),
        "done": _("The position is written down."),
        "text": _("What a party held before stays beside it: a new word is a new position."),
    }
    return answered(request, done, words, lambda: _all(request))


@require_http_methods(["GET", "POST"])
def revise_position(request: OfficeRequest, pk: int) -> HttpResponse:
    """Correct how a position was written down."""
    user, needs = request.user, needs_of(request)
    rows = Position.objects.in_office_of(user).filter(conference=request.conference)
    found = get_object_or_404(rows.select_related("topic"), pk=pk)
    unless(permissions.may_revise_position(user, found))
    form = RevisePositionForm(sent(request), initial=what_is_said_of_position(found), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_position(user, found, version=seen_version(form), details=form.details),
        now=lambda: what_is_said_of_position(found),
        **needs,
    )
    words = {
        "title": _("Correct a position"),
        "button": _("Save"),
        "done": _("The position is corrected."),
        "text": _("For a slip of the pen. If the party says something else now, record a new position."),
    }
    return answered(request, done, words, lambda: _address_of(found.topic))


def _topic(sight: Sight, pk: int) -> Topic:
    return get_object_or_404(topics_seen(sight), pk=pk)


def _all(request: OfficeRequest) -> str:
    return reverse("dossier:positions", args=[request.conference.slug])


def _address_of(found: Topic) -> str:
    return reverse("dossier:topic", args=[found.conference.slug, found.pk])


def _may(request: OfficeRequest) -> dict[str, Any]:
    user, held = request.user, request.conference
    return {
        "may_record": permissions.may_record_position(user, held),
        "may_open": permissions.may_open_topic(user, held),
    }
