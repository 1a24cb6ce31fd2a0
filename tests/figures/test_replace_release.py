"""Replacing a release: the new one says what it replaces, the old address says so too."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.figures.actions import Laid, Words, approve_release, lay_out_release, replace_release, submit_release
from secretariat.figures.models import Release
from tests import make, make_figures, make_releases

pytestmark = pytest.mark.django_db


def test_it_begins_with_the_same_layout_over_the_newest_edition_and_is_recorded() -> None:
    conference = make.conference()
    edition = make_releases.returns(conference)
    old = make_releases.published(edition)
    make_figures.edition(edition.dataset)

    new = replace_release(make_releases.officer(conference), old)

    assert (new.replaces, new.number, new.state) == (old, 2, "prepared")
    assert new.layout == old.layout
    assert new.editions == [{"dataset": "solutions", "number": 2}]
    assert Entry.objects.get(verb="figures.replace_release").made_id == new.pk


def test_the_old_address_leads_to_the_new_one_when_it_is_published() -> None:
    conference = make.conference()
    edition = make_releases.returns(conference)
    old = make_releases.published(edition)
    one, two = make_releases.officer(conference), make_releases.officer(conference)
    new = replace_release(one, old)
    pages = [reverse("public:release", args=[conference.slug, each.number]) for each in (old, new)]

    assert "replaces this one" not in make.client().get(pages[0]).content.decode()
    lay_out_release(one, new, laid=Laid(Words("New"), make_releases.layout(edition), edition), at=make.NOON)
    approve_release(two, submit_release(one, new), at=make.NOON)

    assert "Release 2 replaces this one" in make.client().get(pages[0]).content.decode()
    assert "It replaces release 1" in make.client().get(pages[1]).content.decode()


def test_a_release_is_replaced_once_and_only_if_it_is_public() -> None:
    conference = make.conference()
    edition = make_releases.returns(conference)
    old, officer = make_releases.published(edition), make_releases.officer(conference)
    replace_release(officer, old)

    with pytest.raises(Refused, match="replaces it already"):
        replace_release(officer, old)
    with pytest.raises(Refused, match="cannot be done"):
        replace_release(officer, make_releases.prepared(edition))


def test_a_reader_may_not() -> None:
    conference = make.conference()
    old = make_releases.published(make_releases.returns(conference))

    with pytest.raises(PermissionDenied):
        replace_release(make.user(Role.READER, conference), old)


def test_the_button_leads_to_its_layout() -> None:
    conference = make.conference()
    old = make_releases.published(make_releases.returns(conference))
    browser = make.client(make_releases.officer(conference))

    answer = browser.post(reverse("figures:replace_release", args=[conference.slug, old.pk]))

    new = Release.objects.get(replaces=old)
    assert answer["Location"].endswith(f"/releases/{new.pk}/lay-out/")
