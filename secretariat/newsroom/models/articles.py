"""Articles, their pictures, what they are about, and what was corrected in them."""

from datetime import datetime
from typing import Self, TypeVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from secretariat.accounts.models import ROLES_THAT_SEE, Role, Sensitivity, User
from secretariat.archive.models import Fact, FactQuerySet, File
from secretariat.conference.models import Conference
from secretariat.dossier.models import Topic
from secretariat.parties.models import Party

# Who reads what is not out yet.
READ_DRAFTS = ROLES_THAT_SEE[Sensitivity.SECRETARIAT] | {Role.PRESS_OFFICER}


Row = TypeVar("Row", bound=models.Model)


class NewsRows(models.QuerySet[Row]):
    """Rows of the newsroom that only those who prepare news use."""

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """Rows of the conferences whose drafts this person reads."""
        if not isinstance(user, User):
            return self.none()
        return self.filter(conference_id__in=user.conferences_as(READ_DRAFTS))


class Picture(models.Model):
    """A picture, drawn anew from what was handed in, with its credit and what it shows in words."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=255)
    # As it is shown large, and beside a list; both without whatever else the file held.
    large = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    small = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alternative = I18nCharField(_("What it shows, for those who do not see it"), max_length=3000)
    credit = models.CharField(_("Credit"), max_length=300)
    licence = models.CharField(_("Licence"), max_length=300, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = NewsRows["Picture"].as_manager()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name


class ArticleKind(models.TextChoices):
    """What kind of article it is."""

    NEWS = "news", pgettext_lazy("article", "News")
    PRESS_RELEASE = "press release", pgettext_lazy("article", "Press release")
    STATEMENT = "statement", pgettext_lazy("article", "Statement")
    ADVISORY = "media advisory", pgettext_lazy("article", "Media advisory")


class ArticleState(models.TextChoices):
    """How far an article has come."""

    DRAFT = "draft", pgettext_lazy("article", "Draft")
    READY = "ready", pgettext_lazy("article", "To be read by a second person")
    PUBLISHED = "published", pgettext_lazy("article", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("article", "Withdrawn")


class ArticleQuerySet(FactQuerySet["Article"]):
    """Articles; the public sees those whose hour has come."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What this person may read: what is out, for everybody; what is not, for those who prepare it."""
        seen = self._out()
        if isinstance(user, User):
            seen |= self._prepared_by(user)
        return self.filter(seen)

    def in_office_of(self, user: User | AnonymousUser) -> Self:
        """Articles as the office shows them: to those who prepare news, all of them."""
        if not isinstance(user, User):
            return self.none()
        return self.filter(self._prepared_by(user))

    def out(self) -> Self:
        """Articles that are out, by the clock of the database."""
        return self.filter(self._out())

    def under_embargo(self, at: datetime) -> Self:
        """Articles that are published, but whose hour has not come."""
        return self.filter(state=ArticleState.PUBLISHED, published_at__gt=at)

    @staticmethod
    def _out() -> Q:
        hidden = Q(sensitivity=Sensitivity.RESTRICTED)
        return Q(state=ArticleState.PUBLISHED, published_at__lte=Now(), conference__is_public=True) & ~hidden

    @staticmethod
    def _prepared_by(user: User) -> Q:
        secret = Q(sensitivity=Sensitivity.RESTRICTED)
        readers, secretaries = user.conferences_as(READ_DRAFTS), user.conferences_as({Role.SECRETARY})
        return Q(conference_id__in=readers) & ~secret | Q(conference_id__in=secretaries)


class Article(Fact):
    """What the secretariat tells the public; its language versions are the languages of its texts."""

    # Its word in addresses.
    key = models.CharField(_("Address"), max_length=80)
    kind = models.CharField(_("Kind"), max_length=16, choices=ArticleKind.choices, default=ArticleKind.NEWS)
    title = I18nCharField(_("Title"), max_length=3000)
    lead = I18nTextField(_("Lead"), blank=True)
    # Markdown, with facts of the house named in it by reference.
    body = I18nTextField(_("Text"), blank=True)
    byline = models.CharField(_("Byline"), max_length=300, blank=True)
    picture = models.ForeignKey(
        Picture, on_delete=models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("Picture")
    )
    original_language = models.CharField(_("Original language"), max_length=2, default="en")
    # The languages in which it is published; in the others a reader is shown the original.
    languages = models.JSONField(_("Languages"), default=list, blank=True)
    state = models.CharField(
        _("State"), max_length=10, choices=ArticleState.choices, default=ArticleState.DRAFT, editable=False
    )
    # Before this moment nobody outside the newsroom sees anything of it.
    embargo_at = models.DateTimeField(_("Embargo until"), null=True, blank=True)
    # From when on the public sees it: the end of the embargo, or the moment at which it was published.
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    withdrawn_reason = I18nTextField(_("Why it was withdrawn"), blank=True, editable=False)
    takes_replies = models.BooleanField(_("Takes replies"), default=True)

    objects = ArticleQuerySet.as_manager()
    audit_parts = {"parties": "party_id", "topics": "topic_id", "pins": "related_id"}

    class Meta:
        ordering = ("-published_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["conference", "key"], name="one_article_per_address"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="what_is_published_has_its_hour",
            ),
        ]
        indexes = [models.Index(fields=["conference", "state", "published_at"], name="articles_by_hour")]

    def __str__(self) -> str:
        return str(self.title)


class ArticleParty(models.Model):
    """A party that an article is about."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="parties")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "article parties"
        constraints = [models.UniqueConstraint(fields=["article", "party"], name="an_article_names_a_party_once")]

    def __str__(self) -> str:
        return str(self.party)


class ArticleTopic(models.Model):
    """A subject that an article is about."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="topics")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["article", "topic"], name="an_article_names_a_topic_once")]

    def __str__(self) -> str:
        return str(self.topic)


class Pin(models.Model):
    """An article that is shown beside another because somebody chose it."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="pins")
    related = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        constraints = [models.UniqueConstraint(fields=["article", "related"], name="an_article_is_pinned_once")]

    def __str__(self) -> str:
        return str(self.related)


class Correction(models.Model):
    """What was wrong in an article that was out, said below it."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="corrections")
    text = I18nTextField(_("What was wrong"))
    at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return str(self.text)


class PressItemKind(models.TextChoices):
    """What a piece of the press kit is."""

    PICTURE = "picture", pgettext_lazy("press kit", "Picture")
    LOGO = "logo", pgettext_lazy("press kit", "Logo")
    FACT_SHEET = "fact sheet", pgettext_lazy("press kit", "Fact sheet")
    DOCUMENT = "document", pgettext_lazy("press kit", "Document")
    CONTACT = "contact", pgettext_lazy("press kit", "Contact")


class PressItem(models.Model):
    """A piece of the press kit: a file with its credit and licence, or whom to ask."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("Kind"), max_length=12, choices=PressItemKind.choices)
    title = I18nCharField(_("Title"), max_length=3000)
    text = I18nTextField(_("Text"), blank=True)
    file = models.ForeignKey(File, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The name of a file that a conference file speaks of, while its bytes have not come.
    file_name = models.CharField(max_length=255, blank=True, editable=False)
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    credit = models.CharField(_("Credit"), max_length=300, blank=True)
    licence = models.CharField(_("Licence"), max_length=300, blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)
    is_public = models.BooleanField(_("Public"), default=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = NewsRows["PressItem"].as_manager()

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return str(self.title)
