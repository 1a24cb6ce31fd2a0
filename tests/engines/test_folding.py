"""A name is found however it is written."""

import pytest

from secretariat.engines.folding import folded


@pytest.mark.parametrize(
    ("written", "looked_for"),
    [
        ("Réfugiés", "refugies"),
        ("ООН", "оон"),
        ("Ёлкин", "елкин"),
        ("Straße", "STRASSE"),
        ("أحمد", "احمد"),
        ("مُحَمَّد", "محمد"),
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("  Amal \t\n Haddad ", "amal haddad"),
        ("ＵＮＨＣＲ", "unhcr"),
    ],
)
def test_two_ways_to_write_a_name_fold_alike(written: str, looked_for: str) -> None:
    assert folded(written) == folded(looked_for)
    assert folded(folded(written)) == folded(written)


def test_different_names_stay_different() -> None:
    assert len({folded(name) for name in ("Iran", "Iraq", "Ирак", "العراق", "")}) == 5
