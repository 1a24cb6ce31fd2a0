"""What a newer edition says otherwise: by year, by country, number by number, and to take away."""

import csv
import io

import pytest

from secretariat.figures.models import Edition
from secretariat.figures.queries import changes
from tests import make, make_figures, make_imports
from tests.make_imports import SOLUTIONS

pytestmark = pytest.mark.django_db
FIRST = SOLUTIONS + (
    "2024,SYR,SYR,TUR,TUR,100,,,\n2025,SYR,SYR,TUR,TUR,500,,,\n2025,SYR,SYR,LEB,LBN,300,7,,\n2025,SYR,SYR,IRQ,IRQ,40,,,\n"
)
SECOND = SOLUTIONS + (
    "2024,SYR,SYR,TUR,TUR,100,,,\n2025,SYR,SYR,TUR,TUR,510,,,\n2025,SYR,SYR,LEB,LBN,250,7,,\n2025,SYR,SYR,JOR,JOR,60,,,\n"
)


def second() -> Edition:
    conference = make.conference()
    first = make_imports.imported(conference, FIRST)
    return make_imports.imported(conference, SECOND, of=first.dataset)


def test_they_are_counted_and_summed_within_one_group_and_measure() -> None:
    edition = second()

    assert changes.counts_of_changes(edition) == {"new": 1, "changed": 2, "ended": 1}
    (year, *others), by_country = changes.changes_summed(edition, changes.places_of_changes(edition))
    assert (year.name, year.group, year.numbers, year.before, year.after) == (2025, "Returned refugees", 4, 840, 820)
    assert others == []
    told = [(str(each.name), each.difference) for each in by_country]
    assert told == [("Jordan", 60), ("Lebanon", -50), ("Iraq", -40), ("Türkiye", 10)]


def test_the_largest_difference_comes_first_and_what_is_gone_at_the_end() -> None:
    told = [(each.before, each.after) for each in changes.single_changes(second())]

    assert told == [(300, 250), (500, 510), (40, None)]


def test_the_page_shows_them_and_the_download_has_all() -> None:
    edition = second()
    browser = make.client(make_imports.officer(edition.conference))
    address = f"/en/damascus-2020/office/editions/{edition.pk}/changes/"

    page = browser.get(address).content.decode()
    assert "given no longer" in page
    rows = list(csv.DictReader(io.StringIO(browser.get(f"{address}?as=csv").content.decode("utf-8-sig"))))
    assert [(row["asylum"], row["before"], row["after"]) for row in rows] == [
        ("LBN", "300", "250"),
        ("TUR", "500", "510"),
        ("IRQ", "40", ""),
        ("JOR", "", "60"),
    ]


def test_lists_of_datasets_keep_their_number_of_queries(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    edition = second()
    browser = make.client(make_imports.officer(edition.conference))
    for number in range(30):
        make_figures.edition(make_figures.dataset(edition.conference, key=f"other-{number}"))

    with django_assert_max_num_queries(15):
        assert browser.get("/en/damascus-2020/office/datasets/").status_code == 200
    with django_assert_max_num_queries(15):
        assert browser.get(f"/en/damascus-2020/office/editions/{edition.pk}/changes/").status_code == 200
