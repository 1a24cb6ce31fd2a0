"""Handing in a file, with the source that it is."""

import pytest
from django.core.exceptions import PermissionDenied
from django_tasks_db.models import DBTaskResult

from secretariat.accounts.models import Role
from secretariat.archive.models import File, Source
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.figures.actions import hand_in_edition, look_through
from secretariat.figures.models import Edition, Observation
from tests import make, make_figures, make_imports

pytestmark = pytest.mark.django_db


def test_the_file_is_kept_as_a_source_and_nothing_of_it_is_a_figure_yet() -> None:
    conference = make.conference()

    edition = make_imports.handed_in(conference)

    assert (edition.number, edition.state, edition.dataset.layout) == (1, "handed in", "unhcr solutions")
    assert (edition.source.publisher, edition.source.licence, edition.source.kind) == ("UNHCR", "CC BY 4.0", "data set")
    assert edition.file is not None
    assert edition.source.file == edition.file
    assert edition.file.content.read() == make_imports.RETURNS.encode()
    assert not Observation.objects.exists()
    entry = Entry.objects.get(verb="figures.hand_in_edition")
    assert (entry.made_type, entry.made_id) == ("figures.edition", edition.pk)


def test_the_worker_looks_through_it_and_says_what_an_import_would_do() -> None:
    conference = make.conference()
    edition = make_imports.handed_in(conference, make_imports.RETURNS + "2025,SYR,SYR,JOR,JOR,-5,,,\n")
    assert DBTaskResult.objects.get().args_kwargs["args"] == [edition.pk]

    look_through.call(edition.pk)

    edition.refresh_from_db()
    told = {key: edition.counts[key] for key in ("rows", "new", "changed", "same", "ended", "refused", "empty")}
    assert told == {"rows": 3, "new": 3, "changed": 0, "same": 0, "ended": 0, "refused": 1, "empty": 8}
    assert edition.problems == [[4, "returned_refugees", "negative", "-5", True, ""]]
    assert not Observation.objects.exists()


@pytest.mark.parametrize(
    ("text", "name", "sentence"),
    [
        (b"", "returns.csv", "empty"),
        (b"  \n \n", "returns.csv", "empty"),
        (
            b"<!DOCTYPE html><html><body><table><tr><td>1</td></tr></table></body></html>",
            "returns.csv",
            "page of the web",
        ),
        (b"%PDF-1.7 something", "returns.csv", "holds no table"),
        (b"year,coo_iso,coa_iso,returned_refugees,resettlement\n", "returns.csv", "no rows"),
        (b"year,year,coo_iso\n2020,2021,SYR\n", "returns.csv", "Two columns of this file are called “year”"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "returns.xlsx", "old kind"),
        (b"PK\x03\x04 broken", "returns.xlsx", "broken"),
        (b"year,coo_iso\n2020,SYR\n", "returns.exe", "Files of this kind are not taken"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence_and_nothing_is_kept(text: bytes, name: str, sentence: str) -> None:
    conference = make.conference()

    with pytest.raises(Refused, match=sentence):
        make_imports.handed_in(conference, text, name=name)

    assert not Edition.objects.exists()
    assert not File.objects.exists()
    assert not Source.objects.exists()


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(settings) -> None:  # type: ignore[no-untyped-def]
    settings.UPLOAD_LIMIT = 1024 * 1024
    conference = make.conference()

    with pytest.raises(Refused, match="larger than 1 MB"):
        make_imports.handed_in(conference, "a" * (1024 * 1024 + 1))


def test_a_file_that_is_laid_out_otherwise_than_its_dataset_is_refused() -> None:
    conference = make.conference()
    edition = make_imports.handed_in(conference)

    with pytest.raises(Refused, match="laid out otherwise: UNHCR: durable solutions"):
        make_imports.handed_in(
            conference, make_imports.POPULATION + "2020,SYR,SYR,LEB,LBN,5,,,,,,,,\n", of=edition.dataset
        )


def test_a_source_of_another_conference_is_refused() -> None:
    conference, elsewhere = make.conference(), make.conference("geneva-2021")
    dataset = make_figures.dataset(conference)

    with pytest.raises(Refused, match="another conference"):
        hand_in_edition(
            make_imports.officer(conference),
            dataset,
            upload=make_imports.upload(make_imports.RETURNS),
            source=make.source(elsewhere),
        )


def test_a_reader_may_not() -> None:
    conference = make.conference()
    with pytest.raises(PermissionDenied):
        hand_in_edition(
            make.user(Role.READER, conference),
            make_figures.dataset(conference),
            upload=make_imports.upload("a,b\n1,2\n"),
        )


def test_the_page_takes_the_file_and_shows_its_first_rows_with_a_verdict_for_each_cell() -> None:
    conference = make.conference()
    make_imports.parties()
    dataset = make_figures.dataset(conference)
    browser = make.client(make_imports.officer(conference))
    address = f"/en/damascus-2020/office/datasets/{dataset.pk}/hand-in/"
    said = {"publisher": "UNHCR", "published_date": "2026-06", "licence": "CC BY 4.0", "sensitivity": "public"}

    assert browser.get(address).status_code == 200
    refused = browser.post(address, {"upload": make_imports.upload(make_imports.RETURNS), "sensitivity": "public"})
    assert refused.status_code == 422
    assert "Say who published it." in refused.content.decode()
    text = make_imports.RETURNS + "2025,SYR,SYR,JOR,JOR,one billion,,,\n2025,SYR,SYR,IRQ,IRQ,1.000.000,00,,\n"
    answer = browser.post(
        address, {**said, "upload": make_imports.upload(text.replace("1.000.000,00", '"1.000.000,00"'))}
    )

    page = browser.get(answer["Location"]).content.decode()
    assert "verdict-new" in page
    assert "number in words" in page
    assert "1000000.00" in page
    assert "100000000" in page
