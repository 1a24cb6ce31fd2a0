"""Reviews: what the worker found when it tried to protect a release, and to break it."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import pgettext_lazy

from secretariat.conference.models import Conference, OfficeRows
from secretariat.figures.models.releases import Release

# The engine is bounded to less than this.
LONG_SILENCE = timedelta(minutes=5)


class ReviewState(models.TextChoices):
    """How far the worker has come with a review."""

    WAITING = "waiting", pgettext_lazy("review", "Waits for the worker")
    RUNNING = "running", pgettext_lazy("review", "Is being computed")
    PASSED = "passed", pgettext_lazy("review", "Nothing can be computed of what is hidden")
    FAILED = "failed", pgettext_lazy("review", "Cannot be published like this")


class Review(models.Model):
    """What disclosure control hides of one release, and what a stranger could compute; for officers of the desk alone.

    No number is in it but the ends of intervals; where a table fails, one of them can be a hidden number itself.
    """

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    release = models.OneToOneField(Release, on_delete=models.CASCADE, related_name="review")
    state = models.CharField(max_length=12, choices=ReviewState.choices, default=ReviewState.WAITING)
    # What it was found for: another layout, edition, rule or earlier release makes another.
    fingerprint = models.CharField(max_length=64, blank=True)
    # Which cells are hidden, which intervals remain, what it costs, how good it is proved to be.
    outcome = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    asked_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True)

    objects = OfficeRows["Review"].as_manager()

    def __str__(self) -> str:
        return str(self.release)

    @property
    def is_under_way(self) -> bool:
        """Whether the worker has it or will have it."""
        return self.state in {ReviewState.WAITING, ReviewState.RUNNING}

    def is_stuck(self, at: datetime) -> bool:
        """Whether nothing was heard for longer than it may take."""
        return self.is_under_way and at - (self.heard_at or self.asked_at) > LONG_SILENCE
