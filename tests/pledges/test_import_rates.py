"""Bringing in a table of rates: as central banks give them, or one a line; every cell that is not taken says why."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.engines.tables import as_workbook, read_text
from secretariat.pledges.actions import import_rates
from secretariat.pledges.models import ExchangeRate
from secretariat.pledges.queries.rate_tables import Given, RateTable, known_rates, read_rates
from tests import make, make_pledges

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/pledges/rates/import/"
WIDE = "Date,USD,JPY,CYP,\n2020-11-12,1.1791,124.12,N/A,\n2020-11-11,1.1759,124.01,N/A,\n"
LONG = "date\tcurrency\trate\n2020-11-11\tGBP\t1.3241\n2020-11-11\tJOD\t1.4104\n"
TODAY = date(2020, 12, 1)


def read(text: str, **options: object) -> RateTable:
    values = {"base": "EUR", "is_inverse": False, "known": [], "today": TODAY, **options}
    return read_rates(read_text(text), **values)  # type: ignore[arg-type]


def test_a_wide_table_tells_what_one_unit_of_the_base_buys() -> None:
    found = read(WIDE)

    assert found.is_wide
    assert found.wrong == []
    assert found.new[:2] == [
        Given("EUR", "USD", Decimal("1.1791"), date(2020, 11, 12)),
        Given("EUR", "JPY", Decimal("124.12"), date(2020, 11, 12)),
    ]
    assert len(found.new) == 4


def test_a_wide_table_the_other_way_round_tells_what_each_currency_buys() -> None:
    assert read(WIDE, is_inverse=True).new[0] == Given("USD", "EUR", Decimal("1.1791"), date(2020, 11, 12))


def test_a_long_table_names_its_currency_in_each_line_and_the_other_if_it_has_a_column_for_it() -> None:
    with_into = "date;currency;into;rate\n2020-11-11;GBP;JOD;0,93\n"

    assert [each[:3] for each in read(LONG, base="USD").new] == [
        ("GBP", "USD", Decimal("1.3241")),
        ("JOD", "USD", Decimal("1.4104")),
    ]
    assert [each[:3] for each in read(with_into).new] == [("GBP", "JOD", Decimal("0.93"))]


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("1,182", "can be read as 1.182 or as 1182"),
        ("about 1", "no rate"),
        ("-1.1", "no rate"),
        ("1e3", "no rate"),
        ("0", "more than nothing"),
        ("5000000000", "less than a thousand million"),
    ],
)
def test_a_number_that_is_none_or_can_be_read_in_two_ways_is_told_with_its_cell(cell: str, sentence: str) -> None:
    found = read(f"date\tcurrency\trate\n2020-11-11\tGBP\t{cell}\n2020-11-11\tJOD\t1.41\n", base="USD")

    assert [(each.place, each.cell) for each in found.wrong] == [("C2", cell)]
    assert sentence in found.wrong[0].sentence
    assert len(found.new) == 1


def test_days_and_currencies_that_are_none_are_told_with_their_cells() -> None:
    found = read("Date\tUSD\tEUX\tEUR\n11/12/2020\t1.1\t\t\n2021-05-05\t1.2\t\t\n2020-11-11\t1.1\t2\t1\n")

    assert [(each.place, each.cell) for each in found.wrong] == [
        ("C1", "EUX"),
        ("A2", "11/12/2020"),
        ("A3", "2021-05-05"),
        ("D1", "EUR"),
    ]
    assert len(found.new) == 1


def test_arabic_digits_and_commas_are_read() -> None:
    found = read("التاريخ;العملة;سعر\n2020-11-11;عملة;1\n", base="USD")
    assert found.new == []

    plain = read("date;currency;rate\n2020-11-11;GBP;١٫٣٢\n2020-11-11;JOD;1,41\n", base="USD")
    assert [each.rate for each in plain.new] == [Decimal("1.32"), Decimal("1.41")]


def test_what_a_source_has_given_stays_and_another_number_for_that_day_is_told() -> None:
    conference = make.conference()
    kept = make_pledges.rate(conference, "GBP", "1.3241")
    known = known_rates(conference.pk, kept.source_id)

    same = read(LONG, base="USD", known=known)
    other = read(LONG.replace("1.3241", "1.4"), base="USD", known=known)

    assert (same.known, len(same.new)) == (1, 1)
    assert "another rate for that day already: 1.3241" in other.wrong[0].sentence


def test_a_table_is_one_deed_and_twice_changes_nothing() -> None:
    conference = make.conference()
    secretary, source = make.user(Role.SECRETARY, conference), make.source(conference)
    given = read(WIDE).new

    first = import_rates(secretary, conference, source=source, given=given)
    second = import_rates(secretary, conference, source=source, given=given)

    assert (first.done, second.done) == (4, 0)
    assert ExchangeRate.objects.count() == 4
    assert Entry.objects.get().batch["counts"] == {"pledges.exchangerate": 4}


def test_a_source_of_another_conference_and_a_reader_are_refused() -> None:
    conference = make.conference()
    elsewhere = make.source(make.conference("geneva-2021"))

    with pytest.raises(Refused, match="another conference"):
        import_rates(make.user(Role.SECRETARY, conference), conference, source=elsewhere, given=[])
    with pytest.raises(PermissionDenied):
        import_rates(make.user(Role.READER, conference), conference, source=make.source(conference), given=[])


def test_the_page_shows_what_it_means_and_writes_only_then() -> None:
    conference = make.conference()
    source = make.source(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))
    sent = {"pasted": WIDE, "base": "EUR", "source": source.pk, "step": "look"}

    shown = browser.post(ADDRESS, sent)
    assert ExchangeRate.objects.count() == 0
    page = browser.post(ADDRESS, {**sent, "step": "write"}, follow=True).content.decode()

    assert "4 rates would be written." in shown.content.decode()
    assert "4 rates are written." in page
    assert "1 EUR = 1.1791 USD" in page


def test_cells_that_are_not_taken_are_left_out_only_if_the_person_says_so() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    wrong = LONG.replace("1.3241", "1,324")
    sent = {"pasted": wrong, "base": "USD", "source": make.source(conference).pk, "step": "write"}

    asked = browser.post(ADDRESS, sent).content.decode()
    assert ExchangeRate.objects.count() == 0
    browser.post(ADDRESS, {**sent, "leave_out": "1"})

    assert "Mend them, or say that they are left out" in asked
    assert ">C2<" in asked
    assert ExchangeRate.objects.count() == 1


def test_a_workbook_is_read_and_a_page_of_the_web_is_not() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    sheet = as_workbook([["Date", "USD"], ["2020-11-11", "1.1759"]], title="Rates", is_right_to_left=False)
    sent = {"base": "EUR", "source": make.source(conference).pk, "step": "look"}

    shown = browser.post(ADDRESS, {**sent, "upload": SimpleUploadedFile("rates.xlsx", sheet)}).content.decode()
    empty = browser.post(ADDRESS, {**sent, "upload": SimpleUploadedFile("rates.csv", b" ")})

    assert "1 rate would be written." in shown
    assert empty.status_code == 422
    assert browser.post(ADDRESS, sent).status_code == 422
