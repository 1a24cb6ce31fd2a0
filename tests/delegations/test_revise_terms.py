"""Saying what must be there before somebody is confirmed."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Stale
from secretariat.audit.models import Entry
from secretariat.delegations.actions import revise_terms
from secretariat.delegations.models import Terms
from tests import make, make_accreditation

pytestmark = pytest.mark.django_db

ADDRESS = "/en/damascus-2020/office/accreditation/terms/"


def test_terms_are_written_down_once_and_then_revised() -> None:
    conference = make.conference()
    officer = make.user(Role.DESK_OFFICER, conference, desks=("delegations",))

    revise_terms(officer, conference, details={"photo_required": False, "retention_days": 7})
    revise_terms(officer, conference, details={"mail_required": True})

    terms = Terms.objects.get()
    assert (terms.photo_required, terms.mail_required, terms.retention_days, terms.version) == (False, True, 7, 2)
    first, second = Entry.objects.order_by("pk")
    assert first.made_type == "delegations.terms"
    assert second.changes == {f"delegations.terms:{terms.pk}": {"mail_required": [False, True]}}


def test_what_is_as_it_was_is_no_deed() -> None:
    conference = make.conference()
    make_accreditation.terms(conference)

    revise_terms(make.user(Role.SECRETARY, conference), conference, details={"photo_required": False})

    assert not Entry.objects.exists()


def test_a_stale_change_is_refused_and_shown_on_the_page() -> None:
    conference = make.conference()
    make_accreditation.terms(conference)
    secretary = make.user(Role.SECRETARY, conference)
    revise_terms(secretary, conference, details={"mail_required": True})

    with pytest.raises(Stale):
        revise_terms(secretary, conference, details={"mail_required": False}, version=1)
    page = make.client(secretary).post(ADDRESS, {"version": 1, "retention_days": 9, "initial-retention_days": 30})

    assert [each.label for each in page.context["differences"]] == ["A mail address is required"]


def test_a_reader_may_not_and_a_focal_point_finds_no_page() -> None:
    conference = make.conference()
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        revise_terms(reader, conference, details={"mail_required": True})

    assert make.client(reader).get(ADDRESS).status_code == 403
    focal = make.user(Role.FOCAL_POINT, conference, party=make.party("LB"))
    assert make.client(focal).get(ADDRESS).status_code == 404


@pytest.mark.parametrize("days", ["-1", "3651", "x", ""])
def test_a_number_of_days_that_makes_no_sense_is_refused_at_its_field(days: str) -> None:
    conference = make.conference()
    client = make.client(make.user(Role.SECRETARY, conference))

    page = client.post(ADDRESS, {"retention_days": days})

    assert "retention_days" in page.context["form"].errors
    assert not Terms.objects.exists()


def test_the_page_shows_what_is_usual_and_keeps_what_is_chosen() -> None:
    conference = make.conference()
    client = make.client(make.user(Role.SECRETARY, conference))

    usual = client.get(ADDRESS).context["form"].initial
    answer = client.post(ADDRESS, {"version": 1, "credentials_required": "on", "retention_days": 60})

    assert (usual["photo_required"], usual["retention_days"]) == (True, 30)
    assert answer.headers["Location"] == "/en/damascus-2020/office/accreditation/"
    terms = Terms.objects.get()
    assert (terms.photo_required, terms.credentials_required, terms.retention_days) == (False, True, 60)
