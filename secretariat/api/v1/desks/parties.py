"""What a program may read and do at the desk ``parties``: the register, one for the whole installation."""

from functools import cache
from typing import Annotated, Any

from django.db.models import Q, QuerySet
from i18nfield.strings import LazyI18nString
from pydantic import Field

from secretariat.api.v1.asking import Asking
from secretariat.api.v1.deeds import Deed, Given
from secretariat.api.v1.given import one_of
from secretariat.api.v1.resources import Person, Resource, sits_in_office
from secretariat.api.v1.shapes import texts
from secretariat.audit.models import Record
from secretariat.audit.queries import house
from secretariat.conference.models import Conference
from secretariat.engines.conferencefile.limits import PARTY_CODE
from secretariat.parties.models import OrganisationKind, Party, Region
from secretariat.parties.queries import shipped_organisations

PARTIES, REGIONS = "parties/parties", "parties/regions"
Code = Annotated[str, Field(min_length=2, max_length=20, pattern=PARTY_CODE)]


@cache
def _shipped() -> frozenset[str]:
    return frozenset(row["code"] for row in shipped_organisations())


def _register(user: Person, conference: Conference) -> "QuerySet[Any]":
    """The whole register for the office; for others the states and organisations that every house ships.

    Which organisations a secretariat added says something of whom it thinks of.
    """
    if sits_in_office(user, conference):
        return Party.objects.all()
    return Party.objects.filter(Q(is_state=True) | Q(code__in=_shipped()))


def _regions(_user: Person, _conference: Conference) -> "QuerySet[Any]":
    return Region.objects.all()


def _the_house(_named: None, _asking: Asking) -> Record:
    return house()


def _in_languages(value: dict[str, str], _asking: Asking, _pointer: str) -> LazyI18nString:
    return LazyI18nString({language: words for language, words in value.items() if words})


RESOURCES: tuple[Resource, ...] = (
    Resource(
        PARTIES,
        Party,
        _register,
        (
            "code",
            "is_state",
            "name",
            "formal_name",
            "kind",
            "iso3",
            "m49",
            "unhcr_code",
            "is_in_united_nations",
            "region=region__code",
            "subregion=subregion__code",
            "languages",
            "correspondence",
        ),
        "The register of states and organisations: what the codes of all other rows stand for.",
        filters=("code", "is_state", "kind", "iso3", "is_in_united_nations", "region", "subregion"),
        shapes={"languages": list[str], "region": str | None, "subregion": str | None},
        is_public=True,
        has_csv=True,
        told_to={"correspondence": sits_in_office},
    ),
    Resource(
        REGIONS,
        Region,
        _regions,
        ("code", "name", "parent=parent__code"),
        "Regions and sub-regions of the M49 standard of the United Nations.",
        filters=("code", "parent"),
        shapes={"parent": str | None},
        is_public=True,
    ),
)
DEEDS: tuple[Deed, ...] = (
    Deed(
        "parties.register",
        thing=_the_house,
        given={
            "code": Given(Code),
            "name": Given(texts(300, is_needed=True, is_line=True), _in_languages),
            "kind": one_of(OrganisationKind.values),
        },
    ),
)
LEFT_OUT = {"parties.refresh": "Whoever keeps the installation brings its register up to date, for all conferences."}
