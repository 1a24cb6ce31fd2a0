"""What machines ask of the house: does it live, is it ready, and what does it count.

These addresses are answered before all else: no session, no language, no host name and no redirect to TLS, for whoever
probes a process asks it by its number and without a certificate. They tell names of parts and numbers, nothing more.
"""

import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import get_resolver
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from secretariat.config import metrics
from secretariat.config.seen import is_worker_here

# Less room than this is none: a database that cannot grow refuses deeds.
LEAST_ROOM = 64 * 1024 * 1024
_OF_A_PROXY = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA", "HTTP_X_FORWARDED_PROTO")
_LOOPBACK = ("127.", "::1", "::ffff:127.")


def probes(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer what machines ask, and pass on all else."""

    def answer(request: HttpRequest) -> HttpResponse:
        view = _VIEWS.get(request.path_info)
        if view is None:
            return get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        response = view(request)
        response["Cache-Control"] = "no-store"
        response["X-Content-Type-Options"] = "nosniff"
        # Whoever probes reads the answer; the log would be full of nothing else.
        response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 - the framework's own mark
        return response

    return answer


def healthz(request: HttpRequest) -> HttpResponse:
    """The process lives; nothing else is touched."""
    del request
    return HttpResponse("lives\n", content_type="text/plain; charset=utf-8")


def readyz(request: HttpRequest) -> HttpResponse:
    """Which parts are ready. ``?without=worker`` asks for what a page needs, with the worker elsewhere."""
    without = set(request.GET.get("without", "").split(","))
    # Ready is who answers at once: all desks, and the operations for programs, are there before anybody comes.
    from secretariat.api.v1 import service  # noqa: PLC0415 - a process that nobody probes makes it when it is asked for

    _ = get_resolver().url_patterns, service.resolver()
    parts = {name: is_ready for name, is_ready in _parts(without) if name not in without}
    is_ready = all(parts.values())
    told = {"ready": is_ready, "parts": {name: "ready" if fine else "failing" for name, fine in parts.items()}}
    return JsonResponse(told, status=200 if is_ready else 503)


def numbers(request: HttpRequest) -> HttpResponse:
    """What is counted, for whoever shows the token, or for this machine itself where none is set."""
    if not _may_see_numbers(request):
        return HttpResponse("Not found\n", status=404, content_type="text/plain; charset=utf-8")
    from secretariat.config.measuring import measured  # noqa: PLC0415 - only whoever collects numbers needs all desks

    return HttpResponse(metrics.all_of_them(measured(timezone.now())), content_type=metrics.CONTENT_TYPE)


_VIEWS: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "/healthz": healthz,
    "/readyz": readyz,
    "/metrics": numbers,
}


def _parts(without: set[str]) -> list[tuple[str, bool]]:
    answers, migrated = _database()
    found = [("database", answers), ("migrations", migrated), ("storage", _can_store())]
    return found if "worker" in without else [*found, ("worker", answers and _worker())]


def _database() -> tuple[bool, bool]:
    """Whether it answers, and whether its tables are those of this program, in one question."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            applied = {(app, name) for app, name in cursor.fetchall()}
    except DatabaseError:
        return _answers(), False
    return True, _migrations() <= applied


def _answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


@cache
def _migrations() -> frozenset[tuple[str, str]]:
    """Every migration that this program has; of those that were squashed, what they replace counts as well."""
    loader = MigrationLoader(None)
    return frozenset(key for key, each in loader.disk_migrations.items() if not each.replaces)


def _can_store() -> bool:
    """Whether a file could be kept; what lies with somebody else is theirs to watch."""
    if not isinstance(default_storage, FileSystemStorage):
        return True
    place = Path(default_storage.location)
    while not place.exists() and place != place.parent:
        place = place.parent
    try:
        return place.is_dir() and os.access(place, os.W_OK | os.X_OK) and shutil.disk_usage(place).free >= LEAST_ROOM
    except OSError:
        return False


def _worker() -> bool:
    try:
        return is_worker_here()
    except DatabaseError:
        return False


def _may_see_numbers(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        scheme, _space, told = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        return scheme.lower() == "bearer" and constant_time_compare(told.strip(), settings.METRICS_TOKEN)
    # Behind a proxy on this machine the whole Internet comes from here.
    is_passed_on = any(name in request.META for name in _OF_A_PROXY) or settings.ALLAUTH_TRUSTED_PROXY_COUNT > 0
    return not is_passed_on and request.META.get("REMOTE_ADDR", "").startswith(_LOOPBACK)
