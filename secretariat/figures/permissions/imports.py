"""Who may bring figures in, and name the places they speak of.

The keeper of the installation may import too: by the command line, for the office has no seat for them.
"""

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.figures.models import Dataset, Edition, OriginCountry, Place

DESK = "figures"


def may_see_imports(user: User, conference: Conference) -> bool:
    """Everybody in the office; what each dataset says is shown by its sensitivity."""
    return user.sits_in_office_of(conference.pk)


def may_add_dataset(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return _imports(user, conference.pk)


def may_hand_in_edition(user: User, dataset: Dataset) -> bool:
    """Officers of this desk."""
    return _imports(user, dataset.conference_id)


def may_match_columns(user: User, edition: Edition) -> bool:
    """Officers of this desk."""
    return _imports(user, edition.conference_id)


def may_import_edition(user: User, edition: Edition) -> bool:
    """Officers of this desk."""
    return _imports(user, edition.conference_id)


def may_write_edition(user: User, edition: Edition) -> bool:
    """Whoever asked for the import, as long as they work on this desk; the worker does it in their name."""
    return _imports(user, edition.conference_id)


def may_stop_import(user: User, edition: Edition) -> bool:
    """Officers of this desk."""
    return _imports(user, edition.conference_id)


def may_name_origin(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return _imports(user, conference.pk)


def may_remove_origin(user: User, origin: OriginCountry) -> bool:
    """Officers of this desk."""
    return _imports(user, origin.conference_id)


def may_add_place(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return _imports(user, conference.pk)


def may_revise_place(user: User, place: Place) -> bool:
    """Officers of this desk."""
    return _imports(user, place.conference_id)


def may_mark_area_of_return(user: User, place: Place) -> bool:
    """Officers of this desk."""
    return _imports(user, place.conference_id)


def _imports(user: User, conference_id: int) -> bool:
    return user.works_on(DESK, conference_id) or user.is_superuser
