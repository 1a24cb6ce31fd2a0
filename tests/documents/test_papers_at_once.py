"""Two people at the register at once: one symbol and one original each, and a sentence for whoever comes second."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from secretariat.audit.action import Refused
from secretariat.documents.actions import register_document, revise_document, set_language_version
from secretariat.documents.models import Document, VersionState
from tests.documents.papers import a_paper, papers_of_a_conference
from tests.make_documents import said

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*deeds: Callable[[], Any]) -> list[str]:
    """What became of deeds that begin together: nothing where it was done, else the sentence."""
    gate = Barrier(len(deeds))

    def begin(deed: Callable[[], Any]) -> str:
        gate.wait(10)
        try:
            deed()
        except Refused as error:
            return str(error)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(deeds)) as people:
        return sorted(people.map(begin, deeds))


def test_a_symbol_is_given_once() -> None:
    papers = papers_of_a_conference()
    details = {"symbol": "A/CONF.1/9", "title": said("Agenda"), "kind": "agenda", "sensitivity": "public"}
    told = at_once(
        *(lambda: register_document(papers.officer, papers.held, details=details) for _ in range(2)),
    )

    assert told[0] == ""
    assert "is taken by" in told[1]
    assert Document.objects.filter(symbol="A/CONF.1/9").count() == 1


def test_two_papers_do_not_take_one_symbol_by_revision() -> None:
    papers = papers_of_a_conference()
    other = a_paper(papers.held, "A/CONF.1/8")
    told = at_once(
        lambda: revise_document(papers.officer, papers.draft, details={"symbol": "A/CONF.1/9"}),
        lambda: revise_document(papers.rapporteur, other, details={"symbol": "A/CONF.1/9"}),
    )

    assert told[0] == ""
    assert told[1] != ""
    assert Document.objects.filter(symbol="A/CONF.1/9").count() == 1


def test_there_is_one_original() -> None:
    papers = papers_of_a_conference()

    def original(code: str) -> Callable[[], Any]:
        details = {"state": VersionState.ORIGINAL}
        return lambda: set_language_version(
            papers.officer, papers.draft, language=code, details=details, on=date(2020, 11, 11)
        )

    told = at_once(original("en"), original("fr"))

    assert told[0] == ""
    assert "The original is in" in told[1]
    assert papers.draft.languages.get().state == "original"
