"""Naming what a publisher brings out again and again."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.figures.actions import add_dataset
from secretariat.figures.models import Dataset
from tests import make, make_imports

pytestmark = pytest.mark.django_db
SAID = {"name": "Population", "publisher": "UNHCR", "licence": "CC BY 4.0", "sensitivity": "public"}
ADDRESS = "/en/damascus-2020/office/datasets/add/"


def test_it_is_kept_under_a_key_of_its_own_and_recorded() -> None:
    conference = make.conference()

    dataset = add_dataset(make_imports.officer(conference), conference, details=SAID)

    assert (dataset.key, dataset.publisher, dataset.licence) == ("unhcr-population", "UNHCR", "CC BY 4.0")
    assert Entry.objects.get().verb == "figures.add_dataset"


def test_a_second_of_the_same_name_is_refused() -> None:
    conference = make.conference()
    add_dataset(make_imports.officer(conference), conference, details=SAID)

    with pytest.raises(Refused, match="hand the file in there"):
        add_dataset(make_imports.officer(conference), conference, details=SAID)

    assert Dataset.objects.count() == 1


def test_a_reader_may_not() -> None:
    conference = make.conference()
    with pytest.raises(PermissionDenied):
        add_dataset(make.user(Role.READER, conference), conference, details=SAID)


def test_the_page_keeps_it_and_goes_on_to_its_first_file() -> None:
    conference = make.conference()
    browser = make.client(make_imports.officer(conference))

    assert browser.get(ADDRESS).status_code == 200
    answer = browser.post(ADDRESS, {**SAID, "method": "registration"})

    dataset = Dataset.objects.get()
    assert dataset.method == "registration"
    assert answer["Location"] == f"/en/damascus-2020/office/datasets/{dataset.pk}/hand-in/"
