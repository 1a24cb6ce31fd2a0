"""Texts become terms by the rules of their language."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.engines.searching import ANALYSED, asked, near, snippet, terms, widened, words_of
from secretariat.engines.searching.words import LONGEST, fold


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "returning", "returned"),
        ("en", "Refugee’s", "refugees"),
        ("fr", "l'accord", "accords"),
        ("fr", "réfugiés", "REFUGIE"),
        ("es", "refugiados", "refugiadas"),
        ("ru", "беженцев", "беженцы"),
        ("ru", "ёлка", "елка"),
        ("ar", "اللاجئين", "لاجئون"),
        ("ar", "عودة", "العودة"),
        ("ar", "إعمار", "اعمار"),
        ("ar", "عَوْدَة", "عـــودة"),
        ("en", "Ｆｕｌｌ", "full"),
        ("de", "Straße", "strasse"),
        ("en", "١٢٣", "123"),
    ],
)
def test_forms_of_a_word_are_one_term(language: str, one: str, other: str) -> None:
    assert terms(one, language) == terms(other, language)


def test_chinese_is_cut_into_neighbours_and_characters() -> None:
    assert terms("难民返回", "zh") == ["难民", "民返", "返回", "难", "民", "返", "回"]
    assert terms("2020年", "zh") == ["2020", "年"]


def test_a_name_in_another_script_is_left_whole() -> None:
    assert terms("قال Lavrentiev", "ar")[-1] == "lavrentiev"
    assert terms("Running Лаврентьев", "ru")[0] == "running"


@given(st.text(max_size=200), st.sampled_from((*ANALYSED, "", "de")))
def test_terms_are_letters_and_digits_and_never_long(text: str, language: str) -> None:
    for term in terms(text, language):
        assert term
        assert len(term) <= 2 * LONGEST
        assert all(unicodedata.category(char)[0] in "LN" for char in term)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(st.text(max_size=200))
def test_words_stand_where_they_are_said_to(text: str) -> None:
    assert all(text[word.start : word.end] == word.text for word in words_of(text))


@given(st.text(max_size=400), st.sampled_from(ANALYSED))
def test_every_question_has_an_answer_and_its_terms_are_plain(query: str, language: str) -> None:
    question = asked(query, language)

    words = [term for piece in question.pieces for run in piece.runs for term in run]
    words += [piece.beginning for piece in question.pieces if piece.beginning]
    assert all(word and all(unicodedata.category(char)[0] in "LN" for char in word) for word in words)
    assert len(question.pieces) <= 12


def test_small_words_need_not_be_there_unless_there_is_nothing_else() -> None:
    assert [piece.word for piece in asked("return of the refugees ", "en").pieces] == ["return", "refugees"]
    assert [piece.word for piece in asked("of the ", "en").pieces] == ["of", "the"]


def test_the_last_word_may_be_a_beginning_unless_a_blank_follows() -> None:
    assert asked("safe retu", "en").pieces[-1].beginning == "retu"
    assert asked("safe retu ", "en").pieces[-1].beginning == ""
    assert asked("a", "en").pieces[-1].beginning == ""
    assert asked('"safe return"', "en").pieces[-1].beginning == ""


def test_what_stands_between_quotation_marks_is_one_piece() -> None:
    (piece,) = asked("«safe return»", "en").pieces

    assert piece.runs[0] == ("safe", "return")
    assert len(asked('"unclosed words', "en").pieces) == 2


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Lavrentyev", "lavrentiev"),
        ("Лаврентьев", "lavrentiev"),
        ("lavrentiev", "лаврентьев"),
        ("لافرينتييف", "lavrentiev"),
        ("lavrentief", "lavrentiev"),
        ("Mekdad", "مقداد"),
        ("Mikdad", "mekdad"),
        ("Shoukry", "shukri"),
    ],
)
def test_names_are_near_in_other_spellings_and_scripts(word: str, name: str) -> None:
    assert name in near(word, [name, "geneva", "women", "conference"])
    assert near(word, ["geneva", "women", "conference"]) == []


def test_what_is_short_or_a_number_is_near_nothing() -> None:
    assert near("abc", ["abd"]) == []
    assert near("2020", ["2021"]) == []
    assert near("", ["abcd"]) == []


def test_a_widened_question_marks_the_other_spelling() -> None:
    question = widened(asked("Lavrentyev", "en"), {"lavrentyev": ["lavrentiev"]})

    runs = snippet("Alexander Lavrentiev spoke.", "en", question)

    assert [run.text for run in runs if run.is_marked] == ["Lavrentiev"]


@given(st.text(max_size=600), st.text(max_size=40), st.sampled_from(ANALYSED))
def test_a_snippet_is_the_text_itself(text: str, query: str, language: str) -> None:
    runs = snippet(text, language, asked(query, language), 100)

    told = "".join(run.text for run in runs)
    plain = " ".join(text.split())
    assert told.removeprefix("… ").removesuffix(" …") in plain
    assert len(told) <= 110


def test_a_snippet_shows_where_the_words_stand_together() -> None:
    text = "return " + "of nothing much " * 40 + "the safe return of refugees is what all want " + "and so on " * 40

    told = "".join(run.text for run in snippet(text, "en", asked("safe return refugees", "en")))

    assert "safe return of refugees" in told
    assert told.startswith("… ")
    assert told.endswith(" …")
