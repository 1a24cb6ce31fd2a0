"""Records by the names that the command line gives them."""

from django.core.management.base import CommandError

from secretariat.audit.models import HOUSE
from secretariat.conference.models import Conference

NAME_OF_THE_HOUSE = "house"


def record_named(slug: str) -> int:
    """The number of a conference's record; the house's own is called house."""
    if slug == NAME_OF_THE_HOUSE:
        return HOUSE
    found = Conference.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if found is None:
        raise CommandError(f"There is no conference {slug}.")
    return found


def name_of(conference_id: int) -> str:
    """What the record of this number is called; that of a conference which is gone, by its number."""
    if conference_id == HOUSE:
        return NAME_OF_THE_HOUSE
    slug = Conference.objects.filter(pk=conference_id).values_list("slug", flat=True).first()
    return slug or f"record {conference_id}, whose conference is gone"
