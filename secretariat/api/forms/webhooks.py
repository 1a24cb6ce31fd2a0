"""What a secretary fills in about a webhook."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from secretariat.api.models import DeliveryState, Webhook
from secretariat.api.queries.webhooks_targets import wrong_with
from secretariat.api.queries.webhooks_words import gone_topics, topics, wrong_in_words
from secretariat.ui.revising import RevisingForm, remember_what_was_seen


class WebhookForm(RevisingForm):
    """What a webhook is called, where it leads, and of what it tells."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=100,
        help_text=gettext_lazy("By which you know it again: who receives the messages, or what for."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    url = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=2000,
        help_text=gettext_lazy("Where the messages are sent, as https://example.org/webhooks."),
        widget=forms.TextInput(
            attrs={"dir": "ltr", "inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Of what it is told"),
        required=False,
        help_text=gettext_lazy("Choose desks, or single deeds. If nothing is chosen, it is told of everything."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._topics = [*topics(), *gone_topics(self.initial.get("topics") or [])]
        self.fields["topics"].choices = [  # type: ignore[attr-defined]
            pair for topic in self._topics for pair in ((topic.desk, topic.label), *topic.verbs)
        ]
        remember_what_was_seen(self)

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The desks with their deeds, and which of them are chosen."""
        chosen = {str(each) for each in self["topics"].value() or ()}
        return [
            {
                "desk": topic.desk,
                "label": topic.label,
                "is_chosen": topic.desk in chosen,
                "deeds": [(verb, words, verb in chosen) for verb, words in topic.verbs],
                "is_open": any(verb in chosen for verb, _words in topic.verbs),
            }
            for topic in self._topics
        ]

    def clean_url(self) -> str:
        """An address that leads somewhere; one that was kept before is asked for again when something is sent."""
        url: str = self.cleaned_data["url"].strip()
        wrong = "" if url == self.initial.get("url") else wrong_with(url)
        if wrong:
            raise forms.ValidationError(wrong_in_words(wrong))
        return url


class LogForm(forms.Form):
    """Which messages of a webhook are looked at."""

    state = forms.ChoiceField(choices=DeliveryState.choices, required=False)

    def chosen(self) -> str:
        """The state that was asked for; nothing for all of them."""
        return str(self.cleaned_data.get("state", "")) if self.is_valid() else ""


def what_is_said_of_webhook(webhook: Webhook) -> dict[str, Any]:
    """A webhook as its form shows it."""
    return {"name": webhook.name, "url": webhook.url, "topics": webhook.topics, "version": webhook.version}
