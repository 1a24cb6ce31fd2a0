"""Laying out a release: what may stand in one table, what is never added, and who prepared it last."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django_tasks_db.models import DBTaskResult

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.figures.actions import Laid, Words, lay_out_release
from secretariat.figures.models import Edition, Release, Review
from secretariat.figures.queries.releases import asking
from tests import make, make_figures, make_releases

pytestmark = pytest.mark.django_db


def lay_out(edition: Edition, **fields: Any) -> Release:
    return make_releases.laid_out(edition, **fields)


def test_a_small_table_is_reviewed_at_once_and_it_is_recorded() -> None:
    edition = make_releases.returns(make.conference())

    made = lay_out(edition)

    assert made.layout["rows"] == "asylum"
    review = Review.objects.get(release=made)
    assert (review.state, review.outcome["status"]) == ("passed", "optimal")
    assert len(review.outcome["primary"]) == 2
    entry = Entry.objects.get(verb="figures.lay_out_release")
    assert entry.changes["layout"][1]["columns"] == "year"


def test_a_large_table_is_left_to_the_worker(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(asking, "AT_ONCE", 1)
    edition = make_releases.returns(make.conference())

    with django_capture_on_commit_callbacks(execute=True):
        made = lay_out(edition)

    assert Review.objects.get(release=made).state == "waiting"
    assert DBTaskResult.objects.get().args_kwargs["args"] == [made.pk]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"columns": "asylum"}, "by different things"),
        ({"groups": ()}, "whom the table counts"),
        ({"groups": ("REF", "ROC"), "measure": "stock"}, "may be the same people"),
        ({"filters": {"year": ("1999",)}}, "holds nothing of this"),
    ],
)
def test_what_must_not_be_added_is_refused(fields: dict[str, Any], sentence: str) -> None:
    edition = make_releases.returns(make.conference())

    with pytest.raises(Refused, match=sentence):
        lay_out(edition, **fields)


def test_an_edition_of_another_dataset_is_refused() -> None:
    conference = make.conference()
    one, other = make_releases.returns(conference), make_releases.returns(conference, key="other")
    made = make_releases.prepared(one)

    with pytest.raises(Refused, match="never added"):
        lay_out_release(
            made.prepared_by, made, laid=Laid(Words("A title"), make_releases.layout(one), other), at=make.NOON
        )


def test_stocks_have_no_total_over_years_and_flows_have() -> None:
    conference = make.conference()
    stock = make_figures.edition(make_figures.dataset(conference))
    for year in (2019, 2020):
        make_figures.observation(conference, 500, edition=stock, year=year)

    table = make_releases.published(stock, groups=("REF",), measure="stock")
    flow = make_releases.published(make_releases.returns(conference))

    assert "total" not in {column["key"] for column in table.content["columns"]}
    with pytest.raises(Refused, match="Stocks of several years are never added"):
        make_releases.laid_out(stock, groups=("REF",), measure="stock", columns="origin")
    assert flow.content["columns"][0]["key"] == "total"


def test_what_is_restricted_is_in_no_release() -> None:
    conference = make.conference()
    edition = make_releases.returns(conference)
    make_figures.observation(
        conference,
        4000,
        asylum=make_figures.country(conference, "IQ"),
        edition=edition,
        group="RET",
        measure="flow",
        sensitivity="restricted",
    )

    assert "IRQ" not in {row["key"] for row in make_releases.published(edition).content["rows"]}


def test_whoever_lays_it_out_last_has_prepared_it() -> None:
    conference = make.conference()
    edition = make_releases.returns(conference)
    made, other = lay_out(edition), make_releases.officer(conference)

    lay_out_release(other, made, laid=Laid(Words("Other"), make_releases.layout(edition), edition), at=make.NOON)

    assert made.prepared_by == other


def test_what_was_submitted_is_laid_out_no_more_and_a_stale_form_is_told_so() -> None:
    edition = make_releases.returns(make.conference())
    laid = Laid(Words("Other"), make_releases.layout(edition), edition)
    waiting, changed = make_releases.submitted(edition), lay_out(edition)

    with pytest.raises(Refused, match="cannot be done"):
        lay_out_release(waiting.prepared_by, waiting, laid=laid, at=make.NOON)
    with pytest.raises(Stale):
        lay_out_release(changed.prepared_by, changed, laid=laid, at=make.NOON, version=1)


def test_a_reader_may_not() -> None:
    conference = make.conference()
    edition = make_releases.returns(conference)
    made = make_releases.prepared(edition)

    with pytest.raises(PermissionDenied):
        lay_out_release(
            make.user(Role.READER, conference),
            made,
            laid=Laid(Words("A title"), make_releases.layout(edition), edition),
            at=make.NOON,
        )


def test_the_page_lays_it_out_and_leads_to_the_review() -> None:
    conference = make.conference()
    edition = make_releases.returns(conference)
    made = make_releases.prepared(edition)
    browser = make.client(made.prepared_by)
    address = f"/en/damascus-2020/office/releases/{made.pk}/lay-out/"

    page = browser.get(address).content.decode()
    answer = browser.post(
        address,
        {
            "version": made.version,
            "title_en": "Returns",
            "edition": "1",
            "groups": ["RET"],
            "measure": "flow",
            "unit": "persons",
            "rows": "asylum",
            "columns": "year",
            "has_margins": "on",
            "only_year": ["2019", "2020"],
        },
    )

    assert "only_asylum" in page
    assert answer["Location"].endswith(f"/releases/{made.pk}/review/")
    made.refresh_from_db()
    assert made.layout["filters"] == {"year": ["2019", "2020"]}
    assert browser.get(answer["Location"]).status_code == 200
