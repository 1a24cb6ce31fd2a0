"""What is scanned or typed, on the texts that the browser is given, too; keys and the numbers of badges."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from secretariat.engines.admission import (
    badge_text,
    is_number,
    mark_of,
    name_that_fits,
    new_private_key,
    number_for,
    place_of,
    public_key_of,
    read,
    seal,
    sign,
    unseal,
    verify,
)

TEXTS = json.loads((Path(__file__).parent / "admission" / "texts.json").read_text(encoding="utf-8"))
KEYS = {mark: bytes.fromhex(public) for mark, public in TEXTS["keys"].items()}
SIGNED = [each for each in TEXTS["texts"] if "seed" in each]


def text_of(each: dict[str, Any]) -> str:
    """A text as it stands, or one too long to be written out."""
    text = each["text"]
    return text if isinstance(text, str) else text["repeat"] * text["times"] + text.get("then", "")


@pytest.mark.parametrize("each", TEXTS["texts"], ids=lambda each: each["name"])
def test_each_text_is_read_as_what_it_says(each: dict[str, Any]) -> None:
    assert read(text_of(each), KEYS) == each["reading"]


@pytest.mark.parametrize("each", SIGNED, ids=lambda each: each["name"])
def test_the_text_of_a_badge_is_the_same_each_time_it_is_written(each: dict[str, Any]) -> None:
    assert badge_text(each["fields"], bytes.fromhex(each["seed"])) == each["text"]


@pytest.mark.parametrize("each", TEXTS["signatures"], ids=lambda each: each["name"])
def test_signatures_are_judged_as_the_standard_says(each: dict[str, Any]) -> None:
    public, message = bytes.fromhex(each["public"]), bytes.fromhex(each["message"])
    signature = bytes.fromhex(each["signature"])

    assert verify(public, signature, message) is each["is_good"]
    if "seed" in each:
        private = bytes.fromhex(each["seed"])
        assert (public_key_of(private), sign(private, message)) == (public, signature)


def test_one_letter_changed_anywhere_makes_a_badge_that_is_not_good() -> None:
    good = SIGNED[0]["text"]
    for place in range(len(good)):
        changed = "A" if good[place] != "A" else "B"
        reading = read(good[:place] + changed + good[place + 1 :], KEYS)
        # The last letter carries bits that stand for nothing.
        if place < len(good) - 1:
            assert reading.get("signature") in {None, "bad", "unknown"}, place


def test_whatever_is_read_nothing_is_raised() -> None:
    chance = random.Random(2020)  # noqa: S311 - the same texts each time
    good = SIGNED[0]["text"]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567=0189 é\x00\ud800\ufeff٤王🕊"
    for _turn in range(3000):
        noise = "".join(chance.choices(letters, k=chance.randrange(0, 30)))
        start, end = sorted(chance.choices(range(len(good) + 1), k=2))
        reading = read(chance.choice(["SC1", "", good]) + good[start:end] + noise, KEYS)
        assert reading["kind"] in {"badge", "number", "not-a-badge", "truncated", "too-long"}


@pytest.mark.parametrize("field", ["conference", "number", "badge_class"])
def test_a_field_that_holds_a_line_feed_is_refused(field: str) -> None:
    fields = {**SIGNED[0]["fields"], field: "a\nb"}

    with pytest.raises(ValueError, match="line feed"):
        badge_text(fields, new_private_key())  # type: ignore[arg-type]


def test_a_name_is_cut_between_letters_and_never_beyond_72_bytes() -> None:
    for letter in ("A", "é", "ع", "王", "🕊"):
        for count in (1, 23, 24, 36, 72, 73, 200):
            cut = name_that_fits(letter * count)
            assert len(cut.encode()) <= 72
            assert set(cut) <= {letter, "…"}


def test_numbers_count_from_one_and_their_check_digit_finds_every_slip() -> None:
    assert [number_for(place) for place in (1, 17, 572, 999_999)] == ["0000013", "0000174", "0005724", "9999990"]
    for place in (1, 17, 4_711, 999_999):
        number = number_for(place)
        assert is_number(number)
        assert place_of(number) == place
        for at, digit in enumerate(number):
            wrong = [number[:at] + other + number[at + 1 :] for other in "0123456789" if other != digit]
            assert not any(is_number(each) for each in wrong)
        for at in range(6):
            swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
            assert swapped == number or not is_number(swapped)


@pytest.mark.parametrize("place", [0, -1, 1_000_000])
def test_there_is_no_number_beyond_the_count(place: int) -> None:
    with pytest.raises(ValueError, match="counts from 1"):
        number_for(place)


def test_a_private_key_is_sealed_and_opened_by_its_secret_and_for_its_purpose_alone() -> None:
    private = new_private_key()
    sealed = seal(private, "a secret", purpose="damascus-2020 1")

    assert private.hex() not in sealed
    assert unseal(sealed, "a secret", purpose="damascus-2020 1") == private
    assert seal(private, "a secret", purpose="damascus-2020 1") != sealed
    for secret, purpose in (("another", "damascus-2020 1"), ("a secret", "geneva-2021 1")):
        with pytest.raises(ValueError, match="another secret"):
            unseal(sealed, secret, purpose=purpose)


def test_the_mark_of_a_key_is_the_beginning_of_its_digest() -> None:
    for mark, public in KEYS.items():
        assert mark_of(public) == mark
