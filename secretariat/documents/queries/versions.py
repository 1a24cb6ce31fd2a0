"""How kept versions of a text come from each other."""

from secretariat.documents.models import Document, TextVersion
from secretariat.documents.queries.texts import digest_of


def base_of(document: Document, one: TextVersion | None, other: TextVersion | None) -> TextVersion | None:
    """The newest version from which both were made; the text that is worked on (None) was made from the newest."""
    known = {each.pk: each for each in TextVersion.objects.filter(document=document).defer("content")}
    newest = max(known.values(), key=lambda each: each.number, default=None)
    lines = [_line(known, newest if each is None else each) for each in (one, other)]
    common = set(lines[0]) & set(lines[1])
    found = max((known[pk] for pk in common), key=lambda each: each.number, default=None)
    return TextVersion.objects.get(pk=found.pk) if found is not None else None


def is_unbroken(version: TextVersion) -> bool:
    """Whether a kept version says what it said when it was kept."""
    return digest_of(version.content) == version.sha256


def _line(known: dict[int, TextVersion], version: TextVersion | None) -> list[int]:
    """A version and all it came from, the newest first."""
    line: list[int] = []
    while version is not None and version.pk not in line:
        line.append(version.pk)
        version = known.get(version.based_on_id or 0)
    return line
