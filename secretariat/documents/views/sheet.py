"""The list of papers, and the work of translators, handed out for spreadsheets."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from secretariat.conference.models import Conference
from secretariat.documents.queries.papers import Listed, place_of
from secretariat.documents.queries.translations import Section
from secretariat.programme.models import AgendaItem
from secretariat.ui.templatetags.ui import own_name


def sheet_of(conference: Conference, rows: Iterable[Listed], items: Mapping[int, AgendaItem]) -> Iterator[list[object]]:
    """A head and a line for each paper, with a column for each language."""
    spoken = sorted(conference.languages, key=place_of)
    yield [
        pgettext("document", "Symbol"),
        _("Title"),
        _("Kind"),
        _("Distribution"),
        _("State"),
        _("Submitted by"),
        _("Agenda item"),
        _("Issued on"),
        _("For whom"),
        *map(own_name, spoken),
    ]
    for row in rows:
        paper, states = row.document, {each.language: str(each.get_state_display()) for each in row.languages}
        yield [
            paper.symbol,
            str(paper.title),
            str(paper.get_kind_display()),
            str(paper.get_distribution_display()),
            str(paper.get_state_display()),
            str(row.name),
            str(items.get(paper.item_id or 0, "")),
            paper.issued_date.isoformat() if paper.issued_date else "",
            str(paper.get_sensitivity_display()),
            *(states.get(code, "") for code in spoken),
        ]


def sheet_of_translations(sections: Iterable[Section]) -> Iterator[list[object]]:
    """A head and a line for each language of a paper that is not there yet."""
    yield [
        _("Language"),
        pgettext("document", "Symbol"),
        _("Title"),
        _("Written in"),
        _("State"),
        _("Due"),
        _("Late"),
        _("Note"),
    ]
    for section in sections:
        for work in section.works:
            version = work.row.version
            yield [
                section.name,
                work.document.symbol,
                str(work.document.title),
                own_name(work.original) if work.original else "",
                str(work.row.state.label),
                work.due.isoformat() if work.due else "",
                _("Yes") if work.row.is_late else "",
                version.note if version else "",
            ]
