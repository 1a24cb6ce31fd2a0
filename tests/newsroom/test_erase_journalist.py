"""Erasing a journalist from what an outlet asked, and as the delegate whom they became, from the record too."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.actions import add_room
from secretariat.conference.models import Conference, Message, Room
from secretariat.delegations.actions import keep_photo, revise_delegate
from secretariat.delegations.models import Delegate, Invitation, Particulars
from secretariat.delegations.queries import portrait_of
from secretariat.door.models import Badge
from secretariat.newsroom.actions import (
    erase_journalist,
    refuse_media_request,
    take_media_request,
    take_up_media_request,
)
from secretariat.newsroom.actions.media import Sent
from secretariat.newsroom.models import MediaPerson, MediaRequest, NewsroomRules
from tests import make, make_accreditation, make_door, make_news, make_record
from tests.make import NOON
from tests.make_accreditation import upload
from tests.threads import at_once, look

pytestmark = pytest.mark.django_db

RIMA, MAIL = "Rima Khalil", "rima@waqt.example"
LIST = "/en/damascus-2020/office/news/media/"


def asked(held: Conference, *people: Sent, **said: Any) -> MediaRequest:
    """What an outlet sent in on the public site."""
    NewsroomRules.objects.update_or_create(conference=held, defaults={"takes_media_requests": True})
    values = {
        "outlet": "Al Waqt",
        "kind": "print",
        "country": None,
        "website": "",
        "contact_name": RIMA,
        "contact_mail": MAIL,
        "language": "en",
        **said,
    }
    return take_media_request(held, said=values, people=people or (Sent(RIMA, "Camera", MAIL),), address="", at=NOON)


def every_value() -> str:
    rows = [list(model._base_manager.values_list()) for model in apps.get_models(include_auto_created=True)]
    return json.dumps(rows, default=str, ensure_ascii=False)


def test_nothing_is_left_of_who_was_taken_up_and_has_a_badge_and_the_record_is_whole(
    django_capture_on_commit_callbacks: Any,
) -> None:
    held = make.conference()
    secretary = make.user(Role.SECRETARY, held)
    request = asked(held, Sent(RIMA, "Camera", MAIL), Sent("Karim Saleh"))
    take_up_media_request(secretary, request, at=NOON)
    came = Delegate.objects.get(name=RIMA)
    keep_photo(secretary, came, portrait=portrait_of(upload()))
    photo = str(Particulars.objects.get().photo.name)
    badge = make_door.badge(came)
    make_record.sealed(held)
    assert [word for word in (RIMA, MAIL) if word not in every_value()] == []

    with django_capture_on_commit_callbacks(execute=True):
        erase_journalist(secretary, MediaPerson.objects.get(name=RIMA), at=NOON)

    left = every_value()
    assert [word for word in (RIMA, MAIL, photo) if word in left] == []
    assert not default_storage.exists(photo)
    badge.refresh_from_db()
    assert (badge.state, badge.text) == ("revoked", "")
    assert Invitation.objects.get().contact_mail == ""
    assert MediaPerson.objects.filter(request=request).count() == 2
    assert Delegate.objects.filter(name="Karim Saleh").exists()
    verdict = make_record.outcome(held)
    assert (verdict.faults, verdict.erased > 0) == ([], True)


def test_it_is_recorded_without_a_name() -> None:
    held = make.conference()
    person = asked(held).people.get()

    erase_journalist(make.user(Role.SECRETARY, held), person, at=NOON)

    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.thing_id, entry.thing_label) == (
        "newsroom.erase_journalist",
        person.pk,
        "A journalist erased",
    )
    assert entry.changes == {}
    person.refresh_from_db()
    assert (person.name, person.mail, person.task) == (f"·erased· {person.pk}", "", "")


def test_every_request_of_the_journalist_is_blanked_and_no_namesake_of_another_outlet() -> None:
    held = make.conference()
    secretary = make.user(Role.SECRETARY, held)
    first = asked(held)
    refuse_media_request(secretary, first, reason="Rima Khalil has no press card.", at=NOON)
    again = asked(held)
    elsewhere = asked(held, Sent(RIMA, "Sound", MAIL), outlet="Radio Sham", contact_name="Omar", contact_mail="o@s.co")
    namesake = asked(held, Sent(RIMA), outlet="Daily News", contact_name="Nour", contact_mail="n@news.example")

    erase_journalist(secretary, again.people.get(), at=NOON)

    names = {each.request_id: each.name for each in MediaPerson.objects.all()}
    nobody = f"·erased· {again.people.get().pk}"
    assert names == {first.pk: nobody, again.pk: nobody, elsewhere.pk: nobody, namesake.pk: RIMA}
    first.refresh_from_db()
    assert (first.state, first.refusal, first.contact_name) == ("refused", "", nobody)
    elsewhere.refresh_from_db()
    assert elsewhere.contact_mail == "o@s.co"


def test_who_works_for_nobody_else_is_no_longer_named_as_an_outlet() -> None:
    held = make.conference()
    request = asked(held, outlet="Rima Khalil, freelance", kind="freelance", website="https://rima.example")

    erase_journalist(make.user(Role.SECRETARY, held), request.people.get(), at=NOON)

    assert [word for word in (RIMA, MAIL, "rima.example") if word in every_value()] == []


def test_a_delegate_of_the_same_name_is_a_file_of_its_own_and_the_page_says_so() -> None:
    held = make.conference()
    delegate = make.delegate(make.delegation(held), RIMA)
    badge = make_door.badge(delegate)
    secretary = make.user(Role.SECRETARY, held)
    person = asked(held).people.get()

    page = make.client(secretary).get(f"{LIST}people/{person.pk}/erase/").content.decode()
    erase_journalist(secretary, person, at=NOON)

    assert "A journalist and a delegate are two files" in page
    assert f"/office/delegates/{delegate.pk}/" in page
    delegate.refresh_from_db()
    badge.refresh_from_db()
    assert (delegate.name, Badge.objects.get().state) == (RIMA, badge.state)


def test_who_came_for_two_outlets_is_erased_in_both_delegations() -> None:
    held = make.conference()
    secretary = make.user(Role.SECRETARY, held)
    request = asked(held)
    take_up_media_request(secretary, request, at=NOON)
    other = asked(held, outlet="Radio Sham", contact_name="Omar", contact_mail="omar@sham.example")
    take_up_media_request(secretary, other, at=NOON)
    assert Delegate.objects.filter(name=RIMA).count() == 2

    erase_journalist(secretary, request.people.get(), at=NOON)

    assert [word for word in (RIMA, MAIL) if word in every_value()] == []
    assert "omar@sham.example" in every_value()


def test_colleagues_are_not_reached_through_an_address_that_is_erased() -> None:
    held = make.conference()
    secretary = make.user(Role.SECRETARY, held)
    request = asked(held, Sent(RIMA), Sent("Karim Saleh"))
    take_up_media_request(secretary, request, at=NOON)
    assert Delegate.objects.get(name="Karim Saleh").mail == MAIL

    erase_journalist(secretary, request.people.get(name=RIMA), at=NOON)

    assert Delegate.objects.get(name="Karim Saleh").mail == ""
    assert not Message.objects.exclude(to="").exists()


def test_a_delegate_whose_name_was_corrected_is_named_on_the_page() -> None:
    held = make.conference()
    secretary = make.user(Role.SECRETARY, held)
    request = asked(held, Sent(RIMA), Sent("Karim Saleh"))
    take_up_media_request(secretary, request, at=NOON)
    rima, karim = Delegate.objects.get(name=RIMA), Delegate.objects.get(name="Karim Saleh")
    revise_delegate(secretary, rima, details={"name": "Rima El-Khalil"})

    page = make.client(secretary).get(f"{LIST}people/{request.people.get(name=RIMA).pk}/erase/").content.decode()

    assert f"/office/delegates/{rima.pk}/" in page
    assert f"/office/delegates/{karim.pk}/" not in page


def test_a_letter_whose_reason_names_the_journalist_says_nothing_any_more() -> None:
    held = make.conference()
    secretary = make.user(Role.SECRETARY, held)
    request = asked(held, Sent(RIMA), contact_name="Omar", contact_mail="omar@waqt.example")
    refuse_media_request(secretary, request, reason=f"{RIMA} has no press card.", at=NOON)

    erase_journalist(secretary, request.people.get(), at=NOON)

    assert RIMA not in every_value()
    assert MediaRequest.objects.get().contact_mail == "omar@waqt.example"


def test_an_outlet_of_which_everybody_is_erased_is_not_taken_up() -> None:
    held = make.conference()
    secretary = make.user(Role.SECRETARY, held)
    request = asked(held, Sent(RIMA), Sent("Karim Saleh"))
    one, other = request.people.all()
    erase_journalist(secretary, one, at=NOON)
    erase_journalist(secretary, other, at=NOON)

    with pytest.raises(Refused, match="is erased"):
        take_up_media_request(secretary, request, at=NOON)

    assert not Delegate.objects.exists()


def test_whoever_is_erased_is_not_named_when_the_outlet_is_taken_up() -> None:
    held = make.conference()
    secretary = make.user(Role.SECRETARY, held)
    request = asked(held, Sent(RIMA), Sent("Karim Saleh"))
    erase_journalist(secretary, request.people.get(name=RIMA), at=NOON)

    take_up_media_request(secretary, request, at=NOON)

    assert [each.name for each in Delegate.objects.all()] == ["Karim Saleh"]


def test_it_is_erased_once_and_by_a_secretary_of_this_conference() -> None:
    held = make.conference()
    person = asked(held).people.get()
    elsewhere = make.user(Role.SECRETARY, make.conference("geneva-2021"))
    for stranger in (make.user(Role.PRESS_OFFICER, held), elsewhere):
        with pytest.raises(PermissionDenied):
            erase_journalist(stranger, person, at=NOON)
    secretary = make.user(Role.SECRETARY, held)
    erase_journalist(secretary, person, at=NOON)

    with pytest.raises(Refused, match="erased already"):
        erase_journalist(secretary, person, at=NOON)


def test_the_number_of_another_conference_is_not_found() -> None:
    held, other = make.conference(), make.conference("geneva-2021")
    foreign = asked(other).people.get()
    client = make.client(make.user(Role.SECRETARY, held))

    assert client.post(f"{LIST}people/{foreign.pk}/erase/").status_code == 404
    foreign.refresh_from_db()
    assert foreign.name == RIMA


@pytest.mark.parametrize(
    "name",
    ["·erased· 7", "%_%", 'Rima "R" Khalil \\ \'); --', "<script>alert(1)</script> R", "ريما خليل", "Å" * 100 + " B"],
)
def test_a_name_that_means_harm_is_erased_like_another_and_nobody_with_it(name: str) -> None:
    held = make.conference()
    secretary = make.user(Role.SECRETARY, held)
    said = {"contact_name": name, "contact_mail": "x@x.example"}
    request = asked(held, Sent(name, "Camera", "x@x.example"), **said)
    other = make_news.media_request(held, "Daily News")
    karim = MediaPerson.objects.create(conference=held, request=other, name="Karim Saleh")
    refuse_media_request(secretary, request, reason=f"No card of {name}.", at=NOON)
    page = make.client(secretary).get(f"{LIST}people/{request.people.get().pk}/erase/").content.decode()

    erase_journalist(secretary, request.people.get(), at=NOON)

    left = every_value()
    assert "<script>alert" not in page
    assert json.dumps(name, ensure_ascii=False) not in left
    assert "x@x.example" not in left
    karim.refresh_from_db()
    other.refresh_from_db()
    assert (karim.name, other.outlet, other.contact_name) == ("Karim Saleh", "Daily News", "Amal")


@pytest.mark.parametrize("name", [": [null,", '"name": [', "or A", "Ana Li", "ana li"])
def test_a_name_is_found_in_words_and_not_in_how_the_record_writes_them(name: str) -> None:
    held = make.conference()
    secretary = make.user(Role.SECRETARY, held)
    kept = add_room(secretary, held, name="Hall of Sana Liberty or Annex")
    named = add_room(secretary, held, name=f"Hall of Ana Li, {name}")
    request = asked(held, Sent(name), contact_name="Nour Darwish", contact_mail="x@x.example")

    erase_journalist(secretary, request.people.get(), at=NOON)

    def is_whole(room: Room) -> bool:
        entry = Entry.objects.get(made_type="conference.room", made_id=room.pk)
        return bool(entry.thing_label and entry.changes)

    assert is_whole(kept)
    assert is_whole(named) == (name.casefold() != "ana li")


def test_the_page_asks_first_and_erases_then() -> None:
    held = make.conference()
    make_accreditation.terms(held)
    request = asked(held)
    client = make.client(make.user(Role.SECRETARY, held))
    address = f"{LIST}people/{request.people.get().pk}/erase/"

    queue = client.get(LIST).content.decode()
    asked_first = client.get(address).content.decode()
    answered = client.post(address, follow=True).content.decode()
    twice = client.post(address, follow=True).content.decode()

    assert address in queue
    assert "Nothing brings back what is erased" in asked_first
    assert "The journalist is erased." in answered
    assert RIMA not in answered
    assert address not in answered
    assert "erased already" in twice


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_who_is_erased_while_the_outlet_is_taken_up_is_erased_as_a_delegate_too(tmp_path: Path) -> None:
    held = make.conference()
    secretary = make.user(Role.SECRETARY, held)
    request = asked(held, Sent(RIMA, "Camera", MAIL), Sent("Karim Saleh"))
    person = request.people.get(name=RIMA)

    def take_up() -> object:
        return take_up_media_request(secretary, request, at=NOON)

    def erase() -> object:
        return erase_journalist(secretary, person, at=NOON)

    done = at_once([take_up, erase], tmp_path)

    assert all(done)
    assert not look(lambda: Delegate.objects.filter(name=RIMA).exists(), tmp_path)
    assert look(lambda: Delegate.objects.filter(name="Karim Saleh").exists(), tmp_path)


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
@pytest.mark.parametrize("turn", range(3))
def test_who_is_erased_while_another_outlet_of_theirs_is_taken_up_is_erased_there_too(
    turn: int, tmp_path: Path
) -> None:
    held = make.conference(f"damascus-{turn}")
    secretary = make.user(Role.SECRETARY, held)
    person = asked(held).people.get()
    other = asked(held, outlet="Radio Sham", contact_name="Omar", contact_mail="omar@sham.example")

    def take_up() -> object:
        with suppress(Refused):
            take_up_media_request(secretary, other, at=NOON)
        return True

    def erase() -> object:
        return erase_journalist(secretary, person, at=NOON)

    assert all(at_once([take_up, erase], tmp_path))
    assert not look(lambda: Delegate.objects.filter(name=RIMA).exists(), tmp_path)
