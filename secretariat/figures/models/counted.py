"""Numbers of people as they were counted: those who see what is kept for the secretariat read them, for all others
there are releases.
"""

from typing import Self

from django.contrib.auth.models import AnonymousUser

from secretariat.accounts.models import ROLES_THAT_SEE, Sensitivity, User
from secretariat.archive.models import FactQuerySet, SomeFact

READERS = ROLES_THAT_SEE[Sensitivity.SECRETARIAT]


class CountedQuerySet(FactQuerySet[SomeFact]):
    """Rows that hold numbers of people."""

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """What the office shows this person; to press and door nothing, however public a dataset is: small numbers
        that a release hides stand in it.
        """
        seen = super().in_office_of(user)
        if not isinstance(user, User):
            return seen
        return seen.filter(conference_id__in=user.conferences_as(READERS))
