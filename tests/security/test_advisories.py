"""Ten attacks that other software of this kind was open to: each is tried here, as the attacker."""

import json
import socket
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role, User
from secretariat.api.actions import allowing
from secretariat.api.models import Webhook
from secretariat.archive.models import Source
from secretariat.audit.action import Refused
from secretariat.conference.actions import carry
from secretariat.conference.models import Message
from secretariat.delegations.models import Delegate
from secretariat.newsroom.actions import refuse_media_request, take_up_media_request
from secretariat.newsroom.models import MediaRequest
from tests import make, make_api, make_door, make_printing
from tests.links import send_links
from tests.newsroom.test_take_media_request import ADDRESS as ACCREDITATION
from tests.newsroom.test_take_media_request import filled, open_conference
from tests.security.asking import EVIL, OFFICE, pages, sign_in, text_of, world
from tests.test_walk import EXPECTED, STRANGER

pytestmark = pytest.mark.django_db

LINES = '\\input{/etc/passwd}\\write18{id}#read("/etc/passwd")#image("http://evil.example/x")$x^2$'
SCRIPT = "Amal<script>alert(666)</script><img src=x onerror=alert(667)>\"'&lt;script&gt;"
INSIDE = ("http://127.0.0.1/", "https://127.0.0.1:8000/", "https://169.254.169.254/latest/", "file:///etc/passwd",
          "https://[::ffff:127.0.0.1]/", "https://10.0.0.1/", "gopher://127.0.0.1:25/", "https://0/")  # fmt: skip


@pytest.fixture(autouse=True)
def _nobody_asked_before(settings: Any) -> None:
    cache.clear()
    allowing.forget()
    settings.API_REQUESTS_PER_MINUTE_WITHOUT_TOKEN = 1_000_000


def test_1_a_name_written_as_a_program_for_paper_reads_no_file_and_is_printed_as_it_is() -> None:
    conference = make.conference()
    badge = make_door.badge(make_door.delegate(conference, LINES))

    answer = make.client(make.user(Role.SECRETARY, conference)).get(f"{OFFICE}badges/{badge.pk}/pdf/")

    assert answer.status_code == 200
    printed = " ".join(make_printing.pages_of(answer.content))
    assert "root:" not in printed
    assert "input" in printed


def test_2_a_stranger_finds_no_address_that_somebody_forgot_to_close() -> None:
    here = world("damascus-2020")
    browser, open_ = Client(), {}
    for name, (gets, _refused) in EXPECTED.items():
        if STRANGER in gets:
            continue
        for method in (browser.get, browser.post, browser.head, browser.options):
            status = method(here.address(name)).status_code
            if status not in {302, 404, 405} or (
                status == 302 and "login" not in method(here.address(name))["Location"]
            ):
                open_[name] = status

    assert open_ == {}


def test_3_nobody_counts_up_through_the_people_of_the_house() -> None:
    here, there = make.conference(), make.conference("geneva-2021")
    hidden = make.user(Role.READER, there, email="hidden@example.org", name="Hidden Person")
    for role in (Role.READER, Role.SECRETARY, Role.FOCAL_POINT):
        user = make.user(role, here, party=make.party("LB") if role == Role.FOCAL_POINT else None)
        program, browser = make_api.program(here, user), make.client(user)
        told = [program.get(f"conference/{kind}") for kind in ("members", "people")]
        told += [program.get(f"conference/{kind}", {"limit": "100"}) for kind in ("members", "people")]
        told += [program.get(f"conference/{kind}/{hidden.pk}") for kind in ("members", "people")]
        told += [browser.get(f"{OFFICE}conference/members/"), browser.get(f"{OFFICE}search/", {"q": "hidden"})]
        told += [browser.get(f"/en/users/{hidden.pk}/"), browser.get(f"/en/office/users/?id={hidden.pk}")]

        for answer in told:
            assert "hidden@example.org" not in text_of(answer)
            assert "Hidden Person" not in text_of(answer)
    for kind in ("members", "people"):
        assert "@" not in text_of(Client().get(f"/api/v1/{here.slug}/conference/{kind}"))


@pytest.mark.parametrize("address", INSIDE)
def test_4_the_house_asks_no_address_that_somebody_gave_it(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    reached: list[object] = []

    def noted(*where: object, **_more: object) -> list[object]:
        reached.append(where)
        return []

    for name in ("create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, noted)

    hook = browser.post(f"{OFFICE}webhooks/add/", {"name": "Hook", "url": address})
    browser.post(f"{OFFICE}sources/add/", {"publisher": "A", "url": address, "kind": "other", "sensitivity": "public"})
    for source in Source.objects.all():
        browser.get(f"{OFFICE}sources/{source.pk}/")

    assert hook.status_code == 422
    assert not Webhook.objects.exists()
    assert [where for where in reached if "10.0.0.1" not in str(where)] == []


def test_5_a_page_that_is_handed_in_as_a_file_never_runs_in_the_house() -> None:
    conference = make.conference()
    source, browser = make.source(conference), make.client(make.user(Role.SECRETARY, conference))
    page = b"<html><script>fetch('/en/office/')</script></html>"
    for name, content in (
        ("a.html", page),
        ("a.svg", b"<svg onload='x'/>"),
        ("a.pdf", b"%PDF-1.7\n" + page + b"\n%%EOF"),
    ):
        upload = SimpleUploadedFile(name, content)
        browser.post(f"{OFFICE}sources/{source.pk}/attach/", {"upload": upload})

    source.refresh_from_db()
    assert source.file is None or source.file.content_type == "application/pdf"
    if source.file is not None:
        answer = browser.get(f"{OFFICE}files/{source.file.pk}/")
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_6_a_hostile_name_is_words_on_every_page_of_those_who_would_confirm_it() -> None:
    here = world("damascus-2020")
    secretary = make.user(Role.SECRETARY, here.conference, name=SCRIPT)
    for number, delegate in enumerate(Delegate.objects.all()):
        Delegate.objects.filter(pk=delegate.pk).update(name=f"{SCRIPT}{number}")
    User.objects.exclude(pk=secretary.pk).update(name=SCRIPT)
    Source.objects.update(title=SCRIPT, publisher=SCRIPT)
    Message.objects.update(subject=SCRIPT, body=SCRIPT)
    here.conference.title = LazyI18nString({"en": SCRIPT})
    here.conference.save()
    browser, seen, wrong = make.client(secretary), 0, []

    for name, address in pages(here, Role.SECRETARY):
        answer = browser.get(address)
        text = text_of(answer) if answer.headers.get("Content-Type", "").startswith("text/html") else ""
        seen += "alert(666)" in text
        if "<script>alert(666)" in text or "<img src=x" in text:
            wrong.append(name)

    assert wrong == []
    assert seen > 50


def test_7_scans_of_another_conference_are_told_to_no_program_and_no_tablet() -> None:
    here, there = make.conference(), make.conference("geneva-2021")
    bearer = make_door.delegate(there, "Hidden Bearer")
    there_gate = make_door.gate(there)
    make_door.scan(make_door.badge(bearer), there_gate)
    make_door.device(make_door.gate(here), "token of here")
    user = make.user(Role.SECRETARY, here)
    text = make_api.token(here, user)[1]
    mine = Client().get(f"/api/v1/{here.slug}/door/scans", headers={"Authorization": f"Bearer {text}"})

    for kind in ("scans", "badges", "devices", "gates"):
        answer = Client().get(f"/api/v1/{there.slug}/door/{kind}", headers={"Authorization": f"Bearer {text}"})
        assert answer.status_code in {401, 403, 404}, kind
    assert mine.status_code == 200
    assert "Hidden" not in text_of(mine)
    assert "geneva" not in text_of(mine)
    tablet = {"Authorization": "Device token of here"}
    assert Client().get(reverse("door:snapshot", args=[here.slug]), headers=tablet).status_code == 200
    assert Client().get(reverse("door:snapshot", args=[there.slug]), headers=tablet).status_code == 401


def test_8_whoever_knows_where_a_file_lies_has_no_right_to_it_by_that() -> None:
    here, there = world("damascus-2020"), world("geneva-2021")
    file = there.rows["archive:file"]
    for user in (None, make.user(Role.SECRETARY, here.conference), make.user(Role.DOOR_OFFICER, there.conference)):
        browser = make.client(user)
        for address in (
            f"/media/{file.content.name}",
            f"/{file.content.name}",
            f"/static/{file.content.name}",
            "/.git/config",
            "/static/",
        ):
            assert browser.get(address).status_code == 404
        for slug in (here.conference.slug, there.conference.slug):
            answer = browser.get(reverse("archive:file", args=[slug, file.pk]))
            assert answer.status_code == (302 if user is None else 404)
    allowed = make.client(make.user(Role.SECRETARY, there.conference))
    assert allowed.get(reverse("archive:file", args=[there.conference.slug, file.pk])).status_code == 200


def test_9_a_stranger_makes_the_house_write_to_nobody_in_its_name(mailoutbox: list[Any]) -> None:
    held = open_conference()
    lure = f"Your password expired [sign in](https://{EVIL}/) <a href='https://{EVIL}/'>here</a>"

    given = filled(held, outlet=lure, contact_name=lure, contact_mail="victim@example.org", name_1=lure)
    sent = Client().post(ACCREDITATION, given)
    Client().post("/en/accounts/password/reset/", {"email": "victim@example.org", "name": lure})
    send_links()

    assert sent.status_code == 302
    assert not Message.objects.exists()
    request, officer = MediaRequest.objects.get(), make.user(Role.SECRETARY, held)
    with pytest.raises(Refused, match="holds an address"):
        take_up_media_request(officer, request, at=make.NOON)
    refuse_media_request(officer, request, reason="No", at=make.NOON)
    letter = Message.objects.get()
    carry.call(letter.pk)
    assert "No" in letter.body
    assert [mail.to for mail in mailoutbox if "accreditation" in mail.subject] == [["victim@example.org"]]
    assert not [word for word in (EVIL, "password", "Your password") if word in letter.subject + letter.body]
    assert not [mail for mail in mailoutbox if EVIL in mail.body + mail.subject]
    page = make.client(officer).get(reverse("newsroom:media_requests", args=[held.slug]))
    assert f"href='https://{EVIL}" not in text_of(page)
    assert f'href="https://{EVIL}' not in text_of(page)


def test_10_a_token_of_one_conference_a_claimed_address_and_a_code_used_twice_open_nothing() -> None:
    here, there = make.conference(), make.conference("geneva-2021")
    both = make.user(Role.SECRETARY, here)
    both.memberships.create(conference=there, role=Role.SECRETARY)
    text = make_api.token(here, both)[1]
    for kind in ("conference/members", "delegations/invitations", "door/badges", "audit/entries"):
        answer = Client().get(f"/api/v1/{there.slug}/{kind}", headers={"Authorization": f"Bearer {text}"})
        assert answer.status_code in {401, 403, 404}, kind

    make_door.device(make_door.gate(here), "K7QX2M4P", seen_at=None)
    codes = [
        Client().post(
            reverse("door:take_up", args=[here.slug]),
            json.dumps({"code": "K7QX-2M4P"}),
            content_type="application/json",
        )
        for _turn in range(2)
    ]
    assert [answer.status_code for answer in codes] == [200, 400]

    told = [
        sign_in(f"somebody{turn}@example.org", "x", HTTP_X_FORWARDED_FOR=f"198.51.100.{turn}")[1].content.decode()
        for turn in range(12)
    ]
    assert "Too many failed" in told[-1]
