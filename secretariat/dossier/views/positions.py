"""Pages of the dossier desk."""

from django.http import HttpResponse

from secretariat.conference.permissions import OfficeRequest


def positions(request: OfficeRequest) -> HttpResponse:
    """To come."""
    raise NotImplementedError
