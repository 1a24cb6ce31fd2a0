"""Tokens that programs sign in with, what was answered to them once, and how much they may ask."""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference


class TokenQuerySet(models.QuerySet["Token"]):
    """Tokens: everybody sees their own, secretaries those of their conference."""

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """The person's own tokens, and all of the conferences in which this person is secretary."""
        if not isinstance(user, User):
            return self.none()
        kept_by = models.Q(conference_id__in=user.conferences_as({Role.SECRETARY}))
        mine = models.Q(user=user, conference_id__in=user.conferences_as(frozenset(Role.values)))
        return self.filter(kept_by | mine)


class Token(models.Model):
    """What a program signs in with in the name of one person, in one conference, to do what its scopes name."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("Name"), max_length=100)
    # The first characters, by which a person knows it again; of the rest only the SHA-256 is kept.
    beginning = models.CharField(max_length=12)
    fingerprint = models.CharField(max_length=64, unique=True)
    # Desk and whether it may read or write there, as ``delegations:read``.
    scopes = models.JSONField(_("What it may do"), default=list)
    opened_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField(_("Valid until"), null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[TokenQuerySet] = TokenQuerySet.as_manager()  # type: ignore[assignment]
    audit_hides = frozenset({"fingerprint"})
    audit_leaves_out = frozenset({"last_used_at"})

    class Meta:
        ordering = ("-opened_at", "-id")

    def __str__(self) -> str:
        return self.name


class Answered(models.Model):
    """What a token was answered to a key, so that asking again does nothing again; kept for a day."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    token = models.ForeignKey(Token, on_delete=models.CASCADE, related_name="answers")
    key = models.CharField(max_length=255)
    # Of method, address and body: the same key for something else is a mistake.
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveIntegerField()
    body = models.TextField()
    location = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "answered"
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="a_key_is_answered_once")]
        indexes = [models.Index(fields=["at"], name="answered_by_age")]

    def __str__(self) -> str:
        return self.key


class Allowance(models.Model):
    """How many requests of a minute were handed to the processes that answer, for a token or an address."""

    # A token's number, or the keyed digest of an address.
    whose = models.CharField(max_length=80, primary_key=True)
    minute = models.BigIntegerField()
    taken = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.whose
