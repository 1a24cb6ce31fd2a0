"""Sections of conference files that no desk keeps yet."""

from django.db import models

from secretariat.conference.models import Conference


class KeptSection(models.Model):
    """A section of a conference file, word for word."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="kept_sections")
    name = models.CharField(max_length=40)
    text = models.TextField()
    items = models.PositiveIntegerField(default=0)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        constraints = [models.UniqueConstraint(fields=["conference", "name"], name="a_section_is_kept_once")]

    def __str__(self) -> str:
        return self.name
