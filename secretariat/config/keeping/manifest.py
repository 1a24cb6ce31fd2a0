"""What a backup says of itself: who made it, of what, and when."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from importlib.metadata import version as installed_version
from typing import Any

from secretariat.config.keeping.envelope import Damaged, Unusable

FORMAT = 1
LARGEST = 16 * 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """The first file of a backup."""

    version: str
    made_at: str
    kind: str
    migrations: tuple[str, ...]
    counts: Mapping[str, int]
    # Of each record, by the number of its conference; 0 is the house itself.
    revisions: Mapping[str, int]
    keys: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    format: int = FORMAT

    def written(self) -> bytes:
        """The file as it lies in the backup."""
        return (json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n").encode()


def manifest_from(content: bytes) -> Manifest:
    """The manifest in a file; refused where no version of the house up to this one wrote it."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Damaged("The manifest of the backup cannot be read.") from error
    if not isinstance(told, dict) or not isinstance(told.get("format"), int):
        raise Damaged("The manifest of the backup cannot be read.")
    if told["format"] > FORMAT:
        raise Unusable(f"The backup was made by a newer version ({told.get('version')}), which packs otherwise.")
    try:
        return _typed(told)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Damaged("The manifest of the backup cannot be read.") from error


def unless_newer(manifest: Manifest, known: Iterable[str]) -> None:
    """Refuse a backup of a newer version than this one; ``known`` are the migrations that this one knows."""
    mine = program_version()
    unknown = sorted({*manifest.migrations} - {*known})
    if unknown or _number(manifest.version) > _number(mine):
        why = f"; it made changes that this one does not know: {', '.join(unknown[:3])}" if unknown else ""
        raise Unusable(f"Install a newer version first: {manifest.version} made the backup, and this is {mine}{why}.")


def program_version() -> str:
    """The version of the house that is installed."""
    return installed_version("secretariat")


def _typed(told: dict[str, Any]) -> Manifest:
    values = {each.name: told[each.name] for each in fields(Manifest)}
    for name in ("migrations", "keys", "left_out"):
        values[name] = tuple(str(each) for each in values[name])
    for name in ("counts", "revisions"):
        values[name] = {str(key): int(each) for key, each in values[name].items()}
    for name in ("version", "made_at", "kind"):
        values[name] = str(values[name])
    return Manifest(**values)


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(each) for each in re.findall(r"\d+", version.split("+", 1)[0])[:3])
