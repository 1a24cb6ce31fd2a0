"""No page survives that is older than the last commit, whatever order the deeds began in."""

import threading
from collections.abc import Iterator

import pytest
from django.db import connection, connections

from secretariat.accounts.models import Role, User
from secretariat.archive.actions import Cited
from secretariat.audit.models import Entry
from secretariat.delegations.actions import record_answer
from secretariat.delegations.models import Answer, Invitation, Standing
from secretariat.public.queries.editions import edition_of
from tests import make

PARTICIPANTS = "/en/damascus-2020/participants/"
LONG_ENOUGH = 20


@pytest.fixture
def _two_writers() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("Two writers at once need PostgreSQL: set DATABASE_URL.")


class Held(threading.Thread):
    """A deed in a transaction of its own, which has written its answer and waits before it commits."""

    def __init__(self, secretary: User, invitation: Invitation) -> None:
        super().__init__(daemon=True)
        self.secretary, self.invitation = secretary, invitation
        self.has_written, self.may_commit = threading.Event(), threading.Event()

    def run(self) -> None:
        try:
            _accept(self.secretary, self.invitation, self._sources())
        finally:
            connections.close_all()

    def _sources(self) -> Iterator[Cited]:
        """No sources; the door asks for them once the answer is written."""
        self.has_written.set()
        assert self.may_commit.wait(LONG_ENOUGH)
        yield from ()


def _accept(secretary: User, invitation: Invitation, cited: Iterator[Cited]) -> Answer:
    details = {"standing": Standing.ACCEPTED, "said_date": make.TODAY, "sensitivity": "public"}
    return record_answer(secretary, invitation, details=details, cited=cited)


def _shown() -> tuple[bool, bool]:
    page = make.client().get(PARTICIPANTS).content.decode()
    accepted = page[page.find('id="accepted"') :] if 'id="accepted"' in page else ""
    accepted = accepted[: accepted.find("</section>")]
    return 'id="party-LB"' in accepted, 'id="party-IQ"' in accepted


@pytest.mark.postgres
@pytest.mark.usefixtures("_two_writers")
@pytest.mark.django_db(transaction=True)
def test_a_page_kept_between_two_commits_does_not_hide_the_deed_that_began_first() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    lebanon = make.invitation(conference, make.party("LB"))
    iraq = make.invitation(conference, make.party("IQ"))
    first = Held(secretary, lebanon)

    first.start()
    assert first.has_written.wait(LONG_ENOUGH)
    second_answer = _accept(secretary, iraq, iter(()))
    between = edition_of("damascus-2020")
    shown_between, shown_again = _shown(), _shown()
    first.may_commit.set()
    first.join(LONG_ENOUGH)

    assert not first.is_alive()
    assert shown_between == shown_again == (False, True)
    assert _shown() == (True, True)
    first_answer = Answer.objects.get(invitation=lebanon)
    assert first_answer.pk < second_answer.pk
    revisions = dict(Entry.objects.values_list("made_id", "revision"))
    assert revisions == {second_answer.pk: 1, first_answer.pk: 2}
    after = edition_of("damascus-2020")
    assert between is not None
    assert after is not None
    assert (between.revision, after.revision) == (1, 2)


@pytest.mark.postgres
@pytest.mark.usefixtures("_two_writers")
@pytest.mark.django_db(transaction=True)
def test_a_deed_that_comes_to_nothing_leaves_the_kept_page_in_force() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    lebanon = make.invitation(conference, make.party("LB"))
    before = make.client().get(PARTICIPANTS)

    def broken() -> Iterator[Cited]:
        raise ConnectionError
        yield

    with pytest.raises(ConnectionError):
        _accept(secretary, lebanon, broken())

    after = make.client().get(PARTICIPANTS, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 304
    assert not Answer.objects.exists()
