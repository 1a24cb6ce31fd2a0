"""Public pages are read from copies of the database that are far enough; all else is read from the primary."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection, connections, transaction
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role
from secretariat.audit.models import Record
from secretariat.conference.actions import revise_conference
from secretariat.conference.models import Conference
from secretariat.config.databases import databases
from secretariat.public.queries import replicas
from secretariat.public.queries.editions import edition_of
from secretariat.public.views import kept
from tests import make
from tests.make_copies import COPY, break_it, copies

pytestmark = pytest.mark.django_db(transaction=True)
PAGE, FRONT = "/en/damascus-2020/", "/en/"


@pytest.fixture
def catch_up(tmp_path: Path, settings: Any) -> Iterator[Callable[[], None]]:
    """A copy that comes to where the primary is when it is told to."""
    settings.DATABASE_ROUTERS = ["secretariat.config.routing.Copies"]
    replicas.forget()
    with copies(tmp_path) as told:
        yield told
    replicas.forget()


@pytest.fixture
def conference() -> Conference:
    return make.conference()


class Watched:
    """Counts the questions to each database."""

    def __init__(self) -> None:
        self.asked = {"default": 0, COPY: 0}

    def __enter__(self) -> "Watched":
        self.inside = [connections[alias].execute_wrapper(self._counting(alias)) for alias in self.asked]
        for each in self.inside:
            each.__enter__()
        return self

    def __exit__(self, *_error: object) -> None:
        for each in self.inside:
            each.__exit__(None, None, None)

    def _counting(self, alias: str) -> Callable[..., Any]:
        def counted(execute: Callable[..., Any], *question: Any) -> Any:
            self.asked[alias] += 1
            return execute(*question)

        return counted


def retitled(conference: Conference, title: str) -> None:
    """A deed of the secretary."""
    secretary = make.user(Role.SECRETARY, conference)
    revise_conference(secretary, conference, details={"title": LazyI18nString({"en": title})})


@pytest.mark.parametrize("address", [PAGE, FRONT])
def test_a_page_is_read_from_a_copy_that_is_far_enough(
    conference: Conference, catch_up: Callable[[], None], address: str
) -> None:
    plain = make.client().get(address)
    kept.forget()
    replicas.forget()
    catch_up()

    with Watched() as watched:
        page = make.client().get(address)

    assert (page.status_code, page.content, page["ETag"]) == (200, plain.content, plain["ETag"])
    # The primary is asked for the edition, and for nothing else.
    assert watched.asked["default"] == 1
    assert watched.asked[COPY] > 1


@pytest.mark.parametrize("address", [PAGE, FRONT])
def test_who_has_just_written_reads_it_though_the_copy_is_behind(
    conference: Conference, catch_up: Callable[[], None], address: str
) -> None:
    catch_up()
    retitled(conference, "Another title")

    with Watched() as watched:
        page = make.client().get(address)

    assert "Another title" in page.content.decode()
    # It says how far it is, and is not read.
    assert watched.asked[COPY] == 1


def test_a_copy_that_caught_up_is_read_again(conference: Conference, catch_up: Callable[[], None]) -> None:
    catch_up()
    retitled(conference, "Another title")
    catch_up()

    with Watched() as watched:
        page = make.client().get(PAGE)

    assert "Another title" in page.content.decode()
    assert watched.asked == {"default": 1, COPY: watched.asked[COPY]}


def test_a_change_in_the_register_of_parties_counts_too(conference: Conference, catch_up: Callable[[], None]) -> None:
    catch_up()
    Record.objects.filter(pk=0).update(revision=4711)

    with Watched() as watched:
        make.client().get(PAGE)

    assert watched.asked[COPY] == 1


def test_a_copy_that_does_not_answer_is_left_alone_for_a_while(
    conference: Conference, catch_up: Callable[[], None]
) -> None:
    catch_up()
    break_it()

    first = make.client().get(PAGE)
    kept.forget()
    with Watched() as watched:
        second = make.client().get(PAGE)

    assert (first.status_code, second.status_code) == (200, 200)
    assert watched.asked[COPY] == 0


def test_a_copy_that_breaks_in_the_middle_is_given_up_and_the_page_is_made_of_the_primary(
    conference: Conference, catch_up: Callable[[], None]
) -> None:
    catch_up()
    asked = []

    def breaks(execute: Callable[..., Any], *question: Any) -> Any:
        asked.append(question[0])
        if len(asked) == 3:
            raise OperationalError("canceling statement due to conflict with recovery")
        return execute(*question)

    with connections[COPY].execute_wrapper(breaks):
        page = make.client().get(PAGE)

    assert page.status_code == 200
    assert len(asked) == 3


def test_no_row_is_read_from_a_copy_outside_of_a_page_nor_in_a_transaction(
    conference: Conference, catch_up: Callable[[], None]
) -> None:
    catch_up()
    Conference.objects.filter(pk=conference.pk).update(slug="elsewhere")
    edition = edition_of("elsewhere")
    assert edition is not None

    def read_on(alias: str) -> None:
        with replicas._reading(alias):
            assert Conference.objects.get(pk=conference.pk).slug == "damascus-2020"
            with transaction.atomic():
                assert Conference.objects.get(pk=conference.pk).slug == "elsewhere"
                assert Conference.objects.select_for_update().get(pk=conference.pk).slug == "elsewhere"

    read_on(COPY)

    assert Conference.objects.get(pk=conference.pk).slug == "elsewhere"
    with transaction.atomic():
        assert replicas.read(replicas.chosen, edition, "damascus-2020") == ""


def test_what_was_read_from_a_copy_is_written_to_the_primary(
    conference: Conference, catch_up: Callable[[], None]
) -> None:
    catch_up()
    with replicas._reading(COPY):
        read = Conference.objects.get(pk=conference.pk)
    assert read._state.db == COPY

    read.slug = "elsewhere"
    read.save(update_fields=["slug"])

    assert Conference.objects.get(pk=conference.pk).slug == "elsewhere"
    assert Conference.objects.using(COPY).get(pk=conference.pk).slug == "damascus-2020"
    # Neither does a row that came from there lead there again.
    assert read.rooms.count() == 0
    assert read.rooms.all().db == "default"


def broken(*_question: Any) -> Any:
    """The primary answers no more."""
    raise OperationalError("the connection is lost")


def test_strangers_read_a_copy_while_the_primary_does_not_answer(
    conference: Conference, catch_up: Callable[[], None]
) -> None:
    plain = make.client().get(PAGE)
    kept.forget()
    replicas.forget()
    catch_up()

    with connection.execute_wrapper(broken):
        page = make.client().get(PAGE)

    assert (page.status_code, page.content, page["ETag"]) == (200, plain.content, plain["ETag"])


def test_no_copy_is_read_that_is_behind_what_was_seen_before_the_primary_fell_silent(
    conference: Conference, catch_up: Callable[[], None]
) -> None:
    catch_up()
    retitled(conference, "Another title")
    assert "Another title" in make.client().get(PAGE).content.decode()

    with connection.execute_wrapper(broken), pytest.raises(OperationalError):
        make.client().get(PAGE)


def test_without_a_copy_a_silent_primary_is_an_error(conference: Conference) -> None:
    with connection.execute_wrapper(broken), pytest.raises(OperationalError):
        make.client().get(PAGE)


# ---- addresses ---------------------------------------------------------------------------------------------------------


def test_a_primary_may_be_on_one_of_several_machines() -> None:
    found = databases("postgres://amal:p%40ss@one:5433,two/house?sslmode=require", copies=[])["default"]

    assert (found["HOST"], found["PORT"], found["NAME"]) == ("one,two", "5433,5432", "house")
    assert (found["USER"], found["PASSWORD"]) == ("amal", "p@ss")
    assert found["OPTIONS"]["target_session_attrs"] == "read-write"
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["CONN_HEALTH_CHECKS"]


def test_machines_may_be_told_by_their_numbers() -> None:
    found = databases("postgres://amal@[::1]:5433,[fe80::2]/house", copies=[])["default"]

    assert (found["HOST"], found["PORT"]) == ("::1,fe80::2", "5433,5432")


def test_one_machine_is_asked_as_ever() -> None:
    found = databases("postgres://amal@one/house", copies=[])["default"]

    assert (found["HOST"], str(found["PORT"])) == ("one", "")
    assert "target_session_attrs" not in found["OPTIONS"]
    assert not found["CONN_HEALTH_CHECKS"]


def test_nothing_can_be_written_to_a_copy() -> None:
    found = databases("postgres://amal@one/house", copies=["postgres://amal@two/house", "postgres://amal@three/house"])

    assert list(found) == ["default", "replica-1", "replica-2"]
    assert "options" not in found["default"]["OPTIONS"]
    assert found["replica-2"]["HOST"] == "three"
    assert found["replica-2"]["OPTIONS"]["options"] == "-c default_transaction_read_only=on"
