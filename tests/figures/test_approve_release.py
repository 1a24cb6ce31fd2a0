"""Approving a release: by a second person, counted anew, tried once more, and safe from what was published before."""

import threading
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.figures.actions import approve_release, revise_disclosure_rules
from secretariat.figures.models import Observation, Release, ReleaseState
from secretariat.figures.queries.releases import asking
from tests import make, make_figures, make_releases
from tests.threads import in_thread

pytestmark = pytest.mark.django_db


def test_a_second_person_publishes_it_and_it_is_recorded() -> None:
    conference = make.conference()
    made = make_releases.submitted(make_releases.returns(conference))
    other = make_releases.officer(conference)

    approve_release(other, made, at=make.NOON)

    assert (made.state, made.approved_by, made.published_at) == ("published", other, make.NOON)
    assert made.rules["threshold"] == 5
    shown = make_releases.cells(made)
    assert shown["LBN", "2019"] == "900"
    assert shown["LBN", "2018"] in {"<5", ":"}
    assert shown["TUR", "2020"] in {"<5", ":"}
    entry = Entry.objects.get(verb="figures.approve_release")
    assert entry.changes["state"] == ["submitted", "published"]
    assert "content" not in entry.changes


def test_whoever_prepared_it_is_refused_and_the_database_refuses_too() -> None:
    made = make_releases.submitted(make_releases.returns(make.conference()))

    with pytest.raises(Refused, match="second person"):
        approve_release(made.prepared_by, made, at=make.NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.filter(pk=made.pk).update(approved_by=made.prepared_by)


def test_what_was_not_handed_over_is_refused() -> None:
    conference = make.conference()
    made = make_releases.laid_out(make_releases.returns(conference))

    with pytest.raises(Refused, match="cannot be done"):
        approve_release(make_releases.officer(conference), made, at=make.NOON)


def test_a_reader_may_not() -> None:
    conference = make.conference()
    made = make_releases.submitted(make_releases.returns(conference))

    with pytest.raises(PermissionDenied):
        approve_release(make.user(Role.READER, conference), made, at=make.NOON)


def test_the_button_is_there_for_the_second_person_alone_and_publishes() -> None:
    conference = make.conference()
    made = make_releases.submitted(make_releases.returns(conference))
    page = reverse("figures:review", args=[conference.slug, made.pk])
    browser = make.client(make_releases.officer(conference))

    assert "Approve and publish" not in make.client(made.prepared_by).get(page).content.decode()
    assert "Approve and publish" in browser.get(page).content.decode()
    browser.post(reverse("figures:approve_release", args=[conference.slug, made.pk]), {"version": made.version})

    assert make.client().get(reverse("public:release", args=[conference.slug, made.number])).status_code == 200


def test_numbers_that_changed_after_the_review_are_tried_again() -> None:
    conference = make.conference()
    made = make_releases.submitted(make_releases.returns(conference))
    # A number that was shown is small now.
    Observation.objects.filter(value=900).update(value=2)

    with pytest.raises(Refused, match="could be computed"):
        approve_release(make_releases.officer(conference), made, at=make.NOON)
    made.refresh_from_db()
    assert (made.state, made.content) == ("submitted", {})


def test_a_large_table_is_published_only_if_nothing_changed_since_the_worker_tried_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    conference = make.conference()
    made = make_releases.submitted(make_releases.returns(conference))
    changed = make_releases.submitted(make_releases.returns(conference, key="other"))
    monkeypatch.setattr(asking, "AT_ONCE", 1)

    approve_release(make_releases.officer(conference), made, at=make.NOON)
    Observation.objects.filter(edition__dataset__key="other", value=800).update(value=801)

    assert made.state == "published"
    with pytest.raises(Refused, match="has changed since"):
        approve_release(make_releases.officer(conference), changed, at=make.NOON)


def test_stricter_rules_since_the_review_are_minded() -> None:
    conference = make.conference()
    made = make_releases.submitted(make_releases.returns(conference))
    secretary = make.user(Role.SECRETARY, conference)
    revise_disclosure_rules(secretary, conference, details={"national_threshold": 8})

    with pytest.raises(Refused, match="could be computed"):
        approve_release(secretary, made, at=make.NOON)


def test_only_the_stated_edition_counts() -> None:
    conference = make.conference()
    edition = make_releases.returns(conference)
    made = make_releases.submitted(edition)
    newer = make_figures.edition(edition.dataset)
    old = Observation.objects.get(value=900)
    Observation.objects.filter(pk=old.pk).update(ended_in=newer)
    make_figures.observation(
        conference, 950, asylum=old.asylum, year=2019, edition=newer, group="RET", measure="flow", revises=old
    )

    approve_release(make_releases.officer(conference), made, at=make.NOON)

    assert make_releases.cells(made)["LBN", "2019"] == "900"


# A national table over two countries, and one over three: what they differ by is 3 people.
TWO: dict[str, Any] = {"filters": {"asylum": ("JOR", "LBN")}, "columns": "origin"}
NUMBERS = {"LB": {2020: 900}, "JO": {2020: 800}, "TR": {2020: 3}}


def whole(edition: Any, **fields: Any) -> Release:
    """The total of all countries and nothing else."""
    return make_releases.published(edition, rows="group", columns="origin", **fields)


def test_two_totals_that_differ_by_few_people_are_never_both_published() -> None:
    conference = make.conference()
    edition = make_releases.returns(conference, NUMBERS)
    first = whole(edition)
    assert make_releases.cells(first)["RET", "SYR"] == "1703"

    second = make_releases.laid_out(edition, rows="group", columns="origin", filters=TWO["filters"])

    # 1703 and 1700 would tell that 3 returned from Türkiye: the second shows no number.
    hidden = {*second.review.outcome["below"], *second.review.outcome["blank"]}
    assert second.review.outcome["earlier"] == [1]
    assert any("SYR" in key for key in hidden)
    assert second.review.outcome["forced"]


def test_also_a_withdrawn_release_is_known() -> None:
    conference = make.conference()
    edition = make_releases.returns(conference, NUMBERS)
    first = whole(edition)
    Release.objects.filter(pk=first.pk).update(state=ReleaseState.WITHDRAWN, reason="Wrong")

    second = make_releases.laid_out(edition, rows="group", columns="origin", filters=TWO["filters"])

    assert second.review.outcome["forced"]


def test_two_releases_that_are_safe_alone_and_not_together_are_not_both_approved() -> None:
    conference = make.conference()
    edition = make_releases.returns(conference, NUMBERS)
    one = make_releases.submitted(edition, rows="group", columns="origin")
    other = make_releases.submitted(edition, rows="group", columns="origin", filters=TWO["filters"])
    second = make_releases.officer(conference)

    approve_release(second, one, at=make.NOON)

    with pytest.raises(Refused, match="published by now"):
        approve_release(second, other, at=make.NOON)


def test_an_earlier_release_whose_edition_is_gone_stands_in_the_way() -> None:
    conference = make.conference()
    edition = make_releases.returns(conference)
    Release.objects.filter(pk=make_releases.published(edition).pk).update(editions=[])

    with pytest.raises(Refused, match="not imported here"):
        make_releases.laid_out(edition)


def test_the_total_by_sex_links_what_two_releases_tell() -> None:
    conference = make.conference()
    edition = make_figures.edition(make_figures.dataset(conference))
    for sex, value in (("all", 103), ("f", 100), ("m", 3)):
        make_figures.observation(conference, value, edition=edition, sex=sex)
    stock: dict[str, Any] = {"groups": ("REF",), "measure": "stock", "rows": "asylum", "columns": "year"}
    first = make_releases.published(edition, **stock)
    assert make_releases.cells(first)["LBN", "2020"] == "103"

    revise_disclosure_rules(make.user(Role.SECRETARY, conference), conference, details={"local_rounding": 1})

    women = make_releases.laid_out(edition, **{**stock, "filters": {"sex": ("f",)}})

    # 103 − 100 would tell of 3 men, although no table holds them.
    assert women.review.state == "passed"
    assert women.review.outcome["blank"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_approvals_at_once_the_second_sees_the_first() -> None:
    make.house()
    conference = make.conference()
    edition = make_releases.returns(conference, NUMBERS)
    one = make_releases.submitted(edition, rows="group", columns="origin")
    other = make_releases.submitted(edition, rows="group", columns="origin", filters=TWO["filters"])
    people = [make_releases.officer(conference) for _each in range(2)]
    gate, said = threading.Barrier(2), list[str]()

    def approve(person: Any, release: Release) -> None:
        gate.wait(timeout=30)
        try:
            approve_release(person, Release.objects.get(pk=release.pk), at=make.NOON)
            said.append("published")
        except Refused:
            said.append("refused")

    threads = [
        in_thread(partial(approve, person, release)) for person, release in zip(people, (one, other), strict=True)
    ]
    for thread in threads:
        thread.join(timeout=60)

    assert sorted(said) == ["published", "refused"]
    assert Release.objects.filter(state="published").count() == 1
