"""What the public replies, and the rules by which it is moderated."""

from typing import Self, TypeVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.newsroom.models.articles import Article


class NewsroomRules(models.Model):
    """How replies are taken and moderated in a conference."""

    conference = models.OneToOneField(Conference, on_delete=models.CASCADE, related_name="newsroom_rules")
    takes_replies = models.BooleanField(_("Articles take replies"), default=True)
    takes_media_requests = models.BooleanField(_("Media may ask for accreditation on the public site"), default=False)
    # After that many days the mail of a reply is deleted, whatever became of it.
    mail_days = models.PositiveSmallIntegerField(
        _("Days for which mail addresses are kept"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    # From one address in an hour.
    replies_an_hour = models.PositiveSmallIntegerField(
        _("Replies from one address in an hour"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
    )
    words = models.JSONField(_("Words to look at"), default=list, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name_plural = "newsroom rules"

    def __str__(self) -> str:
        return str(self.conference)


Row = TypeVar("Row", bound=models.Model)


class ModeratorRows(models.QuerySet[Row]):
    """What only moderators see."""

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """Rows of the conferences whose newsroom this person works in."""
        if not isinstance(user, User):
            return self.none()
        seats = (
            seat.conference_id
            for seat in user.seats
            if seat.role in {Role.SECRETARY, Role.PRESS_OFFICER}
            or (seat.role == Role.DESK_OFFICER and "newsroom" in seat.desks)
        )
        return self.filter(conference_id__in=sorted(set(seats)))


class ReplyState(models.TextChoices):
    """What became of a reply."""

    WAITING = "waiting", pgettext_lazy("reply", "Waiting")
    PUBLISHED = "published", pgettext_lazy("reply", "Published")
    REFUSED = "refused", pgettext_lazy("reply", "Refused")


class Reply(models.Model):
    """What a reader wrote below an article: it appears once somebody has read it."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="replies")
    name = models.CharField(_("Name"), max_length=100)
    # Asked for, in no page, file or log, and deleted after the days of the rules.
    mail = models.EmailField(_("Mail"), blank=True)
    text = models.TextField(_("Text"))
    language = models.CharField(max_length=2, blank=True)
    state = models.CharField(max_length=10, choices=ReplyState.choices, default=ReplyState.WAITING, editable=False)
    # A keyed hash of where it stands, the name and the text: what is sent twice is kept once.
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    # Codes of what a moderator should look at: links, rate, words, script, directions.
    reasons = models.JSONField(default=list, editable=False)
    # A keyed hash of the address it came from, under a key of the day; deleted with the mail.
    sender = models.CharField(max_length=64, blank=True, editable=False)
    received_at = models.DateTimeField(editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    refusal = models.CharField(_("Why it is refused"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ModeratorRows["Reply"].as_manager()
    audit_hides = frozenset({"mail", "sender"})
    audit_leaves_out = frozenset({"sender", "fingerprint"})

    class Meta:
        ordering = ("received_at", "id")
        verbose_name_plural = "replies"
        indexes = [
            models.Index(fields=["article", "state", "id"], name="replies_of_an_article"),
            models.Index(fields=["conference", "state", "id"], name="replies_to_moderate"),
            models.Index(fields=["sender", "received_at"], name="replies_of_a_sender"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"], condition=~models.Q(fingerprint=""), name="a_reply_is_kept_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:80]}"


class ReplyReport(models.Model):
    """A reader's word that a published reply should not stand there."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(_("Reason"), max_length=500)
    sender = models.CharField(max_length=64, blank=True, editable=False)
    received_at = models.DateTimeField(editable=False)
    is_settled = models.BooleanField(default=False, editable=False)

    objects = ModeratorRows["ReplyReport"].as_manager()

    class Meta:
        ordering = ("received_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["reply", "sender"], condition=~models.Q(sender=""), name="a_reply_is_reported_once_by_one"
            )
        ]

    def __str__(self) -> str:
        return self.reason
