"""What the newsroom fills in: articles, their hour, corrections, pictures, pieces of the press kit."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Sensitivity, User
from secretariat.archive.forms.facts import CitingForm, SaidField, said_field
from secretariat.conference.models import Conference
from secretariat.conference.queries import name_of, shown_names
from secretariat.dossier.models import Topic
from secretariat.engines.markup import LONGEST
from secretariat.newsroom.actions import ARTICLE_FIELDS, PICTURE_FIELDS, PRESS_ITEM_FIELDS, About
from secretariat.newsroom.models import Article, ArticleKind, Picture, PressItem, PressItemKind
from secretariat.newsroom.queries.articles import parties_known, pictures_of, topics_known
from secretariat.parties.models import Party
from secretariat.ui.languages import LineInLanguages, TextInLanguages
from secretariat.ui.revising import RevisingForm, remember_what_was_seen
from secretariat.ui.templatetags.ui import own_name

ORDER = (
    "title",
    "lead",
    "body",
    "byline",
    "kind",
    "picture",
    "parties",
    "topics",
    "original_language",
    "languages",
    "key",
    "takes_replies",
    "sensitivity",
)
MINUTE = "%Y-%m-%dT%H:%M"


def _ask_about_article(form: forms.Form, user: User, conference: Conference) -> None:
    spoken = list(conference.languages)
    fields = form.fields
    fields["title"] = SaidField(
        label=_("Title"), widget=LineInLanguages, locales=spoken, required=False, max_length=500
    )
    fields["lead"] = said_field(_("Lead"), spoken, long=True)
    fields["body"] = SaidField(
        label=_("Text"), widget=TextInLanguages, locales=spoken, required=False, max_length=LONGEST
    )
    fields["body"].help_text = _("In Markdown: **bold**, *italic*, # heading, - list, [words](https://address).")
    fields["byline"] = forms.CharField(label=_("Byline"), max_length=300, required=False)
    fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=ArticleKind.choices)
    fields["picture"] = forms.ModelChoiceField(
        label=_("Picture"), queryset=pictures_of(user, conference), required=False, empty_label=str(_("None"))
    )
    # What the article is about already stays, whoever revises it.
    parties = parties_known(user, conference) | Party.objects.filter(pk__in=form.initial.get("parties", []))
    topics = topics_known(user, conference) | Topic.objects.filter(pk__in=form.initial.get("topics", []))
    fields["parties"] = _Named(label=_("Parties it is about"), queryset=parties, required=False)
    fields["parties"].names = shown_names(conference)  # type: ignore[attr-defined]
    fields["topics"] = forms.ModelMultipleChoiceField(
        label=_("Subjects"),
        queryset=topics,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = [(code, own_name(code)) for code in spoken]
    fields["original_language"] = forms.ChoiceField(label=_("Original language"), choices=languages)
    fields["languages"] = forms.MultipleChoiceField(
        label=_("Languages in which it is published"),
        choices=languages,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    fields["key"] = forms.SlugField(
        label=_("Address"),
        max_length=80,
        required=False,
        help_text=_("Small letters, figures and hyphens; made of the title if left empty."),
    )
    fields["takes_replies"] = forms.BooleanField(label=_("Takes replies"), required=False)
    levels = [Sensitivity.SECRETARIAT]
    if user.is_secretary_of(conference.pk):
        levels.append(Sensitivity.RESTRICTED)
    fields["sensitivity"] = forms.ChoiceField(
        label=_("Until it is published, for whom"), choices=[(each.value, each.label) for each in levels]
    )
    form.order_fields(ORDER)


class _Named(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Parties, each by the name that the conference shows."""

    widget = forms.CheckboxSelectMultiple
    names: Mapping[int, Any] = {}

    def label_from_instance(self, obj: Any) -> str:
        return str(name_of(obj, dict(self.names)))


def _details(form: forms.Form) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ARTICLE_FIELDS if name in form.cleaned_data}


def _about(form: forms.Form) -> About:
    return About(list(form.cleaned_data["parties"]), list(form.cleaned_data["topics"]))


class DraftForm(CitingForm):
    """A new article, and the sources it rests on."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        _ask_about_article(self, user, conference)

    @property
    def details(self) -> dict[str, Any]:
        """What was entered of the article itself."""
        return _details(self)

    @property
    def about(self) -> About:
        """Whom and what it is about."""
        return _about(self)


class ReviseArticleForm(RevisingForm):
    """An article that is not out, with a note of what this person saw."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_about_article(self, user, conference)
        remember_what_was_seen(self)

    @property
    def article_details(self) -> dict[str, Any]:
        """What was entered of the article itself."""
        return _details(self)

    @property
    def about(self) -> About:
        """Whom and what it is about."""
        return _about(self)


class CorrectForm(ReviseArticleForm):
    """An article that is out: how it should have read, and what was wrong."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, user=user, conference=conference, **kwargs)
        del self.fields["key"], self.fields["sensitivity"]
        self.fields["what"] = said_field(_("What was wrong"), conference.languages, long=True)
        self.fields["what"].help_text = _("It stands below the article with the day. Needed where readers were told.")
        self.order_fields(("what", *ORDER))
        remember_what_was_seen(self)


class SeenForm(RevisingForm):
    """What is done with an article as this person read it."""


class PublishForm(SeenForm):
    """From when on an article is out."""

    embargo_at = forms.DateTimeField(
        label=_("Embargo until"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE),
        input_formats=[MINUTE, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        help_text=_("By the clocks of the venue, to the minute. Left empty, it is out at once."),
    )


class WithdrawForm(SeenForm):
    """Why an article is taken back."""

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = said_field(_("Why it was withdrawn"), conference.languages, long=True)


class PictureForm(forms.Form):
    """A picture, whom it is by, and what it shows."""

    file = forms.FileField(label=_("Picture"), help_text=_("JPEG, PNG or WebP, up to 15 MB."))

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_about_picture(self, conference)

    @property
    def details(self) -> dict[str, Any]:
        """What is said of the picture; without a name it is called as its file is."""
        said = {name: self.cleaned_data[name] for name in PICTURE_FIELDS}
        return {**said, "name": said["name"] or self.cleaned_data["file"].name}


class RevisePictureForm(RevisingForm):
    """What is said of a picture, with a note of what this person saw."""

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_about_picture(self, conference)
        remember_what_was_seen(self)


def _ask_about_picture(form: forms.Form, conference: Conference) -> None:
    form.fields["name"] = forms.CharField(label=_("Name"), max_length=255, required=False)
    form.fields["alternative"] = said_field(_("What it shows, for those who do not see it"), conference.languages)
    form.fields["credit"] = forms.CharField(label=_("Credit"), max_length=300)
    form.fields["licence"] = forms.CharField(label=_("Licence"), max_length=300, required=False)


class PressItemForm(RevisingForm):
    """A piece of the press kit."""

    def __init__(self, *args: Any, user: User, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = self.fields
        fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=PressItemKind.choices)
        fields["title"] = said_field(_("Title"), conference.languages)
        fields["text"] = said_field(_("Text"), conference.languages, long=True)
        fields["picture"] = forms.ModelChoiceField(
            label=_("Picture"), queryset=pictures_of(user, conference), required=False, empty_label=str(_("None"))
        )
        fields["credit"] = forms.CharField(label=_("Credit"), max_length=300, required=False)
        fields["licence"] = forms.CharField(label=_("Licence"), max_length=300, required=False)
        fields["is_public"] = forms.BooleanField(label=_("Public"), required=False)
        remember_what_was_seen(self)
        fields["upload"] = forms.FileField(label=_("File"), required=False)

    @property
    def item_details(self) -> dict[str, Any]:
        """What was entered of the piece itself."""
        return {name: self.cleaned_data[name] for name in PRESS_ITEM_FIELDS}


def what_is_said(article: Article) -> dict[str, Any]:
    """What the form of an article is opened with."""
    said = {name: getattr(article, name) for name in ARTICLE_FIELDS if name != "picture"}
    parties = [str(pk) for pk in article.parties.values_list("party_id", flat=True)]
    topics = [str(pk) for pk in article.topics.values_list("topic_id", flat=True)]
    picture = str(article.picture_id) if article.picture_id else ""
    nothing = LazyI18nString("")
    return {
        **said,
        "picture": picture,
        "parties": parties,
        "topics": topics,
        "what": nothing,
        "version": article.version,
    }


def what_is_said_of_picture(picture: Picture) -> dict[str, Any]:
    """What the form of a picture is opened with."""
    return {name: getattr(picture, name) for name in (*PICTURE_FIELDS, "version")}


def what_is_said_of_item(item: PressItem) -> dict[str, Any]:
    """What the form of a piece of the press kit is opened with."""
    said = {name: getattr(item, name) for name in (*PRESS_ITEM_FIELDS, "version")}
    return {**said, "picture": str(item.picture_id) if item.picture_id else ""}
