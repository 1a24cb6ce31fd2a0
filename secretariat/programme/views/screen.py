"""The screen of a room: who has the floor, how long still, who is next; opened by a secret address."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from secretariat.programme.queries.speakers import Floor, Turn, floor_of, language_beside, list_on_screen

SHOWN = 5


@require_safe
def screen(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    """The page that stands on the wall."""
    floor = _floor(slug, secret)
    context = {"floor": floor, "next": floor.waiting[:SHOWN], "more": max(0, len(floor.waiting) - SHOWN)}
    return _kept_nowhere(render(request, "programme/screen.html", context))


@require_safe
def screen_now(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    """What the screen asks every other second: the part that changes, and where the clock stands."""
    floor = _floor(slug, secret)
    context = {"floor": floor, "next": floor.waiting[:SHOWN], "more": max(0, len(floor.waiting) - SHOWN)}
    page = render(request, "programme/_screen.html", context).content.decode()
    return _kept_nowhere(JsonResponse({"html": page, "clock": _clock(floor.speaking)}))


def _floor(slug: str, secret: str) -> Floor:
    shown = list_on_screen(slug, secret)
    if shown is None:
        raise Http404
    held = shown.conference
    beside = language_beside(get_language() or "en", held)
    # In the order that the officers see too, in whatever language the screen is.
    return floor_of(shown, at=timezone.now(), language=held.original_language, beside=beside)


def _clock(turn: Turn | None) -> dict[str, object] | None:
    return None if turn is None else {"left": turn.left, "runs": turn.is_running}


def _kept_nowhere(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store, private"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer
