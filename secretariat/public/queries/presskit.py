"""The press kit in one file: its pictures and files, each with its credit and its licence."""

from tempfile import TemporaryFile
from typing import IO, BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from secretariat.conference.models import Conference
from secretariat.newsroom.models import PressItem
from secretariat.public.queries.news import press_kit
from secretariat.public.queries.packing import packed

# The first moment that a ZIP can tell.
MOMENT = (1980, 1, 1, 0, 0, 0)
_NOT_IN_NAMES = frozenset('\\/:*?"<>|')


def packed_kit(conference: Conference, language: str, name: str) -> BinaryIO:
    """The press kit of this edition, open to be read."""
    return packed(f"{conference.pk}-{language}-press", name, lambda: _pack(conference))


def _pack(conference: Conference) -> IO[bytes]:
    made, credits_told = TemporaryFile(), []  # noqa: SIM115 - it is handed on
    with ZipFile(made, "w") as archive:
        for number, item in enumerate((row for _label, rows in press_kit(conference) for row in rows), start=1):
            file = item.picture.large if item.picture else item.file
            if file is None or not file.content:
                continue
            name = f"{number:02}-{file.name if item.file else 'picture.jpg'}"
            with file.content.open("rb") as content, archive.open(_named(name), "w") as to:
                to.writelines(content.chunks())
            credits_told.append(" · ".join(part for part in (name, str(item.title), *_rights(item)) if part))
        archive.writestr(_named("credits.txt"), "\n".join(credits_told) + "\n")
    made.seek(0)
    return made


def _rights(item: PressItem) -> tuple[str, str]:
    """Whose it is and how it may be used; where the item does not say, as its picture does."""
    picture = item.picture
    return (
        item.credit or (picture.credit if picture else ""),
        item.licence or (picture.licence if picture else ""),
    )


def _named(name: str) -> ZipInfo:
    info = ZipInfo("".join(letter for letter in name if letter.isprintable() and letter not in _NOT_IN_NAMES), MOMENT)
    info.compress_type = ZIP_STORED
    return info
