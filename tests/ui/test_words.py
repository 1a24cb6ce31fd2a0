"""Several short words in one line of a form."""

import pytest
from django.core.exceptions import ValidationError

from secretariat.ui.words import OtherCodesField, WordsField, joined_words, split_codes, split_words


def test_words_are_parted_by_the_commas_of_any_script_and_stand_once() -> None:
    assert split_words(" projector,hearing  loop، شاشة；screen, projector,, ") == [
        "projector",
        "hearing loop",
        "شاشة",
        "screen",
    ]


def test_a_line_is_written_in_one_way_however_it_was_entered() -> None:
    field = WordsField(label="Equipment")

    assert field.clean("a ,b、 a") == joined_words(["a", "b"]) == field.clean("a, b")
    assert field.clean("") == ""


def test_too_many_and_too_long_words_are_refused() -> None:
    field = WordsField(label="Equipment", most=2, longest=5)

    with pytest.raises(ValidationError, match="At most 2"):
        field.clean("a, b, c")
    with pytest.raises(ValidationError, match="too long"):
        field.clean("abcdef")


def test_languages_that_the_house_does_not_speak_are_named_by_their_codes() -> None:
    assert split_codes(["de", "ar", "pt-BR"]) == (["ar"], "de, pt-BR")
    assert OtherCodesField().clean("fa, pt-BR") == "fa, pt-BR"
    with pytest.raises(ValidationError, match="no code of a language"):
        OtherCodesField().clean("Klingon")
