"""Pages of the meetings desk."""

from django.http import HttpResponse

from secretariat.conference.permissions import OfficeRequest


def meetings(request: OfficeRequest) -> HttpResponse:
    """To come."""
    raise NotImplementedError
