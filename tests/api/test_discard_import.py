"""Let go of a file that is not to be brought in."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.api.actions.imports import confirm_import, discard_import
from secretariat.api.models import Import, ImportRow, ImportState
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from tests import make, make_brought_in

pytestmark = pytest.mark.django_db


def test_nothing_of_the_file_is_kept() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    batch, waiting = make_brought_in.programme(held, officer), make_brought_in.handed_in(held, officer)

    for each in (batch, waiting):
        discard_import(officer, each, at=make.NOON)

    assert set(Import.objects.values_list("state", "content")) == {(ImportState.DISCARDED, None)}
    assert not ImportRow.objects.exists()
    assert Entry.objects.filter(verb="api.discard_import").count() == 2


def test_what_is_over_is_refused_and_a_stranger_may_not() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    batch = make_brought_in.programme(held, officer)

    with pytest.raises(PermissionDenied):
        discard_import(make.user(Role.READER, held), batch, at=make.NOON)
    confirm_import(officer, batch, at=make.NOON)
    with pytest.raises(Refused, match="over"):
        discard_import(officer, batch, at=make.NOON)


def test_the_page_discards_and_goes_back_to_the_list() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    batch = make_brought_in.programme(held, officer)

    answer = make.client(officer).post(reverse("api:discard_import", args=[held.slug, batch.pk]), follow=True)

    assert "nothing of the file is kept" in answer.content.decode()
    assert "Discarded" in answer.content.decode()
