"""Whatever bytes are handed in as a conference file, they are answered soon and with a sentence."""

import time
from random import Random

import pytest

from secretariat.engines.conferencefile import Unreadable, read

MEGABYTE = 1024 * 1024
# A sanity bound for a busy machine, far above what any of these takes.
SECONDS = 5.0

LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 30)
)


def first_problem(raw: str | bytes) -> str:
    """Have the text refused in good time, and say its first problem."""
    began = time.perf_counter()
    with pytest.raises(Unreadable) as refusal:
        read(raw)
    assert time.perf_counter() - began < SECONDS
    return str(refusal.value.problems[0])


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (Random(1).randbytes(MEGABYTE), "line 1: this is not text in UTF-8"),  # noqa: S311 - the same signs in every run
        ("[" * MEGABYTE, "line 1: a conference file begins with keys"),
        ("{" * MEGABYTE, "line 1: a key must be a plain word"),
        ("conference: " + "[" * MEGABYTE, "this is nested more than 24 deep"),
        ("conference:\n  " + "- " * MEGABYTE, "this is nested more than 24 deep"),
        ("a: " * MEGABYTE, "line 1, a: the key a is not known here"),
        ("a: \n" * MEGABYTE, "line 1, a: the key a is not known here"),
        ("".join(f"a{number}: \n" for number in range(100_000)), "line 1, a0: the key a0 is not known here"),
        ("conference:\n" + "  a:\n" * 100_000, "line 3, conference.a: this key stands twice"),
        ("annexes: [{text: a" + ", b" * 100_000 + "}]\n", "this key stands twice"),
        (LAUGHS, "line 1, a0: the key a0 is not known here"),
        ("&a " * MEGABYTE, "line 1: "),
        ("'" + "x" * MEGABYTE + "': 1", "line 1: "),
        ("#" * MEGABYTE, "line 1: the file is empty"),
        ("", "line 1: the file is empty"),
        (b"x" * (32 * MEGABYTE + 1), "line 1: the file is longer than 33554432 bytes"),
        ("a:\n  b: \x00\n", "line 2: the invisible character U+0000 may not stand here"),
        ("a:\n\n  b: \u2028\n", "line 3: the invisible character U+2028 may not stand here"),
        ('annexes: "a\\x07"\n', "line 1, annexes: the invisible character U+0007 may not stand here"),
        (b"a: 1\nb: \xff\n", "line 2: this is not text in UTF-8"),
        ("a: \ud800\n", "line 1: this is not text in UTF-8"),
        ("annexes: &m [x]\n", "line 1, annexes: anchors and aliases (& and *) are not allowed"),
        ("annexes: *m\n", "line 1, annexes: anchors and aliases (& and *) are not allowed"),
        ("annexes: !!python/object:os.system x\n", "line 1, annexes: tags are not allowed"),
        ("%TAG ! tag:x,2020:\n---\nmeetings: 1\n", "tags are not allowed"),
        ("annexes: 1\n---\nmeetings: 2\n", "line 2: a second document begins here"),
        ("- annexes\n", "line 1: a conference file begins with keys"),
        ("annexes\n", "line 1: a conference file begins with keys"),
        ("*m : 1\n", "line 1: "),
        ("? [a]\n: 1\n", "line 1: a key must be a plain word"),
        ("annexes: 1\n\tmissions: 2\n", "line 2"),
        ("annexes: a: b\n", "a colon with a space stands where no key can be; put the text in quotes"),
        ("annexes: [a, b\nmissions: 1\n", "a comma or a closing bracket is missing"),
        ("annexes: 'a\n", "the file ends inside a text in quotes"),
        ("annexes: @a\n", "a text cannot begin with this character"),
    ],
)
def test_nonsense_and_bombs_are_refused_in_a_sentence(raw: str | bytes, told: str) -> None:
    assert told in first_problem(raw)


def test_ten_megabytes_of_empty_keys_are_answered_in_time() -> None:
    assert "the key a is not known here" in first_problem(b"a: \n" * (10 * MEGABYTE // 4))


def test_a_list_without_end_is_refused_before_it_is_understood() -> None:
    assert "the file holds more than" in first_problem("annexes:\n" + "- x\n" * 1_000_000)


def test_a_bomb_of_aliases_is_told_alias_by_alias() -> None:
    with pytest.raises(Unreadable) as refusal:
        read(LAUGHS)

    told = {problem.message for problem in refusal.value.problems}
    assert "anchors and aliases (& and *) are not allowed" in told


def test_any_mixture_of_signs_is_read_or_refused_and_never_breaks_the_reader() -> None:
    signs = Random(7)  # noqa: S311 - the same signs in every run
    alphabet = [
        "conference",
        "annexes",
        "sources",
        ":",
        " ",
        "\n",
        "\n  ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "'",
        '"',
        "|",
        "#",
    ]
    alphabet += [">", "?", "&a", "*a", "!t", "%", "---", "...", "\t", "1", "null", "é", "\\", "@"]

    for _ in range(3_000):
        # None of these can be a whole file, for none has a slug.
        with pytest.raises(Unreadable) as refusal:
            read("".join(signs.choices(alphabet, k=signs.randint(1, 25))))
        assert all(str(problem) for problem in refusal.value.problems)
