"""One person under many spellings, and one meeting under many publishers, are proposed as the same; others are not."""

import pytest

from secretariat.engines import reading
from secretariat.engines.reading.models import EventKey


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alexander Lavrentiev", "Alexander Lavrentyev"),
        ("Alexander Lavrentiev", "Александр Лаврентьев"),
        ("Lavrentiev", "Alexander Lavrentiev"),
        ("Mikhail Mizintsev", "Mikhail Mezentsev"),
        ("Mikhail Mizintsev", "Михаил Мизинцев"),
        ("Mohammed bin Salman", "Muhammad ibn Salman"),
        ("Bashar al-Assad", "Bashar El Assad"),
        ("Bashar al-Assad", "Башар Асад"),
        ("Bashar al-Assad", "بشار الأسد"),
        ("Ramzi Musharrafieh", "Ramzi Moucharafieh"),
        ("Ayman Sousan", "Ayman Susan"),
        ("Alexander Kinshchak", "Alexander Kinschak"),
        ("Réginald Casimir", "Reginald Casimir"),
        ("Sergey Lavrov", "Sergei Lavrov"),
        ("Hassan Diab", "Hasan Diyab"),
        ("Yusuf Khalil", "Youssef Khalil"),
        ("Minister Salim Jabouri", "Salim al-Jabouri"),
    ],
)
def test_spellings_of_one_name_are_alike(one: str, other: str) -> None:
    assert reading.likeness_of_names(one, other).score >= 0.8
    assert reading.likeness_of_names(one, other).score == pytest.approx(
        reading.likeness_of_names(other, one).score, abs=0.02
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bashar al-Assad", "Hafez al-Assad"),
        ("Alexander Kinshchak", "Alexander Lavrentiev"),
        ("Ayman Sousan", "Ayman Safadi"),
        ("John Smith", "Maria Lopez"),
        ("Sergey Lavrov", "Sergei Lavrentiev"),
        ("Mohammed Salman", "Mohammed Suleiman Haddad"),
        ("", "Somebody"),
    ],
)
def test_names_of_different_persons_are_not(one: str, other: str) -> None:
    assert reading.likeness_of_names(one, other).score < 0.8


def test_the_same_words_are_the_same_whatever_their_case() -> None:
    likeness = reading.likeness_of_names("GRACE NJERI KAMAU", "Grace Njeri  Kamau")

    assert (likeness.score, likeness.reasons) == (1.0, ("same",))


MEETING = EventKey(
    "preparatory", "2020-10-29", ("SY", "RU"), ("Bashar Al-Assad", "Alexander Lavrentiev"), "Damascus", "SY"
)


@pytest.mark.parametrize(
    "other",
    [
        MEETING,
        EventKey("bilateral", "2020-10-29", ("RU", "SY"), ("Башар Асад", "Александр Лаврентьев"), "", "SY"),
        EventKey("preparatory", "", ("SY", "RU"), ("Alexander Lavrentyev",), "Damascus", "SY"),
        EventKey("bilateral", "2020-10-30", ("SY", "RU"), ("Lavrentyev",)),
        EventKey("preparatory", "2020-10", ("SY", "RU"), ("Alexander Lavrentyev",)),
    ],
)
def test_another_publishers_report_of_the_meeting_is_recognised(other: EventKey) -> None:
    likeness = reading.likeness_of_events(MEETING, other)

    assert likeness.score >= 0.7
    assert {"parties", "persons"} <= set(likeness.reasons)


@pytest.mark.parametrize(
    "other",
    [
        EventKey("preparatory", "2020-11-12", ("SY", "RU"), ("Alexander Lavrentiev",), "Damascus", "SY"),
        EventKey("bilateral", "2020-10-29", ("LB", "FR"), ("Michel Aoun",), "Beirut", "LB"),
        EventKey("bilateral", "2020-10-28", ("LB", "RU"), ("Michel Aoun", "Alexander Lavrentiev"), "Beirut", "LB"),
        EventKey("bilateral", "", ("SY", "RU"), ("Walid Muallem", "Sergey Lavrov")),
        EventKey(),
    ],
)
def test_another_meeting_is_not(other: EventKey) -> None:
    assert reading.likeness_of_events(MEETING, other).score < 0.7
