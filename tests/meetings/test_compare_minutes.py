"""Two versions of the minutes side by side."""

import time

import pytest

from secretariat.accounts.models import Role
from secretariat.meetings.queries import compared
from secretariat.meetings.queries.comparing import ADDED, CHANGED, REMOVED, SAME, Passage
from tests import make, make_meetings


def _texts(passages: list[Passage]) -> tuple[str, str]:
    older = [passage.older for passage in passages if passage.kind != ADDED]
    newer = [passage.newer for passage in passages if passage.kind != REMOVED]
    told = ("\n".join("".join(piece.text for piece in line) for line in lines) for lines in (older, newer))
    first, second = told
    return first, second


def test_what_stayed_went_came_and_changed_is_told_word_by_word() -> None:
    passages = compared("One.\nThey agreed on a date.\nGone.", "One.\nThey agreed on no date.\nGone.\nNew.")

    assert [passage.kind for passage in passages] == [SAME, CHANGED, SAME, ADDED]
    assert [piece.text for piece in passages[1].older if piece.differs] == ["a"]
    assert [piece.text for piece in passages[1].newer if piece.differs] == ["no"]


def test_an_arabic_word_stays_whole_with_its_vowel_signs_and_chinese_signs_stand_alone() -> None:
    arabic = compared("اتّفق الطرفان", "اتّفقت الطرفان")[0]
    chinese = compared("双方讨论会议", "双方推迟会议")[0]

    assert [piece.text for piece in arabic.newer if piece.differs] == ["اتّفقت"]
    assert [piece.text for piece in chinese.newer if piece.differs] == ["推迟"]


@pytest.mark.parametrize(
    ("older", "newer"),
    [("", "a b"), ("a b", ""), ("", ""), ("a\n\nb", "b\n\na"), ("x y z", "z y x"), ("a " * 50, "b " * 50)],
)
def test_both_texts_can_be_read_back_from_the_comparison(older: str, newer: str) -> None:
    told = _texts(compared(older, newer))

    assert told == tuple("\n".join(line.rstrip() for line in text.strip().splitlines()) for text in (older, newer))


@pytest.mark.parametrize(("words", "lines"), [(16_000, 1), (1, 16_000), (16, 1_000), (160, 100)])
def test_long_texts_with_nothing_in_common_are_compared_in_bounded_time(words: int, lines: int) -> None:
    older, newer = (
        "\n".join(" ".join(f"{letter}{(n * m) % 97}" for n in range(words)) for m in range(lines)) for letter in "ab"
    )
    begun = time.perf_counter()

    told = _texts(compared(older, newer))

    assert time.perf_counter() - begun < 10
    assert told == (older, newer)


@pytest.mark.django_db
def test_the_page_marks_what_went_and_what_came_and_says_it_in_words() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)
    for text in ("They met.", "They met in Damascus.", "The two met in Damascus."):
        make_meetings.minutes(meeting, text)
    browser = make.client(make.user(Role.READER, conference))
    page = make_meetings.address(conference, f"meetings/{meeting.pk}/compare/")

    newest = browser.get(page).content.decode()
    chosen = browser.get(f"{page}?older=1&newer=2").content.decode()

    assert "<del>They</del>" in newest
    assert "<ins>The two</ins>" in newest
    assert "changed" in newest
    assert "<ins> in Damascus</ins>" in chosen
    assert "1 passage differs." in chosen


@pytest.mark.django_db
def test_one_version_alone_is_compared_with_nothing() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)
    make_meetings.minutes(meeting)
    browser = make.client(make.user(Role.READER, conference))

    assert browser.get(make_meetings.address(conference, f"meetings/{meeting.pk}/compare/")).status_code == 404
