"""Bringing in the money of an activity file."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from secretariat.accounts.models import Role
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.engines import iati
from secretariat.pledges.actions import import_flows
from secretariat.pledges.models import MoneyFlow
from secretariat.pledges.queries.incoming import judge_flows
from tests import make
from tests.engines.iati.told import GENERATED, activity, transaction

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/pledges/flows/import/"
UNHCR = Path(__file__).resolve().parents[3] / "shared/data/iati/examples/unhcr-activities-2023-syr-jor.xml"


def file_of(*transactions: iati.Transaction) -> bytes:
    return iati.write([activity(transactions=transactions)], generated=GENERATED)


def flows_of(*transactions: iati.Transaction) -> list[iati.Flow]:
    return list(iati.flows(file_of(*transactions)))


def test_flows_come_in_without_a_pledge_cite_the_file_and_are_one_deed() -> None:
    conference = make.conference()
    lebanon, source = make.party("LB"), make.source(conference, kind="data set", licence="CC BY 4.0")
    make.party("SY")
    secretary = make.user(Role.SECRETARY, conference)
    given = flows_of(transaction(provider=iati.Organisation({"en": "Lebanon"})), transaction(kind="3", ref="T2"))

    batch = import_flows(secretary, conference, source=source, flows=given)

    first, second = MoneyFlow.objects.order_by("kind")[1], MoneyFlow.objects.order_by("kind")[0]
    assert batch.done == 2
    assert (first.kind, first.amount, first.currency) == ("pledge", Decimal("5000000.00"), "USD")
    assert (first.provider, first.country, first.pledge) == (lebanon, make.party("SY"), None)
    assert (second.kind, second.provider_name, second.sensitivity) == ("disbursement", "Donor", "secretariat")
    assert Citation.objects.of([first]).get().source == source
    assert Entry.objects.get().batch["counts"] == {"pledges.moneyflow": 2}


def test_the_same_file_twice_changes_nothing_and_a_newer_one_corrects_and_says_what_was() -> None:
    conference = make.conference()
    secretary, source = make.user(Role.SECRETARY, conference), make.source(conference)
    import_flows(secretary, conference, source=source, flows=flows_of(transaction(), transaction(ref="T2")))
    newer = flows_of(transaction(amount=Decimal(6_000_000)))

    again = import_flows(secretary, conference, source=source, flows=flows_of(transaction(), transaction(ref="T2")))
    incoming = judge_flows(conference, newer)
    corrected = import_flows(secretary, conference, source=make.source(conference), flows=newer)

    assert again.done == 0
    assert [each.external_key for each in incoming.gone] == ["ref:T2"]
    assert corrected.done == 1
    assert MoneyFlow.objects.count() == 2
    row = MoneyFlow.objects.get(external_key="ref:T1")
    assert (row.amount, row.version) == (Decimal(6_000_000), 2)
    assert Citation.objects.of([row]).count() == 2
    assert Entry.objects.latest("pk").changes == {
        f"pledges.moneyflow:{row.pk}": {"amount": ["5000000.00", "6000000.00"]}
    }


def test_what_is_no_such_money_is_left_out_and_said_by_line() -> None:
    conference = make.conference()
    given = flows_of(transaction(kind="1"), transaction(currency="EUX", ref="T2"), transaction(ref="T3"))

    incoming = judge_flows(conference, given)

    assert len(incoming.new) == 1
    assert [sentence for sentence, _count, _lines in incoming.wrong_by_reason] == [
        "A transaction of the kind 1 is no pledge, commitment, payment or spending.",
        "There is no currency of ISO 4217.",
    ]
    assert incoming.wrong[0].line == given[0].line > 0


def test_a_source_of_another_conference_and_a_reader_are_refused() -> None:
    conference = make.conference()
    elsewhere = make.source(make.conference("geneva-2021"))

    with pytest.raises(Refused, match="another conference"):
        import_flows(make.user(Role.SECRETARY, conference), conference, source=elsewhere, flows=[])
    with pytest.raises(PermissionDenied):
        import_flows(make.user(Role.READER, conference), conference, source=make.source(conference), flows=[])


def test_the_page_shows_what_it_means_and_writes_what_was_seen() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    sent = {"source": make.source(conference).pk, "sensitivity": "secretariat", "step": "look"}
    upload = SimpleUploadedFile("a.xml", file_of(transaction(), transaction(kind="3", ref="T2")))

    shown = browser.post(ADDRESS, {**sent, "upload": upload})
    assert MoneyFlow.objects.count() == 0
    seen = shown.context["form"].initial["seen"]
    page = browser.post(ADDRESS, {**sent, "step": "write", "seen": seen}, follow=True).content.decode()

    assert "2 money flows would be written." in shown.content.decode()
    assert "2 money flows are written." in page
    assert "Donor" in page


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<html></html>", "no activity file"),
        (b"<iati-activities", "breaks off: see line 1"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><iati-activities/>', "declares entities"),
    ],
)
def test_what_is_no_activity_file_is_refused_in_words(content: bytes, sentence: str) -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    sent = {"source": make.source(conference).pk, "sensitivity": "secretariat", "step": "look"}

    answer = browser.post(ADDRESS, {**sent, "upload": SimpleUploadedFile("a.xml", content)})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_what_was_seen_cannot_be_made_up() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    sent = {"source": make.source(conference).pk, "sensitivity": "secretariat", "step": "write", "seen": "[]:x:y"}

    assert "Hand in the file again." in browser.post(ADDRESS, sent).content.decode()


@pytest.mark.skipif(not UNHCR.exists(), reason="the IATI examples are not beside this checkout")
def test_the_file_that_unhcr_publishes_comes_in_whole() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    sent = {"source": make.source(conference).pk, "sensitivity": "public", "step": "look"}

    shown = browser.post(ADDRESS, {**sent, "upload": SimpleUploadedFile("unhcr.xml", UNHCR.read_bytes())})
    seen = shown.context["form"].initial["seen"]
    browser.post(ADDRESS, {**sent, "step": "write", "seen": seen})

    assert MoneyFlow.objects.filter(kind="commitment", pledge=None, sensitivity="public").count() == 98
    assert judge_flows(conference, iati.flows(UNHCR.read_bytes())).known == 98
