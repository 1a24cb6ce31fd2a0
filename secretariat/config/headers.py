"""What every answer tells a browser to refuse, whichever desk it came from."""

from collections.abc import Callable

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
        return response

    return answer
