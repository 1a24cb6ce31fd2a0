"""What the house promises about its own shape."""

import ast
import importlib
import io
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from secretariat.audit.action import REGISTRY
from secretariat.config.management.commands.actions import page_of_actions

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "secretariat"
DESKS = (
    "accounts",
    "api",
    "archive",
    "audit",
    "conference",
    "delegations",
    "documents",
    "door",
    "dossier",
    "figures",
    "meetings",
    "newsroom",
    "overview",
    "parties",
    "pledges",
    "preparation",
    "programme",
    "public",
)
# Writes that are not deeds of a person: accounts, the door itself, and the command line's own account.
MAY_WRITE = {"actions", "audit/action.py", "accounts/models.py", "config/house.py", "management"}
# Files that come out of a backup into an empty place, where nobody does anything yet.
MAY_WRITE |= {"config/keeping/restoring.py"}
# What the frame keeps of an account, deleted as part of the deed that erases it.
MAY_WRITE |= {"config/leaving.py"}
# A session that writes itself down, and that is deleted when it is over.
MAY_WRITE |= {"config/lasting.py", "config/sessions.py"}
# What the worker did long ago, which it forgets; and the library's forms that write a mail, or set a password.
MAY_WRITE |= {"config/nightly.py", "config/links.py", "config/new_password.py"}
# Pictures and codes that are written into memory; what becomes of them an action says.
INTO_MEMORY = {
    "door/queries/photos.py",
    "engines/manuscripts/writing.py",
    "engines/paper/marks.py",
    "engines/portraits/picture.py",
}
# The worker's own verb has no page: nobody but the task asks for it. A hold by the watch list follows from other deeds,
# and what is answered once goes round the deeds of programs. Records are sealed by the worker. What is kept of a person
# is written to a file by a command. An account is erased from each record as part of its own erasure.
WITHOUT_PAGE = {
    "api.answer_once",
    "audit.seal",
    "conference.deliver",
    "conference.forget_account",
    "conference.tell_person",
    "delegations.hold_for_secretaries",
    "figures.write_edition",
}


def _verbs() -> list[str]:
    for desk in DESKS:
        if any((PACKAGE / desk).glob("actions*")):
            importlib.import_module(f"secretariat.{desk}.actions")
    return sorted(verb for verb, deed in REGISTRY.items() if deed.__module__.startswith("secretariat."))


def _code() -> list[Path]:
    return [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]


def test_each_verb_has_its_test_file() -> None:
    missing = [
        verb
        for verb in _verbs()
        if not (ROOT / "tests" / verb.split(".")[0] / f"test_{verb.split('.')[1]}.py").exists()
    ]

    assert missing == []


def test_each_verb_has_its_permission_of_the_same_name() -> None:
    missing = []
    for verb in _verbs():
        desk, name = verb.split(".")
        permissions = importlib.import_module(f"secretariat.{desk}.permissions")
        if not hasattr(permissions, f"may_{name}"):
            missing.append(verb)

    assert missing == []


def test_each_verb_has_its_address_and_view_of_the_same_name() -> None:
    missing = []
    for verb in _verbs():
        desk, name = verb.split(".")
        # A desk of which nobody has a page has no addresses.
        if verb in WITHOUT_PAGE:
            continue
        urls = importlib.import_module(f"secretariat.{desk}.urls")
        if name not in {each.name for each in urls.urlpatterns}:
            missing.append(verb)

    assert missing == []


def test_the_page_of_actions_equals_the_registry() -> None:
    _verbs()

    assert (ROOT / "docs" / "actions.md").read_text() == page_of_actions()


def test_no_file_is_longer_than_it_should_be() -> None:
    programs = [path for folder in ("tests", "trials", "tools", "benchmarks") for path in (ROOT / folder).rglob("*.py")]
    long = [path for path in [*_code(), *programs] if len(path.read_text().splitlines()) > 400]
    long += [path for path in PACKAGE.rglob("*.html") if len(path.read_text().splitlines()) > 150]

    assert long == []


@pytest.mark.parametrize("desk", [*DESKS, "ui", "config"])
def test_each_desk_says_what_it_is_for_and_holds_no_code(desk: str) -> None:
    tree = ast.parse((PACKAGE / desk / "__init__.py").read_text())

    assert len(ast.get_docstring(tree) or "") > 40
    assert len(tree.body) == 1


def test_nothing_is_written_outside_actions() -> None:
    pattern = re.compile(r"\.(save|create|bulk_create|bulk_update|update_or_create|get_or_create|delete)\(")
    found = []
    for path in _code():
        place = path.relative_to(PACKAGE).as_posix()
        if place in INTO_MEMORY or any(word in place for word in MAY_WRITE):
            continue
        found += [f"{place}: {line.strip()}" for line in path.read_text().splitlines() if pattern.search(line)]

    assert found == []


def test_stylesheets_use_logical_properties_only() -> None:
    physical = re.compile(
        r"(?<![-\w])(margin|padding|border)-(left|right|top|bottom)\b|(?<![-\w])(left|right|top|bottom)\s*:"
        r"|text-align\s*:\s*(left|right)|float\s*:\s*(left|right)"
    )
    found = []
    for path in PACKAGE.rglob("*.css"):
        found += [f"{path.name}: {line.strip()}" for line in path.read_text().splitlines() if physical.search(line)]

    assert found == []


def test_templates_hold_no_inline_style_script_or_handler() -> None:
    inline = re.compile(
        r"\sstyle\s*=|<style|\son[a-z]+\s*=|<script(?![^>]*\bsrc=)(?![^>]*type=\"application/)", re.IGNORECASE
    )
    found = [path.name for path in PACKAGE.rglob("*.html") if inline.search(path.read_text())]

    assert found == []


def test_nothing_asks_another_server_for_anything() -> None:
    outside = re.compile(r"(src|href|url\()\s*=?\s*[\"']?(https?:)?//", re.IGNORECASE)
    found = [
        path.name
        for kind in ("*.html", "*.css", "*.js")
        for path in PACKAGE.rglob(kind)
        if outside.search(path.read_text())
    ]

    assert found == []


@pytest.mark.django_db
def test_no_migration_is_pending() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=io.StringIO())


def test_every_table_of_a_conference_carries_it() -> None:
    known = {
        "accounts.user",
        "api.allowance",
        "audit.record",
        "parties.party",
        "parties.region",
        "conference.conference",
    }
    without = [
        model._meta.label_lower
        for model in apps.get_models()
        if model.__module__.startswith("secretariat.")
        and not any(field.attname == "conference_id" for field in model._meta.concrete_fields)
    ]

    assert set(without) - known == set()


def test_the_repository_names_no_package_registry() -> None:
    names = re.compile(r"pypi\.org|registry\.npmjs|deb\.debian|index-url")
    files = [
        *ROOT.glob("*.txt"),
        *ROOT.glob("*.toml"),
        ROOT / "Makefile",
        ROOT / ".ci" / "run",
        *ROOT.glob("docs/**/*.md"),
    ]

    assert [path.name for path in files if path.exists() and names.search(path.read_text())] == []


def test_every_picture_of_the_guide_is_there() -> None:
    guide = ROOT / "docs" / "guide"
    named = {name for page in guide.glob("*.md") for name in re.findall(r"\((images/[^)]+)\)", page.read_text())}

    assert {name for name in named if not (guide / name).exists()} == set()
