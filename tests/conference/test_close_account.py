"""Closing an account: nobody enters by it any more, nor do its programs; what it did and held stays."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from secretariat.accounts.models import Role, User
from secretariat.api.models import Token
from secretariat.audit.action import Refused
from secretariat.audit.actions import seal
from secretariat.audit.models import HOUSE, Entry, Record
from secretariat.conference.actions import admit, close_account, dismiss, erase_account, reopen_account
from secretariat.conference.models import Conference
from secretariat.conference.queries import why_closed
from secretariat.config.house import hand_of_the_house
from secretariat.config.management.commands.verify import verified
from tests import make, make_api
from tests.conference.test_erase_account import every_value, keeper, sessions_of
from tests.make import NOON
from tests.make_door import device, gate
from tests.security.asking import CEDARS, is_in, person, sign_in
from tests.threads import at_once, look

pytestmark = pytest.mark.django_db

LIST = "/en/office/accounts/"
WHY = "Her telephone was stolen in Homs"


def second_keeper() -> User:
    return User.objects.create_superuser("second@example.org", name="Nadim Saab")


def close(account: User, actor: User | None = None) -> Any:
    return close_account(actor or keeper(), account, reason=WHY, at=NOON)


def test_whoever_was_signed_in_is_out_everywhere_and_signs_in_no_more() -> None:
    amal = person()
    browsers = [sign_in(amal)[0] for _each in range(2)]

    close(amal)

    assert not any(is_in(each) for each in browsers)
    assert not is_in(sign_in(amal)[0])
    assert sessions_of(amal) == 0


def test_its_tokens_are_revoked_each_in_the_record_of_its_conference_and_those_of_others_are_not() -> None:
    here, there = make.conference(), make.conference("geneva-2021")
    amal = make.user(Role.READER, here)
    tokens = [make_api.token(each, amal)[0] for each in (here, there)]
    other, _text = make_api.token(here, make.user(Role.READER, here))
    actor = keeper()

    batch = close(amal, actor)

    assert {Token.objects.get(pk=each.pk).revoked_at for each in tokens} == {NOON}
    assert Token.objects.get(pk=other.pk).revoked_at is None
    assert batch.counts["api.token"] == 2
    written = Entry.objects.filter(verb="api.revoke_token").order_by("conference_id")
    assert [(each.conference_id, each.actor) for each in written] == [(here.pk, actor), (there.pk, actor)]


def test_it_stands_in_the_record_of_the_house_with_its_reason() -> None:
    amal, actor = person(name="Amal Haddad"), keeper()

    close(amal, actor)

    entry = Entry.objects.get(verb="conference.close_account")
    assert (entry.conference_id, entry.actor, entry.thing_id, entry.thing_label) == (
        HOUSE,
        actor,
        amal.pk,
        "Amal Haddad",
    )
    assert entry.changes == {f"accounts.user:{amal.pk}": {"is_active": [True, False], "reason": ["", WHY]}}


def test_a_reason_is_said() -> None:
    amal = person()

    with pytest.raises(Refused, match="Say why"):
        close_account(keeper(), amal, reason="  ", at=NOON)

    assert User.objects.get(pk=amal.pk).is_active
    assert not Entry.objects.exists()


def test_nobody_closes_their_own_nor_the_houses_own_nor_what_is_closed_or_erased() -> None:
    actor, amal = keeper(), person()

    with pytest.raises(Refused, match="another keeper"):
        close(actor, actor)
    with pytest.raises(Refused, match="the house's own"):
        close(hand_of_the_house(), actor)
    close(amal, actor)
    with pytest.raises(Refused, match="closed already"):
        close(amal, actor)
    amal.memberships.all().delete()
    erase_account(actor, amal, at=NOON)
    with pytest.raises(Refused, match="erased already"):
        close(User.objects.get(pk=amal.pk), actor)


def test_the_last_keeper_stays_even_if_the_command_line_asks() -> None:
    last, hand = keeper(), hand_of_the_house()

    with pytest.raises(Refused, match="last keeper"):
        close(last, hand)

    second_keeper()
    close(last, hand)
    assert not User.objects.get(pk=last.pk).is_active


def test_a_keeper_who_was_closed_meanwhile_closes_nobody() -> None:
    actor, other = keeper(), second_keeper()
    as_before = User.objects.get(pk=other.pk)
    close(other, actor)

    with pytest.raises(PermissionDenied):
        close(actor, as_before)


def test_a_keeper_who_was_closed_meanwhile_erases_nobody_and_the_last_stays_whoever_asks() -> None:
    actor = keeper()
    other = second_keeper()
    as_before = User.objects.get(pk=other.pk)
    close(other, actor)

    with pytest.raises(PermissionDenied):
        erase_account(as_before, User.objects.get(pk=actor.pk), at=NOON)
    with pytest.raises(Refused, match="last keeper"):
        erase_account(hand_of_the_house(), User.objects.get(pk=actor.pk), at=NOON)

    assert User.objects.get(pk=actor.pk).is_superuser
    erase_account(hand_of_the_house(), User.objects.get(pk=other.pk), at=NOON)


def test_nobody_but_a_keeper_may() -> None:
    held = make.conference()
    amal = make.user(Role.READER, held)

    for each in (make.user(Role.SECRETARY, held), amal):
        with pytest.raises(PermissionDenied):
            close(amal, each)

    assert User.objects.get(pk=amal.pk).is_active


def test_a_role_given_to_who_is_closed_rests_and_is_taken_away_like_others() -> None:
    amal = person()
    held = amal.memberships.get().conference
    secretary = make.user(Role.SECRETARY, held)
    close(amal)

    given = admit(secretary, held, mail=amal.email, role=Role.RAPPORTEUR, details={})

    assert amal.memberships.filter(pk=given.pk).exists()
    assert not is_in(sign_in(amal)[0])
    dismiss(secretary, given)
    assert not amal.memberships.filter(pk=given.pk).exists()


def test_whoever_gives_a_role_is_told_the_same_of_a_closed_account_as_of_none() -> None:
    held = make.conference()
    close(make.user(None, email="closed@un.example"))
    browser, told = make.client(make.user(Role.SECRETARY, held)), []

    for mail in ("closed@un.example", "nobody@un.example"):
        entered = {"mail": mail, "language": "en", "role": "reader"}
        answer = browser.post("/en/damascus-2020/office/conference/members/admit/", entered)
        told.append((answer.status_code, answer.headers.get("Location")))

    assert told == [(302, "/en/damascus-2020/office/conference/members/")] * 2


@pytest.mark.parametrize("name", ["Amal Haddad", "Amal"])
def test_of_who_is_erased_later_no_word_of_the_reason_is_left_and_the_record_is_whole(name: str) -> None:
    amal, actor = make.user(None, name=name, email="amal@un.example"), keeper()
    close_account(actor, amal, reason="Amal, of the office in Aleppo, fell ill", at=NOON)
    reopen_account(actor, User.objects.get(pk=amal.pk), at=NOON)
    seal(actor, Record.objects.get(pk=HOUSE), at=NOON)

    erase_account(actor, User.objects.get(pk=amal.pk), at=NOON)

    assert [word for word in ("Amal", "amal@un.example", "Aleppo", "fell ill") if word in every_value()] == []
    deeds = [f"conference.{verb}_account" for verb in ("close", "reopen", "erase")]
    assert list(Entry.objects.filter(thing_id=amal.pk).order_by("pk").values_list("verb", flat=True)) == deeds
    verdict = verified(HOUSE, [], None)
    assert (verdict.faults, verdict.erased) == ([], 2)


def test_of_others_who_were_closed_the_reason_stays() -> None:
    amal, karim, actor = make.user(None), make.user(None), keeper()
    for each in (amal, karim):
        close(each, actor)

    erase_account(actor, User.objects.get(pk=amal.pk), at=NOON)

    assert why_closed(User.objects.get(pk=karim.pk)) == WHY


def test_the_page_says_what_ends_and_what_goes_on_and_asks_for_a_reason() -> None:
    held = make.conference()
    amal = make.user(Role.DOOR_OFFICER, held)
    amal.set_password(CEDARS)
    amal.save()
    make_api.token(held, amal)
    tablet = device(gate(held), entered_by=amal)
    browser, address = make.client(keeper()), f"{LIST}{amal.pk}/close/"

    nowhere = browser.get(address).content.decode()
    sign_in(amal)
    asked = " ".join(browser.get(address).content.decode().split())
    without = browser.post(address, {"reason": ""})
    done = browser.post(address, {"reason": WHY}, follow=True).content.decode()
    again = browser.get(f"{LIST}{amal.pk}/reopen/").content.decode()

    assert "Program</bdi></strong>" in asked
    assert "is revoked, for good" in asked
    assert "1 session ends." in asked
    assert "session ends" not in nowhere
    assert "sessions end" not in nowhere
    assert f"{tablet.name}</bdi></strong>" in asked
    assert "goes on" in asked
    assert without.status_code == 422
    assert "The account is closed" in done
    assert f"{amal.pk}/reopen/" in done
    assert WHY in again


def test_the_list_finds_by_name_and_mail_and_by_how_an_account_stands() -> None:
    held = make.conference()
    make.user(Role.READER, held, name="Amal Haddad", email="a@un.example")
    closed = make.user(None, name="Karim Saab", is_active=False)
    browser = make.client(keeper())

    def found(question: str) -> set[str]:
        page = browser.get(f"{LIST}?{question}").content.decode()
        return {name for name in ("Amal Haddad", "Karim Saab") if name in page}

    assert found("") == {"Amal Haddad", "Karim Saab"}
    assert found("q=HADDAD+un.example") == {"Amal Haddad"}
    assert found("only=closed") == found("only=without-role") == {closed.name}
    assert found("only=keepers") == found("q=nobody") == set()
    assert found("only=%00x") == {"Amal Haddad", "Karim Saab"}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_keepers_who_close_each_other_at_once_one_stays(tmp_path: Path) -> None:
    one, other = keeper(), second_keeper()

    def closing(actor: User, account: User) -> Any:
        def work() -> str:
            try:
                close(User.objects.get(pk=account.pk), User.objects.get(pk=actor.pk))
            except (Refused, PermissionDenied) as error:
                return type(error).__name__
            return "done"

        return work

    told = at_once([closing(one, other), closing(other, one)], tmp_path)

    assert told.count("done") == 1
    assert look(lambda: User.objects.filter(is_superuser=True, is_active=True).count(), tmp_path) == 1


def test_a_stranger_is_led_to_the_sign_in() -> None:
    held: Conference = make.conference()
    amal = make.user(Role.READER, held)

    assert "/login/" in Client().get(f"{LIST}{amal.pk}/close/")["Location"]
    assert Client().post(f"{LIST}{amal.pk}/close/", {"reason": WHY}).status_code == 403
    assert User.objects.get(pk=amal.pk).is_active
