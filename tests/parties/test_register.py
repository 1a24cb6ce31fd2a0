"""The register as a page, and an organisation added to it."""

import pytest
from django.core.exceptions import PermissionDenied
from i18nfield.strings import LazyI18nString
from pytest_django import DjangoAssertNumQueries

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import HOUSE, Entry
from secretariat.audit.queries import house
from secretariat.parties.actions import register
from secretariat.parties.models import Party
from tests import make

pytestmark = pytest.mark.django_db
LIST = "/en/damascus-2020/office/parties/"
ADDRESS = f"{LIST}register/"
ENTERED = {"code": "RESCUE", "name_en": "Rescue Committee", "name_ar": "لجنة الإنقاذ", "kind": "international NGO"}


def test_an_organisation_is_kept_with_its_place_in_every_alphabet() -> None:
    secretary = make.user(Role.SECRETARY, make.conference())
    name = LazyI18nString({"en": "Rescue Committee", "ar": "لجنة الإنقاذ"})

    party = register(secretary, house(), code="RESCUE", name=name, kind="international NGO")

    assert not party.is_state
    assert party.sort_en != party.sort_ar
    assert party.sort_fr
    entry = Entry.objects.get()
    assert (entry.conference_id, entry.made_type, entry.made_id) == (HOUSE, "parties.party", party.pk)


def test_a_code_stands_for_one_party() -> None:
    secretary, lebanon = make.user(Role.SECRETARY, make.conference()), make.party("LB")

    with pytest.raises(Refused, match="already") as refusal:
        register(secretary, house(), code="LB", name=LazyI18nString({"en": "x"}), kind="other")

    assert refusal.value.field == "code"
    assert Party.objects.get(code="LB") == lebanon
    assert not Entry.objects.exists()


@pytest.mark.parametrize("role", [Role.READER, Role.DESK_OFFICER, Role.PRESS_OFFICER])
def test_nobody_but_a_secretary_may(role: str) -> None:
    other = make.user(role, make.conference(), desks=["conference", "delegations"])

    with pytest.raises(PermissionDenied):
        register(other, house(), code="RESCUE", name=LazyI18nString({"en": "x"}), kind="other")

    browser = make.client(other)
    assert browser.get(ADDRESS).status_code == 403
    assert "Add an organisation" not in browser.get(LIST).content.decode()


def test_a_stranger_and_a_focal_point_find_no_register() -> None:
    conference = make.conference()
    focal_point = make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))

    assert make.client(make.user(None)).get(LIST).status_code == 404
    assert make.client(focal_point).get(LIST).status_code == 404
    assert make.client().get(LIST).status_code == 302


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pages_answer(language: str) -> None:
    conference = make.conference()
    make.organisation("HOSTILE", make.HOSTILE)
    browser = make.client(make.user(Role.SECRETARY, conference))

    listed = browser.get(LIST.replace("/en/", f"/{language}/"))
    form = browser.get(ADDRESS.replace("/en/", f"/{language}/"))

    assert (listed.status_code, form.status_code) == (200, 200)
    assert "&lt;b&gt;" in listed.content.decode()
    assert "<b>" not in listed.content.decode()


def test_the_page_adds_it() -> None:
    browser = make.client(make.user(Role.SECRETARY, make.conference()))

    page = browser.post(ADDRESS, ENTERED)

    assert page["Location"] == LIST
    party = Party.objects.get(code="RESCUE")
    assert party.name.data == {"en": "Rescue Committee", "ar": "لجنة الإنقاذ"}
    assert party.kind == "international NGO"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "LB"}, "code"),
        ({"code": "x"}, "code"),
        ({"code": "<b>"}, "code"),
        ({"name_en": "", "name_ar": ""}, "name"),
        ({"kind": "kingdom"}, "kind"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(changes: dict[str, str], field: str) -> None:
    browser = make.client(make.user(Role.SECRETARY, make.conference()))
    make.party("LB")

    page = browser.post(ADDRESS, {**ENTERED, **changes})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert not Party.objects.filter(is_state=False).exists()


def test_states_stand_first_each_in_the_alphabet_of_the_reader() -> None:
    conference = make.conference()
    for code in ("CN", "LB", "DE", "SY"):
        make.party(code)
    make.organisation("AAA", "Aid Alliance")
    browser = make.client(make.user(Role.SECRETARY, conference))

    def order(language: str) -> list[str]:
        return [party.code for party in browser.get(LIST.replace("/en/", f"/{language}/")).context["parties"]]

    assert order("en") == ["CN", "DE", "LB", "SY", "AAA"]  # China, Germany, Lebanon, Syria
    assert order("fr") == ["DE", "CN", "LB", "SY", "AAA"]  # Allemagne, Chine, Liban, Syrie
    assert order("ru") == ["DE", "CN", "LB", "SY", "AAA"]  # Германия, Китай, Ливан, Сирия
    assert order("ar") == ["CN", "DE", "SY", "LB", "AAA"]  # الصين، ألمانيا، سوريا، لبنان


@pytest.mark.parametrize("words", ["liban", "LBN", "لبنان", "Ливан", "422", "LEBAN"])
def test_a_party_is_found_by_any_of_its_names_and_codes(words: str) -> None:
    conference = make.conference()
    make.party("LB")
    make.party("RU")

    page = make.client(make.user(Role.READER, conference)).get(LIST, {"q": words})

    assert [party.code for party in page.context["parties"]] == ["LB"]
    assert (page.context["shown"], page.context["total"]) == (1, 3)


def test_the_code_of_unhcr_stands_apart_and_finds_no_other_country() -> None:
    conference = make.conference()
    make.party("EG")
    make.party("AE")

    page = make.client(make.user(Role.READER, conference)).get(LIST, {"q": "ARE"})

    # ARE is the United Arab Emirates in ISO 3166, and Egypt at UNHCR.
    assert [party.code for party in page.context["parties"]] == ["AE"]
    assert Party.objects.get(code="EG").unhcr_code == "ARE"


def test_the_register_is_filtered_by_kind() -> None:
    conference = make.conference()
    make.organisation("UNHCR")
    browser = make.client(make.user(Role.READER, conference))

    def shown(kind: str) -> list[str]:
        return [party.code for party in browser.get(LIST, {"kind": kind}).context["parties"]]

    assert shown("states") == ["SY"]
    assert shown("organisations") == ["UNHCR"]
    assert shown("international organisation") == ["UNHCR"]
    assert shown("foundation") == []


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_asks_the_same_however_many(
    django_assert_max_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    browser = make.client(make.user(Role.SECRETARY, make.conference()))
    for place in range(number):
        make.organisation(f"ORG-{place}", f"Organisation {place}")

    with django_assert_max_num_queries(12):
        assert browser.get(LIST).status_code == 200
