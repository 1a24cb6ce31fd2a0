"""Builders of releases: datasets with small numbers, tables laid out over them, and published ones."""

from typing import Any

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.figures.actions import Laid, Words, approve_release, lay_out_release, prepare_release, submit_release
from secretariat.figures.models import Edition, Release
from secretariat.figures.queries.releases import TableLayout
from tests import make, make_figures

# Returns by country and year: 3 and 2 are hidden by rule, and others to protect them.
RETURNS: dict[str, dict[int, int]] = {
    "LB": {2018: 3, 2019: 900, 2020: 20},
    "JO": {2018: 7, 2019: 800, 2020: 30},
    "TR": {2018: 1200, 2019: 15, 2020: 2},
}


def returns(conference: Conference, numbers: dict[str, dict[int, int]] | None = None, **fields: Any) -> Edition:
    """An edition of returns to Syria by country and year."""
    key = fields.pop("key", "solutions")
    edition = make_figures.edition(make_figures.dataset(conference, key=key, name="Durable solutions", **fields))
    for code, years in (numbers or RETURNS).items():
        for year, value in years.items():
            make_figures.observation(
                conference,
                value,
                asylum=make_figures.country(conference, code),
                year=year,
                edition=edition,
                group="RET",
                measure="flow",
            )
    return edition


def layout(edition: Edition, **fields: Any) -> TableLayout:
    """Returns by country in rows and year in columns."""
    values: dict[str, Any] = {"groups": ("RET",), "measure": "flow", "unit": "persons"}
    values |= {"rows": "asylum", "columns": "year", "dataset": edition.dataset.key}
    return TableLayout(**{**values, **fields})


def officer(conference: Conference, **fields: Any) -> User:
    """An officer of the figures desk."""
    return make.user(Role.DESK_OFFICER, conference, desks=["figures"], **fields)


def prepared(edition: Edition, by: User | None = None, **fields: Any) -> Release:
    """A release over an edition, with nothing laid out."""
    words = Words(make_figures.said(fields.pop("title", "Returns by country")), fields.pop("note", ""))
    return prepare_release(by or officer(edition.conference), edition.conference, words=words, dataset=edition.dataset)


def laid_out(edition: Edition, by: User | None = None, **fields: Any) -> Release:
    """A release that is laid out, and reviewed since it is small."""
    made = prepared(edition, by, **{name: fields.pop(name) for name in ("title", "note") if name in fields})
    laid = Laid(Words(made.title, made.note), layout(edition, **fields), edition)
    return lay_out_release(made.prepared_by, made, laid=laid, at=make.NOON)


def submitted(edition: Edition, by: User | None = None, **fields: Any) -> Release:
    """A release that waits for a second person."""
    made = laid_out(edition, by, **fields)
    return submit_release(made.prepared_by, made)


def published(edition: Edition, **fields: Any) -> Release:
    """A release that a second person approved."""
    made = submitted(edition, **fields)
    return approve_release(officer(edition.conference), made, at=make.NOON)


def cells(release: Release) -> dict[tuple[str, str], str]:
    """What is shown in each cell of a published release."""
    content = release.content
    return {
        (row["key"], column["key"]): content["cells"][i][j]["s"]
        for i, row in enumerate(content["rows"])
        for j, column in enumerate(content["columns"])
    }
