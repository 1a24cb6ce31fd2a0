"""A text in several languages: each word stays in its language, whatever the conference speaks meanwhile."""

import json

import pytest
from django import forms
from django.http import QueryDict
from django.utils import translation
from django.utils.translation import ngettext
from i18nfield.forms import I18nFormField
from i18nfield.strings import LazyI18nString

from secretariat.ui.languages import TextInLanguages
from secretariat.ui.revising import RevisingForm


class Wording(RevisingForm):
    """One text and a choice."""

    choice = forms.MultipleChoiceField(choices=[("x", "X"), ("y", "Y")], required=False, show_hidden_initial=True)

    def __init__(self, *args: object, languages: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["text"] = I18nFormField(
            label="Text", widget=TextInLanguages, locales=languages, required=False, show_hidden_initial=True
        )


def sent(**fields: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(fields)
    return data


def test_words_stay_in_their_language_when_the_conference_learns_another_one() -> None:
    kept = {"text": LazyI18nString({"en": "hello", "ar": "مرحبا"})}
    form = Wording(sent(text_en="hello", text_ar="مرحبا"), initial=kept, languages=["en", "fr", "ar"])

    assert form.is_valid()
    assert form.cleaned_data["text"].data == {"en": "hello", "ar": "مرحبا"}


@pytest.mark.parametrize("languages", [["en", "ar"], ["ar"]])
def test_words_of_a_language_that_is_not_spoken_any_more_are_put_in_no_other(languages: list[str]) -> None:
    kept = {"text": LazyI18nString({"ru": "да"})}
    form = Wording(initial=kept, languages=languages)

    assert form.fields["text"].widget.decompress(kept["text"]) == [None] * len(languages)
    assert "да" not in form.as_p().split('name="initial-')[0]


@pytest.mark.parametrize(("seen", "came"), [("one\ntwo", "one\r\ntwo"), ("one\n", "one")])
def test_a_text_that_a_browser_sends_in_its_own_way_counts_as_left_alone(seen: str, came: str) -> None:
    now = {"text": LazyI18nString({"en": "one\ntwo\nthree"}), "choice": [], "version": 2}
    opened = sent(text_en=came, version="1", **{"initial-text": json.dumps({"en": seen})})
    form = Wording(opened, initial={"text": LazyI18nString({"en": seen})}, languages=["en"])
    assert form.is_valid()

    assert [(each.label, each.yours) for each in form.differences(now)] == [("Text (English)", "")]
    renewed = form.renewed(now, languages=["en"])
    assert renewed.is_valid()
    assert str(renewed.cleaned_data["text"]) == "one\ntwo\nthree"


@pytest.mark.parametrize(
    ("count", "word"), [(3, "تذكيرات"), (11, "تذكيرًا"), (99, "تذكيرًا"), (100, "تذكير"), (103, "تذكيرات")]
)
def test_arabic_counts_in_its_own_six_forms(count: int, word: str) -> None:
    with translation.override("ar"):
        said = ngettext("%(count)s reminder", "%(count)s reminders", count) % {"count": count}

    assert said == f"{count} {word}"
