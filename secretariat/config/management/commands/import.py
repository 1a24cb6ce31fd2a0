"""``secretariat import SLUG FILE``: bring in what another program wrote; without ``--yes``, only what it would do."""  # noqa: N999 - the word of the deed

from argparse import ArgumentParser
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from secretariat.accounts.models import User
from secretariat.api.actions.imports import (
    Handed,
    confirm_import,
    discard_import,
    match_columns,
    prepare_import,
    skip_row,
)
from secretariat.api.actions.imports.keeping import counts_of
from secretariat.api.actions.imports.preparing import rows_of
from secretariat.api.models import Import, ImportFormat, Verdict
from secretariat.api.permissions import may_bring_in, may_prepare_import
from secretariat.api.queries.drafted import KINDS, Draft, Unreadable
from secretariat.api.queries.imports.headings import choices_of
from secretariat.api.queries.imports.judged import Judged, Judgement
from secretariat.api.queries.imports.judging import judge
from secretariat.api.queries.imports.kinds import by_language
from secretariat.api.queries.imports.missing import missing_in_words
from secretariat.api.queries.imports.reading import chosen_of, draft_of, format_of
from secretariat.api.queries.imports.tables import Columns, is_known, proposed
from secretariat.api.queries.imports.words import finding_in_words, left_out_in_words, unreadable_in_words
from secretariat.api.queries.reading.opened import table_of
from secretariat.audit.action import Refused
from secretariat.conference.models import Conference
from secretariat.config.house import whoever_acts
from secretariat.delegations.queries.headings import plain_words

# What the command ends with where rows cannot be brought in; 1 is any other refusal.
WRONG = 3
_SHOWN = 200
_WIDEST = 44


class Command(BaseCommand):
    """Bring in a file of another program, as the page of imports does it."""

    help = "Compare a file of another program with a conference and, with --yes, bring it in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the conference, the file, and how it is to be read."""
        parser.add_argument("slug", help="the address of the conference")
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=ImportFormat.values, default="", help="else found by its content")
        parser.add_argument("--kind", choices=KINDS, default="", help="of a table: what each row is")
        parser.add_argument("--columns", nargs="*", default=[], metavar="HEADING=CELL", help="of a table")
        parser.add_argument("--language", default="", help="of texts that name none")
        parser.add_argument("--zone", default="", help="of times that name none")
        parser.add_argument("--leave-out", action="store_true", help="leave out rows that cannot be brought in")
        parser.add_argument("--as", dest="mail", default="", help="mail of the account that brings it in")
        parser.add_argument("--yes", action="store_true", help="write it; without, nothing is written")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read, compare, tell, and write if that is wanted."""
        actor = whoever_acts(options["mail"])
        conference = Conference.objects.filter(slug=options["slug"]).first()
        if conference is None:
            raise CommandError(f"There is no conference {options['slug']}.")
        if not may_prepare_import(actor, conference):
            raise CommandError(f"{actor} may not bring anything in here.")
        _unless_unknown(conference, options["zone"], options["language"])
        content = _content(options["file"])
        try:
            bringing = _Bringing(conference, actor, options, content)
            wrong = self._tell(bringing)
            if options["yes"]:
                self._write(bringing, wrong)
        except Unreadable as error:
            raise CommandError(unreadable_in_words(error)) from error
        except PermissionDenied as error:
            raise CommandError(f"{actor} may not bring this in.") from error
        except Refused as error:
            raise CommandError(str(error)) from error
        if wrong and not (options["yes"] and options["leave_out"]):
            raise CommandError(f"{wrong} row(s) cannot be brought in.", returncode=WRONG)

    def _tell(self, bringing: "_Bringing") -> int:
        judgement = bringing.judgement
        for each in [each for each in judgement.rows if each.findings or each.verdict != Verdict.SAME][:_SHOWN]:
            self._say(_line(each))
            for cell, found in each.findings.items():
                for level, code, said in found:
                    self._say(f"    {level}: {cell or 'row'}: {finding_in_words(code, said)}")
        self._tell_of_the_whole(bringing)
        counted = Counter((each.kind.name, str(each.verdict)) for each in judgement.rows)
        for (kind, verdict), number in sorted(counted.items()):
            self.stdout.write(f"{kind} {verdict}: {number}")
        if judgement.opened:
            self.stdout.write(f"delegations opened: {len(judgement.opened)}")
        return sum(each.verdict == Verdict.ERROR for each in judgement.rows)

    def _tell_of_the_whole(self, bringing: "_Bringing") -> None:
        for left in bringing.draft.left_out:
            self._say(f"left out: {left_out_in_words(left)}")
        for problem in bringing.draft.problems:
            self._say(f"note: {finding_in_words(problem.code, problem.values)}")
        for name in bringing.missing.get("names", []):
            self._say(f"no longer in the file: {name}")
        for kind, gone in bringing.judgement.missing.items():
            self.stdout.write(f"{kind} no longer in the file: {len(gone)}")

    def _say(self, words: str) -> None:
        # What a file says may hold what moves the cursor of a terminal.
        self.stdout.write("".join(char if char.isprintable() else "·" for char in words).rstrip())

    def _write(self, bringing: "_Bringing", wrong: int) -> None:
        if wrong and not bringing.options["leave_out"]:
            return
        if not any(each.verdict in {Verdict.NEW, Verdict.CHANGED} for each in bringing.judgement.rows):
            self.stdout.write(self.style.SUCCESS("Nothing to bring in: all of it is here already."))
            return
        batch = bringing.prepared()
        try:
            if wrong:
                rows = batch.rows.filter(verdict=Verdict.ERROR).values_list("pk", flat=True)
                skip_row(bringing.actor, batch, rows=list(rows))
            done = confirm_import(bringing.actor, batch, at=timezone.now())
        except Refused:
            discard_import(bringing.actor, batch, at=timezone.now())
            raise
        if not done.done:
            discard_import(bringing.actor, batch, at=timezone.now())
            raise Refused("The conference has changed meanwhile. Nothing was written; try again.")
        self.stdout.write(self.style.SUCCESS(f"Brought in: {done.done} row(s) added or changed."))


class _Bringing:
    """One file on its way: read and compared, and nothing written yet."""

    def __init__(self, conference: Conference, actor: User, options: dict[str, Any], content: bytes) -> None:
        self.conference, self.actor, self.options, self.content = conference, actor, options, content
        self.name = options["file"].name
        self.format = options["format"] or format_of(self.name, content)
        if not self.format:
            raise Unreadable("no format")
        self.chosen: dict[str, Any] = {
            "zone": options["zone"] or conference.time_zone,
            "language": options["language"] or conference.original_language,
        }
        self.columns: Columns | None = None
        self.headings: tuple[str, ...] = ()
        if self.format == ImportFormat.TABLE:
            self._match()
        self.draft: Draft = draft_of(self.format, content, chosen_of(conference, self.chosen))
        if not may_bring_in(actor, conference.pk, {row.kind for row in self.draft.rows}):
            raise PermissionDenied("api.prepare_import")
        batch = Import(conference=conference, name=self.name, format=self.format, chosen=self.chosen)
        self.judgement: Judgement = judge(batch, rows_of(batch, self.draft))
        batch.counts = counts_of(self.judgement)
        self.missing = missing_in_words(batch)

    def prepared(self) -> Import:
        """The file in hand, as the page of imports shows it."""
        content = self.content if self.columns is not None else None
        handed = Handed(self.name, self.format, self.chosen, content)
        draft = None if self.columns is not None else self.draft
        batch = prepare_import(self.actor, self.conference, handed=handed, draft=draft)
        if self.columns is None:
            return batch
        return match_columns(self.actor, batch, columns=self.columns, draft=self.draft, headings=self.headings)

    def _match(self) -> None:
        table = table_of(self.content)
        said = proposed(table, self.conference, self.options["kind"])
        first = list(table.rows[0].cells)
        self.headings = (*first, *[""] * (len(said.columns) - len(first)))
        columns = list(said.columns)
        for pair in self.options["columns"]:
            heading, _equals, cell = pair.rpartition("=")
            places = [place for place, each in enumerate(self.headings) if plain_words(each) == plain_words(heading)]
            if not places:
                raise CommandError(f"No column is called {heading!r}. There are: {', '.join(filter(None, first))}.")
            if cell and cell not in choices_of(said.kind):
                raise CommandError(f"There is no cell {cell!r}. There are: {', '.join(choices_of(said.kind))}.")
            columns = ["" if each == cell else each for each in columns]
            columns[places[0]] = cell
        self.columns = replace(said, columns=tuple(columns))
        is_known_table = not said.is_headed or is_known(self.conference.pk, self.headings)
        self.chosen |= {"kind": said.kind, "columns": columns, "is_headed": said.is_headed}
        self.chosen["is_known_table"] = is_known_table


def _unless_unknown(conference: Conference, zone: str, language: str) -> None:
    if zone and zone not in available_timezones():
        raise CommandError(f"There is no time zone {zone!r}. Name one as Asia/Damascus.")
    if language and language not in conference.languages:
        spoken = ", ".join(conference.languages)
        raise CommandError(f"The conference does not speak {language!r}. It speaks: {spoken}.")


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            # What is no file tells no size: it is read until it is too much.
            content = file.read(settings.UPLOAD_LIMIT + 1)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
    if len(content) > settings.UPLOAD_LIMIT:
        raise CommandError(f"{path.name} is larger than {settings.UPLOAD_LIMIT // 1024 // 1024} MB.")
    return content


def _line(each: Judged) -> str:
    said = each.cells.get("title") or each.cells.get("name") or ""
    words = next(iter(by_language(said).values()), "") if isinstance(said, dict) else str(said)
    changed = ", ".join(each.old)
    place = each.row.line or str(each.row.position)
    return f"{each.verdict!s:8}{each.kind.name:10}{place:16} {words[:_WIDEST]:{_WIDEST}} {changed}"
