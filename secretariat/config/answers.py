"""What the house answers to a request that it cannot take."""

from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a request could not be read; and if it was for its length, how much text is taken at once.

    Whoever signed out in another window while a deed was done is told that it may be done.
    """
    if isinstance(exception, SessionInterrupted):
        return render(request, "400.html", {"is_interrupted": True}, status=400)
    if not isinstance(exception, RequestDataTooBig):
        return render(request, "400.html", status=400)
    limit = (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) / 1024 / 1024
    return render(request, "400.html", {"limit": limit}, status=413)
