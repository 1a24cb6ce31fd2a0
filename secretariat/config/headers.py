"""What every answer tells a browser to refuse and to forget, whichever desk it came from."""

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

POLICY = "Content-Security-Policy"
# A gate and a photo need the camera, a gate stays lit, a passkey is asked for; nothing else of a device is ever used.
_OURS = ("camera", "screen-wake-lock", "publickey-credentials-create", "publickey-credentials-get")
_NOBODYS = (
    "accelerometer",
    "bluetooth",
    "browsing-topics",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
PERMISSIONS = ", ".join([*(f"{name}=(self)" for name in _OURS), *(f"{name}=()" for name in _NOBODYS)])

# Where a request keeps that somebody has signed out by it.
SIGNED_OUT = "secretariat.signed-out"
# What a gate keeps for the hours without a network is storage, and is not named: an officer who signs out on a tablet
# takes no list from the gate. Known browsers and the language are cookies, and stay for the same person's next time.
FORGOTTEN = '"cache", "prefetchCache", "prerenderCache"'
_INNER = ("/office/", "/accounts/")


def guarded(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Say of each answer which parts of a device it may use, and that nobody sets it in a frame."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        # Whoever is turned away before the page is found is told so too.
        response.headers.setdefault("X-Frame-Options", "DENY")
        # A file that is handed out has a policy of its own.
        policy = response.headers.get(POLICY, "")
        if policy and "frame-ancestors" not in policy:
            response.headers[POLICY] = f"{policy}; frame-ancestors 'none'"
        if _is_for_one_person(request) and "no-store" not in response.headers.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "private, no-store"
        if SIGNED_OUT in request.META:
            response.headers["Clear-Site-Data"] = FORGOTTEN
        return response

    return answer


def _is_for_one_person(request: HttpRequest) -> bool:
    """Whether the answer is for nobody but who asked: the next person at the same machine is not to find it.

    Public pages are made for a stranger, whoever asks, and what programs are answered is asked for again by its tag;
    neither looks at who is signed in.
    """
    match = request.resolver_match
    if match is not None and any(part in f"/{match.route}" for part in _INNER):
        return True
    session = getattr(request, "session", None)
    return session is not None and session.accessed and SESSION_KEY in session
