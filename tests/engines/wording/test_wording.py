"""Numbers, brackets, what differs, and two changed texts put together."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.engines.wording import (
    Written,
    brackets,
    called,
    compare,
    differing,
    merge,
    merge_words,
    numbers,
    recognised,
    unbalanced,
    words_of,
)

WORDS = st.lists(
    st.sampled_from(["return", "safe", "عودة", "آمنة", "返", "回", "家", "[", "]", ",", "State’s", "и"]), max_size=12
).map(" ".join)
ANY = st.text(max_size=60)


def op(key: str, words: str = "", parent: str | None = None, kind: str = "operative") -> Written:
    return Written(key, kind, {"en": words or f"Decides {key}"}, parent)


TEXTS = st.lists(st.tuples(st.sampled_from("abcdef"), WORDS), max_size=6, unique_by=lambda row: row[0]).map(
    lambda rows: tuple(op(key, words or "x") for key, words in rows)
)


def test_paragraphs_are_numbered_as_resolutions_are() -> None:
    text = [
        op("h", kind="heading"),
        op("a", kind="preambular"),
        op("b", kind="preambular"),
        op("c"),
        op("d", parent="c"),
        op("e", parent="d"),
        op("f", parent="d"),
        op("g", parent="f"),
        op("i", parent="c"),
        op("k"),
    ]

    assert list(numbers(text).values()) == ["", "", "", "1.", "(a)", "(i)", "(ii)", "(1)", "(b)", "2."]
    assert list(called(text).values()) == [
        "",
        "PP1",
        "PP2",
        "OP1",
        "OP1 (a)",
        "OP1 (a) (i)",
        "OP1 (a) (ii)",
        "OP1 (a) (ii) (1)",
        "OP1 (b)",
        "OP2",
    ]


def test_after_z_letters_are_doubled() -> None:
    text = [op("top"), *(op(f"k{number}", parent="top") for number in range(28))]

    assert list(numbers(text).values())[-3:] == ["(z)", "(aa)", "(bb)"]


def test_a_paragraph_whose_parent_is_not_there_stands_under_none() -> None:
    assert numbers([op("a", parent="gone"), op("b", parent="b")]) == {"a": "1.", "b": "2."}


@pytest.mark.parametrize(
    ("words", "found", "place"),
    [
        ("calls for [safe] return", [("safe", 1)], None),
        ("[a [b] c] d", [("a [b] c", 1), ("b", 2)], None),
        ("［安全］返回", [("安全", 1)], None),
        ("a [b", [("b", 1)], 2),
        ("a] b", [], 1),
        ("[]", [("", 1)], None),
        ("", [], None),
    ],
)
def test_brackets_are_found(words: str, found: list[tuple[str, int]], place: int | None) -> None:
    assert [(each.words, each.depth) for each in brackets(words)] == found
    assert unbalanced(words) == place


def test_words_differ_as_readers_see_them() -> None:
    pieces = differing("Calls for the safe return of refugees", "Calls for the voluntary return of all refugees")

    assert [(each.kind, each.words) for each in pieces] == [
        ("same", "Calls for the "),
        ("gone", "safe"),
        ("new", "voluntary"),
        ("same", " return of"),
        ("new", " all"),
        ("same", " refugees"),
    ]


def test_chinese_differs_by_letters_and_arabic_by_words() -> None:
    assert [each.words for each in differing("安全返回", "自愿返回") if each.kind == "same"] == ["返回"]
    assert [each.words for each in differing("العودة الآمنة", "العودة الطوعية") if each.kind == "new"] == ["الطوعية"]


@given(ANY, ANY)
def test_either_text_is_had_again_from_what_differs(old: str, new: str) -> None:
    pieces = differing(old, new)

    assert "".join(each.words for each in pieces if each.kind != "gone") == new
    assert "".join(each.words for each in pieces if each.kind != "new") == old
    assert "".join(words_of(old)) == old


def test_paragraphs_are_known_again_by_key_and_by_their_words() -> None:
    old = [op("a", "Recalls the earlier meeting held in the city"), op("b"), op("c")]
    new = [op("c"), op("x", "Recalls the earlier meeting held in the capital city"), op("n", "Asks for aid")]
    told = compare(old, new, "en")

    assert [(each.change, each.old and each.old.key, each.new and each.new.key) for each in told.pairs] == [
        ("moved", "c", "c"),
        ("changed", "a", "x"),
        ("gone", "b", None),
        ("new", None, "n"),
    ]


def test_a_paragraph_that_was_split_or_joined_is_noticed() -> None:
    whole = "Calls for the safe return of refugees and asks donors to rebuild the schools of the country at once"
    first, second = whole.split(" and asks ")
    split = compare([op("a", whole)], [op("a", first), op("n", f"asks {second}")], "en")
    joined = compare([op("a", first), op("b", f"asks {second}")], [op("a", whole)], "en")

    assert [each.change for each in split.pairs] == ["changed", "split"]
    assert "joined" in [each.change for each in joined.pairs]


@given(TEXTS, TEXTS)
def test_each_paragraph_of_either_side_stands_in_a_comparison(
    old: tuple[Written, ...], new: tuple[Written, ...]
) -> None:
    pairs = compare(old, new, "en").pairs

    assert [each.new.key for each in pairs if each.new] == [each.key for each in new]
    assert {each.old.key for each in pairs if each.old} >= {each.key for each in old} - {
        each.key for each in old if any(pair.change == "joined" for pair in pairs)
    }


def test_what_one_side_changed_is_taken_and_where_both_did_both_stand() -> None:
    assert merge_words("a b c d e", "a X c d e", "a b c Y e") == ("a X c Y e", False)
    assert merge_words("a b c", "a X c", "a Y c") == ("a [X] [Y] c", True)


def test_blanks_at_the_edges_of_what_both_added_stand_outside_the_brackets() -> None:
    assert merge_words("return of refugees", "return of all refugees", "return of many refugees") == (
        "return of [all] [many] refugees",
        True,
    )


@given(WORDS, WORDS)
def test_a_side_that_changed_nothing_has_no_say(base: str, other: str) -> None:
    assert merge_words(base, base, other) == (other, False)
    assert merge_words(base, other, base) == (other, False)
    assert merge_words(base, other, other) == (other, False)


@given(WORDS, WORDS, WORDS)
def test_no_new_word_of_either_side_is_lost(base: str, one: str, other: str) -> None:
    merged, _is_open = merge_words(base, one, other)
    old, there = words_of(base), words_of(merged)
    for side in (one, other):
        fresh = {word for word in words_of(side) if not word.isspace() and word not in old}
        assert fresh <= set(there)


@given(TEXTS, TEXTS, TEXTS)
def test_a_merge_with_the_base_is_the_other_side_and_both_ways_find_the_same_conflicts(
    base: tuple[Written, ...], one: tuple[Written, ...], other: tuple[Written, ...]
) -> None:
    assert {(each.key, each.words("en")) for each in merge(base, base, other).text} == {
        (each.key, each.words("en")) for each in other
    }
    there, back = merge(base, one, other), merge(base, other, one)
    assert {each.key for each in there.conflicts} == {each.key for each in back.conflicts}


def test_a_paragraph_that_one_struck_out_and_the_other_changed_is_for_somebody_to_decide() -> None:
    base = [op("a", "Decides"), op("b", "Asks")]
    merged = merge(base, [base[1]], [op("a", "Decides now"), base[1]])

    assert [(each.key, each.conflicts) for each in merged.conflicts] == [("a", ("struck",))]
    assert [each.words("en") for each in merged.text] == ["Decides now", "Asks"]


def test_a_paragraph_whose_parent_went_stands_under_what_is_left() -> None:
    base = [op("a"), op("b", parent="a"), op("c", parent="b")]
    merged = merge(base, [op("a"), op("c", parent="b")], base)

    assert [(each.key, each.parent) for each in merged.text] == [("a", None), ("c", "a")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It was held.\n\nIt ended.", [("plain", "It was held.", None), ("plain", "It ended.", None)]),
        ("Outcome", [("heading", "Outcome", None)]),
        (
            "# Outcome\nRecalling,\n\n1. Calls;\n(a) by land;\n(i) soon;\n(b) by sea;\n2) Decides.",
            [
                ("heading", "Outcome", None),
                ("preambular", "Recalling,", None),
                ("operative", "Calls;", None),
                ("operative", "by land;", "n3"),
                ("operative", "soon;", "n4"),
                ("operative", "by sea;", "n3"),
                ("operative", "Decides.", None),
            ],
        ),
        ("PP1. Recalling,\n\nOP1 Decides.", [("preambular", "Recalling,", None), ("operative", "Decides.", None)]),
        ("١. يقرر الاجتماع.", [("operative", "يقرر الاجتماع.", None)]),
    ],
)
def test_a_pasted_text_is_parted(text: str, told: list[Any]) -> None:
    found = recognised(text, "en")

    assert [(each.kind, each.words("en"), each.parent) for each in found] == told


@given(st.text(max_size=300))
def test_any_text_can_be_parted(text: str) -> None:
    assert all(each.words("en") for each in recognised(text, "en"))


@given(TEXTS, TEXTS, TEXTS)
def test_every_word_that_a_side_brings_is_in_the_merged_text(
    base: tuple[Written, ...], one: tuple[Written, ...], other: tuple[Written, ...]
) -> None:
    merged = merge(base, one, other)
    there = {each.key: set(words_of(each.words("en"))) for each in merged.text}
    before = {each.key: set(words_of(each.words("en"))) for each in base}
    for side in (one, other):
        for each in side:
            fresh = {word for word in words_of(each.words("en")) if not word.isspace()} - before.get(each.key, set())
            assert fresh <= there.get(each.key, set())
    assert {each.key for each in merged.text} <= {each.key for text in (base, one, other) for each in text}


@given(TEXTS, TEXTS)
def test_two_who_want_the_same_agree_in_everything(base: tuple[Written, ...], one: tuple[Written, ...]) -> None:
    merged = merge(base, one, one)

    assert merged.conflicts == ()
    assert [(each.key, each.words("en")) for each in merged.text] == [(each.key, each.words("en")) for each in one]


@given(ANY, ANY)
def test_every_bracket_has_a_place_and_stands_in_those_around_it(one: str, other: str) -> None:
    words = f"{one}[{other}]"
    found = brackets(words)

    assert found
    for each in found:
        assert words[each.start] in "[［"
        around = [outer for outer in found if outer.start < each.start and each.end <= outer.end]
        assert each.depth == len(around) + 1
