"""Charts as files."""

from django.http import HttpResponse

from secretariat.figures.queries.drawing import as_png
from secretariat.figures.queries.tables import Picture, plain
from secretariat.ui.spreadsheets import as_file


def as_picture(picture: Picture, *, name: str) -> HttpResponse:
    """A chart with its title, source, date and licence as a PNG; raises ``Unprintable``."""
    title = plain(picture.title)
    content = as_png(
        picture.template,
        {"chart": picture.drawn, "title": title, "description": picture.words, **picture.also},
        title=title,
        lines=[f"{label}: {value}" for label, value in picture.provenance.lines],
        note=picture.note and plain(picture.note),
        is_map=bool(picture.also.get("is_map")),
    )
    return as_file(content, "png", name=name)
