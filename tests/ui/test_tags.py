"""Texts, dates and numbers read as the reader's language writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override
from i18nfield.strings import LazyI18nString

NOVEMBER_11 = date(2020, 11, 11)


def render(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context)).replace("\xa0", " ").replace("\u202f", " ")


def test_a_text_is_shown_in_the_language_of_the_reader() -> None:
    title = LazyI18nString({"en": "Return", "ar": "عودة"})

    with override("ar"):
        assert render("{% text title %}", title=title) == "عودة"


def test_a_text_that_lacks_the_language_is_shown_in_another_and_says_which() -> None:
    title = LazyI18nString({"en": "", "ar": "عودة"})

    with override("en"):
        shown = render("{% text title %}", title=title)

    assert '<span lang="ar" dir="rtl">عودة</span>' in shown
    assert 'lang="ar" title="Not translated yet">العربية</span>' in shown


def test_a_text_in_a_variant_of_the_language_counts_as_the_language() -> None:
    with override("fr"):
        assert render("{% text title %}", title=LazyI18nString({"en": "Return", "fr-ca": "Retour"})) == "Retour"


@pytest.mark.parametrize("nothing", [None, "", LazyI18nString(None), LazyI18nString({}), LazyI18nString({"en": ""})])
def test_a_missing_text_is_shown_as_nothing(nothing: object) -> None:
    assert render("{% text title %}", title=nothing) == ""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_hostile_text_stays_text(language: str) -> None:
    hostile = "<script>alert(1)</script>"

    with override(language):
        kept = render("{% text title %}", title=LazyI18nString({"en": hostile}))
        plain = render("{% text title %}", title=hostile)

    assert "<script>" not in kept + plain
    assert "&lt;script&gt;" in kept
    assert "&lt;script&gt;" in plain


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "11 November 2020"), ("ar", "11 نوفمبر 2020"), ("fr", "11 novembre 2020"), ("zh", "2020年11月11日")],
)
def test_a_day_is_written_as_the_reader_writes_it(language: str, expected: str) -> None:
    with override(language):
        assert render("{{ when|day }}", when=NOVEMBER_11) == expected
        assert render("{{ when|day }}", when="2020-11-11") == expected


@pytest.mark.parametrize(
    ("language", "month"),
    [("en", "November 2020"), ("ar", "نوفمبر 2020"), ("fr", "novembre 2020"), ("zh", "2020年11月")],
)
def test_a_month_without_a_day_is_written_without_one(language: str, month: str) -> None:
    with override(language):
        assert render("{{ when|day }}", when="2020-11") == month


def test_a_year_alone_is_written_alone_and_what_is_no_date_is_left_as_it_is() -> None:
    with override("en"):
        assert render("{{ when|day }}", when="2020") == "2020"
        assert render("{{ when|day }}", when="soon") == "soon"
        assert render("{{ when|day }}", when=None) == ""


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "11–12 November 2020"),
        ("ar", "11–12 نوفمبر 2020"),
        ("es", "11–12 de noviembre de 2020"),
        ("zh", "2020年11月11–12日"),
    ],
)
def test_days_in_one_month_are_said_once(language: str, expected: str) -> None:
    with override(language):
        assert render("{% days first last %}", first=NOVEMBER_11, last=date(2020, 11, 12)) == expected


def test_days_across_months_name_both_months_and_one_day_is_one_day() -> None:
    with override("en"):
        across = render("{% days first last %}", first=date(2020, 10, 30), last=date(2020, 11, 2))
        alone = render("{% days first last %}", first=NOVEMBER_11, last=NOVEMBER_11)

    assert "Oct" in across
    assert "Nov" in across
    assert alone == "11 November 2020"


def test_a_moment_names_the_day_and_the_time() -> None:
    with override("fr"):
        shown = render("{{ at|moment }}", at=datetime(2020, 11, 11, 9, 30, tzinfo=UTC))

    assert "11 nov. 2020" in shown
    assert "09:30" in shown


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "1,234.5"), ("fr", "1 234,5"), ("zh", "1,234.5"), ("ar", "1,234.5")]
)
def test_a_number_has_the_separators_of_the_reader(language: str, expected: str) -> None:
    with override(language):
        assert render("{{ value|number }}", value=Decimal("1234.5")) == expected


def test_zero_is_a_number_and_nothing_is_nothing() -> None:
    assert render("{{ value|number }}", value=0) == "0"
    assert render("{{ value|number }}", value=None) == ""


def test_sorting_keeps_the_rest_of_the_address_and_starts_at_the_first_page() -> None:
    request = RequestFactory().get("/", {"q": "a&b", "standing": "accepted", "page": "3"})

    head = render('{% sort_link "party" "Party" %}', request=request)

    assert 'aria-sort="none"' in head
    assert 'href="?q=a%26b&amp;standing=accepted&amp;sort=party"' in head


def test_sorting_again_turns_the_order_round() -> None:
    ascending = render('{% sort_link "party" "Party" %}', request=RequestFactory().get("/", {"sort": "party"}))
    descending = render('{% sort_link "party" "Party" %}', request=RequestFactory().get("/", {"sort": "-party"}))

    assert 'aria-sort="ascending"' in ascending
    assert "sort=-party" in ascending
    assert 'aria-sort="descending"' in descending
    assert "sort=party" in descending


def test_the_order_a_page_starts_with_is_shown_in_its_column() -> None:
    head = render('{% sort_link "said" "Said on" %}', request=RequestFactory().get("/"), sort="-said")

    assert 'aria-sort="descending"' in head


def test_a_standing_of_two_words_has_one_style() -> None:
    assert render("{{ standing|standing_class }}", standing="no answer") == "standing-no_answer"
