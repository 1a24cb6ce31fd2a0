"""Invitations to one meeting that go out by mail as calendars take them, and what is answered."""

import uuid
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secretariat.accounts.models import OFFICE_ROLES, ROLES_THAT_SEE, Role, Sensitivity, User
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate
from secretariat.meetings.models import Bilateral, Meeting
from secretariat.programme.models.sessions import Session


class Reply(models.TextChoices):
    """What somebody answers to an invitation, in the words of calendars."""

    ACCEPTED = "accepted", pgettext_lazy("answer to an invitation", "Accepted")
    DECLINED = "declined", pgettext_lazy("answer to an invitation", "Declined")
    TENTATIVE = "tentative", pgettext_lazy("answer to an invitation", "Perhaps")
    DELEGATED = "delegated", pgettext_lazy("answer to an invitation", "Sends somebody else")


class ReplyState(models.TextChoices):
    """What became of an answer that came in."""

    WAITING = "waiting", pgettext_lazy("answer to an invitation", "To be confirmed")
    CONFIRMED = "confirmed", pgettext_lazy("answer to an invitation", "Confirmed")
    PUT_ASIDE = "put aside", pgettext_lazy("answer to an invitation", "Put aside")


class ConvocationQuerySet(models.QuerySet["Convocation"]):
    """Invitations to meetings."""

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """Those to sessions and meetings that the office shows to whoever sees what the secretariat keeps."""
        if not isinstance(user, User):
            return self.none()
        seeing = user.conferences_as(ROLES_THAT_SEE[Sensitivity.SECRETARIAT] & OFFICE_ROLES)
        # Of a delegation that is kept from most, secretaries alone are told with whom it meets.
        kept = Q(bilateral__asking__sensitivity=Sensitivity.RESTRICTED)
        kept |= Q(bilateral__asked__sensitivity=Sensitivity.RESTRICTED)
        seen = Q(bilateral__isnull=False) & (~kept | Q(conference_id__in=user.conferences_as({Role.SECRETARY})))
        seen |= Q(session__in=Session.objects.in_office_of(user))
        seen |= Q(meeting__in=Meeting.objects.in_office_of(user))
        return self.filter(seen, conference_id__in=seeing)


class Convocation(models.Model):
    """An invitation to one meeting that went out by mail: what the last mail said."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    session = models.OneToOneField(Session, on_delete=models.CASCADE, null=True, blank=True, related_name="convocation")
    bilateral = models.OneToOneField(
        Bilateral, on_delete=models.CASCADE, null=True, blank=True, related_name="convocation"
    )
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, null=True, blank=True, related_name="convocation")
    # By what calendars know it; another than that of the published timetable, whose numbers rise by themselves.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Raised whenever time or place change, and when the meeting is called off.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    summary = models.CharField(_("Title"), max_length=500)
    place = models.CharField(_("Place"), max_length=500, blank=True)
    starts_at = models.DateTimeField(_("Begins"))
    ends_at = models.DateTimeField(_("Ends"))
    text = models.TextField(_("Text"), blank=True)
    language = models.CharField(_("Language"), max_length=2)
    sent_at = models.DateTimeField(_("Sent"))
    called_off_at = models.DateTimeField(_("Called off"), null=True, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ConvocationQuerySet.as_manager()
    audit_leaves_out = frozenset({"uid"})
    audit_parts = {"invitees": "said"}

    class Meta:
        ordering = ("starts_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(session__isnull=False, bilateral=None, meeting=None)
                | Q(session=None, bilateral__isnull=False, meeting=None)
                | Q(session=None, bilateral=None, meeting__isnull=False),
                name="a_convocation_is_to_one_thing",
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_convocation_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.summary

    @property
    def is_called_off(self) -> bool:
        """Whether those who were invited were told that nothing is held."""
        return self.called_off_at is not None


class InviteeQuerySet(models.QuerySet["Invitee"]):
    """Those who are invited."""

    def seen_by(self, user: User | AnonymousUser) -> Self:
        """Those of them whom the office shows this person: no delegate whose own page stays shut."""
        return self.filter(Q(delegate=None) | Q(delegate__in=Delegate.objects.in_office_of(user)))


class InviteeManager(models.Manager["Invitee"]):
    """Invitees with the delegate whom each of them is."""

    def get_queryset(self) -> InviteeQuerySet:
        """Whether somebody is named depends on the delegate."""
        return InviteeQuerySet(self.model, using=self._db).select_related("delegate")

    def seen_by(self, user: User | AnonymousUser) -> InviteeQuerySet:
        """Those whom the office shows this person."""
        return self.get_queryset().seen_by(user)


class Invitee(models.Model):
    """Somebody who is invited to a meeting by mail, and what they answered last."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    convocation = models.ForeignKey(Convocation, on_delete=models.CASCADE, related_name="invitees")
    delegate = models.ForeignKey(Delegate, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("Name"), max_length=500, blank=True)
    mail = models.EmailField(_("Mail"))
    # Whoever is no longer invited was told so, and is kept with what was told last.
    is_invited = models.BooleanField(default=True)
    told_sequence = models.PositiveIntegerField(default=0)
    answer = models.CharField(_("Answer"), max_length=10, choices=Reply.choices, blank=True)
    answered_sequence = models.PositiveIntegerField(null=True)
    answered_at = models.DateTimeField(_("Answered"), null=True)
    comment = models.TextField(_("Comment"), blank=True)
    # Who comes instead, as the answer names them.
    stands_in = models.CharField(_("Comes instead"), max_length=1000, blank=True)

    objects = InviteeManager()

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint("convocation", Lower("mail"), name="an_address_is_invited_to_a_meeting_once")
        ]

    def __str__(self) -> str:
        return self.name or self.mail

    @property
    def said(self) -> str:
        """Who is invited and what they answered, for the record of what changed; no address, and none kept back."""
        is_kept = self.delegate is not None and self.delegate.sensitivity == Sensitivity.RESTRICTED
        parts = ((not is_kept and self.name) or "–", "" if self.is_invited else "no longer invited", self.answer)
        return " · ".join(part for part in parts if part)


class ReceivedReplyQuerySet(models.QuerySet["ReceivedReply"]):
    """Answers that came in."""

    def seen_by(self, user: User | AnonymousUser) -> Self:
        """Those that this person may read: none from the address of an invitee whom they do not see."""
        at_address = Invitee.objects.filter(
            convocation=OuterRef("convocation"), mail__iexact=OuterRef("claimed_mail"), delegate__isnull=False
        )
        unseen = at_address.exclude(delegate__in=Delegate.objects.in_office_of(user))
        return self.filter(~Exists(unseen), convocation__in=Convocation.objects.in_office_of(user))


class ReceivedReply(models.Model):
    """An answer that came in by mail: whom it claims to be from, which nothing in it proves."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    convocation = models.ForeignKey(Convocation, on_delete=models.CASCADE, related_name="replies")
    # Nobody where the address that answers was not invited.
    invitee = models.ForeignKey(Invitee, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    claimed_mail = models.CharField(_("Claims to be"), max_length=320)
    claimed_name = models.CharField(max_length=500, blank=True)
    # What the mail itself says of its sender; as easily forged.
    sender = models.CharField(_("Sender of the mail"), max_length=500, blank=True)
    answer = models.CharField(_("Answer"), max_length=10, choices=Reply.choices)
    sequence = models.PositiveIntegerField(default=0)
    stamped_at = models.DateTimeField(null=True)
    comment = models.TextField(_("Comment"), blank=True)
    stands_in = models.CharField(_("Comes instead"), max_length=1000, blank=True)
    state = models.CharField(_("State"), max_length=10, choices=ReplyState.choices, default=ReplyState.WAITING)
    received_at = models.DateTimeField(_("Received"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ReceivedReplyQuerySet.as_manager()
    audit_hides = frozenset({"claimed_mail", "claimed_name", "sender", "comment", "stands_in"})

    class Meta:
        ordering = ("received_at", "id")
        verbose_name_plural = "received replies"

    def __str__(self) -> str:
        return str(self.get_answer_display())
