"""Names stand where a reader of their language looks for them."""

import re
import sys
import unicodedata
from importlib.resources import files

import pytest
from pyuca.collator import Collator_10_0_0

from secretariat.engines.collation import LANGUAGES, sort_key
from secretariat.engines.collation.table import Collator

_LINE = re.compile(r"^[0-9A-F]{4}.*$", re.MULTILINE)


def ordered(language: str, *names: str) -> list[str]:
    return sorted(names, key=lambda name: sort_key(name, language))


# Each line is in the order of its language; the orders are those of CLDR.
ORDERS = [
    ("en", ["Afghanistan", "Åland Islands", "Albania", "Côte d’Ivoire", "Croatia", "Türkiye", "Turkmenistan"]),
    ("fr", ["cote", "coté", "côte", "Ecosse", "Égypte", "El Salvador", "Émirats arabes unis", "Équateur", "Érythrée"]),
    ("fr", ["Île Norfolk", "Îles Cook", "Inde", "Zambie"]),
    ("es", ["n", "N", "nz", "ñ", "Ñ", "ña", "o"]),
    ("es", ["Canadá", "Canzona", "Cañada", "Caos", "Chad", "Chequia", "Chile", "Colombia"]),
    ("ar", ["ء", "أ", "ؤ", "إ", "ئ", "ا", "آ", "ب", "ت", "ة", "ث", "و", "ي", "ى"]),
    (
        "ar",
        ["آيسلندا", "إثيوبيا", "أذربيجان", "الأردن", "الإمارات", "الجزائر", "ألمانيا", "إيران", "سوريا"],
    ),
    ("ru", ["Египет", "ёж", "ежи", "Ёжик", "жара", "Израиль", "Йемен", "Казахстан", "Ямайка"]),
    ("zh", ["阿富汗", "巴西", "俄罗斯", "法国", "黎巴嫩", "美国", "叙利亚", "伊拉克", "约旦", "中国"]),
]


@pytest.mark.parametrize(("language", "names"), ORDERS)
def test_names_stand_in_the_order_of_their_language(language: str, names: list[str]) -> None:
    assert ordered(language, *reversed(names)) == names


def test_the_same_letters_stand_elsewhere_in_another_language() -> None:
    assert ordered("es", "Cañada", "Canzona") == ["Canzona", "Cañada"]
    assert ordered("fr", "Cañada", "Canzona") == ["Cañada", "Canzona"]


def test_the_arabic_article_is_a_part_of_the_name() -> None:
    assert ordered("ar", "باكستان", "العراق", "تونس") == ["العراق", "باكستان", "تونس"]


@pytest.mark.parametrize(
    ("language", "own", "others"),
    [
        ("ar", "يمن", ["Albania", "Албания"]),
        ("ru", "Ямайка", ["Albania", "ألمانيا"]),
        ("zh", "中国", ["Albania", "Ямайка"]),
    ],
)
def test_the_script_of_the_language_comes_before_other_scripts(language: str, own: str, others: list[str]) -> None:
    assert ordered(language, *others, own)[0] == own


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_numbers_come_before_letters_of_every_script(language: str) -> None:
    assert ordered(language, "a", "а", "ا", "中", "2", "1")[:2] == ["1", "2"]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_letters_weigh_more_than_accents_and_accents_more_than_capitals(language: str) -> None:
    assert ordered(language, "Mali", "mâlo", "malo", "Malo", "mali") == ["mali", "Mali", "malo", "Malo", "mâlo"]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("name", ["Niger", "Égypte", "España", "سوريا", "آسيا", "Ёлка", "阿富汗", "㐀"])
def test_a_shorter_name_stands_before_its_continuations(language: str, name: str) -> None:
    for more in ["a", " ", "ñ", "ا", "ё", "中"]:
        assert sort_key(name, language) < sort_key(name + more, language)
    assert sort_key("", language) < sort_key(name, language)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_composed_and_decomposed_text_has_one_key(language: str) -> None:
    for name in ["España", "Égypte", "أفغانستان", "آسيا", "Ёж", "Йемен", "Việt Nam"]:
        assert sort_key(unicodedata.normalize("NFD", name), language) == sort_key(name, language)


def test_chinese_characters_without_a_known_reading_still_have_an_order() -> None:
    rare = ["㐀", "𠀀", "𠀁"]

    assert ordered("zh", *reversed(rare)) == ordered("zh", *rare)
    assert len({sort_key(character, "zh") for character in rare}) == 3


def test_every_character_of_the_common_block_has_its_own_place_in_pinyin() -> None:
    assert len({sort_key(chr(code), "zh") for code in range(0x4E00, 0xA000)}) == 0xA000 - 0x4E00


@pytest.mark.parametrize("text", ["", "\x00", "\ud800", "🇸🇾", "\u200fسوريا\u200e", "a" * 2000, "e\u0301\u0323"])
def test_a_key_is_lower_case_hexadecimal_in_weights_of_four_digits(text: str) -> None:
    for language in LANGUAGES:
        assert re.fullmatch(r"(?:[0-9a-f]{4})+", sort_key(text, language))


def test_marks_of_direction_do_not_change_the_place_of_a_name() -> None:
    assert sort_key("\u200fسوريا\u200e", "ar") == sort_key("سوريا", "ar")


def test_a_language_outside_the_six_is_refused() -> None:
    with pytest.raises(ValueError, match="no order for the language 'de'"):
        sort_key("Österreich", "de")


def test_the_weights_are_those_of_the_whole_table() -> None:
    whole, by_need = Collator_10_0_0(), Collator()
    table = (files("pyuca") / "allkeys-10.0.0.txt").read_text(encoding="utf-8")
    texts = ["".join(chr(int(each, 16)) for each in line.split(";")[0].split()) for line in _LINE.findall(table)]

    assert len(texts) > 30_000
    for text in [*texts, "\U00017000\U0001b170", "\u4e2d\U0002ceb0", "\u0e40\u0e01", "q\u0307\u0323"]:
        assert by_need.collation_elements(text) == whole.collation_elements(text), ascii(text)


def test_the_table_is_not_read_before_a_key_is_asked_for() -> None:
    for module in [name for name in sys.modules if name.startswith("secretariat.engines.collation")]:
        assert "pyuca" not in vars(sys.modules[module])
