"""Deleting the photo of a delegate."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage

from secretariat.accounts.models import Role
from secretariat.audit.action import HIDDEN, Refused
from secretariat.audit.models import Entry
from secretariat.delegations.actions import remove_photo
from secretariat.delegations.models import Delegate, DelegateState, Particulars
from tests import make, make_accreditation

pytestmark = pytest.mark.django_db


def amal(**fields: Any) -> Delegate:
    return make.delegate(make.delegation(make.conference()), **fields)


def address(delegate: Delegate) -> str:
    return f"/en/damascus-2020/office/delegates/{delegate.pk}/photo/remove/"


def test_a_photo_is_deleted_from_the_storage_too_and_recorded(django_capture_on_commit_callbacks: Any) -> None:
    delegate = amal()
    name = str(make_accreditation.particulars_with_photo(delegate).photo.name)

    with django_capture_on_commit_callbacks(execute=True):
        remove_photo(make.user(Role.SECRETARY, delegate.conference), delegate)

    kept = Particulars.objects.get()
    assert (kept.photo.name, kept.photo_sha256) == ("", "")
    assert not default_storage.exists(name)
    entry = Entry.objects.get()
    assert (entry.verb, entry.changes["delegations.particulars"]["photo"]) == (
        "delegations.remove_photo",
        [HIDDEN, HIDDEN],
    )


def test_where_there_is_none_nothing_is_deleted() -> None:
    delegate = amal()

    with pytest.raises(Refused, match="no photo"):
        remove_photo(make.user(Role.SECRETARY, delegate.conference), delegate)

    assert not Entry.objects.exists()


def test_a_reader_may_not_and_a_delegation_deletes_none_of_somebody_accredited() -> None:
    delegate = amal()
    make_accreditation.particulars_with_photo(delegate)
    reader = make.user(Role.READER, delegate.conference)
    focal = make.user(Role.FOCAL_POINT, delegate.conference, party=make.party("LB"))
    with pytest.raises(PermissionDenied):
        remove_photo(reader, delegate)
    assert make.client(reader).post(address(delegate)).status_code == 403
    Delegate.objects.update(state=DelegateState.ACCREDITED)

    with pytest.raises(Refused, match="second look"):
        remove_photo(focal, delegate)

    assert Particulars.objects.get().photo


def test_the_button_deletes_it() -> None:
    delegate = amal()
    make_accreditation.particulars_with_photo(delegate)
    client = make.client(make.user(Role.FOCAL_POINT, delegate.conference, party=make.party("LB")))

    assert address(delegate) in client.get(address(delegate).replace("remove", "keep")).content.decode()
    assert "nothing brings it back" in client.get(address(delegate)).content.decode()
    assert Particulars.objects.get().photo
    assert client.post(address(delegate)).status_code == 302
    assert not Particulars.objects.get().photo
