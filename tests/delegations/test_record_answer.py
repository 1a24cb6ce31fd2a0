"""Writing down what a party answered."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role, Sensitivity
from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.delegations.actions import record_answer
from secretariat.delegations.models import Answer, Invitation
from tests import make

pytestmark = pytest.mark.django_db
ENTERED = {"standing": "declined", "said_date": "2020-10-26", "sensitivity": "public"}


def _address(invitation: Invitation) -> str:
    return f"/en/damascus-2020/office/participation/{invitation.pk}/answer/"


def _desk() -> tuple[Client, Invitation]:
    conference = make.conference()
    invitation = make.invitation(conference, make.party("LB"), sent_date=date(2020, 10, 15))
    return make.client(make.user(Role.SECRETARY, conference)), invitation


def test_an_answer_is_kept_beside_the_earlier_ones_with_its_source_and_recorded() -> None:
    conference = make.conference()
    invitation, source = make.invitation(conference), make.source(conference)
    earlier = make.answer(invitation, "tentative")

    answer = record_answer(
        make.user(Role.SECRETARY, conference),
        invitation,
        details={"standing": "accepted", "said_date": date(2020, 11, 10), "said_by_party": make.party("SY")},
        cited=[Cited(source, "confirmed that it would take part")],
    )

    assert list(invitation.answers.all()) == [earlier, answer]
    assert Citation.objects.of([answer]).get().passage == "confirmed that it would take part"
    entry = Entry.objects.get()
    assert (entry.verb, entry.made_id) == ("delegations.record_answer", answer.pk)


def test_an_answer_cannot_be_older_than_the_invitation() -> None:
    conference = make.conference()
    invitation = make.invitation(conference, sent_date=date(2020, 10, 15))

    with pytest.raises(Refused, match="an answer cannot be older") as refusal:
        record_answer(
            make.user(Role.SECRETARY, conference),
            invitation,
            details={"standing": "accepted", "said_date": date(2020, 10, 14)},
        )

    assert refusal.value.field == "said_date"
    assert not Answer.objects.exists()
    assert not Entry.objects.exists()


def test_a_reader_may_not_record_an_answer() -> None:
    conference = make.conference()
    reader, invitation = make.user(Role.READER, conference), make.invitation(conference)

    with pytest.raises(PermissionDenied):
        record_answer(reader, invitation, details={"standing": "accepted", "said_date": date(2020, 11, 1)})

    assert make.client(reader).get(_address(invitation)).status_code == 403


def test_an_answer_to_an_invitation_that_is_not_seen_is_not_found() -> None:
    conference = make.conference()
    hidden = make.invitation(conference, sensitivity=Sensitivity.RESTRICTED)
    officer = make.user(Role.DESK_OFFICER, conference, desks=["delegations"])

    assert make.client(officer).get(_address(hidden)).status_code == 404


def test_the_form_writes_down_an_answer_with_two_sources() -> None:
    browser, invitation = _desk()
    first, second = make.source(invitation.conference), make.source(invitation.conference)
    entered = {
        **ENTERED,
        "said_by_en": "the organisers",
        "said_by_ar": "المنظمون",
        "reason_en": "The conference is premature.",
        "through": "press",
        "source_1": first.pk,
        "passage_1": "declined to come",
        "source_2": second.pk,
    }

    response = browser.post(_address(invitation), entered)

    answer = Answer.objects.get()
    assert response.headers["Location"] == f"/en/damascus-2020/office/participation/{invitation.pk}/"
    assert (answer.standing, answer.said_date, answer.through) == ("declined", date(2020, 10, 26), "press")
    assert answer.said_by == LazyI18nString({"en": "the organisers", "ar": "المنظمون"})
    assert answer.reason.data == {"en": "The conference is premature."}
    assert [(each.source, each.passage) for each in Citation.objects.of([answer])] == [
        (first, "declined to come"),
        (second, ""),
    ]


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"said_date": "2999-01-01"}, "said_date", "This day has not come yet."),
        (
            {"said_date": "2020-10-14"},
            "said_date",
            "The invitation went out on 15 October 2020; an answer cannot be older.",
        ),
        ({"said_date": ""}, "said_date", "This field is required."),
        ({"standing": "perhaps"}, "standing", "Select a valid choice. perhaps is not one of the available choices."),
        ({"passage_1": "words of nobody"}, "source_1", "Say from which source this passage is."),
    ],
)
def test_what_is_wrong_is_a_sentence_at_the_field(changes: dict[str, Any], field: str, sentence: str) -> None:
    browser, invitation = _desk()

    page = browser.post(_address(invitation), {**ENTERED, **changes})

    assert page.context["form"].errors == {field: [sentence]}
    assert not Answer.objects.exists()


def test_a_word_is_that_of_a_party_or_of_somebody_else() -> None:
    browser, invitation = _desk()

    page = browser.post(
        _address(invitation), {**ENTERED, "said_by_party": invitation.party.pk, "said_by_en": "the organisers"}
    )

    assert page.context["form"].errors["said_by"] == ["Name the party or somebody else, not both."]


def test_a_source_is_cited_once_and_only_a_source_of_this_conference() -> None:
    browser, invitation = _desk()
    source, foreign = make.source(invitation.conference), make.source(make.conference("elsewhere"))

    twice = browser.post(_address(invitation), {**ENTERED, "source_1": source.pk, "source_2": source.pk})
    other = browser.post(_address(invitation), {**ENTERED, "source_1": foreign.pk})

    assert twice.context["form"].errors["source_2"] == ["This source is named above already."]
    assert "source_1" in other.context["form"].errors
    assert not Answer.objects.exists()


def test_the_last_day_that_can_be_entered_is_today_at_the_venue() -> None:
    browser, invitation = _desk()
    conference = invitation.conference
    type(conference).objects.filter(pk=conference.pk).update(time_zone="Pacific/Kiritimati")
    conference.refresh_from_db()

    latest = browser.get(_address(invitation)).context["form"].fields["said_date"].widget.attrs["max"]

    assert latest == timezone.localdate(timezone=conference.zone).isoformat()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers_in_both_reading_directions(language: str) -> None:
    browser, invitation = _desk()

    page = browser.get(_address(invitation).replace("/en/", f"/{language}/"))

    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.content.decode()
