"""What the house answers to a request that it cannot take."""

import pytest

from secretariat.accounts.models import Role
from tests import make

pytestmark = pytest.mark.django_db


def test_a_text_that_is_too_long_is_refused_with_a_sentence() -> None:
    conference = make.conference()
    client = make.client(make.user(Role.SECRETARY, conference))
    client.raise_request_exception = False

    answer = client.post("/en/damascus-2020/office/reports/read/", {"text": "refugees " * 400_000})

    assert answer.status_code == 413
    assert "at most 2.5 MB of text are taken at once" in answer.content.decode()


def test_another_bad_request_is_told_without_a_length() -> None:
    conference = make.conference()
    client = make.client(make.user(Role.SECRETARY, conference))
    client.raise_request_exception = False

    answer = client.get("/en/", headers={"Host": "evil.example"})

    assert answer.status_code == 400
    assert "This request could not be read" in answer.content.decode()
    assert "MB of text" not in answer.content.decode()
