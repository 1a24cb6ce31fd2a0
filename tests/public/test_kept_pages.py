"""A public page is kept while nothing changes, asks one query, and is never older than the last deed."""

import gzip
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role
from secretariat.audit.models import Record
from secretariat.conference.actions import revise_conference
from secretariat.conference.models import Conference
from secretariat.delegations.actions import invite, record_answer
from secretariat.delegations.models import Standing
from secretariat.parties.actions import register
from secretariat.public.queries import replicas
from secretariat.public.queries.editions import Edition, edition_of, editions
from secretariat.public.views import kept
from tests import make

pytestmark = pytest.mark.django_db

PAGES = ("/", "/en/", "/en/damascus-2020/", "/ar/damascus-2020/participants/", "/en/damascus-2020/sources/sana/")


@pytest.fixture
def conference() -> Conference:
    made = make.conference()
    make.source(made, "sana")
    return made


@pytest.mark.parametrize("address", PAGES)
def test_a_kept_page_asks_exactly_one_query(
    address: str, conference: Conference, django_assert_num_queries: Any
) -> None:
    client = make.client(make.user(Role.SECRETARY, conference))
    first = client.get(address)

    with django_assert_num_queries(1):
        second = client.get(address)

    assert second.content == first.content
    assert second["ETag"] == first["ETag"]
    assert second["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not second.cookies


@pytest.mark.parametrize("address", PAGES)
def test_who_has_the_page_already_is_told_so(
    address: str, conference: Conference, django_assert_num_queries: Any
) -> None:
    tag = make.client().get(address)["ETag"]
    kept.forget()

    for sent in (tag, f"W/{tag}", f'"something-else", {tag}'):
        with django_assert_num_queries(1):
            answer = make.client().get(address, headers={"if-none-match": sent})

        assert answer.status_code == 304
        assert answer.content == b""
        assert answer["ETag"] == tag
    assert len(kept.pages) == 0


def test_another_tag_brings_the_page(conference: Conference) -> None:
    answer = make.client().get("/en/damascus-2020/", headers={"if-none-match": '"of-yesterday"'})

    assert answer.status_code == 200
    assert answer.content


def test_a_deed_shows_at_the_next_request(conference: Conference) -> None:
    secretary = make.user(Role.SECRETARY, conference)
    before = make.client().get("/en/damascus-2020/participants/")

    invitation = invite(secretary, conference, party=make.party("LB"), details={"sensitivity": "public"})
    details = {"standing": Standing.ACCEPTED, "said_date": make.TODAY, "sensitivity": "public"}
    record_answer(secretary, invitation, details=details)

    after = make.client().get("/en/damascus-2020/participants/", headers={"if-none-match": before["ETag"]})
    assert "Lebanon" not in before.content.decode()
    assert after.status_code == 200
    assert "Lebanon" in after.content.decode()
    assert "Last changed:" in after.content.decode()


def test_a_deed_on_the_register_of_parties_shows_too(conference: Conference) -> None:
    keeper = make.user(is_superuser=True)
    before = make.client().get("/en/damascus-2020/")["ETag"]

    register(keeper, make.house(), code="WFP", name=LazyI18nString({"en": "World Food Programme"}), kind="other")

    assert make.client().get("/en/damascus-2020/", headers={"if-none-match": before}).status_code == 200


def test_a_conference_closed_to_the_public_is_gone_at_once(conference: Conference) -> None:
    secretary = make.user(Role.SECRETARY, conference)
    tags = {address: make.client().get(address)["ETag"] for address in PAGES}

    revise_conference(secretary, conference, details={"is_public": False})

    for address in PAGES[2:]:
        assert make.client().get(address, headers={"if-none-match": tags[address]}).status_code == 404
    for address in PAGES[:2]:
        answer = make.client().get(address, headers={"if-none-match": tags[address]})
        assert "Return of Refugees" not in answer.content.decode()


def test_one_conference_closed_while_another_opens_is_no_longer_listed() -> None:
    first, second = make.conference("first"), make.conference("second", is_public=False)
    Record.objects.create(conference_id=first.pk, revision=5)
    Record.objects.create(conference_id=second.pk, revision=4)
    make.client().get("/en/")

    revise_conference(make.user(Role.SECRETARY, first), first, details={"is_public": False})
    revise_conference(make.user(Role.SECRETARY, second), second, details={"is_public": True})

    page = make.client().get("/en/").content.decode()
    assert "/en/second/" in page
    assert "/en/first/" not in page


def test_a_deed_in_a_conference_that_is_not_public_leaves_no_trace_on_the_front_page(conference: Conference) -> None:
    hidden = make.conference("hidden", is_public=False)
    before = make.client().get("/en/")["ETag"]

    invite(make.user(Role.SECRETARY, hidden), hidden, party=make.party("LB"), details={"sensitivity": "public"})

    assert make.client().get("/en/", headers={"if-none-match": before}).status_code == 304


def test_a_page_never_learns_who_asks_for_it(conference: Conference) -> None:
    @kept.public_page()
    def who(request: HttpRequest, slug: str) -> HttpResponse:
        return HttpResponse(str(request.user))

    request = RequestFactory().get("/who/", {"name": "secretary"})
    request.user = make.user(Role.SECRETARY, conference)

    assert who(request, slug="damascus-2020").content == b"AnonymousUser"


def test_what_a_visitor_adds_to_the_address_is_neither_kept_nor_shown(conference: Conference) -> None:
    plain = make.client().get("/en/damascus-2020/participants/")

    for query in ("x=1", "x=2", "people=1", "people=0", "people=-2", "people=abc", "people=٢", "people=99999999"):
        answer = make.client().get(f"/en/damascus-2020/participants/?{query}")
        assert answer.content == plain.content

    assert len(kept.pages) == 1


def test_the_first_visitors_query_does_not_reach_the_next_one(conference: Conference) -> None:
    for address in PAGES:
        make.client().get(f"{address}?campaign=mine&people=%3Cb%3E")

        assert b"campaign" not in make.client().get(address).content


def test_a_page_that_does_not_exist_is_not_kept(conference: Conference) -> None:
    for number in range(5):
        assert make.client().get(f"/en/damascus-2020/sources/none-{number}/").status_code == 404

    assert len(kept.pages) == 0


def test_no_more_pages_are_kept_than_the_settings_say(conference: Conference) -> None:
    one = kept.Kept(kept.Key((), kept.Address("/", "en", "")), ("", ""), b"x")
    for number in range(settings.PUBLIC_PAGES_KEPT):
        kept.pages[kept.Address(f"/{number}/", "en", "")] = one

    make.client().get("/en/damascus-2020/")

    assert len(kept.pages) == settings.PUBLIC_PAGES_KEPT
    assert any(address.path == "/en/damascus-2020/" for address in kept.pages)


def test_of_an_address_the_newest_edition_alone_is_kept(conference: Conference) -> None:
    secretary = make.user(Role.SECRETARY, conference)
    for code in ("LB", "JO", "IQ"):
        invite(secretary, conference, party=make.party(code), details={"sensitivity": "public"})
        make.client().get("/en/damascus-2020/participants/")

    assert [address.path for address in kept.pages] == ["/en/damascus-2020/participants/"]


def test_many_who_ask_at_once_have_the_page_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replicas, "present", lambda _slug: Edition(1, 1, 1, make.TODAY))
    made, begin = [], Barrier(4)

    @kept.public_page()
    def slow(_request: HttpRequest, slug: str) -> HttpResponse:
        made.append(slug)
        time.sleep(0.2)
        return HttpResponse("the page")

    def ask(_number: int) -> bytes:
        begin.wait(10)
        return slow(RequestFactory().get("/en/at-once/"), slug="at-once").content

    with ThreadPoolExecutor(4) as readers:
        assert list(readers.map(ask, range(4))) == [b"the page"] * 4
    assert made == ["at-once"]


def test_each_language_has_its_own_page(conference: Conference) -> None:
    arabic, english = (make.client().get("/", headers={"accept-language": language}) for language in ("ar", "en"))

    assert arabic["ETag"] != english["ETag"]
    assert 'lang="ar"' in arabic.content.decode()
    assert '<html lang="en"' in english.content.decode()


@pytest.mark.parametrize("accepted", ["gzip", "gzip, br", "br;q=1, gzip;q=0.5", "*"])
def test_the_page_is_packed_for_who_can_unpack_it(accepted: str, conference: Conference) -> None:
    plain = make.client().get("/en/damascus-2020/")

    packed = make.client().get("/en/damascus-2020/", headers={"accept-encoding": accepted})

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] != plain["ETag"]
    assert "Accept-Encoding" in packed["Vary"]


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "gzip; q=0.0, br", "identity, *;q=0"])
def test_the_page_is_plain_for_who_cannot_unpack_it(accepted: str, conference: Conference) -> None:
    answer = make.client().get("/en/damascus-2020/", headers={"accept-encoding": accepted})

    assert not answer.has_header("Content-Encoding")
    assert answer.content.startswith(b"<!DOCTYPE html>")
    assert "Accept-Encoding" in answer["Vary"]


def test_a_head_request_is_answered_like_a_page_without_its_body(conference: Conference) -> None:
    page = make.client().get("/en/damascus-2020/")

    head = make.client().head("/en/damascus-2020/")

    assert head.status_code == 200
    assert head["ETag"] == page["ETag"]
    assert head["Content-Length"] == page["Content-Length"]
    assert head.content == b""


@pytest.mark.parametrize("address", PAGES)
def test_nothing_can_be_sent_to_a_public_page(address: str, conference: Conference) -> None:
    assert Client().post(address).status_code == 405


def test_the_date_at_the_venue_is_part_of_the_edition() -> None:
    # These two clocks are 25 hours apart, so their dates are never the same.
    make.conference("early", time_zone="Pacific/Kiritimati")
    make.conference("late", time_zone="Pacific/Pago_Pago")

    early, late = edition_of("early"), edition_of("late")

    assert early is not None
    assert late is not None
    assert early.today > late.today
    assert [edition.today for edition in editions()] == [early.today, late.today]


def test_the_language_in_force_elsewhere_does_not_matter(conference: Conference) -> None:
    with translation.override("ru"):
        page = make.client().get("/en/damascus-2020/").content.decode()

    assert '<html lang="en"' in page
