"""Erase what media asked for a journalist who is erased."""

from collections.abc import Mapping
from datetime import datetime

from secretariat.delegations.models import Delegate
from secretariat.delegations.queries import name_of_nobody
from secretariat.newsroom.models import MediaPerson, MediaRequest


def erase_journalist(delegate: Delegate, at: datetime) -> Mapping[str, int]:
    """Blank a journalist in the request by which they came, and the contact of the request where it is the same."""
    del at
    requests = MediaRequest.objects.filter(conference=delegate.conference, delegation=delegate.delegation)
    people = MediaPerson.objects.filter(request__in=requests, name=delegate.name)
    contacts = requests.filter(contact_name=delegate.name)
    return {
        "newsroom.mediaperson": people.update(name=name_of_nobody(delegate), mail="", task=""),
        "newsroom.mediarequest": contacts.update(contact_name=name_of_nobody(delegate), contact_mail="", sender=""),
    }
