"""Dates come to ISO 8601; a relative one stays open where the report has no day of its own."""

import pytest

from secretariat.engines import reading
from secretariat.engines.reading import models

DAY = "2031-05-14"  # a Wednesday


def dates(words: str, published: str = DAY) -> list[models.DateFound]:
    return list(reading.read("A line that is the title\n" + words, published=published).dates)


@pytest.mark.parametrize(
    ("words", "value", "precision"),
    [
        ("It opens on 29 October 2020 in the town.", "2020-10-29", "day"),
        ("It opens on October 29, 2020 in the town.", "2020-10-29", "day"),
        ("It opens on the 3rd of March 2031 in the town.", "2031-03-03", "day"),
        ("It opens on Oct. 29, 2020 in the town.", "2020-10-29", "day"),
        ("It was on 2020-10-29 in the town.", "2020-10-29", "day"),
        ("It was on 29/10/2020 in the town.", "2020-10-29", "day"),
        ("It was on 12.09.2030 in the town.", "2030-09-12", "day"),
        ("It was in October 2020 in the town.", "2020-10", "month"),
        ("It opens on 4 June in the town.", "2031-06-04", "day"),
        ("It was on 20 December in the town.", "2030-12-20", "day"),
        ("It opens in June in the town.", "2031-06", "month"),
        ("It opens next month in the town.", "2031-06", "month"),
        ("It was last month in the town.", "2031-04", "month"),
        ("It is for later this month in the town.", "2031-05", "month"),
        ("It opens next year in the town.", "2032", "year"),
        ("It was yesterday in the town.", "2031-05-13", "day"),
        ("It was on Tuesday in the town.", "2031-05-13", "day"),
        ("It was on Wednesday in the town.", "2031-05-14", "day"),
        ("It is for next Tuesday in the town.", "2031-05-20", "day"),
        ("It was last Friday in the town.", "2031-05-09", "day"),
        ("It was three days ago in the town.", "2031-05-11", "day"),
        ("It opens in the first week of July in the town.", "2031-07", "month"),
        ("It opens on 11-12 November 2031 in the town.", "2031-11-11", "day"),
    ],
)
def test_a_date_comes_to_iso(words: str, value: str, precision: str) -> None:
    (found,) = dates(words)

    assert (found.value, found.precision) == (value, precision)
    assert found.words in words


@pytest.mark.parametrize(
    "words", ["next month", "on Tuesday", "yesterday", "4 June", "in June", "next year", "in the autumn"]
)
def test_a_relative_date_without_the_day_of_the_report_is_open(words: str) -> None:
    (found,) = dates(f"It opens {words} in the town.", "")

    assert (found.value, found.precision, found.is_relative) == ("", "open", True)


def test_the_reports_own_day_counts_before_the_officers() -> None:
    words = "A line that is the title\n3 March 2031\nIt opens next month in the town, as they said."

    (found,) = reading.read(words, published="2020-01-01").dates

    assert found.value == "2031-04"


@pytest.mark.parametrize(
    "words",
    ["On 31 February 2031 it rained.", "It may rain.", "They march on.", "The 45th of them came.", "Call 12/2031."],
)
def test_what_is_no_date_is_none(words: str) -> None:
    assert dates(words) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("La conférence est prévue à Dakar le 28 juin 2031 pour les délégués.", "2031-06-28"),
        ("Конференция пройдёт в Астане 20 мая 2031 года, и это не всё.", "2031-05-20"),
        ("يعقد المؤتمر في عمان في 15 مارس 2031 من أجل اللاجئين", "2031-03-15"),
        ("يعقد المؤتمر في عمان في 15 تشرين الثاني 2031 من أجل اللاجئين", "2031-11-15"),
    ],
)
def test_other_languages_have_their_months(words: str, value: str) -> None:
    assert [one.value for one in reading.read(words).dates] == [value]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "دمشق، 29 تشرين الأول 2020",
            "استقبل الرئيس السوري وفدا من روسيا. وأكد الجانبان أن المؤتمر سيعقد الشهر المقبل.",
        ),
        ("Москва, 29 октября 2020", "Министр встретился с посланником ООН. Конференция пройдёт в следующем месяце."),
    ],
)
def test_a_line_of_place_and_day_dates_the_report_and_stays_in_its_text(line: str, words: str) -> None:
    for text in (
        f"{words.split('.', maxsplit=1)[0]}\n{line}\n{words}",
        f"{line}\n{words.split('.', maxsplit=1)[0]}\n{words}",
    ):
        opened = reading.open_report(text.encode(), "a.txt")

        found = reading.read(opened)

        assert (opened.furniture, opened.head.published) == ((), "2020-10-29")
        assert line in found.text
        assert [date.value for date in found.dates][:1] == ["2020-10-29"]
