"""Saying for the delegation that a person comes."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.delegations.actions import confirm_delegate
from secretariat.delegations.models import Credentials, Delegate, DelegateState, Occasion, Terms
from tests import make, make_accreditation
from tests.make import NOON

pytestmark = pytest.mark.django_db

EVERYTHING = {
    "photo_required": True,
    "document_required": True,
    "birth_date_required": True,
    "mail_required": True,
    "credentials_required": True,
}


def address(delegate: Delegate) -> str:
    return f"/en/damascus-2020/office/delegates/{delegate.pk}/confirm/"


def amal_haddad(**terms: bool) -> Delegate:
    conference = make.conference()
    make_accreditation.terms(conference, **terms)
    return make.delegate(make.delegation(conference))


def test_a_nominee_is_confirmed_and_recorded() -> None:
    amal = amal_haddad()

    confirm_delegate(make.user(Role.FOCAL_POINT, amal.conference, party=amal.party), amal, at=NOON)

    amal.refresh_from_db()
    assert (amal.state, amal.state_since) == (DelegateState.CONFIRMED, NOON)
    entry = Entry.objects.get()
    assert (entry.verb, entry.changes) == ("delegations.confirm_delegate", {"state": ["nominated", "confirmed"]})


def test_what_is_missing_is_listed_and_nothing_is_recorded() -> None:
    amal = amal_haddad(**EVERYTHING)

    with pytest.raises(Refused) as refusal:
        confirm_delegate(make.user(Role.SECRETARY, amal.conference), amal, at=NOON)

    missing = "missing: photo · document number · date of birth · mail address · letter of credentials"
    assert str(refusal.value) == f"Amal Haddad: {missing}."
    amal.refresh_from_db()
    assert amal.state == DelegateState.NOMINATED
    assert not Entry.objects.exists()


def test_whoever_has_everything_the_terms_ask_for_is_confirmed() -> None:
    amal = amal_haddad(**EVERYTHING)
    Delegate.objects.update(mail="amal@example.org")
    make_accreditation.particulars(amal, photo="photos/a.jpg", document_number="X1", birth_date=date(1980, 1, 2))
    hand = amal.entered_by
    Credentials.objects.create(
        conference=amal.conference, delegation=amal.delegation, party=amal.party, entered_by=hand
    )

    confirm_delegate(make.user(Role.SECRETARY, amal.conference), amal, at=NOON)

    assert amal.state == DelegateState.CONFIRMED


def test_as_long_as_nobody_wrote_terms_down_a_photo_is_asked_for_and_no_row_is_written() -> None:
    amal = make.delegate(make.delegation(make.conference()))

    with pytest.raises(Refused, match="missing: photo"):
        confirm_delegate(make.user(Role.SECRETARY, amal.conference), amal, at=NOON)

    assert not Terms.objects.exists()


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("confirmed", "is confirmed already"),
        ("on hold", "is on hold"),
        ("accredited", "is accredited already"),
        ("refused", "was refused"),
        ("withdrawn", "was withdrawn"),
    ],
)
def test_only_a_nominee_is_confirmed(state: str, sentence: str) -> None:
    amal = amal_haddad()
    Delegate.objects.update(state=state)

    with pytest.raises(Refused, match=sentence):
        confirm_delegate(make.user(Role.SECRETARY, amal.conference), amal, at=NOON)


def test_nobody_is_confirmed_for_a_mission() -> None:
    amal = make.delegate(make.delegation(make.conference(), occasion=Occasion.MISSION))

    with pytest.raises(Refused, match="to the conference itself"):
        confirm_delegate(make.user(Role.SECRETARY, amal.conference), amal, at=NOON)


def test_whoever_is_watched_for_is_put_on_hold_and_the_page_does_not_say_why() -> None:
    amal = amal_haddad()
    make_accreditation.watched(amal.conference, "Amal Haddad")
    client = make.client(make.user(Role.FOCAL_POINT, amal.conference, party=amal.party))

    page = client.post(address(amal), follow=True)

    amal.refresh_from_db()
    assert amal.state == DelegateState.ON_HOLD
    text = page.content.decode()
    assert "Amal Haddad is on hold." in text
    assert "watch" not in text.lower()


def test_a_reader_and_the_focal_point_of_another_party_may_not() -> None:
    amal = amal_haddad()
    reader = make.user(Role.READER, amal.conference)
    other = make.user(Role.FOCAL_POINT, amal.conference, party=make.party("RU"))

    with pytest.raises(PermissionDenied):
        confirm_delegate(other, amal, at=NOON)

    assert make.client(reader).post(address(amal)).status_code == 403
    assert make.client(other).post(address(amal)).status_code == 404


def test_the_page_of_the_delegation_confirms_and_shows_what_is_missing_of_the_others() -> None:
    amal = amal_haddad(mail_required=True)
    make.delegate(amal.delegation, "Basil Khoury", mail="basil@example.org")
    client = make.client(make.user(Role.FOCAL_POINT, amal.conference, party=amal.party))
    page = f"/en/damascus-2020/office/delegations/{amal.delegation_id}/"

    lines = {line["delegate"].name: line for line in client.get(page).context["people"]}
    basil = lines["Basil Khoury"]["delegate"]
    answer = client.post(address(basil), {"to": "delegation"})

    assert (lines["Amal Haddad"]["missing"], lines["Amal Haddad"]["may_confirm"]) == (["mail address"], False)
    assert lines["Basil Khoury"]["may_confirm"]
    assert answer.headers["Location"] == page
    assert Delegate.objects.get(pk=basil.pk).state == DelegateState.CONFIRMED


def test_a_refusal_is_told_on_the_page_from_which_it_was_asked() -> None:
    amal = amal_haddad(photo_required=True)
    client = make.client(make.user(Role.FOCAL_POINT, amal.conference, party=amal.party))
    page = f"/en/damascus-2020/office/delegates/{amal.pk}/"

    answer = client.post(address(amal), follow=True, headers={"referer": f"http://testserver{page}"})

    assert answer.redirect_chain == [(page, 302)]
    assert "Amal Haddad: missing: photo." in answer.content.decode()
