"""``secretariat translations extract|compile``: the catalogues, through Babel, without system tools."""

import errno
import io
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import allauth
import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[3]
LOCALE = PACKAGE / "config" / "locale"
# The house says "zh"; Django and allauth keep simplified Chinese under a longer name.
BORROWED = {"zh": ("zh_Hans",)}
KEYWORDS: dict[str, Any] = {
    "_": None,
    "N_": None,
    # Beside a lazy "_", what is said at once.
    "_now": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


class Command(BaseCommand):
    """Bring the catalogues up to date with the texts, or make them ready for use."""

    help = "extract: bring the catalogues up to date with the texts; compile: make them ready for use."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do."""
        parser.add_argument("deed", choices=["extract", "compile", "missing"])

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it."""
        match options["deed"]:
            case "extract":
                self._extract()
            case "compile":
                self._compile()
            case _:
                self._missing()

    def _extract(self) -> None:
        template = _template()
        for code in _codes():
            catalogue = _read(code)
            catalogue.update(template, no_fuzzy_matching=True)
            catalogue.obsolete.clear()
            _place(code).parent.mkdir(parents=True, exist_ok=True)
            with _place(code).open("wb") as file:
                write_po(file, catalogue, width=120, sort_output=True, omit_header=False, no_location=True)
        self.stdout.write(f"{len(template)} texts.")

    def _compile(self) -> None:
        for code in _codes():
            target = _place(code).with_suffix(".mo")
            if _place(code).exists() and (not target.exists() or target.stat().st_mtime < _place(code).stat().st_mtime):
                try:
                    with target.open("wb") as file:
                        write_mo(file, _with_borrowed(code, _read(code)))
                # A program that belongs to root, or lies where nobody writes, is compiled by whoever put it there.
                except OSError as error:
                    if error.errno not in {errno.EACCES, errno.EPERM, errno.EROFS}:
                        raise
                    kept = "stays as it was compiled" if target.exists() else "is not compiled"
                    self.stderr.write(f"{code} {kept}, for {target} may not be written to: {error.strerror}.")

    def _missing(self) -> None:
        template = _template()
        found = 0
        for code in _codes():
            catalogue = _read(code)
            for message in template:
                there = catalogue.get(message.id, message.context) if message.id else None
                if message.id and (there is None or not all(_strings(there.string))):
                    found += 1
                    self.stdout.write(f"{code}: {message.id!r}")
        if found:
            raise CommandError(f"{found} texts are not translated.")


def _strings(string: object) -> tuple[str, ...]:
    return tuple(map(str, string)) if isinstance(string, tuple | list) else (str(string),)


def _codes() -> list[str]:
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def _with_borrowed(code: str, catalogue: Catalog) -> Catalog:
    """The catalogue, with the framework's texts where the framework keeps this language under another name."""
    for name in BORROWED.get(code, ()):
        for package in (django, allauth):
            place = Path(str(package.__file__)).parent
            for path in (place / "conf" / "locale", place / "locale", place / "contrib" / "auth" / "locale"):
                borrowed = path / name / "LC_MESSAGES" / "django.po"
                if borrowed.exists():
                    with borrowed.open("rb") as file:
                        _lend(read_po(file, locale=name), catalogue)
    return catalogue


def _lend(lender: Catalog, catalogue: Catalog) -> None:
    for message in lender:
        if message.id and message.string and not message.fuzzy and catalogue.get(message.id, message.context) is None:
            catalogue.add(message.id, message.string, context=message.context)


def _place(code: str) -> Path:
    return LOCALE / code / "LC_MESSAGES" / "django.po"


def _read(code: str) -> Catalog:
    if not _place(code).exists():
        return Catalog(locale=code, project="Secretariat", header_comment="# Secretariat", fuzzy=False)
    with _place(code).open("rb") as file:
        return read_po(file, locale=code)


def _template() -> Catalog:
    template = Catalog(project="Secretariat", fuzzy=False)
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
            for number, message, context in _messages(path):
                template.add(message, None, [(path.relative_to(PACKAGE).as_posix(), number)], context=context)
    return template


def _messages(path: Path) -> Iterator[tuple[int, Any, str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What is left of the page around the texts is no Python: its indentation means nothing.
        text = "\n".join(line.strip() for line in templatize(text, origin=path.name).splitlines())
    found = extract_python(io.BytesIO(text.encode()), KEYWORDS, [], {"encoding": "utf-8"})
    for number, function, given, _comments in found:
        parts: list[Any] = list(given) if isinstance(given, tuple) else [given]
        context = parts[0] if "pgettext" in function else None
        words = parts[1:] if "pgettext" in function else parts
        plural = "ngettext" in function or "npgettext" in function
        if words and words[0]:
            yield number, (words[0], words[1]) if plural else words[0], context
