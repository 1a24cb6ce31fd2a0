"""A keeper of the house ends the sessions of a person, closes the account and opens it again."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils.translation import override

from secretariat.accounts.models import Role, User
from tests import make
from tests.journeys.conftest import Visit
from tests.journeys.test_tokens import accessible
from tests.security.asking import is_in

pytestmark = pytest.mark.journey

# What the guide shows.
PICTURES = {"accounts-en-1280", "accounts-close-account-en-1280", "accounts-end-sessions-ar-360"}
HOSTILE = "<b>\"=1+1' Haddad"


def address(name: str, language: str, *given: int) -> str:
    with override(language):
        return reverse(f"conference:{name}", args=given)


@pytest.mark.parametrize(("language", "width", "name"), [("en", 1280, "Amal Haddad"), ("ar", 360, HOSTILE)])
def test_an_account_is_closed_and_opened_again(
    account: Callable[..., User], visit: Visit, picture: Callable[..., None], language: str, width: int, name: str
) -> None:
    officer = account(Role.DESK_OFFICER, desks=("delegations",))
    User.objects.filter(pk=officer.pk).update(name=name)
    keepers = [User.objects.create_superuser(f"keeper-{number}@example.org", name="Nour Saleh") for number in (1, 2)]
    held = make.client(officer)
    assert is_in(held)
    page = visit(address("accounts", language), user=keepers[0], width=width)

    def looked_at(what: str) -> None:
        accessible(page)
        if what in PICTURES:
            picture(page, what)

    def done(deed: str, **entered: str) -> bool:
        """Whether the account is open after what stands on the page was done."""
        page.goto(address(deed, language, officer.pk))
        assert name in page.locator("main").inner_text()
        for field, words in entered.items():
            page.locator(f"main [name={field}]").fill(words)
        looked_at(f"accounts-{deed.replace('_', '-')}-{language}-{width}")
        page.locator("main form button.button").click()
        officer.refresh_from_db()
        return officer.is_active

    looked_at(f"accounts-{language}-{width}")
    assert done("end_sessions")
    assert not is_in(held)
    assert done("close_account", reason="")
    assert not done("close_account", reason="The telephone was lost.")
    assert done("reopen_account")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
