"""From nomination to accreditation: a focal point on a phone, in Arabic, and the officer's queue."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from i18nfield.strings import LazyI18nString
from playwright.sync_api import Page, expect

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate, Delegation, Invitation, Occasion, Terms
from secretariat.parties.models import Party
from tests import make, make_accreditation
from tests.journeys.axe import Axe
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey
OFFICE, ARABIC = "/en/damascus-2020/office/", "/ar/damascus-2020/office/"
Picture = Callable[[Page, str], None]


def delegation_of(conference: Conference, code: str) -> Delegation:
    """The delegation of a party to the conference, with two places and one of overflow."""
    party = Party.objects.get(code=code)
    Invitation.objects.filter(conference=conference, party=party).update(
        quota=2, overflow=1, contact_mail=f"{code.lower()}@example.org"
    )
    Delegate.objects.filter(conference=conference, party=party).delete()
    found = Delegation.objects.filter(conference=conference, party=party, occasion=Occasion.CONFERENCE).first()
    return found or make.delegation(conference, party)


def save(page: Page) -> None:
    """Press the first button of the page's form."""
    page.locator("main form.form button.button:not(.button-quiet)").first.click()


def a_crowd(conference: Conference) -> None:
    """Five people of two delegations who wait for a decision; of one the mail address is missing."""
    lebanon, pakistan = delegation_of(conference, "LB"), delegation_of(conference, "PK")
    Terms.objects.create(conference=conference, photo_required=False, mail_required=True)
    begun = datetime(2020, 10, 20, 9, tzinfo=UTC)
    people = [
        (lebanon, "Ramzi Musharrafieh", "رمزي المشرفية", "head", "minister"),
        (lebanon, "Amal Haddad", "أمل حداد", "adviser", "expert"),
        (lebanon, "Basil Khoury", "باسل خوري", "member", ""),
        (pakistan, "Sajid Bilal", "ساجد بلال", "head", "ambassador"),
        (pakistan, "Ayesha Khan", "عائشة خان", "member", ""),
    ]
    for number, (delegation, name, original, role, rank) in enumerate(people):
        make.delegate(
            delegation,
            name,
            original_name=original,
            role=role,
            rank=rank,
            mail="" if name == "Ayesha Khan" else "someone@example.org",
            state="confirmed",
            state_since=begun + timedelta(hours=number),
        )


def test_a_focal_point_names_and_confirms_on_a_phone_as_far_as_there_are_places(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture
) -> None:
    delegation = delegation_of(model_case, "LB")
    Terms.objects.create(conference=model_case, photo_required=False, mail_required=True)
    of_lebanon = f"{ARABIC}delegations/{delegation.pk}/"
    page = visit(of_lebanon, user=account(Role.FOCAL_POINT, party="LB"), width=360)

    for name, original in (("Ramzi Musharrafieh", "رمزي المشرفية"), ("Amal Haddad", "أمل حداد"), ("Basil Khoury", "")):
        page.goto(f"{of_lebanon}name/")
        page.fill("[name=name]", name)
        page.fill("[name=original_name]", original)
        page.fill("[name=mail]", "someone@example.org" if original else "")
        save(page)
    expect(page.locator("tbody tr")).to_have_count(3)
    assert Delegate.objects.get(is_overflow=True).name == "Basil Khoury"
    # Two have all that is asked for; of the third the page says what is missing.
    confirm = page.locator("form[action$='/confirm/'] button")
    expect(confirm).to_have_count(2)
    picture(page, "accreditation-delegation-ar-360")
    confirm.first.click()
    expect(confirm).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

    page.goto(f"{of_lebanon}name/")
    page.fill("[name=name]", "One Too Many")
    save(page)
    expect(page.locator("[data-error-summary]")).to_be_visible()
    assert not Delegate.objects.filter(name="One Too Many").exists()


def test_a_focal_point_substitutes_and_asks_for_a_change_on_a_phone(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture
) -> None:
    Terms.objects.create(conference=model_case, photo_required=False)
    amal = make.delegate(delegation_of(model_case, "LB"), original_name="أمل حداد")
    user = account(Role.FOCAL_POINT, party="LB")

    page = visit(f"{ARABIC}delegates/{amal.pk}/substitute/", user=user, width=360)
    page.fill("[name=name]", "Zeina Saab")
    page.fill("[name=reason]", "ظرف طارئ")
    save(page)
    expect(page.locator("h1")).to_contain_text("Zeina Saab")
    amal.refresh_from_db()
    assert amal.state == "withdrawn"

    zeina = Delegate.objects.get(name="Zeina Saab")
    Delegate.objects.filter(pk=zeina.pk).update(state="accredited", state_since=datetime.now(tz=UTC))
    page.goto(f"{ARABIC}delegates/{zeina.pk}/revise/")
    page.fill("[name=honorific]", "د.")
    save(page)
    expect(page.locator("main")).to_contain_text("د.")
    picture(page, "accreditation-asked-ar-360")
    zeina.refresh_from_db()
    assert zeina.honorific == ""


def test_an_officer_decides_in_the_queue_and_reads_who_was_skipped_and_why(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture
) -> None:
    a_crowd(model_case)
    page = visit(f"{OFFICE}accreditation/", user=account(Role.DESK_OFFICER, desks=("delegations",)))
    expect(page.locator("#rows tbody tr")).to_have_count(5)
    picture(page, "accreditation-queue-en-1280")

    page.locator("[data-bulk-all]").check()
    page.get_by_role("button", name="Accredit").click()
    expect(page.locator("main")).to_contain_text("3 done, 2 skipped")
    expect(page.locator("main")).to_contain_text("quota used: 2 of 2 places used by those accredited")
    expect(page.locator("main")).to_contain_text("missing: mail address")
    picture(page, "accreditation-decided-en-1280")

    page.locator("#filter").press_sequentially("basil", delay=40)
    expect(page.locator("#rows tbody tr")).to_have_count(1)
    page.locator("[data-bulk-row]").check()
    page.fill("[name=reason]", "The delegation has used its places.")
    # Enter has chosen none of the buttons.
    page.press("[name=reason]", "Enter")
    expect(page.locator("[name=reason]")).to_have_value("The delegation has used its places.")
    page.get_by_role("button", name="Refuse").click()
    expect(page.locator("main")).to_contain_text("1 done, 0 skipped")
    assert Delegate.objects.get(name="Basil Khoury").state == "refused"


def test_an_officer_looks_at_what_is_asked_for_after_the_approval(
    visit: Visit, account: Callable[..., User], model_case: Conference, picture: Picture
) -> None:
    a_crowd(model_case)
    Delegate.objects.filter(name="Amal Haddad").update(state="accredited")
    amal = Delegate.objects.get(name="Amal Haddad")
    focal = account(Role.FOCAL_POINT, party="LB")
    asking = visit(f"{OFFICE}delegates/{amal.pk}/revise/", user=focal, width=360, scripts=False)
    asking.fill("[name=name]", "Amal Hadad")
    asking.locator("[name=rank]").select_option("senior official")
    save(asking)

    officer = account(Role.DESK_OFFICER, desks=("delegations",))
    page = visit(f"{OFFICE}accreditation/?tab=changed", user=officer)
    expect(page.locator("main")).to_contain_text("Amal Hadad")
    picture(page, "accreditation-changed-en-1280")
    page.get_by_role("button", name="Approve").click()
    expect(page.locator("h1")).to_contain_text("Amal Hadad")
    expect(page.locator("main")).to_contain_text("may be out of date")
    picture(page, "accreditation-delegate-en-1280")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_of_accreditation_fit_and_have_no_violations(
    visit: Visit, account: Callable[..., User], model_case: Conference, language: str, width: int
) -> None:
    lebanon = delegation_of(model_case, "LB")
    confirmed = make.delegate(lebanon, original_name="أمل حداد", state="confirmed", rank="minister")
    held = make.delegate(lebanon, "Basil Khoury", state="on hold", reason="The photo shows two people.")
    make.delegate(lebanon, make.HOSTILE * 8, state="confirmed", original_name="x" * 200)
    long = make.delegate(lebanon, "W" * 200, state="nominated", capacity=LazyI18nString({"en": "C" * 200}))
    accredited = make.delegate(lebanon, "Carl Sfeir", state="accredited", honorific="Sheikh")
    change = make_accreditation.change(accredited, {"honorific": "Dr", "name": "Karl"}, {"honorific": "", "name": "K"})
    office = f"/{language}/damascus-2020/office/"
    page = visit(f"{office}accreditation/", user=account(Role.SECRETARY), width=width)

    for place in (
        "accreditation/",
        "accreditation/?tab=hold",
        "accreditation/?tab=changed",
        f"changes/{change.pk}/",
        "accreditation/terms/",
        f"delegates/{held.pk}/",
        f"delegates/{long.pk}/",
        f"delegates/{long.pk}/revise/",
        f"delegates/{confirmed.pk}/refuse/",
        f"delegates/{confirmed.pk}/substitute/",
        f"delegations/{lebanon.pk}/",
    ):
        page.goto(office + place)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place
        violations = Axe().run(page).response["violations"]
        assert [(each["id"], place) for each in violations] == []
