"""What somebody wrote in several lines is read in several lines."""

from collections.abc import Callable

import pytest

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from tests import make_meetings, make_programme
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
OFFICE = "/en/damascus-2020/office/"
WRITTEN = "First line\nSecond line\n\nAfter a break"


def test_a_description_keeps_its_lines_on_the_pages_of_the_office(
    visit: Visit, account: Callable[..., User], model_case: Conference
) -> None:
    session = make_programme.session(model_case, text=make_programme.said(WRITTEN))
    meeting = make_meetings.meeting(model_case, subject=make_programme.said(WRITTEN))
    secretary = account(Role.SECRETARY)

    for path in (f"programme/sessions/{session.pk}/", f"meetings/{meeting.pk}/"):
        page = visit(OFFICE + path, user=secretary)

        read = page.locator("dd bdi", has_text="Second line").first.inner_text()
        assert read.splitlines() == WRITTEN.splitlines()


def test_the_subject_of_a_conference_keeps_its_lines_on_the_public_page(visit: Visit, model_case: Conference) -> None:
    Conference.objects.filter(pk=model_case.pk).update(subject=make_programme.said(WRITTEN))

    page = visit("/en/damascus-2020/")

    assert page.locator("p.lead").first.inner_text().splitlines() == WRITTEN.splitlines()
