"""Builders of the API's tests: tokens, and a client that sends them."""

import json
from typing import Any

from django.test import Client

from secretariat.accounts.models import User
from secretariat.api import queries
from secretariat.api.actions import allowing
from secretariat.api.models import Token
from secretariat.conference.models import Conference


def token(conference: Conference, user: User, *scopes: str, **fields: Any) -> tuple[Token, str]:
    """A token and its text; with every scope if none is named."""
    text = queries.new_text()
    allowing.forget()
    made = Token.objects.create(
        conference=conference,
        user=user,
        name="Program",
        beginning=text[: queries.SHOWN],
        fingerprint=queries.fingerprint_of(text),
        scopes=list(scopes or queries.SCOPES),
        **fields,
    )
    return made, text


class Program:
    """A program that asks the API of one conference."""

    def __init__(self, conference: Conference, text: str = "") -> None:
        self.client = Client(raise_request_exception=True)
        self.slug = conference.slug
        self.text = text

    def get(self, path: str, query: dict[str, Any] | None = None, **headers: str) -> Any:
        """Read an address of the conference."""
        return self.client.get(f"/api/v1/{self.slug}/{path}", query, headers=self._headers(headers))

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        """Do a deed; a body of bytes or text is sent as it is."""
        sent = body if isinstance(body, bytes | str) else json.dumps(body if body is not None else {})
        kind = headers.pop("content_type", "application/json")
        return self.client.post(f"/api/v1/{self.slug}/{path}", sent, content_type=kind, headers=self._headers(headers))

    def _headers(self, headers: dict[str, str]) -> dict[str, str]:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return {"Authorization": f"Bearer {self.text}", **told} if self.text else told


def program(conference: Conference, user: User, *scopes: str) -> Program:
    """A program that may do what its person may, within scopes."""
    return Program(conference, token(conference, user, *scopes)[1])
