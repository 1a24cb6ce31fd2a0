"""Two deeds at once: each goes on, or one is told so in a sentence."""

import threading

import pytest
from django.db import connection

from secretariat.accounts.models import Role, User
from secretariat.audit.action import Refused, action
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference, Membership
from secretariat.delegations.actions import record_answer
from secretariat.delegations.models import Answer, Invitation, Standing
from tests import make
from tests.threads import in_thread

pytestmark = pytest.mark.django_db


def _everybody(_user: User, _thing: Conference) -> bool:
    return True


def test_what_may_be_there_once_and_is_added_twice_is_a_sentence_and_leaves_nothing() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)

    @action(allow=_everybody)
    def admit_twice(actor: User, held: Conference) -> None:
        # As if somebody else had added the second row between the look and the deed.
        for _time in range(2):
            Membership.objects.create(conference=held, user=actor, role=Role.READER)

    with pytest.raises(Refused, match="did the same at this moment"):
        admit_twice(secretary, conference)

    assert Membership.objects.count() == 1
    assert not Entry.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_answer_is_recorded_while_a_deed_on_the_conference_goes_through_its_invitations() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("two writers at once need PostgreSQL")
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    invitation = make.invitation(conference, make.party("LB"))
    has_conference, is_answered = threading.Event(), threading.Event()
    done = []

    @action(allow=_everybody)
    def write_to_all(_actor: User, held: Conference) -> None:
        has_conference.set()
        # The other deed holds the invitation and adds a row that points to the conference.
        assert is_answered.wait(10)
        list(Invitation.objects.select_for_update(no_key=True).filter(conference=held))
        done.append("all")

    def answer() -> None:
        assert has_conference.wait(10)
        details = {"standing": Standing.ACCEPTED, "said_date": make.TODAY, "sensitivity": "public"}
        record_answer(secretary, invitation, details=details, cited=())
        done.append("answer")
        is_answered.set()

    both = [in_thread(lambda: write_to_all(secretary, conference)), in_thread(answer)]
    for each in both:
        each.join(20)

    assert done == ["answer", "all"]
    assert Answer.objects.count() == 1
