"""``secretariat verify``: whether every record is as it was sealed."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from secretariat.audit.queries import entries_as_they_stand, known_records, revision_of, sealed_up_to, seals_of
from secretariat.config.recorded import name_of, record_named
from secretariat.config.sealing import had_a_key, public_keys
from secretariat.engines.sealing import (
    Seal,
    Unreadable,
    Verdict,
    key_of,
    known_of,
    lines_of,
    main,
    read_seals,
    verify,
)


class Command(BaseCommand):
    """Walk over records leaf by leaf, root by root, along the chain, and look at every signature."""

    help = "Verify records against their seals; ends with 1 and names the first entry that is not as it was sealed."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to verify, and what is known from elsewhere."""
        parser.add_argument("--conference", metavar="SLUG", help="one record alone; the house's own is called house")
        parser.add_argument("--against", type=Path, metavar="FILE", help="seals that were published, one a line")
        parser.add_argument(
            "--key", action="append", default=[], help="a public key; seals must be signed by one of these"
        )
        parser.add_argument("--record", metavar="FILE", help="a record in a file, without the house")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Verify, and say what came of it."""
        if options["record"]:
            self._verify_file(options)
            return
        try:
            seals = read_seals(options["against"]) if options["against"] else None
            keys = [key_of(each) for each in options["key"]]
        except (OSError, Unreadable) as error:
            raise CommandError(f"It cannot be read: {error}") from error
        named = options["conference"]
        published = {each.conference for each in seals or ()}
        numbers = [record_named(named)] if named else sorted({*known_records(), *published})
        if seals == []:
            raise CommandError(f"No seal stands in {options['against']}.")
        # Who compares all records may hold seals of some.
        whole = [self._is_whole(each, keys, seals if named or each in published else None) for each in numbers]
        if not public_keys() and not keys:
            self.stdout.write(
                "No key is known here, so it is not told by whom seals are signed (secretariat seal-key)."
            )
        if not all(whole):
            raise CommandError(f"{whole.count(False)} of {len(whole)} records are not as they were sealed.")

    def _verify_file(self, options: dict[str, Any]) -> None:
        words = [options["record"], *(f"--key={each}" for each in options["key"])]
        words += [f"--against={options['against']}"] if options["against"] else []
        code = main(words, self.stdout.write)
        if code:
            raise CommandError("The record in the file is not as it was sealed.", returncode=code)

    def _is_whole(self, number: int, keys: list[str], seals: list[Seal] | None) -> bool:
        verdict = verified(number, keys, seals)
        for line in lines_of(name_of(number), verdict):
            self.stdout.write(line)
        return verdict.is_whole


def verified(number: int, keys: list[str], seals: list[Seal] | None) -> Verdict:
    """What comes of verifying one record against published seals and keys, or else the house's own key."""
    newest = sealed_up_to(number)
    sealed, revision = seals_of(number, with_leaves=True), revision_of(number)
    # In a record in which nothing was ever done there is nothing to seal.
    is_demanded = bool(keys) and (revision > 0 or newest is not None)
    must_be_signed = is_demanded or (newest is not None and had_a_key(newest.moment))
    known = known_of(number, keys or public_keys(), seals, must_be_signed=must_be_signed)
    with entries_as_they_stand(number) as entries:
        return verify(sealed, entries, revision=revision, now=lambda: revision_of(number), known=known)
