"""What files are called in a conference file: bare names, and no two of other content alike."""

from collections import defaultdict
from pathlib import PurePath

from secretariat.archive.models import File, Source
from secretariat.conference.models import Conference
from secretariat.newsroom.queries.pictures import file_name_of

_LONGEST = 240


def names_of_files(conference: Conference) -> dict[int, str]:
    """By the number of each file its name; those that would share one bear a part of their content's digest as well.

    Disks that know no capitals would take two names for one. Two queries.
    """
    rows = list(File.objects.filter(conference=conference).values_list("pk", "name", "sha256"))
    holding: dict[str, set[str]] = defaultdict(set)
    for name, digest in Source.objects.filter(conference=conference).values_list("file_name", "file__sha256"):
        holding[name.casefold()].add(digest or "")
    for _pk, name, digest in rows:
        holding[file_name_of(name).casefold()].add(digest)
    return {pk: _called(file_name_of(name), digest, holding) for pk, name, digest in rows}


def _called(name: str, digest: str, holding: dict[str, set[str]]) -> str:
    if len(holding[name.casefold()]) < 2:
        return name
    path = PurePath(name)
    suffix = path.suffix[:20]
    return f"{path.stem[: _LONGEST - len(suffix)]}-{digest[:8]}{suffix}"
