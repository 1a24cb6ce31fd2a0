"""Erasing an account, from all records too; what it did stays with its number."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import override

from secretariat.accounts.models import Role, User
from secretariat.api.models import Token
from secretariat.audit.action import Refused
from secretariat.audit.models import HOUSE, Entry, Record
from secretariat.conference.actions import add_room, admit, dismiss, erase_account
from secretariat.conference.models import Conference, Membership, Message
from secretariat.config.house import hand_of_the_house
from secretariat.overview.models import Look
from secretariat.programme.models import Feed
from tests import make, make_record
from tests.make import NOON
from tests.threads import at_once, look

pytestmark = pytest.mark.django_db

RIMA, MAIL = "Rima Khalil", "rima@un.example"
SECRETS = (RIMA, MAIL, "Rima's laptop", "Rima's telephone", "fingerprint-of-rima", "203.0.113.7", "Rima's browser")
ADDRESS = "/en/office/accounts/"


def keeper() -> User:
    return User.objects.create_superuser("keeper@example.org", name="Samira Kanaan")


def left(held: Conference, name: str = RIMA, mail: str = MAIL, role: str = Role.SECRETARY) -> User:
    """Somebody who was admitted, did something, and whose role was taken away."""
    secretary = make.user(Role.SECRETARY, held)
    membership = admit(secretary, held, mail=mail, role=role, details={"name": name, "desks": ["conference"]})
    person = membership.user
    add_room(person, held, name="Hall")
    dismiss(secretary, membership)
    return User.objects.get(pk=person.pk)


def with_everything(rima: User, held: Conference) -> None:
    """All that is kept beside an account."""
    EmailAddress.objects.create(user=rima, email=MAIL, primary=True)
    Authenticator.objects.create(user=rima, type="webauthn", data={"name": "Rima's telephone"})
    Token.objects.create(conference=held, user=rima, name="Rima's laptop", fingerprint="fingerprint-of-rima")
    entered = {"conference": held, "secret_hash": "y", "name": "Rima's telephone", "entered_by": rima}
    Feed.objects.create(**entered)
    Look.objects.create(conference=held, user=rima, at=NOON)
    make.client(rima)
    key = next(row.session_key for row in Session.objects.all() if row.get_decoded().get(SESSION_KEY) == str(rima.pk))
    browser = {"ip": "203.0.113.7", "user_agent": "Rima's browser"}
    UserSession.objects.create(user=rima, session_key=key, last_seen_at=NOON, **browser)


def every_value() -> str:
    rows = [list(model._base_manager.values_list()) for model in apps.get_models(include_auto_created=True)]
    return json.dumps(rows, default=str, ensure_ascii=False)


def sessions_of(user: User) -> int:
    return sum(row.get_decoded().get("_auth_user_id") == str(user.pk) for row in Session.objects.all())


def test_nothing_of_the_person_is_left_in_any_table_and_every_record_is_whole(
    django_capture_on_commit_callbacks: Any,
) -> None:
    held, other = make.conference(), make.conference("geneva-2021")
    rima = left(held)
    elsewhere = make.user(Role.SECRETARY, other)
    dismiss(elsewhere, admit(elsewhere, other, mail=MAIL.upper(), role=Role.READER, details={}))
    with_everything(rima, held)
    for conference in (held, other):
        make_record.sealed(conference)
    before = every_value()
    assert [secret for secret in SECRETS if secret not in before] == []
    assert sessions_of(rima) == 1

    with django_capture_on_commit_callbacks(execute=True):
        batch = erase_account(keeper(), rima, at=NOON)

    after = every_value()
    assert [secret for secret in SECRETS if secret in after or secret.lower() in after.lower()] == []
    assert sessions_of(rima) == 0
    assert not (Authenticator.objects.exists())
    assert not (Token.objects.exists())
    assert not (Look.objects.exists())
    assert Feed.objects.get().revoked_at == NOON
    assert batch.counts["sessions.session"] == 1
    for conference in (held, other):
        verdict = make_record.outcome(conference)
        assert (verdict.faults, verdict.erased > 0) == ([], True)


def test_what_was_done_stays_with_the_number_and_who_held_which_role() -> None:
    held = make.conference()
    rima = left(held)

    erase_account(keeper(), rima, at=NOON)

    entry = Entry.objects.get(verb="conference.add_room")
    assert (entry.actor, str(entry.actor), entry.thing_label) == (rima, f"erased account {rima.pk}", "Hall")
    given = Entry.objects.get(verb="conference.admit")
    assert given.changes["user_id"] == [None, rima.pk]
    assert given.changes["role"] == [None, "secretary"]
    assert RIMA not in given.thing_label


def test_it_stands_in_the_record_of_the_house_without_a_name() -> None:
    rima = left(make.conference())
    actor = keeper()

    erase_account(actor, rima, at=NOON)

    entry = Entry.objects.get(verb="conference.erase_account")
    assert (entry.conference_id, entry.actor, entry.thing_id) == (HOUSE, actor, rima.pk)
    assert (entry.thing_label, entry.changes) == ("An account erased", {})
    assert Record.objects.get(pk=HOUSE).revision == entry.revision


def test_nobody_signs_in_with_it_any_more() -> None:
    held = make.conference()
    rima = left(held)
    rima.set_password("a long secret of hers")
    rima.save()
    signed_in = make.client(rima)

    erase_account(keeper(), rima, at=NOON)

    rima.refresh_from_db()
    assert not rima.has_usable_password()
    assert (rima.is_active, rima.last_login, rima.joined_at) == (False, None, NOON)
    assert signed_in.get("/en/office/").status_code == 302


def test_in_pages_it_is_named_by_its_number_in_the_language_of_the_page() -> None:
    held = make.conference()
    rima = left(held)
    erase_account(keeper(), rima, at=NOON)

    page = make.client(make.user(Role.SECRETARY, held)).get("/en/damascus-2020/office/record/").content.decode()

    assert f"erased account {rima.pk}" in page
    assert RIMA not in page
    with override("ar"):
        assert str(rima.pk) in str(User.objects.get(pk=rima.pk))


def test_whose_name_was_another_before_is_erased_from_that_entry_too() -> None:
    held = make.conference()
    rima = left(held, name="Rima Darwish")
    rima.name = RIMA
    rima.save()

    erase_account(keeper(), rima, at=NOON)

    assert "Rima Darwish" not in every_value()


def test_letters_that_wait_are_not_sent_and_those_to_others_stay() -> None:
    held = make.conference()
    rima = left(held)
    letter = {"subject": "S", "body": f"Dear {RIMA}", "language": "en", "kind": "welcome", "conference": held}
    to = Message.objects.create(to="Rima@un.example", entered_by=rima, **letter)
    other = Message.objects.create(to="b@example.org", entered_by=rima, **{**letter, "body": "Hello"})

    erase_account(keeper(), rima, at=NOON)

    to.refresh_from_db()
    other.refresh_from_db()
    assert (to.to, to.body, to.result) == ("", "", "failed")
    assert (other.to, other.body, other.result) == ("b@example.org", "Hello", "waiting")


def test_who_holds_a_role_or_keeps_the_house_stays() -> None:
    held, actor = make.conference(), keeper()
    secretary = make.user(Role.SECRETARY, held)

    with pytest.raises(Refused, match="holds a role"):
        erase_account(actor, secretary, at=NOON)
    with pytest.raises(Refused, match="another keeper"):
        erase_account(actor, actor, at=NOON)
    with pytest.raises(Refused, match="the house's own"):
        erase_account(actor, hand_of_the_house(), at=NOON)

    assert not Entry.objects.exists()


def test_another_keeper_is_erased_and_keeps_the_house_no_more() -> None:
    other = User.objects.create_superuser("second@example.org", name="Nadim Saab")

    erase_account(keeper(), other, at=NOON)

    other.refresh_from_db()
    assert (other.is_superuser, other.is_active) == (False, False)


def test_a_keeper_who_was_erased_meanwhile_erases_nobody() -> None:
    actor = keeper()
    other = User.objects.create_superuser("other@example.org", name="Other Keeper")
    as_before = User.objects.get(pk=other.pk)
    erase_account(actor, other, at=NOON)

    with pytest.raises(PermissionDenied):
        erase_account(as_before, User.objects.get(pk=actor.pk), at=NOON)

    assert User.objects.filter(is_superuser=True, is_active=True).get() == actor


def test_an_address_that_was_the_accounts_before_is_erased_too_and_one_that_was_only_claimed_is_not() -> None:
    held = make.conference()
    rima = left(held)
    EmailAddress.objects.create(user=rima, email=MAIL, primary=True)
    EmailAddress.objects.create(user=rima, email="minister@mfa.example")
    EmailAddress.objects.create(user=rima, email="rima@new.example", verified=True).set_as_primary()
    kept = Message.objects.create(conference=held, entered_by=rima, kind="invitation", to="minister@mfa.example")

    erase_account(keeper(), User.objects.get(pk=rima.pk), at=NOON)

    assert [word for word in (MAIL, "rima@new.example") if word in every_value()] == []
    kept.refresh_from_db()
    assert kept.to == "minister@mfa.example"


def test_nobody_but_a_keeper_may_not_even_the_person() -> None:
    held = make.conference()
    rima = left(held)

    for person in (make.user(Role.SECRETARY, held), rima):
        with pytest.raises(PermissionDenied):
            erase_account(person, rima, at=NOON)

    assert User.objects.get(pk=rima.pk).name == RIMA


def test_whoever_is_erased_is_erased_once_and_is_given_no_role() -> None:
    held, actor = make.conference(), keeper()
    rima = left(held)
    erase_account(actor, rima, at=NOON)
    rima.refresh_from_db()

    with pytest.raises(Refused, match="erased already"):
        erase_account(actor, rima, at=NOON)
    for mail in (rima.email, "999@ERASED.invalid"):
        with pytest.raises(Refused, match="nobody's"):
            admit(actor, held, mail=mail, role=Role.READER, details={})
    assert not Membership.objects.filter(user=rima).exists()


def test_the_same_person_comes_again_as_another_account() -> None:
    held, actor = make.conference(), keeper()
    rima = left(held)
    erase_account(actor, rima, at=NOON)

    again = admit(actor, held, mail=MAIL, role=Role.READER, details={"name": RIMA})

    assert again.user.pk != rima.pk


def test_of_others_nothing_goes() -> None:
    held, actor = make.conference(), keeper()
    rima = left(held)
    karim = make.user(Role.SECRETARY, held, name="Karim Saab")
    Token.objects.create(conference=held, user=karim, name="Karim's laptop", fingerprint="k")
    Look.objects.create(conference=held, user=karim, at=NOON)
    make.client(karim)
    add_room(karim, held, name="Salon")

    erase_account(actor, rima, at=NOON)

    assert (Token.objects.get().user, Look.objects.get().user, sessions_of(karim)) == (karim, karim, 1)
    assert Entry.objects.get(thing_label="Salon").digests is None


@pytest.mark.parametrize(
    "name", ["·erased· 7", "%_% %", "<script>alert(1)</script> R", "'; --\\ \" x", "ريما خليل", "R"]
)
def test_a_name_that_means_harm_is_erased_like_another(name: str) -> None:
    held, actor = make.conference(), keeper()
    person = left(held, name=name, mail="x@x.example")
    page = make.client(actor).get(f"{ADDRESS}{person.pk}/erase/").content.decode()
    rooms = Entry.objects.filter(verb="conference.add_room").count()

    erase_account(actor, person, at=NOON)

    assert "<script>alert" not in page
    assert json.dumps(name, ensure_ascii=False)[1:-1] not in every_value() or name == "R"
    assert "x@x.example" not in every_value()
    assert Entry.objects.filter(verb="conference.add_room", thing_label="Hall").count() == rooms


def test_the_page_asks_first_and_erases_then() -> None:
    held = make.conference()
    rima, client = left(held), make.client(keeper())
    address = f"{ADDRESS}{rima.pk}/erase/"

    offices = client.get("/en/office/").content.decode()
    listed = client.get(ADDRESS).content.decode()
    asked = client.get(address).content.decode()
    answered = client.post(address, follow=True).content.decode()
    twice = client.post(address, follow=True).content.decode()

    assert f'href="{ADDRESS}"' in offices
    assert address in listed
    assert "Nothing brings back what is erased" in asked
    assert "The account is erased." in answered
    assert RIMA not in answered
    assert "erased already" in twice
    assert client.get(f"{ADDRESS}999999/erase/").status_code == 404


def test_the_page_says_where_a_role_is_held_and_erases_nobody() -> None:
    held = make.conference()
    secretary, client = make.user(Role.SECRETARY, held, name=RIMA), make.client(keeper())
    address = f"{ADDRESS}{secretary.pk}/erase/"

    asked = client.get(address).content.decode()
    answered = client.post(address, follow=True).content.decode()

    assert "/en/damascus-2020/office/conference/members/" in asked
    assert "Take its roles away first" in answered
    assert User.objects.get(pk=secretary.pk).name == RIMA


def test_the_list_is_read_with_as_many_questions_for_thirty_as_for_one(django_assert_max_num_queries: Any) -> None:
    client = make.client(keeper())
    for number in range(30):
        User.objects.create_user(f"a{number}@example.org", name=f"A {number}")

    with django_assert_max_num_queries(12):
        page = client.get(ADDRESS).content.decode()

    assert page.count("/erase/") == 30


def test_the_second_page_of_the_list_shows_the_rest() -> None:
    client = make.client(keeper())
    User.objects.bulk_create(User(email=f"a{number}@example.org", name=f"A {number:03}") for number in range(101))

    first, second = (client.get(ADDRESS, {"page": number}).content.decode() for number in (1, 2))

    assert (first.count("/erase/"), second.count("/erase/")) == (100, 1)
    assert "page=2" in first
    assert "A 100" in second


def test_a_session_that_began_later_ends_as_well_as_an_old_one(django_capture_on_commit_callbacks: Any) -> None:
    held = make.conference()
    rima = left(held)
    make.client(rima)
    make.client(rima)
    Session.objects.update(expire_date=timezone.now() + timedelta(days=1))

    with django_capture_on_commit_callbacks(execute=True):
        batch = erase_account(keeper(), rima, at=NOON)

    assert batch.counts["sessions.session"] == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_whoever_is_admitted_at_the_same_moment_holds_no_role_as_nobody(tmp_path: Path) -> None:
    held, actor = make.conference(), keeper()
    rima = left(held)
    secretary = make.user(Role.SECRETARY, held)

    def let_in() -> str:
        try:
            return str(admit(secretary, held, mail=MAIL, role=Role.READER, details={}).pk)
        except Refused as error:
            return str(error)

    def erase() -> str:
        try:
            return str(erase_account(actor, User.objects.get(pk=rima.pk), at=NOON).name)
        except Refused as error:
            return str(error)

    _admitted, erased = at_once([let_in, erase], tmp_path)

    account = look(lambda: User.objects.get(pk=rima.pk), tmp_path)
    roles = look(lambda: Membership.objects.filter(user=rima.pk).count(), tmp_path)
    assert (account.is_erased, roles) in {(True, 0), (False, 1)}
    assert account.is_erased == (erased == "An account erased")
