"""Files of imports are deleted in time, without being asked."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from secretariat.accounts.models import Role
from secretariat.api.actions.imports import confirm_import, forget_imports
from secretariat.api.models import Import, ImportRow, ImportState
from secretariat.audit.models import Entry
from secretariat.config.nightly import nightly
from tests import make, make_brought_in

pytestmark = pytest.mark.django_db


def test_files_nobody_brought_in_and_what_was_written_over_are_deleted_after_thirty_days() -> None:
    held, now = make.conference(), timezone.now()
    secretary = make.user(Role.SECRETARY, held)
    left = make_brought_in.handed_in(held, secretary)
    done = make_brought_in.programme(held, secretary)
    confirm_import(secretary, done, at=now)

    early = forget_imports(secretary, held, at=now + timedelta(days=29))
    batch = forget_imports(secretary, held, at=now + timedelta(days=31))

    assert (early.done, batch.counts) == (0, {"api.import": 2})
    assert not ImportRow.objects.exists()
    left.refresh_from_db()
    done.refresh_from_db()
    assert (left.state, left.content, done.state) == (ImportState.DISCARDED, None, ImportState.DONE)
    assert done.counts["rows"]["session"] == {"new": 1}
    assert Entry.objects.filter(verb="api.forget_imports").count() == 1
    assert forget_imports(secretary, held, at=now + timedelta(days=60)).done == 0


def test_the_night_does_it_in_the_name_of_the_house() -> None:
    held = make.conference()
    make_brought_in.handed_in(held, make.user(Role.SECRETARY, held))
    Import.objects.update(entered_at=timezone.now() - timedelta(days=31))

    nightly.call()

    assert Import.objects.get().state == ImportState.DISCARDED
    assert Entry.objects.get(verb="api.forget_imports").actor.email == "hand@house.invalid"


def test_secretaries_alone_do_it_by_hand() -> None:
    held = make.conference()
    address = reverse("api:forget_imports", args=[held.slug])

    with pytest.raises(PermissionDenied):
        forget_imports(make_brought_in.officer(held), held, at=make.NOON)
    assert make.client(make_brought_in.officer(held)).post(address).status_code == 403
    assert make.client(make.user(Role.SECRETARY, held)).post(address).status_code == 302
