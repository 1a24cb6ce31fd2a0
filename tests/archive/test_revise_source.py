"""Correcting what is kept about a source."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.archive.actions import revise_source
from secretariat.archive.models import Source
from secretariat.audit.action import Stale
from secretariat.audit.models import Entry
from tests import make

pytestmark = pytest.mark.django_db


def address(source: Source, language: str = "en") -> str:
    return f"/{language}/damascus-2020/office/sources/{source.pk}/revise/"


def test_a_correction_is_recorded_with_old_and_new() -> None:
    source = make.source(make.conference())

    revise_source(make.user(Role.SECRETARY, source.conference), source, details={"publisher": "AFP"})

    entry = Entry.objects.get()
    assert (entry.verb, entry.changes) == ("archive.revise_source", {"publisher": ["Agency", "AFP"]})


def test_a_stale_correction_is_refused() -> None:
    source = make.source(make.conference())
    amal = make.user(Role.SECRETARY, source.conference)
    revise_source(amal, source, details={"publisher": "AFP"})

    with pytest.raises(Stale):
        revise_source(amal, source, version=1, details={"publisher": "SANA"})

    assert Source.objects.get().publisher == "AFP"


def test_a_reader_may_not_and_a_source_of_another_conference_is_not_found() -> None:
    source = make.source(make.conference())
    elsewhere = make.source(make.conference("geneva-2021"))
    reader, amal = make.user(Role.READER, source.conference), make.user(Role.SECRETARY, source.conference)

    with pytest.raises(PermissionDenied):
        revise_source(reader, source, details={"publisher": "x"})

    assert make.client(reader).get(address(source)).status_code == 403
    assert make.client(amal).get(address(elsewhere)).status_code == 404


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers_and_keeps_a_language_that_is_not_among_those_offered(language: str) -> None:
    source = make.source(make.conference(), language="zh-Hant", title="A report")
    client = make.client(make.user(Role.SECRETARY, source.conference))

    assert "A report" in client.get(address(source, language)).content.decode()
    answer = client.post(address(source, language), _entered(version=1, language="zh-Hant", byline="Amal"))

    assert answer.status_code == 302
    source.refresh_from_db()
    assert (source.language, source.byline) == ("zh-Hant", "Amal")


def test_what_somebody_else_changed_is_shown_nothing_is_lost_and_saving_again_is_a_knowing_deed() -> None:
    source = make.source(make.conference(), title="A report")
    amal = make.user(Role.SECRETARY, source.conference)
    client = make.client(amal)
    revise_source(amal, source, details={"published_date": "2020-11"})
    seen = {"initial-published_date": "2020-11-10", "initial-title": "A report"}

    first = client.post(address(source), _entered(version=1, published_date="2020-11-09", byline="Mine", **seen))

    shown = [(each.label, each.seen, each.now, each.yours) for each in first.context["differences"]]
    assert ("Date of publication", "2020-11-10", "2020-11", "2020-11-09") in shown
    assert 'value="Mine"' in first.content.decode()
    assert "Somebody changed this while you were writing" in first.content.decode()
    source.refresh_from_db()
    assert source.published_date == "2020-11"

    version = first.context["form"].data["version"]
    second = client.post(address(source), _entered(version=version, published_date="2020-11-09"))

    assert second.status_code == 302
    source.refresh_from_db()
    assert source.published_date == "2020-11-09"


def test_a_form_that_does_not_say_what_it_saw_overwrites_nothing() -> None:
    source = make.source(make.conference(), title="A report")
    client = make.client(make.user(Role.SECRETARY, source.conference))

    answer = client.post(address(source), _entered(title="Another"))

    assert answer.status_code == 200
    assert Source.objects.get().title == "A report"


def _entered(**entered: object) -> dict[str, object]:
    return {"kind": "press", "title": "A report", "publisher": "Agency", "sensitivity": "public", **entered}
