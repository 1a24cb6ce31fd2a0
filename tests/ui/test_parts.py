"""Shared parts of pages: forms, tables, notices and the frame."""

from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override
from i18nfield.forms import I18nFormField
from i18nfield.strings import LazyI18nString

from secretariat.ui.languages import LineInLanguages

pytestmark = pytest.mark.urls("allauth.urls")


class AnswerForm(forms.Form):
    """A form with a field of each common kind."""

    title = I18nFormField(label="Title", widget=LineInLanguages, show_hidden_initial=True)
    standing = forms.ChoiceField(label="Standing", choices=[("a", "Accepted")], show_hidden_initial=True)
    said = forms.DateField(label="Said on", help_text="The day it was said.")
    through = forms.ChoiceField(label="Through", choices=[("l", "Letter")], widget=forms.RadioSelect, required=False)
    is_public = forms.BooleanField(label="Public", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def form_html(form: forms.Form) -> str:
    return render_to_string("ui/_form.html", {"form": form})


def test_a_wrong_field_is_named_at_the_top_and_tied_to_its_error() -> None:
    html = form_html(AnswerForm({"standing": "a", "said": "2020-02-31"}))

    assert '<a href="#id_said">Said on: Enter a valid date.</a>' in html
    assert 'aria-describedby="id_said_helptext id_said_error"' in html
    assert 'id="id_said_helptext"' in html
    assert 'id="id_said_error"' in html


def test_each_language_of_a_field_has_its_own_label_and_direction() -> None:
    html = form_html(AnswerForm(initial={"title": LazyI18nString({"en": "Return", "ar": "عودة"})}))

    assert '<label for="id_title_ar"><bdi lang="ar">العربية</bdi></label>' in html
    assert 'name="title_ar" value="عودة"' in html
    assert 'lang="ar" dir="rtl"' in html


def test_languages_beside_the_readers_and_the_original_one_are_folded_while_nothing_is_in_them() -> None:
    conference = SimpleNamespace(original_language="fr")

    def parts(form: forms.Form) -> tuple[str, str]:
        seen, _fold, folded = render_to_string("ui/_form.html", {"form": form, "conference": conference}).partition(
            "<details"
        )
        return seen, folded

    empty, empty_folded = parts(AnswerForm())
    begun, begun_folded = parts(AnswerForm(initial={"title": LazyI18nString({"fr": "Retour"})}))
    filled, filled_folded = parts(AnswerForm(initial={"title": LazyI18nString({"ar": "عودة"})}))
    wrong, wrong_folded = parts(AnswerForm({"standing": "a"}))

    assert ('name="title_en"' in empty, 'name="title_fr"' in empty, 'name="title_ar"' in empty) == (True, True, False)
    assert 'name="title_ar"' in empty_folded
    assert 'name="title_ar"' in begun_folded
    assert 'name="title_ar"' in filled
    assert 'name="title_ar"' in wrong
    assert (filled_folded, wrong_folded) == ("", "")
    assert "Retour" in begun


def test_what_was_shown_is_kept_beside_the_field_in_every_language() -> None:
    shown = LazyI18nString({"en": "Return", "ar": "عودة"})
    html = form_html(AnswerForm(initial={"title": shown, "standing": "a"}))
    sent = {"title_en": "Return", "title_ar": "عودة", "standing": "a", "initial-standing": "a", "said": "2020-11-11"}
    kept = '{"ar": "عودة", "en": "Return"}'

    again = AnswerForm({**sent, "initial-title": kept})

    assert 'name="initial-standing" value="a"' in html
    assert f'name="initial-title" value="{kept.replace(chr(34), "&quot;")}"' in html
    assert "title" not in again.changed_data


def test_a_group_of_choices_is_a_group_with_a_name() -> None:
    html = form_html(AnswerForm())

    assert html.count("<fieldset") == 2
    assert "<legend>Through" in html


@pytest.mark.parametrize("template", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_an_error_page_needs_no_context(template: str) -> None:
    with override("ar"):
        html = render_to_string(template)

    assert '<html lang="ar" dir="rtl">' in html
    assert 'id="main"' in html


@pytest.mark.parametrize("template", ["ui/public.html", "ui/office.html", "ui/plain.html"])
def test_a_frame_stands_without_context_and_holds_nothing_inline(template: str) -> None:
    html = render_to_string(template, {"request": RequestFactory().get("/")})

    assert "<main" in html
    assert "style=" not in html
    assert "<style" not in html
    assert all("src=" in tag for tag in html.split("<script")[1:])


def test_the_public_site_loads_no_htmx_and_shows_no_messages() -> None:
    html = render_to_string("ui/public.html", {"messages": ["Saved."], "request": RequestFactory().get("/")})

    assert "htmx" not in html
    assert "Saved." not in html


def test_the_tools_of_a_table_keep_what_was_asked() -> None:
    request = RequestFactory().get("/", {"q": '"><b>', "sort": "-said"})
    filters: list[dict[str, Any]] = [
        {"name": "standing", "label": "Standing", "choices": [{"value": "a", "label": "Accepted", "is_chosen": True}]}
    ]
    columns = [{"key": "region", "label": "Region", "is_shown": True}]

    html = render_to_string(
        "ui/_table_tools.html",
        {"request": request, "filters": filters, "columns": columns, "shown": 3, "total": 5000},
    )

    assert 'value="&quot;&gt;&lt;b&gt;"' in html
    assert 'name="sort" value="-said"' in html
    assert '<option value="a" selected>' in html
    assert 'name="col" value="region" checked' in html
    assert "3 shown of 5,000" in html


def test_a_bulk_result_says_what_was_skipped_and_why() -> None:
    html = render_to_string("ui/_result.html", {"result": {"done": 3, "skipped": [("<b>", "no address is known")]}})

    assert "3 done, 1 skipped" in html
    assert "<bdi>&lt;b&gt;</bdi>: no address is known" in html


def test_a_source_mark_shows_the_passage_in_its_own_language() -> None:
    citation = {"number": 4, "title": "سانا", "publisher": "SANA", "date": "2020-11", "language": "ar", "passage": "نص"}

    html = render_to_string("ui/_source_mark.html", {"citations": [citation]})

    assert '<blockquote lang="ar" dir="auto">نص</blockquote>' in html
    assert "November 2020" in html
