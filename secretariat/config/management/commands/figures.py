"""``secretariat figures import FILE``: bring figures in from the command line, with a bar that shows how far it is."""

import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import File as DjangoFile
from django.core.files.uploadedfile import UploadedFile
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from secretariat.accounts.models import User
from secretariat.audit.action import Refused
from secretariat.conference.models import Conference
from secretariat.config.house import whoever_acts
from secretariat.figures.actions import (
    add_dataset,
    bring_in,
    hand_in_edition,
    import_edition,
    match_columns,
    watched,
)
from secretariat.figures.models import Dataset, Edition, EditionState
from secretariat.figures.queries.problem_words import problems_in_words, reason_in_words

BAR = 30


class Command(BaseCommand):
    """Import a file of figures into a conference."""

    help = "Import figures: UNHCR's tables, HXL, P-codes. Read and judged as a whole before anything is written."

    # They would read every page of the house, of which an import needs none.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, the conference and the source that it is."""
        deeds = parser.add_subparsers(dest="deed", required=True)
        bring = deeds.add_parser("import", help="import a file as an edition of a dataset")
        bring.add_argument("file", type=Path)
        bring.add_argument("--conference", required=True, help="its slug")
        bring.add_argument("--dataset", default="", help="key of the dataset; named after the file if it is new")
        bring.add_argument("--publisher", default="", help="who published it")
        bring.add_argument("--licence", default="")
        bring.add_argument("--date", default="", help="day or month of publication")
        bring.add_argument("--sensitivity", default="public", help="for whom the figures are (default: public)")
        bring.add_argument("--countries", default="", help="of a list of P-codes: these countries alone (ISO 3166-1)")
        bring.add_argument("--leave-out", action="store_true", help="leave out cells that cannot be read")
        bring.add_argument("--keep-provisional", action="store_true", help="keep areas that are in no list")
        bring.add_argument("--as", dest="mail", default="", help="mail of the account that imports")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Hand the file in, import it, and say what came of it."""
        try:
            self._import(options)
        except PermissionDenied as error:
            raise CommandError("This account may not import figures here.") from error
        except Refused as error:
            raise CommandError(str(error)) from error

    def _import(self, options: dict[str, Any]) -> None:
        path, actor = options["file"], whoever_acts(options["mail"])
        conference = Conference.objects.filter(slug=options["conference"]).first()
        if conference is None:
            raise CommandError(f"There is no conference {options['conference']}.")
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        if path.stat().st_size > settings.UPLOAD_LIMIT:
            raise CommandError(f"{path.name} is larger than {settings.UPLOAD_LIMIT // 1024 // 1024} MB.")
        edition = _handed_in(actor, conference, options)
        began = time.monotonic()
        import_edition(actor, edition, at=timezone.now(), is_worker_here=True)
        with watched(self._bar):
            bring_in.call(edition.pk, actor.pk)
        edition.refresh_from_db()
        self._say(edition, time.monotonic() - began)

    def _bar(self, rows: int, total: int) -> None:
        if sys.stderr.isatty():
            full = min(BAR, BAR * rows // total) if total else 0
            self.stderr.write(f"\r[{'#' * full}{'.' * (BAR - full)}] {rows:,}", ending="")

    def _say(self, edition: Edition, seconds: float) -> None:
        for problem in problems_in_words(edition.problems)[:20]:
            kind = "refused" if problem.is_refused else "flagged"
            self.stdout.write(f"line {problem.line}, {problem.column}: {kind}: {problem.value!r}: {problem.sentence}")
        for key, number in edition.counts.items():
            self.stdout.write(f"{key}: {number:,}")
        if edition.state != EditionState.IMPORTED:
            raise CommandError(f"Nothing was imported. {reason_in_words(edition.reason)}")
        self.stdout.write(self.style.SUCCESS(f"{edition} is imported ({seconds:.1f} s)."))


def _handed_in(actor: User, conference: Conference, options: dict[str, Any]) -> Edition:
    path: Path = options["file"]
    key = options["dataset"] or path.stem.replace("_", "-")
    dataset = Dataset.objects.filter(conference=conference, key=key).first()
    if dataset is None:
        said = {name: options[name] for name in ("publisher", "licence", "sensitivity")}
        dataset = add_dataset(actor, conference, key=key, details={"name": path.stem.replace("_", " "), **said})
    details = {
        "title": path.name,
        "publisher": options["publisher"] or dataset.publisher,
        "licence": options["licence"] or dataset.licence,
        "published_date": options["date"],
        "sensitivity": options["sensitivity"],
    }
    with path.open("rb") as opened:
        upload = UploadedFile(DjangoFile(opened), name=path.name, size=path.stat().st_size)
        edition = hand_in_edition(actor, dataset, upload=upload, details=details)
    matching = {**edition.matching, "keeps_provisional": options["keep_provisional"]}
    if options["countries"]:
        matching["fixed"] = {**matching["fixed"], "countries": options["countries"].replace(",", " ")}
    if matching != edition.matching or options["leave_out"]:
        edition = match_columns(actor, edition, matching=matching, leaves_out_refused=options["leave_out"])
    return edition
