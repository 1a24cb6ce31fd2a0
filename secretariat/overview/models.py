"""How far each person has read the record."""

from django.conf import settings
from django.db import models

from secretariat.conference.models import Conference


class Look(models.Model):
    """Up to which revision a person has read the record of a conference."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    revision = models.BigIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "user"], name="one_look_per_person")]

    def __str__(self) -> str:
        return f"{self.user} read up to {self.revision}"
