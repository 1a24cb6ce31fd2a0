"""The look itself: part after part, whatever is wrong with the one before."""

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from secretariat.config.doctor import clock, data, environment, machine, reaching, secrecy
from secretariat.config.doctor.findings import Finding, Grade, Look, broken
from secretariat.config.logs import without_secrets

LOOKS: tuple[Look, ...] = (
    environment.settings_are_safe,
    secrecy.secrets_are_secret,
    machine.folders_are_ours,
    machine.files_are_built,
    data.database_answers,
    clock.clock_is_right,
    data.work_is_done,
    data.record_is_sealed,
    secrecy.passphrase_is_good,
    machine.backups_are_made,
    reaching.mail_leaves,
    reaching.certificate_is_good,
)
OF_THE_DATABASE = frozenset({clock.clock_is_right, data.work_is_done, data.record_is_sealed})


def main(words: list[str]) -> int:
    """Look, tell, and say by the code whether something is broken."""
    parser = ArgumentParser(prog="secretariat doctor", description="Say what is wrong with this installation.")
    parser.add_argument("--json", action="store_true", help="for machines")
    found = examine()
    print(as_json(found) if parser.parse_args(words).json else in_words(found))
    return 1 if any(each.grade == Grade.BROKEN for each in found) else 0


def examine() -> list[Finding]:
    """All that is found; where the settings cannot be read, why, and nothing more."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    try:
        import django  # noqa: PLC0415 - it reads the settings

        django.setup()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told
        return list(environment.why_unreadable(error))
    found: list[Finding] = []
    for look in LOOKS:
        is_silent = any(each.part == data.PART and each.grade == Grade.BROKEN for each in found)
        if not (look in OF_THE_DATABASE and is_silent):
            found += _looked(look)
    return found


def _looked(look: Look) -> Iterator[Finding]:
    try:
        yield from look()
    except Exception as error:  # noqa: BLE001 - the other parts are looked at all the same
        told = without_secrets(f"{type(error).__name__}: {error}")
        yield broken(look.__name__.replace("_", " "), f"This could not be looked at: {told}", "Mend the rest first.")


def in_words(found: Iterable[Finding]) -> str:
    """For people: the gravest first, and what to do beneath each."""
    order = [Grade.BROKEN, Grade.WARNING, Grade.FINE]
    lines = []
    for each in sorted(found, key=lambda finding: order.index(finding.grade)):
        lines.append(f"{each.grade:8} {each.part}: {each.sentence}")
        if each.remedy:
            lines.append(f"{'':8} → {each.remedy}")
    count = sum(each.grade == Grade.BROKEN for each in found)
    lines.append("Nothing is broken." if not count else f"{count} broken.")
    return "\n".join(lines)


def as_json(found: Iterable[Finding]) -> str:
    """For machines."""
    told = [asdict(each) for each in found]
    is_well = not any(each["grade"] == Grade.BROKEN for each in told)
    return json.dumps({"well": is_well, "findings": told}, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
