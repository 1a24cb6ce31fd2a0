"""What came of a verification, for the terminal: the same lines for a database and for a file."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from secretariat.engines.sealing.records import Unreadable, read_seals, verify_file
from secretariat.engines.sealing.verifying import Verdict

__all__ = ["key_of", "lines_of", "main"]


def lines_of(name: str, verdict: Verdict) -> Iterator[str]:
    """Yield what is to be said of the record of this name, with its faults."""
    until = f" up to revision {verdict.up_to} at {verdict.at[:19]} UTC" if verdict.seals else ""
    sealed = f"entries sealed: {verdict.sealed:,}{until}; seals: {verdict.seals:,}"
    yield f"{name}: {sealed}; not sealed yet: {verdict.unsealed:,}"
    if verdict.erased:
        yield f"  entries with a value that was erased: {verdict.erased:,}"
    if verdict.seals:
        yield f"  signed: {verdict.signed:,} of {verdict.seals:,}; by a known key: {verdict.known:,}"
    if verdict.compared is not None:
        yield f"  compared with published seals: {verdict.compared:,}"
    if verdict.first_entry is not None:
        yield f"  FIRST ENTRY: {verdict.first_entry.said}"
    for fault in verdict.faults:
        if fault is not verdict.first_entry:
            yield f"  {fault.kind.upper()}: {fault.said}"
    whole = "whole" if verdict.seals else "whole as far as it is sealed: nothing is"
    yield f"  {whole}" if verdict.is_whole else f"  NOT WHOLE, faults: {len(verdict.faults):,}"


def key_of(text: str) -> str:
    """Return a public key given as 64 hexadecimal digits, or as a file that holds them; raises ``Unreadable``."""
    try:
        given = text if len(text) == 64 else Path(text).read_text(encoding="ascii").strip()
        if len(bytes.fromhex(given)) == 32:
            return given.lower()
    except (OSError, ValueError):
        pass
    raise Unreadable(f"{text} is no public key of 64 hexadecimal digits, and no file with one")


def main(words: Sequence[str], say: Callable[[str], object]) -> int:
    """Verify a record in a file and say what came of it: 0 if it is whole, 1 if it is not, 2 if it cannot be read."""
    parser = ArgumentParser(
        prog="python -m secretariat.engines.sealing", description="Verify a record that a house wrote to a file."
    )
    parser.add_argument("record", type=Path, help="the file")
    parser.add_argument("--against", type=Path, metavar="FILE", help="seals that were published, one a line")
    parser.add_argument("--key", action="append", default=[], help="a public key that is known from elsewhere")
    options = parser.parse_args(words)
    try:
        seals = read_seals(options.against) if options.against else None
        keys = [key_of(each) for each in options.key]
        header, verdict = verify_file(options.record, keys=keys, seals=seals)
    except (OSError, Unreadable) as error:
        say(f"It cannot be read: {error}")
        return 2
    for line in lines_of(header.slug, verdict):
        say(line)
    if not keys and header.keys:
        say(f"  the file names its own key {header.keys[0]}: compare it with the one that was published (--key)")
    return 0 if verdict.is_whole else 1
