"""What a conference calls a party, and where it stands in the order."""

import pytest
from django.core.exceptions import PermissionDenied
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.conference.actions import show_party_as
from secretariat.conference.queries import name_of, shown_names
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/conference/names/"


def test_the_conference_has_its_own_name_for_a_party_and_it_is_recorded() -> None:
    conference, russia = make.conference(), make.party("RU")

    show_party_as(
        make.user(Role.SECRETARY, conference), conference, party=russia, name=LazyI18nString({"en": "Russian side"})
    )

    assert str(name_of(russia, shown_names(conference))) == "Russian side"
    assert Entry.objects.get().verb == "conference.show_party_as"


def test_even_an_officer_of_the_desk_may_not() -> None:
    conference = make.conference()
    officer = make.user(Role.DESK_OFFICER, conference, desks=["conference"])

    with pytest.raises(PermissionDenied):
        show_party_as(officer, conference, party=make.party("RU"), name="x")

    assert make.client(officer).get(ADDRESS).status_code == 403
    assert not conference.shown_names.exists()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers_with_what_is_shown_now(language: str) -> None:
    conference, russia = make.conference(), make.party("RU")
    conference.shown_names.create(party=russia, name=LazyI18nString({"en": make.HOSTILE}), position=3)

    page = make.client(make.user(Role.SECRETARY, conference)).get(
        ADDRESS.replace("/en/", f"/{language}/") + "?party=RU"
    )

    text = page.content.decode()
    assert page.status_code == 200
    assert 'value="3"' in text
    assert "<b>" not in text


def test_the_page_changes_a_name_that_was_given_before() -> None:
    conference, russia = make.conference(), make.party("RU")
    conference.shown_names.create(party=russia, name=LazyI18nString({"en": "Old"}))
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.post(ADDRESS, {"party": russia.pk, "name_en": "New", "position": "2", "version": "1"})

    assert page.status_code == 302
    shown = conference.shown_names.get()
    assert (str(shown.name), shown.position) == ("New", 2)


@pytest.mark.parametrize("seen", ["", "1"])
def test_a_name_that_somebody_else_gave_meanwhile_is_shown_and_not_overwritten(seen: str) -> None:
    conference, russia = make.conference(), make.party("RU")
    conference.shown_names.create(party=russia, name=LazyI18nString({"en": "Theirs"}), version=2)
    browser = make.client(make.user(Role.SECRETARY, conference))
    sent = {"party": russia.pk, "name_en": "Ours", "position": "", "version": seen}

    page = browser.post(ADDRESS, sent)

    assert str(conference.shown_names.get().name) == "Theirs"
    assert "Theirs" in page.content.decode()
    found = [(each.label, each.now, each.yours) for each in page.context["differences"]]
    assert found == [("Name shown (English)", "Theirs", "Ours")]

    browser.post(ADDRESS, {**sent, "version": page.context["form"].data["version"]})
    assert str(conference.shown_names.get().name) == "Ours"


def test_no_party_is_no_answer() -> None:
    conference = make.conference()

    page = make.client(make.user(Role.SECRETARY, conference)).post(ADDRESS, {"name_en": "New"})

    assert page.status_code == 422
    assert "party" in page.context["form"].errors
