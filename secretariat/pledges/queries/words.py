"""Codes of pledges in words: population groups, and sectors of the OECD DAC."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from secretariat.engines.iati import sectors

# UNHCR's and HDX HAPI's codes.
BENEFICIARIES: dict[str, str | Promise] = {
    "REF": pgettext_lazy("group", "Refugees"),
    "ASY": pgettext_lazy("group", "Asylum-seekers"),
    "OIP": pgettext_lazy("group", "Other people in need of international protection"),
    "IDP": pgettext_lazy("group", "Internally displaced people"),
    "RET": pgettext_lazy("group", "Returned refugees"),
    "RDP": pgettext_lazy("group", "Returned internally displaced people"),
    "STA": pgettext_lazy("group", "Stateless people"),
    "OOC": pgettext_lazy("group", "Others of concern"),
    "HST": pgettext_lazy("group", "Host community"),
}


def beneficiary_choices(kept: Iterable[str] = ()) -> list[tuple[str, str | Promise]]:
    """The groups a pledge can be for; codes that are kept and not known here stay."""
    return [*BENEFICIARIES.items(), *((code, code) for code in kept if code not in BENEFICIARIES)]


def beneficiaries_in_words(codes: Iterable[str]) -> list[str]:
    """The groups a pledge is for, by name."""
    return [str(BENEFICIARIES.get(code, code)) for code in codes]


def sector_choices(language: str, kept: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The sectors of the OECD DAC by their five figures; codes that are kept and no longer in force stay."""
    known = sectors(language)
    named = [(code, f"{code} · {name}") for code, name in sorted(known.items())]
    return [*named, *((code, code) for code in kept if code not in known)]


def sectors_in_words(codes: Iterable[str], language: str) -> list[str]:
    """The sectors of a pledge, by name."""
    known = sectors(language)
    return [known.get(code, code) for code in codes]
