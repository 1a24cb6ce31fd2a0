"""The page at the gate, its worker and what makes it installable: the same for everybody, and whole without a network."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

from secretariat.config.storage import HashedFiles
from secretariat.door.views.app import FILES
from secretariat.door.views.gate_words import words_of_the_gate
from secretariat.engines.admission import CODES
from tests import make

pytestmark = pytest.mark.django_db
STATIC = Path(settings.PACKAGE) / "door" / "static"
VENDOR = STATIC / "door" / "vendor"
ASKED = re.compile(r"""(?:\bfrom\s*|\bimport\()["'](\.{1,2}/[^"']+)["']""")


def get(name: str, slug: str = "damascus-2020", language: str = "en") -> Any:
    """What anybody is answered."""
    address = reverse(f"door:{name}", args=[slug])
    return make.client().get(f"/{language}/{address.split('/', 2)[2]}")


def asked_for(page: Path) -> set[Path]:
    """The modules that a module asks for, at once or later."""
    return {(page.parent / name).resolve() for name in ASKED.findall(page.read_text(encoding="utf-8"))}


def test_the_page_holds_the_title_of_a_public_conference_and_nothing_else_of_it() -> None:
    conference = make.conference("damascus-2020")
    make.delegate(make.delegation(conference, make.party("LB")), "Amal Haddad")

    page = get("app")

    assert page.status_code == 200
    text = page.content.decode()
    assert "Conference on the Return of Refugees" in text
    assert "Amal Haddad" not in text
    assert "csrfmiddlewaretoken" not in text
    assert not page.cookies


def test_a_conference_that_is_not_public_looks_like_one_that_is_not_there() -> None:
    make.conference("kept-back", is_public=False)

    hidden, missing = get("app", "kept-back"), get("app", "not-there")

    assert (hidden.status_code, missing.status_code) == (200, 200)
    assert hidden.content.decode().replace("kept-back", "not-there") == missing.content.decode()
    assert "Conference on the Return" not in hidden.content.decode()
    assert "Conference on the Return" not in get("manifest", "kept-back").content.decode()


def test_the_page_may_run_nothing_but_its_own_scripts() -> None:
    policy = get("app")["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "worker-src 'self'" in policy
    assert "default-src 'none'" in policy


def test_the_worker_keeps_the_page_and_every_file_it_is_made_of() -> None:
    make.conference("damascus-2020")
    worker = get("worker")

    assert worker["Content-Type"].startswith("text/javascript")
    assert worker["Service-Worker-Allowed"] == "/en/damascus-2020/door/"
    kept = json.loads(re.search(r"const FILES = (\[.*?\]);", worker.content.decode())[1])  # type: ignore[index]
    assert kept == [f"/static/{name}" for name in FILES]
    page = get("app").content.decode()
    assert set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page)) <= set(kept)


def test_every_module_that_one_of_the_page_asks_for_is_kept() -> None:
    modules = {(STATIC / name).resolve() for name in FILES if name.startswith("door/") and name.endswith(".js")}

    assert {asked for module in modules for asked in asked_for(module)} <= modules
    assert modules == {path.resolve() for path in (STATIC / "door").rglob("*.js")}


def test_another_page_or_another_file_makes_another_worker() -> None:
    conference = make.conference("damascus-2020")
    first, again = get("worker").content, get("worker").content
    conference.title = "Another title"
    conference.save()

    assert first == again
    assert get("worker").content != first
    assert get("worker", language="ar").content != get("worker").content


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_page_can_be_installed_in_each_language(language: str, direction: str) -> None:
    make.conference("damascus-2020")

    answer = get("manifest", language=language)

    said = json.loads(answer.content)
    assert answer["Content-Type"].startswith("application/manifest+json")
    assert (said["lang"], said["dir"], said["display"]) == (language, direction, "standalone")
    assert said["scope"] == said["start_url"] == f"/{language}/damascus-2020/door/"
    assert {icon["sizes"] for icon in said["icons"]} == {"any", "192x192", "512x512"}
    for icon in said["icons"]:
        assert (STATIC / icon["src"].removeprefix("/static/")).exists()


@pytest.mark.parametrize("name", ["app", "worker", "manifest"])
def test_they_are_looked_at_and_never_posted_to(name: str) -> None:
    assert make.client().post(reverse(f"door:{name}", args=["damascus-2020"])).status_code == 405


def test_modules_find_each_other_by_names_that_hold_their_hash(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "gathered"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "secretariat.config.storage.HashedFiles"}}
    settings.WHITENOISE_KEEP_ONLY_HASHED_FILES = True

    call_command("collectstatic", interactive=False, verbosity=0)

    storage = HashedFiles()
    assert {name: (settings.STATIC_ROOT / storage.stored_name(name)).exists() for name in FILES} == dict.fromkeys(
        FILES, True
    )
    modules = [settings.STATIC_ROOT / storage.stored_name(name) for name in FILES if name.endswith(".js")]
    asked = {each for module in modules for each in asked_for(module)}
    assert asked
    assert [each.name for each in asked if not each.exists()] == []
    assert all(re.search(r"\.[0-9a-f]{12}\.js$", each.name) for each in asked)


def test_what_others_wrote_is_as_it_was_published() -> None:
    told = (VENDOR / "README.md").read_text(encoding="utf-8")
    named = dict(re.findall(r"^\| `([^`]+)` \|.*?`([0-9a-f]{64})`", told, re.MULTILINE))

    kept = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*.js")
    }
    assert kept == named


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_verdict_has_its_words(language: str) -> None:
    with translation.override(language):
        words = words_of_the_gate()

    assert set(words["reasons"]) == set(words["reasons_short"]) == set(CODES)
    assert all(words["reasons"].values())
    assert all(words["reasons_short"].values())
    json.dumps(words)
