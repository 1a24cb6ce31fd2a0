"""The way in for programs, and what they are told of it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def v1(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer a program; it signs in with a token, never with what a browser keeps."""
    # It is put together at the first request that is for it: no other page waits for that.
    from secretariat.api.v1 import service  # noqa: PLC0415

    return service.dispatch(request, rest)
