"""Asking for media accreditation on the public site."""

from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import override_settings

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.newsroom.actions.incoming import TooMany
from secretariat.newsroom.actions.media import Sent, take_media_request
from secretariat.newsroom.models import MediaPerson, MediaRequest, NewsroomRules
from secretariat.newsroom.queries.formtoken import token_for
from tests import make, threads

pytestmark = pytest.mark.django_db
AT = make.NOON
ADDRESS = "/en/damascus-2020/media-accreditation/"


def open_conference() -> Conference:
    held = make.conference()
    NewsroomRules.objects.create(conference=held, takes_media_requests=True)
    return held


def said(**fields: Any) -> dict[str, Any]:
    values = {"outlet": "Daily News", "kind": "print", "country": None, "website": "", "language": "en"}
    return {**values, "contact_name": "Amal Haddad", "contact_mail": "amal@example.org", **fields}


def filled(held: Conference, **fields: Any) -> dict[str, Any]:
    from django.utils.timezone import now  # noqa: PLC0415 - the page reads the clock

    token = token_for("media", held.pk, now() - timedelta(minutes=1))
    values = {"outlet": "Daily News", "kind": "print", "contact_name": "Amal", "contact_mail": "amal@example.org"}
    return {**values, "name_1": "Karim Saleh", "task_1": "Camera", "token": token, **fields}


def test_a_request_is_kept_with_its_people_and_the_record_does_not_move() -> None:
    held = open_conference()

    made = take_media_request(held, said=said(), people=[Sent("Karim Saleh", "Camera")], address="192.0.2.1", at=AT)

    assert [(each.name, each.task) for each in made.people.all()] == [("Karim Saleh", "Camera")]
    assert "192.0.2.1" not in made.sender
    assert not Entry.objects.exists()


def test_what_is_sent_twice_is_kept_once_and_of_very_many_no_more_is_taken() -> None:
    held = open_conference()
    for _turn in range(2):
        take_media_request(held, said=said(), people=[Sent("Karim Saleh")], address="192.0.2.1", at=AT)
    assert MediaRequest.objects.count() == 1

    for number in range(4):
        take_media_request(held, said=said(outlet=f"Paper {number}"), people=[Sent("A")], address="192.0.2.1", at=AT)
    with pytest.raises(TooMany):
        take_media_request(held, said=said(outlet="One more"), people=[Sent("A")], address="192.0.2.1", at=AT)
    take_media_request(held, said=said(outlet="One more"), people=[Sent("A")], address="192.0.2.9", at=AT)
    later = AT + timedelta(hours=2)
    take_media_request(held, said=said(outlet="Later"), people=[Sent("A")], address="192.0.2.1", at=later)


def test_a_conference_that_takes_none_and_a_request_without_people_are_refused() -> None:
    held = make.conference()

    with pytest.raises(Refused, match="takes no requests"):
        take_media_request(held, said=said(), people=[Sent("A")], address="", at=AT)
    NewsroomRules.objects.create(conference=held, takes_media_requests=True)
    for people in ([], [Sent(str(number)) for number in range(13)]):
        with pytest.raises(Refused, match="Name one to"):
            take_media_request(held, said=said(), people=people, address="", at=AT)


def test_the_page_takes_it_without_a_cookie_and_says_so() -> None:
    held = open_conference()
    browser = make.client()

    page = browser.get(ADDRESS)
    answer = browser.post(ADDRESS, filled(held, outlet="Daily \u202eNews"), follow=True)

    assert "(required)" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert not page.cookies
    assert "Your request has been received." in answer.content.decode()
    assert MediaRequest.objects.get().outlet == "Daily News"
    assert MediaPerson.objects.get().name == "Karim Saleh"


def test_a_forged_token_a_filled_trap_and_missing_fields_keep_nothing() -> None:
    held = open_conference()
    browser = make.client()

    forged = browser.post(ADDRESS, filled(held, token="x"))
    empty = browser.post(ADDRESS, filled(held, name_1="", contact_mail="no mail"))
    caught = browser.post(ADDRESS, filled(held, address="everywhere"), follow=True)

    assert (forged.status_code, empty.status_code) == (422, 422)
    assert "This form was open for too long." in forged.content.decode()
    assert "Your request has been received." in caught.content.decode()
    assert not MediaRequest.objects.exists()


def test_from_one_address_there_is_a_bound() -> None:
    held = open_conference()
    browser = make.client()

    codes = [browser.post(ADDRESS, filled(held, outlet=f"Paper {number}")).status_code for number in range(6)]

    assert codes == [302] * 5 + [429]


def test_where_none_are_taken_there_is_no_such_page() -> None:
    make.conference()

    assert make.client().get(ADDRESS).status_code == 404


@pytest.mark.parametrize("field", ["outlet", "contact_name", "name_1", "name_2"])
@pytest.mark.parametrize("name", ["Daily\x01News", "\u202e", "\u200b \u3164"])
def test_a_name_that_no_page_can_show_is_refused_at_its_field(field: str, name: str) -> None:
    held = open_conference()

    answer = make.client().post(ADDRESS, filled(held, **{field: name}))

    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()
    assert not MediaRequest.objects.exists()


def test_a_task_that_no_page_can_show_is_refused() -> None:
    answer = make.client().post(ADDRESS, filled(open_conference(), task_1="Cam\x1fera"))

    assert answer.status_code == 422
    assert "characters that no page can show" in answer.content.decode()


@pytest.mark.parametrize("address", ["", "unix:", "not an address"])
def test_an_address_that_is_none_keeps_no_outlet_away(address: str) -> None:
    held = open_conference()

    answer = make.client().post(ADDRESS, filled(held), REMOTE_ADDR=address)

    assert answer.status_code == 302
    assert MediaRequest.objects.get().outlet == "Daily News"


def test_no_report_of_what_went_wrong_holds_what_was_sent(
    mailoutbox: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = open_conference()

    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("secretariat.newsroom.actions.media.MediaPerson.objects.bulk_create", broken)
    client = make.client()
    client.raise_request_exception = False
    with override_settings(ADMINS=[("Keeper", "keeper@example.org")]):
        sent = filled(held, contact_mail="secret@example.org", mail_1="karim@example.org")
        assert client.post(ADDRESS, sent).status_code == 500

    # No mail is sent of errors; what went wrong stands in the log.
    assert mailoutbox == []
    assert "RuntimeError" in caplog.text
    for mail in ("secret@example.org", "karim@example.org"):
        assert mail not in caplog.text


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_what_is_sent_by_eight_hands_at_once_is_kept_once_and_the_bound_holds() -> None:
    held = open_conference()

    counts = []
    for outlets in (["Daily News"] * 8, [f"Paper {number}" for number in range(8)]):
        hands = [threads.in_thread(partial(_sent, held, name)) for name in outlets]
        for hand in hands:
            hand.join(20)
        counts.append(MediaRequest.objects.count())

    assert counts == [1, 5]


def _sent(held: Conference, outlet: str) -> None:
    with suppress(TooMany):
        take_media_request(held, said=said(outlet=outlet), people=[Sent("Karim Saleh")], address="192.0.2.1", at=AT)
