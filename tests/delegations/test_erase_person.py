"""Erasing who a delegate is, from the record too."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Message
from secretariat.delegations.actions import (
    erase_person,
    hold_many,
    keep_particulars,
    keep_photo,
    name_delegate,
    nominate_again,
    release_hold,
    revise_delegate,
    withdraw_delegate,
)
from secretariat.delegations.models import Delegate, Particulars
from secretariat.delegations.queries import portrait_of
from secretariat.newsroom.models import MediaPerson, MediaRequest
from secretariat.programme.models import Feed
from tests import make, make_accreditation, make_door, make_record
from tests.make import NOON
from tests.make_accreditation import upload

pytestmark = pytest.mark.django_db

SECRETS = ("Amal Haddad", "أمل حداد", "amal@haddad.example", "LB-778812", "1970-05-01", "Haddad, Amal")
AFTERWARDS = datetime(2021, 1, 10, 12, tzinfo=UTC)


def secretary_of(delegate: Delegate) -> User:
    return make.user(Role.SECRETARY, delegate.conference)


def amal_haddad() -> Delegate:
    """A person of whom everything is kept that can be, entered by deeds."""
    delegation = make_accreditation.lebanon(quota=5)
    secretary = make.user(Role.SECRETARY, delegation.conference, name="Sami Nader")
    details = {
        "name": "Amal Haddad",
        "original_name": "أمل حداد",
        "spellings": ["Haddad, Amal"],
        "mail": "amal@haddad.example",
        "capacity": "Special Envoy",
    }
    amal = name_delegate(secretary, delegation, details=details)
    born = {"birth_date": date(1970, 5, 1), "document_kind": "passport", "document_number": "LB-778812"}
    keep_particulars(secretary, amal, details=born)
    keep_photo(secretary, amal, portrait=portrait_of(upload()))
    revise_delegate(secretary, amal, details={"honorific": "Dr"})
    withdraw_delegate(secretary, amal, reason="Amal Haddad is ill.", at=NOON)
    nominate_again(secretary, amal, at=NOON)
    return amal


def every_value() -> str:
    """Everything that stands in any row of the house."""
    rows = [list(model._base_manager.values_list()) for model in apps.get_models(include_auto_created=True)]
    return json.dumps(rows, default=str, ensure_ascii=False)


def test_nothing_of_the_person_is_left_in_any_table_and_the_record_is_whole(
    django_capture_on_commit_callbacks: Any,
) -> None:
    amal = amal_haddad()
    photo = str(Particulars.objects.get().photo.name)
    make_record.sealed(amal.conference)
    before = every_value()
    assert [secret for secret in SECRETS if secret not in before] == []

    with django_capture_on_commit_callbacks(execute=True):
        batch = erase_person(secretary_of(amal), amal, at=NOON)

    left = every_value()
    assert [secret for secret in SECRETS if secret in left] == []
    assert not default_storage.exists(photo)
    assert batch.counts["audit.entry"] >= 5
    verdict = make_record.outcome(amal.conference)
    assert (verdict.faults, verdict.erased) == ([], batch.counts["audit.entry"])


def test_it_is_recorded_without_a_name_and_the_delegate_has_no_place() -> None:
    amal = amal_haddad()

    erase_person(secretary_of(amal), amal, at=NOON)

    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.thing_id, entry.thing_label) == ("delegations.erase_person", amal.pk, "A person erased")
    assert entry.changes == {}
    amal.refresh_from_db()
    assert (amal.name, amal.state) == (f"·erased· {amal.pk}", "withdrawn")


def test_after_the_conference_it_stays_true_that_somebody_came() -> None:
    amal = make.delegate(make_accreditation.lebanon(), state="accredited")

    erase_person(secretary_of(amal), amal, at=AFTERWARDS)

    amal.refresh_from_db()
    assert amal.state == "accredited"


def test_what_is_told_of_others_stays() -> None:
    amal = amal_haddad()
    secretary = secretary_of(amal)
    other = name_delegate(secretary, amal.delegation, details={"name": "Karim Saab"})
    before = list(Entry.objects.filter(made_id=other.pk, made_type="delegations.delegate").values())

    erase_person(secretary, amal, at=NOON)

    assert list(Entry.objects.filter(made_id=other.pk, made_type="delegations.delegate").values()) == before
    other.refresh_from_db()
    assert other.name == "Karim Saab"


def test_of_a_deed_on_many_only_what_tells_of_the_person_goes() -> None:
    amal = make.delegate(make_accreditation.lebanon())
    secretary = secretary_of(amal)
    karim = make.delegate(amal.delegation, "Karim Saab")
    hold_many(secretary, amal.conference, delegates=[karim], reason="Papers", at=NOON)
    release_hold(secretary, karim, at=NOON)
    hold_many(secretary, amal.conference, delegates=[karim, amal], reason="Papers of Amal Haddad", at=NOON)

    erase_person(secretary, amal, at=NOON)

    of_karim, released, of_both, _erased = Entry.objects.order_by("pk")
    assert (of_karim.digests, released.digests, released.thing_label) == (None, None, "Karim Saab")
    assert set(of_both.digests or ()) == {"changes"}
    assert of_both.batch["counts"] == {"delegations.delegate": 2}


def test_the_badge_is_revoked_and_blank_and_the_calendar_ends() -> None:
    amal = make.delegate(make_accreditation.lebanon(), state="accredited")
    badge = make_door.badge(amal)
    secretary = secretary_of(amal)
    feed = Feed.objects.create(
        conference=amal.conference, delegate=amal, name="Amal Haddad's", secret_hash="x", entered_by=secretary
    )

    erase_person(secretary, amal, at=NOON)

    badge.refresh_from_db()
    feed.refresh_from_db()
    assert (badge.state, badge.name, badge.text) == ("revoked", f"·erased· {amal.pk}", "")
    assert (feed.revoked_at, feed.name) == (NOON, "")


def test_letters_that_wait_are_not_sent_and_say_nothing_any_more() -> None:
    amal = make.delegate(make_accreditation.lebanon(), mail="amal@haddad.example")
    secretary = secretary_of(amal)
    letter = {"subject": "For Amal Haddad", "body": "Dear Amal Haddad", "language": "en", "kind": "hold"}
    to = Message.objects.create(conference=amal.conference, to="Amal@haddad.example", entered_by=secretary, **letter)
    other = Message.objects.create(conference=amal.conference, to="b@example.org", entered_by=secretary, **letter)

    erase_person(secretary, amal, at=NOON)

    to.refresh_from_db()
    other.refresh_from_db()
    assert (to.to, to.subject, to.body, to.result) == ("", "", "", "failed")
    assert (other.to, other.result) == ("b@example.org", "waiting")


def test_a_journalist_is_erased_from_the_request_too() -> None:
    amal = make.delegate(make_accreditation.lebanon())
    request = MediaRequest.objects.create(
        conference=amal.conference,
        outlet="Al Waqt",
        delegation=amal.delegation,
        contact_name="Amal Haddad",
        contact_mail="a@waqt.example",
        received_at=NOON,
    )
    person = MediaPerson.objects.create(conference=amal.conference, request=request, name="Amal Haddad", mail="a@b.co")

    erase_person(secretary_of(amal), amal, at=NOON)

    person.refresh_from_db()
    request.refresh_from_db()
    assert (person.name, person.mail, request.contact_mail) == (f"·erased· {amal.pk}", "", "")


def test_whoever_is_erased_is_erased_once() -> None:
    amal = make.delegate(make_accreditation.lebanon())
    secretary = secretary_of(amal)
    erase_person(secretary, amal, at=NOON)

    with pytest.raises(Refused, match="erased already"):
        erase_person(secretary, amal, at=NOON)


def test_an_officer_of_the_desk_and_the_focal_point_may_not() -> None:
    amal = make.delegate(make_accreditation.lebanon())
    focal = make.user(Role.FOCAL_POINT, amal.conference, party=amal.party)

    for person in (make.user(Role.DESK_OFFICER, amal.conference, desks=["delegations"]), focal):
        with pytest.raises(PermissionDenied):
            erase_person(person, amal, at=NOON)

    assert not Entry.objects.exists()


def test_the_page_asks_first_and_erases_then() -> None:
    amal = make.delegate(make_accreditation.lebanon())
    client = make.client(secretary_of(amal))
    address = f"/en/damascus-2020/office/delegates/{amal.pk}/erase/"

    asked = client.get(address)
    answered = client.post(address, follow=True)

    assert "Nothing brings back what is erased" in asked.content.decode()
    assert "The person is erased." in answered.content.decode()
    assert "Amal Haddad" not in answered.content.decode()
    assert "erased already" in client.get(address).content.decode()
