"""What devices at the gates ask: their enrolment, the list they carry, photos, and what they scanned.

No session and no cookie is here: a device shows its token, and nobody can make a browser send it.
"""

import base64
import gzip
import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from secretariat.conference.models import Conference
from secretariat.door import actions, queries
from secretariat.door.forms.wire import MOST_SCANS, Queue, Wrong, queue_of
from secretariat.door.queries import Judged, Passage, Post
from secretariat.engines.admission import Verdict

SCHEME = "Device "
LARGEST_BODY = 1024 * 1024
# Wrong codes from one address, and the seconds for which they are counted.
WRONG_CODES, COUNTED_FOR = 20, 900

DeviceView = Callable[[HttpRequest, Post], HttpResponse]


def _for_devices(*, let_revoked: bool = False) -> Callable[[DeviceView], Callable[..., HttpResponse]]:
    """Let in devices of this conference that show their token."""

    def decorate(view: DeviceView) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest, slug: str) -> HttpResponse:
            shown = request.META.get("HTTP_AUTHORIZATION", "")
            post = queries.post_of(shown[len(SCHEME) :]) if shown.startswith(SCHEME) else None
            if post is None or post.slug != slug:
                return JsonResponse({"error": "not-enrolled"}, status=401)
            if post.revoked_at and not let_revoked:
                return JsonResponse({"error": "revoked"}, status=403)
            return view(request, post)

        return answer

    return decorate


@csrf_exempt
@never_cache
@require_POST
def take_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a tablet its token for the code that the office was shown."""
    counted = f"door-codes:{get_adapter(request).get_client_ip(request)}"
    if cache.get(counted, 0) >= WRONG_CODES:
        return JsonResponse({"error": _("Too many wrong codes. Wait a quarter of an hour.")}, status=429)
    sent = _read(request)
    code = sent.get("code") if isinstance(sent, dict) else None
    # Whether there is such a conference is told to whoever has a code of it, and to nobody else.
    held = Conference.objects.filter(slug=slug).values_list("pk", flat=True).first()
    taken = actions.take_up(held or 0, code[:40], at=timezone.now()) if isinstance(code, str) else None
    if taken is None:
        cache.add(counted, 0, COUNTED_FOR)
        cache.incr(counted)
        return JsonResponse({"error": _("This code is not known, or no longer good. Ask for a new one.")}, status=400)
    token, device = taken
    keys = [
        {"mark": mark, "public": base64.b64encode(raw).decode()}
        for mark, raw in queries.public_keys(device.conference_id).items()
    ]
    return JsonResponse({"token": token, "conference": slug, "device": device.name, "keys": keys})


@require_GET
@_for_devices()
def snapshot(request: HttpRequest, post: Post) -> HttpResponse:
    """The list a device carries, signed."""
    at = timezone.now()
    actions.note_seen(post, at=at)
    made = queries.snapshot_of(post, at=at)
    etag = f'"{made.tag}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    headers = {"ETag": etag, "Door-Signature": made.signature, "Cache-Control": "private, no-cache"}
    body = made.body
    if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        body, headers["Content-Encoding"] = gzip.compress(body, compresslevel=3, mtime=0), "gzip"
    headers |= {"Vary": "Accept-Encoding, Authorization", "Content-Length": str(len(body))}
    return HttpResponse(body, content_type="application/json", headers=headers)


@never_cache
@require_GET
@_for_devices()
def photos(request: HttpRequest, post: Post) -> HttpResponse:
    """Small portraits of those who bear badges, if the rules of the door allow it."""
    if not post.has_photos:
        return JsonResponse({"error": "no-photos"}, status=404)
    after = request.GET.get("after", "")[:7]
    found, following = queries.photos_after(post.conference_id, after if after.isdecimal() else "")
    return JsonResponse({"photos": [list(pair) for pair in found], "next": following})


@csrf_exempt
@require_POST
@_for_devices(let_revoked=True)
def receive(request: HttpRequest, post: Post) -> HttpResponse:
    """Keep what a device scanned, each scan once, and say what the server knows."""
    now = timezone.now()
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        return _too_much()
    sent = _read(request)
    if isinstance(sent, dict) and isinstance(sent.get("scans"), list) and len(sent["scans"]) > MOST_SCANS:
        return _too_much()
    try:
        queue = queue_of(sent, now=now)
    except Wrong as error:
        return JsonResponse({"error": str(error)}, status=400)
    results = _kept(post, queue, now)
    actions.note_seen(post, at=now)
    answer: dict[str, Any] = {"server_at": _iso(now), "results": results}
    if post.revoked_at:
        return _json({"error": "revoked", **answer}, status=403)
    return _json(answer)


def _kept(post: Post, queue: Queue, now: datetime) -> list[dict[str, Any]]:
    # A nonce that stands twice in one queue is one scan.
    firsts = {scan.nonce: place for place, scan in reversed(queue.scans.items())}
    wanted = [place for place in queue.scans if firsts[queue.scans[place].nonce] == place]
    found = dict(zip(wanted, queries.judged(post, [queue.scans[place] for place in wanted], now=now), strict=True))
    fresh = actions.keep_scans(post, list(found.values()), at=now)
    known = queries.stored(post.conference_id, firsts.keys() - fresh)
    results = []
    for place in range(queue.total):
        if place in queue.errors:
            nonce, sentence = queue.errors[place]
            results.append({"nonce": nonce, "error": sentence})
            continue
        nonce = queue.scans[place].nonce
        is_new = nonce in fresh and place in found
        judged = found[firsts[nonce]]
        verdict = judged.verdict if nonce in fresh else queries.verdict_again(*known[nonce])
        results.append(_result(judged, verdict, is_new=is_new, is_awaited=queue.total == 1))
    return results


def _result(judged: Judged, verdict: Verdict, *, is_new: bool, is_awaited: bool) -> dict[str, Any]:
    """One answer; of a queue nobody stands at the gate any more, and the person is left out."""
    return {
        "nonce": judged.scan.nonce,
        "is_new": is_new,
        "verdict": {"code": verdict.code, "colour": verdict.colour, "admits": verdict.admits},
        "person": judged.bearer.shown if judged.bearer and is_awaited else None,
        "last": _last(judged.last) if is_awaited else None,
    }


def _last(last: Passage | None) -> dict[str, Any] | None:
    return last and {"direction": last.direction, "at": _iso(last.at), "gate": last.gate_id}


def _read(request: HttpRequest) -> object:
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError):
        return None


def _too_much() -> HttpResponse:
    sentence = _("Too much at once: at most %(scans)s scans and one megabyte.") % {"scans": MOST_SCANS}
    return JsonResponse({"error": sentence}, status=413)


def _json(answer: dict[str, Any], *, status: int = 200) -> HttpResponse:
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
    headers = {"Cache-Control": "no-store", "Content-Length": str(len(body))}
    return HttpResponse(body, content_type="application/json", status=status, headers=headers)


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
