"""What a walk by POST goes with: browsers that stay signed in, pages that are not drawn, and an eye on what is written."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import Template
from django.test import Client

from secretariat.accounts.models import User

PERSON, SESSIONS = "walk.person", "django.contrib.auth.middleware.AuthenticationMiddleware"
WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE")
SIGN_IN = "/en/accounts/login/"
# How a door that is open answers an empty form: the form again, what is wrong in it, or the page after the deed.
OPEN = frozenset({200, 302, 422})
SIGNED_OUT, REFUSED, NOT_FOUND, NOT_POSTED = 302, 403, 404, 405


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is taken back."""
    block: Any = transaction.atomic()
    # A deed is the outermost block of its transaction; so the test's own is no block of the house.
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)


@contextmanager
def written() -> Iterator[list[str]]:
    """Every statement inside that writes anything, to whichever table."""
    found: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITING):
            found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def undrawn(patch: pytest.MonkeyPatch) -> None:
    """Leave pages blank: who is let in is the question, and drawing them takes most of the time."""
    patch.setattr(Template, "render", lambda *_args, **_more: "")


def recognised(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Who asks is known from the browser, seats and all, where the house looks each time."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.user = copy(request.META[PERSON])
        return get_response(request)

    return answer


def browsers(people: Mapping[str, User | None], settings: Any) -> dict[str, Client]:
    """One browser for each person, whom the house recognises without looking for a session."""
    settings.MIDDLEWARE = [f"{__name__}.recognised" if name == SESSIONS else name for name in settings.MIDDLEWARE]
    for person in people.values():
        if person is not None:
            assert person.seats is not None
    return {role: _browser_of(person or AnonymousUser()) for role, person in people.items()}


def _browser_of(person: User | AnonymousUser) -> Client:
    known: dict[str, Any] = {PERSON: person}
    return Client(**known)


def posted(browser: Client, address: str, form: Mapping[str, Any]) -> tuple[str, list[str]]:
    """How a form is answered, as a word of the table, and what was written for it; then it is taken back."""
    with undone(), written() as statements:
        answer = browser.post(address, form)
    return _word(answer), statements


def _word(answer: Any) -> str:
    if answer.status_code == SIGNED_OUT and answer["Location"].startswith(SIGN_IN):
        return "signed out"
    if answer.status_code in OPEN:
        return "open"
    words = {REFUSED: "refused", NOT_FOUND: "not found", NOT_POSTED: "not posted"}
    return words.get(answer.status_code, str(answer.status_code))
