"""Back, and send again; nothing chosen; a page of the office that is not for everybody: what people do by mistake."""

from datetime import date
from typing import Any

import pytest
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.actions import add_room, state_objective
from secretariat.conference.models import Message
from secretariat.delegations.actions import claim_total, correct_answer, record_answer
from secretariat.delegations.models import Answer
from tests import make
from tests.links import send_links

pytestmark = pytest.mark.django_db

OFFICE = "/en/damascus-2020/office/"
ANSWER: dict[str, Any] = {
    "standing": "accepted",
    "said_date": date(2020, 11, 1),
    "reason": LazyI18nString({"en": "With pleasure", "ar": ""}),
    "sensitivity": "public",
}


def test_the_same_answer_is_not_recorded_twice_but_said_again_another_day_or_after_a_correction_it_is() -> None:
    invitation = make.invitation(make.conference())
    secretary = make.user(Role.SECRETARY, invitation.conference)
    first = record_answer(secretary, invitation, details=ANSWER)

    with pytest.raises(Refused, match="recorded already"):
        record_answer(secretary, invitation, details={**ANSWER, "reason": LazyI18nString({"en": "With pleasure"})})
    record_answer(secretary, invitation, details={**ANSWER, "said_date": date(2020, 11, 2)})
    correct_answer(secretary, first, details={**ANSWER, "standing": "tentative"})
    record_answer(secretary, invitation, details=ANSWER)

    assert Answer.objects.count() == 4
    assert Entry.objects.count() == 4


def test_an_answer_that_the_officer_may_not_know_of_is_not_betrayed_by_a_refusal() -> None:
    invitation = make.invitation(make.conference())
    secretary = make.user(Role.SECRETARY, invitation.conference)
    officer = make.user(Role.DESK_OFFICER, invitation.conference, desks=["delegations"])
    record_answer(secretary, invitation, details={**ANSWER, "sensitivity": "restricted"})

    record_answer(officer, invitation, details=ANSWER)

    assert Answer.objects.count() == 2


def test_a_rule_that_says_no_where_a_page_has_no_field_for_it_is_told_on_the_page_one_came_from(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    invitation = make.invitation(conference, contact_mail="a@example.org")

    def clash(*_args: object, **_kwargs: object) -> None:
        raise Refused("Somebody did the same at this moment.")

    monkeypatch.setattr("secretariat.delegations.actions.remind", clash)
    board = f"{OFFICE}participation/"
    page = browser.post(
        f"{board}remind/", {"invitation": invitation.pk}, follow=True, headers={"referer": f"http://testserver{board}"}
    )

    assert page.redirect_chain == [(board, 302)]
    assert "Somebody did the same at this moment." in page.content.decode()


def test_the_same_room_objective_and_total_are_not_written_down_twice() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    hall, text = LazyI18nString({"en": "Hall"}), LazyI18nString({"en": "Return"})

    for _time in range(2):
        for deed in (
            lambda: add_room(secretary, conference, name=hall, seats=3, booths=0),
            lambda: state_objective(secretary, conference, kind="objective", text=text, sensitivity="public"),
            lambda: claim_total(secretary, conference, details={"states": 27, "said_date": date(2020, 11, 1)}),
        ):
            if _time == 0:
                deed()
            else:
                with pytest.raises(Refused, match="already"):
                    deed()
    assert Entry.objects.count() == 3


@pytest.mark.parametrize("deed", ["remind", "send-invitations"])
def test_a_deed_on_nobody_says_what_to_do(deed: str) -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.post(f"{OFFICE}participation/{deed}/", {}, follow=True)

    assert "Choose at least one party first." in page.content.decode()
    assert not Message.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(("desks", "is_offered"), [(["door"], True), (["delegations"], False)])
def test_the_rail_offers_printing_to_officers_of_the_door(desks: list[str], is_offered: bool) -> None:
    conference = make.conference()
    page = make.client(make.user(Role.DESK_OFFICER, conference, desks=desks)).get(OFFICE)

    links = [item["url"] for group in page.context["rail"] for item in group["items"]]

    assert (f"{OFFICE}print/" in links) is is_offered


@pytest.mark.parametrize("role", [role for role in Role.values if role != Role.FOCAL_POINT])
def test_the_rail_offers_no_page_that_is_closed(role: str) -> None:
    conference = make.conference()
    browser = make.client(make.user(role, conference))
    page = browser.get(OFFICE)

    links = [item["url"] for group in page.context["rail"] for item in group["items"]]
    assert len(links) > 3
    assert [link for link in [*links, str(page.context["office_url"])] if browser.get(link).status_code != 200] == []


def test_a_focal_point_finds_the_way_to_the_delegations_from_the_name_of_the_conference() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.FOCAL_POINT, conference, party=make.party("LB")))

    page = browser.get(f"{OFFICE}delegations/")

    assert f'<a class="topbar-name" href="{OFFICE}delegations/">' in page.content.decode()


def test_who_asks_for_a_password_without_an_account_is_not_sent_to_a_closed_door(mailoutbox: list[Any]) -> None:
    make.client().post("/en/accounts/password/reset/", {"email": "nobody@example.org"})
    send_links()

    (mail,) = mailoutbox
    assert "No account has this address" in mail.body
    assert "signup" not in mail.body
