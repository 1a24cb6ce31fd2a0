"""What people fill in to say how replies are taken and moderated."""

from typing import Any

from django import forms
from django.forms.models import fields_for_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secretariat.newsroom.actions import RULES_FIELDS
from secretariat.newsroom.models import NewsroomRules
from secretariat.ui.revising import RevisingForm, remember_what_was_seen

MOST_WORDS, LONGEST_WORD = 500, 80


class WordsField(forms.CharField):
    """Words, one a line."""

    widget = forms.Textarea(attrs={"rows": 6, "dir": "auto"})

    def prepare_value(self, value: Any) -> Any:
        """A list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """Lines as a list, each once."""
        lines = super().clean(value).splitlines()
        words = list(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))
        if len(words) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in words):
            sentence = _("At most %(most)s words, each of at most %(longest)s letters.")
            raise forms.ValidationError(sentence % {"most": MOST_WORDS, "longest": LONGEST_WORD})
        return words

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the lines are other lines."""
        return super().has_changed(self.prepare_value(initial), data)


class RulesForm(RevisingForm):
    """How replies are taken and moderated."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(fields_for_model(NewsroomRules, fields=RULES_FIELDS))
        for name in ("mail_days", "replies_an_hour"):
            # A form takes over the model's kinds of fields, not what else the model asks of them.
            self.fields[name].validators += NewsroomRules._meta.get_field(name).validators  # type: ignore[union-attr]
        self.fields["words"] = WordsField(
            label=gettext_lazy("Words to look at"),
            required=False,
            help_text=gettext_lazy("One a line, in any language. A reply that holds one waits with this as a reason."),
        )
        remember_what_was_seen(self)


def what_is_said_of_rules(rules: NewsroomRules) -> dict[str, Any]:
    """Rules as their form shows them."""
    return {name: getattr(rules, name) for name in (*RULES_FIELDS, "version")}
