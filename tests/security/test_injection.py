"""Words that would be something else where they arrive: headers of a mail, templates, addresses, names of files."""

import io
from email import message_from_bytes
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from i18nfield.strings import LazyI18nString
from PIL import Image

from secretariat.accounts.models import Role, User
from secretariat.archive.models import File
from secretariat.conference.actions import carry
from secretariat.conference.models import Message
from secretariat.newsroom.models import Picture
from tests import make
from tests.links import send_links
from tests.security.asking import CEDARS, ELSEWHERE, EVIL, OFFICE, RESET, SIGN_IN, leads_away, pages, person, world

pytestmark = pytest.mark.django_db

BREAKS = ("\r\nBcc: evil@example.org", "\nBcc: evil@example.org", "\r\n\r\nAnother body", "\u2028Bcc: evil@example.org")
TEMPLATE = "{{ 7|add:7 }}{% debug %}${7*7}<%= 7*7 %>#{7*7}%(SECRET_KEY)s{settings.SECRET_KEY}{0.__class__}"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(document.domain)</script>"
GIF = b"GIF89a/*\x01\x00\x01\x00*/=1;alert(1)//<script>alert(1)</script>"
CUT = "cut-here"
PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"


def picture(kind: str, tail: bytes = b"") -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (640, 800), "teal").save(drawn, kind)
    return drawn.getvalue() + tail


# ---- mail -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("broken", BREAKS)
def test_a_line_that_breaks_adds_nothing_to_a_mail_whatever_it_stands_in(broken: str) -> None:
    title = LazyI18nString({"en": f"Conference{broken}"})
    conference = make.conference(title=title, city=LazyI18nString({"en": f"Damascus{broken}"}))
    browser = make.client(make.user(Role.SECRETARY, conference, name=f"Secretary{broken}"))
    given = {"mail": "amal@example.org", "name": f"Amal{broken}", "language": "en", "role": "reader", "tell": "on"}

    browser.post(f"{OFFICE}conference/members/admit/", given)
    refused = browser.post(f"{OFFICE}conference/members/admit/", {**given, "mail": f"amal@example.org{broken}"})
    for message in Message.objects.all():
        carry.func(message.pk)

    assert refused.status_code == 422
    assert len(mail.outbox) == 1
    sent = message_from_bytes(mail.outbox[0].message().as_bytes())
    assert (sent["To"], sent["Bcc"], sent["Cc"]) == ("amal@example.org", None, None)
    assert mail.outbox[0].recipients() == ["amal@example.org"]
    assert not set(sent.keys()) - {
        "Content-Type",
        "MIME-Version",
        "Content-Transfer-Encoding",
        "Subject",
        "From",
        "To",
        "Date",
        "Message-ID",
        "Content-Language",
    }


@pytest.mark.parametrize("broken", BREAKS)
def test_a_stranger_sends_no_mail_to_others_by_asking_for_a_password(broken: str, mailoutbox: list[Any]) -> None:
    there = person()

    Client().post(RESET, {"email": f"{there.email}{broken}"})
    Client().post(RESET, {"email": f"{there.email},evil@example.org"})
    send_links()

    assert [each.to for each in mailoutbox if each.to != [there.email]] == []


# ---- templates and pages --------------------------------------------------------------------------------------------


def test_words_of_a_template_stay_words_on_every_page_and_in_every_mail(settings: Any) -> None:
    here = world("damascus-2020")
    secretary = make.user(Role.SECRETARY, here.conference, name=TEMPLATE)
    here.conference.title = LazyI18nString({"en": TEMPLATE})
    here.conference.save()
    browser = make.client(secretary)
    given = {"mail": "amal@example.org", "name": TEMPLATE, "language": "en", "role": "reader", "tell": "on"}
    browser.post(f"{OFFICE}conference/members/admit/", given)
    told = {name: browser.get(address) for name, address in list(pages(here, Role.SECRETARY))[::4]}
    texts = {name: each.content.decode() for name, each in told.items() if not each.streaming and _is_page(each)}
    texts["mail"] = Message.objects.filter(to="amal@example.org").latest("pk").body

    assert sum("{{ 7|add:7 }}" in text for text in texts.values()) > 5
    assert "{{ 7|add:7 }}" in texts["mail"]
    for name, text in texts.items():
        assert settings.SECRET_KEY not in text, name
        assert "&#x27;context&#x27;" not in text, name
        assert "${7*7}" in text or "{{ 7" not in text, name


def _is_page(answer: Any) -> bool:
    return bool(answer.headers["Content-Type"].startswith("text/html"))


# ---- addresses ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_no_page_of_an_account_sends_a_browser_elsewhere(elsewhere: str) -> None:
    amal = person()
    browser = Client()
    asked = browser.get(SIGN_IN, {"next": elsewhere}).content.decode()
    signed = browser.post(SIGN_IN, {"login": amal.email, "password": CEDARS, "next": elsewhere})
    again = browser.post("/en/accounts/reauthenticate/", {"password": CEDARS, "next": elsewhere})
    left = browser.post("/en/accounts/logout/", {"next": elsewhere})

    assert f'href="{elsewhere}' not in asked
    for answer in (signed, again, left):
        assert answer.status_code == 302
        assert not leads_away(answer["Location"]), answer["Location"]


def test_no_address_that_turns_a_stranger_away_sends_them_elsewhere() -> None:
    here, there = world("damascus-2020"), {"next": f"//{EVIL}/", "back": f"https://{EVIL}/", "return": f"//{EVIL}/"}
    browser, wrong, turned = Client(), {}, 0

    for name, address in pages(here, Role.SECRETARY):
        answer = browser.get(address, there, headers={"Referer": f"https://{EVIL}/"})
        turned += answer.status_code == 302
        if answer.status_code in {301, 302, 303, 307, 308} and leads_away(answer["Location"]):
            wrong[name] = answer["Location"]

    assert wrong == {}
    assert turned > 100


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_a_deed_that_leads_back_leads_back_into_the_house(elsewhere: str) -> None:
    make.conference()
    keeper = make.client(User.objects.create_superuser("keeper@example.org", name="Keeper"))

    answer = keeper.post(reverse("parties:refresh"), {"next": elsewhere})

    assert answer.status_code == 302
    assert not leads_away(answer["Location"])


@pytest.mark.parametrize(
    "host", [EVIL, f"{EVIL}:80", f"testserver.{EVIL}", f"testserver@{EVIL}", "testserver:80:80", "a\nb"]
)
def test_another_host_is_not_answered_for(host: str) -> None:
    make.conference()

    for address in ("/en/", SIGN_IN, "/robots.txt", "/sitemap.xml", "/api/v1/openapi.json"):
        assert Client(HTTP_HOST=host).get(address).status_code == 400, address


def test_a_host_that_a_heading_claims_is_in_no_mail_and_on_no_page(mailoutbox: list[Any]) -> None:
    there = person()
    claimed = {"X-Forwarded-Host": EVIL, "X-Host": EVIL, "Forwarded": f"host={EVIL}", "X-Original-URL": "/en/office/"}

    Client().post(RESET, {"email": there.email}, headers=claimed)
    send_links()
    page = Client().get("/en/", headers=claimed)

    assert EVIL not in mailoutbox[0].body
    assert EVIL not in page.content.decode()


# ---- files ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", SVG),
        ("a.png", SVG),
        ("a.jpg", HTML),
        ("a.png", HTML),
        ("a.pdf", HTML),
        ("a.gif", HTML),
        ("a.html", picture("PNG")),
        ("a.png.html", picture("PNG")),
        ("a\u202egnp.html", picture("PNG")),
        ("a.txt", SVG),
        ("a.pdf", b"\n\n<html><script>1</script>%PDF-1.7"),
    ],
)
def test_nothing_that_a_browser_would_run_is_taken_as_a_file_a_photo_or_a_picture(name: str, content: bytes) -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    source, delegate = make.source(conference), make.delegate(make.delegation(conference))
    asked = {
        f"{OFFICE}sources/{source.pk}/attach/": "upload",
        f"{OFFICE}delegates/{delegate.pk}/photo/keep/": "photo",
        reverse("newsroom:add_picture", args=[conference.slug]): "file",
    }

    for address, field in asked.items():
        given = {field: SimpleUploadedFile(name, content), "name": "hall", "credit": "A", "alternative_0": "The hall"}
        answer = browser.post(address, given)
        assert answer.status_code != 302 or content.startswith(b"\x89PNG"), address

    assert not any(File.objects.values_list("content_type", flat=True).filter(content_type__contains="svg"))
    kept = [file.content.read() for file in File.objects.all()]
    assert not any(b"<script" in each or b"<svg" in each for each in kept)
    assert Picture.objects.count() <= 1


@pytest.mark.parametrize(("name", "is_kept"), [("photo.gif", False), ("photo.jpg", True)])
def test_a_picture_that_is_a_script_too_is_never_handed_out_as_one(name: str, is_kept: bool) -> None:
    conference = make.conference()
    source = make.source(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))
    content = GIF if name.endswith("gif") else picture("JPEG", HTML)

    browser.post(f"{OFFICE}sources/{source.pk}/attach/", {"upload": SimpleUploadedFile(name, content)})

    assert File.objects.exists() is is_kept
    for file in File.objects.all():
        answer = browser.get(f"{OFFICE}files/{file.pk}/")
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["Content-Type"].startswith("image/")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\windows\\a.pdf", "a.pdf"),
        ("/etc/cron.d/a.pdf", "a.pdf"),
        ("C:\\autoexec.pdf", "autoexec.pdf"),
        ("invoice\u202efdp.exe.pdf", "invoicefdp.exe.pdf"),
        ('a"; filename="evil.html.pdf', "evil.html.pdf"),
        # A heading that breaks off is no file.
        ("a\r\nSet-Cookie: x=1.pdf", None),
        (".pdf.pdf", "pdf.pdf"),
        ("\u200bnote.pdf", "note.pdf"),
        ("a" * 300 + ".pdf", "a" * 196 + ".pdf"),
        ("مذكرة.pdf", "مذكرة.pdf"),
    ],
)
def test_the_name_of_a_file_leads_nowhere_and_hides_nothing(name: str, kept: str | None, settings: Any) -> None:
    conference = make.conference()
    source = make.source(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))
    # The client of the tests takes the folder off a name, so the body is put together by hand.
    body = f'--{CUT}\r\nContent-Disposition: form-data; name="upload"; filename="{name}"\r\n'.encode()
    body += b"Content-Type: application/pdf\r\n\r\n" + PDF + f"\r\n--{CUT}--\r\n".encode()

    browser.generic(
        "POST", f"{OFFICE}sources/{source.pk}/attach/", body, content_type=f"multipart/form-data; boundary={CUT}"
    )

    assert [file.name for file in File.objects.all()] == ([kept] if kept else [])
    for file in File.objects.all():
        assert str(file.content.path).startswith(str(settings.MEDIA_ROOT))
        assert not set(file.name) & set("/\\\r\n\u202e\u200b\x00")
        said = browser.get(f"{OFFICE}files/{file.pk}/").headers["Content-Disposition"]
        assert said.startswith("attachment")
        assert said.count("filename=") <= 1 or '\\"' in said
        assert not set(said) & set("\r\n\u202e")
