"""Pages."""

from django.http import HttpRequest, HttpResponse


def front(request: HttpRequest) -> HttpResponse:
    """Front."""
    return HttpResponse("x")
