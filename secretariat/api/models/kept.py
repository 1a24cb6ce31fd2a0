"""What a conference file says beyond the desks: sections that no desk keeps yet, and the parties it lists."""

from django.db import models

from secretariat.conference.models import Conference
from secretariat.parties.models import Party


class KeptSection(models.Model):
    """A section of a conference file, word for word."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="kept_sections")
    name = models.CharField(max_length=40)
    text = models.TextField()
    items = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        constraints = [models.UniqueConstraint(fields=["conference", "name"], name="a_section_is_kept_once")]

    def __str__(self) -> str:
        return self.name


class ListedParty(models.Model):
    """A party that the conference's file lists, so that an export explains every code it uses."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="listed_parties")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        verbose_name_plural = "listed parties"
        constraints = [models.UniqueConstraint(fields=["conference", "party"], name="a_party_is_listed_once")]

    def __str__(self) -> str:
        return str(self.party)
