"""Preparing a release: over one dataset, with the newest edition, under a number that is never given twice."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.figures.actions import Words, prepare_release
from secretariat.figures.models import Release
from tests import make, make_figures, make_releases

pytestmark = pytest.mark.django_db
PREPARE = "/en/damascus-2020/office/releases/prepare/"


def test_it_states_the_newest_edition_and_is_recorded() -> None:
    conference = make.conference()
    edition = make_releases.returns(conference)
    make_figures.edition(edition.dataset)

    made = make_releases.prepared(edition)

    assert made.editions == [{"dataset": "solutions", "number": 2}]
    assert (made.number, made.state, made.content) == (1, "prepared", {})
    entry = Entry.objects.get(verb="figures.prepare_release")
    assert (entry.made_id, entry.actor) == (made.pk, made.prepared_by)
    assert "content" not in entry.changes


def test_numbers_go_on_where_they_were() -> None:
    edition = make_releases.returns(make.conference())

    assert [make_releases.prepared(edition).number for _each in range(3)] == [1, 2, 3]


def test_without_a_title_or_an_imported_edition_it_is_refused() -> None:
    conference = make.conference()
    edition = make_releases.returns(conference)
    empty = make_figures.dataset(conference, key="empty")
    officer = make_releases.officer(conference)

    with pytest.raises(Refused, match="needs a title"):
        prepare_release(officer, conference, words=Words(""), dataset=edition.dataset)
    with pytest.raises(Refused, match="Nothing of this dataset"):
        prepare_release(officer, conference, words=Words("A title"), dataset=empty)


def test_a_dataset_of_another_conference_or_one_that_is_not_seen_is_refused() -> None:
    conference = make.conference()
    elsewhere = make_releases.returns(make.conference("geneva-2021"))
    hidden = make_releases.returns(conference, key="hidden", sensitivity="restricted")

    for dataset in (elsewhere.dataset, hidden.dataset):
        with pytest.raises(Refused, match="not here"):
            prepare_release(make_releases.officer(conference), conference, words=Words("A title"), dataset=dataset)


def test_a_reader_and_an_officer_of_another_desk_may_not() -> None:
    conference = make.conference()
    edition = make_releases.returns(conference)

    for person in (make.user(Role.READER, conference), make.user(Role.DESK_OFFICER, conference, desks=["dossier"])):
        with pytest.raises(PermissionDenied):
            prepare_release(person, conference, words=Words("A title"), dataset=edition.dataset)


def test_the_page_begins_one_and_leads_to_its_layout() -> None:
    conference = make.conference()
    edition = make_releases.returns(conference)
    browser = make.client(make_releases.officer(conference))

    assert browser.get(PREPARE).status_code == 200
    answer = browser.post(PREPARE, {"title_en": "Returns", "dataset": edition.dataset_id})

    made = Release.objects.get()
    assert answer["Location"].endswith(f"/office/releases/{made.pk}/lay-out/")
    assert str(made.title) == "Returns"
    assert browser.get(answer["Location"]).status_code == 200
