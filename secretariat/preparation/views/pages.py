"""Pages of the preparation desk."""

from django.http import HttpResponse

from secretariat.conference.permissions import OfficeRequest


def plan(request: OfficeRequest) -> HttpResponse:
    """To come."""
    raise NotImplementedError
