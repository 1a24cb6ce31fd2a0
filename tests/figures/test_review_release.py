"""Reviewing a release: what the worker finds, what the page tells, and doing it again."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.figures.actions import review_apart, review_release
from secretariat.figures.models import Review
from secretariat.figures.queries.releases import asked_of
from secretariat.figures.queries.releases.explaining import reviewed
from tests import make, make_releases

pytestmark = pytest.mark.django_db


def test_the_worker_finds_in_a_process_of_its_own_what_is_found_at_once() -> None:
    made = make_releases.laid_out(make_releases.returns(make.conference()))
    at_once = Review.objects.get()
    Review.objects.update(state="waiting", outcome={}, fingerprint="")

    assert review_apart.call(made.pk) == "passed"
    assert review_apart.call(made.pk) == "taken"

    apart = Review.objects.get()
    assert apart.fingerprint == at_once.fingerprint
    assert apart.outcome["primary"] == at_once.outcome["primary"]
    assert apart.outcome["cost"] == at_once.outcome["cost"]


def test_it_tells_what_is_hidden_by_rule_what_to_protect_it_and_why() -> None:
    made = make_releases.laid_out(make_releases.returns(make.conference()))

    told = reviewed(asked_of(made), Review.objects.get().outcome)

    by_rule = {each.at for each in told.hidden if each.is_by_rule}
    assert by_rule == {("LBN", "2018"), ("TUR", "2020")}
    assert told.to_protect == len(told.hidden) - 2 > 0
    assert all("Otherwise" in each.why for each in told.hidden if not each.is_by_rule)
    assert any(" − " in each.why and " gives " in each.why for each in told.hidden)
    assert not any(each.is_failing for each in told.hidden)


def test_the_page_shows_the_numbers_and_what_a_stranger_can_compute() -> None:
    conference = make.conference()
    made = make_releases.laid_out(make_releases.returns(conference))

    page = make.client(made.prepared_by).get(reverse("figures:review", args=[conference.slug, made.pk]))

    text = page.content.decode()
    assert "Lebanon / 2018" in text
    assert "So few are hidden by rule." in text
    assert "proved: nothing cheaper protects" in text


def test_what_is_under_way_is_not_begun_again_unless_the_worker_fell_silent() -> None:
    made = make_releases.laid_out(make_releases.returns(make.conference()))
    Review.objects.update(state="running", heard_at=make.NOON)

    with pytest.raises(Refused, match="already"):
        review_release(made.prepared_by, made, at=make.NOON + timedelta(minutes=1))
    review_release(made.prepared_by, made, at=make.NOON + timedelta(minutes=10))

    assert Review.objects.get().state == "passed"


def test_a_page_of_what_is_under_way_looks_again_by_itself() -> None:
    conference = make.conference()
    made = make_releases.laid_out(make_releases.returns(conference))
    Review.objects.update(state="running")

    text = (
        make.client(made.prepared_by).get(reverse("figures:review", args=[conference.slug, made.pk])).content.decode()
    )

    assert 'hx-trigger="every 1s"' in text
    assert "<progress" in text
    assert "Lebanon / 2018" not in text


def test_a_reader_may_not() -> None:
    conference = make.conference()
    made = make_releases.laid_out(make_releases.returns(conference))

    with pytest.raises(PermissionDenied):
        review_release(make.user(Role.READER, conference), made, at=make.NOON)


def test_the_button_computes_it_again() -> None:
    conference = make.conference()
    made = make_releases.laid_out(make_releases.returns(conference))
    Review.objects.update(state="failed", outcome={"failure": {"code": "too_slow"}})
    browser = make.client(made.prepared_by)

    assert (
        "It took too long" in browser.get(reverse("figures:review", args=[conference.slug, made.pk])).content.decode()
    )
    browser.post(reverse("figures:review_release", args=[conference.slug, made.pk]))

    assert Review.objects.get().state == "passed"
