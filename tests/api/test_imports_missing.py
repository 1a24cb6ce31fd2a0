"""What came from the same source before and is no longer in the file is told, and left as it is."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from secretariat.accounts.models import Role, User
from secretariat.api.models import Import
from secretariat.api.queries.drafted import Drafted
from secretariat.conference.models import Conference, Room
from secretariat.delegations.models import Delegate, DelegateState
from secretariat.programme.models import Session, SessionState
from tests import make, make_brought_in

pytestmark = pytest.mark.django_db

PEOPLE = ("Amal,Lebanon", "Karim,Lebanon", "Layla,Lebanon", "Omar,Lebanon")


@pytest.fixture
def held() -> Conference:
    """A conference to which Lebanon comes."""
    make.party("LB")
    return make.conference()


@pytest.fixture
def officer(held: Conference) -> User:
    """An officer who brings files in."""
    return make_brought_in.officer(held)


def _people(held: Conference, officer: User, *lines: str) -> Import:
    return make_brought_in.table(held, officer, "\n".join(("Name,Country", *lines, "")))


def _sessions(held: Conference, officer: User, *names: str, **chosen: Any) -> Import:
    rows = [Drafted("session", name, {"title": {"en": f"Session {name}"}}) for name in names]
    return make_brought_in.drafted(held, officer, *rows, **chosen)


def _missing(batch: Import) -> dict[str, list[int]]:
    return dict(batch.counts["missing"])


def test_who_is_no_longer_in_a_list_is_named_and_stays(held: Conference, officer: User) -> None:
    make_brought_in.brought_in(officer, _people(held, officer, *PEOPLE))
    omar = Delegate.objects.get(name="Omar")

    batch = _people(held, officer, "Amal,Lebanon", "Layla,Lebanon", "Ziad,Lebanon")

    assert _missing(batch) == {"delegate": [Delegate.objects.get(name="Karim").pk, omar.pk]}
    page = make.client(officer).get(reverse("api:import", args=[held.slug, batch.pk])).content.decode()
    assert "No longer in the file: 2 delegates" in page
    assert "<li><bdi>Omar</bdi></li>" in page
    make_brought_in.brought_in(officer, batch)
    omar.refresh_from_db()
    assert (Delegate.objects.count(), omar.state) == (5, DelegateState.NOMINATED)


def test_nothing_is_missing_the_first_time_and_of_a_file_that_is_whole(held: Conference, officer: User) -> None:
    first = _people(held, officer, *PEOPLE)
    make_brought_in.brought_in(officer, first)

    again = _people(held, officer, *reversed(PEOPLE))

    assert (_missing(first), _missing(again)) == ({}, {})
    page = make.client(officer).get(reverse("api:import", args=[held.slug, again.pk])).content.decode()
    assert "No longer in the file" not in page


def test_another_source_misses_nothing_of_the_first(held: Conference, officer: User) -> None:
    make_brought_in.brought_in(officer, _sessions(held, officer, "a1", "a2", "a3"))

    other = _sessions(held, officer, "b1", "b2", "b3", "a1")
    assert _missing(other) == {}
    make_brought_in.brought_in(officer, other)

    gone = _missing(_sessions(held, officer, "b1", "b3", "a1"))
    assert gone == {"session": [Session.objects.get(title__contains="b2").pk]}


def test_of_a_programme_whose_rooms_are_gone_the_rooms_are_told(held: Conference, officer: User) -> None:
    make_brought_in.brought_in(officer, make_brought_in.programme(held, officer))

    batch = make_brought_in.drafted(held, officer, Drafted("session", "s1", make_brought_in.session_cells()))

    assert set(_missing(batch)) == {"room", "item"}
    assert _missing(batch)["room"] == [Room.objects.get().pk]


def test_a_source_is_known_again_after_a_third_and_a_fourth_file(held: Conference, officer: User) -> None:
    for names in (("a", "b"), ("a", "b", "c"), ("b", "c", "d")):
        make_brought_in.brought_in(officer, _sessions(held, officer, *names))

    gone = _missing(_sessions(held, officer, "c", "d"))

    assert gone["session"] == [Session.objects.get(title__contains=f"Session {name}").pk for name in "ab"]


def test_what_was_called_off_or_withdrew_here_is_not_told(held: Conference, officer: User) -> None:
    make_brought_in.brought_in(officer, _sessions(held, officer, "a", "b"))
    make_brought_in.brought_in(officer, _people(held, officer, "Amal,Lebanon", "Karim,Lebanon"))
    Session.objects.filter(title__contains="Session b").update(state=SessionState.CANCELLED)
    Delegate.objects.filter(name="Karim").update(state=DelegateState.WITHDRAWN)

    assert _missing(_sessions(held, officer, "a")) == {}
    assert _missing(_people(held, officer, "Amal,Lebanon")) == {}


def test_what_is_kept_for_secretaries_is_told_to_nobody_else(held: Conference, officer: User) -> None:
    secretary = make.user(Role.SECRETARY, held)
    make_brought_in.brought_in(officer, _sessions(held, officer, "a", "b", "c"))
    Session.objects.filter(title__contains="Session b").update(sensitivity="restricted")

    batch = _sessions(held, officer, "a")
    of_secretary = _sessions(held, secretary, "a", sensitivity="restricted")
    Session.objects.filter(title__contains="Session c").update(sensitivity="restricted")
    page = make.client(officer).get(reverse("api:import", args=[held.slug, batch.pk])).content.decode()

    assert [len(_missing(each)["session"]) for each in (batch, of_secretary)] == [1, 2]
    assert "<li><bdi>…</bdi></li>" in page
    assert "Session c" not in page


def test_the_command_names_what_is_missing(held: Conference, officer: User, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    for lines in (PEOPLE, PEOPLE[:3]):
        file.write_text("\n".join(("Name,Country", *lines, "")))
        out = io.StringIO()
        call_command("import", held.slug, str(file), "--yes", mail=officer.email, stdout=out)

    assert "no longer in the file: Omar" in out.getvalue()
    assert "delegate no longer in the file: 1" in out.getvalue()
    assert Delegate.objects.count() == 4


def test_of_many_that_are_missing_the_first_are_named(held: Conference, officer: User) -> None:
    names = [f"s{number:03d}" for number in range(130)]
    make_brought_in.brought_in(officer, _sessions(held, officer, *names))

    batch = _sessions(held, officer, *names[:20])

    page = make.client(officer).get(reverse("api:import", args=[held.slug, batch.pk])).content.decode()
    assert "No longer in the file: 110 sessions" in page
    assert "And 60 more." in page
