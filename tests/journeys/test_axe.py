"""The judge of the pages finds what is wrong, on the first page and on those that follow."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.axe import Axe

pytestmark = pytest.mark.journey
PAGE = """<!doctype html><html lang="en"><head><title>A page</title><style>
  .pale {{ color: #bbb }} .chosen {{ background: #444 }} p.after {{ {after} }}
  [data-sort=pale] {{ color: #bbb }} :target {{ color: #bbb }} .late {{ display: none }}
</style></head><body><main><h1>A page</h1>{body}</main></body></html>"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def _found(page: Page, body: str, *, after: str = "") -> list[str]:
    page.set_content(PAGE.format(body=body, after=after))
    return [each["id"] for each in Axe().run(page).response["violations"]]


@pytest.mark.parametrize(
    "body",
    [
        '<p class="pale">Hardly to be read.</p>',
        "<p>Plain.</p><p>Plain.</p>" + '<p class="pale">Hardly to be read.</p>' * 9,
        '<div class="chosen"><p>Plain.</p></div>',
        '<p data-sort="pale">Hardly to be read.</p>',
    ],
)
def test_what_is_hardly_to_be_read_is_found_each_time(page: Page, body: str) -> None:
    assert _found(page, "<p>Plain.</p>") == []

    assert _found(page, body) == ["color-contrast"]
    assert _found(page, body) == ["color-contrast"]


def test_what_was_hidden_is_judged_once_it_is_shown(page: Page) -> None:
    assert _found(page, '<p class="after">Plain.</p>', after="display: none; color: #bbb") == []

    assert _found(page, '<p class="after">Plain.</p>', after="color: #bbb") == ["color-contrast"]


def test_a_place_that_is_led_to_is_judged_as_such(page: Page) -> None:
    assert _found(page, '<p><a href="#here">Go</a></p><p id="here">Plain.</p>') == []

    page.get_by_role("link").click()

    assert [each["id"] for each in Axe().run(page).response["violations"]] == ["color-contrast"]


def test_a_clean_place_in_another_scheme_of_colours_is_judged_again(page: Page) -> None:
    body = (
        '<p class="schemed">Plain.</p><style>@media (prefers-color-scheme: dark) { .schemed { color: #bbb } }</style>'
    )
    assert _found(page, body) == []

    page.emulate_media(color_scheme="dark")

    assert _found(page, body) == ["color-contrast"]


def test_a_field_without_a_name_and_a_picture_without_words_are_found(page: Page) -> None:
    assert _found(page, '<input><img src="data:,">') == ["image-alt", "label"]


def test_rules_may_be_chosen(page: Page) -> None:
    page.set_content(PAGE.format(body="<h4>Too deep</h4><input>", after=""))

    every = [each["id"] for each in Axe().run(page).response["violations"]]
    some = [each["id"] for each in Axe().run(page, options={"runOnly": ["wcag2a"]}).response["violations"]]

    assert sorted(every) == ["heading-order", "label"]
    assert some == ["label"]
