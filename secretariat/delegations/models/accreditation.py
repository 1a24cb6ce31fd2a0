"""What accreditation stands on: particulars of a person, changes asked for, credentials, the watch list, and terms."""

from typing import Self, TypeVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.accounts.models import Role, User
from secretariat.archive.models import Fact, FactQuerySet, File
from secretariat.conference.models import Conference
from secretariat.delegations.models.people import Delegate, Delegation

Row = TypeVar("Row", bound=models.Model)
LONGEST_RETENTION = 3650


class DocumentKind(models.TextChoices):
    """With what a person shows who they are."""

    PASSPORT = "passport", _("Passport")
    DIPLOMATIC_PASSPORT = "diplomatic passport", _("Diplomatic passport")
    SERVICE_PASSPORT = "service passport", _("Service passport")
    LAISSEZ_PASSER = "laissez-passer", _("Laissez-passer")
    IDENTITY_CARD = "identity card", _("Identity card")


class Terms(models.Model):
    """What a conference asks of those whom it accredits, and how long it keeps what they showed."""

    conference = models.OneToOneField(Conference, on_delete=models.CASCADE, related_name="terms")
    photo_required = models.BooleanField(_("A photo is required"), default=True)
    document_required = models.BooleanField(_("A document number is required"), default=False)
    birth_date_required = models.BooleanField(_("A date of birth is required"), default=False)
    mail_required = models.BooleanField(_("A mail address is required"), default=False)
    credentials_required = models.BooleanField(
        _("A letter of credentials is required of each delegation"), default=False
    )
    retention_days = models.PositiveIntegerField(
        _("Days after the last day on which document numbers, dates of birth and photos are deleted"),
        default=30,
        validators=[MaxValueValidator(LONGEST_RETENTION)],
    )
    purged_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name_plural = _("terms")

    def __str__(self) -> str:
        return str(_("Terms of accreditation"))


class Particulars(models.Model):
    """What shows who a delegate is; few see it, the record hides it, and it is deleted when it has served.

    Seen by officers of the desk and by the focal point of the delegate's party alone (``may_see_particulars``).
    """

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    delegate = models.OneToOneField(Delegate, on_delete=models.CASCADE, related_name="particulars")
    birth_date = models.DateField(_("Date of birth"), null=True, blank=True)
    document_kind = models.CharField(_("Document"), max_length=24, choices=DocumentKind.choices, blank=True)
    document_number = models.CharField(_("Document number"), max_length=60, blank=True)
    # A portrait of 3 : 4, written anew by the house: JPEG, without anything a camera adds.
    photo = models.FileField(_("Photo"), upload_to="photos/%Y/%m", blank=True)
    photo_sha256 = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    audit_hides = frozenset({"birth_date", "document_kind", "document_number", "photo", "photo_sha256"})

    class Meta:
        verbose_name_plural = _("particulars")

    def __str__(self) -> str:
        return str(self.delegate)


class ChangeState(models.TextChoices):
    """What became of a change that was asked for."""

    WAITING = "waiting", pgettext_lazy("change", "Waits for a second look")
    APPROVED = "approved", pgettext_lazy("change", "Approved")
    REFUSED = "refused", pgettext_lazy("change", "Refused")


class PartyRowQuerySet(models.QuerySet["Change"]):
    """Rows that belong to a delegate: seen by whoever the office shows the delegate."""

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """Rows of the delegates that the office shows this person."""
        return self.filter(delegate__in=Delegate.objects.in_office_of(user))


class Change(models.Model):
    """A change to an accredited delegate that the delegation asks for; nothing changes before an officer says so."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="changes")
    # Field of the delegate or of their particulars → new value, as plain JSON; what it was stands on the delegate.
    wanted = models.JSONField(default=dict)
    # The same fields as they were when it was asked: the delegate's own as they stood, particulars as a keyed digest.
    was = models.JSONField(default=dict)
    photo = models.FileField(_("Photo"), upload_to="photos/%Y/%m", blank=True)
    state = models.CharField(_("State"), max_length=10, choices=ChangeState.choices, default=ChangeState.WAITING)
    reason = models.TextField(_("Reason"), blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PartyRowQuerySet.as_manager()
    audit_hides = frozenset({"wanted", "was", "photo"})
    # Whoever asks holds the delegate first, and so does whoever decides.
    audit_held_through = "delegate"

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["delegate"], condition=Q(state=ChangeState.WAITING), name="one_change_waits_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.delegate}: {self.get_state_display()}"


class CredentialsState(models.TextChoices):
    """How far the examination of credentials has come."""

    RECEIVED = "received", pgettext_lazy("credentials", "Received")
    EXAMINED = "examined", pgettext_lazy("credentials", "Examined")
    ACCEPTED = "accepted", pgettext_lazy("credentials", "Accepted")
    OBJECTION = "objection", pgettext_lazy("credentials", "Objection")


class Credentials(Fact):
    """The letter that says for whom a delegation speaks, and what came of its examination."""

    delegation = models.OneToOneField(Delegation, on_delete=models.CASCADE, related_name="credentials")
    party = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        _("State"), max_length=12, choices=CredentialsState.choices, default=CredentialsState.RECEIVED
    )
    received_date = models.DateField(_("Received on"), null=True, blank=True)
    signed_by = models.CharField(_("Signed by"), max_length=300, blank=True)
    letter = models.ForeignKey(File, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    remark = models.TextField(_("Remark"), blank=True)

    objects = FactQuerySet["Credentials"].as_manager()
    is_shared_with_its_party = True

    class Meta:
        verbose_name_plural = _("credentials")

    def __str__(self) -> str:
        return f"{self.party}: {self.get_state_display()}"


class SecretariesOwn(models.QuerySet[Row]):
    """Rows that secretaries alone see."""

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """Rows of the conferences that this person is secretary of."""
        if not isinstance(user, User):
            return self.none()
        return self.filter(conference_id__in=user.conferences_as({Role.SECRETARY}))


class WatchedName(models.Model):
    """A name on the watch list: whoever bears it is held until a secretary has looked."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=500)
    spellings = models.JSONField(_("Other spellings"), default=list, blank=True)
    birth_date = models.DateField(_("Date of birth"), null=True, blank=True)
    reason = models.TextField(_("Why, and on whose word"))
    ended_at = models.DateTimeField(_("No longer watched for since"), null=True, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SecretariesOwn["WatchedName"].as_manager()
    audit_hides = frozenset({"name", "spellings", "birth_date", "reason"})

    def __str__(self) -> str:
        # Labels stand in the record, which more people read than the list.
        return str(_("A name on the watch list"))


class HitState(models.TextChoices):
    """What became of a hit of the watch list."""

    OPEN = "open", pgettext_lazy("hit", "Open")
    CLEARED = "cleared", pgettext_lazy("hit", "Somebody else")
    UPHELD = "upheld", pgettext_lazy("hit", "The person meant")


class WatchHit(models.Model):
    """A delegate whose name is like one on the watch list; while it is open, they are on hold."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    watched = models.ForeignKey(WatchedName, on_delete=models.CASCADE, related_name="hits")
    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="watch_hits")
    likeness = models.FloatField(_("Likeness"))
    because = models.CharField(_("Because"), max_length=300)
    state = models.CharField(_("State"), max_length=10, choices=HitState.choices, default=HitState.OPEN)
    reason = models.TextField(_("Reason"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SecretariesOwn["WatchHit"].as_manager()
    audit_hides = frozenset({"likeness", "because", "reason"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["watched", "delegate"], name="one_hit_per_name_and_delegate")]

    def __str__(self) -> str:
        return str(_("A hit of the watch list"))


class PairQuerySet(models.QuerySet["SettledPair"]):
    """Pairs of delegates: seen by whoever the office shows both."""

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """Pairs of the delegates that the office shows this person."""
        seen = Delegate.objects.in_office_of(user)
        return self.filter(one__in=seen, other__in=seen)


class SettledPair(models.Model):
    """Two delegates who looked like one person, and what an officer found."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    one = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="+")
    is_same = models.BooleanField(_("One person"))
    reason = models.TextField(_("Reason"), blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = PairQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="a_pair_is_settled_once"),
            models.CheckConstraint(condition=Q(one__lt=models.F("other")), name="the_older_of_a_pair_comes_first"),
        ]

    def __str__(self) -> str:
        return f"{self.one} – {self.other}"
