"""A number that a release hides reaches nobody: not a page, a file, a chart, a search, a log, an error or a kept page."""

import gzip
import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.archive.models import File, Source
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.figures.actions import review_apart, withdraw_release
from secretariat.figures.models import Edition, Release, Review
from secretariat.public.views import kept
from tests import make, make_figures, make_imports, make_releases

pytestmark = pytest.mark.django_db

# Hidden by rule are 2 in Lebanon and 3 in Jordan; these are the numbers hidden to protect them, and nothing else is
# written like them.
SECRET = {"LB": 987653, "JO": 876541}
SHOWN = {"TR": 654317}
LANGUAGES = ("en", "ar", "fr", "es", "ru", "zh")


def marked(value: int) -> re.Pattern[str]:
    """A number in any way in which it could be written: with commas, blanks, dots, or Arabic digits."""
    digits = [rf"[{digit}{chr(0x660 + int(digit))}{chr(0x6F0 + int(digit))}]" for digit in str(value)]
    return re.compile(r"[\s,.'’٬\u00a0\u202f]?".join(digits))


PATTERNS = [marked(value) for value in SECRET.values()]


def leaks(text: str) -> bool:
    return any(pattern.search(text) for pattern in PATTERNS)


@pytest.fixture
def held() -> Conference:
    return make.conference()


@pytest.fixture
def release(held: Conference) -> Release:
    numbers = {code: {2019: value, 2020: small} for (code, value), small in zip(SECRET.items(), (2, 3), strict=True)}
    numbers |= {code: {2019: value, 2020: 5317} for code, value in SHOWN.items()}
    return make_releases.published(make_releases.returns(held, numbers))


def every_word(content: bytes) -> str:
    """The text of a page or file; a workbook is unpacked."""
    if content.startswith(b"PK"):
        with ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return content.decode("utf-8", "replace")


def public_addresses(release: Release) -> Iterator[str]:
    slug, number = release.conference.slug, release.number
    for language in LANGUAGES:
        yield f"/{language}/{slug}/figures/"
        yield f"/{language}/{slug}/figures/{number}/"
        yield f"/{language}/{slug}/"
        yield f"/{language}/{slug}/sources/"
        for name in ("table.csv", "table.xlsx", "table.json"):
            yield f"/{language}/{slug}/figures/{number}/{name}"


def test_the_marked_numbers_are_hidden_and_others_are_not(release: Release) -> None:
    shown = make_releases.cells(release)

    assert shown["LBN", "2019"] == shown["JOR", "2019"] == ":"
    assert shown["TUR", "2019"] == str(SHOWN["TR"])
    assert leaks("987,653")
    assert leaks("٩٨٧٬٦٥٣")
    assert not leaks(json.dumps(release.content))


def test_no_public_page_or_file_tells_them(release: Release) -> None:
    for address in public_addresses(release):
        answer = make.client().get(address)
        assert answer.status_code == 200, address
        text = every_word(answer.content)
        assert not leaks(text), address
    page = make.client().get(reverse("public:release", args=[release.conference.slug, release.number]))
    assert "654,317" in page.content.decode()


def test_no_kept_page_and_no_row_of_the_cache_tells_them(release: Release) -> None:
    for address in public_addresses(release):
        make.client().get(address)

    assert kept.pages
    assert not any(leaks(every_word(_unpacked(page.packed))) for page in kept.pages.values())
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM house_cache")
        assert not any(leaks(str(row[0])) for row in cursor.fetchall())
    assert cache.get("987653") is None


def _unpacked(packed: bytes) -> bytes:
    return gzip.decompress(packed)


@pytest.mark.parametrize("role", [Role.READER, Role.RAPPORTEUR, Role.PRESS_OFFICER, Role.DOOR_OFFICER])
def test_no_page_of_the_office_tells_whoever_is_not_of_the_desk(held: Conference, release: Release, role: str) -> None:
    browser, office = make.client(make.user(role, held)), f"/en/{held.slug}/office/"
    addresses = [
        f"{office}releases/",
        f"{office}releases/{release.pk}/",
        f"{office}releases/{release.pk}/review/",
        f"{office}search/?q=Returns",
        # The page repeats what was asked for, so a part of the number is asked for.
        f"{office}search/?q=98765",
        f"{office}record/",
        f"{office}history/figures.release/{release.pk}/",
        office,
    ]
    if role in {Role.PRESS_OFFICER, Role.DOOR_OFFICER}:
        # The numbers as they were counted, before anything is hidden, are read by those who see what the office keeps.
        edition = Edition.objects.get()
        lebanon = make_figures.country(held, "LB")
        addresses += [
            f"{office}figures/",
            f"{office}figures/numbers/?asylum={lebanon.pk}",
            f"{office}figures/numbers/?asylum={lebanon.pk}&export=csv",
            f"{office}figures/countries/{lebanon.pk}/",
            f"{office}figures/charts/{lebanon.pk}/asylum/returns-{edition.dataset_id}-ret.csv",
            f"{office}datasets/{edition.dataset_id}/",
            f"{office}editions/{edition.pk}/",
            f"{office}editions/{edition.pk}/changes/",
        ]

    for address in addresses:
        assert not leaks(every_word(browser.get(address).content)), address


@pytest.mark.parametrize(("role", "is_read"), [(Role.READER, True), (Role.PRESS_OFFICER, False)])
def test_the_file_of_a_data_set_is_read_by_those_who_see_numbers(held: Conference, role: str, is_read: bool) -> None:
    edition = make_imports.with_file(held, sensitivity="public")
    Source.objects.filter(pk=edition.source_id).update(kind="data set", file=edition.file)

    seen = File.objects.visible_to(make.user(role, held))

    assert (edition.file in seen) is is_read


def test_an_officer_of_another_desk_does_not_see_the_review(held: Conference, release: Release) -> None:
    browser = make.client(make.user(Role.DESK_OFFICER, held, desks=["dossier"]))

    assert browser.get(reverse("figures:review", args=[held.slug, release.pk])).status_code == 403
    assert not leaks(browser.get(reverse("figures:release", args=[held.slug, release.pk])).content.decode())


def test_an_officer_of_the_desk_sees_them_on_the_review_alone(held: Conference, release: Release) -> None:
    browser = make.client(make_releases.officer(held))

    review = browser.get(reverse("figures:review", args=[held.slug, release.pk]))

    assert leaks(review.content.decode())
    assert review["Cache-Control"] == "no-store"
    assert not leaks(browser.get(reverse("figures:release", args=[held.slug, release.pk])).content.decode())


def test_neither_the_record_nor_the_release_nor_its_review_keeps_them(held: Conference, release: Release) -> None:
    entries = json.dumps([[entry.changes, entry.thing_label, entry.batch] for entry in Entry.objects.all()])
    rows = json.dumps([list(Release.objects.values()), list(Review.objects.values())], default=str)

    assert "figures.approve_release" in {entry.verb for entry in Entry.objects.all()}
    assert not leaks(entries)
    # The auditor's intervals are what anybody can compute, and no ends of them are the numbers themselves.
    assert not leaks(rows)


def test_a_conference_handed_out_as_a_file_tells_them_to_nobody(held: Conference, release: Release) -> None:
    secretary = make.client(make.user(Role.SECRETARY, held))

    answer = secretary.get(reverse("api:export", args=[held.slug]))

    assert answer.status_code == 200
    content = b"".join(getattr(answer, "streaming_content", ())) or answer.content
    assert not leaks(every_word(content))


def test_no_log_and_no_error_page_tells_them(
    held: Conference, release: Release, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    browser = Client(raise_request_exception=False)
    browser.force_login(make_releases.officer(held), backend="allauth.account.auth_backends.AuthenticationBackend")

    def broken(*_args: Any, **_more: Any) -> None:
        secrets = dict(SECRET)
        raise RuntimeError(f"broken amid {len(secrets)} numbers")

    monkeypatch.setattr("secretariat.figures.views.reviewing.reviewed", broken)
    answer = browser.get(reverse("figures:review", args=[held.slug, release.pk]))

    assert answer.status_code == 500
    assert not leaks(answer.content.decode())
    assert "RuntimeError" in caplog.text
    assert not leaks(caplog.text)


def test_what_the_engine_says_when_it_fails_is_not_logged(
    held: Conference, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    numbers = {code: {2019: value, 2020: 3} for code, value in SECRET.items()}
    made = make_releases.laid_out(make_releases.returns(held, numbers))
    Review.objects.filter(release=made).update(state="waiting")
    # The engine's process does not start: the parent hears nothing from it.
    monkeypatch.setattr("secretariat.engines.disclosure.apart._START", "import sys; print('987653'); sys.exit(3)")

    review_apart.call(made.pk)

    review = Review.objects.get(release=made)
    assert (review.state, review.outcome) == ("failed", {"failure": {"code": "broken"}})
    assert "broken" in caplog.text
    assert not leaks(caplog.text + review.reason)


def test_of_a_withdrawn_release_nothing_but_the_reason_is_left(release: Release) -> None:
    officer = make_releases.officer(release.conference)

    withdraw_release(officer, release, reason="A source was wrong.")

    address = reverse("public:release", args=[release.conference.slug, release.number])
    page = make.client().get(address)
    assert page.status_code == 200
    assert "A source was wrong." in page.content.decode()
    assert "654,317" not in page.content.decode()
    for name in ("csv", "xlsx", "json"):
        answer = make.client().get(f"{address}table.{name}")
        assert answer.status_code == 410
        assert b"654" not in answer.content
    assert make.client().get(f"{address}chart.png").status_code == 410


def test_what_is_not_published_is_not_there_also_for_who_is_signed_in(held: Conference) -> None:
    waiting = make_releases.submitted(make_releases.returns(held))
    address = reverse("public:release", args=[held.slug, waiting.number])

    for person in (None, make.user(None), make.user(Role.SECRETARY, held)):
        for path in (address, f"{address}table.csv", f"{address}table.json", f"{address}chart.png"):
            assert make.client(person).get(path).status_code == 404
    assert make.client().get(f"/en/{held.slug}/figures/99/").status_code == 404
