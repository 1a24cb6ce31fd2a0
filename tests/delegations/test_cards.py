"""Delegates as visiting cards: who gets which, and what stands on them."""

from typing import Any

import pytest
import vobject
from django.urls import reverse
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate
from secretariat.delegations.queries.cards import lost_in_cards
from secretariat.engines.cards import read_vcf
from tests import make

pytestmark = pytest.mark.django_db

MAIL = "amal.haddad@mofa.example"


def amal(conference: Conference, **fields: Any) -> Delegate:
    values = {
        "original_name": "أمل حداد",
        "honorific": "H.E.",
        "role": "head",
        "capacity": LazyI18nString({"en": "Minister", "ar": "وزيرة"}),
        "body": LazyI18nString({"en": "Ministry; of Foreign Affairs, Beirut"}),
        "mail": MAIL,
        "languages": ["ar", "fr"],
    }
    delegation = fields.pop("delegation", None) or make.delegation(conference, make.party("LB"))
    return make.delegate(delegation, fields.pop("name", "Amal Haddad"), **{**values, **fields})


def file(user: User, name: str, conference: Conference, *args: object, language: str = "en", query: str = "") -> bytes:
    address = reverse(f"delegations:{name}", args=[conference.slug, *args]).replace("/en/", f"/{language}/")
    answer = make.client(user).get(address + query)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/vcard; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    return bytes(answer.content)


def names_on(content: bytes) -> list[str]:
    return [each.fn.value for each in vobject.readComponents(content.decode())]


def test_another_library_reads_on_it_what_is_kept() -> None:
    conference = make.conference()
    person = amal(conference)

    content = file(make.user(Role.SECRETARY, conference), "delegate_card", conference, person.pk)

    card = vobject.readOne(content.decode())
    assert card.version.value == "4.0"
    assert (card.fn.value, card.n.value.prefix) == ("Amal Haddad", "H.E.")
    assert card.org.value == ["Lebanon", "Ministry; of Foreign Affairs, Beirut"]
    assert (card.title.value, card.role.value) == ("Minister", "Head")
    assert card.email.value == MAIL
    assert [each.value for each in card.lang_list] == ["ar", "fr"]
    assert "أمل حداد" in card.note.value
    assert card.uid.value.startswith("urn:uuid:")


def test_it_reads_back_as_it_was_written_and_the_same_in_every_hand() -> None:
    conference = make.conference()
    person = amal(conference)
    officer = make.user(Role.DESK_OFFICER, conference, desks=["delegations"])

    one = file(make.user(Role.SECRETARY, conference), "delegate_card", conference, person.pk)
    other = file(officer, "delegate_card", conference, person.pk)

    found = read_vcf(one)
    assert one == other
    assert (found.problems, found.passed_over) == ((), ())
    assert (found.cards[0].formatted_name, found.cards[0].units) == (
        "Amal Haddad",
        ("Ministry; of Foreign Affairs, Beirut",),
    )


def test_it_speaks_the_language_of_its_address_and_is_the_same_card() -> None:
    conference = make.conference()
    person, secretary = amal(conference), make.user(Role.SECRETARY, conference)

    arabic = vobject.readOne(file(secretary, "delegate_card", conference, person.pk, language="ar").decode())
    english = vobject.readOne(file(secretary, "delegate_card", conference, person.pk).decode())

    assert (arabic.title.value, arabic.org.value[0]) == ("وزيرة", "لبنان")
    assert arabic.uid.value == english.uid.value


@pytest.mark.parametrize("role", [Role.READER, Role.RAPPORTEUR, Role.PRESS_OFFICER, Role.DOOR_OFFICER])
def test_a_mail_address_is_told_to_those_alone_who_see_it_on_the_page(role: str) -> None:
    conference = make.conference()
    person = amal(conference, sensitivity="delegations")
    user = make.user(role, conference)

    content = file(user, "delegate_card", conference, person.pk)

    assert b"EMAIL" not in content
    assert MAIL.encode() not in content
    assert lost_in_cards([person], user)["mail"] == 1


def test_the_focal_point_has_the_own_people_with_their_mails_and_nobody_else_s() -> None:
    conference = make.conference()
    mine, theirs = amal(conference), make.delegate(make.delegation(conference, make.party("IQ")), "Omar Said")
    focal = make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))

    content = file(focal, "cards", conference)

    assert names_on(content) == ["Amal Haddad"]
    assert MAIL.encode() in content
    browser = make.client(focal)
    for name, pk in (("delegate_card", theirs.pk), ("delegation_cards", theirs.delegation_id)):
        assert browser.get(reverse(f"delegations:{name}", args=[conference.slug, pk])).status_code == 404
    assert names_on(file(focal, "delegation_cards", conference, mine.delegation_id)) == ["Amal Haddad"]


def test_of_whom_somebody_does_not_see_there_is_no_card() -> None:
    conference = make.conference()
    lebanon = make.delegation(conference, make.party("LB"))
    amal(conference, delegation=lebanon, sensitivity="delegations")
    hidden = amal(conference, delegation=lebanon, name="Kept Back", role="member", sensitivity="secretariat")
    press = make.user(Role.PRESS_OFFICER, conference)

    assert names_on(file(press, "cards", conference)) == ["Amal Haddad"]
    assert names_on(file(press, "delegation_cards", conference, lebanon.pk)) == ["Amal Haddad"]
    address = reverse("delegations:delegate_card", args=[conference.slug, hidden.pk])
    assert make.client(press).get(address).status_code == 404


def test_the_list_hands_out_the_cards_of_those_it_shows() -> None:
    conference = make.conference()
    amal(conference)
    iraq = make.delegation(conference, make.party("IQ"))
    make.delegate(iraq, "Omar Said")
    make.delegate(iraq, "Gone Home", state="withdrawn")
    secretary = make.user(Role.SECRETARY, conference)

    assert names_on(file(secretary, "cards", conference)) == ["Amal Haddad", "Omar Said"]
    assert names_on(file(secretary, "cards", conference, query=f"?party={iraq.party_id}")) == ["Omar Said"]
    assert names_on(file(secretary, "cards", conference, query="?q=حداد")) == ["Amal Haddad"]
    assert file(secretary, "cards", conference, query="?q=nobody") == b""
    page = make.client(secretary).get(reverse("delegations:delegates", args=[conference.slug]) + "?q=omar")
    assert "/office/delegates/cards.vcf?q=omar" in page.content.decode()


@pytest.mark.parametrize(
    "name", [make.HOSTILE, "A\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:B", "\u202eevil", "م" * 400, ";,\\n"]
)
def test_no_name_ends_its_card(name: str) -> None:
    conference = make.conference()
    person = amal(conference, name=name, honorific=name, original_name=name)

    content = file(make.user(Role.SECRETARY, conference), "delegate_card", conference, person.pk)

    assert content.count(b"\r\nEND:VCARD\r\n") == 1
    assert len(read_vcf(content).cards) == 1
    assert len(list(vobject.readComponents(content.decode()))) == 1
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_a_card_of_another_conference_is_not_found_here() -> None:
    conference, other = make.conference(), make.conference("geneva-2021")
    person = amal(other)
    browser = make.client(make.user(Role.SECRETARY, conference))

    assert browser.get(reverse("delegations:delegate_card", args=[conference.slug, person.pk])).status_code == 404


def test_thirty_cards_ask_for_as_many_queries_as_one(django_assert_num_queries: Any) -> None:
    conference = make.conference()
    lebanon, secretary = make.delegation(conference, make.party("LB")), make.user(Role.SECRETARY, conference)
    for number in range(30):
        make.delegate(lebanon, f"Person {number}")
    browser = make.client(secretary)
    address = reverse("delegations:cards", args=[conference.slug])
    browser.get(address)
    with django_assert_num_queries(QUERIES):
        browser.get(address)
    Delegate.objects.exclude(name="Person 1").delete()
    with django_assert_num_queries(QUERIES):
        browser.get(address)


QUERIES = 8


def test_what_a_card_cannot_carry_is_counted() -> None:
    conference = make.conference()
    person = amal(conference, spellings=["Amel Hadad"], rank="minister")

    found = lost_in_cards([person], make.user(Role.SECRETARY, conference))

    assert found == {"spellings": 1, "rank": 1, "state": 1, "languages of cards": 1}
